//! What one cell says, or the code of what is wrong with it.

use chrono::{Days, NaiveDate};
use ledger::quantity::{self, MAX_EXACT, Qualifier, Quantity, QuantityRefusal, StatedQuantity};
use ledger::wording::{self, Count, Unclear};

/// A count of base units: `1 200`, `20 Stk.`, `20,00`, `ca. 20`.
pub(super) fn quantity(text: &str) -> Result<StatedQuantity, &'static str> {
    let whole = without_zero_decimals(text);
    let refusal = match quantity::parse(whole).and_then(Quantity::new) {
        Ok(quantity) => return Ok(exact(quantity.get())),
        Err(refusal) => refusal,
    };
    match (wording::read_cell(text), refusal) {
        // `1.200.000` is read in one way, as is `1.200,00`. Where anything else stands in the cell, it is no count.
        (
            Count::Said { units, qualifier },
            QuantityRefusal::NotANumber | QuantityRefusal::Ambiguous | QuantityRefusal::Fraction,
        ) => {
            return Ok(StatedQuantity {
                value: Some(units),
                qualifier,
            });
        }
        (Count::Unclear(why), QuantityRefusal::NotANumber) => return Err(unclear(why)),
        (Count::Said { .. } | Count::Unclear(_) | Count::NotSaid, _) => {}
    }
    Err(match refusal {
        QuantityRefusal::Empty => "quantity-missing",
        QuantityRefusal::Fraction => "quantity-fraction",
        QuantityRefusal::Negative => "quantity-negative",
        QuantityRefusal::NotANumber => "quantity-not-a-number",
        QuantityRefusal::TooLarge => "quantity-too-large",
        QuantityRefusal::Zero => "quantity-zero",
        QuantityRefusal::Ambiguous => "quantity-ambiguous",
    })
}

/// What the donor's words say where no cell of its own does. Several numbers of which each may be the count say nothing,
/// and neither do measures: the quantity is then not stated, and the words are kept with every number in them.
pub(super) fn in_words(text: &str) -> Result<StatedQuantity, &'static str> {
    match wording::read(text).count {
        Count::NotSaid => Ok(StatedQuantity::not_stated()),
        Count::Said { units, qualifier } => Ok(StatedQuantity {
            value: Some(units),
            qualifier,
        }),
        Count::Unclear(why) => Err(unclear(why)),
    }
}

fn unclear(why: Unclear) -> &'static str {
    match why {
        Unclear::TwoWays => "quantity-ambiguous",
        Unclear::Fraction => "quantity-fraction",
        Unclear::Range => "quantity-range",
    }
}

fn exact(units: i64) -> StatedQuantity {
    StatedQuantity {
        value: Some(units),
        qualifier: Qualifier::Exact,
    }
}

/// `20,00` is twenty in every language; `1,234` is left to the reader of quantities, who refuses it.
fn without_zero_decimals(text: &str) -> &str {
    let Some((whole, decimals)) = text.rsplit_once([',', '.']) else {
        return text;
    };
    let zeros = (1..=2).contains(&decimals.len()) && decimals.bytes().all(|byte| byte == b'0');
    if zeros { whole } else { text }
}

/// How many of the stored unit one typed unit is: grams in a kilogram, cubic decimetres in a cubic metre.
pub(super) type Factor = i64;

/// A decimal number in a typed unit, as whole stored units; what does not come out whole is refused.
pub(super) fn measure(text: &str, factor: Factor) -> Result<i64, &'static str> {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (whole, decimals) = bare.split_once([',', '.']).unwrap_or((&bare, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if bare.starts_with(['-', '−']) {
        return Err("quantity-negative");
    }
    if whole.is_empty() || !digits(whole) || !digits(decimals) || bare.ends_with([',', '.']) {
        return Err("quantity-not-a-number");
    }
    // `1,234` is a thousand kilograms to some readers and one and a bit to others.
    if decimals.len() == 3 && whole.len() <= 3 && whole != "0" {
        return Err("quantity-ambiguous");
    }
    let whole: i64 = whole.parse().map_err(|_| "quantity-too-large")?;
    let mut stored = whole.checked_mul(factor).ok_or("quantity-too-large")?;
    let mut unit = factor;
    for digit in decimals.bytes() {
        let digit = i64::from(digit - b'0');
        if unit % 10 != 0 {
            if digit > 0 {
                return Err("quantity-fraction");
            }
            continue;
        }
        unit /= 10;
        stored = stored
            .checked_add(digit * unit)
            .ok_or("quantity-too-large")?;
    }
    if stored > MAX_EXACT {
        return Err("quantity-too-large");
    }
    Ok(stored)
}

/// A day: `2030-01-31` or `31.01.2030`. A bare number is what a spreadsheet makes of a date whose format was lost; which
/// day it meant depends on the spreadsheet, so it is not guessed.
pub(super) fn date(text: &str) -> Result<NaiveDate, &'static str> {
    let read = NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .or_else(|_| NaiveDate::parse_from_str(text, "%d.%m.%Y"));
    match read {
        Ok(day) if ledger::rules::date::check_year(day).is_ok() => Ok(day),
        Ok(_) => Err("year-out-of-range"),
        Err(_) if serial(text).is_some() => Err("table-date-number"),
        Err(_) => Err("date-invalid"),
    }
}

/// The day that a number stands for in the usual reckoning of spreadsheets, from the last days of 1899.
pub(super) fn serial(text: &str) -> Option<NaiveDate> {
    let days: u64 = text.parse().ok()?;
    let zero = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    (20_000..80_000)
        .contains(&days)
        .then(|| zero.checked_add_days(Days::new(days)))
        .flatten()
}
