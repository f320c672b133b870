//! What belongs to this computer alone and is never sent: drafts, PINs, settings, the log of exchanges.

pub(crate) mod checks;

pub use checks::{Alarm, FullCheck};

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use ledger::ids::{DraftId, PersonId};
use rusqlite::{Connection, named_params};

use crate::error::StoreError;
use crate::open::Store;
use crate::row::{Id, count, first, json, rows, run, statements, wrong};
use crate::view::{DraftRow, SyncLogRow};

statements! {
    SAVE_DRAFT = "INSERT INTO draft (id, kind, person, saved_at, content)
                  VALUES (:id, :kind, :person, :saved_at, :content)
                  ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, saved_at = excluded.saved_at,
                      content = excluded.content WHERE draft.person = excluded.person";
    DISCARD_DRAFT = "DELETE FROM draft WHERE id = :id AND person = :person";
    PIN = "SELECT phc, failures, lockouts, locked_until, code FROM pin WHERE person = :person";
    SET_PIN = "INSERT INTO pin (person, phc, failures, lockouts, locked_until, code)
               VALUES (:person, :phc, :failures, :lockouts, :locked_until, :code)
               ON CONFLICT (person) DO UPDATE SET phc = excluded.phc, failures = excluded.failures,
                   lockouts = excluded.lockouts, locked_until = excluded.locked_until, code = excluded.code";
    SETTING = "SELECT value FROM setting WHERE key = :key";
    SET_SETTING = "INSERT INTO setting (key, value) VALUES (:key, :value)
                   ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    REMOVE_SETTING = "DELETE FROM setting WHERE key = :key";
    NOTE_EXCHANGE = "INSERT INTO sync_log (at, sent, received, problem) VALUES (:at, :sent, :received, :problem)";
    FORGET_EXCHANGES = "DELETE FROM sync_log WHERE at < :before
                        AND id IS NOT (SELECT max(id) FROM sync_log WHERE problem IS NULL)";
    SYNC_LOG = "SELECT at, sent, received, problem FROM sync_log ORDER BY id DESC LIMIT :limit";
}

/// Days an exchange stays in the log.
const LOG_DAYS: i64 = 90;

/// A person's PIN on this computer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin {
    /// Argon2id in PHC form; empty while there is none and only wrong codes are counted.
    pub phc: String,
    /// Wrong PINs since the last right one.
    pub failures: u32,
    /// How often in a row the person was locked out.
    pub lockouts: u32,
    pub locked_until: Option<DateTime<Utc>>,
    /// Hash of the one-time code it was set with, so that the code sets no second one.
    pub code: String,
}

impl Pin {
    /// The counts of somebody who has no PIN here yet.
    #[must_use]
    pub fn unset() -> Self {
        Self {
            phc: String::new(),
            failures: 0,
            lockouts: 0,
            locked_until: None,
            code: String::new(),
        }
    }

    /// Whether there is a PIN.
    #[must_use]
    pub fn is_set(&self) -> bool {
        !self.phc.is_empty()
    }
}

/// An exchange that ended, for the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyncNote {
    pub at: DateTime<Utc>,
    pub sent: u32,
    pub received: u32,
    /// Problem code; `None` when it went well.
    pub problem: Option<String>,
}

impl Store {
    /// Saves a draft as it is typed.
    ///
    /// # Errors
    /// That the file cannot be written.
    pub fn save_draft(&self, draft: &DraftRow) -> Result<(), StoreError> {
        self.transact(|connection| {
            let params = named_params! {
                ":id": draft.id.blob(),
                ":kind": draft.kind,
                ":person": draft.person.blob(),
                ":saved_at": draft.saved_at,
                ":content": json(&draft.content),
            };
            run(connection, SAVE_DRAFT, params)?;
            Ok(())
        })
    }

    /// Throws a draft away; whether there was one.
    ///
    /// # Errors
    /// That the file cannot be written.
    pub fn discard_draft(&self, draft: DraftId, person: PersonId) -> Result<bool, StoreError> {
        self.transact(|connection| {
            let params = named_params! { ":id": draft.blob(), ":person": person.blob() };
            Ok(run(connection, DISCARD_DRAFT, params)? > 0)
        })
    }

