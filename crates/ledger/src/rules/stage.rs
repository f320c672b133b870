//! Moving a record to another stage.
//!
//! What a newcomer gets wrong: the tables of `stages` say what a move may be; here stands what else must hold on the
//! device that makes it. What arrives from another device is judged by the tables alone.

use chrono::NaiveDate;

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
        /// What closing it would leave behind.
        open: Open,
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

/// What is not settled of an activation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Open {
    pub offers: usize,
    pub discrepancies: usize,
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
    #[error("{} offers and {} discrepancies are open", .0.offers, .0.discrepancies)]
    ClosureOpen(Open),
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
        (Current::Activation { stage, open }, RecordMove::Activation { to, .. }) => {
            legal(*stage, *to)?;
            if *to == ActivationStage::Closed && *open != Open::default() {
                return Err(Refusal::ClosureOpen(*open));
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
            // The end may be recorded after the application, once.
            if *to == TransportStage::Applied && *applied {
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

/// Whether a record may still be moved once its activation is closed.
///
/// What a newcomer gets wrong: closing ends what people decide, not what happens. Trucks that are on the road arrive, turn
/// back or are lost; a cost that was incurred is applied for, granted and settled for months after the last truck; and a
/// discrepancy that late goods bring has to be settled like any other. Nobody may have written that a truck left, and an
/// offer or a proposal may have come from another computer after the closure. So whatever began before goes on to its end,
/// and what was left standing may be ended: a request, an offer, an acceptance that nobody confirmed. What would begin anew,
/// or undo a decision, is refused: asking, looking at an offer again, cancelling what was confirmed, notifying or starting a
/// transport, loading a truck.
#[must_use]
pub fn goes_on_after_closure(current: &Current, record: &RecordMove) -> bool {
    match (current, record) {
        (_, RecordMove::Request { to, .. }) => match to {
            RequestStage::Fulfilled | RequestStage::Closed | RequestStage::Withdrawn => true,
            RequestStage::Draft
            | RequestStage::Sent
            | RequestStage::Open
            | RequestStage::Amended => false,
        },
        (_, RecordMove::Offer { to, .. }) => match to {
            OfferStage::Declined | OfferStage::Withdrawn => true,
            OfferStage::Received
            | OfferStage::UnderReview
            | OfferStage::PartlyAccepted
            | OfferStage::Accepted
            | OfferStage::Expired => false,
        },
        (Current::Acceptance { stage, .. }, RecordMove::Acceptance { .. }) => {
            *stage == AcceptanceStage::Proposed
        }
        (_, RecordMove::Transport { to, .. }) => match to {
            TransportStage::Planned | TransportStage::Notified | TransportStage::Running => false,
            TransportStage::Ended
            | TransportStage::Applied
            | TransportStage::Granted
            | TransportStage::Settled
            | TransportStage::Rejected => true,
        },
        // That it left, was sent elsewhere or is late is a fact of a truck that may be out already, and unloaded in part.
        (_, RecordMove::Consignment { to, .. }) => *to != ConsignmentStep::Packed,
        // The table of the activation itself leads nowhere from closed. An acceptance that is none is refused as unknown.
        (
            _,
            RecordMove::Activation { .. }
            | RecordMove::Acceptance { .. }
            | RecordMove::Discrepancy { .. },
        ) => true,
    }
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
