//! I-07: consignments that offices announced apart carry more of an acceptance than is accepted. And what the office has
//! decided to withdraw, until it is withdrawn.
//!
//! What a newcomer gets wrong: which lines these are is not looked for here. The fold keeps them in `announced_beyond`, and
//! the view `announced` is what an announcement on this computer is measured by too.

use std::collections::BTreeSet;

use ledger::body::{DocumentKind, Unit};
use ledger::fold::{EntryRef, Resolution};
use ledger::ids::{AcceptanceId, AcceptanceLineId, ConsignmentId, DocumentId};
use ledger::task::{TaskChoice, TaskKind};
use ledger::text::Names;
use rusqlite::named_params;

use super::office::nobody;
use super::{Found, option, version};
use crate::error::StoreError;
use crate::reads::Reads;
use crate::row::{Columns, Id, rows, statements};
use crate::view::{EffectKind, TaskEffect, TaskVersion};

statements! {
    BEYOND = "SELECT beyond.acceptance_line, beyond.acceptance, beyond.accepted, beyond.announced,
                     site.name AS site_name, item.names AS item_names, item.unit
                FROM announced_beyond AS beyond
                LEFT JOIN acceptance_line AS line
                       ON line.acceptance = beyond.acceptance
                      AND line.n = (SELECT min(n) FROM acceptance_line AS one
                                     WHERE one.acceptance = beyond.acceptance AND one.id = beyond.acceptance_line)
                LEFT JOIN site ON site.id = line.site
                LEFT JOIN item ON item.id = line.item
               ORDER BY beyond.acceptance, beyond.acceptance_line";
    CARRIERS = "SELECT consignment, max(awaited) AS awaited,
                       total_units(CASE WHEN awaited THEN quantity ELSE min(quantity, counted) END) AS takes,
                       total_units(min(quantity, counted)) AS counted
                  FROM announced WHERE acceptance_line = :line GROUP BY consignment ORDER BY consignment";
}

/// A line of an acceptance of which more is announced than is accepted.
struct Line {
    id: AcceptanceLineId,
    acceptance: AcceptanceId,
    accepted: i64,
    announced: i64,
    site_name: Option<String>,
    names: Option<Names>,
    unit: Option<Unit>,
}

/// What one consignment takes of the line.
struct Carrier {
    consignment: ConsignmentId,
    /// Something of it may still come.
    awaited: bool,
    takes: i64,
    counted: i64,
}

