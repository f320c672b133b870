//! Issuing goods to a point inside a site.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::date::{self, DateRefusal};
use super::packed;
use super::take::beyond_kept;
use super::{MAX_LINES, Stamp, written};
use crate::body::{IssueLine, IssuePosted, Packed, Served};
use crate::ids::{IssueId, IssueLineId, ItemId, LotId, PlaceId, PointId, ReservationId, SiteId};
use crate::posting::Condition;
use crate::quantity::{self, Quantity, QuantityRefusal};

/// A lot as it lies at one place of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LotFacts {
    pub lot: LotId,
    /// `None`: at the site, in no named place.
    pub place: Option<PlaceId>,
    pub item: ItemId,
    pub expiry: Option<NaiveDate>,
    /// Good base units there; negative only while a shortfall is open.
    pub good: i64,
}

/// A lot at a place.
pub type Spot = (LotId, Option<PlaceId>);

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// Every lot of the items asked for that the site holds in good condition, place by place.
    pub lots: BTreeMap<Spot, LotFacts>,
    /// The site to which the point belongs, if the point is known.
    pub point_site: Option<SiteId>,
    /// Lots of which the site has issued more than it had, somewhere.
    pub short: BTreeSet<LotId>,
    /// Good units at the site less what is kept for others, of items of which something is.
    pub free: BTreeMap<ItemId, i64>,
    /// Packaging versions that lines name.
    pub packagings: packed::Facts,
    pub already_posted: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub id: IssueId,
    pub number: String,
    pub site: SiteId,
    pub point: PointId,
    pub occurred_on: NaiveDate,
    pub lines: Vec<LineRequest>,
    /// Whom it served, in numbers.
    pub served: Option<Served>,
    /// The reservation it fulfils.
    pub reservation: Option<ReservationId>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineRequest {
    pub id: IssueLineId,
    pub lot: LotId,
    pub place: Option<PlaceId>,
    pub condition: Condition,
    /// Base units.
    pub quantity: i64,
    /// A person named this lot, rather than that it was picked because it expires first.
    pub chosen: bool,
    /// Why it goes before one that expires earlier.
    pub reason: Option<String>,
    /// How it was counted, where it was counted in packs.
    pub packed: Option<Packed>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("the issue has no line")]
    NoLines,
    #[error("the issue has {given} lines, more than {MAX_LINES}")]
    TooManyLines { given: usize },
    #[error("issue {0} was posted before")]
    AlreadyPosted(IssueId),
    #[error("point {point} is not one of site {site}")]
    UnknownPoint { point: PointId, site: SiteId },
    #[error("line {line}: line id {id} stands twice")]
    DuplicateLine { line: usize, id: IssueLineId },
    #[error("line {line}: lot {lot} is not at this site")]
    UnknownLot { line: usize, lot: LotId },
    #[error("line {line}: {refusal}")]
    Quantity {
        line: usize,
        refusal: QuantityRefusal,
    },
    #[error("line {line}: only good stock is issued, lot {lot} is asked for as {condition:?}")]
    NotGood {
        line: usize,
        lot: LotId,
        condition: Condition,
    },
    #[error("line {line}: lot {lot} expired on {expiry}")]
    Expired {
        line: usize,
        lot: LotId,
        expiry: NaiveDate,
    },
    #[error("line {line}: more of lot {lot} was issued than was there; count it first")]
    Shortfall { line: usize, lot: LotId },
    #[error("line {line}: {free} of item {item} are not reserved, {asked} are asked")]
    Reserved {
        line: usize,
        item: ItemId,
        free: i64,
        asked: i64,
    },
    #[error("line {line}: {available} of lot {lot} are available, {asked} are asked")]
    NotEnough {
        line: usize,
        lot: LotId,
        available: i64,
        asked: i64,
    },
    #[error("line {line}: lot {earlier} expires before lot {lot}, and no reason is given")]
    NeedsReason {
        line: usize,
        lot: LotId,
        earlier: LotId,
    },
    #[error("{field}: {refusal}")]
    Served {
        field: &'static str,
        refusal: QuantityRefusal,
    },
    #[error(transparent)]
    Packed(#[from] packed::Refusal),
    #[error(transparent)]
    Date(#[from] DateRefusal),
}

/// Decides an issue. Lines of one lot are added up before they are compared with what is there.
///
/// # Errors
/// The first rule that is broken, document before lines, lines from the top.
pub fn issue(facts: &Facts, request: &Request, stamp: &Stamp) -> Result<IssuePosted, Refusal> {
    check_document(facts, request, stamp)?;
    let mut taken: BTreeMap<Spot, i64> = BTreeMap::new();
    let mut of_item: BTreeMap<ItemId, i64> = BTreeMap::new();
    let mut ids = BTreeSet::new();
    let mut lines = Vec::with_capacity(request.lines.len());
    for (at, asked) in request.lines.iter().enumerate() {
        let line = at + 1;
        if !ids.insert(asked.id) {
            return Err(Refusal::DuplicateLine { line, id: asked.id });
        }
        let lot = check_line(facts, request, line, asked, &mut taken)?;
        check_reserved(facts, line, &lot, asked.quantity, &mut of_item)?;
        let counted = (lot.item, asked.quantity);
        packed::check(&facts.packagings, line, counted, asked.packed)?;
        lines.push(IssueLine {
            id: asked.id,
            lot: asked.lot,
            item: lot.item,
            condition: Condition::Good,
            quantity: asked.quantity,
            place: asked.place,
            reason: written(asked.reason.as_deref()),
            packed: asked.packed,
        });
    }
    Ok(IssuePosted {
        id: request.id,
        number: request.number.clone(),
        site: request.site,
        point: request.point,
        lines,
        served: request.served,
        reservation: request.reservation,
    })
}

/// What is kept for others stays.
fn check_reserved(
    facts: &Facts,
    line: usize,
    lot: &LotFacts,
    quantity: i64,
    of_item: &mut BTreeMap<ItemId, i64>,
) -> Result<(), Refusal> {
    let item = lot.item;
    match beyond_kept(&facts.free, (item, quantity), of_item) {
        Some((free, asked)) => Err(Refusal::Reserved {
            line,
            item,
            free,
            asked,
        }),
        None => Ok(()),
    }
}

fn check_line(
    facts: &Facts,
    request: &Request,
    line: usize,
    asked: &LineRequest,
    taken: &mut BTreeMap<Spot, i64>,
) -> Result<LotFacts, Refusal> {
    let quantity =
        Quantity::new(asked.quantity).map_err(|refusal| Refusal::Quantity { line, refusal })?;
    let lot = asked.lot;
    let spot = (lot, asked.place);
    let there = *facts
        .lots
        .get(&spot)
        .ok_or(Refusal::UnknownLot { line, lot })?;
    if asked.condition != Condition::Good {
        return Err(Refusal::NotGood {
            line,
            lot,
            condition: asked.condition,
        });
    }
    if let Some(expiry) = there.expiry.filter(|expiry| *expiry < request.occurred_on) {
        return Err(Refusal::Expired { line, lot, expiry });
    }
    if facts.short.contains(&lot) {
        return Err(Refusal::Shortfall { line, lot });
    }
    if asked.chosen && written(asked.reason.as_deref()).is_none() {
        check_turn(facts, request, line, &there, taken)?;
    }
    let sum = taken.entry(spot).or_default();
    *sum = sum.saturating_add(quantity.get());
    if *sum > there.good {
        return Err(Refusal::NotEnough {
            line,
            lot,
            available: there.good.max(0),
            asked: *sum,
        });
    }
    Ok(there)
}

/// A lot that a person chose goes out of turn while an earlier one of its item still lies there.
fn check_turn(
    facts: &Facts,
    request: &Request,
    line: usize,
    chosen: &LotFacts,
    taken: &BTreeMap<Spot, i64>,
) -> Result<(), Refusal> {
    let before = |lot: &&LotFacts| {
        let left = lot.good - taken.get(&(lot.lot, lot.place)).copied().unwrap_or(0);
        let Some(expiry) = lot.expiry.filter(|expiry| *expiry >= request.occurred_on) else {
            return false;
        };
        lot.item == chosen.item && left > 0 && chosen.expiry.is_none_or(|other| expiry < other)
    };
    match facts.lots.values().find(before) {
        Some(earlier) => Err(Refusal::NeedsReason {
            line,
            lot: chosen.lot,
            earlier: earlier.lot,
        }),
        None => Ok(()),
    }
}

fn check_document(facts: &Facts, request: &Request, stamp: &Stamp) -> Result<(), Refusal> {
    if request.lines.is_empty() {
        return Err(Refusal::NoLines);
    }
    if request.lines.len() > MAX_LINES {
        return Err(Refusal::TooManyLines {
            given: request.lines.len(),
        });
    }
    if facts.already_posted {
        return Err(Refusal::AlreadyPosted(request.id));
    }
    if facts.point_site != Some(request.site) {
        return Err(Refusal::UnknownPoint {
            point: request.point,
            site: request.site,
        });
    }
    date::check_past(request.occurred_on, stamp)?;
    for (field, count) in request.served.iter().flat_map(Served::counts) {
        quantity::check_count(count.unwrap_or(0))
            .map_err(|refusal| Refusal::Served { field, refusal })?;
    }
    Ok(())
}

/// A part of a lot at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pick {
    pub lot: LotId,
    pub place: Option<PlaceId>,
    pub quantity: i64,
}

