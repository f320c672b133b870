//! I-20: remarks that look as if they named a person.

use std::collections::BTreeSet;

use ledger::identifying::{Pattern, patterns};

/// What a text is warned of, by words; `-` for nothing.
const TEXTS: &str = "
evening roll, two families moved to block 2            | -
PAB-GRN-21-B-00042 and waybill CZ-2021-0713            | -
500 000 000 pieces, 12 cartons, UN1202                 | -
truck ABC 123, container MSKU1234567                   | -
from 2021-07-24 to 2021-08-01, 18:30                   | -
block A+B, 3+2 rooms                                   | -
ask jonas.petraitis@example.lt                         | email
(ona@centras.gov.lt),                                  | email
not an address: a@b                                    | -
call +370 612 34567 after six                          | phone
call +37061234567                                      | phone
phone 861234567                                        | phone
passport AB1234567                                     | passport
passport AB 1234567.                                   | passport
C12345678 was here                                     | passport
code 38901015678                                       | personal-code
code 010190-12345                                      | personal-code
38901015678, AB1234567, +370 612 34567, a@b.lt         | email personal-code passport phone
";

#[test]
fn i_20_a_remark_that_seems_to_name_somebody_is_noticed() {
    for line in TEXTS.trim().lines() {
        let (text, expected) = line.split_once('|').expect("two columns");
        let found: BTreeSet<&str> = patterns(text.trim())
            .into_iter()
            .map(Pattern::word)
            .collect();
        let expected: BTreeSet<&str> = expected
            .split_whitespace()
            .filter(|word| *word != "-")
            .collect();
        assert_eq!(found, expected, "{text}");
    }
}
