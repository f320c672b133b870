//! Taking an offer: one coordinator proposes, a second one confirms with a PIN on the same computer.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ledger::body::{AcceptanceProposed, Body};
use ledger::fold::{AcceptanceStage, AcceptanceState};
use ledger::ids::{AcceptanceId, AcceptanceLineId, ItemId, OfferId, SiteId};
use ledger::quantity::Quantity;
use ledger::role::Action;
use ledger::rules::accept::{
    self, ConfirmRefusal, OfferFacts, OfferLineFacts, ProposalFacts, ProposeFacts, ProposeLine,
    ProposeRefusal, ProposeRequest,
};
use ledger::scope::Scope;
use ledger::stages::OfferStage;
use store::{Reads, Writing};

use crate::closures;
use crate::context::Context;
use crate::contract::replies::Posted;
use crate::contract::requests::{ConfirmAcceptance, ProposeAcceptance};
use crate::hand::{Hand, line_id, number};
use crate::numbered;
use crate::problem::Problem;
use crate::session;
use crate::taking;
use crate::typed;

/// Proposes to take an offer, wholly or in part.
pub(crate) fn propose(context: &Context, request: ProposeAcceptance) -> Result<Posted, Problem> {
    let hand = Hand::take(context, Action::ProposeAcceptance, None)?;
    typed::lines(request.lines.len())?;
    for (at, line) in request.lines.iter().enumerate() {
        Quantity::new(line.quantity).map_err(|refusal| {
            typed::quantity_problem(refusal, line.quantity).at(format!("lines.{at}.quantity"))
        })?;
    }
    let line =
        |(at, line): (usize, &crate::contract::requests::AcceptanceLineRequest)| ProposeLine {
            id: AcceptanceLineId(line_id(request.id.0, at)),
            offer_line: line.offer_line,
            item: Some(line.item),
            quantity: line.quantity,
            site: line.site,
        };
    let asked = ProposeRequest {
        id: request.id,
        offer: request.offer,
        occurred_on: hand.today,
        lines: request.lines.iter().enumerate().map(line).collect(),
        conditions: typed::optional_text(request.conditions.as_deref(), "conditions")?,
    };
    hand.post(
        request.id,
        hand.today,
        None,
        |before| same(&before.body, &asked),
        |writing| append(&hand, writing, &asked),
    )
}

fn same(before: &Body, asked: &ProposeRequest) -> bool {
    let Body::AcceptanceProposed(before) = before else {
        return false;
    };
    let line = |(one, asked): (&ledger::body::AcceptanceLine, &ProposeLine)| {
        (
            one.id,
            one.offer_line,
            Some(one.item),
            one.quantity,
            one.site,
        ) == (
            asked.id,
            asked.offer_line,
            asked.item,
            asked.quantity,
            asked.site,
        )
    };
    (before.offer, &before.conditions) == (asked.offer, &asked.conditions)
        && before.lines.len() == asked.lines.len()
        && before.lines.iter().zip(&asked.lines).all(line)
}

fn append(
    hand: &Hand<'_>,
    writing: &mut Writing<'_>,
    asked: &ProposeRequest,
) -> Result<(), Problem> {
    closures::demand_open_offer(&writing.reads(), asked.offer)?;
    let facts = facts(&writing.reads(), asked)?;
    let body = accept::propose(&facts, asked, &hand.stamp()).map_err(|refusal| {
        propose_problem(hand, &writing.reads(), asked, &refusal).unwrap_or_else(|problem| problem)
    })?;
    let lines = body.lines.len();
    writing
        .record(body, &[])
        .map_err(|error| numbered::too_long(error, lines))?;
    Ok(())
}

/// The sites that will expect the goods see the acceptance too. So does whoever reads the catalogue, which is everybody:
/// else a site could not tell that its goods are promised to another one as well.
pub(crate) fn sites(body: &AcceptanceProposed) -> Vec<Scope> {
    let mut sites: Vec<Scope> = body
        .lines
        .iter()
        .map(|line| Scope::Site(line.site))
        .collect();
    sites.push(Scope::Catalogue);
    sites.sort();
    sites.dedup();
    sites
}

