//! Linking an unannounced receipt to the dispatch it turns out to answer.

use std::collections::BTreeMap;

use ledger::fold::{DocumentStage, DocumentState};
use ledger::ids::{MatchId, ReceiptId};
use ledger::role::Action;
use ledger::rules::transfer::{
    self, MatchFacts, MatchLineRequest, MatchRefusal, MatchRequest, ReceiptFacts,
};
use ledger::scope::Scope;
use store::Reads;
use store::view::DispatchProposal;

use crate::context::Context;
use crate::contract::replies::Posted;
use crate::contract::requests::BySite;
use crate::contract::requests_moves::LinkReceipt;
use crate::hand::{Hand, following_id};
use crate::lookups;
use crate::problem::Problem;
use crate::transfers;
use crate::typed;

/// Unannounced receipts of a site beside the waybills they may answer.
pub(crate) fn proposals(
    context: &Context,
    request: BySite,
) -> Result<Vec<DispatchProposal>, Problem> {
    lookups::read_as(context, Action::ReadSite, Some(request.site), |reads| {
        reads.dispatch_proposals(request.site)
    })
}

/// Links lines of a receipt to lots of a waybill.
pub(crate) fn link(context: &Context, request: LinkReceipt) -> Result<Posted, Problem> {
    let store = context.store()?;
    let receipt = store.read(|reads| receipt(reads, request.receipt))?;
    let receipt = receipt.ok_or_else(|| Problem::new("document-unknown").at("receipt"))?;
    let hand = Hand::take(context, Action::MatchDispatch, Some(receipt.site))?;
    typed::lines(request.lines.len())?;
    hand.write(hand.today, None, |writing| {
        let facts = facts(&writing.reads(), &request)?;
        let before = writing.reads().dispatch_matches_of(request.receipt)?;
        let line = |line: &crate::contract::requests_moves::LinkLine| MatchLineRequest {
            lot: line.lot,
            dispatched: line.dispatched,
            condition: line.condition,
        };
        let asked = MatchRequest {
            id: MatchId(following_id(request.receipt.0, before)),
            receipt: request.receipt,
            transfer: request.transfer,
            occurred_on: hand.today,
            lines: request.lines.iter().map(line).collect(),
        };
        let body = transfer::match_dispatch(&facts, &asked, &hand.stamp())
            .map_err(|refusal| problem(&refusal))?;
        let (id, number, lines) = (body.id, body.number.clone(), body.lines.len());
        let (home, from) = (Scope::Site(body.site), Scope::Site(body.from));
        writing
            .append(body, home, &[from, Scope::Coordination])
            .map_err(|error| crate::numbered::too_long(error, lines))?;
        Ok(Posted {
            id: id.into(),
            number,
            repeated: false,
        })
    })
}

fn receipt(reads: &Reads<'_>, id: ReceiptId) -> Result<Option<ReceiptFacts>, Problem> {
    let Some(DocumentState::Receipt(state)) = reads.document_state(id.into())? else {
        return Ok(None);
    };
    let Some((_, body)) = &state.posted else {
        return Ok(None);
    };
    let mut facts = ReceiptFacts {
        id,
        number: body.number.clone(),
        site: body.site,
        donor: body.donor,
        announced: body.acceptance.is_some() || state.matched.is_some(),
        bought: body.bought(),
        reversed: state.stage != DocumentStage::Posted,
        lines: BTreeMap::new(),
        linked: std::collections::BTreeSet::new(),
    };
    for line in &body.lines {
        facts
            .lines
            .insert(line.id, (line.item, line.good, line.damaged));
        if reads.canonical(line.id)? != line.id {
            facts.linked.insert(line.id);
        }
    }
    Ok(Some(facts))
}

fn facts(reads: &Reads<'_>, request: &LinkReceipt) -> Result<MatchFacts, Problem> {
    let dispatch = reads.dispatched(request.transfer)?;
    Ok(MatchFacts {
        receipt: receipt(reads, request.receipt)?,
        dispatch_reversed: dispatch
            .as_ref()
            .is_some_and(|(_, stage)| *stage == DocumentStage::Reversed),
        dispatch: dispatch.map(|(body, _)| body),
        already_posted: false,
    })
}

fn problem(refusal: &MatchRefusal) -> Problem {
    let at = |line: &usize| format!("lines.{}.lot", line - 1);
    match refusal {
        MatchRefusal::NoLines => Problem::new("lines-missing").at("lines"),
        MatchRefusal::TooManyLines { .. } => transfers::too_many(),
        MatchRefusal::AlreadyPosted(_) => Problem::new("id-used").at("id").with("number", ""),
        MatchRefusal::UnknownReceipt(_) => Problem::new("document-unknown").at("receipt"),
        MatchRefusal::UnknownTransfer(_) => Problem::new("transfer-unknown").at("transfer"),
        MatchRefusal::Bought { .. } => Problem::new("receipt-bought").at("receipt"),
        MatchRefusal::Announced(_) => Problem::new("receipt-announced").at("receipt"),
        MatchRefusal::Reversed(_) => Problem::new("receipt-reversed").at("receipt"),
        MatchRefusal::DispatchReversed(_) => Problem::new("transfer-taken-back").at("transfer"),
        MatchRefusal::UnknownLot { line, .. } => Problem::new("lot-unknown").at(at(line)),
        MatchRefusal::AlreadyLinked { line, .. } => Problem::new("lot-linked").at(at(line)),
        MatchRefusal::NotOnWaybill { line, .. } => Problem::new("not-on-waybill").at(at(line)),
        MatchRefusal::OtherItem { line, .. } => Problem::new("item-differs").at(at(line)),
        MatchRefusal::Date(refusal) => typed::date_problem(*refusal),
    }
}
