//! Closing an activation: what is left open, and the signed list of what remains at the sites.
//!
//! What a newcomer gets wrong: all of this holds on the device that closes, with what it knows. A closure that arrives
//! from another device is judged by the table of stages alone, so that an activation closed before lists were signed, or
//! while stock moved elsewhere, stays closed; the page then tells what was signed from what stands now.

use std::collections::BTreeMap;

use crate::body::{ClosureSigned, RemainingKey, RemainingStock};
use crate::ids::{ActivationId, ClosureId};
use crate::stages::{ActivationStage, ConsignmentStage, RequestStage, TransportStage};

/// Lines that one list has at most. It is signed whole, so that the bound of a document, which can be posted in two, is not
/// its bound: an entry holds 2 MiB, a line takes some 220 bytes of them, and the rest is for the totals.
pub const MOST_LINES: usize = 8000;

/// What may keep an activation open, in the order in which it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Left {
    Offers,
    /// Proposed, and confirmed by nobody.
    Acceptances,
    Requests,
    Transports,
    /// Of donors, on the road to a site.
    Consignments,
    /// Of donors that offered under it, and linked to nothing yet.
    Receipts,
    /// Between two sites, not wholly received or settled.
    Transfers,
    Discrepancies,
    /// On loan from a donor, or lent to a partner.
    Returnables,
    /// Less than nothing at a place: somebody has to count.
    Shortfalls,
}

/// How many of each are left open; one that is not named is settled.
pub type Open = BTreeMap<Left, usize>;

/// How the list that counts compares with what stands at the sites now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListStanding {
    /// Nobody has signed one.
    Missing,
    /// So many lines are different now.
    Changed(usize),
    Stands,
}

/// What a closure asks of an activation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    pub open: Open,
    pub list: ListStanding,
    /// Some of its goods stand at a site.
    pub remains: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("the activation is not known")]
    UnknownActivation,
    #[error("{count} {what:?} are open")]
    Open { what: Left, count: usize },
    #[error("nobody has signed the remaining stock list")]
    Unsigned,
    #[error("{lines} lines of the signed list are different now")]
    Changed { lines: usize },
    #[error("operations go on")]
    StillOperating,
    #[error("the list has {given} lines, more than {MOST_LINES}")]
    TooLong { given: usize },
}

/// Whether an activation may be closed.
///
/// A state that was only watched has received nothing: without goods at a site there is no list to sign.
///
/// # Errors
/// The first thing that keeps it open.
pub fn may_close(from: ActivationStage, closing: &Closing) -> Result<(), Refusal> {
    let left = closing.open.iter().find(|(_, count)| **count > 0);
    if let Some((what, count)) = left {
        return Err(Refusal::Open {
            what: *what,
            count: *count,
        });
    }
    match closing.list {
        ListStanding::Missing if from == ActivationStage::Monitoring && !closing.remains => Ok(()),
        ListStanding::Missing => Err(Refusal::Unsigned),
        ListStanding::Changed(lines) => Err(Refusal::Changed { lines }),
        ListStanding::Stands => Ok(()),
    }
}

/// Whether a request keeps its activation open.
#[must_use]
pub fn request_is_open(stage: RequestStage) -> bool {
    match stage {
        RequestStage::Draft | RequestStage::Sent | RequestStage::Open | RequestStage::Amended => {
            true
        }
        RequestStage::Fulfilled | RequestStage::Closed | RequestStage::Withdrawn => false,
    }
}

/// Whether a transport keeps its activation open.
///
/// One that was notified or is running does: it is to be told to have ended, or to have come to nothing. A cost is applied
/// for, granted and settled for months after the last truck, so from the end and from the application on it never does;
/// trucks of it that are still out are consignments, and those keep the activation open themselves. A plan that nobody
/// notified does not either: no move ends a plan, and what it was to bring is asked of its consignments and offers.
#[must_use]
pub fn transport_is_open(stage: TransportStage) -> bool {
    match stage {
        TransportStage::Notified | TransportStage::Running => true,
        TransportStage::Planned
        | TransportStage::Ended
        | TransportStage::Applied
        | TransportStage::Granted
        | TransportStage::Settled
        | TransportStage::Rejected => false,
    }
}

