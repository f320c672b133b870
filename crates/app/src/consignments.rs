//! Announcing consignments.

use ledger::body::{Body, ConsignmentAnnounced, ConsignmentLine};
use ledger::fold::AcceptanceStage;
use ledger::ids::ConsignmentLineId;
use ledger::role::Action;
use ledger::rules::consign::{self, AcceptanceFacts, Facts, LineFacts, Refusal};
use store::Reads;

use crate::acceptances;
use crate::closures;
use crate::context::Context;
use crate::contract::replies::Posted;
use crate::contract::requests::AnnounceConsignment;
use crate::hand::{Hand, line_id};
use crate::numbered;
use crate::packing;
use crate::problem::Problem;
use crate::typed;

/// Announces a consignment.
pub(crate) fn announce(context: &Context, request: AnnounceConsignment) -> Result<Posted, Problem> {
    let hand = Hand::take(context, Action::AnnounceConsignment, None)?;
    typed::lines(request.lines.len())?;
    let body = read(&request)?;
    let asked = Body::from(body.clone());
    hand.post(
        request.id,
        hand.today,
        request.draft,
        |before| before.body == asked,
        |writing| {
            closures::demand_open_acceptance(&writing.reads(), body.acceptance)?;
            let facts = facts(&writing.reads(), &body)?;
            let announced = consign::announce(&facts, &body).map_err(|refusal| {
                problem(&hand, &writing.reads(), &body, &refusal).unwrap_or_else(|problem| problem)
            })?;
            let lines = announced.lines.len();
            writing
                .record(announced, &[])
                .map_err(|error| numbered::too_long(error, lines))?;
            Ok(())
        },
    )
}

fn read(request: &AnnounceConsignment) -> Result<ConsignmentAnnounced, Problem> {
    let line =
        |(at, line): (usize, &crate::contract::requests::ConsignmentLineRequest)| ConsignmentLine {
            id: ConsignmentLineId(line_id(request.id.0, at)),
            acceptance_line: line.acceptance_line,
            item: line.item,
            quantity: line.quantity,
            packed: line.packed,
        };
    Ok(ConsignmentAnnounced {
        id: request.id,
        acceptance: request.acceptance,
        donor: request.donor,
        site: request.site,
        transport: request.transport,
        waybill: typed::optional_text(request.waybill.as_deref(), "waybill")?,
        vehicle: typed::optional_text(request.vehicle.as_deref(), "vehicle")?,
        dispatch_point: typed::optional_text(request.dispatch_point.as_deref(), "dispatch_point")?,
        eta: typed::optional_date(request.eta.as_deref(), "eta")?,
        lines: request.lines.iter().enumerate().map(line).collect(),
        units: request.units.clone(),
    })
}

fn facts(reads: &Reads<'_>, body: &ConsignmentAnnounced) -> Result<Facts, Problem> {
    let packed = body.lines.iter().map(|line| (line.item, line.packed));
    let mut facts = Facts {
        acceptance: None,
        transport_known: match body.transport {
            Some(id) => reads.transport(id, chrono::NaiveDate::MIN)?.is_some(),
            None => false,
        },
        packagings: packing::facts(reads, packed)?,
    };
    let Some(state) = reads.acceptance_state(body.acceptance)? else {
        return Ok(facts);
    };
    let Some((_, accepted)) = &state.proposed else {
        return Ok(facts);
    };
    let mut known = AcceptanceFacts {
        donor: accepted.donor,
        confirmed: state.stage == AcceptanceStage::Confirmed,
        lines: std::collections::BTreeMap::new(),
    };
    for (line, left) in accepted.lines.iter().zip(&state.left) {
        let line_facts = LineFacts {
            item: line.item,
            site: line.site,
            left: left - reads.claimed_of(line.id)?,
        };
        known.lines.insert(line.id, line_facts);
    }
    facts.acceptance = Some(known);
    Ok(facts)
}

fn problem(
    hand: &Hand<'_>,
    reads: &Reads<'_>,
    body: &ConsignmentAnnounced,
    refusal: &Refusal,
) -> Result<Problem, Problem> {
    let at = |line: usize, field: &str| format!("lines.{}.{field}", line - 1);
    let unit_at = |unit: usize, field: &str| format!("units.{}.{field}", unit - 1);
    Ok(match refusal {
        Refusal::NoLines => Problem::new("lines-missing").at("lines"),
        Refusal::TooManyLines { .. } => Problem::new("too-many-lines")
            .at("lines")
            .with("limit", ledger::rules::MAX_LINES),
        Refusal::UnknownAcceptance(_) => Problem::new("acceptance-unknown").at("acceptance"),
        Refusal::NotConfirmed(id) => acceptances::not_confirmed(reads, *id)?,
        Refusal::OtherDonor { .. } => Problem::new("match-donor-differs").at("donor"),
        Refusal::UnknownTransport(_) => Problem::new("document-unknown").at("transport"),
        Refusal::DuplicateLine { line, .. } => Problem::new("line-twice")
            .at(at(*line, "quantity"))
            .with("item", ""),
        Refusal::UnknownAcceptanceLine { line, .. } => {
            Problem::new("acceptance-unknown").at(at(*line, "acceptance_line"))
        }
        Refusal::OtherItem {
            line,
            accepted,
            given,
        } => acceptances::other_item(hand, reads, *accepted, *given)?.at(at(*line, "item")),
        Refusal::OtherSite {
            accepted, given, ..
        } => acceptances::other_site(reads, *accepted, *given)?.at("site"),
        Refusal::Quantity { line, refusal } => {
            typed::quantity_problem(*refusal, body.lines[line - 1].quantity)
                .at(at(*line, "quantity"))
        }
        Refusal::MoreThanAccepted { line, left, asked } => Problem::new("more-than-accepted")
            .at(at(*line, "quantity"))
            .with("left", left)
            .with("asked", asked),
        Refusal::NeedsPackaging { unit } => Problem::new("text-missing")
            .at(unit_at(*unit, "packaging"))
            .with("field", "packaging"),
        Refusal::NotAnSscc { unit, sscc } => Problem::new("sscc-invalid")
            .at(unit_at(*unit, "sscc"))
            .with("text", sscc),
        Refusal::Measure { unit } => Problem::new("quantity-not-a-number")
            .at(unit_at(*unit, "count"))
            .with("text", body.units[unit - 1].count),
        Refusal::Packed(refusal) => packing::at_line(hand, reads, refusal, "quantity")?,
        Refusal::Date(refusal) => typed::date_problem(*refusal).at("eta"),
    })
}
