//! Quantities of goods, in whole base units of their item (pieces, grams, millilitres). Never a float.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Largest quantity or amount: they cross into JavaScript, whose exact integers end at 2^53 − 1.
pub const MAX_EXACT: i64 = (1 << 53) - 1;

/// A number of base units that somebody received, issued or accepted: 1 ≤ n < 2^53.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(try_from = "i64", into = "i64")]
#[ts(type = "number")]
pub struct Quantity(i64);

impl Quantity {
    /// # Errors
    /// `Negative`, `Zero` or `TooLarge`.
    pub fn new(units: i64) -> Result<Self, QuantityRefusal> {
        match check_count(units)? {
            0 => Err(QuantityRefusal::Zero),
            units => Ok(Self(units)),
        }
    }

    /// Base units.
    #[must_use]
    pub fn get(self) -> i64 {
        self.0
    }
}

impl TryFrom<i64> for Quantity {
    type Error = QuantityRefusal;

    fn try_from(units: i64) -> Result<Self, Self::Error> {
        Self::new(units)
    }
}

impl From<Quantity> for i64 {
    fn from(quantity: Quantity) -> Self {
        quantity.0
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Quantity {
    type Err = QuantityRefusal;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse(text).and_then(Self::new)
    }
}

/// Why a typed or stated number is not a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum QuantityRefusal {
    #[error("no number is given")]
    Empty,
    #[error("goods are counted in whole units")]
    Fraction,
    #[error("a quantity is not negative")]
    Negative,
    #[error("this is not a number")]
    NotANumber,
    #[error("the number is larger than {MAX_EXACT}")]
    TooLarge,
    #[error("the quantity is zero")]
    Zero,
    /// `1.234` is a thousand to some readers and a fraction to others.
    #[error("the number can be read in two ways")]
    Ambiguous,
}

/// Checks a count, where zero is an answer: 0 ≤ n < 2^53.
///
/// # Errors
/// `Negative` or `TooLarge`.
pub fn check_count(units: i64) -> Result<i64, QuantityRefusal> {
    match units {
        ..0 => Err(QuantityRefusal::Negative),
        0..=MAX_EXACT => Ok(units),
        _ => Err(QuantityRefusal::TooLarge),
    }
}

/// Reads a count as a person types it: plain digits, or groups of three divided by a space of any width. Zero is a
/// count; use `Quantity` where it is not.
///
/// # Errors
/// Every refusal but `Zero`.
pub fn parse(text: &str) -> Result<i64, QuantityRefusal> {
    let text = text.trim();
    if text.is_empty() {
        return Err(QuantityRefusal::Empty);
    }
    if let Some(rest) = text.strip_prefix(['-', '−']) {
        // One sign only: a text of many would otherwise be as deep a recursion as it is long.
        let signed_again = rest.trim_start().starts_with(['-', '−']);
        let no_number = [QuantityRefusal::NotANumber, QuantityRefusal::Empty];
        let refused = if signed_again {
            Some(QuantityRefusal::NotANumber)
        } else {
            parse(rest).err()
        };
        let is_number = refused.is_none_or(|refusal| !no_number.contains(&refusal));
        return Err(if is_number {
            QuantityRefusal::Negative
        } else {
            QuantityRefusal::NotANumber
        });
    }
    if text.contains(['.', ',']) {
        return Err(not_whole(text));
    }
    digits(text)
        .ok_or(QuantityRefusal::NotANumber)
        .and_then(whole)
}

fn whole(digits: String) -> Result<i64, QuantityRefusal> {
    let units = digits
        .parse::<i64>()
        .map_err(|_| QuantityRefusal::TooLarge)?;
    check_count(units)
}

/// Says what is wrong with a number that holds a point or a comma.
fn not_whole(text: &str) -> QuantityRefusal {
    let parts: Vec<&str> = text.split(['.', ',']).collect();
    let Some((first, rest)) = parts.split_first() else {
        return QuantityRefusal::NotANumber;
    };
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let Some(leading) = digits(first) else {
        return QuantityRefusal::NotANumber;
    };
    if !rest.iter().all(|part| all_digits(part)) {
        return QuantityRefusal::NotANumber;
    }
    let groups = rest.iter().all(|part| part.len() == 3);
    if groups && reads_as_group(&leading) {
        QuantityRefusal::Ambiguous
    } else if rest.len() == 1 {
        QuantityRefusal::Fraction
    } else {
        QuantityRefusal::NotANumber
    }
}

/// Whether digits may stand before a thousands separator: one to three, not beginning with zero.
pub(crate) fn reads_as_group(digits: &str) -> bool {
    digits.len() <= 3 && !digits.starts_with('0')
}

/// The bare digits of a whole number, plain or in groups of three divided by spaces; `None` if it is anything else.
pub(crate) fn digits(text: &str) -> Option<String> {
    let is_space = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}');
    let groups: Vec<&str> = text.split(is_space).collect();
    let plain = |group: &&str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit());
    let well_grouped =
        groups.len() == 1 || (groups[0].len() <= 3 && groups[1..].iter().all(|g| g.len() == 3));
    (groups.iter().all(plain) && well_grouped).then(|| groups.concat())
}