impl Reads<'_> {
    /// Lines of acceptances of which more is announced than is accepted, with what is still to be withdrawn of them.
    pub(super) fn announced_beyond(&self) -> Result<Vec<Found>, StoreError> {
        let lines = rows(self.connection, BEYOND, &[], |row| {
            Ok(Line {
                id: row.id("acceptance_line")?,
                acceptance: row.id("acceptance")?,
                accepted: row.get("accepted")?,
                announced: row.get("announced")?,
                site_name: row.get("site_name")?,
                names: row.maybe_json("item_names")?,
                unit: row.maybe_word("unit")?,
            })
        })?;
        let mut tasks = Vec::new();
        for line in &lines {
            let found = self.beyond(line)?;
            tasks.extend(self.withdrawal_due(&found)?);
            tasks.push(found);
        }
        Ok(tasks)
    }

    fn carriers_of(&self, line: AcceptanceLineId) -> Result<Vec<Carrier>, StoreError> {
        let params = named_params! { ":line": line.blob() };
        let mut carriers = rows(self.connection, CARRIERS, params, |row| {
            Ok(Carrier {
                consignment: row.id("consignment")?,
                awaited: row.get("awaited")?,
                takes: row.get("takes")?,
                counted: row.get("counted")?,
            })
        })?;
        carriers.retain(|one| one.takes > 0);
        Ok(carriers)
    }

    fn beyond(&self, line: &Line) -> Result<Found, StoreError> {
        let subject = format!("{}/{}", line.acceptance, line.id);
        let mut found = Found::new(TaskKind::AnnouncedBeyond, subject);
        found.leads_to = Some(line.acceptance.into());
        found.names.clone_from(&line.names);
        found.unit = line.unit;
        found.quantity = Some(line.announced);
        found.entries = self.accepting_entries(line.acceptance)?;
        let accepted = self.document_of(line.acceptance.into(), DocumentKind::Acceptance)?;
        found.versions.extend(accepted.map(|document| TaskVersion {
            quantity: Some(line.accepted),
            unit: line.unit,
            site_name: line.site_name.clone(),
            ..version(document)
        }));
        let announced = |to| TaskEffect {
            kind: EffectKind::Announced,
            site_name: line.site_name.clone(),
            from: line.announced,
            to,
        };
        let mut all = option(TaskChoice::KeepAll);
        all.effects.push(announced(line.announced));
        found.options.push(all);
        for one in self.carriers_of(line.id)? {
            let id: DocumentId = one.consignment.into();
            found
                .entries
                .extend(self.entry_of(id, DocumentKind::Consignment)?);
            let Some(document) = self.document_of(id, DocumentKind::Consignment)? else {
                continue;
            };
            // What was counted of it has come, and is withdrawn by nobody.
            if one.awaited && one.takes > one.counted {
                let mut withdraw = option(TaskChoice::WithdrawConsignment);
                withdraw.about = Some(id);
                withdraw.about_number = Some(document.number.clone());
                withdraw
                    .effects
                    .push(announced(line.announced - one.takes + one.counted));
                found.options.push(withdraw);
            }
            found.versions.push(TaskVersion {
                quantity: Some(one.takes),
                unit: line.unit,
                ..version(document)
            });
        }
        Ok(found)
    }

    /// The proposal of an acceptance with its reductions and its cancellation: what says how much is accepted.
    fn accepting_entries(&self, id: AcceptanceId) -> Result<BTreeSet<EntryRef>, StoreError> {
        let state = self.acceptance_state(id)?;
        let proposed = state.iter().filter_map(|state| state.proposed.as_ref());
        let changes = state.iter().flat_map(|state| state.changes.iter().copied());
        Ok(proposed.map(|(entry, _)| *entry).chain(changes).collect())
    }

    /// What the office has decided to withdraw, for as long as the choice is still there to be made: a decision writes no
    /// other document, so that somebody has to move the consignment, or take the link back.
    pub(super) fn withdrawal_due(&self, of: &Found) -> Result<Option<Found>, StoreError> {
        let Some(decided) = self.settled_by(of.kind, &of.subject, &of.entries)? else {
            return Ok(None);
        };
        let kind = match decided.body.choice {
            TaskChoice::WithdrawConsignment => DocumentKind::Consignment,
            TaskChoice::WithdrawLink => DocumentKind::Match,
            _ => return Ok(None),
        };
        let chosen = of
            .options
            .iter()
            .find(|one| one.choice == decided.body.choice && one.about == decided.body.about);
        let Some(about) = chosen.and_then(|one| one.about) else {
            return Ok(None);
        };
        let mut found = Found::new(TaskKind::WithdrawalDue, format!("{}/{about}", of.subject));
        found.number = Some(of.kind.row().number);
        found.leads_to = Some(about);
        found.names.clone_from(&of.names);
        found.entries.insert(decided.entry);
        found.entries.extend(self.entry_of(about, kind)?);
        if let Some(document) = self.document_of(about, kind)? {
            found.words = Some(document.number.clone()).filter(|number| !number.is_empty());
            found.versions.push(version(document));
        }
        found.versions.push(self.said_why(&decided)?);
        Ok(Some(found))
    }

    /// The decision itself, as a version.
    fn said_why(&self, decided: &Resolution) -> Result<TaskVersion, StoreError> {
        let person = self.person(decided.person)?;
        Ok(TaskVersion {
            person_name: person.map(|row| row.name).unwrap_or_default(),
            recorded_at: decided
                .recorded_at
                .to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
            reason: decided.reason.clone(),
            ..nobody()
        })
    }
}
