//! Opening the file: the lock, the key, the schema, the first look for damage; one writer and a few readers.
//!
//! What a newcomer gets wrong: SQLCipher reports a wrong key and a damaged first page alike. The mark beside the file
//! knows the key, and that tells them apart.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior, named_params};
use zeroize::Zeroizing;

use crate::as_known::View;
use crate::error::{OpenError, StoreError};
use crate::keyfile::{self, Keeping, KeyError};
use crate::keys::DataKey;
use crate::mark::{Mark, Reached};
use crate::reads::Reads;
use crate::total_units::know_total_units;
use crate::verify::beside;
use crate::{migrate, projection, row};

const FILE: &str = "ledger.db";
/// Readers kept open between reads.
const READERS: usize = 4;
/// Pages that a connection keeps deciphered, in KiB; taken only as pages are read.
pub(crate) const CACHE_KIB: i64 = 8 * 1024;
/// What the write-ahead log keeps of the disk once it was longer: a fold of everything makes it as long as the file.
const LOG_BYTES: i64 = 64 * 1024 * 1024;
/// Largest file whose every page is checked at opening; beyond it the check is `verify`'s.
const CHECKED_AT_OPENING: u64 = 64 * 1024 * 1024;

/// An open ledger file. Shared between threads by reference.
pub struct Store {
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
    pub(crate) view: Mutex<Option<View>>,
    path: PathBuf,
    key: DataKey,
    mark: Mark,
    /// Last, so that the connections are closed before another process may open the file.
    _lock: Lock,
}

/// The lock on the data directory; the system releases it too if the process dies.
struct Lock(File);

impl Drop for Lock {
    fn drop(&mut self) {
        // Said outright: a process being started at this moment still shares the open file and would keep the lock.
        // If it fails, closing the file does it.
        let _ = self.0.unlock();
    }
}

/// Why no new ledger can be made.
#[derive(Debug, thiserror::Error)]
pub enum MakeError {
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error(transparent)]
    Key(#[from] KeyError),
}

/// Whether no ledger was ever written in `dir`: there is no file, and no mark that speaks of one.
#[must_use]
pub fn nothing_written(dir: &Path) -> bool {
    !Store::exists(dir) && Mark::is_blank(dir)
}

