//! Moving stock: from shelf to shelf, out of the store, and back.

mod title;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::date::{self, DateRefusal};
use super::{MAX_LINES, Stamp, packed, take, written};
use crate::body::{MoveHow, StockMoveLine, StockMoved};
use crate::fold::{LotTitle, moved_posting};
use crate::ids::{ItemId, LotId, PartyId, PlaceId, PointId, SiteId, StockMoveId};
use crate::posting::{Condition, Node, Posting};
use crate::quantity::{Quantity, QuantityRefusal};

use title::check_title;
pub use title::goes_back_to;

/// What the device knows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// Item and governing expiry of the lots that the request names.
    pub lots: BTreeMap<LotId, (ItemId, Option<NaiveDate>)>,
    /// Who gave the lots or sold them, where that is known: nobody knows it of goods taken over without a donor, nor of a kit
    /// of many. The lot of a receipt without announcement has the donor that its receiver named. A party recorded twice
    /// stands here as the request names it.
    pub donors: BTreeMap<LotId, PartyId>,
    /// Who holds the title of how many units of the lots; named like the donors.
    pub titles: BTreeMap<LotId, LotTitle>,
    /// What stands at the nodes from which the request takes.
    pub stock: BTreeMap<(LotId, Node, Condition), i64>,
    /// What the site has of these goods and what of them is kept for others, where goods leave by the movement.
    pub goods: take::Facts,
    /// Packaging versions that a repacking names.
    pub packagings: packed::Facts,
    pub places: BTreeSet<PlaceId>,
    pub points: BTreeSet<PointId>,
    pub parties: BTreeSet<PartyId>,
    /// Base units of an item that one person may write off; `None`: none.
    pub limit: Option<i64>,
    pub already_posted: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub id: StockMoveId,
    pub number: String,
    pub site: SiteId,
    pub how: MoveHow,
    pub occurred_on: NaiveDate,
    /// Goes into the envelope's `reason`, trimmed.
    pub reason: Option<String>,
    pub lines: Vec<LineRequest>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineRequest {
    pub lot: LotId,
    pub place: Option<PlaceId>,
    pub condition: Condition,
    /// Base units.
    pub quantity: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("the movement has no line")]
    NoLines,
    #[error("the movement has {given} lines, more than {MAX_LINES}")]
    TooManyLines { given: usize },
    #[error("movement {0} was posted before")]
    AlreadyPosted(StockMoveId),
    #[error("this movement needs a reason")]
    NeedsReason,
    #[error("a loss needs the number of its report")]
    NeedsReport,
    #[error("this movement needs a certificate")]
    NeedsCertificate,
    #[error("place {0} is not one of this site")]
    UnknownPlace(PlaceId),
    #[error("point {0} is not one of this site")]
    UnknownPoint(PointId),
    #[error("party {0} is not known")]
    UnknownParty(PartyId),
    #[error("the title goes from {0} to the same party")]
    SameParty(PartyId),
    #[error("the packaging is the same before and after")]
    SamePackaging,
    #[error("due on {due_on}, before {occurred_on}")]
    DueTooEarly {
        due_on: NaiveDate,
        occurred_on: NaiveDate,
    },
    #[error("line {line}: lot {lot} is not at this site")]
    UnknownLot { line: usize, lot: LotId },
    #[error("line {line}: lot {lot} came from {donor} and does not go back to {given}")]
    OtherDonor {
        line: usize,
        lot: LotId,
        donor: PartyId,
        given: PartyId,
    },
    #[error("line {line}: {party} holds the title of {held} of lot {lot}, {asked} are handed on")]
    TitleNotHeld {
        line: usize,
        lot: LotId,
        party: PartyId,
        held: i64,
        asked: i64,
    },
    #[error("line {line}: place {place} is not one of this site")]
    UnknownLinePlace { line: usize, place: PlaceId },
    #[error("line {line}: {refusal}")]
    Quantity {
        line: usize,
        refusal: QuantityRefusal,
    },
    #[error("line {line}: it is there already")]
    SamePlace { line: usize },
    #[error("line {line}: it is {condition:?} already")]
    SameCondition { line: usize, condition: Condition },
    #[error("line {line}: only good stock goes this way, lot {lot} is {condition:?}")]
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
    #[error("line {line}: lot {lot} is still good and is not disposed of")]
    StillGood { line: usize, lot: LotId },
    #[error("line {line}: {available} of lot {lot} are there, {asked} are asked")]
    NotEnough {
        line: usize,
        lot: LotId,
        available: i64,
        asked: i64,
    },
    #[error(transparent)]
    Goods(#[from] take::Refusal),
    #[error(transparent)]
    Packed(#[from] packed::Refusal),
    #[error(transparent)]
    Date(#[from] DateRefusal),
}

/// Decides a movement. Lines that take from one place are added up before they are compared with what is there.
///
/// # Errors
/// The first rule that is broken, document before lines, lines from the top.
pub fn move_stock(facts: &Facts, request: &Request, stamp: &Stamp) -> Result<StockMoved, Refusal> {
    check_document(facts, request, stamp)?;
    check_how(facts, request)?;
    let mut taken: BTreeMap<(LotId, Node, Condition), i64> = BTreeMap::new();
    let mut handed_on: BTreeMap<LotId, i64> = BTreeMap::new();
    let mut left: BTreeMap<ItemId, i64> = BTreeMap::new();
    let mut lines = Vec::with_capacity(request.lines.len());
    for (at, asked) in request.lines.iter().enumerate() {
        let line = at + 1;
        let moved = check_line(facts, request, line, asked)?;
        check_title(facts, &request.how, line, &moved, &mut handed_on)?;
        let leaves = leaves_good(facts, request, &moved);
        if leaves {
            facts.goods.check_short(line, moved.lot)?;
        }
        let posting = moved_posting(request.site, &request.how, &moved);
        check_stock(facts, line, &posting, &mut taken)?;
        if leaves {
            let counted = (kept_as(facts, &moved), moved.quantity);
            facts.goods.check_kept(line, counted, &mut left)?;
        }
        lines.push(moved);
    }
    Ok(StockMoved {
        id: request.id,
        number: request.number.clone(),
        site: request.site,
        how: request.how.clone(),
        approval: needs_approval(facts, request, &lines),
        lines,
    })
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
    date::check_past(request.occurred_on, stamp)?;
    Ok(())
}

/// What each kind of movement needs.
fn check_how(facts: &Facts, request: &Request) -> Result<(), Refusal> {
    let known = |party: PartyId| {
        let found = facts.parties.contains(&party);
        found.then_some(()).ok_or(Refusal::UnknownParty(party))
    };
    let reason = || {
        let given = written(request.reason.as_deref());
        given.map(|_| ()).ok_or(Refusal::NeedsReason)
    };
    let certificate = |text: &str| {
        let given = written(Some(text));
        given.map(|_| ()).ok_or(Refusal::NeedsCertificate)
    };
    match &request.how {
        MoveHow::InternalMove { to } => match to.filter(|to| !facts.places.contains(to)) {
            Some(place) => Err(Refusal::UnknownPlace(place)),
            None => Ok(()),
        },
        MoveHow::ConditionChange { .. } => reason(),
        MoveHow::Consumption => Ok(()),
        MoveHow::ReturnFromUser { point } => {
            let found = facts.points.contains(point);
            found.then_some(()).ok_or(Refusal::UnknownPoint(*point))
        }
        MoveHow::ReturnToDonor { party } => known(*party).and_then(|()| reason()),
        MoveHow::LoanOut { party, due_on } => {
            known(*party)?;
            date::check_year(*due_on)?;
            if *due_on < request.occurred_on {
                return Err(Refusal::DueTooEarly {
                    due_on: *due_on,
                    occurred_on: request.occurred_on,
                });
            }
            Ok(())
        }
        MoveHow::LoanBack { party } => known(*party),
        MoveHow::Loss { report, .. } => {
            let given = written(Some(report));
            given.map(|_| ()).ok_or(Refusal::NeedsReport)
        }
        MoveHow::Disposal { certificate: paper } => certificate(paper),
        MoveHow::OwnershipChange {
            from,
            to,
            certificate: paper,
        } => {
            known(*from)?;
            known(*to)?;
            if from == to {
                return Err(Refusal::SameParty(*from));
            }
            certificate(paper)
        }
        MoveHow::Repack { from, to } => {
            let other = from != to;
            other.then_some(()).ok_or(Refusal::SamePackaging)
        }
    }
}

fn check_line(
    facts: &Facts,
    request: &Request,
    line: usize,
    asked: &LineRequest,
) -> Result<StockMoveLine, Refusal> {
    let quantity =
        Quantity::new(asked.quantity).map_err(|refusal| Refusal::Quantity { line, refusal })?;
    let lot = asked.lot;
    let (item, expiry) = *facts
        .lots
        .get(&lot)
        .ok_or(Refusal::UnknownLot { line, lot })?;
    if let Some(place) = asked.place.filter(|place| !facts.places.contains(place)) {
        return Err(Refusal::UnknownLinePlace { line, place });
    }
    if let MoveHow::ReturnToDonor { party: given } = request.how
        && let Some(donor) = facts.donors.get(&lot).copied()
        && !goes_back_to(donor, facts.titles.get(&lot)).contains(&given)
    {
        return Err(Refusal::OtherDonor {
            line,
            lot,
            donor,
            given,
        });
    }
    let expired = expiry.filter(|expiry| *expiry < request.occurred_on);
    check_condition(&request.how, line, asked, expired)?;
    if let MoveHow::Repack { from, to } = request.how {
        packed::of_item(&facts.packagings, line, item, from)?;
        packed::of_item(&facts.packagings, line, item, to)?;
    }
    Ok(StockMoveLine {
        lot,
        item,
        place: asked.place,
        condition: asked.condition,
        quantity: quantity.get(),
    })
}

/// Which conditions go which way. `expired`: the lot's expiry, where it has passed on the day of the movement.
fn check_condition(
    how: &MoveHow,
    line: usize,
    asked: &LineRequest,
    expired: Option<NaiveDate>,
) -> Result<(), Refusal> {
    let (lot, condition) = (asked.lot, asked.condition);
    let not_expired = |condition: Condition| match expired {
        Some(expiry) if condition == Condition::Good => Err(Refusal::Expired { line, lot, expiry }),
        Some(_) | None => Ok(()),
    };
    match how {
        MoveHow::Consumption | MoveHow::LoanOut { .. } if condition != Condition::Good => {
            Err(Refusal::NotGood {
                line,
                lot,
                condition,
            })
        }
        MoveHow::Consumption
        | MoveHow::LoanOut { .. }
        | MoveHow::ReturnFromUser { .. }
        | MoveHow::LoanBack { .. } => not_expired(condition),
        MoveHow::ConditionChange { to } if *to == condition => {
            Err(Refusal::SameCondition { line, condition })
        }
        MoveHow::ConditionChange { to } => not_expired(*to),
        MoveHow::Disposal { .. } if condition == Condition::Good && expired.is_none() => {
            Err(Refusal::StillGood { line, lot })
        }
        MoveHow::InternalMove { to } if *to == asked.place => Err(Refusal::SamePlace { line }),
        MoveHow::Disposal { .. }
        | MoveHow::InternalMove { .. }
        | MoveHow::ReturnToDonor { .. }
        | MoveHow::Loss { .. }
        | MoveHow::OwnershipChange { .. }
        | MoveHow::Repack { .. } => Ok(()),
    }
}

/// The movements by which goods leave a site in the condition they are in, to be used up or to be with somebody else.
#[must_use]
pub fn leaves(how: &MoveHow) -> bool {
    match how {
        MoveHow::Consumption | MoveHow::ReturnToDonor { .. } | MoveHow::LoanOut { .. } => true,
        MoveHow::InternalMove { .. }
        | MoveHow::ConditionChange { .. }
        | MoveHow::ReturnFromUser { .. }
        | MoveHow::LoanBack { .. }
        | MoveHow::Loss { .. }
        | MoveHow::Disposal { .. }
        | MoveHow::OwnershipChange { .. }
        | MoveHow::Repack { .. } => false,
    }
}

/// Whether these are goods that could still serve and that others may count on, and they leave the site. A movement that says
/// what became of goods is never held back by a reservation, nor one inside the site; and what is damaged or expired goes back
/// to its donor whatever is reserved.
fn leaves_good(facts: &Facts, request: &Request, moved: &StockMoveLine) -> bool {
    let expiry = facts.lots.get(&moved.lot).and_then(|(_, expiry)| *expiry);
    let serves = expiry.is_none_or(|expiry| expiry >= request.occurred_on);
    leaves(&request.how) && moved.condition == Condition::Good && serves
}

/// The item under which its goods are kept: of records that turned out to be one, the one that stands.
fn kept_as(facts: &Facts, moved: &StockMoveLine) -> ItemId {
    let known = facts.goods.lots.get(&moved.lot);
    known.map_or(moved.item, |known| known.item)
}

fn check_stock(
    facts: &Facts,
    line: usize,
    posting: &Posting,
    taken: &mut BTreeMap<(LotId, Node, Condition), i64>,
) -> Result<(), Refusal> {
    let key = (posting.lot, posting.from, posting.condition);
    let there = facts.stock.get(&key).copied().unwrap_or(0);
    let sum = taken.entry(key).or_default();
    *sum = sum.saturating_add(posting.quantity);
    if *sum > there {
        return Err(Refusal::NotEnough {
            line,
            lot: posting.lot,
            available: there.max(0),
            asked: *sum,
        });
    }
    Ok(())
}

/// A disposal always; a write-off when one item of it exceeds the limit, or when no limit is set.
fn needs_approval(facts: &Facts, request: &Request, lines: &[StockMoveLine]) -> bool {
    match request.how {
        MoveHow::Disposal { .. } => true,
        MoveHow::Loss { .. } => {
            let mut by_item: BTreeMap<ItemId, i64> = BTreeMap::new();
            for line in lines {
                let sum = by_item.entry(line.item).or_default();
                *sum = sum.saturating_add(line.quantity);
            }
            let above = |units: &i64| facts.limit.is_none_or(|limit| *units > limit);
            by_item.values().any(above)
        }
        MoveHow::InternalMove { .. }
        | MoveHow::ConditionChange { .. }
        | MoveHow::Consumption
        | MoveHow::ReturnFromUser { .. }
        | MoveHow::ReturnToDonor { .. }
        | MoveHow::LoanOut { .. }
        | MoveHow::LoanBack { .. }
        | MoveHow::OwnershipChange { .. }
        | MoveHow::Repack { .. } => false,
    }
}
