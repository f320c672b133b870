//! Records with stages: activations, offers, transports, consignments, discrepancies. Each is its own entry
//! and the moves that follow it, in fold order.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};

use super::{EntryRef, Stamped, Why, standing};
use crate::body::{
    ActivationRecorded, ActivationStart, Body, ConsignmentAnnounced, ConsignmentStep,
    OfferReceived, RecordMove, StageMoved, TransportPlanned,
};
use crate::ids::{AcceptanceId, MoveId, PersonId, SiteId};
use crate::scope::Scope;
use crate::stages::{
    ActivationStage, ConsignmentStage, DiscrepancyStage, OfferStage, Stages, TransportDates,
    TransportStage,
};

/// One move as it came, whether it counts or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    pub entry: EntryRef,
    pub id: MoveId,
    pub record: RecordMove,
    pub person: PersonId,
    pub recorded_at: DateTime<Utc>,
    pub occurred_on: NaiveDate,
    pub reason: Option<String>,
    /// Why it changed nothing; `None` for one that counts.
    pub why: Option<Why>,
}

/// A record that is never edited and moves through stages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordState<B, S> {
    /// The entry that recorded it; `None` while only its moves are here.
    pub recorded: Option<(EntryRef, B)>,
    pub stage: Option<S>,
    pub moves: Vec<Moved>,
}

pub type TransportState = RecordState<TransportPlanned, TransportStage>;

impl Moved {
    pub(super) fn of(stamped: &Stamped, body: &StageMoved, why: Option<Why>) -> Self {
        Self {
            entry: stamped.entry(),
            id: body.id,
            record: body.record,
            person: stamped.person,
            recorded_at: stamped.recorded_at,
            occurred_on: stamped.occurred_on,
            reason: stamped.reason.clone(),
            why,
        }
    }
}

/// The moves of a unit, each judged by the record's table. `start` is the stage of a record that is here.
fn moves<S: Stages>(
    entries: &[Stamped],
    start: Option<S>,
    target: impl Fn(&RecordMove) -> Option<S>,
) -> (Option<S>, Vec<Moved>) {
    let mut stage = start;
    let mut found: Vec<Moved> = Vec::new();
    for stamped in entries {
        let Body::StageMoved(body) = &stamped.body else {
            continue;
        };
        let why = idle(stamped, body, stage, target(&body.record), &found);
        if why.is_none() {
            stage = target(&body.record);
        }
        found.push(Moved::of(stamped, body, why));
    }
    (stage, found)
}

pub(super) fn idle<S: Stages>(
    stamped: &Stamped,
    body: &StageMoved,
    from: Option<S>,
    to: Option<S>,
    before: &[Moved],
) -> Option<Why> {
    if stamped.quarantined {
        return Some(Why::Quarantined);
    }
    if before.iter().any(|one| one.id == body.id) {
        return Some(Why::PostedBefore);
    }
    match (from, to) {
        (None, _) => Some(Why::Waiting),
        (Some(_), None) => Some(Why::Foreign),
        (Some(from), Some(to)) => (!from.may_become(to)).then_some(Why::IllegalMove),
    }
}

/// Folds a record that is never edited: its first live entry, the stage that this one begins with, and its moves.
fn record<B: Clone, S: Stages>(
    entries: &[Stamped],
    pick: impl Fn(&Body) -> Option<&B>,
    start: impl Fn(&B) -> S,
    target: impl Fn(&RecordMove) -> Option<S>,
) -> RecordState<B, S> {
    let recorded = recorded(entries, pick);
    let start = recorded.as_ref().map(|(_, body)| start(body));
    let (stage, moves) = moves(entries, start, target);
    RecordState {
        recorded,
        stage,
        moves,
    }
}

/// What a closure takes out of one variant, and nothing out of the others.
macro_rules! taken {
    ($pattern:pat => $value:expr) => {
        |of| {
            if let $pattern = of {
                Some($value)
            } else {
                None
            }
        }
    };
}

/// Folds the unit of one activation; `entries` in fold order.
#[must_use]
pub fn activation(entries: &[Stamped]) -> RecordState<ActivationRecorded, ActivationStage> {
    record(
        entries,
        taken!(Body::ActivationRecorded(body) => body),
        |body| match body.stage {
            Some(ActivationStart::Monitoring) => ActivationStage::Monitoring,
            Some(ActivationStart::Activated) | None => ActivationStage::Activated,
        },
        taken!(RecordMove::Activation { to, .. } => *to),
    )
}

/// Folds the unit of one offer, without its acceptances.
#[must_use]
pub fn offer(entries: &[Stamped]) -> RecordState<OfferReceived, OfferStage> {
    record(
        entries,
        taken!(Body::OfferReceived(body) => body),
        |_| OfferStage::Received,
        taken!(RecordMove::Offer { to, .. } => *to),
    )
}

/// Folds the unit of one transport.
#[must_use]
pub fn transport(entries: &[Stamped]) -> TransportState {
    record(
        entries,
        taken!(Body::TransportPlanned(body) => body),
        |_| TransportStage::Planned,
        taken!(RecordMove::Transport { to, .. } => *to),
    )
}

impl TransportState {
    /// The dates its counted moves give: the business date of each says when.
    #[must_use]
    pub fn dates(&self) -> TransportDates {
        let on = |wanted: TransportStage| {
            let counted = self.moves.iter().filter(|one| one.why.is_none());
            counted
                .filter(
                    |one| matches!(one.record, RecordMove::Transport { to, .. } if to == wanted),
                )
                .map(|one| one.occurred_on)
                .next()
        };
        TransportDates {
            planned_start: self
                .recorded
                .as_ref()
                .and_then(|(_, body)| body.planned_start),
            notified_on: on(TransportStage::Notified),
            started_on: on(TransportStage::Running),
            ended_on: on(TransportStage::Ended),
            applied_on: on(TransportStage::Applied),
        }
    }
}

