//! Money: whole minor units, an ISO 4217 code and a qualifier that survives addition.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::quantity::{self, MAX_EXACT, Qualifier, QuantityRefusal};

/// An amount somebody stated, or did not: `minor` is null exactly when the qualifier is NOT_STATED.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Amount {
    /// Minor units (cents), 0 ≤ n < 2^53.
    #[ts(type = "number | null")]
    pub minor: Option<i64>,
    /// ISO 4217 code, three capitals.
    pub currency: String,
    pub qualifier: Qualifier,
}

/// The sum of amounts of one currency: its known part and every qualifier that went into it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct AmountSum {
    #[ts(type = "number")]
    pub minor: i64,
    pub currency: String,
    /// Sorted, without repetition; empty for the sum of nothing.
    pub qualifiers: Vec<Qualifier>,
}

/// Currencies a ledger may hold, with the digits after the point of their minor unit.
/// Source: ISO 4217, list one ("Current currency & funds code list"), and list three for codes in use in 2021.
pub const CURRENCIES: &[(&str, u32)] = &[
    ("AUD", 2),
    ("BGN", 2),
    ("BYN", 2),
    ("CAD", 2),
    ("CHF", 2),
    ("CZK", 2),
    ("DKK", 2),
    ("EUR", 2),
    ("GBP", 2),
    ("HRK", 2),
    ("HUF", 2),
    ("IQD", 3),
    ("ISK", 0),
    ("JPY", 0),
    ("MDL", 2),
    ("NOK", 2),
    ("PLN", 2),
    ("RON", 2),
    ("RSD", 2),
    ("SEK", 2),
    ("TRY", 2),
    ("UAH", 2),
    ("USD", 2),
];

/// Why an amount, a sum or a typed text is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AmountRefusal {
    #[error("{0} is not a currency of this ledger")]
    UnknownCurrency(String),
    #[error("an amount that is not stated has no number")]
    NumberButNotStated,
    #[error("a stated amount needs a number")]
    StatedWithoutNumber,
    #[error("an amount is not negative")]
    Negative,
    #[error("the amount is larger than {MAX_EXACT} minor units")]
    TooLarge,
    #[error("a sum has one currency: {expected}, not {found}")]
    OtherCurrency { expected: String, found: String },
    #[error("no amount is given")]
    Empty,
    #[error("this is not an amount")]
    NotANumber,
    /// `1.234` is a thousand to some readers and a fraction to others.
    #[error("the amount can be read in two ways")]
    Ambiguous,
    #[error("{given} digits after the point where the currency has {allowed}")]
    TooManyDigits { given: usize, allowed: u32 },
}

/// Digits after the point of a currency's minor unit (2 for EUR).
///
/// # Errors
/// `UnknownCurrency`.
pub fn exponent(currency: &str) -> Result<u32, AmountRefusal> {
    let row = CURRENCIES.iter().find(|(code, _)| *code == currency);
    row.map(|(_, digits)| *digits)
        .ok_or_else(|| AmountRefusal::UnknownCurrency(currency.to_owned()))
}

/// Reads money as a person types it into minor units: `36 700 000`, `2,5`, `2.50`. Spaces of any width divide
/// thousands; a point or a comma only ever begins the fraction.
///
/// # Errors
/// Any refusal about the text, the currency or the size.
pub fn parse(text: &str, currency: &str) -> Result<i64, AmountRefusal> {
    let allowed = exponent(currency)?;
    let text = text.trim();
    if text.is_empty() {
        return Err(AmountRefusal::Empty);
    }
    if let Some(rest) = text.strip_prefix(['-', '−']) {
        // One sign only: a text of many would otherwise be as deep a recursion as it is long.
        let signed_again = rest.trim_start().starts_with(['-', '−']);
        let no_number = [AmountRefusal::NotANumber, AmountRefusal::Empty];
        let refused = if signed_again {
            Some(AmountRefusal::NotANumber)
        } else {
            parse(rest, currency).err()
        };
        let is_number = refused.is_none_or(|refusal| !no_number.contains(&refusal));
        return Err(if is_number {
            AmountRefusal::Negative
        } else {
            AmountRefusal::NotANumber
        });
    }
    let mut parts = text.split(['.', ',']);
    let whole = parts.next().unwrap_or_default();
    let fraction = parts.next();
    let whole = quantity::digits(whole).ok_or(AmountRefusal::NotANumber)?;
    let Some(fraction) = fraction else {
        return minor(&whole, "", allowed);
    };
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let mut rest = parts.clone();
    if !is_number(fraction) || !rest.all(is_number) {
        return Err(AmountRefusal::NotANumber);
    }
    if parts.next().is_some() || (fraction.len() == 3 && quantity::reads_as_group(&whole)) {
        return Err(AmountRefusal::Ambiguous);
    }
    minor(&whole, fraction, allowed)
}

