//! Taking less of an offer than was accepted.

use ledger::fold::AcceptanceState;
use ledger::role::Action;
use ledger::rules::reduce::{self, Facts, LineFacts, Refusal, Request};
use store::Reads;

use crate::closures;
use crate::context::Context;
use crate::contract::replies::Posted;
use crate::contract::requests::ReduceAcceptance;
use crate::hand::{Hand, number};
use crate::problem::Problem;
use crate::stages::also;
use crate::typed;

/// Reduces an acceptance. The same reduction again is answered with what stands.
pub(crate) fn reduce(context: &Context, request: ReduceAcceptance) -> Result<Posted, Problem> {
    let hand = Hand::take(context, Action::ReduceAcceptance, None)?;
    typed::lines(request.lines.len())?;
    let asked = Request {
        id: request.id,
        acceptance: request.acceptance,
        occurred_on: hand.today,
        reason: typed::optional_text(Some(&request.reason), "reason")?,
        lines: request.lines,
    };
    let id = asked.acceptance.into();
    hand.write(hand.today, None, |writing| {
        let state = writing.reads().acceptance_state(asked.acceptance)?;
        let repeated = writing.reads().reduced(asked.acceptance, asked.id)?;
        if let Some(lines) = &repeated {
            if *lines != asked.lines {
                let number = number(&writing.reads(), id)?;
                return Err(Problem::new("id-used").with("number", number));
            }
        } else {
            closures::demand_open_acceptance(&writing.reads(), asked.acceptance)?;
            let facts = state
                .as_ref()
                .map(|state| facts(&writing.reads(), state))
                .transpose()?;
            let body =
                reduce::reduce(facts.as_ref(), &asked, &hand.stamp()).map_err(|refusal| {
                    let number = number(&writing.reads(), id).unwrap_or_default();
                    problem(&refusal, &number)
                })?;
            writing.because(asked.reason.clone(), None);
            let also = state.as_ref().map(also).unwrap_or_default();
            writing.record(body, &also)?;
        }
        Ok(Posted {
            id,
            number: number(&writing.reads(), id)?,
            repeated: repeated.is_some(),
        })
    })
}

fn facts(reads: &Reads<'_>, state: &AcceptanceState) -> Result<Facts, Problem> {
    let mut facts = Facts {
        stage: state.stage,
        lines: std::collections::BTreeMap::new(),
    };
    let lines = state.proposed.iter().flat_map(|(_, body)| &body.lines);
    for (line, left) in lines.zip(&state.left) {
        let known = LineFacts {
            left: *left,
            answered: reads.claimed_of(line.id)?,
        };
        facts.lines.insert(line.id, known);
    }
    Ok(facts)
}

fn problem(refusal: &Refusal, number: &str) -> Problem {
    let at = |line: usize| format!("lines.{}.quantity", line - 1);
    match refusal {
        Refusal::NoLines => Problem::new("lines-missing").at("lines"),
        Refusal::UnknownAcceptance(_) => Problem::new("acceptance-unknown").at("acceptance"),
        Refusal::Cancelled(_) => Problem::new("acceptance-cancelled")
            .at("acceptance")
            .with("number", number),
        Refusal::NeedsReason => Problem::new("move-reason-missing").at("reason"),
        Refusal::UnknownLine { line, .. } => {
            Problem::new("acceptance-unknown").at(format!("lines.{}", line - 1))
        }
        Refusal::DuplicateLine { line } => {
            Problem::new("line-twice").at(at(*line)).with("item", "")
        }
        Refusal::NotLess { line, left, asked } => Problem::new("reduction-not-less")
            .at(at(*line))
            .with("left", left)
            .with("asked", asked),
        Refusal::AlreadyAnswered { line, answered, .. } => Problem::new("acceptance-answered")
            .at(at(*line))
            .with("answered", answered),
        Refusal::Date(refusal) => typed::date_problem(*refusal),
    }
}
