//! Whose goods are inside a kit.

use std::collections::BTreeMap;

use crate::ids::PartyId;

/// A donor's part of what is inside, or a supplier's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share<S = Option<PartyId>> {
    /// `None`: nobody knows who gave it.
    pub donor: S,
    /// Component units.
    pub quantity: i64,
    /// Whole percent; those of one kit add up to 100.
    pub percent: i64,
}

/// Shares by donor, the greatest first. Percents are cut to whole ones; what the cutting leaves goes, one each, to those
/// from whom most was cut, so that the sum is 100 whenever anything is inside.
#[must_use]
pub fn shares<S: Copy + Ord>(components: &[(S, i64)]) -> Vec<Share<S>> {
    let mut sums: BTreeMap<S, i128> = BTreeMap::new();
    for (donor, quantity) in components {
        *sums.entry(*donor).or_default() += i128::from((*quantity).max(0));
    }
    sums.retain(|_, sum| *sum > 0);
    let total: i128 = sums.values().sum();
    if total == 0 {
        return Vec::new();
    }
    // Donor, units, whole percent, what was cut.
    let mut parts: Vec<(S, i128, i128, i128)> = sums
        .into_iter()
        .map(|(donor, sum)| (donor, sum, sum * 100 / total, sum * 100 % total))
        .collect();
    parts.sort_by(|a, b| b.3.cmp(&a.3).then(a.0.cmp(&b.0)));
    let given: i128 = parts.iter().map(|part| part.2).sum();
    let left = usize::try_from(100 - given).unwrap_or(0);
    for part in parts.iter_mut().take(left) {
        part.2 += 1;
    }
    parts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let share = |(donor, quantity, percent, _): (S, i128, i128, i128)| Share {
        donor,
        quantity: i64::try_from(quantity).unwrap_or(i64::MAX),
        percent: i64::try_from(percent).unwrap_or(100),
    };
    parts.into_iter().map(share).collect()
}
