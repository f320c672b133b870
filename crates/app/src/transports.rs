//! Planning transports.

use ledger::body::{Body, TransportPlanned};
use ledger::role::Action;
use ledger::rules::transport::{self, Facts, Refusal};
use store::Reads;

use crate::context::Context;
use crate::contract::replies::Posted;
use crate::contract::requests::PlanTransport;
use crate::hand::Hand;
use crate::problem::Problem;
use crate::stages;
use crate::typed;

/// Plans a transport.
pub(crate) fn plan(context: &Context, request: PlanTransport) -> Result<Posted, Problem> {
    let hand = Hand::take(context, Action::PlanTransport, None)?;
    let body = TransportPlanned {
        id: request.id,
        activation: request.activation,
        donor: request.donor,
        organiser: request.organiser,
        title: typed::text(&request.title, "title")?,
        planned_start: typed::optional_date(request.planned_start.as_deref(), "planned_start")?,
        co_financing: request.co_financing.clone(),
    };
    let asked = body.clone();
    hand.post(
        request.id,
        hand.today,
        request.draft,
        |before| before.body == Body::from(asked),
        |writing| {
            let facts = facts(&writing.reads(), &body)?;
            let planned = transport::plan(&facts, &body).map_err(|refusal| problem(&refusal))?;
            writing.record(planned, &[])?;
            Ok(())
        },
    )
}

fn facts(reads: &Reads<'_>, body: &TransportPlanned) -> Result<Facts, Problem> {
    Ok(Facts {
        activation: reads.activation(body.activation)?.map(|view| view.stage),
        is_donor: reads.party(body.donor)?.is_some_and(|party| party.donor),
    })
}

fn problem(refusal: &Refusal) -> Problem {
    match refusal {
        Refusal::UnknownActivation => Problem::new("activation-unknown").at("activation"),
        Refusal::ActivationClosed(stage) => stages::activation_closed(*stage).at("activation"),
        Refusal::NotADonor => Problem::new("donor-unknown").at("donor"),
        Refusal::NeedsTitle => Problem::new("text-missing")
            .at("title")
            .with("field", "title"),
        Refusal::NotARate(text) => Problem::new("rate-invalid")
            .at("co_financing.percent")
            .with("text", text),
        Refusal::NeedsLegalBasis => Problem::new("text-missing")
            .at("co_financing.legal_basis")
            .with("field", "legal_basis"),
        Refusal::Date(refusal) => typed::date_problem(*refusal).at("planned_start"),
    }
}
