//! How a task was settled. What it was about is in the entries it names.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::fold::EntryRef;
use crate::ids::{DeviceId, DocumentId, SiteId, TaskId};
use crate::scope::Scope;
use crate::task::{TaskChoice, TaskKind};

/// An entry that a task rests on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SettledEntry {
    pub device: DeviceId,
    pub scope: String,
    pub seq: u64,
}

impl From<EntryRef> for SettledEntry {
    fn from(entry: EntryRef) -> Self {
        Self {
            device: entry.device,
            scope: entry.scope.to_string(),
            seq: entry.seq,
        }
    }
}

impl SettledEntry {
    /// The entry, unless a hostile device has written a scope that is none.
    #[must_use]
    pub fn entry(&self) -> Option<EntryRef> {
        let scope: Scope = self.scope.parse().ok()?;
        Some(EntryRef {
            device: self.device,
            scope,
            seq: self.seq,
        })
    }
}

/// A person has decided. The entry's `reason` says why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskResolved {
    pub task: TaskId,
    pub kind: TaskKind,
    /// What the task is about; its id follows from it.
    pub subject: String,
    pub choice: TaskChoice,
    /// The site whose task it is, if it is a site's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteId>,
    /// The document that the choice is about: kept, or asked to be reversed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<DocumentId>,
    /// The site that is asked to act on `about`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<SiteId>,
    /// What the label says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expiry: Option<NaiveDate>,
    /// Every entry that the task rested on; any other opens it again.
    pub settles: Vec<SettledEntry>,
}
