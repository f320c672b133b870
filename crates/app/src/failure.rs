//! Failures of the layers below, as problems.

use store::keyfile::KeyError;
use store::{MakeError, OpenError, StoreError};

use crate::hand::NOT_PERMITTED;
use crate::link::LinkError;
use crate::problem::Problem;

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::DiskFull => Self::new("disk-full"),
            StoreError::Damaged { detail } => Self::new("file-damaged").with("detail", detail),
            StoreError::Failed { detail } => Self::new("storage-failed").with("detail", detail),
            StoreError::ExchangeCut => Self::new("exchange-cut"),
            StoreError::NotEnrolled => Self::new("not-enrolled"),
            StoreError::AlreadyEnrolled => Self::new("already-enrolled"),
            StoreError::EntryTooLong { bytes, limit } => Self::new("too-many-lines")
                .at("lines")
                .with("bytes", bytes)
                .with("limit", limit),
            StoreError::TooManySites { sites, limit } => Self::new("too-many-sites")
                .at("lines")
                .with("sites", sites)
                .with("limit", limit),
            StoreError::EntryRefused { detail } => Self::new("internal").with("detail", detail),
            // Which roles may is known to the hand that writes; it names them.
            StoreError::ScopeNotWritten { .. } => Self::new(NOT_PERMITTED),
        }
    }
}

impl From<OpenError> for Problem {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::InUse => Self::new("in-use"),
            OpenError::NewerSchema { found, known } => Self::new("newer-schema")
                .with("found", found)
                .with("known", known),
            OpenError::Damaged { detail } => Self::new("file-damaged").with("detail", detail),
            OpenError::WrongKey => Self::new("file-damaged").with("detail", OpenError::WrongKey),
            OpenError::Missing => Self::new("file-missing"),
            OpenError::Exists => Self::new("already-enrolled"),
            OpenError::Io(cause) => Self::new("storage-failed").with("detail", cause),
            OpenError::Store(cause) => cause.into(),
        }
    }
}

impl From<MakeError> for Problem {
    fn from(error: MakeError) -> Self {
        match error {
            MakeError::Open(cause) => cause.into(),
            MakeError::Key(cause) => cause.into(),
        }
    }
}

impl From<KeyError> for Problem {
    fn from(error: KeyError) -> Self {
        match error {
            KeyError::Missing => Self::new("file-missing"),
            KeyError::Exists => Self::new("already-enrolled"),
            KeyError::PassphraseNeeded | KeyError::KeystoreSilent { .. } => {
                Self::new("passphrase-missing").at("passphrase")
            }
            KeyError::PassphraseWrong => Self::new("passphrase-wrong").at("passphrase"),
            KeyError::Damaged { detail } => Self::new("file-damaged").with("detail", detail),
            KeyError::Io(cause) => Self::new("storage-failed").with("detail", cause),
        }
    }
}

impl From<LinkError> for Problem {
    fn from(error: LinkError) -> Self {
        match error {
            // A server that goes away in mid-answer is as unreachable as one that was never there: it is tried again.
            LinkError::Unreachable { address, .. } | LinkError::Cut { address, .. } => {
                Self::new("server-unreachable").with("address", address)
            }
            LinkError::OtherKey { address } => {
                Self::new("server-key-mismatch").with("address", address)
            }
            LinkError::Rubbish { what } => Self::new("server-rubbish").with("what", what),
        }
    }
}
