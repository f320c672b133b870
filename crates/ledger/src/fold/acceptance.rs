//! One acceptance: the proposal and the second person's confirmation.

use chrono::{DateTime, NaiveDate, Utc};

use super::{EntryRef, Ignored, Stamped, Why, first_posted};
use crate::body::{AcceptanceProposed, Body};
use crate::ids::PersonId;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AcceptanceStage {
    /// A confirmation is here, the proposal is not.
    Waiting,
    Proposed,
    Confirmed,
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
    pub ignored: Vec<Ignored>,
}

/// Folds the unit of one acceptance; `entries` in fold order.
#[must_use]
pub fn acceptance(entries: &[Stamped]) -> AcceptanceState {
    let first = first_posted(entries, pick);
    let mut confirmed: Option<Confirmation> = None;
    let mut ignored = Vec::new();
    for stamped in entries {
        let why = if stamped.quarantined {
            Some(Why::Quarantined)
        } else if let Body::AcceptanceProposed(_) = &stamped.body {
            let is_first = first.is_some_and(|(one, _)| one.entry() == stamped.entry());
            (!is_first).then_some(Why::PostedBefore)
        } else if let Body::AcceptanceConfirmed(_) = &stamped.body {
            idle_confirmation(stamped, first.map(|(one, _)| one), confirmed.is_some())
        } else {
            Some(Why::Foreign)
        };
        if why.is_none() && matches!(stamped.body, Body::AcceptanceConfirmed(_)) {
            confirmed = Some(Confirmation {
                entry: stamped.entry(),
                person: stamped.person,
                recorded_at: stamped.recorded_at,
                occurred_on: stamped.occurred_on,
            });
        }
        ignored.extend(why.map(|why| Ignored::new(stamped, why)));
    }
    let stage = match first {
        None => AcceptanceStage::Waiting,
        Some((proposal, _)) if proposal.quarantined => AcceptanceStage::Quarantined,
        Some(_) if confirmed.is_some() => AcceptanceStage::Confirmed,
        Some(_) => AcceptanceStage::Proposed,
    };
    AcceptanceState {
        stage,
        proposed: first.map(|(proposal, body)| (proposal.entry(), body.clone())),
        proposed_by: first.map(|(proposal, _)| proposal.person),
        confirmed,
        ignored,
    }
}

fn pick(body: &Body) -> Option<&AcceptanceProposed> {
    if let Body::AcceptanceProposed(proposal) = body {
        Some(proposal)
    } else {
        None
    }
}

fn idle_confirmation(stamped: &Stamped, first: Option<&Stamped>, confirmed: bool) -> Option<Why> {
    let Some(proposal) = first.filter(|proposal| !proposal.quarantined) else {
        return Some(Why::Waiting);
    };
    if proposal.person == stamped.person {
        Some(Why::SamePerson)
    } else {
        confirmed.then_some(Why::ConfirmedBefore)
    }
}