    /// The PIN of a person on this computer, if set.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn pin(&self, person: PersonId) -> Result<Option<Pin>, StoreError> {
        self.read(|reads| pin(reads.connection, person))
    }

    /// Changes what is kept of a person's PIN, in one transaction: of two tries at once neither goes uncounted. `f` gets
    /// the PIN as it is, if one is set, and may say no.
    ///
    /// # Errors
    /// What `f` returns, and then nothing is changed; that the file cannot be written.
    pub fn change_pin<E: From<StoreError>>(
        &self,
        person: PersonId,
        f: impl FnOnce(Option<Pin>) -> Result<Pin, E>,
    ) -> Result<Pin, E> {
        self.transact(|connection| {
            let changed = f(pin(connection, person)?)?;
            keep_pin(connection, person, &changed)?;
            Ok(changed)
        })
    }

    /// Keeps a PIN, or the count of its failures.
    ///
    /// # Errors
    /// That the file cannot be written.
    pub fn set_pin(&self, person: PersonId, pin: &Pin) -> Result<(), StoreError> {
        self.transact(|connection| keep_pin(connection, person, pin))
    }

    /// A setting of this computer.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn setting(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.read(|reads| {
            first(
                reads.connection,
                SETTING,
                named_params! { ":key": key },
                |row| row.get("value"),
            )
        })
    }

    /// Keeps a setting; an empty value removes it.
    ///
    /// # Errors
    /// That the file cannot be written.
    pub fn set_setting(&self, key: &str, value: &str) -> Result<(), StoreError> {
        self.transact(|connection| {
            if value.is_empty() {
                run(connection, REMOVE_SETTING, named_params! { ":key": key })?;
            } else {
                run(
                    connection,
                    SET_SETTING,
                    named_params! { ":key": key, ":value": value },
                )?;
            }
            Ok(())
        })
    }

    /// Notes an exchange and forgets those older than 90 days, but never the last that went well: a computer may stay
    /// away for months, or its clock be set right by years.
    ///
    /// # Errors
    /// That the file cannot be written.
    pub fn note_exchange(&self, note: &SyncNote) -> Result<(), StoreError> {
        self.transact(|connection| {
            let params = named_params! {
                ":at": instant(note.at),
                ":sent": note.sent,
                ":received": note.received,
                ":problem": note.problem,
            };
            run(connection, NOTE_EXCHANGE, params)?;
            let before = instant(note.at - TimeDelta::days(LOG_DAYS));
            run(
                connection,
                FORGET_EXCHANGES,
                named_params! { ":before": before },
            )?;
            Ok(())
        })
    }

    /// The log of exchanges, newest first.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn sync_log(&self, limit: u32) -> Result<Vec<SyncLogRow>, StoreError> {
        self.read(|reads| log(reads.connection, limit))
    }
}

fn instant(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// The log of exchanges, newest first.
pub(crate) fn log(
    connection: &rusqlite::Connection,
    limit: u32,
) -> Result<Vec<SyncLogRow>, StoreError> {
    rows(
        connection,
        SYNC_LOG,
        named_params! { ":limit": limit },
        |row| {
            Ok(SyncLogRow {
                at: row.get("at")?,
                sent: count(row.get("sent")?),
                received: count(row.get("received")?),
                problem: row.get("problem")?,
            })
        },
    )
}

fn pin(connection: &Connection, person: PersonId) -> Result<Option<Pin>, StoreError> {
    first(
        connection,
        PIN,
        named_params! { ":person": person.blob() },
        |row| {
            let locked_until: Option<String> = row.get("locked_until")?;
            let locked_until = locked_until
                .map(|text| DateTime::parse_from_rfc3339(&text))
                .transpose();
            Ok(Pin {
                phc: row.get("phc")?,
                failures: count(row.get("failures")?),
                lockouts: count(row.get("lockouts")?),
                locked_until: locked_until.map_err(wrong)?.map(|time| time.to_utc()),
                code: row.get("code")?,
            })
        },
    )
}

fn keep_pin(connection: &Connection, person: PersonId, pin: &Pin) -> Result<(), StoreError> {
    let params = named_params! {
        ":person": person.blob(),
        ":phc": pin.phc,
        ":failures": pin.failures,
        ":lockouts": pin.lockouts,
        ":locked_until": pin.locked_until.map(instant),
        ":code": pin.code,
    };
    run(connection, SET_PIN, params)?;
    Ok(())
}