fn minor(whole: &str, fraction: &str, allowed: u32) -> Result<i64, AmountRefusal> {
    let given = fraction.len();
    let missing = (allowed as usize)
        .checked_sub(given)
        .ok_or(AmountRefusal::TooManyDigits { given, allowed })?;
    let digits = format!("{whole}{fraction}{}", "0".repeat(missing));
    let minor = digits.parse::<i64>().map_err(|_| AmountRefusal::TooLarge)?;
    check_minor(minor)
}

fn check_minor(minor: i64) -> Result<i64, AmountRefusal> {
    quantity::check_count(minor).map_err(|refusal| match refusal {
        QuantityRefusal::Negative => AmountRefusal::Negative,
        QuantityRefusal::TooLarge
        | QuantityRefusal::Empty
        | QuantityRefusal::Fraction
        | QuantityRefusal::NotANumber
        | QuantityRefusal::Zero
        | QuantityRefusal::Ambiguous => AmountRefusal::TooLarge,
    })
}

impl Amount {
    /// An amount known exactly, in minor units.
    ///
    /// # Errors
    /// What `check` finds.
    pub fn exact(minor: i64, currency: &str) -> Result<Self, AmountRefusal> {
        Self::new(Some(minor), currency, Qualifier::Exact)
    }

    /// # Errors
    /// What `check` finds.
    pub fn new(
        minor: Option<i64>,
        currency: &str,
        qualifier: Qualifier,
    ) -> Result<Self, AmountRefusal> {
        let amount = Self {
            minor,
            currency: currency.to_owned(),
            qualifier,
        };
        amount.check()?;
        Ok(amount)
    }

    /// Unknown is null, never 0.
    ///
    /// # Errors
    /// `UnknownCurrency`.
    pub fn not_stated(currency: &str) -> Result<Self, AmountRefusal> {
        Self::new(None, currency, Qualifier::NotStated)
    }

    /// As readings take it: a number that contradicts its qualifier, which only a hostile device writes, states nothing.
    #[must_use]
    pub fn sound(&self) -> Self {
        let stated = self.qualifier != Qualifier::NotStated;
        let minor = self
            .minor
            .filter(|minor| stated && check_minor(*minor).is_ok());
        Self {
            minor,
            currency: self.currency.clone(),
            qualifier: minor.map_or(Qualifier::NotStated, |_| self.qualifier),
        }
    }

    /// Null ⇔ NOT_STATED, a known currency, 0 ≤ minor < 2^53.
    ///
    /// # Errors
    /// The first rule that is broken.
    pub fn check(&self) -> Result<(), AmountRefusal> {
        exponent(&self.currency)?;
        match (self.minor, self.qualifier == Qualifier::NotStated) {
            (None, true) => Ok(()),
            (Some(_), true) => Err(AmountRefusal::NumberButNotStated),
            (None, false) => Err(AmountRefusal::StatedWithoutNumber),
            (Some(minor), false) => check_minor(minor).map(|_| ()),
        }
    }
}

/// How the known part of a sum is to be read (domain, section 6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// No part, or no part with a number: print "none recorded" or "not stated", never 0.
    Unknown,
    Exact,
    /// "up to"
    UpTo,
    /// "about"
    About,
    /// "up to about"
    UpToAbout,
    /// "over": a lower bound.
    Over,
    /// "over about"
    OverAbout,
    /// Ceilings and lower bounds together: neither holds for the sum.
    Mixed,
}

impl AmountSum {
    /// The sum of nothing.
    #[must_use]
    pub fn empty(currency: &str) -> Self {
        Self {
            minor: 0,
            currency: currency.to_owned(),
            qualifiers: Vec::new(),
        }
    }