/// A consignment: what was announced, where it is bound and expected now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsignmentState {
    pub recorded: Option<(EntryRef, ConsignmentAnnounced)>,
    /// By moves alone; receipts say the rest (`stages::consignment_stage`).
    pub stage: Option<ConsignmentStage>,
    /// The site it is bound for after its last diversion.
    pub site: Option<SiteId>,
    /// The expected day after its last delay.
    pub eta: Option<NaiveDate>,
    pub moves: Vec<Moved>,
}

/// Folds the unit of one consignment.
#[must_use]
pub fn consignment(entries: &[Stamped]) -> ConsignmentState {
    let RecordState {
        recorded,
        stage,
        moves,
    } = record(
        entries,
        taken!(Body::ConsignmentAnnounced(body) => body),
        |_| ConsignmentStage::Planned,
        taken!(RecordMove::Consignment { to, .. } => to.stage()),
    );
    let mut site = recorded.as_ref().map(|(_, body)| body.site);
    let mut eta = recorded.as_ref().and_then(|(_, body)| body.eta);
    for one in moves.iter().filter(|one| one.why.is_none()) {
        let RecordMove::Consignment { to, .. } = one.record else {
            continue;
        };
        if let ConsignmentStep::Diverted { site: to } = to {
            site = Some(to);
        } else if let ConsignmentStep::Delayed { eta: to } = to {
            eta = Some(to);
        }
    }
    ConsignmentState {
        recorded,
        stage,
        site,
        eta,
        moves,
    }
}

/// What was done about a difference. It is settled, or written off, once both ends have said the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiscrepancyState {
    pub stage: DiscrepancyStage,
    pub by_site: Option<DiscrepancyStage>,
    pub by_coordination: Option<DiscrepancyStage>,
    pub moves: Vec<Moved>,
}

/// Folds the unit of one discrepancy. Its receipt line is not part of it: a move may come first.
#[must_use]
pub fn discrepancy(entries: &[Stamped]) -> DiscrepancyState {
    let mut state = DiscrepancyState {
        stage: DiscrepancyStage::Open,
        by_site: None,
        by_coordination: None,
        moves: Vec::new(),
    };
    for stamped in entries {
        let Body::StageMoved(body) = &stamped.body else {
            continue;
        };
        let to = if let RecordMove::Discrepancy { to, .. } = body.record {
            Some(to)
        } else {
            None
        };
        let mut why = idle(stamped, body, Some(state.stage), to, &state.moves);
        if why.is_none()
            && let Some(to) = to
            && !state.take(stamped.scope, to)
        {
            why = Some(Why::IllegalMove);
        }
        state.moves.push(Moved::of(stamped, body, why));
    }
    state
}

impl DiscrepancyState {
    /// An end moves it; false when that end may not.
    #[must_use]
    pub fn take(&mut self, end: Scope, to: DiscrepancyStage) -> bool {
        match (end, to) {
            (
                Scope::Coordination,
                DiscrepancyStage::Open
                | DiscrepancyStage::SentToDonor
                | DiscrepancyStage::Acknowledged,
            ) => self.stage = to,
            (Scope::Coordination, DiscrepancyStage::Settled | DiscrepancyStage::WrittenOff) => {
                self.by_coordination = Some(to);
            }
            (Scope::Site(_), DiscrepancyStage::Settled | DiscrepancyStage::WrittenOff) => {
                self.by_site = Some(to);
            }
            (
                Scope::Site(_),
                DiscrepancyStage::Open
                | DiscrepancyStage::SentToDonor
                | DiscrepancyStage::Acknowledged,
            )
            | (Scope::Catalogue | Scope::Funds, _) => return false,
        }
        if let (Some(one), Some(other)) = (self.by_site, self.by_coordination)
            && one == other
        {
            self.stage = one;
        }
        true
    }
}

fn recorded<B: Clone>(
    entries: &[Stamped],
    pick: impl Fn(&Body) -> Option<&B>,
) -> Option<(EntryRef, B)> {
    let of_kind: Vec<Stamped> = entries
        .iter()
        .filter(|stamped| pick(&stamped.body).is_some())
        .cloned()
        .collect();
    let stamped = standing(&of_kind)?;
    pick(&stamped.body).map(|body| (stamped.entry(), body.clone()))
}

/// Which acceptances take more of one offer line than is offered: walking them in fold order, one that does not fit is
/// contested and takes nothing, so that a later, smaller one may still fit. `taken` holds (acceptance, base units).
#[must_use]
pub fn contested(ceiling: Option<i64>, taken: &[(AcceptanceId, i64)]) -> BTreeSet<AcceptanceId> {
    let mut found = BTreeSet::new();
    let Some(ceiling) = ceiling else {
        return found;
    };
    let mut by_acceptance: Vec<(AcceptanceId, i64)> = Vec::new();
    let mut place: BTreeMap<AcceptanceId, usize> = BTreeMap::new();
    for (acceptance, quantity) in taken {
        let at = *place.entry(*acceptance).or_insert_with(|| {
            by_acceptance.push((*acceptance, 0));
            by_acceptance.len() - 1
        });
        by_acceptance[at].1 = by_acceptance[at].1.saturating_add(*quantity);
    }
    let mut sum: i64 = 0;
    for (acceptance, quantity) in by_acceptance {
        if sum.saturating_add(quantity) > ceiling {
            found.insert(acceptance);
        } else {
            sum = sum.saturating_add(quantity);
        }
    }
    found
}
