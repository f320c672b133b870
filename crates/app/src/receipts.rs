//! Receiving goods: the request is read, the facts loaded, the rule asked, the goods received note appended.

use std::collections::{BTreeMap, BTreeSet};

use ledger::body::{Body, Origin, ReceiptPosted};
use ledger::ids::{AcceptanceId, ConsignmentId, ItemId, LotId, PartyId};
use ledger::role::Action;
use ledger::rules::receive::{
    self, AcceptanceFacts, AcceptedLine, ConsignedLine, ConsignmentFacts, Facts, LineRequest,
    Refusal, Request,
};
use ledger::stages::ConsignmentStage;
use store::reads::PostedEntry;
use store::{Reads, Writing};

use crate::acceptances;
use crate::context::Context;
use crate::contract::replies::Posted;
use crate::contract::requests::{PostReceipt, ReceiptLineRequest};
use crate::hand::{Hand, line_id};
use crate::numbered;
use crate::packing;
use crate::problem::Problem;
use crate::taking;
use crate::typed;

/// Posts a receipt.
pub(crate) fn post(context: &Context, request: PostReceipt) -> Result<Posted, Problem> {
    let hand = Hand::take(context, Action::PostReceipt, Some(request.site))?;
    let read = read(&hand, &request)?;
    hand.post(
        request.id,
        read.occurred_on,
        request.draft,
        |before| same(before, &read),
        |writing| append(&hand, writing, read.clone()),
    )
}

/// Parses what was typed. The number is given when everything else is right.
fn read(hand: &Hand<'_>, request: &PostReceipt) -> Result<Request, Problem> {
    typed::lines(request.lines.len())?;
    let occurred_on = typed::date(&request.occurred_on, "occurred_on")?;
    let occurred_on = typed::past(hand, occurred_on, "occurred_on", request.date_confirmed)?;
    let handed_over_on = typed::optional_date(request.handed_over_on.as_deref(), "handed_over_on")?
        .map(|date| typed::past(hand, date, "handed_over_on", request.date_confirmed))
        .transpose()?;
    typed::amount(&request.declared_value, "declared_value")?;
    let lines = request
        .lines
        .iter()
        .enumerate()
        .map(|(at, line)| read_line(request, at, line));
    Ok(Request {
        id: request.id,
        number: String::new(),
        site: request.site,
        donor: request.donor,
        acceptance: request.acceptance,
        consignment: request.consignment,
        occurred_on,
        handed_over_on,
        paper: typed::optional_text(request.paper.as_deref(), "paper")?,
        declared_value: request.declared_value.clone(),
        lines: lines.collect::<Result<_, Problem>>()?,
        origin: request.origin.unwrap_or_default(),
    })
}

fn read_line(
    request: &PostReceipt,
    at: usize,
    line: &ReceiptLineRequest,
) -> Result<LineRequest, Problem> {
    let field = |name: &str| format!("lines.{at}.{name}");
    for (name, count) in [
        ("good", line.good),
        ("damaged", line.damaged),
        ("refused", line.refused),
        ("expected", line.expected.unwrap_or(0)),
    ] {
        ledger::quantity::check_count(count)
            .map_err(|refusal| typed::quantity_problem(refusal, count).at(field(name)))?;
    }
    Ok(LineRequest {
        id: LotId(line_id(request.id.0, at)),
        item: line.item,
        batch: typed::optional_text(line.batch.as_deref(), &field("batch"))?,
        expiry: typed::optional_date(line.expiry.as_deref(), &field("expiry"))?,
        acceptance_line: line.acceptance_line,
        consignment_line: line.consignment_line,
        expected: line.expected,
        good: line.good,
        damaged: line.damaged,
        refused: line.refused,
        reason: typed::optional_text(line.reason.as_deref(), &field("reason"))?,
        place: line.place,
        packed: line.packed,
    })
}

/// Whether the receipt that stands is the one asked for. What was expected may have been filled in by the rule.
fn same(before: &PostedEntry, asked: &Request) -> bool {
    let occurred_on = before.occurred_on;
    let Body::ReceiptPosted(before) = &before.body else {
        return false;
    };
    let line = |(one, asked): (&ledger::body::ReceiptLine, &LineRequest)| {
        (
            one.id,
            one.item,
            &one.batch,
            one.expiry,
            one.consignment_line,
        ) == (
            asked.id,
            asked.item,
            &asked.batch,
            asked.expiry,
            asked.consignment_line,
        ) && (asked.acceptance_line.is_none() || one.acceptance_line == asked.acceptance_line)
            && (one.good, one.damaged, one.refused, &one.reason, one.place)
                == (
                    asked.good,
                    asked.damaged,
                    asked.refused,
                    &asked.reason,
                    asked.place,
                )
            && (asked.expected.is_none() || one.expected == asked.expected)
            && one.packed == asked.packed
    };
    (occurred_on, before.site, before.donor, before.consignment)
        == (
            asked.occurred_on,
            asked.site,
            asked.donor,
            asked.consignment,
        )
        && (before.acceptance == asked.acceptance
            || (asked.consignment.is_some() && asked.acceptance.is_none()))
        && (before.handed_over_on, &before.paper) == (asked.handed_over_on, &asked.paper)
        && before.declared_value == asked.declared_value
        && before.origin.unwrap_or_default() == asked.origin
        && before.lines.len() == asked.lines.len()
        && before.lines.iter().zip(&asked.lines).all(line)
}

