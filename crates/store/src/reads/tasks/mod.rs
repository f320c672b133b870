//! What is to be settled: seen in the documents on this computer, joined with what was decided.
//!
//! What a newcomer gets wrong: a task whose cause is gone (the count was posted, the receipt reversed) is no longer
//! there, and nobody has to close it; what was decided about it stays in the journal.

pub(crate) mod announced;
pub(crate) mod clocks;
pub(crate) mod differences;
pub(crate) mod goods;
pub(crate) mod office;
pub(crate) mod received;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use ledger::body::{DocumentKind, SettledEntry, Unit};
use ledger::fold::{self, EntryRef, Resolution};
use ledger::ids::{AcceptanceId, DocumentId, ItemId, PersonId, SiteId, TaskId};
use ledger::rules::resolve_task::{Choice, Facts};
use ledger::scope::Scope;
use ledger::task::{TaskChoice, TaskKind, pair};
use ledger::text::Names;
use rusqlite::{Row, named_params};

use crate::error::StoreError;
use crate::journal::load;
use crate::reads::Reads;
use crate::row::{Columns, Id, count, rows, statements, unsigned, word, wrong};
use crate::view::{
    DocumentRow, TaskDecision, TaskOption, TaskRow, TaskState, TaskVersion, TaskView,
};

statements! {
    ENTRY_OF = "SELECT stream.device, stream.scope, entry.seq FROM document
                JOIN entry ON entry.id = document.entry JOIN stream ON stream.id = entry.stream
                WHERE document.id = :id AND document.kind = :kind ORDER BY document.unit LIMIT 1";
    ENTRY_BY_ROW = "SELECT stream.device, stream.scope, entry.seq FROM entry
                    JOIN stream ON stream.id = entry.stream WHERE entry.id = :entry";
    IN_VAIN = "SELECT task, kind, subject FROM task_resolution WHERE person = :person AND NOT counts
               ORDER BY recorded_at DESC LIMIT 50";
}

/// A task as it is seen, before anybody asks what was decided.
pub(crate) struct Found {
    pub kind: TaskKind,
    pub subject: String,
    /// Of the resolution it follows from, where it follows from one.
    pub number: Option<&'static str>,
    /// The site whose task it is.
    pub site: Option<SiteId>,
    pub names: Option<Names>,
    pub words: Option<String>,
    pub quantity: Option<i64>,
    pub unit: Option<Unit>,
    pub versions: Vec<TaskVersion>,
    pub options: Vec<TaskOption>,
    pub entries: BTreeSet<EntryRef>,
    pub leads_to: Option<DocumentId>,
}

impl Found {
    pub(crate) fn new(kind: TaskKind, subject: impl Into<String>) -> Self {
        Self {
            kind,
            subject: subject.into(),
            number: None,
            site: None,
            names: None,
            words: None,
            quantity: None,
            unit: None,
            versions: Vec::new(),
            options: Vec::new(),
            entries: BTreeSet::new(),
            leads_to: None,
        }
    }

    pub(crate) fn id(&self) -> TaskId {
        TaskId::of(self.kind, &self.subject)
    }

    /// Beds and blankets have no sum: what is about several items shows no number.
    fn say_no_number(&mut self) {
        (self.names, self.quantity, self.unit) = (None, None, None);
        for version in &mut self.versions {
            (version.quantity, version.unit) = (None, None);
        }
        for option in &mut self.options {
            option.effects.clear();
        }
    }
}

/// A choice without effects.
pub(crate) fn option(choice: TaskChoice) -> TaskOption {
    TaskOption {
        choice,
        about: None,
        about_number: None,
        asked: None,
        asked_name: None,
        expiry: None,
        effects: Vec::new(),
    }
}

/// A version that a document is.
pub(crate) fn version(document: DocumentRow) -> TaskVersion {
    TaskVersion {
        names: document.party_names.clone(),
        words: None,
        site: document.site,
        site_name: document.site_name.clone(),
        person_name: document.person_name.clone(),
        recorded_at: document.recorded_at.clone(),
        accepted_at: None,
        quantity: None,
        unit: None,
        expiry: None,
        reason: None,
        counts: true,
        document: Some(document),
    }
}