/// How exactly a number is known. Travels with the number through every sum.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Qualifier {
    Exact,
    UpTo,
    Around,
    Over,
    Estimated,
    NotStated,
}

/// A quantity somebody stated, or did not: `value` is null exactly when the qualifier is NOT_STATED.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct StatedQuantity {
    #[ts(type = "number | null")]
    pub value: Option<i64>,
    pub qualifier: Qualifier,
}

/// Why a stated quantity contradicts itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum StatedRefusal {
    #[error("a quantity that is not stated has no number")]
    NumberButNotStated,
    #[error("a stated quantity needs a number")]
    StatedWithoutNumber,
    #[error(transparent)]
    Quantity(#[from] QuantityRefusal),
}

impl StatedQuantity {
    /// # Errors
    /// When the number is no quantity, or the qualifier is NOT_STATED.
    pub fn stated(value: i64, qualifier: Qualifier) -> Result<Self, StatedRefusal> {
        let stated = Self {
            value: Some(value),
            qualifier,
        };
        stated.check()?;
        Ok(stated)
    }

    /// Unknown is null, never 0.
    #[must_use]
    pub fn not_stated() -> Self {
        Self {
            value: None,
            qualifier: Qualifier::NotStated,
        }
    }

    /// Null ⇔ NOT_STATED, and a stated number is a quantity.
    ///
    /// # Errors
    /// The first rule that is broken.
    pub fn check(&self) -> Result<(), StatedRefusal> {
        match (self.value, self.qualifier == Qualifier::NotStated) {
            (None, true) => Ok(()),
            (Some(_), true) => Err(StatedRefusal::NumberButNotStated),
            (None, false) => Err(StatedRefusal::StatedWithoutNumber),
            (Some(value), false) => Ok(Quantity::new(value).map(|_| ())?),
        }
    }

    /// As readings take it: one that contradicts itself, which only a hostile device writes, states nothing.
    #[must_use]
    pub fn sound(self) -> Self {
        self.check().map_or_else(|_| Self::not_stated(), |()| self)
    }

    /// The most that may be accepted: none when nothing is stated, or when the number is a lower bound.
    #[must_use]
    pub fn ceiling(&self) -> Option<i64> {
        let sound = self.sound();
        match sound.qualifier {
            Qualifier::Exact | Qualifier::UpTo | Qualifier::Around | Qualifier::Estimated => {
                sound.value
            }
            Qualifier::Over | Qualifier::NotStated => None,
        }
    }
}

/// A number of people, vehicles or events that somebody stated, or did not. Zero is an answer; `value` is null exactly
/// when the qualifier is NOT_STATED.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct StatedCount {
    #[ts(type = "number | null")]
    pub value: Option<i64>,
    pub qualifier: Qualifier,
}

impl StatedCount {
    /// # Errors
    /// When the number is no count, or the qualifier is NOT_STATED.
    pub fn stated(value: i64, qualifier: Qualifier) -> Result<Self, StatedRefusal> {
        let stated = Self {
            value: Some(value),
            qualifier,
        };
        stated.check()?;
        Ok(stated)
    }

    /// Unknown is null, never 0.
    #[must_use]
    pub fn not_stated() -> Self {
        Self {
            value: None,
            qualifier: Qualifier::NotStated,
        }
    }

    /// Null ⇔ NOT_STATED, and a stated number is a count.
    ///
    /// # Errors
    /// The first rule that is broken.
    pub fn check(&self) -> Result<(), StatedRefusal> {
        match (self.value, self.qualifier == Qualifier::NotStated) {
            (None, true) => Ok(()),
            (Some(_), true) => Err(StatedRefusal::NumberButNotStated),
            (None, false) => Err(StatedRefusal::StatedWithoutNumber),
            (Some(value), false) => Ok(check_count(value).map(|_| ())?),
        }
    }
}

/// Sum of counts: the part that has numbers, how many have none, and every qualifier that went into it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, TS)]
pub struct CountSum {
    /// Null when nothing that was added has a number.
    #[ts(type = "number | null")]
    pub value: Option<i64>,
    /// Sorted, without repetition.
    pub qualifiers: Vec<Qualifier>,
    pub not_stated: u32,
}

impl CountSum {
    #[must_use]
    pub fn of<'a>(counts: impl IntoIterator<Item = &'a StatedCount>) -> Self {
        let mut sum = Self::default();
        for count in counts {
            match count.value {
                // Counts are below 2^53, so no list of records that fits a file overflows.
                Some(value) => sum.value = Some(sum.value.unwrap_or(0).saturating_add(value)),
                None => sum.not_stated = sum.not_stated.saturating_add(1),
            }
            if let Err(at) = sum.qualifiers.binary_search(&count.qualifier) {
                sum.qualifiers.insert(at, count.qualifier);
            }
        }
        sum
    }
}
