//! The full check beside a person's work: everything is folded again in a copy, so that nobody waits for it.
//!
//! What a newcomer gets wrong: the check that a person asks for folds in the file itself, in a transaction that is given up,
//! and holds the writer as long. Here the journal is copied out of one snapshot, which keeps no writer waiting, and folded
//! in a file of its own under a key that nobody keeps. Tables are compared as heaps of rows, in no order: sorting a million
//! of them would take the memory that the window needs.

use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, named_params};

use super::{Flaw, Pace, Stop, Verified, check_entries, figures, room};
use crate::error::StoreError;
use crate::keys::DataKey;
use crate::open::{Store, connect};
use crate::projection::{self, Heaps};
use crate::row::{number, rows, run};

/// The copy, beside the ledger.
const FILE: &str = "ledger.check";
const SHAPES: &str = "SELECT type, tbl_name, sql FROM ledger.sqlite_schema WHERE sql IS NOT NULL
                      ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 WHEN 'view' THEN 2 ELSE 3 END, name";
/// What the folds read and what proves it. Drafts, PINs and settings stay where they are.
const COPIED: &[&str] = &[
    "identity",
    "certificate",
    "stream",
    "position",
    "head",
    "scope",
    "scope_index",
    "state",
];
const LAST: &str = "SELECT coalesce(max(id), 0) FROM ledger.entry";
const ENTRIES: &str =
    "INSERT INTO main.entry SELECT * FROM ledger.entry WHERE id > :after AND id <= :upto";
/// Entries copied in one go.
const BATCH: i64 = 500;

impl Store {
    /// Makes the full check in a copy, at this pace; `None` when it was stopped. Seals of pages that hold no row are left to
    /// the check that a person asks for.
    ///
    /// # Errors
    /// That the check itself could not run; what it finds is in the result. `DiskFull` also where the copy would leave too
    /// little room for what is posted meanwhile.
    pub fn verify_beside(&self, pace: &Pace) -> Result<Option<Verified>, StoreError> {
        let found = Copy::of(self, pace).and_then(|copy| copy.check(pace));
        if pace.is_stopped() {
            return Ok(None);
        }
        match found {
            Ok(verified) => Ok(Some(verified)),
            Err(Stop::Flaw(flaw)) => Ok(Some(Verified {
                entries: 0,
                head: String::new(),
                flaw: Some(flaw),
            })),
            Err(Stop::Store(cause)) => Err(cause),
        }
    }
}

/// What a check that was killed left behind.
pub(crate) fn forget_copy(dir: &Path) {
    drop(Scrap(dir.join(FILE)));
}

/// A file that goes when it is dropped. One that cannot be removed is emptied by the next check.
struct Scrap(PathBuf);

impl Scrap {
    /// Under another key what is left of an earlier check would be no file of a ledger.
    fn emptied(&self) -> Result<(), StoreError> {
        let failed = |cause: std::io::Error| StoreError::Failed {
            detail: cause.to_string(),
        };
        File::create(&self.0).map_err(failed)?;
        let mut log = self.0.clone().into_os_string();
        log.push("-wal");
        match File::options().write(true).truncate(true).open(log) {
            Err(cause) if cause.kind() != ErrorKind::NotFound => Err(failed(cause)),
            _ => Ok(()),
        }
    }
}

impl Drop for Scrap {
    fn drop(&mut self) {
        for beside in ["", "-wal", "-shm"] {
            let mut name = self.0.clone().into_os_string();
            name.push(beside);
            let _ = std::fs::remove_file(name);
        }
    }
}

/// The journal of the ledger, and what its rows came to at that moment.
struct Copy {
    connection: Connection,
    shown: Heaps,
    stands: bool,
    /// Last, so that the connection is closed before.
    _file: Scrap,
}

impl Copy {
    fn of(store: &Store, pace: &Pace) -> Result<Self, Stop> {
        forget_copy(store.dir());
        let file = Scrap(store.dir().join(FILE));
        file.emptied()?;
        room::demand(&file.0, store.bytes()?.saturating_mul(2))?;
        let mut key = DataKey([0; 32]);
        getrandom::fill(&mut key.0).map_err(|cause| StoreError::Failed {
            detail: cause.to_string(),
        })?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let mut connection = connect(&file.0, &key, flags).map_err(|cause| StoreError::Failed {
            detail: cause.to_string(),
        })?;
        // Nobody keeps the copy: it need not outlive a power cut, and nothing in it is ever taken back.
        let unlogged = |_: &rusqlite::Row<'_>| Ok(());
        connection.pragma_update_and_check(Some("main"), "journal_mode", "off", unlogged)?;
        connection.pragma_update(Some("main"), "synchronous", "off")?;
        connection.pragma_update(None, "foreign_keys", false)?;
        pace.runs(&connection);
        store.attach(&connection)?;
        let snapshot = connection.transaction()?;
        // Before the copy has tables of the same names.
        let shown = projection::heaps(&snapshot, pace)?;
        let stands = figures::stand(&snapshot, pace)?;
        shape(&snapshot)?;
        copy(&snapshot, pace)?;
        snapshot.commit()?;
        connection.flush_prepared_statement_cache();
        connection.execute_batch("DETACH DATABASE ledger")?;
        Ok(Self {
            connection,
            shown,
            stands,
            _file: file,
        })
    }

    fn check(mut self, pace: &Pace) -> Result<Verified, Stop> {
        let (entries, head) = check_entries(&self.connection, pace)?;
        let transaction = self.connection.transaction().map_err(StoreError::from)?;
        projection::refill(&transaction, None, pace)?;
        let same = projection::heaps(&transaction, pace)? == self.shown;
        transaction.commit().map_err(StoreError::from)?;
        let flaw = (!same || !self.stands).then_some(Flaw::Projection);
        Ok(Verified {
            entries,
            head,
            flaw,
        })
    }
}

/// Makes every table that a fold fills or reads, with its indexes and triggers, and every view.
fn shape(connection: &Connection) -> Result<(), StoreError> {
    let derived = projection::derived();
    let shapes = rows(connection, SHAPES, &[], |row| {
        let (kind, table, sql): (String, String, String) =
            (row.get("type")?, row.get("tbl_name")?, row.get("sql")?);
        Ok((kind, table, sql))
    })?;
    for (kind, table, sql) in shapes {
        let table = table.as_str();
        if kind == "view" || table == "entry" || derived.contains(table) || COPIED.contains(&table)
        {
            connection.execute_batch(&sql)?;
        }
    }
    Ok(())
}

fn copy(connection: &Connection, pace: &Pace) -> Result<(), StoreError> {
    for table in COPIED {
        pace.breathe()?;
        let sql = format!("INSERT INTO main.{table} SELECT * FROM ledger.{table}");
        connection.execute(&sql, [])?;
    }
    let last = number(connection, LAST, &[])?;
    let mut after = 0;
    while after < last {
        pace.breathe()?;
        let params = named_params! { ":after": after, ":upto": after + BATCH };
        run(connection, ENTRIES, params)?;
        after += BATCH;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_not_be_removed_is_emptied() {
        let dir = tempfile::tempdir().expect("a folder");
        let scrap = Scrap(dir.path().join(FILE));
        let log = dir.path().join("ledger.check-wal");
        scrap.emptied().expect("made");
        assert!(!log.exists(), "none is made");
        for left in [&scrap.0, &log] {
            std::fs::write(left, b"under a key that is gone").expect("written");
        }
        scrap.emptied().expect("emptied");
        for left in [&scrap.0, &log] {
            assert_eq!(std::fs::metadata(left).expect("there").len(), 0);
        }
    }
}
