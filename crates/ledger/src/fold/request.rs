//! One request for assistance: its versions and its moves in one order.

use chrono::{DateTime, NaiveDate, Utc};

use super::chain::idle;
use super::{EntryRef, Moved, Stamped, Why};
use crate::body::{Body, RecordMove, RequestRecorded};
use crate::ids::PersonId;
use crate::stages::{RequestStage, Stages};

/// One version of a request as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    pub entry: EntryRef,
    pub body: RequestRecorded,
    pub person: PersonId,
    pub recorded_at: DateTime<Utc>,
    pub occurred_on: NaiveDate,
    /// Why it never stood; `None` for one that stands or did.
    pub why: Option<Why>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestState {
    pub stage: Option<RequestStage>,
    /// In fold order; the last one that counts stands.
    pub versions: Vec<Version>,
    pub moves: Vec<Moved>,
}

impl RequestState {
    /// The version that stands.
    #[must_use]
    pub fn current(&self) -> Option<&Version> {
        self.versions.iter().rev().find(|one| one.why.is_none())
    }
}

/// Folds the unit of one request: versions and moves in one order. A version must follow the one that stands.
#[must_use]
pub fn request(entries: &[Stamped]) -> RequestState {
    let mut state = RequestState {
        stage: None,
        versions: Vec::new(),
        moves: Vec::new(),
    };
    for stamped in entries {
        if let Body::RequestRecorded(body) = &stamped.body {
            let why = state.version(stamped, body);
            state.versions.push(Version {
                entry: stamped.entry(),
                body: body.clone(),
                person: stamped.person,
                recorded_at: stamped.recorded_at,
                occurred_on: stamped.occurred_on,
                why,
            });
        } else if let Body::StageMoved(body) = &stamped.body {
            // A new version amends; nobody moves a request there by hand.
            let to = if let RecordMove::Request { to, .. } = body.record {
                Some(to).filter(|to| *to != RequestStage::Amended)
            } else {
                None
            };
            let why = idle(stamped, body, state.stage, to, &state.moves);
            if why.is_none() {
                state.stage = to;
            }
            state.moves.push(Moved::of(stamped, body, why));
        }
    }
    state
}

impl RequestState {
    /// Takes a version, or says why it does not count.
    fn version(&mut self, stamped: &Stamped, body: &RequestRecorded) -> Option<Why> {
        if stamped.quarantined {
            return Some(Why::Quarantined);
        }
        let stands = self.current().map_or(0, |one| one.body.version);
        if body.version != stands.saturating_add(1) {
            return Some(if body.version <= stands {
                Why::SupersededBefore
            } else {
                Why::Waiting
            });
        }
        match self.stage {
            None => self.stage = Some(RequestStage::Draft),
            Some(RequestStage::Draft) => {}
            Some(from) if from.may_become(RequestStage::Amended) => {
                self.stage = Some(RequestStage::Amended);
            }
            Some(_) => return Some(Why::IllegalMove),
        }
        None
    }
}
