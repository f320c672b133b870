//! Money as exact decimal text and, for spreadsheets, as a number.

use ledger::amount::exponent;
use ledger::quantity::MAX_EXACT;

/// `36700000.00` from minor units; exact at any size. A currency that is not known counts in minor units.
pub(crate) fn text(minor: i64, currency: &str) -> String {
    let digits = exponent(currency).unwrap_or(0) as usize;
    let sign = if minor < 0 { "-" } else { "" };
    let mut plain = format!("{:0width$}", minor.unsigned_abs(), width = digits + 1);
    if digits > 0 {
        plain.insert(plain.len() - digits, '.');
    }
    format!("{sign}{plain}")
}

/// The nearest number of a spreadsheet, which shows what [`text`] says; `None` beyond 2^53 minor units.
pub(crate) fn number(minor: i64, currency: &str) -> Option<f64> {
    (minor.abs() <= MAX_EXACT)
        .then(|| text(minor, currency).parse().ok())
        .flatten()
}

/// Number format of a cell in this currency.
pub(crate) fn cell_format(currency: &str) -> String {
    match exponent(currency).unwrap_or(0) as usize {
        0 => "#,##0".to_owned(),
        digits => format!("#,##0.{}", "0".repeat(digits)),
    }
}

#[cfg(test)]
mod tests {
    use super::{number, text};

    #[test]
    fn minor_units_become_exact_decimals() {
        assert_eq!(text(3_670_000_000, "EUR"), "36700000.00");
        assert_eq!(text(5, "EUR"), "0.05");
        assert_eq!(text(0, "EUR"), "0.00");
        assert_eq!(text(-150, "EUR"), "-1.50");
        assert_eq!(text(1500, "JPY"), "1500");
        assert_eq!(text(1500, "IQD"), "1.500");
        assert_eq!(text(9_007_199_254_740_991, "EUR"), "90071992547409.91");
        assert_eq!(number(9_007_199_254_740_992, "EUR"), None);
    }
}