fn append(hand: &Hand<'_>, writing: &mut Writing<'_>, mut request: Request) -> Result<(), Problem> {
    let facts = facts(&writing.reads(), &request)?;
    request.number = numbered::next(writing, request.site, "GRN", request.occurred_on)?;
    let body: ReceiptPosted =
        receive::receive(&facts, &request, &hand.stamp()).map_err(|refusal| {
            problem(hand, &writing.reads(), &request, &refusal).unwrap_or_else(|problem| problem)
        })?;
    let lines = body.lines.len();
    writing
        .record(body, &[])
        .map_err(|error| numbered::too_long(error, lines))?;
    Ok(())
}

fn facts(reads: &Reads<'_>, request: &Request) -> Result<Facts, Problem> {
    let site = reads.site(request.site)?;
    let mut facts = Facts {
        // Whoever is known may sell.
        donor_known: reads
            .party(request.donor)?
            .is_some_and(|party| party.donor || request.origin == Origin::Supplier),
        site_known: site.is_some(),
        ..Facts::default()
    };
    let places = site.into_iter().flat_map(|site| site.places);
    facts.places.extend(places.map(|place| place.id));
    let named: BTreeSet<ItemId> = request.lines.iter().map(|line| line.item).collect();
    for item in named {
        if let Some(item) = reads.item(item)? {
            facts.items.insert(item.id, item.tracking);
        }
    }
    let packed = request.lines.iter().map(|line| (line.item, line.packed));
    facts.packagings = packing::facts(reads, packed)?;
    facts.acceptance = request
        .acceptance
        .map(|id| acceptance(reads, id))
        .transpose()?
        .flatten();
    facts.consignment = request
        .consignment
        .map(|id| consignment(reads, id))
        .transpose()?
        .flatten();
    Ok(facts)
}

fn consignment(reads: &Reads<'_>, id: ConsignmentId) -> Result<Option<ConsignmentFacts>, Problem> {
    let Some(known) = reads.consigned(id)? else {
        return Ok(None);
    };
    let closed = match known.moved_to {
        ConsignmentStage::Closed | ConsignmentStage::Returned | ConsignmentStage::Lost => true,
        ConsignmentStage::Planned
        | ConsignmentStage::Packed
        | ConsignmentStage::Dispatched
        | ConsignmentStage::InTransit
        | ConsignmentStage::AtBorder
        | ConsignmentStage::Arrived
        | ConsignmentStage::PartlyReceived
        | ConsignmentStage::Received
        | ConsignmentStage::ReceivedWithDiscrepancy
        | ConsignmentStage::Diverted
        | ConsignmentStage::Delayed => false,
    };
    let line = |(id, (acceptance_line, item, remaining))| {
        (
            id,
            ConsignedLine {
                acceptance_line,
                item,
                remaining,
            },
        )
    };
    Ok(Some(ConsignmentFacts {
        id,
        acceptance: known.acceptance,
        donor: known.donor,
        sites: known.sites,
        closed: closed.then_some(known.moved_to),
        lines: known.lines.into_iter().map(line).collect(),
    }))
}

fn acceptance(reads: &Reads<'_>, id: AcceptanceId) -> Result<Option<AcceptanceFacts>, Problem> {
    let Some(state) = reads.acceptance_state(id)? else {
        return Ok(None);
    };
    let Some((_, body)) = state.proposed else {
        return Ok(None);
    };
    let mut lines = BTreeMap::new();
    // What was taken back since is not expected any more.
    for (line, left) in body.lines.iter().zip(&state.left) {
        let remaining = left - reads.answered_of(line.id)?;
        lines.insert(
            line.id,
            AcceptedLine {
                item: line.item,
                site: line.site,
                remaining,
            },
        );
    }
    Ok(Some(AcceptanceFacts {
        id,
        donor: body.donor,
        confirmed: state.confirmed.is_some(),
        lines,
    }))
}

