//! Lots under two names: goods that came before their waybill begin a provisional lot, and read as the dispatched one as
//! soon as both are linked.

use std::collections::{BTreeMap, HashSet};
use std::convert::Infallible;

use crate::ids::LotId;

/// Provisional lot → the lot it was found to be. Of two answers for one lot the first counts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Aliases(BTreeMap<LotId, LotId>);

impl Aliases {
    /// `pairs` in the order of their units.
    #[must_use]
    pub fn of(pairs: impl IntoIterator<Item = (LotId, LotId)>) -> Self {
        let mut aliases = BTreeMap::new();
        for (lot, canonical) in pairs {
            aliases.entry(lot).or_insert(canonical);
        }
        Self(aliases)
    }

    /// The lot as balances name it.
    #[must_use]
    pub fn canonical(&self, lot: LotId) -> LotId {
        let Ok(lot) = canonical(lot, |lot| Ok::<_, Infallible>(self.0.get(&lot).copied()));
        lot
    }
}

/// Follows aliases to their end. A lot may be provisional twice, on two transfers in a row; a circle, which only a hostile
/// device can draw, ends at its smallest lot, wherever one enters it.
///
/// # Errors
/// Whatever `next` fails with.
pub fn canonical<E>(
    lot: LotId,
    mut next: impl FnMut(LotId) -> Result<Option<LotId>, E>,
) -> Result<LotId, E> {
    let mut walked = vec![lot];
    let mut seen = HashSet::from([lot]);
    let mut at = lot;
    while let Some(further) = next(at)? {
        if !seen.insert(further) {
            let circle = walked.iter().skip_while(|one| **one != further);
            return Ok(circle.copied().min().unwrap_or(further));
        }
        walked.push(further);
        at = further;
    }
    Ok(at)
}
