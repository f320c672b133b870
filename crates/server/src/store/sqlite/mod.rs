//! The embedded SQLite store: one file, one writer at a time, readers on WAL snapshots.
//!
//! Connections are pooled; a transaction owns one and hands it back when it ends. `synchronous=FULL`, because an
//! acknowledgement is given right after the commit.

pub mod migrate;
mod read;
pub mod sql;
#[cfg(test)]
mod tests;
mod write;

use std::fs::OpenOptions;
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rusqlite::Connection;

use super::{Read, Storage, StoreError, Write};

/// How many idle connections are kept.
const IDLE_CONNECTIONS: usize = 16;

/// The store in `DIR/central.db`.
pub struct Sqlite {
    shared: Arc<Shared>,
}

struct Shared {
    file: PathBuf,
    idle: Mutex<Vec<Connection>>,
}

impl Sqlite {
    /// Opens, creates or migrates the file.
    ///
    /// # Errors
    /// It cannot be opened, is damaged, or comes from a newer program.
    pub fn open(file: &Path) -> Result<Self, StoreError> {
        make_private(file)?;
        let mut connection = connect(file)?;
        migrate::migrate(&mut connection)?;
        let shared = Shared {
            file: file.to_owned(),
            idle: Mutex::new(vec![connection]),
        };
        Ok(Self {
            shared: Arc::new(shared),
        })
    }

    fn lease(&self) -> Result<Lease, StoreError> {
        let kept = self
            .shared
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        let connection = match kept {
            Some(connection) => connection,
            None => connect(&self.shared.file)?,
        };
        Ok(Lease {
            connection: Some(connection),
            home: Arc::clone(&self.shared),
        })
    }
}

/// A new file is its owner's alone; SQLite gives its log files the same mode. One that is there is left as it is.
fn make_private(file: &Path) -> Result<(), StoreError> {
    let made = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(file);
    match made {
        Err(cause) if cause.kind() != io::ErrorKind::AlreadyExists => Err(StoreError::File(cause)),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// Opens one connection with the settings every connection has.
fn connect(file: &Path) -> Result<Connection, StoreError> {
    let connection = Connection::open(file)?;
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // Without this, REPLACE would delete rows past the triggers that forbid it.
    connection.pragma_update(None, "recursive_triggers", true)?;
    connection.pragma_update(None, "wal_autocheckpoint", 4000)?;
    connection.pragma_update(None, "cache_size", -8000)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

/// A connection on loan inside a transaction. Given back at the end; an open transaction is rolled back first.
pub(super) struct Lease {
    connection: Option<Connection>,
    home: Arc<Shared>,
}

impl Lease {
    pub(super) fn connection(&self) -> &Connection {
        self.connection
            .as_ref()
            .expect("a lease holds its connection until it is dropped")
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        let Some(connection) = self.connection.take() else {
            return;
        };
        if !connection.is_autocommit() && connection.execute_batch("ROLLBACK").is_err() {
            // A connection that cannot roll back is closed, which does it.
            return;
        }
        let mut idle = self
            .home
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if idle.len() < IDLE_CONNECTIONS {
            idle.push(connection);
        }
    }
}

impl Storage for Sqlite {
    fn read(&self) -> Result<Box<dyn Read>, StoreError> {
        let lease = self.lease()?;
        lease.connection().execute_batch("BEGIN")?;
        Ok(Box::new(lease))
    }

    fn begin(&self) -> Result<Box<dyn Write>, StoreError> {
        let lease = self.lease()?;
        lease.connection().execute_batch("BEGIN IMMEDIATE")?;
        Ok(Box::new(lease))
    }

    fn backup(&self, to: &Path) -> Result<(), StoreError> {
        let lease = self.lease()?;
        let to = to
            .to_str()
            .ok_or_else(|| StoreError::Damaged("the file name is not Unicode".into()))?;
        lease.connection().execute("VACUUM INTO ?1", [to])?;
        Ok(())
    }
}
