//! Signing the list of what remains of an activation, and what its closure asks for.
//!
//! What a newcomer gets wrong: a person signs what was shown, so the lines travel with the request. Where the stock has
//! moved in between, nothing is signed and the list is to be looked at again. The day does not travel: the list says what
//! stands now, so it is signed today.

use ledger::body::{ClosureSigned, RemainingStock};
use ledger::ids::{ActivationId, DocumentId};
use ledger::role::Action;
use ledger::rules::closure::{self, Closing, Facts, Left, ListStanding, Open, Refusal, Request};
use store::reads::SignedBefore;
use store::view::{ClosureView, DocumentRow, RemainingLine};
use store::{Reads, StoreError, Writing};

use crate::context::Context;
use crate::contract::replies::Posted;
use crate::contract::requests::SignClosure;
use crate::hand::{Hand, number};
use crate::problem::Problem;
use crate::typed;

/// How many of what is open a refusal names.
const NAMED: usize = 3;

/// Signs the remaining stock list of an activation. The same signature again is answered with what stands.
pub(crate) fn sign(context: &Context, request: SignClosure) -> Result<Posted, Problem> {
    let hand = Hand::take(context, Action::SignClosure, None)?;
    let reason = typed::optional_text(request.reason.as_deref(), "reason")?;
    let asked = Request {
        id: request.id,
        activation: request.activation,
        lines: request.lines,
    };
    let id = DocumentId::from(asked.activation);
    hand.write(hand.today, None, |writing| {
        let before = writing.reads().signed_before(asked.id)?;
        let repeated = before.is_some();
        match before {
            None => append(&hand, writing, &asked, reason)?,
            Some(before) if before == as_before(&asked, reason) => {}
            Some(_) => {
                return Err(Problem::new("id-used").with("number", number(&writing.reads(), id)?));
            }
        }
        Ok(Posted {
            id,
            number: number(&writing.reads(), id)?,
            repeated,
        })
    })
}

/// What the file says of this signature once it is made.
fn as_before(asked: &Request, reason: Option<String>) -> SignedBefore {
    SignedBefore {
        activation: asked.activation,
        lines: ClosureSigned::of(asked.id, asked.activation, asked.lines.clone()).lines,
        reason,
    }
}

fn append(
    hand: &Hand<'_>,
    writing: &mut Writing<'_>,
    asked: &Request,
    reason: Option<String>,
) -> Result<(), Problem> {
    let view = writing.reads().closure(asked.activation, hand.today)?;
    let facts = facts(&writing.reads(), asked.activation, &view)?;
    let body = closure::sign(facts.as_ref(), asked).map_err(|refusal| {
        if let Refusal::Changed { lines } = refusal {
            // What was shown is no longer so; a signed list that has aged is another matter.
            Problem::new("closure-list-stale")
                .at("lines")
                .with("count", lines)
        } else {
            problem(&refusal, &named(hand, &view, &refusal))
        }
    })?;
    writing.because(reason, None);
    let recorded = writing.record(body, &[]);
    recorded.map_err(|error| too_long(error, asked.lines.len()))?;
    Ok(())
}

/// A list is signed whole: one that no entry holds cannot be signed in two. Says how many lines would fit.
fn too_long(error: StoreError, lines: usize) -> Problem {
    match error {
        StoreError::EntryTooLong { bytes, limit } => Problem::new("closure-too-long")
            .at("lines")
            .with("lines", lines)
            .with("limit", lines.saturating_mul(limit) / bytes.max(1)),
        other => other.into(),
    }
}

fn facts(
    reads: &Reads<'_>,
    id: ActivationId,
    view: &ClosureView,
) -> Result<Option<Facts>, Problem> {
    let known = reads.activation(id)?;
    Ok(known.map(|activation| Facts {
        stage: activation.stage,
        remaining: view.remaining.iter().map(stock).collect(),
        shortfalls: view.shortfalls.len(),
    }))
}

fn stock(line: &RemainingLine) -> RemainingStock {
    RemainingStock {
        site: line.site,
        item: line.item,
        donor: line.donor,
        condition: line.condition,
        quantity: line.quantity,
    }
}