fn entry_ref(row: &Row<'_>) -> rusqlite::Result<EntryRef> {
    let scope: String = row.get("scope")?;
    Ok(EntryRef {
        device: row.id("device")?,
        scope: scope.parse::<Scope>().map_err(wrong)?,
        seq: unsigned(row.get("seq")?),
    })
}

impl Reads<'_> {
    /// Everything that is to be settled, or was, on this computer: what is open first, then the latest.
    ///
    /// # Errors
    /// That the file cannot be read; so for every function here.
    pub fn tasks(&self) -> Result<Vec<TaskView>, StoreError> {
        let mut views = Vec::new();
        for found in self.found_tasks()? {
            views.push(self.task_view(found)?);
        }
        views.sort_by(|a, b| {
            let settled = |view: &TaskView| view.task.state == TaskState::Settled;
            let order = settled(a).cmp(&settled(b));
            order
                .then_with(|| b.task.recorded_at.cmp(&a.task.recorded_at))
                .then_with(|| a.task.id.cmp(&b.task.id))
        });
        Ok(views)
    }

    /// One task, while its cause is there.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn task(&self, id: TaskId) -> Result<Option<TaskView>, StoreError> {
        let mut found = self.found_tasks()?.into_iter();
        let found = found.find(|found| found.id() == id);
        found.map(|found| self.task_view(found)).transpose()
    }

    /// What the rule of settling asks of a task.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn task_facts(&self, id: TaskId) -> Result<Option<Facts>, StoreError> {
        let mut found = self.found_tasks()?.into_iter();
        let Some(found) = found.find(|found| found.id() == id) else {
            return Ok(None);
        };
        let resolutions = self.resolutions(id, found.kind.home(found.site))?;
        let choice = |option: &TaskOption| Choice {
            choice: option.choice,
            about: option.about,
            asked: option.asked,
            expiry: option.expiry,
        };
        Ok(Some(Facts {
            settled: fold::settling(&resolutions, &found.entries).is_some(),
            choices: found.options.iter().map(choice).collect(),
            kind: found.kind,
            subject: found.subject,
            site: found.site,
            entries: found.entries,
        }))
    }

    /// Tasks that a person settled when another one had done so: the decision changed nothing, which its author is told.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn decided_in_vain(&self, person: PersonId) -> Result<Vec<TaskId>, StoreError> {
        let params = named_params! { ":person": person.blob() };
        rows(self.connection, IN_VAIN, params, |row| row.id("task"))
    }

    fn found_tasks(&self) -> Result<Vec<Found>, StoreError> {
        let mut found = self.goods_tasks()?;
        found.extend(self.office_tasks()?);
        found.extend(self.announced_beyond()?);
        found.extend(self.differences()?);
        found.extend(self.clock_tasks()?);
        Ok(found)
    }

    /// The decisions of a task's owners, in fold order. A task's id says nothing of whose it is, so that anybody could
    /// write a decision of another site's task in their own scope.
    pub(crate) fn resolutions(
        &self,
        id: TaskId,
        home: Scope,
    ) -> Result<Vec<Resolution>, StoreError> {
        let held = load::unit(self.connection, &fold::Unit::Task(id))?;
        let mut entries = load::stamped(&held);
        entries.retain(|entry| entry.scope == home);
        Ok(fold::task(&entries).resolutions)
    }

    /// The decision that settles a task resting on these entries.
    pub(crate) fn settled_by(
        &self,
        kind: TaskKind,
        subject: &str,
        entries: &BTreeSet<EntryRef>,
    ) -> Result<Option<Resolution>, StoreError> {
        let resolutions = self.resolutions(TaskId::of(kind, subject), kind.home(None))?;
        Ok(fold::settling(&resolutions, entries).cloned())
    }

    /// The task, without its numbers if they are of several items.
    pub(crate) fn of_items(
        &self,
        mut found: Found,
        items: impl IntoIterator<Item = ItemId>,
    ) -> Result<Found, StoreError> {
        let heads = items.into_iter().map(|item| self.item_head(item));
        if heads.collect::<Result<BTreeSet<_>, _>>()?.len() > 1 {
            found.say_no_number();
        }
        Ok(found)
    }

    /// Whether the donor gives after all what was withdrawn.
    pub(crate) fn donor_confirmed(&self, id: AcceptanceId) -> Result<bool, StoreError> {
        let entries = self.withdrawal_entries(id)?;
        let kind = TaskKind::AcceptedAfterWithdrawal;
        let settled = self.settled_by(kind, &id.to_string(), &entries)?;
        Ok(settled.is_some_and(|one| one.body.choice == TaskChoice::DonorConfirmed))
    }

    /// The date that somebody read on the label of a batch.
    pub(crate) fn label_says(
        &self,
        item: ItemId,
        batch: &str,
    ) -> Result<Option<NaiveDate>, StoreError> {
        let subject = office::batch_subject(item, batch);
        let kind = TaskKind::ExpiryDiffers;
        let resolutions = self.resolutions(TaskId::of(kind, &subject), kind.home(None))?;
        if resolutions.is_empty() {
            return Ok(None);
        }
        let entries = self.batch_entries(item, batch)?;
        let settled = fold::settling(&resolutions, &entries);
        Ok(settled.and_then(|one| one.body.expiry))
    }

    /// Whether somebody said that two records are two.
    pub(crate) fn are_different(
        &self,
        one: uuid::Uuid,
        other: uuid::Uuid,
        entries: &BTreeSet<EntryRef>,
    ) -> Result<bool, StoreError> {
        let subject = pair(one, other);
        let settled = self.settled_by(TaskKind::RecordsSimilar, &subject, entries)?;
        Ok(settled.is_some())
    }

    /// The entry that a document is.
    pub(crate) fn entry_of(
        &self,
        id: DocumentId,
        kind: DocumentKind,
    ) -> Result<Option<EntryRef>, StoreError> {
        let params = named_params! { ":id": id.blob(), ":kind": word(&kind) };
        Ok(rows(self.connection, ENTRY_OF, params, entry_ref)?.pop())
    }

    pub(crate) fn entry_by_row(&self, entry: i64) -> Result<Option<EntryRef>, StoreError> {
        let params = named_params! { ":entry": entry };
        Ok(rows(self.connection, ENTRY_BY_ROW, params, entry_ref)?.pop())
    }

    fn task_view(&self, found: Found) -> Result<TaskView, StoreError> {
        let id = found.id();
        let resolutions = self.resolutions(id, found.kind.home(found.site))?;
        let state = match fold::settling(&resolutions, &found.entries) {
            Some(_) => TaskState::Settled,
            None if resolutions.is_empty() => TaskState::Open,
            None => TaskState::Reopened,
        };
        let site_name = found.site.map(|site| self.site_name(site)).transpose()?;
        let latest = found.versions.iter().map(|one| &one.recorded_at).max();
        let number = found.number.unwrap_or(found.kind.row().number);
        let mut decisions = Vec::with_capacity(resolutions.len());
        for one in &resolutions {
            decisions.push(self.decision(one)?);
        }
        let settles = found.entries.iter().copied().map(SettledEntry::from);
        Ok(TaskView {
            task: TaskRow {
                id,
                kind: found.kind,
                number: number.to_owned(),
                state,
                mine: false,
                site: found.site,
                site_name: site_name.flatten(),
                names: found.names,
                words: found.words,
                quantity: found.quantity,
                unit: found.unit,
                versions: count(i64::try_from(found.versions.len()).unwrap_or(i64::MAX)),
                recorded_at: latest.cloned().unwrap_or_default(),
            },
            options: if state == TaskState::Settled {
                Vec::new()
            } else {
                found.options
            },
            versions: found.versions,
            decisions,
            rests_on: settles.map(|entry| (&entry).into()).collect(),
            leads_to: found.leads_to,
        })
    }

    fn decision(&self, one: &Resolution) -> Result<TaskDecision, StoreError> {
        let person = self.person(one.person)?;
        Ok(TaskDecision {
            choice: one.body.choice,
            about: one.body.about,
            expiry: one.body.expiry.map(|day| day.to_string()),
            person: one.person,
            person_name: person.map(|row| row.name).unwrap_or_default(),
            recorded_at: one
                .recorded_at
                .to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
            reason: one.reason.clone(),
            counts: one.counts,
        })
    }
}