/// Whether a consignment, with what receipts say of it, keeps its activation open. One that was announced and has not left
/// does: it either comes or is closed as not coming.
#[must_use]
pub fn consignment_is_open(stage: ConsignmentStage) -> bool {
    match stage {
        ConsignmentStage::Planned
        | ConsignmentStage::Packed
        | ConsignmentStage::Dispatched
        | ConsignmentStage::InTransit
        | ConsignmentStage::AtBorder
        | ConsignmentStage::Arrived
        | ConsignmentStage::PartlyReceived
        | ConsignmentStage::Diverted
        | ConsignmentStage::Delayed => true,
        ConsignmentStage::Received
        | ConsignmentStage::ReceivedWithDiscrepancy
        | ConsignmentStage::Closed
        | ConsignmentStage::Returned
        | ConsignmentStage::Lost => false,
    }
}

/// What the rule of signing has to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    pub stage: ActivationStage,
    /// What stands at the sites now, in any order.
    pub remaining: Vec<RemainingStock>,
    pub shortfalls: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub id: ClosureId,
    pub activation: ActivationId,
    /// What the person was shown and signs.
    pub lines: Vec<RemainingStock>,
}

/// Decides a signature, which is of today: of another day nobody can tell what stood. It may come after the closure too: of
/// what was closed without a list, or has changed since.
///
/// # Errors
/// The first rule that is broken.
pub fn sign(facts: Option<&Facts>, request: &Request) -> Result<ClosureSigned, Refusal> {
    let facts = facts.ok_or(Refusal::UnknownActivation)?;
    match facts.stage {
        ActivationStage::Activated => return Err(Refusal::StillOperating),
        ActivationStage::Monitoring
        | ActivationStage::OperationsEnded
        | ActivationStage::Closed => {}
    }
    if facts.shortfalls > 0 {
        return Err(Refusal::Open {
            what: Left::Shortfalls,
            count: facts.shortfalls,
        });
    }
    if request.lines.len() > MOST_LINES {
        return Err(Refusal::TooLong {
            given: request.lines.len(),
        });
    }
    let signed = ClosureSigned::of(request.id, request.activation, request.lines.clone());
    let changed = differences(&signed.lines, &facts.remaining).len();
    // A line given twice comes to the same sum as one, but is no list that was shown.
    if changed > 0 || !signed.adds_up() {
        return Err(Refusal::Changed {
            lines: changed.max(1),
        });
    }
    Ok(signed)
}

/// One line that is not what it was signed as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference {
    pub key: RemainingKey,
    /// 0: it was not on the list.
    pub signed: i64,
    /// 0: nothing stands there any more.
    pub now: i64,
}

/// What is different now, in the order of the lines.
#[must_use]
pub fn differences(signed: &[RemainingStock], now: &[RemainingStock]) -> Vec<Difference> {
    let mut both: BTreeMap<RemainingKey, (i64, i64)> = BTreeMap::new();
    for line in signed {
        let sum = &mut both.entry(line.key()).or_default().0;
        *sum = sum.saturating_add(line.quantity);
    }
    for line in now {
        let sum = &mut both.entry(line.key()).or_default().1;
        *sum = sum.saturating_add(line.quantity);
    }
    both.into_iter()
        .filter(|(_, (signed, now))| signed != now)
        .map(|(key, (signed, now))| Difference { key, signed, now })
        .collect()
}

/// Spreads component units over the places where their kits are, in whole units that add up: in proportion to the kits,
/// and what the cutting leaves goes, one each, to the places from which most was cut, the first ones first.
///
/// What a newcomer gets wrong: nobody can say which kit of a build holds the units of which lot. As long as all its kits
/// stand together, every unit is there; once some went, the share is the honest answer, and the same on every device.
#[must_use]
pub fn spread(units: i64, kits: &[i64]) -> Vec<i64> {
    let whole: i128 = kits.iter().map(|kits| i128::from((*kits).max(0))).sum();
    if whole == 0 || units <= 0 {
        return vec![0; kits.len()];
    }
    let units = i128::from(units);
    let cut: Vec<(i128, i128)> = kits
        .iter()
        .map(|kits| i128::from((*kits).max(0)) * units)
        .map(|share| (share / whole, share % whole))
        .collect();
    let mut order: Vec<usize> = (0..kits.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(cut.get(*at).map(|(_, rest)| *rest)));
    let given: i128 = cut.iter().map(|(share, _)| share).sum();
    let mut shares: Vec<i64> = cut
        .iter()
        .map(|(share, _)| i64::try_from(*share).unwrap_or(i64::MAX))
        .collect();
    let left = usize::try_from(units - given).unwrap_or(0);
    for at in order.into_iter().take(left) {
        if let Some(share) = shares.get_mut(at) {
            *share += 1;
        }
    }
    shares
}