/// The good, unexpired stock of an item does not reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{available} are available, {asked} are asked")]
pub struct NotEnough {
    pub available: i64,
    pub asked: i64,
}

/// Splits a quantity of one item over its lots: first expired first out, lots without expiry last, then the order of
/// receipt (lot ids are time-ordered). Lots that expired before `on` are left alone.
///
/// # Errors
/// `NotEnough` when all of them together do not reach.
pub fn pick_lots(
    lots: &[LotFacts],
    asked: Quantity,
    on: NaiveDate,
) -> Result<Vec<Pick>, NotEnough> {
    let usable = |lot: &&LotFacts| lot.good > 0 && lot.expiry.is_none_or(|expiry| expiry >= on);
    let mut usable: Vec<&LotFacts> = lots.iter().filter(usable).collect();
    usable.sort_by_key(|lot| (lot.expiry.is_none(), lot.expiry, lot.lot, lot.place));
    let mut left = asked.get();
    let mut picks = Vec::new();
    for lot in &usable {
        let quantity = lot.good.min(left);
        if quantity > 0 {
            picks.push(Pick {
                lot: lot.lot,
                place: lot.place,
                quantity,
            });
            left -= quantity;
        }
    }
    if left > 0 {
        return Err(NotEnough {
            available: asked.get() - left,
            asked: asked.get(),
        });
    }
    Ok(picks)
}
