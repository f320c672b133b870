//! How the last full check ended, and the alarm: what was found wrong and not put right since. This computer's alone.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, named_params};

use super::instant;
use crate::error::StoreError;
use crate::open::Store;
use crate::row::{first, number, run, signed, statements, unsigned, wrong};

statements! {
    LAST = "SELECT ended_at, entries, problem FROM full_check";
    NOTE = "INSERT INTO full_check (one, ended_at, entries, problem) VALUES (1, :ended_at, :entries, :problem)
            ON CONFLICT (one) DO UPDATE SET ended_at = excluded.ended_at, entries = excluded.entries,
                problem = excluded.problem";
    ALARM = "SELECT since, problem, detail FROM alarm";
    /// Since when stays as it was first told, while the same is wrong. Damage stays told whatever lesser thing is found
    /// beside it, until somebody has looked at everything.
    RAISE = "INSERT INTO alarm (one, since, problem, detail) VALUES (1, :since, :problem, :detail)
             ON CONFLICT (one) DO UPDATE SET
                 since = CASE WHEN problem = excluded.problem THEN since ELSE excluded.since END,
                 problem = excluded.problem, detail = excluded.detail
             WHERE :whole OR alarm.problem <> 'file-damaged' OR excluded.problem <> 'projection-mismatch'";
    END = "DELETE FROM alarm WHERE :whole OR problem = 'projection-mismatch'";
    ENTRIES = "SELECT count(*) FROM entry";
}

/// A full check that ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FullCheck {
    pub ended_at: DateTime<Utc>,
    /// How many entries it covered; 0 where it stopped at what it found.
    pub entries: u64,
    /// Problem code; `None` when it found nothing wrong.
    pub problem: Option<String>,
}

/// What was found wrong and not put right since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alarm {
    /// When it was first found.
    pub since: DateTime<Utc>,
    /// Problem code.
    pub problem: String,
    pub detail: Option<String>,
}

impl Store {
    /// How the last full check ended; `None` where none has.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn last_full_check(&self) -> Result<Option<FullCheck>, StoreError> {
        self.read(|reads| {
            first(reads.connection, LAST, &[], |row| {
                let entries: i64 = row.get("entries")?;
                Ok(FullCheck {
                    ended_at: time(row.get("ended_at")?)?,
                    entries: unsigned(entries),
                    problem: row.get("problem")?,
                })
            })
        })
    }

    /// Notes how a full check ended. What it found is the alarm from then on. That it found nothing ends the alarm; where it
    /// was not of the `whole` file, with every seal and index, it ends only one about figures.
    ///
    /// # Errors
    /// That the file cannot be written.
    pub fn note_full_check(
        &self,
        check: &FullCheck,
        detail: Option<&str>,
        whole: bool,
    ) -> Result<(), StoreError> {
        self.transact(|connection| {
            let params = named_params! {
                ":ended_at": instant(check.ended_at),
                ":entries": signed(check.entries),
                ":problem": check.problem,
            };
            run(connection, NOTE, params)?;
            match &check.problem {
                None => run(connection, END, named_params! { ":whole": whole }).map(|_| ()),
                Some(problem) => raise(
                    connection,
                    &Alarm {
                        since: check.ended_at,
                        problem: problem.clone(),
                        detail: detail.map(str::to_owned),
                    },
                    whole,
                ),
            }
        })
    }

    /// The alarm, if one stands.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn alarm(&self) -> Result<Option<Alarm>, StoreError> {
        self.read(|reads| {
            first(reads.connection, ALARM, &[], |row| {
                Ok(Alarm {
                    since: time(row.get("since")?)?,
                    problem: row.get("problem")?,
                    detail: row.get("detail")?,
                })
            })
        })
    }

    /// Raises the alarm. It stands until a full check finds nothing wrong.
    ///
    /// # Errors
    /// That the file cannot be written.
    pub fn raise_alarm(&self, alarm: &Alarm) -> Result<(), StoreError> {
        self.transact(|connection| raise(connection, alarm, false))
    }

    /// How many entries the journal holds.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn entries_held(&self) -> Result<u64, StoreError> {
        self.read(|reads| number(reads.connection, ENTRIES, &[]).map(unsigned))
    }
}

fn raise(connection: &Connection, alarm: &Alarm, whole: bool) -> Result<(), StoreError> {
    let params = named_params! {
        ":since": instant(alarm.since),
        ":problem": alarm.problem,
        ":detail": alarm.detail,
        ":whole": whole,
    };
    run(connection, RAISE, params)?;
    Ok(())
}

fn time(text: String) -> rusqlite::Result<DateTime<Utc>> {
    let time = DateTime::parse_from_rfc3339(&text).map_err(wrong)?;
    Ok(time.to_utc())
}
