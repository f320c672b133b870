//! What a number of people needs by a norm, and for how long goods last. Whole numbers and exact fractions only; what is
//! not known stays unknown.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::body::{HeadBand, NormBasis};
use crate::quantity::{CountSum, MAX_EXACT, Qualifier, StatedCount};

/// How much a norm asks: `quantity` for `persons` people, once or every `days` days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    pub quantity: i64,
    pub persons: i64,
    pub basis: NormBasis,
    pub days: i64,
}

/// How long goods last: an exact fraction, and its whole days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Cover {
    /// Whole days, rounded down.
    #[ts(type = "number")]
    pub days: i64,
    /// The exact number of days is numerator ÷ denominator, in lowest terms.
    #[ts(type = "number")]
    pub numerator: i64,
    #[ts(type = "number")]
    pub denominator: i64,
}

/// Base units that `heads` people need for `horizon` days, rounded up; a norm of things needed once asks the same for any
/// number of days. `None` when it is more than can be counted.
#[must_use]
pub fn need(rate: &Rate, heads: i64, horizon: i64) -> Option<i64> {
    let people = i128::from(heads.max(0)) * i128::from(rate.quantity);
    let (dividend, divisor) = match rate.basis {
        NormBasis::Once => (people, i128::from(rate.persons)),
        NormBasis::Recurring => (
            people.checked_mul(i128::from(horizon.max(0)))?,
            i128::from(rate.persons) * i128::from(rate.days),
        ),
    };
    if divisor <= 0 {
        return None;
    }
    exact((dividend + divisor - 1) / divisor)
}

/// For how many days `usable` base units last `heads` people. `None` where that is no question: a thing needed once,
/// nobody there, or a fraction beyond exact numbers.
#[must_use]
pub fn cover(rate: &Rate, heads: i64, usable: i64) -> Option<Cover> {
    let divisor = i128::from(heads) * i128::from(rate.quantity);
    if rate.basis == NormBasis::Once || divisor <= 0 {
        return None;
    }
    let per_person = i128::from(rate.persons).checked_mul(i128::from(rate.days))?;
    let dividend = i128::from(usable.max(0)).checked_mul(per_person)?;
    let by = gcd(dividend, divisor);
    let (numerator, denominator) = (dividend / by, divisor / by);
    Some(Cover {
        days: exact(numerator / denominator)?,
        numerator: exact(numerator)?,
        denominator: exact(denominator)?,
    })
}

fn exact(number: i128) -> Option<i64> {
    i64::try_from(number)
        .ok()
        .filter(|number| *number <= MAX_EXACT)
}

fn gcd(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

/// Everybody at a site on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heads {
    /// What is planned with; null: not known.
    pub number: StatedCount,
    /// The total that was counted as such, and the sum of the bands, where each is there.
    pub stated: Option<StatedCount>,
    pub computed: Option<CountSum>,
}

/// The bands that are everybody, each once.
pub const BANDS: [HeadBand; 5] = [
    HeadBand::Women,
    HeadBand::Men,
    HeadBand::Girls,
    HeadBand::Boys,
    HeadBand::Infants,
];

/// Everybody, from the counts of one day: the total counted as such, else the sum of the bands if every band was counted.
/// Some of the bands alone are not everybody, so the number is then not known.
#[must_use]
pub fn heads(counts: &[(HeadBand, StatedCount)]) -> Heads {
    let of = |band: HeadBand| {
        let found = counts.iter().find(|(one, _)| *one == band);
        found.map(|(_, count)| *count)
    };
    let stated = of(HeadBand::Total);
    let bands: Vec<StatedCount> = BANDS.iter().filter_map(|band| of(*band)).collect();
    let whole = bands.len() == BANDS.len();
    let computed = (!bands.is_empty()).then(|| CountSum::of(&bands));
    let sum = || {
        let sum = CountSum::of(&bands);
        let value = sum
            .value
            .filter(|value| whole && sum.not_stated == 0 && *value <= MAX_EXACT)?;
        Some(StatedCount {
            value: Some(value),
            qualifier: weakest(&sum.qualifiers),
        })
    };
    let number = stated
        .filter(|total| total.value.is_some())
        .or_else(sum)
        .unwrap_or_else(StatedCount::not_stated);
    Heads {
        number,
        stated,
        computed,
    }
}

/// The qualifier of a sum of numbers: exact only when all are; a lower bound makes a lower bound.
fn weakest(qualifiers: &[Qualifier]) -> Qualifier {
    for weak in [
        Qualifier::Over,
        Qualifier::Estimated,
        Qualifier::Around,
        Qualifier::UpTo,
    ] {
        if qualifiers.contains(&weak) {
            return weak;
        }
    }
    Qualifier::Exact
}
