//! One acceptance: the proposal, the second person's confirmation, and what was reduced or given up afterwards.

use chrono::{DateTime, NaiveDate, Utc};

use super::{EntryRef, Ignored, Moved, Stamped, Why, first_posted};
use crate::body::{
    AcceptanceProposed, AcceptanceReduced, AcceptanceStep, Body, RecordMove, ReducedLine,
};
use crate::ids::{AcceptanceLineId, PersonId, ReductionId};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AcceptanceStage {
    /// A confirmation is here, the proposal is not.
    Waiting,
    Proposed,
    Confirmed,
    /// Given up wholly, before or after it was confirmed.
    Cancelled,
    /// Only quarantined versions of the proposal are here.
    Quarantined,
}

/// The first confirmation by another person than the proposer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    pub entry: EntryRef,
    pub person: PersonId,
    pub recorded_at: DateTime<Utc>,
    pub occurred_on: NaiveDate,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptanceState {
    pub stage: AcceptanceStage,
    /// The entry that proposed it and what it says; present unless the stage is `Waiting`.
    pub proposed: Option<(EntryRef, AcceptanceProposed)>,
    pub proposed_by: Option<PersonId>,
    pub confirmed: Option<Confirmation>,
    /// What is left of each line, in the order of the proposal; as proposed where nothing was reduced.
    pub left: Vec<i64>,
    /// Some line was reduced after it was proposed.
    pub reduced: bool,
    /// Reductions and the cancellation that count, the last of them last.
    pub changes: Vec<EntryRef>,
    /// Cancellations as they came, whether they count or not.
    pub moves: Vec<Moved>,
    pub ignored: Vec<Ignored>,
}

/// Folds the unit of one acceptance; `entries` in fold order.
#[must_use]
pub fn acceptance(entries: &[Stamped]) -> AcceptanceState {
    let first = first_posted(entries, pick);
    let mut confirmed: Option<Confirmation> = None;
    let mut ignored = Vec::new();
    let mut moves = Vec::new();
    let mut later = Later::of(first.map(|(_, body)| body));
    for stamped in entries {
        let why = if stamped.quarantined {
            Some(Why::Quarantined)
        } else if let Body::AcceptanceProposed(_) = &stamped.body {
            let is_first = first.is_some_and(|(one, _)| one.entry() == stamped.entry());
            (!is_first).then_some(Why::PostedBefore)
        } else if let Body::AcceptanceConfirmed(_) = &stamped.body {
            idle_confirmation(
                stamped,
                first.map(|(one, _)| one),
                confirmed.is_some(),
                later.cancelled,
            )
        } else {
            let live = first.is_some_and(|(one, _)| !one.quarantined);
            later.take(stamped, live)
        };
        if why.is_none() && matches!(stamped.body, Body::AcceptanceConfirmed(_)) {
            confirmed = Some(Confirmation {
                entry: stamped.entry(),
                person: stamped.person,
                recorded_at: stamped.recorded_at,
                occurred_on: stamped.occurred_on,
            });
        }
        if let Body::StageMoved(body) = &stamped.body {
            moves.push(Moved::of(stamped, body, why));
        }
        ignored.extend(why.map(|why| Ignored::new(stamped, why)));
    }
    let stage = match first {
        None => AcceptanceStage::Waiting,
        Some((proposal, _)) if proposal.quarantined => AcceptanceStage::Quarantined,
        Some(_) if later.cancelled => AcceptanceStage::Cancelled,
        Some(_) if confirmed.is_some() => AcceptanceStage::Confirmed,
        Some(_) => AcceptanceStage::Proposed,
    };
    AcceptanceState {
        stage,
        proposed: first.map(|(proposal, body)| (proposal.entry(), body.clone())),
        proposed_by: first.map(|(proposal, _)| proposal.person),
        confirmed,
        left: later.left,
        reduced: later.reduced,
        changes: later.changes,
        moves,
        ignored,
    }
}

/// What happened to an acceptance after it was proposed, its confirmation apart.
struct Later {
    lines: Vec<AcceptanceLineId>,
    left: Vec<i64>,
    reduced: bool,
    cancelled: bool,
    reductions: Vec<ReductionId>,
    changes: Vec<EntryRef>,
}

impl Later {
    fn of(body: Option<&AcceptanceProposed>) -> Self {
        let lines = body.map(|body| body.lines.as_slice()).unwrap_or_default();
        Self {
            lines: lines.iter().map(|line| line.id).collect(),
            left: lines.iter().map(|line| line.quantity).collect(),
            reduced: false,
            cancelled: false,
            reductions: Vec::new(),
            changes: Vec::new(),
        }
    }

    /// Takes a reduction or a cancellation, or says why it changes nothing.
    fn take(&mut self, stamped: &Stamped, live: bool) -> Option<Why> {
        let why = if let Body::AcceptanceReduced(body) = &stamped.body {
            self.reduce(body, live)
        } else if let Body::StageMoved(body) = &stamped.body
            && let RecordMove::Acceptance { to, .. } = body.record
        {
            match to {
                AcceptanceStep::Cancelled if !live => Some(Why::Waiting),
                AcceptanceStep::Cancelled if self.cancelled => Some(Why::IllegalMove),
                AcceptanceStep::Cancelled => {
                    self.cancelled = true;
                    None
                }
            }
        } else {
            Some(Why::Foreign)
        };
        if why.is_none() {
            self.changes.push(stamped.entry());
        }
        why
    }

    /// Each line may only become less; of two reductions of one line the later in fold order stands.
    fn reduce(&mut self, body: &AcceptanceReduced, live: bool) -> Option<Why> {
        if !live {
            return Some(Why::Waiting);
        }
        if self.reductions.contains(&body.id) {
            return Some(Why::PostedBefore);
        }
        let place =
            |line: &ReducedLine| self.lines.iter().position(|id| *id == line.acceptance_line);
        let placed: Option<Vec<(usize, i64)>> = body
            .lines
            .iter()
            .map(|line| place(line).map(|at| (at, line.quantity)))
            .collect();
        let Some(placed) = placed else {
            return Some(Why::Foreign);
        };
        let less = |(at, quantity): &(usize, i64)| (0..self.left[*at]).contains(quantity);
        if self.cancelled || !placed.iter().all(less) {
            return Some(Why::IllegalMove);
        }
        for (at, quantity) in placed {
            self.left[at] = quantity;
        }
        self.reductions.push(body.id);
        self.reduced = true;
        None
    }
}

fn pick(body: &Body) -> Option<&AcceptanceProposed> {
    if let Body::AcceptanceProposed(proposal) = body {
        Some(proposal)
    } else {
        None
    }
}

fn idle_confirmation(
    stamped: &Stamped,
    first: Option<&Stamped>,
    confirmed: bool,
    cancelled: bool,
) -> Option<Why> {
    let Some(proposal) = first.filter(|proposal| !proposal.quarantined) else {
        return Some(Why::Waiting);
    };
    if proposal.person == stamped.person {
        Some(Why::SamePerson)
    } else if cancelled {
        Some(Why::IllegalMove)
    } else {
        confirmed.then_some(Why::ConfirmedBefore)
    }
}