    /// # Errors
    /// What `add` finds.
    pub fn of<'a>(
        currency: &str,
        amounts: impl IntoIterator<Item = &'a Amount>,
    ) -> Result<Self, AmountRefusal> {
        let mut sum = Self::empty(currency);
        for amount in amounts {
            sum.add(amount)?;
        }
        Ok(sum)
    }

    /// # Errors
    /// When the amount breaks its own rules, is in another currency, or the sum leaves the exact numbers; the sum is then
    /// unchanged.
    pub fn add(&mut self, amount: &Amount) -> Result<(), AmountRefusal> {
        amount.check()?;
        if amount.currency != self.currency {
            return Err(AmountRefusal::OtherCurrency {
                expected: self.currency.clone(),
                found: amount.currency.clone(),
            });
        }
        let sum = self.minor.checked_add(amount.minor.unwrap_or(0));
        self.minor = check_minor(sum.ok_or(AmountRefusal::TooLarge)?)?;
        let kept: BTreeSet<Qualifier> = self
            .qualifiers
            .iter()
            .copied()
            .chain([amount.qualifier])
            .collect();
        self.qualifiers = kept.into_iter().collect();
        Ok(())
    }

    /// The known part, or nothing when no part has a number.
    #[must_use]
    pub fn known(&self) -> Option<i64> {
        let stated = self
            .qualifiers
            .iter()
            .any(|one| *one != Qualifier::NotStated);
        stated.then_some(self.minor)
    }

    /// Whether to print "plus amounts not stated".
    #[must_use]
    pub fn plus_not_stated(&self) -> bool {
        self.has(Qualifier::NotStated)
    }

    #[must_use]
    pub fn reading(&self) -> Reading {
        let about = self.has(Qualifier::Around) || self.has(Qualifier::Estimated);
        match (
            self.known(),
            self.has(Qualifier::UpTo),
            self.has(Qualifier::Over),
            about,
        ) {
            (None, _, _, _) => Reading::Unknown,
            (_, false, false, false) => Reading::Exact,
            (_, false, false, true) => Reading::About,
            (_, true, false, false) => Reading::UpTo,
            (_, true, false, true) => Reading::UpToAbout,
            (_, false, true, false) => Reading::Over,
            (_, false, true, true) => Reading::OverAbout,
            (_, true, true, _) => Reading::Mixed,
        }
    }

    fn has(&self, qualifier: Qualifier) -> bool {
        self.qualifiers.contains(&qualifier)
    }
}

/// A stated total beside the computed one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case", tag = "outcome")]
pub enum Comparison {
    Match,
    /// The figures do not contradict each other, but cannot be shown to be equal.
    ConsistentNotExact,
    /// Stated minus computed, in minor units; reported until a person explains it.
    Different {
        #[ts(type = "number")]
        by: i64,
    },
    /// Another currency, or one side has no number.
    NotComparable,
}

/// Compares a total that a paper states with the sum of its parts.
///
/// Equal figures match when both are exact or both are ceilings; approximations are never more than consistent. Unequal
/// figures are consistent only where a bound explains the difference: parts that are ceilings or not stated, or a stated
/// ceiling above exact parts. Two unequal ceilings differ, for the ceiling of a sum is the sum of its ceilings.
#[must_use]
pub fn compare(stated: &Amount, computed: &AmountSum) -> Comparison {
    let (Some(total), Some(sum)) = (stated.minor, computed.known()) else {
        return Comparison::NotComparable;
    };
    if stated.currency != computed.currency {
        return Comparison::NotComparable;
    }
    let by = total - sum;
    if by == 0 {
        let same = computed.qualifiers == [stated.qualifier];
        let firm = matches!(stated.qualifier, Qualifier::Exact | Qualifier::UpTo);
        return if same && firm {
            Comparison::Match
        } else {
            Comparison::ConsistentNotExact
        };
    }
    let sum_may_be_more = computed.has(Qualifier::Over) || computed.has(Qualifier::NotStated);
    let sum_may_be_less = computed.has(Qualifier::UpTo);
    let total_may_be_more = stated.qualifier == Qualifier::Over;
    let total_may_be_less = stated.qualifier == Qualifier::UpTo;
    let explained = if total_may_be_less && sum_may_be_less {
        by > 0 && sum_may_be_more
    } else if by > 0 {
        sum_may_be_more || total_may_be_less
    } else {
        sum_may_be_less || total_may_be_more
    };
    if explained {
        Comparison::ConsistentNotExact
    } else {
        Comparison::Different { by }
    }
}
