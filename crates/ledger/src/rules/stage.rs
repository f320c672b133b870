//! Moving a record to another stage.
//!
//! What a newcomer gets wrong: the tables of `stages` say what a move may be; here stands what else must hold on the
//! device that makes it. What arrives from another device is judged by the tables alone.

use chrono::NaiveDate;

use super::closure::{self, Closing};
use super::date::{self, DateRefusal};
use super::{Stamp, written};
use crate::body::{AcceptanceStep, ConsignmentStep, RecordMove, StageMoved};
use crate::fold::{AcceptanceStage, DiscrepancyState};
use crate::ids::{MoveId, SiteId};
use crate::scope::Scope;
use crate::stages::{
    ActivationStage, ConsignmentStage, OfferStage, RequestStage, Stages, TransportStage,
    needs_reason,
};

/// Where the record stands, as this device knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Current {
    Activation {
        stage: ActivationStage,
        /// What closing it would leave behind; nobody has to work it out for another move.
        closing: Option<Closing>,
    },
    Request(RequestStage),
    Offer(OfferStage),
    Acceptance {
        stage: AcceptanceStage,
        /// Received against it, or announced on consignments that are under way, in base units.
        answered: i64,
    },
    Transport {
        stage: TransportStage,
        applied: bool,
    },
    Consignment {
        /// By moves alone.
        moved_to: ConsignmentStage,
        /// With what receipts say.
        stage: ConsignmentStage,
        /// The site named by a diversion is in the catalogue.
        site_known: bool,
    },
    Discrepancy {
        state: Box<DiscrepancyState>,
        /// The scope the mover writes in: a site's, or coordination.
        end: Scope,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub id: MoveId,
    pub record: RecordMove,
    pub occurred_on: NaiveDate,
    pub reason: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("the record is not known")]
    UnknownRecord,
    #[error("from {from} to {to} leads no move")]
    Illegal { from: String, to: String },
    #[error("the move needs a reason")]
    NeedsReason,
    #[error(transparent)]
    Closure(#[from] closure::Refusal),
    #[error("{answered} of the acceptance have come or are under way")]
    AlreadyAnswered { answered: i64 },
    #[error("the consignment is under way and was not received in full")]
    NotReceived,
    #[error("site {0} is not known")]
    UnknownSite(SiteId),
    #[error("only coordination tells the donor about a discrepancy")]
    NotThisEnd,
    #[error(transparent)]
    Date(#[from] DateRefusal),
}

/// Decides a move; its reason goes into the envelope.
///
/// # Errors
/// The first rule that is broken.
pub fn move_record(
    current: Option<&Current>,
    request: &Request,
    stamp: &Stamp,
) -> Result<StageMoved, Refusal> {
    let current = current.ok_or(Refusal::UnknownRecord)?;
    check(current, &request.record)?;
    if needs_reason(&request.record) && written(request.reason.as_deref()).is_none() {
        return Err(Refusal::NeedsReason);
    }
    date::check_past(request.occurred_on, stamp)?;
    Ok(StageMoved {
        id: request.id,
        record: request.record,
    })
}

fn legal<S: Stages>(from: S, to: S) -> Result<(), Refusal> {
    if from.may_become(to) {
        Ok(())
    } else {
        Err(illegal(&from, &to))
    }
}

fn illegal(from: &impl std::fmt::Debug, to: &impl std::fmt::Debug) -> Refusal {
    Refusal::Illegal {
        from: format!("{from:?}"),
        to: format!("{to:?}"),
    }
}

fn check(current: &Current, record: &RecordMove) -> Result<(), Refusal> {
    match (current, record) {
        (Current::Activation { stage, closing }, RecordMove::Activation { to, .. }) => {
            legal(*stage, *to)?;
            if *to == ActivationStage::Closed {
                let closing = closing.as_ref().ok_or(closure::Refusal::Unsigned)?;
                closure::may_close(*stage, closing)?;
            }
            Ok(())
        }
        (Current::Request(stage), RecordMove::Request { to, .. }) => {
            if *to == RequestStage::Amended {
                return Err(illegal(stage, to));
            }
            legal(*stage, *to)
        }
        (Current::Offer(stage), RecordMove::Offer { to, .. }) => legal(*stage, *to),
        (Current::Acceptance { stage, answered }, RecordMove::Acceptance { to, .. }) => {
            cancel(*stage, *answered, *to)
        }
        (Current::Transport { stage, applied }, RecordMove::Transport { to, .. }) => {
            if out_of_turn(*stage, *to, *applied) {
                return Err(illegal(stage, to));
            }
            legal(*stage, *to)
        }
        (
            Current::Consignment {
                moved_to,
                stage,
                site_known,
            },
            RecordMove::Consignment { to, .. },
        ) => consignment(*moved_to, *stage, *site_known, to),
        (Current::Discrepancy { state, end }, RecordMove::Discrepancy { to, .. }) => {
            legal(state.stage, *to)?;
            let mut after = state.clone();
            if after.take(*end, *to) {
                Ok(())
            } else {
                Err(Refusal::NotThisEnd)
            }
        }
        (
            Current::Activation { .. }
            | Current::Request(_)
            | Current::Offer(_)
            | Current::Acceptance { .. }
            | Current::Transport { .. }
            | Current::Consignment { .. }
            | Current::Discrepancy { .. },
            RecordMove::Activation { .. }
            | RecordMove::Request { .. }
            | RecordMove::Offer { .. }
            | RecordMove::Acceptance { .. }
            | RecordMove::Transport { .. }
            | RecordMove::Consignment { .. }
            | RecordMove::Discrepancy { .. },
        ) => Err(Refusal::UnknownRecord),
    }
}

/// Stages to which a record may, or may no longer, be moved once its activation is closed.
///
/// What a newcomer gets wrong: closing ends what people decide, not what happens. Trucks that are on the road arrive, turn
/// back or are lost; a cost that was incurred is applied for, granted and settled for months after the last truck; and a
/// discrepancy that late goods bring has to be settled like any other. Nobody may have written that a truck left, and an
/// offer or a proposal may have come from another computer after the closure. So whatever began before goes on to its end,
/// and what was left standing may be ended: a request, an offer, an acceptance that nobody confirmed. What would begin anew,
/// or undo a decision, is refused: asking, looking at an offer again, cancelling what was confirmed, notifying or starting a
/// transport, loading a truck.
pub trait AfterClosure: Stages {
    /// Whether a record may still come here.
    fn goes_on(self) -> bool;
}

impl AfterClosure for RequestStage {
    fn goes_on(self) -> bool {
        match self {
            Self::Fulfilled | Self::Closed | Self::Withdrawn => true,
            Self::Draft | Self::Sent | Self::Open | Self::Amended => false,
        }
    }
}

impl AfterClosure for OfferStage {
    fn goes_on(self) -> bool {
        match self {
            Self::Declined | Self::Withdrawn => true,
            Self::Received
            | Self::UnderReview
            | Self::PartlyAccepted
            | Self::Accepted
            | Self::Expired => false,
        }
    }
}

impl AfterClosure for TransportStage {
    fn goes_on(self) -> bool {
        match self {
            Self::Planned | Self::Notified | Self::Running => false,
            Self::Ended | Self::Applied | Self::Granted | Self::Settled | Self::Rejected => true,
        }
    }
}

impl AfterClosure for ConsignmentStage {
    /// That it left, was sent elsewhere or is late is a fact of a truck that may be out already, and unloaded in part.
    fn goes_on(self) -> bool {
        self != Self::Packed
    }
}

/// Whether a record may still be moved once its activation is closed.
#[must_use]
pub fn goes_on_after_closure(current: &Current, record: &RecordMove) -> bool {
    match (current, record) {
        (_, RecordMove::Request { to, .. }) => to.goes_on(),
        (_, RecordMove::Offer { to, .. }) => to.goes_on(),
        (Current::Acceptance { stage, .. }, RecordMove::Acceptance { .. }) => {
            *stage == AcceptanceStage::Proposed
        }
        (_, RecordMove::Transport { to, .. }) => to.goes_on(),
        (_, RecordMove::Consignment { to, .. }) => to.stage().goes_on(),
        // The table of the activation itself leads nowhere from closed. An acceptance that is none is refused as unknown.
        (
            _,
            RecordMove::Activation { .. }
            | RecordMove::Acceptance { .. }
            | RecordMove::Discrepancy { .. },
        ) => true,
    }
}

/// Where a record may be moved from here: what a screen offers is what `move_record` takes. `closed`: its activation is.
#[must_use]
pub fn offered<S: AfterClosure>(from: S, closed: bool) -> Vec<S> {
    let mut next = from.next().to_vec();
    next.retain(|to| !closed || to.goes_on());
    next
}

/// Where a transport may be moved from here; the application is filed once.
#[must_use]
pub fn offered_to_transport(
    stage: TransportStage,
    applied: bool,
    closed: bool,
) -> Vec<TransportStage> {
    let mut next = offered(stage, closed);
    next.retain(|to| !out_of_turn(stage, *to, applied));
    next
}

/// What the table cannot tell, since the end is recorded before the application or after it: one applies once, and what
/// nobody applied for is neither granted nor rejected.
fn out_of_turn(from: TransportStage, to: TransportStage, applied: bool) -> bool {
    match to {
        TransportStage::Applied => applied,
        TransportStage::Granted | TransportStage::Rejected => {
            from == TransportStage::Ended && !applied
        }
        TransportStage::Planned
        | TransportStage::Notified
        | TransportStage::Running
        | TransportStage::Ended
        | TransportStage::Settled => false,
    }
}

/// Where a consignment may be moved from here: by moves it stands at the first, with what receipts say at the second.
#[must_use]
pub fn offered_to_consignment(
    moved_to: ConsignmentStage,
    stage: ConsignmentStage,
    closed: bool,
) -> Vec<ConsignmentStage> {
    let ends = consignment(moved_to, stage, true, &ConsignmentStep::Closed).is_ok();
    let mut next = offered(moved_to, closed);
    next.retain(|to| *to != ConsignmentStage::Closed || ends);
    next
}

/// Whether an acceptance may be cancelled. `answered`: what of it came or is under way.
#[must_use]
pub fn may_cancel(stage: AcceptanceStage, answered: i64, closed: bool) -> bool {
    let open = !closed || stage == AcceptanceStage::Proposed;
    open && cancel(stage, answered, AcceptanceStep::Cancelled).is_ok()
}

fn cancel(stage: AcceptanceStage, answered: i64, to: AcceptanceStep) -> Result<(), Refusal> {
    match stage {
        AcceptanceStage::Waiting | AcceptanceStage::Quarantined => Err(Refusal::UnknownRecord),
        AcceptanceStage::Cancelled => Err(illegal(&stage, &to)),
        AcceptanceStage::Proposed | AcceptanceStage::Confirmed if answered > 0 => {
            Err(Refusal::AlreadyAnswered { answered })
        }
        AcceptanceStage::Proposed | AcceptanceStage::Confirmed => Ok(()),
    }
}

fn consignment(
    moved_to: ConsignmentStage,
    stage: ConsignmentStage,
    site_known: bool,
    to: &ConsignmentStep,
) -> Result<(), Refusal> {
    legal(moved_to, to.stage())?;
    if let ConsignmentStep::Diverted { site } = to
        && !site_known
    {
        return Err(Refusal::UnknownSite(*site));
    }
    if *to != ConsignmentStep::Closed {
        return Ok(());
    }
    match stage {
        ConsignmentStage::Planned
        | ConsignmentStage::Packed
        | ConsignmentStage::Received
        | ConsignmentStage::ReceivedWithDiscrepancy
        | ConsignmentStage::Returned
        | ConsignmentStage::Lost
        | ConsignmentStage::Closed => Ok(()),
        ConsignmentStage::Dispatched
        | ConsignmentStage::InTransit
        | ConsignmentStage::AtBorder
        | ConsignmentStage::Arrived
        | ConsignmentStage::PartlyReceived
        | ConsignmentStage::Diverted
        | ConsignmentStage::Delayed => Err(Refusal::NotReceived),
    }
}