impl Store {
    /// Makes the ledger file in `dir`, which is made if need be.
    ///
    /// # Errors
    /// `Exists`, `InUse` or `Io`.
    pub fn create(dir: &Path, key: &DataKey) -> Result<Self, OpenError> {
        std::fs::create_dir_all(dir)?;
        let lock = lock(dir)?;
        if dir.join(FILE).exists() && has_schema(dir, key)? {
            return Err(OpenError::Exists);
        }
        if !dir.join(FILE).exists() {
            Mark::forget(dir)?;
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        Self::with_lock(dir, key, lock, flags)
    }

    /// Makes a new ledger in `dir` with a key of its own. The lock comes first: whoever else would make or has one there
    /// keeps the key it has.
    ///
    /// # Errors
    /// `InUse`, `Exists` if anything was ever written there, or why the key cannot be kept.
    pub fn make(dir: &Path, keeping: Keeping<'_>) -> Result<Self, MakeError> {
        std::fs::create_dir_all(dir).map_err(OpenError::from)?;
        let lock = lock(dir)?;
        if !nothing_written(dir) {
            return Err(OpenError::Exists.into());
        }
        keyfile::set_aside(dir)?;
        let key = keyfile::create(dir, keeping)?;
        Mark::forget(dir).map_err(OpenError::from)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        Ok(Self::with_lock(dir, &key, lock, flags)?)
    }

    /// Opens the ledger file in `dir`.
    ///
    /// # Errors
    /// `OpenError` says why not; damage never panics.
    pub fn open(dir: &Path, key: &DataKey) -> Result<Self, OpenError> {
        if !Self::exists(dir) {
            return Err(OpenError::Missing);
        }
        let lock = lock(dir)?;
        Self::with_lock(dir, key, lock, OpenFlags::SQLITE_OPEN_READ_WRITE)
    }

    /// Keeps the key of the file in another way from now on.
    ///
    /// # Errors
    /// As for `keyfile::create`; the old way then stays.
    pub fn keep_key(&self, keeping: Keeping<'_>) -> Result<(), KeyError> {
        keyfile::keep_anew(self.dir(), &self.key, keeping)
    }

    /// Whether there is a ledger file in `dir`.
    #[must_use]
    pub fn exists(dir: &Path) -> bool {
        dir.join(FILE).exists()
    }

    fn with_lock(
        dir: &Path,
        key: &DataKey,
        lock: Lock,
        flags: OpenFlags,
    ) -> Result<Self, OpenError> {
        let path = dir.join(FILE);
        let (mark, said) = Mark::open(dir, key)?;
        crate::failpoint::hit("mark-made");
        if said.as_ref().is_some_and(|said| !said.key_fits) {
            return Err(OpenError::WrongKey);
        }
        beside::forget_copy(dir);
        let mut writer = connect(&path, key, flags)?;
        check_pages(&writer, &path)?;
        let had = said.as_ref().map_or(0, |said| said.reached.own_entries);
        if had > 0 && migrate::version(&writer)? == 0 {
            let detail = format!("this computer had written {had} entries, the file holds none");
            return Err(OpenError::Damaged { detail });
        }
        migrate::migrate(&mut writer)?;
        let reached = reached(&writer)?;
        let lost = said.filter(|said| {
            said.reached.own_entries > reached.own_entries
                || said.reached.request_number > reached.request_number
        });
        if let Some(said) = lost {
            let (had, has) = (said.reached.own_entries, reached.own_entries);
            let detail =
                format!("this computer had written {had} entries, the file holds {has} of them");
            return Err(OpenError::Damaged { detail });
        }
        mark.note(reached)?;
        projection::bring_up_to_date(&mut writer)?;
        Ok(Self {
            writer: Mutex::new(writer),
            readers: Mutex::new(Vec::new()),
            view: Mutex::new(None),
            path,
            key: key.clone(),
            mark,
            _lock: lock,
        })
    }

    /// Reads in one snapshot.
    ///
    /// # Errors
    /// What `f` returns, or that the file cannot be read.
    pub fn read<T, E: From<StoreError>>(
        &self,
        f: impl FnOnce(&Reads<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut connection = self.reader()?;
        let result = snapshot(&mut connection, f);
        // One that met a damaged page answers nothing any more, whatever it is asked.
        if result.is_ok() {
            let mut idle = locked(&self.readers);
            if idle.len() < READERS {
                idle.push(connection);
            }
        }
        result
    }

    fn reader(&self) -> Result<Connection, StoreError> {
        if let Some(connection) = locked(&self.readers).pop() {
            return Ok(connection);
        }
        let connection = self.connect(OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        connection.pragma_update(None, "query_only", true)?;
        Ok(connection)
    }

    /// The folder that the file lies in.
    pub(crate) fn dir(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new("."))
    }

    /// Whether every page was looked at when the file was opened; a larger one is left to the checks beside the work.
    ///
    /// # Errors
    /// That the file is gone.
    pub fn is_small(&self) -> Result<bool, StoreError> {
        Ok(self.bytes()? <= CHECKED_AT_OPENING)
    }

    /// How long the file is.
    pub(crate) fn bytes(&self) -> Result<u64, StoreError> {
        let file = std::fs::metadata(&self.path).map_err(|cause| StoreError::Failed {
            detail: cause.to_string(),
        })?;
        Ok(file.len())
    }

    /// Lets another connection see the open file as the schema `ledger`.
    pub(crate) fn attach(&self, connection: &Connection) -> Result<(), StoreError> {
        let path = self.path.to_str().ok_or_else(|| StoreError::Failed {
            detail: format!("{} is no name in Unicode", self.path.display()),
        })?;
        connection.execute(
            "ATTACH DATABASE :path AS ledger KEY :key",
            named_params! { ":path": path, ":key": raw(&self.key).as_str() },
        )?;
        Ok(())
    }

    /// One more connection to the open file.
    pub(crate) fn connect(&self, flags: OpenFlags) -> Result<Connection, StoreError> {
        connect(&self.path, &self.key, flags).map_err(|cause| StoreError::Failed {
            detail: cause.to_string(),
        })
    }

    /// Runs `f` in one transaction of the one writer, and notes outside the file how far it came.
    pub(crate) fn transact<T, E: From<StoreError>>(
        &self,
        f: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut writer = locked(&self.writer);
        let result = self.change(&mut writer, f);
        if result.is_err() {
            self.mend(&mut writer);
        }
        result
    }

    fn change<T, E: From<StoreError>>(
        &self,
        writer: &mut Connection,
        f: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        let transaction = writer
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(StoreError::from)?;
        let result = f(&transaction)?;
        let reached = reached(&transaction)?;
        crate::failpoint::hit("before-commit");
        transaction.commit().map_err(StoreError::from)?;
        crate::failpoint::hit("after-commit");
        // The mark only helps to notice a loss; that it cannot be written takes nothing back.
        let _ = self.mark.note(reached);
        Ok(result)
    }

    /// Has another connection write where this one answers nothing any more: what is damaged stops nobody who does not
    /// need it, and is still to be noted.
    fn mend(&self, writer: &mut Connection) {
        if reached(writer).is_err()
            && let Ok(fresh) = self.connect(OpenFlags::SQLITE_OPEN_READ_WRITE)
        {
            *writer = fresh;
        }
    }

    /// Hands the writer out for a transaction that is given up again.
    pub(crate) fn rehearse<T>(
        &self,
        f: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut writer = locked(&self.writer);
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let result = f(&transaction);
        let ended = transaction.rollback();
        if result.is_err() {
            self.mend(&mut writer);
        }
        result.and_then(|found| ended.map(|()| found).map_err(StoreError::from))
    }
}

fn snapshot<T, E: From<StoreError>>(
    connection: &mut Connection,
    f: impl FnOnce(&Reads<'_>) -> Result<T, E>,
) -> Result<T, E> {
    let transaction = connection.transaction().map_err(StoreError::from)?;
    let result = f(&Reads {
        connection: &transaction,
        looks_back: false,
    });
    transaction.rollback().map_err(StoreError::from)?;
    result
}

pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // A transaction that panicked was rolled back when it was dropped, so the connection is sound.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn lock(dir: &Path) -> Result<Lock, OpenError> {
    let file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .open(dir.join("lock"))?;
    match file.try_lock() {
        Ok(()) => Ok(Lock(file)),
        Err(TryLockError::WouldBlock) => Err(OpenError::InUse),
        Err(TryLockError::Error(cause)) => Err(cause.into()),
    }
}

/// A file whose creation was interrupted has no schema yet and may be made again.
fn has_schema(dir: &Path, key: &DataKey) -> Result<bool, OpenError> {
    let path = dir.join(FILE);
    if std::fs::metadata(&path)?.len() == 0 {
        return Ok(false);
    }
    let connection = connect(&path, key, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    Ok(migrate::version(&connection)? > 0)
}

pub(crate) fn connect(
    path: &Path,
    key: &DataKey,
    flags: OpenFlags,
) -> Result<Connection, OpenError> {
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    // What SQLCipher has to say comes back as errors; its own log would only repeat it on the terminal.
    connection.execute_batch("PRAGMA cipher_log_level = NONE")?;
    connection.pragma_update(None, "key", raw(key).as_str())?;
    connection.busy_timeout(std::time::Duration::from_secs(10))?;
    connection.set_prepared_statement_cache_capacity(256);
    // Else a statement over a table with a partial index is planned anew for every value bound to it.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // The first touch of the file: here a wrong key or a damaged first page shows.
    let mode: String =
        connection.pragma_update_and_check(None, "journal_mode", "wal", |row| row.get(0))?;
    if mode != "wal" {
        let detail = format!("the write-ahead log cannot be used (journal mode {mode})");
        return Err(OpenError::Store(StoreError::Failed { detail }));
    }
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update_and_check(None, "journal_size_limit", LOG_BYTES, |_| Ok(()))?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // Without this, REPLACE would delete rows past the triggers that forbid it.
    connection.pragma_update(None, "recursive_triggers", true)?;
    connection.pragma_update(None, "temp_store", "memory")?;
    keep_deciphered(&connection, CACHE_KIB)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    know_total_units(&connection)?;
    Ok(connection)
}

/// A key as SQLCipher takes one that is no passphrase.
fn raw(key: &DataKey) -> Zeroizing<String> {
    let mut raw = Zeroizing::new(String::with_capacity(67));
    raw.push_str("x'");
    for byte in key.0 {
        raw.push(char::from_digit(u32::from(byte >> 4), 16).unwrap_or('0'));
        raw.push(char::from_digit(u32::from(byte & 15), 16).unwrap_or('0'));
    }
    raw.push('\'');
    raw
}

/// A connection with the settings of every other, for tests of what the file refuses.
///
/// # Errors
/// That the file cannot be opened with this key.
#[cfg(feature = "failpoints")]
pub fn connection(dir: &Path, key: &DataKey) -> Result<Connection, OpenError> {
    connect(&dir.join(FILE), key, OpenFlags::SQLITE_OPEN_READ_WRITE)
}

/// Sets how many KiB of pages a connection keeps deciphered.
pub(crate) fn keep_deciphered(connection: &Connection, kib: i64) -> rusqlite::Result<()> {
    connection.pragma_update(None, "cache_size", -kib)
}

/// Checks the seal of every page of a file of ordinary size.
fn check_pages(connection: &Connection, path: &Path) -> Result<(), OpenError> {
    let size = std::fs::metadata(path)?.len();
    if size > CHECKED_AT_OPENING {
        return Ok(());
    }
    match broken_pages(connection)?.first() {
        Some(detail) => Err(OpenError::Damaged {
            detail: detail.clone(),
        }),
        None => Ok(()),
    }
}

/// What SQLCipher says of pages whose seal is broken; empty when all are whole.
pub(crate) fn broken_pages(connection: &Connection) -> Result<Vec<String>, StoreError> {
    row::rows(connection, "PRAGMA cipher_integrity_check", &[], |row| {
        row.get(0)
    })
}

fn reached(connection: &Connection) -> Result<Reached, StoreError> {
    let found = row::first(
        connection,
        "SELECT own_entries, request_number FROM state",
        &[],
        |row| {
            Ok(Reached {
                own_entries: row.get("own_entries")?,
                request_number: row.get("request_number")?,
            })
        },
    )?;
    found.ok_or_else(|| StoreError::damaged("the row of the table state is missing"))
}
