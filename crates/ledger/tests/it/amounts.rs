//! Typed money, sums with qualifiers, stated totals beside computed ones (T-04, T-05, T-07, T-09).

use ledger::amount::{self, Amount, AmountRefusal, AmountSum};
use ledger::quantity::{MAX_EXACT, Qualifier};

use crate::world::check;

#[test]
fn typed_money_is_exact_or_refused() {
    let table = "
        36 700 000        | EUR | 3670000000
        700 000           | EUR | 70000000
        2,5               | EUR | 250
        2.50              | EUR | 250
        1 234,56          | EUR | 123456
        0                 | EUR | 0
        0,01              | EUR | 1
        125000            | JPY | 125000
        1234,567          | IQD | 1234567
        0,125             | IQD | 125
        0,125             | EUR | 3 digits after the point where the currency has 2
        12,5              | JPY | 1 digits after the point where the currency has 0
        1234,567          | EUR | 3 digits after the point where the currency has 2
        1.234             | EUR | the amount can be read in two ways
        1,234             | IQD | the amount can be read in two ways
        1.234,56          | EUR | the amount can be read in two ways
        -5                | EUR | an amount is not negative
        five              | EUR | this is not an amount
        1e5               | EUR | this is not an amount
        12,               | EUR | this is not an amount
        €5                | EUR | this is not an amount
                          | EUR | no amount is given
        90071992547409,91 | EUR | 9007199254740991
        90071992547409,92 | EUR | the amount is larger than 9007199254740991 minor units
        5                 | EURO | EURO is not a currency of this ledger
        5                 | eur | eur is not a currency of this ledger
    ";
    check(table, |row| match amount::parse(row[0], row[1]) {
        Ok(minor) => minor.to_string(),
        Err(refusal) => refusal.to_string(),
    });
}

/// `EXACT 200000 + UP_TO 5` in whole euros; `NOT_STATED` has no number.
fn parts(text: &str) -> AmountSum {
    let amounts: Vec<Amount> = text.split('+').map(|part| stated(part.trim())).collect();
    AmountSum::of("EUR", &amounts).expect("the parts add up")
}

fn stated(text: &str) -> Amount {
    let (word, euros) = text.split_once(' ').unwrap_or((text, ""));
    let qualifier: Qualifier = serde_json::from_str(&format!("\"{word}\"")).expect("a qualifier");
    let minor = (!euros.is_empty()).then(|| amount::parse(euros, "EUR").expect("euros"));
    Amount::new(minor, "EUR", qualifier).expect("a valid amount")
}

#[test]
fn a_sum_keeps_what_is_known_of_its_parts() {
    let table = "
        EXACT 200 000 + EXACT 500 000                          | 70000000 Exact
        UP_TO 2 500 000 + AROUND 1 000 000                     | 350000000 UpToAbout
        EXACT 360 000 000 + AROUND 200 000 000                 | 56000000000 About
        EXACT 1 + ESTIMATED 2                                  | 300 About
        EXACT 1 + UP_TO 2                                      | 300 UpTo
        EXACT 1 + OVER 2                                       | 300 Over
        OVER 1 + AROUND 2                                      | 300 OverAbout
        OVER 1 + UP_TO 2                                       | 300 Mixed
        NOT_STATED + NOT_STATED                                | unknown Unknown plus amounts not stated
        EXACT 700 000 + NOT_STATED                             | 70000000 Exact plus amounts not stated
        UP_TO 2 500 000 + NOT_STATED                           | 250000000 UpTo plus amounts not stated
    ";
    check(table, |row| {
        let sum = parts(row[0]);
        let known = sum
            .known()
            .map_or("unknown".to_owned(), |minor| minor.to_string());
        let more = if sum.plus_not_stated() {
            " plus amounts not stated"
        } else {
            ""
        };
        format!("{known} {:?}{more}", sum.reading())
    });
}

