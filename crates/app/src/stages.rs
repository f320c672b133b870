//! Moving records to another stage: the facts are loaded, the rule asked, the move appended where its record lives.

use ledger::body::{ConsignmentStep, RecordMove};
use ledger::fold::AcceptanceState;
use ledger::ids::{AcceptanceId, ConsignmentId, DocumentId, SiteId};
use ledger::role::Action;
use ledger::rules::stage::{self, Current, Refusal, Request};
use ledger::scope::Scope;
use ledger::stages::ActivationStage;
use store::{Reads, Writing};

use crate::acceptances::sites;
use crate::closures;
use crate::context::Context;
use crate::contract::replies::Posted;
use crate::contract::requests::MoveStage;
use crate::hand::{Hand, number};
use crate::problem::Problem;
use crate::remaining;
use crate::typed;

/// Moves a record.
pub(crate) fn move_stage(context: &Context, request: MoveStage) -> Result<Posted, Problem> {
    let (hand, home) = hand(context, &request.record)?;
    let occurred_on = typed::date(&request.occurred_on, "occurred_on")?;
    let occurred_on = typed::past(&hand, occurred_on, "occurred_on", request.date_confirmed)?;
    let asked = Request {
        id: request.id,
        record: request.record,
        occurred_on,
        reason: typed::optional_text(request.reason.as_deref(), "reason")?,
    };
    let id = record(&asked.record);
    hand.write(occurred_on, None, |writing| {
        let before = writing.reads().moved(asked.id)?;
        let repeated = before.is_some();
        match before {
            None => append(&hand, writing, &asked, home)?,
            Some(before)
                if before.record == asked.record
                    && before.occurred_on == occurred_on
                    && before.reason == asked.reason => {}
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

/// Who moves such a record, and the scope the move is written in. A discrepancy has two ends: whoever may speak for
/// coordination does; else the site's own people settle it in the site's scope.
fn hand<'a>(context: &'a Context, record: &RecordMove) -> Result<(Hand<'a>, Scope), Problem> {
    let action = match record {
        RecordMove::Activation { .. } => Action::MoveActivation,
        RecordMove::Request { .. } => Action::RecordRequest,
        RecordMove::Offer { .. } => Action::MoveOffer,
        RecordMove::Acceptance { .. } => Action::ReduceAcceptance,
        RecordMove::Transport { .. } => Action::PlanTransport,
        RecordMove::Consignment { .. } => Action::AnnounceConsignment,
        RecordMove::Discrepancy { site, .. } => {
            return match Hand::take(context, Action::SettleDiscrepancy, None) {
                Ok(hand) => Ok((hand, Scope::Coordination)),
                Err(_) => {
                    let hand = Hand::take(context, Action::SettleAtSite, Some(*site))?;
                    Ok((hand, Scope::Site(*site)))
                }
            };
        }
    };
    Ok((Hand::take(context, action, None)?, Scope::Coordination))
}

fn record(record: &RecordMove) -> DocumentId {
    match record {
        RecordMove::Activation { id, .. } => (*id).into(),
        RecordMove::Request { id, .. } => (*id).into(),
        RecordMove::Offer { id, .. } => (*id).into(),
        RecordMove::Acceptance { id, .. } => (*id).into(),
        RecordMove::Transport { id, .. } => (*id).into(),
        RecordMove::Consignment { id, .. } => (*id).into(),
        RecordMove::Discrepancy { id, .. } => (*id).into(),
    }
}

fn append(
    hand: &Hand<'_>,
    writing: &mut Writing<'_>,
    asked: &Request,
    home: Scope,
) -> Result<(), Problem> {
    let (current, also) = facts(hand, &writing.reads(), &asked.record, home)?;
    if let Some(current) = &current {
        closures::demand_movable(&writing.reads(), current, &asked.record)?;
    }
    let moved = stage::move_record(current.as_ref(), asked, &hand.stamp());
    let body = match (moved, asked.record) {
        (Ok(body), _) => body,
        (Err(Refusal::Closure(refusal)), RecordMove::Activation { id, .. }) => {
            let left = writing.reads().closure(id, hand.today)?;
            let names = remaining::named(hand, &left, &refusal);
            return Err(remaining::problem(&refusal, &names));
        }
        (Err(refusal), _) => return Err(problem(&refusal)),
    };
    writing.because(asked.reason.clone(), None);
    writing.record_at(body, home, &also)?;
    if let RecordMove::Consignment {
        id,
        to: ConsignmentStep::Diverted { site },
    } = asked.record
    {
        announce_there(writing, id, site)?;
    }
    Ok(())
}

/// The site to which goods are diverted has never heard of them: what was announced is written again, for it to see.
fn announce_there(
    writing: &mut Writing<'_>,
    id: ConsignmentId,
    site: SiteId,
) -> Result<(), Problem> {
    let Some(body) = writing.reads().consignment_announced(id)? else {
        return Ok(());
    };
    if body.site != site {
        writing.record(body, &[Scope::Site(site)])?;
    }
    Ok(())
}

/// Where the record stands, and the scopes that must see its move.
fn facts(
    hand: &Hand<'_>,
    reads: &Reads<'_>,
    record: &RecordMove,
    home: Scope,
) -> Result<(Option<Current>, Vec<Scope>), Problem> {
    let nobody_else = |current: Option<Current>| (current, Vec::new());
    Ok(match record {
        RecordMove::Activation { id, to } => {
            let Some(view) = reads.activation(*id)? else {
                return Ok((None, Vec::new()));
            };
            // It reads much, and nobody else writes meanwhile.
            let closing = if *to == ActivationStage::Closed {
                Some(remaining::closing(&reads.closure(*id, hand.today)?))
            } else {
                None
            };
            nobody_else(Some(Current::Activation {
                stage: view.stage,
                closing,
            }))
        }
        RecordMove::Request { id, .. } => {
            let view = reads.request(*id)?;
            nobody_else(view.map(|view| Current::Request(view.stage)))
        }
        RecordMove::Offer { id, .. } => {
            let view = reads.offer(*id)?;
            nobody_else(view.map(|view| Current::Offer(view.moved_to)))
        }
        RecordMove::Acceptance { id, .. } => acceptance(reads, *id)?,
        RecordMove::Transport { id, .. } => {
            let view = reads.transport(*id, hand.today)?;
            nobody_else(view.map(|view| Current::Transport {
                stage: view.stage,
                applied: view.applied_on.is_some(),
            }))
        }
        RecordMove::Consignment { id, to } => consignment(reads, *id, to)?,
        RecordMove::Discrepancy { id, site, .. } => {
            let known = reads.discrepancy(*id)?.filter(|one| one.site == *site);
            let state = reads.discrepancy_state(*id)?;
            let current = known.map(|_| Current::Discrepancy {
                state: Box::new(state),
                end: home,
            });
            nobody_else(current)
        }
    })
}

fn acceptance(
    reads: &Reads<'_>,
    id: AcceptanceId,
) -> Result<(Option<Current>, Vec<Scope>), Problem> {
    let Some(state) = reads.acceptance_state(id)? else {
        return Ok((None, Vec::new()));
    };
    let also = also(&state);
    let mut answered: i64 = 0;
    for line in state.proposed.iter().flat_map(|(_, body)| &body.lines) {
        answered = answered.saturating_add(reads.claimed_of(line.id)?);
    }
    let current = Current::Acceptance {
        stage: state.stage,
        answered,
    };
    Ok((Some(current), also))
}

/// The sites that expect an acceptance's goods.
pub(crate) fn also(state: &AcceptanceState) -> Vec<Scope> {
    state
        .proposed
        .as_ref()
        .map(|(_, body)| sites(body))
        .unwrap_or_default()
}

fn consignment(
    reads: &Reads<'_>,
    id: ConsignmentId,
    to: &ConsignmentStep,
) -> Result<(Option<Current>, Vec<Scope>), Problem> {
    let Some(known) = reads.consigned(id)? else {
        return Ok((None, Vec::new()));
    };
    let mut bound = known.sites;
    let mut site_known = true;
    if let ConsignmentStep::Diverted { site } = to {
        site_known = reads.site(*site)?.is_some();
        bound.insert(*site);
    }
    let current = Current::Consignment {
        moved_to: known.moved_to,
        stage: known.stage,
        site_known,
    };
    Ok((Some(current), bound.into_iter().map(Scope::Site).collect()))
}

fn problem(refusal: &Refusal) -> Problem {
    match refusal {
        Refusal::UnknownRecord => Problem::new("document-unknown").at("record.id"),
        Refusal::Illegal { from, to } => Problem::new("stage-illegal")
            .at("record.to")
            .with("from", snake(from))
            .with("to", snake(to)),
        Refusal::NeedsReason => Problem::new("move-reason-missing").at("reason"),
        Refusal::Closure(refusal) => remaining::problem(refusal, ""),
        Refusal::AlreadyAnswered { answered } => Problem::new("acceptance-answered")
            .at("record.to")
            .with("answered", answered),
        Refusal::NotReceived => Problem::new("consignment-not-received").at("record.to"),
        Refusal::UnknownSite(_) => Problem::new("site-unknown").at("record.to.site"),
        Refusal::NotThisEnd => Problem::new("discrepancy-not-here").at("record.to"),
        Refusal::Date(refusal) => typed::date_problem(*refusal).at("occurred_on"),
    }
}

/// `OperationsEnded` → `operations_ended`: the word the screen translates.
fn snake(name: &str) -> String {
    let mut text = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !text.is_empty() {
            text.push('_');
        }
        text.extend(letter.to_lowercase());
    }
    text
}

/// Nothing new is recorded under an activation that is only watched, or closed; see `closures` for what goes on.
pub(crate) fn activation_closed(stage: ActivationStage) -> Problem {
    match stage {
        ActivationStage::Monitoring => Problem::new("activation-not-active"),
        ActivationStage::Activated | ActivationStage::OperationsEnded | ActivationStage::Closed => {
            Problem::new("activation-closed")
        }
    }
}
