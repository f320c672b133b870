//! Settling a task: one of the choices its table allows, about what stands there now, with a reason.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::written;
use crate::body::{SettledEntry, TaskResolved};
use crate::fold::EntryRef;
use crate::ids::{DocumentId, SiteId, TaskId};
use crate::task::{TaskChoice, TaskKind};

/// One thing that may be chosen now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub choice: TaskChoice,
    /// The document it is about.
    pub about: Option<DocumentId>,
    /// The site that it asks to act.
    pub asked: Option<SiteId>,
    pub expiry: Option<NaiveDate>,
}

/// A task as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    pub kind: TaskKind,
    pub subject: String,
    pub site: Option<SiteId>,
    /// The entries it rests on.
    pub entries: BTreeSet<EntryRef>,
    pub settled: bool,
    pub choices: Vec<Choice>,
}

/// What a person decides, having seen these entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub task: TaskId,
    pub choice: TaskChoice,
    pub about: Option<DocumentId>,
    pub expiry: Option<NaiveDate>,
    pub seen: BTreeSet<EntryRef>,
    pub reason: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("task {0} is not known, or its cause is gone")]
    UnknownTask(TaskId),
    #[error("task {0} is settled")]
    AlreadySettled(TaskId),
    #[error("{choice:?} is no choice of task {task}")]
    NoSuchChoice { task: TaskId, choice: TaskChoice },
    #[error("task {0} rests on other entries than were seen")]
    Changed(TaskId),
    #[error("no reason is given")]
    NeedsReason,
}

/// Decides a resolution.
///
/// # Errors
/// The first rule that is broken.
pub fn resolve(facts: Option<&Facts>, request: &Request) -> Result<TaskResolved, Refusal> {
    let facts = facts.ok_or(Refusal::UnknownTask(request.task))?;
    if facts.settled {
        return Err(Refusal::AlreadySettled(request.task));
    }
    let allowed = facts.kind.row().choices;
    let asked = |choice: &&Choice| {
        choice.choice == request.choice
            && choice.about == request.about
            && choice.expiry == request.expiry
            && allowed.contains(&choice.choice)
    };
    let choice = facts.choices.iter().find(asked);
    let choice = choice.ok_or(Refusal::NoSuchChoice {
        task: request.task,
        choice: request.choice,
    })?;
    if facts.entries != request.seen {
        return Err(Refusal::Changed(request.task));
    }
    if written(request.reason.as_deref()).is_none() {
        return Err(Refusal::NeedsReason);
    }
    Ok(TaskResolved {
        task: request.task,
        kind: facts.kind,
        subject: facts.subject.clone(),
        choice: choice.choice,
        site: facts.site,
        about: choice.about,
        asked: choice.asked,
        expiry: choice.expiry,
        settles: facts
            .entries
            .iter()
            .copied()
            .map(SettledEntry::from)
            .collect(),
    })
}
