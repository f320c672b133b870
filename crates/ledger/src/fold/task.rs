//! The resolutions of one task. Whether it is open follows from the entries it rests on now, which only a reading knows.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::{EntryRef, Ignored, Stamped, Why};
use crate::body::{Body, TaskResolved};
use crate::ids::{PersonId, TaskId};

/// One decision, in fold order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolution {
    pub entry: EntryRef,
    pub body: TaskResolved,
    pub person: PersonId,
    pub recorded_at: DateTime<Utc>,
    pub reason: Option<String>,
    /// One before it had settled all that this one settles: it changes nothing, and its author is told.
    pub counts: bool,
}

impl Resolution {
    /// The entries it settles.
    #[must_use]
    pub fn settles(&self) -> BTreeSet<EntryRef> {
        let settled = self.body.settles.iter();
        settled
            .filter_map(crate::body::SettledEntry::entry)
            .collect()
    }
}

/// What was decided about a task.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TaskState {
    pub resolutions: Vec<Resolution>,
    pub ignored: Vec<Ignored>,
}

/// Folds the unit of one task; `entries` in fold order.
#[must_use]
pub fn task(entries: &[Stamped]) -> TaskState {
    let mut state = TaskState::default();
    for stamped in entries {
        let Body::TaskResolved(body) = &stamped.body else {
            state.ignored.push(Ignored::because(stamped, Why::Foreign));
            continue;
        };
        if stamped.quarantined || TaskId::of(body.kind, &body.subject) != body.task {
            state.ignored.push(Ignored::because(stamped, Why::Foreign));
            continue;
        }
        let mut resolution = Resolution {
            entry: stamped.entry(),
            body: body.clone(),
            person: stamped.person,
            recorded_at: stamped.recorded_at,
            reason: stamped.reason.clone(),
            counts: true,
        };
        let settles = resolution.settles();
        let covered = |before: &Resolution| before.counts && settles.is_subset(&before.settles());
        resolution.counts = !state.resolutions.iter().any(covered);
        if !resolution.counts {
            state
                .ignored
                .push(Ignored::new(stamped, Why::SettledBefore));
        }
        state.resolutions.push(resolution);
    }
    state
}

/// The decision that settles a task resting on these entries: the first that counts and named them all.
#[must_use]
pub fn settling<'a>(
    resolutions: &'a [Resolution],
    entries: &BTreeSet<EntryRef>,
) -> Option<&'a Resolution> {
    let mut counted = resolutions.iter().filter(|one| one.counts);
    counted.find(|one| entries.is_subset(&one.settles()))
}
