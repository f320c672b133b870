//! I-08: packs of a named packaging version and base units; GTINs.

use ledger::packs::{GtinRefusal, InPacks, base_units, gtin, in_packs};
use ledger::quantity::{MAX_EXACT, QuantityRefusal};
use proptest::prelude::*;

#[test]
fn i_08_packs_times_content_is_base_units() {
    assert_eq!(base_units(4, 25), Ok(100));
    assert_eq!(base_units(0, 25), Ok(0));
    assert_eq!(base_units(-1, 25), Err(QuantityRefusal::Negative));
    assert_eq!(base_units(4, 0), Err(QuantityRefusal::Zero));
    assert_eq!(base_units(MAX_EXACT, 2), Err(QuantityRefusal::TooLarge));
    assert_eq!(base_units(i64::MAX, 2), Err(QuantityRefusal::TooLarge));
    let expected = InPacks { packs: 4, loose: 3 };
    assert_eq!(in_packs(103, 25), Ok(expected));
    assert_eq!(in_packs(-1, 25), Err(QuantityRefusal::Negative));
    assert_eq!(in_packs(1, 0), Err(QuantityRefusal::Zero));
}

proptest! {
    #[test]
    fn i_08_repacking_conserves_base_units(units in 0..MAX_EXACT, one in 1..10_000_i64, other in 1..10_000_i64) {
        for content in [one, other] {
            let packed = in_packs(units, content).expect("a count");
            prop_assert!(packed.loose < content);
            prop_assert_eq!(base_units(packed.packs, content).expect("a count") + packed.loose, units);
        }
    }

    #[test]
    fn a_wrong_digit_is_found(digits in "[0-9]{12}", at in 0..13_usize, by in 1..10_u32) {
        let sum: u32 = digits.bytes().rev().zip([3, 1].into_iter().cycle()).map(|(d, w)| u32::from(d - b'0') * w).sum();
        let whole = format!("{digits}{}", (10 - sum % 10) % 10);
        prop_assert_eq!(gtin(&whole), Ok(whole.clone()));
        let mut wrong: Vec<u32> = whole.bytes().map(|d| u32::from(d - b'0')).collect();
        wrong[at] = (wrong[at] + by) % 10;
        let wrong: String = wrong.iter().map(ToString::to_string).collect();
        prop_assert!(gtin(&wrong).is_err());
    }
}

#[test]
fn a_gtin_has_its_length_and_its_check_digit() {
    for good in [
        "4006381333931",
        "40063813 33931",
        "96385074",
        "04012345123456",
        "036000291452",
    ] {
        assert!(gtin(good).is_ok(), "{good}");
    }
    assert_eq!(
        gtin("400638133393"),
        Err(GtinRefusal::CheckDigit { expected: 0 })
    );
    assert_eq!(
        gtin("4006381333930"),
        Err(GtinRefusal::CheckDigit { expected: 1 })
    );
    for bad in ["", "1", "40063813339", "400638133393X", "123456789012345"] {
        assert_eq!(gtin(bad), Err(GtinRefusal::Length), "{bad}");
    }
}