fn facts(reads: &Reads<'_>, asked: &ProposeRequest) -> Result<ProposeFacts, Problem> {
    let mut facts = ProposeFacts {
        offer: offer(reads, asked.offer, asked.occurred_on)?,
        ..ProposeFacts::default()
    };
    for line in &asked.lines {
        if let Some(row) = line
            .item
            .map(|item| reads.item(item))
            .transpose()?
            .flatten()
        {
            facts.items.insert(row.id, row.group);
        }
        if reads.site(line.site)?.is_some() {
            facts.sites.insert(line.site);
        }
    }
    Ok(facts)
}

fn offer(reads: &Reads<'_>, id: OfferId, today: NaiveDate) -> Result<Option<OfferFacts>, Problem> {
    let Some(offer) = reads.offer_received(id)? else {
        return Ok(None);
    };
    let standing = reads.offer(id)?.map(|view| view.standing());
    let closed = standing.and_then(|standing| match standing.moved_to {
        stage @ (OfferStage::Declined | OfferStage::Withdrawn) => Some(stage),
        OfferStage::Received
        | OfferStage::UnderReview
        | OfferStage::PartlyAccepted
        | OfferStage::Accepted
        | OfferStage::Expired => {
            let expired = standing.valid_until.is_some_and(|last| last < today);
            expired.then_some(OfferStage::Expired)
        }
    });
    let mut lines = BTreeMap::new();
    for line in &offer.lines {
        let accepted = reads.accepted_of(line.id)?;
        let facts = OfferLineFacts {
            group: line.group,
            item: line.item,
            offered: line.quantity,
            accepted,
        };
        lines.insert(line.id, facts);
    }
    Ok(Some(OfferFacts {
        donor: offer.donor,
        closed,
        lines,
    }))
}

fn propose_problem(
    hand: &Hand<'_>,
    reads: &Reads<'_>,
    asked: &ProposeRequest,
    refusal: &ProposeRefusal,
) -> Result<Problem, Problem> {
    let at = |line: usize, field: &str| format!("lines.{}.{field}", line - 1);
    let item = |line: usize| -> Result<String, Problem> {
        let row = asked.lines[line - 1]
            .item
            .map(|item| reads.item(item))
            .transpose()?
            .flatten();
        Ok(row.map(|row| hand.name(&row.names)).unwrap_or_default())
    };
    Ok(match refusal {
        ProposeRefusal::NoLines => Problem::new("lines-missing").at("lines"),
        ProposeRefusal::TooManyLines { .. } => Problem::new("too-many-lines")
            .at("lines")
            .with("limit", ledger::rules::MAX_LINES),
        ProposeRefusal::AlreadyPosted(id) => Problem::new("id-used")
            .at("id")
            .with("number", number(reads, (*id).into())?),
        ProposeRefusal::UnknownOffer(_) => Problem::new("document-unknown").at("offer"),
        ProposeRefusal::OfferClosed { stage, .. } => Problem::new("offer-closed")
            .at("offer")
            .with("stage", typed::word(stage)),
        ProposeRefusal::DuplicateLine { line, .. } => Problem::new("line-twice")
            .at(at(*line, "item"))
            .with("item", item(*line)?),
        ProposeRefusal::UnknownOfferLine { line, .. } => {
            Problem::new("offer-line-unknown").at(at(*line, "offer_line"))
        }
        ProposeRefusal::NeedsItem { line } | ProposeRefusal::UnknownItem { line, .. } => {
            Problem::new("item-unknown").at(at(*line, "item"))
        }
        ProposeRefusal::OtherItem { line, offered, .. } => Problem::new("item-not-offered")
            .at(at(*line, "item"))
            .with("offered", taking::item_name(hand, reads, *offered)?)
            .with("given", item(*line)?),
        ProposeRefusal::OtherGroup { line, offered, .. } => Problem::new("item-not-offered")
            .at(at(*line, "item"))
            .with("offered", taking::group_name(hand, reads, *offered)?)
            .with("given", item(*line)?),
        ProposeRefusal::UnknownSite { line, .. } => {
            Problem::new("site-unknown").at(at(*line, "site"))
        }
        ProposeRefusal::Quantity { line, refusal } => {
            typed::quantity_problem(*refusal, asked.lines[line - 1].quantity)
                .at(at(*line, "quantity"))
        }
        ProposeRefusal::MoreThanOffered {
            line,
            offered,
            accepted,
            asked: wanted,
            ..
        } => Problem::new("more-than-offered")
            .at(at(*line, "quantity"))
            .with("item", item(*line)?)
            .with("offered", (offered - accepted).max(0))
            .with("asked", wanted),
        ProposeRefusal::Date(refusal) => typed::date_problem(*refusal),
    })
}

