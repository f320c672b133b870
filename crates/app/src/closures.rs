//! What a closed activation still takes. Refused here, on the computer that writes and knows of the closure; the folds take
//! what a computer wrote that had not heard of it yet, for a fact is not lost because of a date.
//!
//! What a newcomer gets wrong: closing ends what coordination decides, not what arrives. Receiving (`post_receipt`, also
//! against the acceptance or a consignment), linking an unannounced receipt (`match_receipt`), reversing a receipt and
//! settling a discrepancy never ask here: a truck that comes after the closure has to be unloaded, its goods need their
//! donor, and a link says what they answer without changing what was accepted. New requests, offers and transports are
//! refused by their own rules.

use ledger::body::RecordMove;
use ledger::ids::{AcceptanceId, ActivationId, OfferId};
use ledger::rules::stage::{Current, goes_on_after_closure};
use ledger::stages::ActivationStage;
use store::Reads;

use crate::problem::Problem;
use crate::stages::activation_closed;

/// Refuses what would take more of an offer.
pub(crate) fn demand_open_offer(reads: &Reads<'_>, offer: OfferId) -> Result<(), Problem> {
    demand_open(reads, of_offer(reads, offer)?, "offer")
}

/// Refuses what would change an acceptance, or announce goods for it.
pub(crate) fn demand_open_acceptance(
    reads: &Reads<'_>,
    acceptance: AcceptanceId,
) -> Result<(), Problem> {
    demand_open(reads, of_acceptance(reads, acceptance)?, "acceptance")
}

/// Refuses a move that would begin something or undo a decision.
pub(crate) fn demand_movable(
    reads: &Reads<'_>,
    current: &Current,
    record: &RecordMove,
) -> Result<(), Problem> {
    if goes_on_after_closure(current, record) {
        return Ok(());
    }
    demand_open(reads, of_record(reads, record)?, "record.id")
}

fn demand_open(
    reads: &Reads<'_>,
    activation: Option<ActivationId>,
    subject: &str,
) -> Result<(), Problem> {
    // An activation that has not arrived is not known to be closed.
    let known = activation.map(|id| reads.activation(id)).transpose()?;
    match known.flatten().map(|view| view.stage) {
        Some(stage @ ActivationStage::Closed) => Err(activation_closed(stage).at(subject)),
        Some(
            ActivationStage::Monitoring
            | ActivationStage::Activated
            | ActivationStage::OperationsEnded,
        )
        | None => Ok(()),
    }
}

fn of_offer(reads: &Reads<'_>, offer: OfferId) -> Result<Option<ActivationId>, Problem> {
    let body = reads.offer_received(offer)?;
    Ok(body.map(|body| body.activation))
}

fn of_acceptance(reads: &Reads<'_>, id: AcceptanceId) -> Result<Option<ActivationId>, Problem> {
    let state = reads.acceptance_state(id)?;
    match state.and_then(|state| state.proposed) {
        Some((_, body)) => of_offer(reads, body.offer),
        None => Ok(None),
    }
}

/// The activation that a record belongs to, by itself or by what it answers.
fn of_record(reads: &Reads<'_>, record: &RecordMove) -> Result<Option<ActivationId>, Problem> {
    Ok(match record {
        RecordMove::Request { id, .. } => reads.request(*id)?.map(|view| view.activation),
        RecordMove::Offer { id, .. } => of_offer(reads, *id)?,
        RecordMove::Acceptance { id, .. } => of_acceptance(reads, *id)?,
        RecordMove::Transport { id, .. } => reads
            .transport(*id, chrono::NaiveDate::MIN)?
            .map(|view| view.activation),
        RecordMove::Consignment { id, .. } => match reads.consigned(*id)? {
            Some(known) => of_acceptance(reads, known.acceptance)?,
            None => None,
        },
        RecordMove::Activation { .. } | RecordMove::Discrepancy { .. } => None,
    })
}
