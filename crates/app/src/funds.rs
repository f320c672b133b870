//! Recording decisions, allocations and the totals that papers state.

use ledger::amount::Amount;
use ledger::body::{AllocationRecorded, Body, DecisionRecorded, StatedTotalRecorded};
use ledger::ids::{AllocationId, DecisionId, PartyId};
use ledger::role::Action;
use ledger::rules::funds::{self, Facts, Refusal};
use store::view::AllocationView;
use store::{Reads, Writing};

use crate::context::Context;
use crate::contract::replies::Posted;
use crate::contract::requests::{RecordAllocation, RecordDecision, RecordStatedTotal};
use crate::hand::{Hand, number};
use crate::problem::Problem;
use crate::typed;

/// Most sources of one record.
const SOURCES: usize = 20;

/// Records a financing decision.
pub(crate) fn record_decision(
    context: &Context,
    request: RecordDecision,
) -> Result<Posted, Problem> {
    let hand = Hand::take(context, Action::RecordDecision, None)?;
    let decided_on = typed::optional_date(request.decided_on.as_deref(), "decided_on")?
        .map(|date| typed::past(&hand, date, "decided_on", request.date_confirmed))
        .transpose()?;
    typed::amount(&request.amount, "amount")?;
    let body = DecisionRecorded {
        id: request.id,
        instrument: request.instrument,
        title: typed::text(&request.title, "title")?,
        reference: typed::optional_text(request.reference.as_deref(), "reference")?,
        decided_on,
        amount: request.amount,
        beneficiary: request.beneficiary,
        sources: sources(&request.sources)?,
    };
    let asked = Body::from(body.clone());
    let day = decided_on.unwrap_or(hand.today);
    hand.post(
        request.id,
        day,
        request.draft,
        |before| before.body == asked,
        |writing| {
            let facts = facts(&writing.reads(), body.beneficiary)?;
            let same = same_reference(&writing.reads(), &body)?;
            let facts = Facts {
                same_reference: same,
                ..facts
            };
            let recorded = funds::record_decision(&facts, &body, day, &hand.stamp());
            append(writing, recorded, &body.amount, "title", "sources")
        },
    )
}

/// Records an allocation.
pub(crate) fn record_allocation(
    context: &Context,
    request: RecordAllocation,
) -> Result<Posted, Problem> {
    let hand = Hand::take(context, Action::RecordAllocation, None)?;
    typed::amount(&request.amount, "amount")?;
    let body = AllocationRecorded {
        id: request.id,
        decision: request.decision,
        instrument: request.instrument,
        purpose: typed::text(&request.purpose, "purpose")?,
        recipient: request.recipient,
        amount: request.amount,
        state: request.state,
        sources: sources(&request.sources)?,
    };
    let asked = Body::from(body.clone());
    hand.post(
        request.id,
        hand.today,
        request.draft,
        |before| before.body == asked,
        |writing| {
            let facts = facts(&writing.reads(), body.recipient)?;
            let recorded = funds::record_allocation(&facts, &body, hand.today, &hand.stamp());
            append(writing, recorded, &body.amount, "purpose", "sources")
        },
    )
}

/// Records a total that a paper states.
pub(crate) fn record_stated_total(
    context: &Context,
    request: RecordStatedTotal,
) -> Result<Posted, Problem> {
    let hand = Hand::take(context, Action::RecordStatedTotal, None)?;
    typed::amount(&request.amount, "amount")?;
    let body = StatedTotalRecorded {
        id: request.id,
        title: typed::text(&request.title, "title")?,
        amount: request.amount,
        parts: request.parts,
        source: typed::text(&request.source, "source")?,
    };
    let asked = Body::from(body.clone());
    hand.post(
        request.id,
        hand.today,
        request.draft,
        |before| before.body == asked,
        |writing| {
            let facts = facts(&writing.reads(), None)?;
            let recorded = funds::record_stated_total(&facts, &body, hand.today, &hand.stamp());
            append(writing, recorded, &body.amount, "title", "source")
        },
    )
}

fn sources(given: &[String]) -> Result<Vec<String>, Problem> {
    if given.len() > SOURCES {
        return Err(Problem::new("too-many-lines")
            .at("sources")
            .with("limit", SOURCES));
    }
    let read =
        |(at, text): (usize, &String)| typed::optional_text(Some(text), &format!("sources.{at}"));
    let read: Vec<Option<String>> = given
        .iter()
        .enumerate()
        .map(read)
        .collect::<Result<_, Problem>>()?;
    let sources: Vec<String> = read.into_iter().flatten().collect();
    if sources.is_empty() {
        return Err(Problem::new("text-missing")
            .at("sources")
            .with("field", "sources"));
    }
    Ok(sources)
}

fn facts(reads: &Reads<'_>, party: Option<PartyId>) -> Result<Facts, Problem> {
    let held = reads.funds()?;
    let mut facts = Facts::default();
    if let Some(party) = party.map(|party| reads.party(party)).transpose()?.flatten() {
        facts.parties.insert(party.id);
    }
    for decision in &held.decisions {
        facts
            .decisions
            .insert(decision.id, decision.amount.currency.clone());
    }
    let within = held
        .decisions
        .iter()
        .flat_map(|decision| &decision.allocations);
    let currency =
        |one: &AllocationView| -> (AllocationId, String) { (one.id, one.amount.currency.clone()) };
    facts.allocations = within.chain(&held.allocations).map(currency).collect();
    Ok(facts)
}

/// A second mention of a decision is a second source of it, not a second decision.
fn same_reference(
    reads: &Reads<'_>,
    body: &DecisionRecorded,
) -> Result<Option<DecisionId>, Problem> {
    let held = reads.funds()?;
    let same = held
        .decisions
        .iter()
        .find(|one| body.reference.is_some() && one.reference == body.reference);
    Ok(same.map(|one| one.id))
}

fn append<B: Into<Body>>(
    writing: &mut Writing<'_>,
    recorded: Result<B, Refusal>,
    amount: &Amount,
    title: &str,
    source: &str,
) -> Result<(), Problem> {
    let body = recorded.map_err(|refusal| {
        problem(&writing.reads(), amount, title, source, &refusal).unwrap_or_else(|problem| problem)
    })?;
    writing.record(body, &[])?;
    Ok(())
}

fn problem(
    reads: &Reads<'_>,
    amount: &Amount,
    title: &str,
    source: &str,
    refusal: &Refusal,
) -> Result<Problem, Problem> {
    Ok(match refusal {
        Refusal::AlreadyPosted(id) => Problem::new("id-used")
            .at("id")
            .with("number", number(reads, *id)?),
        Refusal::NeedsTitle => Problem::new("text-missing").at(title).with("field", title),
        Refusal::NeedsSource => Problem::new("text-missing")
            .at(source)
            .with("field", source),
        Refusal::UnknownParty(_) => Problem::new("party-unknown"),
        Refusal::UnknownDecision(_) => Problem::new("decision-unknown").at("decision"),
        Refusal::UnknownAllocation(_) => Problem::new("allocation-unknown").at("parts"),
        Refusal::SameReference(id) => Problem::new("id-used")
            .at("reference")
            .with("number", number(reads, (*id).into())?),
        Refusal::NoParts => Problem::new("total-parts-missing").at("parts"),
        Refusal::DuplicatePart(id) => Problem::new("line-twice")
            .at("parts")
            .with("item", number(reads, (*id).into())?),
        Refusal::Amount(refusal) => typed::amount_problem(refusal, amount).at("amount"),
        Refusal::Date(refusal) => typed::date_problem(*refusal),
    })
}