/// An acceptance that is here and not confirmed: nobody has confirmed it yet, or it was given up.
pub(crate) fn not_confirmed(reads: &Reads<'_>, id: AcceptanceId) -> Result<Problem, Problem> {
    let state = reads.acceptance_state(id)?;
    let cancelled = state.is_some_and(|state| state.stage == AcceptanceStage::Cancelled);
    let code = if cancelled {
        "acceptance-cancelled"
    } else {
        "acceptance-not-confirmed"
    };
    Ok(Problem::new(code)
        .at("acceptance")
        .with("number", number(reads, id.into())?))
}

/// Another item than the one that was accepted on the line.
pub(crate) fn other_item(
    hand: &Hand<'_>,
    reads: &Reads<'_>,
    accepted: ItemId,
    given: ItemId,
) -> Result<Problem, Problem> {
    if reads.item(given)?.is_none() {
        return Ok(Problem::new("item-unknown"));
    }
    Ok(Problem::new("item-not-accepted")
        .with("accepted", taking::item_name(hand, reads, accepted)?)
        .with("given", taking::item_name(hand, reads, given)?))
}

/// Another site than the one for which the line was accepted.
pub(crate) fn other_site(
    reads: &Reads<'_>,
    accepted: SiteId,
    given: SiteId,
) -> Result<Problem, Problem> {
    let Some(given) = reads.site(given)? else {
        return Ok(Problem::new("site-unknown"));
    };
    let accepted = reads.site(accepted)?;
    Ok(Problem::new("site-not-accepted")
        .with(
            "accepted",
            accepted.map(|site| site.name).unwrap_or_default(),
        )
        .with("given", given.name))
}

/// Confirms a proposal with the PIN of another coordinator. The entry's person is the approver.
pub(crate) fn confirm(context: &Context, request: ConfirmAcceptance) -> Result<Posted, Problem> {
    let id = request.acceptance;
    let (store, identity) = context.identity()?;
    let approver =
        session::person(&store, &identity, request.approver).map_err(|problem| Problem {
            subject: Some("approver".to_owned()),
            ..problem
        })?;
    // What no PIN can help is refused before one is counted.
    let hand = Hand::of(context, request.approver, Action::ConfirmAcceptance, None)?;
    let decide = |reads: &Reads<'_>| -> Result<_, Problem> {
        let state = reads.acceptance_state(id)?;
        let body = accept::confirm(proposal(state.as_ref()), id, hand.today, &hand.stamp())
            .map_err(|refusal| {
                confirm_problem(reads, &approver.name, &refusal).unwrap_or_else(|problem| problem)
            })?;
        closures::demand_open_acceptance(reads, id)?;
        let also = state
            .and_then(|state| state.proposed)
            .map(|(_, body)| sites(&body))
            .unwrap_or_default();
        Ok((body, also))
    };
    store.read(|reads| decide(reads))?;
    session::demand_pin(context, &store, &approver, &request.pin)?;
    hand.write(hand.today, None, |writing| {
        let (body, also) = decide(&writing.reads())?;
        writing.record(body, &also)?;
        Ok(Posted {
            id: id.into(),
            number: number(&writing.reads(), id.into())?,
            repeated: false,
        })
    })
}

fn proposal(state: Option<&AcceptanceState>) -> Option<ProposalFacts> {
    state.map(|state| ProposalFacts {
        stage: state.stage,
        proposed_by: state.proposed_by,
    })
}

fn confirm_problem(
    reads: &Reads<'_>,
    approver: &str,
    refusal: &ConfirmRefusal,
) -> Result<Problem, Problem> {
    let of = |id: AcceptanceId| number(reads, id.into());
    Ok(match refusal {
        ConfirmRefusal::UnknownAcceptance(_) => Problem::new("acceptance-unknown").at("acceptance"),
        ConfirmRefusal::Cancelled(id) => Problem::new("acceptance-cancelled")
            .at("acceptance")
            .with("number", of(*id)?),
        ConfirmRefusal::AlreadyConfirmed(id) => Problem::new("already-confirmed")
            .at("acceptance")
            .with("number", of(*id)?),
        ConfirmRefusal::SamePerson(_) => Problem::new("same-person")
            .at("approver")
            .with("name", approver),
        ConfirmRefusal::Date(refusal) => typed::date_problem(*refusal),
    })
}
