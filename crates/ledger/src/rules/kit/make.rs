//! Putting kits together from lots.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::body::{KitBuilt, KitDefined, KitLine};
use crate::ids::{ItemId, KitBuildId, KitId, LotId, PlaceId, SiteId};
use crate::posting::Condition;
use crate::quantity::{Quantity, QuantityRefusal};
use crate::rules::date::{self, DateRefusal};
use crate::rules::take::{self, Taken};
use crate::rules::{MAX_LINES, Stamp};

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BuildFacts {
    pub kit: Option<KitDefined>,
    pub goods: take::Facts,
    pub already_posted: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuildRequest {
    pub id: KitBuildId,
    pub number: String,
    pub site: SiteId,
    pub kit: KitId,
    /// The lot of kits to make.
    pub lot: LotId,
    /// Kits.
    pub quantity: i64,
    /// Where the kits go.
    pub place: Option<PlaceId>,
    pub occurred_on: NaiveDate,
    /// Good goods that go into the kits.
    pub lines: Vec<Taken>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BuildRefusal {
    #[error("kit {0} is not known")]
    UnknownKit(KitId),
    #[error("the kits are of {given} lots, more than {MAX_LINES}")]
    TooManyLines { given: usize },
    #[error("build {0} was posted before")]
    AlreadyPosted(KitBuildId),
    #[error("{0}")]
    Quantity(QuantityRefusal),
    #[error("line {line}: item {item} is no component of the kit")]
    NotAComponent { line: usize, item: ItemId },
    #[error("line {line}: only good stock goes into kits, lot {lot} is {condition:?}")]
    NotGood {
        line: usize,
        lot: LotId,
        condition: Condition,
    },
    #[error("{needed} of item {item} are needed, {given} are given")]
    WrongQuantity {
        item: ItemId,
        needed: i64,
        given: i64,
    },
    #[error("line {line}: lot {lot} expired on {expiry}")]
    Expired {
        line: usize,
        lot: LotId,
        expiry: NaiveDate,
    },
    #[error(transparent)]
    Goods(#[from] take::Refusal),
    #[error(transparent)]
    Date(#[from] DateRefusal),
}

/// Decides a build: exactly what the kit contains, so many times.
///
/// # Errors
/// The first rule that is broken, document before lines, lines from the top.
pub fn build(
    facts: &BuildFacts,
    request: &BuildRequest,
    stamp: &Stamp,
) -> Result<KitBuilt, BuildRefusal> {
    let known = facts.kit.as_ref().filter(|kit| kit.id == request.kit);
    let kit = known.ok_or(BuildRefusal::UnknownKit(request.kit))?;
    let given = request.lines.len();
    if given > MAX_LINES {
        return Err(BuildRefusal::TooManyLines { given });
    }
    if facts.already_posted {
        return Err(BuildRefusal::AlreadyPosted(request.id));
    }
    let quantity = Quantity::new(request.quantity).map_err(BuildRefusal::Quantity)?;
    date::check_past(request.occurred_on, stamp)?;
    // Before what is there is looked at: of damaged goods it does not matter how many there are.
    let mut lines = (1..).zip(&request.lines);
    if let Some((line, taken)) = lines.find(|(_, one)| one.condition != Condition::Good) {
        return Err(BuildRefusal::NotGood {
            line,
            lot: taken.lot,
            condition: taken.condition,
        });
    }
    take::take(&facts.goods, &request.lines)?;
    let expiry = check_components(facts, kit, request, quantity)?;
    let item_of = |lot| facts.goods.lots.get(&lot).map_or(kit.item, |one| one.item);
    let line = |taken: &Taken| KitLine {
        lot: taken.lot,
        item: item_of(taken.lot),
        quantity: taken.quantity,
        place: taken.place,
    };
    Ok(KitBuilt {
        id: request.id,
        number: request.number.clone(),
        site: request.site,
        kit: request.kit,
        item: kit.item,
        lot: request.lot,
        quantity: quantity.get(),
        expiry,
        place: request.place,
        lines: request.lines.iter().map(line).collect(),
    })
}

/// The day on which the first component expires.
fn check_components(
    facts: &BuildFacts,
    kit: &KitDefined,
    request: &BuildRequest,
    kits: Quantity,
) -> Result<Option<NaiveDate>, BuildRefusal> {
    let mut left: BTreeMap<ItemId, i64> = BTreeMap::new();
    for component in &kit.components {
        let needed = component.quantity.checked_mul(kits.get());
        let needed = needed.ok_or(BuildRefusal::Quantity(QuantityRefusal::TooLarge))?;
        let sum = left.entry(component.item).or_default();
        *sum = sum.saturating_add(needed);
    }
    let mut earliest = None;
    for (at, taken) in request.lines.iter().enumerate() {
        let (line, lot) = (at + 1, taken.lot);
        let Some(known) = facts.goods.lots.get(&lot) else {
            return Err(take::Refusal::UnknownLot { line, lot }.into());
        };
        let item = known.item;
        let rest = left.get_mut(&item);
        *rest.ok_or(BuildRefusal::NotAComponent { line, item })? -= taken.quantity;
        if let Some(expiry) = known.expiry.filter(|day| *day < request.occurred_on) {
            return Err(BuildRefusal::Expired { line, lot, expiry });
        }
        earliest = earliest.into_iter().chain(known.expiry).min();
    }
    for component in &kit.components {
        let rest = left.get(&component.item).copied().unwrap_or(0);
        if rest != 0 {
            let needed = component.quantity.saturating_mul(kits.get());
            return Err(BuildRefusal::WrongQuantity {
                item: component.item,
                needed,
                given: needed.saturating_sub(rest),
            });
        }
    }
    Ok(earliest)
}
