//! Why the file cannot be opened, and why a read or write of an open one failed.

use std::io;

use rusqlite::{ErrorCode, ffi};

/// Why a store cannot be opened or made.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("another process has this ledger open")]
    InUse,
    #[error("the file's schema is {found}, this program knows {known}")]
    NewerSchema { found: i64, known: i64 },
    #[error("the file is damaged: {detail}")]
    Damaged { detail: String },
    #[error("the key is not that of this file")]
    WrongKey,
    #[error("there is no ledger file")]
    Missing,
    #[error("there is a ledger file already")]
    Exists,
    #[error("the file cannot be used: {0}")]
    Io(#[from] io::Error),
    #[error(transparent)]
    Store(StoreError),
}

/// Why a read or a write of an open store failed. Nothing was changed.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StoreError {
    #[error("the disk is full")]
    DiskFull,
    #[error("the file is damaged: {detail}")]
    Damaged { detail: String },
    #[error("the file cannot be read or written: {detail}")]
    Failed { detail: String },
    /// An exchange was cut and left entries beyond a gap; the next one fills it.
    #[error("the last exchange with the server was cut")]
    ExchangeCut,
    #[error("this computer is not enrolled")]
    NotEnrolled,
    #[error("this computer is enrolled already")]
    AlreadyEnrolled,
    /// The entry would exceed what a journal takes.
    #[error("the entry is {bytes} bytes long; {limit} is the limit")]
    EntryTooLong { bytes: usize, limit: usize },
    /// More sites would have to see the entry than an entry can name.
    #[error("the entry is for {sites} sites; {limit} is the limit")]
    TooManySites { sites: usize, limit: usize },
    #[error("the entry breaks a rule of the journal: {detail}")]
    EntryRefused { detail: String },
    /// The scope is none this computer may write.
    #[error("this computer does not write {scope}")]
    ScopeNotWritten { scope: String },
}

impl StoreError {
    pub(crate) fn damaged(detail: impl Into<String>) -> Self {
        Self::Damaged {
            detail: detail.into(),
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(cause: rusqlite::Error) -> Self {
        let detail = cause.to_string();
        if is_out_of_space(&cause) {
            return Self::DiskFull;
        }
        match cause.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged { detail },
            _ if is_wrong_content(&cause) => Self::Damaged { detail },
            _ => Self::Failed { detail },
        }
    }
}

/// The shared memory of the write-ahead log lies in a file too: on a full disk it does not grow, which SQLite calls a failed
/// access.
fn is_out_of_space(cause: &rusqlite::Error) -> bool {
    cause.sqlite_error().is_some_and(|cause| {
        cause.code == ErrorCode::DiskFull || cause.extended_code == ffi::SQLITE_IOERR_SHMSIZE
    })
}

/// A column held what no writer of ours puts there.
fn is_wrong_content(cause: &rusqlite::Error) -> bool {
    matches!(
        cause,
        rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::Utf8Error(..)
    )
}

impl From<StoreError> for OpenError {
    fn from(cause: StoreError) -> Self {
        match cause {
            StoreError::Damaged { detail } => Self::Damaged { detail },
            StoreError::DiskFull
            | StoreError::Failed { .. }
            | StoreError::ExchangeCut
            | StoreError::NotEnrolled
            | StoreError::AlreadyEnrolled
            | StoreError::EntryTooLong { .. }
            | StoreError::TooManySites { .. }
            | StoreError::EntryRefused { .. }
            | StoreError::ScopeNotWritten { .. } => Self::Store(cause),
        }
    }
}

impl From<rusqlite::Error> for OpenError {
    fn from(cause: rusqlite::Error) -> Self {
        StoreError::from(cause).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(extended_code: i32) -> StoreError {
        rusqlite::Error::SqliteFailure(ffi::Error::new(extended_code), None).into()
    }

    #[test]
    fn a_full_disk_is_called_so_wherever_it_is_met() {
        for code in [ffi::SQLITE_FULL, ffi::SQLITE_IOERR_SHMSIZE] {
            assert!(matches!(told(code), StoreError::DiskFull), "{code}");
        }
        assert!(matches!(
            told(ffi::SQLITE_IOERR_FSYNC),
            StoreError::Failed { .. }
        ));
        assert!(matches!(
            told(ffi::SQLITE_CORRUPT),
            StoreError::Damaged { .. }
        ));
    }
}
