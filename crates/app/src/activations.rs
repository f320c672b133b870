//! Recording that a state activated the Mechanism.

use ledger::body::{ActivationRecorded, Body};
use ledger::role::Action;
use ledger::rules::activation::{self, Facts, Refusal};
use store::Reads;

use crate::context::Context;
use crate::contract::replies::Posted;
use crate::contract::requests::RecordActivation;
use crate::hand::{Hand, number};
use crate::problem::Problem;
use crate::typed;

/// Records an activation.
pub(crate) fn record(context: &Context, request: RecordActivation) -> Result<Posted, Problem> {
    let hand = Hand::take(context, Action::RecordActivation, None)?;
    let requested_on = typed::date(&request.requested_on, "requested_on")?;
    let body = ActivationRecorded {
        id: request.id,
        requesting_state: request.requesting_state,
        ucpm_number: typed::optional_text(request.ucpm_number.as_deref(), "ucpm_number")?,
        hazard: typed::text(&request.hazard, "hazard")?,
        requested_on: typed::past(&hand, requested_on, "requested_on", request.date_confirmed)?,
        source: typed::optional_text(request.source.as_deref(), "source")?,
        stage: request.stage,
        glide: typed::optional_text(request.glide.as_deref(), "glide")?
            .map(|text| text.to_uppercase()),
        note: typed::optional_text(request.note.as_deref(), "note")?,
    };
    let asked = Body::from(body.clone());
    hand.post(
        request.id,
        requested_on,
        request.draft,
        |before| before.body == asked,
        |writing| {
            let facts = facts(&writing.reads(), &body)?;
            let recorded = activation::record(&facts, &body, &hand.stamp()).map_err(|refusal| {
                problem(&writing.reads(), &refusal).unwrap_or_else(|problem| problem)
            })?;
            writing.record(recorded, &[])?;
            Ok(())
        },
    )
}

fn facts(reads: &Reads<'_>, body: &ActivationRecorded) -> Result<Facts, Problem> {
    let others = reads.activations()?;
    let same = others
        .iter()
        .find(|other| body.ucpm_number.is_some() && other.ucpm_number == body.ucpm_number);
    Ok(Facts {
        state_is_affected: reads
            .party(body.requesting_state)?
            .is_some_and(|party| party.affected),
        already_posted: false,
        same_number: same.map(|other| other.id),
    })
}

fn problem(reads: &Reads<'_>, refusal: &Refusal) -> Result<Problem, Problem> {
    Ok(match refusal {
        Refusal::AlreadyPosted(id) => Problem::new("id-used")
            .at("id")
            .with("number", number(reads, (*id).into())?),
        Refusal::NotAffected(_) => Problem::new("party-unknown").at("requesting_state"),
        Refusal::NeedsHazard => Problem::new("text-missing")
            .at("hazard")
            .with("field", "hazard"),
        Refusal::SameNumber(id) => Problem::new("id-used")
            .at("ucpm_number")
            .with("number", number(reads, (*id).into())?),
        Refusal::NotGlide(text) => Problem::new("glide-invalid").at("glide").with("text", text),
        Refusal::Date(refusal) => typed::date_problem(*refusal).at("requested_on"),
    })
}
