//! The remaining stock lists of one activation. They fold with it, but change no stage: several may be signed, and the
//! last that counts is the one a closure goes by.

use chrono::{DateTime, NaiveDate, Utc};

use super::{EntryRef, Stamped, Why};
use crate::body::{Body, ClosureSigned};
use crate::ids::PersonId;

/// One list as it came, whether it counts or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedList {
    pub entry: EntryRef,
    pub body: ClosureSigned,
    pub person: PersonId,
    pub recorded_at: DateTime<Utc>,
    pub occurred_on: NaiveDate,
    pub reason: Option<String>,
    /// Why it says nothing; `None` for one that counts.
    pub why: Option<Why>,
}

/// Every list among the entries of an activation, in fold order. Only a list that counts takes its id.
#[must_use]
pub fn signed_lists(entries: &[Stamped]) -> Vec<SignedList> {
    let mut found: Vec<SignedList> = Vec::new();
    for stamped in entries {
        let Body::ClosureSigned(body) = &stamped.body else {
            continue;
        };
        let why = if stamped.quarantined {
            Some(Why::Quarantined)
        } else if !body.adds_up() {
            Some(Why::Foreign)
        } else if found
            .iter()
            .any(|one| one.why.is_none() && one.body.id == body.id)
        {
            Some(Why::PostedBefore)
        } else {
            None
        };
        found.push(SignedList {
            entry: stamped.entry(),
            body: body.clone(),
            person: stamped.person,
            recorded_at: stamped.recorded_at,
            occurred_on: stamped.occurred_on,
            reason: stamped.reason.clone(),
            why,
        });
    }
    found
}

/// The list that a closure goes by.
#[must_use]
pub fn standing_list(lists: &[SignedList]) -> Option<&SignedList> {
    lists.iter().rev().find(|one| one.why.is_none())
}