/// The refusal in words of the contract. Lines count from 0 in subjects, as in the request.
fn problem(
    hand: &Hand<'_>,
    reads: &Reads<'_>,
    request: &Request,
    refusal: &Refusal,
) -> Result<Problem, Problem> {
    let item = |line: usize| taking::item_name(hand, reads, request.lines[line - 1].item);
    let at = |line: usize, field: &str| format!("lines.{}.{field}", line - 1);
    let of_item = |line: usize, field: &str, code: &'static str| -> Result<Problem, Problem> {
        Ok(Problem::new(code)
            .at(at(line, field))
            .with("item", item(line)?))
    };
    Ok(match refusal {
        Refusal::NoLines => Problem::new("lines-missing").at("lines"),
        Refusal::TooManyLines { .. } => typed::too_many_lines(),
        Refusal::AlreadyPosted(_) => Problem::new("id-used").at("id").with("number", ""),
        Refusal::UnknownSite(_) => Problem::new("site-unknown").at("site"),
        Refusal::UnknownDonor(_) => unknown_party(request.origin).at("donor"),
        Refusal::BoughtAndAnnounced { supplier } => bought_announced(hand, reads, *supplier)?,
        Refusal::UnknownAcceptance(_) => Problem::new("acceptance-unknown").at("acceptance"),
        Refusal::NotConfirmed(id) => acceptances::not_confirmed(reads, *id)?,
        Refusal::UnknownConsignment(_) => Problem::new("consignment-unknown").at("consignment"),
        Refusal::ConsignmentClosed { stage, .. } => consignment_closed(*stage),
        Refusal::NotBoundHere(_) => Problem::new("consignment-elsewhere").at("consignment"),
        Refusal::UnknownConsignmentLine { line, .. } => {
            Problem::new("consignment-unknown").at(at(*line, "consignment_line"))
        }
        Refusal::OtherDonor { .. } => Problem::new("match-donor-differs").at("donor"),
        Refusal::UnknownItem { line, .. } => Problem::new("item-unknown").at(at(*line, "item")),
        Refusal::OtherItem {
            line,
            accepted,
            given,
        } => acceptances::other_item(hand, reads, *accepted, *given)?.at(at(*line, "item")),
        Refusal::UnknownPlace { line, .. } => Problem::new("place-unknown").at(at(*line, "place")),
        Refusal::DuplicateLot { line, .. } => of_item(*line, "item", "line-twice")?,
        Refusal::UnknownAcceptanceLine { line, .. } => {
            Problem::new("acceptance-unknown").at(at(*line, "acceptance_line"))
        }
        Refusal::OtherSite {
            line,
            accepted,
            given,
        } => acceptances::other_site(reads, *accepted, *given)?.at(at(*line, "acceptance_line")),
        Refusal::Count { line, refusal } => {
            typed::quantity_problem(*refusal, request.lines[line - 1].good).at(at(*line, "good"))
        }
        Refusal::NothingCounted { line } => of_item(*line, "good", "line-empty")?,
        Refusal::NeedsReason { line, .. } => of_item(*line, "reason", "reason-missing")?,
        Refusal::MoreThanAnnounced {
            line,
            expected,
            counted,
        } => more(item(*line)?, *expected, *counted).at(at(*line, "good")),
        Refusal::MoreThanAccepted {
            line,
            remaining,
            expected,
        } => more(item(*line)?, (*remaining).max(0), *expected).at(at(*line, "expected")),
        Refusal::NeedsExpiry { line } => of_item(*line, "expiry", "expiry-missing")?,
        Refusal::NeedsBatch { line } => of_item(*line, "batch", "batch-missing")?,
        Refusal::SerialCountsOne { line, counted } => {
            of_item(*line, "good", "serial-counts-one")?.with("count", counted)
        }
        Refusal::Expiry { line, refusal } => typed::date_problem(*refusal).at(at(*line, "expiry")),
        Refusal::Packed(refusal) => packing::at_line(hand, reads, refusal, "good")?,
        Refusal::Date(refusal) => typed::date_problem(*refusal).at("occurred_on"),
        Refusal::DeclaredValue(refusal) => {
            typed::amount_problem(refusal, &request.declared_value).at("declared_value")
        }
    })
}

fn unknown_party(origin: Origin) -> Problem {
    Problem::new(match origin {
        Origin::Donor => "donor-unknown",
        Origin::Supplier => "party-unknown",
    })
}

fn bought_announced(
    hand: &Hand<'_>,
    reads: &Reads<'_>,
    supplier: PartyId,
) -> Result<Problem, Problem> {
    let party = reads.party(supplier)?;
    let names = party.map(|party| party.names).unwrap_or_default();
    Ok(Problem::new("bought-announced")
        .at("origin")
        .with("supplier", hand.name(&names)))
}

fn more(item: String, expected: i64, counted: i64) -> Problem {
    Problem::new("more-than-announced")
        .with("item", item)
        .with("expected", expected)
        .with("counted", counted)
}

fn consignment_closed(stage: ConsignmentStage) -> Problem {
    Problem::new("consignment-closed")
        .at("consignment")
        .with("stage", typed::word(&stage))
}
