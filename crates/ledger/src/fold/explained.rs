//! What was said of the differences of one figure, one stated total or one site's head-counts.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::{EntryRef, Stamped};
use crate::body::{Body, DifferenceExplained};
use crate::ids::PersonId;
use crate::quantity::check_count;

/// One explanation, in fold order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    pub entry: EntryRef,
    pub body: DifferenceExplained,
    pub person: PersonId,
    pub recorded_at: DateTime<Utc>,
    /// The first of these two numbers. A later one of the same is shown beside it.
    pub counts: bool,
}

/// Folds the unit of one subject; `entries` in fold order. What explains no difference, or numbers that nobody counts,
/// only a hostile device writes; it is left out.
#[must_use]
pub fn explanations(entries: &[Stamped]) -> Vec<Explanation> {
    let (mut found, mut ids, mut numbers) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    for stamped in entries.iter().filter(|stamped| !stamped.quarantined) {
        let Body::DifferenceExplained(body) = &stamped.body else {
            continue;
        };
        let counted = [body.stated, body.computed].map(|number| check_count(number).is_ok());
        let differs = body.stated != body.computed && counted == [true, true];
        if !differs || body.explanation.trim().is_empty() || !ids.insert(body.id) {
            continue;
        }
        found.push(Explanation {
            entry: stamped.entry(),
            body: body.clone(),
            person: stamped.person,
            recorded_at: stamped.recorded_at,
            counts: numbers.insert((body.of, body.stated, body.computed)),
        });
    }
    found
}
