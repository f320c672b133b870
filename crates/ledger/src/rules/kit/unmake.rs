//! Taking kits apart: every component returns to its own lot and donor.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::body::{KitBroken, KitBuilt, KitLine};
use crate::ids::{ItemId, KitBreakId, KitBuildId, LotId, PlaceId, SiteId};
use crate::posting::Condition;
use crate::quantity::{Quantity, QuantityRefusal};
use crate::rules::Stamp;
use crate::rules::date::{self, DateRefusal};

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BreakFacts {
    pub build: Option<KitBuilt>,
    /// Component units still inside kits of this build, by lot.
    pub inside: BTreeMap<LotId, i64>,
    /// Kits of the lot in the condition and at the place that the request names.
    pub there: i64,
    pub already_posted: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BreakRequest {
    pub id: KitBreakId,
    pub number: String,
    pub site: SiteId,
    pub build: KitBuildId,
    pub condition: Condition,
    /// Where the kits lie and the components go.
    pub place: Option<PlaceId>,
    /// Kits.
    pub quantity: i64,
    pub occurred_on: NaiveDate,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BreakRefusal {
    #[error("build {0} is not known; only the site that put the kits together can take them apart")]
    UnknownBuild(KitBuildId),
    #[error("break {0} was posted before")]
    AlreadyPosted(KitBreakId),
    #[error("{0}")]
    Quantity(QuantityRefusal),
    #[error("{available} kits are there, {asked} are asked")]
    NotEnough { available: i64, asked: i64 },
    #[error("{inside} of item {item} are inside, {needed} would have to come out")]
    NotInside {
        item: ItemId,
        inside: i64,
        needed: i64,
    },
    #[error(transparent)]
    Date(#[from] DateRefusal),
}

/// Decides a break, of a part or the whole of a lot of kits. Components come out in the order in which they went in.
///
/// # Errors
/// The first rule that is broken.
pub fn unbuild(
    facts: &BreakFacts,
    request: &BreakRequest,
    stamp: &Stamp,
) -> Result<KitBroken, BreakRefusal> {
    let build = facts.build.as_ref().filter(|one| one.id == request.build);
    let build = build.ok_or(BreakRefusal::UnknownBuild(request.build))?;
    if facts.already_posted {
        return Err(BreakRefusal::AlreadyPosted(request.id));
    }
    let kits = Quantity::new(request.quantity)
        .map_err(BreakRefusal::Quantity)?
        .get();
    if kits > facts.there {
        return Err(BreakRefusal::NotEnough {
            available: facts.there.max(0),
            asked: kits,
        });
    }
    date::check_past(request.occurred_on, stamp)?;
    Ok(KitBroken {
        id: request.id,
        number: request.number.clone(),
        site: request.site,
        build: request.build,
        item: build.item,
        lot: build.lot,
        condition: request.condition,
        quantity: kits,
        place: request.place,
        lines: draw(build, &facts.inside, kits, request.place)?,
    })
}

/// So many kits' worth of every component, from the lots that are still inside.
fn draw(
    build: &KitBuilt,
    inside: &BTreeMap<LotId, i64>,
    kits: i64,
    place: Option<PlaceId>,
) -> Result<Vec<KitLine>, BreakRefusal> {
    let mut put_in: BTreeMap<ItemId, i64> = BTreeMap::new();
    for line in &build.lines {
        let sum = put_in.entry(line.item).or_default();
        *sum = sum.saturating_add(line.quantity);
    }
    let mut left = inside.clone();
    let mut lines = Vec::new();
    for (item, total) in put_in {
        // A build holds a whole number of each component in every kit.
        let needed = (total / build.quantity.max(1)).saturating_mul(kits);
        let mut rest = needed;
        for line in build.lines.iter().filter(|line| line.item == item) {
            let there = left.entry(line.lot).or_default();
            let quantity = rest.min(*there);
            if quantity > 0 {
                *there -= quantity;
                rest -= quantity;
                lines.push(KitLine {
                    lot: line.lot,
                    item,
                    quantity,
                    place,
                });
            }
        }
        if rest > 0 {
            return Err(BreakRefusal::NotInside {
                item,
                inside: needed - rest,
                needed,
            });
        }
    }
    Ok(lines)
}