#[test]
fn a_stated_total_is_compared_with_its_parts() {
    let table = "
        EXACT 700 000   | EXACT 200 000 + EXACT 500 000      | Match
        UP_TO 3 500 000 | UP_TO 2 500 000 + AROUND 1 000 000 | ConsistentNotExact
        UP_TO 3 500 000 | UP_TO 2 500 000 + UP_TO 1 000 000  | Match
        UP_TO 3 500 000 | EXACT 2 500 000 + EXACT 1 000 000  | ConsistentNotExact
        AROUND 5        | AROUND 2 + AROUND 3                | ConsistentNotExact
        EXACT 700 000   | EXACT 200 000 + EXACT 400 000      | Different { by: 10000000 }
        EXACT 700 000   | EXACT 200 000 + EXACT 600 000      | Different { by: -10000000 }
        EXACT 700 000   | EXACT 200 000 + NOT_STATED         | ConsistentNotExact
        EXACT 700 000   | EXACT 800 000 + NOT_STATED         | Different { by: -10000000 }
        EXACT 700 000   | EXACT 600 000 + OVER 50 000        | ConsistentNotExact
        EXACT 700 000   | EXACT 600 000 + UP_TO 200 000      | ConsistentNotExact
        EXACT 700 000   | EXACT 600 000 + UP_TO 50 000       | Different { by: 5000000 }
        UP_TO 700 000   | EXACT 600 000                      | ConsistentNotExact
        UP_TO 700 000   | EXACT 800 000                      | Different { by: -10000000 }
        UP_TO 700 000   | UP_TO 600 000                      | Different { by: 10000000 }
        UP_TO 700 000   | UP_TO 600 000 + NOT_STATED         | ConsistentNotExact
        OVER 700 000    | EXACT 800 000                      | ConsistentNotExact
        OVER 700 000    | EXACT 600 000                      | Different { by: 10000000 }
        NOT_STATED      | EXACT 600 000                      | NotComparable
        EXACT 700 000   | NOT_STATED                         | NotComparable
    ";
    check(table, |row| {
        format!("{:?}", amount::compare(&stated(row[0]), &parts(row[1])))
    });
    let nothing = AmountSum::empty("EUR");
    assert_eq!(nothing.known(), None, "the sum of nothing is not zero");
    assert_eq!(
        amount::compare(&stated("EXACT 5"), &nothing),
        amount::Comparison::NotComparable
    );
    let zloty = AmountSum::of("PLN", &[Amount::exact(500, "PLN").expect("zloty")]).expect("a sum");
    assert_eq!(
        amount::compare(&stated("EXACT 5"), &zloty),
        amount::Comparison::NotComparable
    );
}

#[test]
fn an_unknown_amount_is_null_and_never_zero() {
    let of = |minor, qualifier| Amount {
        minor,
        currency: "EUR".to_owned(),
        qualifier,
    };
    assert_eq!(of(None, Qualifier::NotStated).check(), Ok(()));
    assert_eq!(
        of(Some(0), Qualifier::NotStated).check(),
        Err(AmountRefusal::NumberButNotStated)
    );
    for qualifier in [
        Qualifier::Exact,
        Qualifier::UpTo,
        Qualifier::Around,
        Qualifier::Estimated,
        Qualifier::Over,
    ] {
        let unknown = of(None, qualifier);
        assert_eq!(unknown.check(), Err(AmountRefusal::StatedWithoutNumber));
        assert_eq!(
            AmountSum::of("EUR", &[unknown]),
            Err(AmountRefusal::StatedWithoutNumber)
        );
    }
}

#[test]
fn a_sum_refuses_what_it_cannot_hold_and_stays_as_it_was() {
    let mut sum = parts("EXACT 5");
    let before = sum.clone();
    let zloty = Amount::exact(500, "PLN").expect("zloty");
    assert!(matches!(
        sum.add(&zloty),
        Err(AmountRefusal::OtherCurrency { .. })
    ));
    let most = Amount::exact(MAX_EXACT, "EUR").expect("the most");
    assert_eq!(sum.add(&most), Err(AmountRefusal::TooLarge));
    let broken = Amount {
        minor: Some(0),
        currency: "EUR".to_owned(),
        qualifier: Qualifier::NotStated,
    };
    assert_eq!(sum.add(&broken), Err(AmountRefusal::NumberButNotStated));
    assert_eq!(sum, before);
}
