//! Keeping good stock for somebody, and letting it go again.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::date::{self, DateRefusal};
use super::{MAX_LINES, Stamp, written};
use crate::body::{ReservationEnded, ReservedLine, StockReserved};
use crate::fold::ReservationStage;
use crate::ids::{IssueId, ItemId, PointId, ReservationId, SiteId};
use crate::quantity::{Quantity, QuantityRefusal};

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    pub site_known: bool,
    /// The site to which the point belongs, if the point is known.
    pub point_site: Option<SiteId>,
    /// Good units at the site less what is reserved, of the items that the request names and the catalogue has.
    pub free: BTreeMap<ItemId, i64>,
    pub already_posted: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub id: ReservationId,
    pub number: String,
    pub site: SiteId,
    pub point: Option<PointId>,
    pub expires_on: NaiveDate,
    pub note: Option<String>,
    pub lines: Vec<ReservedLine>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("the reservation has no line")]
    NoLines,
    #[error("the reservation has {given} lines, more than {MAX_LINES}")]
    TooManyLines { given: usize },
    #[error("reservation {0} was made before")]
    AlreadyPosted(ReservationId),
    #[error("site {0} is not known")]
    UnknownSite(SiteId),
    #[error("point {point} is not one of site {site}")]
    UnknownPoint { point: PointId, site: SiteId },
    #[error("it would end on {expires_on}, before today, {today}")]
    EndsBeforeToday {
        expires_on: NaiveDate,
        today: NaiveDate,
    },
    #[error("line {line}: item {item} is not known")]
    UnknownItem { line: usize, item: ItemId },
    #[error("line {line}: item {item} stands twice")]
    DuplicateItem { line: usize, item: ItemId },
    #[error("line {line}: {refusal}")]
    Quantity {
        line: usize,
        refusal: QuantityRefusal,
    },
    #[error("line {line}: {free} of item {item} are free, {asked} are asked")]
    NotEnough {
        line: usize,
        item: ItemId,
        free: i64,
        asked: i64,
    },
    #[error(transparent)]
    Date(#[from] DateRefusal),
}

/// Decides a reservation. On this device nobody can promise what is not there.
///
/// # Errors
/// The first rule that is broken, document before lines, lines from the top.
pub fn reserve(facts: &Facts, request: &Request, stamp: &Stamp) -> Result<StockReserved, Refusal> {
    check_document(facts, request, stamp)?;
    let mut seen = BTreeSet::new();
    for (at, asked) in request.lines.iter().enumerate() {
        let (line, item) = (at + 1, asked.item);
        let free = facts.free.get(&item).copied();
        let free = free.ok_or(Refusal::UnknownItem { line, item })?;
        if !seen.insert(item) {
            return Err(Refusal::DuplicateItem { line, item });
        }
        let asked = Quantity::new(asked.quantity)
            .map_err(|refusal| Refusal::Quantity { line, refusal })?
            .get();
        if asked > free {
            return Err(Refusal::NotEnough {
                line,
                item,
                free: free.max(0),
                asked,
            });
        }
    }
    Ok(StockReserved {
        id: request.id,
        number: request.number.clone(),
        site: request.site,
        point: request.point,
        expires_on: request.expires_on,
        note: written(request.note.as_deref()),
        lines: request.lines.clone(),
    })
}

fn check_document(facts: &Facts, request: &Request, stamp: &Stamp) -> Result<(), Refusal> {
    let given = request.lines.len();
    if given == 0 {
        return Err(Refusal::NoLines);
    }
    if given > MAX_LINES {
        return Err(Refusal::TooManyLines { given });
    }
    if facts.already_posted {
        return Err(Refusal::AlreadyPosted(request.id));
    }
    let site = request.site;
    if !facts.site_known {
        return Err(Refusal::UnknownSite(site));
    }
    if let Some(point) = request.point.filter(|_| facts.point_site != Some(site)) {
        return Err(Refusal::UnknownPoint { point, site });
    }
    date::check_year(request.expires_on)?;
    if request.expires_on < stamp.today {
        return Err(Refusal::EndsBeforeToday {
            expires_on: request.expires_on,
            today: stamp.today,
        });
    }
    Ok(())
}

/// What the device knows of a reservation to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EndFacts {
    pub stage: ReservationStage,
    pub site: SiteId,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EndRefusal {
    #[error("reservation {0} is not known")]
    Unknown(ReservationId),
    #[error("reservation {0} has ended already")]
    Ended(ReservationId),
}

/// Ends a reservation.
///
/// # Errors
/// When it is not known or has ended.
pub fn end(
    facts: Option<EndFacts>,
    reservation: ReservationId,
    issue: Option<IssueId>,
) -> Result<ReservationEnded, EndRefusal> {
    let facts = facts.ok_or(EndRefusal::Unknown(reservation))?;
    match facts.stage {
        ReservationStage::Waiting | ReservationStage::Quarantined => {
            Err(EndRefusal::Unknown(reservation))
        }
        ReservationStage::Ended => Err(EndRefusal::Ended(reservation)),
        ReservationStage::Standing => Ok(ReservationEnded {
            reservation,
            site: facts.site,
            issue,
        }),
    }
}
