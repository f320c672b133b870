//! Linking an unannounced receipt to the accepted offer it answers.

use ledger::body::{Body, MatchLine};
use ledger::quantity::Quantity;
use ledger::role::Action;
use ledger::rules::matching::{self, Facts, Refusal, Request};
use ledger::scope::Scope;
use store::Reads;

use crate::acceptances;
use crate::context::Context;
use crate::contract::replies::Posted;
use crate::contract::requests::MatchReceipt;
use crate::hand::{Hand, number};
use crate::numbered;
use crate::problem::Problem;
use crate::tasks;
use crate::typed;

/// Links a receipt to an acceptance of the same donor.
pub(crate) fn match_receipt(context: &Context, request: MatchReceipt) -> Result<Posted, Problem> {
    let hand = Hand::take(context, Action::MatchReceipt, None)?;
    typed::lines(request.lines.len())?;
    for (at, line) in request.lines.iter().enumerate() {
        Quantity::new(line.quantity).map_err(|refusal| {
            typed::quantity_problem(refusal, line.quantity).at(format!("lines.{at}.quantity"))
        })?;
    }
    let line = |line: &crate::contract::requests::MatchLineRequest| MatchLine {
        lot: line.lot,
        acceptance_line: line.acceptance_line,
        quantity: line.quantity,
        consignment_line: line.consignment_line,
    };
    let asked = Request {
        id: request.id,
        receipt: request.receipt,
        acceptance: request.acceptance,
        occurred_on: hand.today,
        lines: request.lines.iter().map(line).collect(),
    };
    hand.post(
        request.id,
        hand.today,
        None,
        |before| same(&before.body, &asked),
        |writing| {
            tasks::demand_readable(&writing.reads(), asked.receipt.into())?;
            let facts = facts(&writing.reads(), &asked)?;
            let body =
                matching::match_receipt(&facts, &asked, &hand.stamp()).map_err(|refusal| {
                    problem(&hand, &writing.reads(), &asked, &refusal)
                        .unwrap_or_else(|problem| problem)
                })?;
            let site = facts.receipt.map(|receipt| Scope::Site(receipt.site));
            let lines = body.lines.len();
            writing
                .record(body, site.as_slice())
                .map_err(|error| numbered::too_long(error, lines))?;
            Ok(())
        },
    )
}

fn same(before: &Body, asked: &Request) -> bool {
    let Body::ReceiptMatched(before) = before else {
        return false;
    };
    (before.receipt, before.acceptance) == (asked.receipt, asked.acceptance)
        && before.lines == asked.lines
}

fn facts(reads: &Reads<'_>, asked: &Request) -> Result<Facts, Problem> {
    Ok(Facts {
        receipt: reads.match_receipt_facts(asked.receipt)?,
        acceptance: reads.match_acceptance_facts(asked.acceptance)?,
        already_posted: false,
    })
}

fn problem(
    hand: &Hand<'_>,
    reads: &Reads<'_>,
    asked: &Request,
    refusal: &Refusal,
) -> Result<Problem, Problem> {
    let at = |line: usize, field: &str| format!("lines.{}.{field}", line - 1);
    let item = |line: usize| -> Result<String, Problem> {
        let lot = reads.lot(asked.lines[line - 1].lot)?;
        let row = lot.map(|lot| reads.item(lot.item)).transpose()?.flatten();
        Ok(row.map(|row| hand.name(&row.names)).unwrap_or_default())
    };
    let too_much = |line: usize, limit: i64, wanted: i64| -> Result<Problem, Problem> {
        let problem = Problem::new("match-too-much")
            .at(at(line, "quantity"))
            .with("item", item(line)?);
        Ok(problem.with("limit", limit.max(0)).with("asked", wanted))
    };
    Ok(match refusal {
        Refusal::NoLines => Problem::new("lines-missing").at("lines"),
        Refusal::TooManyLines { .. } => typed::too_many_lines(),
        Refusal::AlreadyPosted(id) => Problem::new("id-used")
            .at("id")
            .with("number", number(reads, (*id).into())?),
        Refusal::UnknownReceipt(_) => Problem::new("document-unknown").at("receipt"),
        Refusal::UnknownAcceptance(_) => Problem::new("acceptance-unknown").at("acceptance"),
        Refusal::NotConfirmed(id) => acceptances::not_confirmed(reads, *id)?,
        Refusal::Bought { .. } => Problem::new("receipt-bought").at("receipt"),
        Refusal::Announced(id)
        | Refusal::Reversed(id)
        | Refusal::AlreadyMatched { receipt: id, .. } => Problem::new("receipt-not-open")
            .at("receipt")
            .with("number", number(reads, (*id).into())?),
        Refusal::OtherDonor { .. } => Problem::new("match-donor-differs").at("acceptance"),
        Refusal::UnknownLot { line, .. } => Problem::new("document-unknown").at(at(*line, "lot")),
        Refusal::UnknownAcceptanceLine { line, .. } => {
            Problem::new("acceptance-unknown").at(at(*line, "acceptance_line"))
        }
        Refusal::UnknownConsignmentLine { line, .. } | Refusal::ConsignmentClosed { line, .. } => {
            Problem::new("match-consignment-not-open")
                .at(at(*line, "consignment_line"))
                .with("item", item(*line)?)
        }
        Refusal::DuplicateLine { line, .. } => Problem::new("line-twice")
            .at(at(*line, "lot"))
            .with("item", item(*line)?),
        Refusal::OtherItem {
            line,
            received,
            accepted,
        } => acceptances::other_item(hand, reads, *accepted, *received)?
            .at(at(*line, "acceptance_line")),
        Refusal::Quantity { line, refusal } => {
            typed::quantity_problem(*refusal, asked.lines[line - 1].quantity)
                .at(at(*line, "quantity"))
        }
        Refusal::MoreThanReceived {
            line,
            counted,
            asked: wanted,
            ..
        } => too_much(*line, *counted, *wanted)?,
        Refusal::MoreThanAccepted {
            line,
            remaining,
            asked: wanted,
            ..
        } => too_much(*line, *remaining, *wanted)?,
        Refusal::MoreThanConsigned {
            line,
            left,
            asked: wanted,
        } => too_much(*line, *left, *wanted)?,
        Refusal::Date(refusal) => typed::date_problem(*refusal),
    })
}
