//! Typed counts and stated quantities.

use ledger::amount::{self, AmountRefusal};
use ledger::quantity::{self, MAX_EXACT, Qualifier, Quantity, QuantityRefusal, StatedQuantity};

use crate::world::{check, number};

const TYPED: &str = "
    500                  | 500
    0                    | 0
    007                  | 7
    1 200                | 1200
    36 700 000           | 36700000
    1\u{a0}200           | 1200
    1\u{202f}200         | 1200
    1\u{2009}200         | 1200
    9007199254740991     | 9007199254740991
    9007199254740992     | TooLarge
    99999999999999999999 | TooLarge
    12,5                 | Fraction
    12.5                 | Fraction
    12.50                | Fraction
    0,125                | Fraction
    1234,567             | Fraction
    1 234,5              | Fraction
    1.234                | Ambiguous
    1,234                | Ambiguous
    1.234.567            | Ambiguous
    -5                   | Negative
    −5                   | Negative
    -1.5                 | Negative
    -                    | NotANumber
    1e5                  | NotANumber
    0x10                 | NotANumber
    12a                  | NotANumber
    twelve               | NotANumber
    +5                   | NotANumber
    12 34                | NotANumber
    1 2345               | NotANumber
    1234 567             | NotANumber
    1.2.3                | NotANumber
    12.                  | NotANumber
    ,5                   | NotANumber
    ٥                    | NotANumber
    ½                    | NotANumber
                         | Empty
";

#[test]
fn a_typed_count_is_exact_or_refused() {
    check(TYPED, |row| match quantity::parse(row[0]) {
        Ok(units) => units.to_string(),
        Err(refusal) => format!("{refusal:?}"),
    });
}

#[test]
fn a_quantity_is_at_least_one() {
    let table = "
        0                | Zero
        1                | 1
        -1               | Negative
        9007199254740991 | 9007199254740991
        9007199254740992 | TooLarge
    ";
    check(table, |row| match Quantity::new(number(row[0])) {
        Ok(quantity) => quantity.to_string(),
        Err(refusal) => format!("{refusal:?}"),
    });
    check(table, |row| match row[0].parse::<Quantity>() {
        Ok(quantity) => quantity.to_string(),
        Err(refusal) => format!("{refusal:?}"),
    });
}

#[test]
fn null_means_not_stated_and_nothing_else() {
    assert!(StatedQuantity::not_stated().check().is_ok());
    assert!(StatedQuantity::stated(500, Qualifier::Exact).is_ok());
    for (value, qualifier) in [
        (None, Qualifier::Exact),
        (Some(5), Qualifier::NotStated),
        (Some(0), Qualifier::Exact),
        (Some(-1), Qualifier::Around),
        (Some(MAX_EXACT + 1), Qualifier::UpTo),
    ] {
        assert!(
            StatedQuantity { value, qualifier }.check().is_err(),
            "{value:?} {qualifier:?}"
        );
    }
}

#[test]
fn json_that_is_no_quantity_is_refused() {
    assert_eq!(
        serde_json::from_str::<Quantity>("12")
            .expect("a quantity")
            .get(),
        12
    );
    for json in [
        "0",
        "-1",
        "12.5",
        "1e3",
        "\"12\"",
        "9007199254740992",
        "null",
    ] {
        assert!(serde_json::from_str::<Quantity>(json).is_err(), "{json}");
    }
}

#[test]
fn a_very_long_text_is_only_no_number() {
    for sign in ["-", "- ", "−"] {
        let text = sign.repeat(1_000_000);
        assert_eq!(quantity::parse(&text), Err(QuantityRefusal::NotANumber));
        assert_eq!(amount::parse(&text, "EUR"), Err(AmountRefusal::NotANumber));
    }
}
