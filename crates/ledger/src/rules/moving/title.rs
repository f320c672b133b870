//! Whose goods a movement may give to whom.

use std::collections::BTreeMap;

use super::{Facts, Refusal};
use crate::body::{MoveHow, StockMoveLine};
use crate::fold::LotTitle;
use crate::ids::{LotId, PartyId};

/// To whom goods may go back: who gave or sold them, and whoever holds the title of some.
///
/// What a newcomer gets wrong: a change of owner is of a quantity, and a lot does not tell its pieces apart. So the donor stays
/// one to whom a lot may go back, beside whoever took over some of it, and the newest owner is not the only one.
#[must_use]
pub fn goes_back_to(source: PartyId, title: Option<&LotTitle>) -> Vec<PartyId> {
    let mut parties = vec![source];
    for (party, units) in title.map(LotTitle::holders).unwrap_or_default() {
        parties.extend(party.filter(|party| units > 0 && *party != source));
    }
    parties
}

/// Nobody hands on more than the own title, the lines of one lot added up. Where the lot does not begin nobody can tell who
/// held what, and the certificate is believed.
pub(super) fn check_title(
    facts: &Facts,
    how: &MoveHow,
    line: usize,
    moved: &StockMoveLine,
    handed_on: &mut BTreeMap<LotId, i64>,
) -> Result<(), Refusal> {
    let MoveHow::OwnershipChange { from, .. } = *how else {
        return Ok(());
    };
    let Some(title) = facts.titles.get(&moved.lot).filter(|title| title.known) else {
        return Ok(());
    };
    let held = title.holds(from).max(0);
    let sum = handed_on.entry(moved.lot).or_default();
    *sum = sum.saturating_add(moved.quantity);
    if *sum > held {
        return Err(Refusal::TitleNotHeld {
            line,
            lot: moved.lot,
            party: from,
            held,
            asked: *sum,
        });
    }
    Ok(())
}
