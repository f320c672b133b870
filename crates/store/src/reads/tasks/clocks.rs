//! Tasks about computers: a clock that was wrong by days, and entries of a newer program.
//!
//! What a newcomer gets wrong: a computer that was away for weeks has recorded long before the server took it, and its
//! clock was right. It was certainly wrong only when it recorded after the server had it, or before the server took
//! something that its author had seen.

use std::collections::BTreeMap;

use chrono::DateTime;
use ledger::body::DocumentKind;
use ledger::fold::EntryRef;
use ledger::ids::{DeviceId, DocumentId, PersonId};
use ledger::scope::Scope;
use ledger::task::{TaskChoice, TaskKind};
use proof::entry::Envelope;

use super::office::nobody;
use super::{Found, option, version};
use crate::error::StoreError;
use crate::journal::packed::Unpacked;
use crate::reads::Reads;
use crate::row::{Columns, rows, statements, unsigned, wrong};
use crate::view::TaskVersion;

statements! {
    WRONG = "SELECT document.id, document.kind, stream.device, stream.scope, entry.seq, device.name AS device_name,
                    doubt.accepted_at
               FROM clock_doubt AS doubt
               JOIN document ON document.entry = doubt.entry
               JOIN entry ON entry.id = doubt.entry
               JOIN stream ON stream.id = entry.stream
               LEFT JOIN device ON device.id = stream.device
              WHERE doubt.recorded_at > doubt.accepted_at + 86400
                 OR doubt.recorded_at < coalesce((SELECT known.accepted_at FROM position AS known
                                                   WHERE known.pos <= doubt.saw_pos ORDER BY known.pos DESC LIMIT 1), 0) - 86400
              ORDER BY stream.device, stream.scope, entry.seq";
    UNREAD = "SELECT unread_entry.kind, stream.device, stream.scope, entry.seq, entry.bytes
                FROM unread_entry JOIN entry ON entry.id = unread_entry.entry JOIN stream ON stream.id = entry.stream
               ORDER BY unread_entry.kind, unread_entry.entry LIMIT 500";
    UNREAD_BYTES = "SELECT entry.bytes FROM unread_entry JOIN entry ON entry.id = unread_entry.entry";
}

/// Most documents shown of one computer; all of them are settled together.
const SHOWN: usize = 50;

struct Wrong {
    id: DocumentId,
    kind: DocumentKind,
    entry: EntryRef,
    device_name: Option<String>,
    accepted_at: i64,
}

impl Reads<'_> {
    pub(super) fn clock_tasks(&self) -> Result<Vec<Found>, StoreError> {
        let mut found = self.wrong_clocks()?;
        found.extend(self.newer_entries()?);
        Ok(found)
    }

    fn wrong_clocks(&self) -> Result<Vec<Found>, StoreError> {
        let wrong_ones = rows(self.connection, WRONG, &[], |row| {
            let scope: String = row.get("scope")?;
            Ok(Wrong {
                id: row.id("id")?,
                kind: row.word("kind")?,
                entry: EntryRef {
                    device: row.id("device")?,
                    scope: scope.parse::<Scope>().map_err(wrong)?,
                    seq: unsigned(row.get("seq")?),
                },
                device_name: row.get("device_name")?,
                accepted_at: row.get("accepted_at")?,
            })
        })?;
        let mut of: BTreeMap<(DeviceId, Scope), Vec<Wrong>> = BTreeMap::new();
        for one in wrong_ones {
            let key = (one.entry.device, one.entry.scope);
            of.entry(key).or_default().push(one);
        }
        let mut tasks = Vec::with_capacity(of.len());
        for ((device, scope), documents) in of {
            let mut found = Found::new(TaskKind::ClockWrong, format!("{device}/{scope}"));
            if let Scope::Site(site) = scope {
                found.site = Some(site);
            }
            found.words = documents.iter().find_map(|one| one.device_name.clone());
            found.quantity = i64::try_from(documents.len()).ok();
            found.options = vec![option(TaskChoice::ConfirmDate)];
            for one in documents {
                found.entries.insert(one.entry);
                if found.versions.len() == SHOWN {
                    continue;
                }
                if let Some(document) = self.document_of(one.id, one.kind)? {
                    let accepted = DateTime::from_timestamp(one.accepted_at, 0);
                    found.versions.push(TaskVersion {
                        accepted_at: accepted
                            .map(|at| at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)),
                        ..version(document)
                    });
                }
            }
            tasks.push(found);
        }
        Ok(tasks)
    }

    /// Entries that this program cannot read, by their kind: all that is known of them stands in their envelopes.
    fn newer_entries(&self) -> Result<Vec<Found>, StoreError> {
        let unread = rows(self.connection, UNREAD, &[], |row| {
            let scope: String = row.get("scope")?;
            let entry = scope.parse::<Scope>().ok().map(|scope| {
                Ok::<_, rusqlite::Error>(EntryRef {
                    device: row.id("device")?,
                    scope,
                    seq: unsigned(row.get("seq")?),
                })
            });
            let Unpacked(bytes) = row.get("bytes")?;
            let envelope = Envelope::parse(&bytes).map_err(wrong)?;
            Ok((row.get::<_, String>("kind")?, entry.transpose()?, envelope))
        })?;
        let mut of: BTreeMap<String, Found> = BTreeMap::new();
        for (kind, entry, envelope) in unread {
            let found = of.entry(kind).or_insert_with_key(|kind| {
                let mut found = Found::new(TaskKind::NeedsUpdate, kind.clone());
                found.words = Some(kind.clone());
                found
            });
            found.entries.extend(entry);
            found.quantity = Some(found.quantity.unwrap_or(0) + 1);
            if found.versions.len() < SHOWN {
                let person = self.person(PersonId(envelope.person))?;
                found.versions.push(TaskVersion {
                    person_name: person.map(|row| row.name).unwrap_or_default(),
                    recorded_at: envelope.recorded_at,
                    ..nobody()
                });
            }
        }
        Ok(of.into_values().collect())
    }

    /// Whether an entry of a newer program says in its header that it is about a document: until this program can read
    /// it, nobody can tell what became of the document.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn is_locked_by_newer(&self, id: DocumentId) -> Result<bool, StoreError> {
        let Some(document) = self.document(id)? else {
            return Ok(false);
        };
        let Some(entry) = self.entry_of(id, document.kind)? else {
            return Ok(false);
        };
        let named = proof::entry::EntryRef {
            device: entry.device.0,
            scope: entry.scope.to_string(),
            seq: entry.seq,
        };
        // SQLite reads no JSON as deep as a stranger's entry may be.
        let reversed = rows(self.connection, UNREAD_BYTES, &[], |row| {
            let Unpacked(bytes) = row.get("bytes")?;
            Ok(Envelope::parse(&bytes).map_err(wrong)?.reverses)
        })?;
        Ok(reversed.contains(&Some(named)))
    }
}
