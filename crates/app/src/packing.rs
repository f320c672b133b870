//! Lines counted in packs: the packaging versions they name, and what is wrong with them in words of the contract.

use std::collections::BTreeSet;

use ledger::body::Packed;
use ledger::ids::{ItemId, LotId, PackagingId};
use ledger::rules::packed::{Facts, Known, Refusal};
use store::Reads;

use crate::hand::Hand;
use crate::problem::Problem;
use crate::taking;
use crate::typed;

/// The versions that lines name. Records that turned out to be one item share their packagings.
pub(crate) fn facts(
    reads: &Reads<'_>,
    lines: impl IntoIterator<Item = (ItemId, Option<Packed>)>,
) -> Result<Facts, Problem> {
    let named = |(item, packed): (ItemId, Option<Packed>)| Some((item, packed?.packaging));
    facts_of_items(reads, lines.into_iter().filter_map(named))
}

/// Likewise, of the packagings that are named for an item.
pub(crate) fn facts_of_items(
    reads: &Reads<'_>,
    named: impl IntoIterator<Item = (ItemId, PackagingId)>,
) -> Result<Facts, Problem> {
    let mut facts = Facts::new();
    for (item, packaging) in named {
        let found = reads.packaging_version(packaging)?;
        let Some((packs, _, base_units)) = found else {
            continue;
        };
        let known = facts.entry(packaging).or_insert_with(|| Known {
            items: BTreeSet::new(),
            base_units,
        });
        if item == packs || reads.item_head(item)? == reads.item_head(packs)? {
            known.items.insert(item);
        }
    }
    Ok(facts)
}

/// Likewise, of lines that name a lot.
pub(crate) fn facts_of_lots(
    reads: &Reads<'_>,
    lines: impl IntoIterator<Item = (LotId, Option<Packed>)>,
) -> Result<Facts, Problem> {
    let mut named = Vec::new();
    for (lot, packed) in lines {
        if packed.is_some()
            && let Some(card) = reads.lot(lot)?
        {
            named.push((card.item, packed));
        }
    }
    facts(reads, named)
}

/// The refusal in words of the contract, at the field of its line that was counted.
pub(crate) fn at_line(
    hand: &Hand<'_>,
    reads: &Reads<'_>,
    refusal: &Refusal,
    field: &str,
) -> Result<Problem, Problem> {
    let at = format!("lines.{}.{field}", refusal.line() - 1);
    Ok(problem(hand, reads, refusal)?.at(at))
}

/// The refusal in words of the contract.
pub(crate) fn problem(
    hand: &Hand<'_>,
    reads: &Reads<'_>,
    refusal: &Refusal,
) -> Result<Problem, Problem> {
    Ok(match refusal {
        Refusal::Unknown { .. } => Problem::new("packaging-not-here"),
        Refusal::OtherItem { item, .. } => Problem::new("packaging-other-item")
            .with("item", taking::item_name(hand, reads, *item)?),
        Refusal::NoPack { .. } => Problem::new("packs-missing"),
        Refusal::Number {
            number, refusal, ..
        } => typed::quantity_problem(*refusal, *number),
        Refusal::OtherQuantity {
            packs,
            loose,
            comes_to,
            quantity,
            ..
        } => Problem::new("packs-other-quantity")
            .with("packs", packs)
            .with("loose", loose)
            .with("comes", comes_to)
            .with("quantity", quantity),
    })
}
