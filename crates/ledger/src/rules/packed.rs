//! I-08: what a line counted in packs comes to is its quantity, and the packs are of a named packaging version of its item.

use std::collections::{BTreeMap, BTreeSet};

use crate::body::Packed;
use crate::ids::{ItemId, PackagingId};
use crate::packs;
use crate::quantity::{MAX_EXACT, QuantityRefusal, check_count};

/// Packaging versions that the request names and this device knows.
pub type Facts = BTreeMap<PackagingId, Known>;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The item it packs, with every record that turned out to be the same item.
    pub items: BTreeSet<ItemId>,
    /// In one pack.
    pub base_units: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("line {line}: packaging {packaging} is not known")]
    Unknown { line: usize, packaging: PackagingId },
    #[error("line {line}: packaging {packaging} is of another item than {item}")]
    OtherItem {
        line: usize,
        packaging: PackagingId,
        item: ItemId,
    },
    #[error("line {line}: a packaging is named and no pack was counted")]
    NoPack { line: usize },
    #[error("line {line}: {refusal}")]
    Number {
        line: usize,
        number: i64,
        refusal: QuantityRefusal,
    },
    #[error(
        "line {line}: {packs} packs and {loose} loose come to {comes_to}, and the line says {quantity}"
    )]
    OtherQuantity {
        line: usize,
        packs: i64,
        loose: i64,
        comes_to: i64,
        quantity: i64,
    },
}

impl Refusal {
    /// The line that is refused, from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        match self {
            Self::Unknown { line, .. }
            | Self::OtherItem { line, .. }
            | Self::NoPack { line }
            | Self::Number { line, .. }
            | Self::OtherQuantity { line, .. } => *line,
        }
    }

    /// The packaging that is not one of the line, if that is the refusal.
    #[must_use]
    pub fn packaging(&self) -> Option<PackagingId> {
        match self {
            Self::Unknown { packaging, .. } | Self::OtherItem { packaging, .. } => Some(*packaging),
            Self::NoPack { .. } | Self::Number { .. } | Self::OtherQuantity { .. } => None,
        }
    }
}

/// Checks what a line says of packs; a line that says nothing is counted in base units.
///
/// # Errors
/// The first rule that is broken.
pub fn check(
    facts: &Facts,
    line: usize,
    (item, quantity): (ItemId, i64),
    packed: Option<Packed>,
) -> Result<(), Refusal> {
    let Some(packed) = packed else {
        return Ok(());
    };
    let known = of_item(facts, line, item, packed.packaging)?;
    if packed.packs == 0 {
        return Err(Refusal::NoPack { line });
    }
    let comes_to =
        comes_to(packed, known.base_units).map_err(|(number, refusal)| Refusal::Number {
            line,
            number,
            refusal,
        })?;
    if comes_to != quantity {
        return Err(Refusal::OtherQuantity {
            line,
            packs: packed.packs,
            loose: packed.loose,
            comes_to,
            quantity,
        });
    }
    Ok(())
}

/// The packaging, where it is known and is one of the line's item.
///
/// # Errors
/// That it is not.
pub fn of_item(
    facts: &Facts,
    line: usize,
    item: ItemId,
    packaging: PackagingId,
) -> Result<&Known, Refusal> {
    let known = facts.get(&packaging);
    let known = known.ok_or(Refusal::Unknown { line, packaging })?;
    if !known.items.contains(&item) {
        return Err(Refusal::OtherItem {
            line,
            packaging,
            item,
        });
    }
    Ok(known)
}

/// Base units of packs and what lay beside them; or the number that is out of range.
///
/// # Errors
/// The number, and what is wrong with it.
pub fn comes_to(packed: Packed, base_units: i64) -> Result<i64, (i64, QuantityRefusal)> {
    let in_packs =
        packs::base_units(packed.packs, base_units).map_err(|refusal| (packed.packs, refusal))?;
    let loose = check_count(packed.loose).map_err(|refusal| (packed.loose, refusal))?;
    // Two numbers below 2^53 cannot leave i64.
    let sum = in_packs + loose;
    if sum > MAX_EXACT {
        return Err((packed.loose, QuantityRefusal::TooLarge));
    }
    Ok(sum)
}

/// What one lot has of a line that was counted in packs: what was counted, where the lot has all of it; else the packs that
/// its own units fill, for a pack holds goods of one lot. Nothing where they fill none.
#[must_use]
pub fn share(facts: &Facts, packed: Option<Packed>, whole: i64, part: i64) -> Option<Packed> {
    let packed = packed?;
    if part == whole {
        return Some(packed);
    }
    let known = facts.get(&packed.packaging)?;
    let filled = packs::in_packs(part, known.base_units).ok()?;
    (filled.packs > 0).then_some(Packed {
        packs: filled.packs,
        loose: filled.loose,
        ..packed
    })
}