/// What closing an activation asks for, as this device knows it.
pub(crate) fn closing(view: &ClosureView) -> Closing {
    let open = Open::from([
        (Left::Offers, view.offers.len()),
        (Left::Acceptances, view.acceptances.len()),
        (Left::Requests, view.requests.len()),
        (Left::Transports, view.transports.len()),
        (Left::Consignments, view.consignments.len()),
        (Left::Receipts, view.receipts.len()),
        (Left::Transfers, view.transfers.len()),
        (Left::Discrepancies, view.discrepancies.len()),
        (Left::Returnables, view.returnables.len()),
        (Left::Shortfalls, view.shortfalls.len()),
    ]);
    let list = if !view.signed.iter().any(|one| one.counted) {
        ListStanding::Missing
    } else if view.differences.is_empty() {
        ListStanding::Stands
    } else {
        ListStanding::Changed(view.differences.len())
    };
    Closing {
        open,
        list,
        remains: !view.remaining.is_empty(),
    }
}

/// The first few of what is open, by the names under which people find them.
pub(crate) fn named(hand: &Hand<'_>, view: &ClosureView, refusal: &Refusal) -> String {
    let Refusal::Open { what, .. } = refusal else {
        return String::new();
    };
    let documents = |rows: &[DocumentRow]| -> Vec<String> {
        let name = |row: &DocumentRow| {
            let party = row.party_names.as_ref().map(|names| hand.name(names));
            Some(row.number.clone())
                .filter(|number| !number.is_empty())
                .or(party)
                .unwrap_or_default()
        };
        rows.iter().map(name).collect()
    };
    let names: Vec<String> = match what {
        Left::Offers => documents(&view.offers),
        Left::Acceptances => documents(&view.acceptances),
        Left::Requests => documents(&view.requests),
        Left::Transports => documents(&view.transports),
        Left::Consignments => documents(&view.consignments),
        Left::Receipts => documents(&view.receipts),
        Left::Transfers => documents(&view.transfers),
        Left::Discrepancies => {
            let found = view.discrepancies.iter();
            found.map(|one| one.receipt_number.clone()).collect()
        }
        Left::Returnables => {
            let found = view.returnables.iter();
            let of = |names| hand.name(names);
            found
                .map(|row| format!("{} ({})", of(&row.lot.item_names), of(&row.party_names)))
                .collect()
        }
        Left::Shortfalls => {
            let found = view.shortfalls.iter();
            found
                .map(|one| format!("{} ({})", hand.name(&one.item_names), one.site_name))
                .collect()
        }
    };
    few(names)
}

/// Three names, each once, and a sign that there are more.
fn few(mut names: Vec<String>) -> String {
    let mut seen = std::collections::BTreeSet::new();
    names.retain(|name| seen.insert(name.clone()));
    let more = names.len() > NAMED;
    names.truncate(NAMED);
    let text = names.join(", ");
    if more { format!("{text}, …") } else { text }
}

/// The refusal of a closure or of a signature. `names`: what is open.
pub(crate) fn problem(refusal: &Refusal, names: &str) -> Problem {
    match refusal {
        Refusal::UnknownActivation => Problem::new("activation-unknown").at("activation"),
        Refusal::Open { what, count } => Problem::new(code(*what))
            .with("count", count)
            .with("names", names),
        Refusal::Unsigned => Problem::new("closure-unsigned"),
        Refusal::Changed { lines } => Problem::new("closure-changed").with("count", lines),
        Refusal::StillOperating => Problem::new("closure-operating").at("activation"),
        Refusal::TooLong { given } => Problem::new("closure-too-long")
            .at("lines")
            .with("lines", given)
            .with("limit", closure::MOST_LINES),
    }
}

fn code(what: Left) -> &'static str {
    match what {
        Left::Offers => "closure-offers",
        Left::Acceptances => "closure-acceptances",
        Left::Requests => "closure-requests",
        Left::Transports => "closure-transports",
        Left::Consignments => "closure-consignments",
        Left::Receipts => "closure-receipts",
        Left::Transfers => "closure-transfers",
        Left::Discrepancies => "closure-discrepancies",
        Left::Returnables => "closure-returnables",
        Left::Shortfalls => "closure-shortfalls",
    }
}
