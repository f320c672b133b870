//! What people need by a norm, for how long goods last, and who everybody is.

use ledger::body::{HeadBand, NormBasis};
use ledger::needs::{Cover, Rate, cover, heads, need};
use ledger::quantity::{MAX_EXACT, Qualifier, StatedCount};
use proptest::prelude::*;

fn rate(quantity: i64, persons: i64, basis: NormBasis, days: i64) -> Rate {
    Rate {
        quantity,
        persons,
        basis,
        days,
    }
}

fn count(value: i64) -> StatedCount {
    StatedCount::stated(value, Qualifier::Exact).expect("a count")
}

#[test]
fn a_need_is_rounded_up_and_cover_down() {
    let soap = rate(250, 1, NormBasis::Recurring, 30);
    // 412 people for 14 days: 250 g a person in 30 days.
    assert_eq!(need(&soap, 412, 14), Some(48_067));
    let found = cover(&soap, 412, 100_000).expect("days");
    assert_eq!(found.days, 29);
    // 100 000 × 30 ÷ (412 × 250) in lowest terms.
    assert_eq!((found.numerator, found.denominator), (3_000, 103));
    let toilets = rate(1, 20, NormBasis::Once, 1);
    assert_eq!(need(&toilets, 41, 14), Some(3));
    assert_eq!(need(&toilets, 41, 365), Some(3), "needed once");
    assert_eq!(
        cover(&toilets, 41, 3),
        None,
        "a thing needed once has no days"
    );
    assert_eq!(need(&soap, 0, 14), Some(0));
    assert_eq!(cover(&soap, 0, 5), None, "nobody uses it up");
    let none = Cover {
        days: 0,
        numerator: 0,
        denominator: 1,
    };
    assert_eq!(
        cover(&soap, 412, -5),
        Some(none),
        "what is missing lasts no day"
    );
    assert_eq!(
        need(&rate(MAX_EXACT, 1, NormBasis::Recurring, 1), MAX_EXACT, 366),
        None
    );
}

proptest! {
    #[test]
    fn what_is_needed_for_the_days_of_cover_is_there(
        quantity in 1..100_000_i64, persons in 1..100_i64, days in 1..40_i64, people in 1..10_000_i64, usable in 0..1_000_000_i64,
    ) {
        let rate = rate(quantity, persons, NormBasis::Recurring, days);
        let lasts = cover(&rate, people, usable).expect("days").days;
        prop_assert!(need(&rate, people, lasts).expect("a need") <= usable);
        prop_assert!(need(&rate, people, lasts + 1).expect("a need") > usable);
    }
}

#[test]
fn everybody_is_the_total_or_every_band_and_never_a_guess() {
    use HeadBand::{Boys, Girls, Infants, Men, Total, Women};
    let bands = [
        (Women, 120),
        (Men, 200),
        (Girls, 40),
        (Boys, 42),
        (Infants, 10),
    ];
    let counts: Vec<_> = bands
        .iter()
        .map(|(band, value)| (*band, count(*value)))
        .collect();
    assert_eq!(heads(&counts).number, count(412));
    assert_eq!(
        heads(&counts[..4]).number,
        StatedCount::not_stated(),
        "infants were not counted"
    );
    let with_total = [counts.clone(), vec![(Total, count(420))]].concat();
    let found = heads(&with_total);
    assert_eq!(found.number, count(420));
    assert_eq!(
        found.computed.expect("bands").value,
        Some(412),
        "I-14: both are kept"
    );
    let unknown = [(Total, StatedCount::not_stated())];
    assert_eq!(
        heads(&unknown).number.value,
        None,
        "I-21: not known is not 0"
    );
    assert_eq!(heads(&[]).number, StatedCount::not_stated());
    let vague: Vec<_> = counts
        .iter()
        .map(|(band, one)| {
            (
                *band,
                StatedCount {
                    qualifier: Qualifier::Around,
                    ..*one
                },
            )
        })
        .collect();
    assert_eq!(heads(&vague).number.qualifier, Qualifier::Around);
}
