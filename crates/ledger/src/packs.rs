//! Packs and base units: goods are counted in packs of a *named* packaging version and kept in base units.

use crate::quantity::{QuantityRefusal, check_count};

/// Packs and what is left over from them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InPacks {
    pub packs: i64,
    /// Base units that fill no pack.
    pub loose: i64,
}

/// Base units in a number of packs of one packaging version, whose content is `base_units` each.
///
/// # Errors
/// `Negative` packs, `Zero` content, `TooLarge` a product.
pub fn base_units(packs: i64, base_units: i64) -> Result<i64, QuantityRefusal> {
    let (packs, content) = (check_count(packs)?, content(base_units)?);
    let product = packs
        .checked_mul(content)
        .ok_or(QuantityRefusal::TooLarge)?;
    check_count(product)
}

/// A number of base units as whole packs and the rest; together they are exactly that number again.
///
/// # Errors
/// `Negative` units, `Zero` content, `TooLarge` a number.
pub fn in_packs(units: i64, base_units: i64) -> Result<InPacks, QuantityRefusal> {
    let (units, content) = (check_count(units)?, content(base_units)?);
    Ok(InPacks {
        packs: units / content,
        loose: units % content,
    })
}

fn content(base_units: i64) -> Result<i64, QuantityRefusal> {
    match check_count(base_units)? {
        0 => Err(QuantityRefusal::Zero),
        content => Ok(content),
    }
}

/// Why a number is no GTIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum GtinRefusal {
    #[error("a GTIN has 8, 12, 13 or 14 digits")]
    Length,
    #[error("the last digit ought to be {expected}")]
    CheckDigit { expected: u8 },
}

/// The digits of a GTIN, spaces and hyphens taken out.
///
/// # Errors
/// Its length, or its check digit.
pub fn gtin(text: &str) -> Result<String, GtinRefusal> {
    let digits: String = text
        .chars()
        .filter(|letter| !matches!(letter, ' ' | '-'))
        .collect();
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    if !plain || ![8, 12, 13, 14].contains(&digits.len()) {
        return Err(GtinRefusal::Length);
    }
    let values: Vec<u32> = digits.bytes().map(|byte| u32::from(byte - b'0')).collect();
    let Some((last, before)) = values.split_last() else {
        return Err(GtinRefusal::Length);
    };
    // Weights 3, 1, 3 … from the right, the check digit left out.
    let weights = [3, 1].into_iter().cycle();
    let sum: u32 = before.iter().rev().zip(weights).map(|(d, w)| d * w).sum();
    let expected = (10 - sum % 10) % 10;
    if expected == *last {
        Ok(digits)
    } else {
        let expected = u8::try_from(expected).unwrap_or(0);
        Err(GtinRefusal::CheckDigit { expected })
    }
}
