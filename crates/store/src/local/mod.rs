//! What belongs to this computer alone and is never sent: drafts, PINs, settings, the log of exchanges.

use chrono::{DateTime, Utc};
use ledger::ids::{DraftId, PersonId};

use crate::error::StoreError;
use crate::open::Store;
use crate::view::{DraftRow, SyncLogRow};

/// A person's PIN on this computer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin {
    /// Argon2id in PHC form.
    pub phc: String,
    /// Wrong PINs since the last right one.
    pub failures: u32,
    /// How often in a row the person was locked out.
    pub lockouts: u32,
    pub locked_until: Option<DateTime<Utc>>,
    /// Hash of the one-time code it was set with, so that the code sets no second one.
    pub code: String,
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
    pub fn save_draft(&self, _draft: &DraftRow) -> Result<(), StoreError> {
        todo!()
    }

    /// Throws a draft away; whether there was one.
    ///
    /// # Errors
    /// That the file cannot be written.
    pub fn discard_draft(&self, _draft: DraftId, _person: PersonId) -> Result<bool, StoreError> {
        todo!()
    }

    /// The PIN of a person on this computer, if set.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn pin(&self, _person: PersonId) -> Result<Option<Pin>, StoreError> {
        todo!()
    }

    /// Keeps a PIN, or the count of its failures.
    ///
    /// # Errors
    /// That the file cannot be written.
    pub fn set_pin(&self, _person: PersonId, _pin: &Pin) -> Result<(), StoreError> {
        todo!()
    }

    /// A setting of this computer.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn setting(&self, _key: &str) -> Result<Option<String>, StoreError> {
        todo!()
    }

    /// Keeps a setting; an empty value removes it.
    ///
    /// # Errors
    /// That the file cannot be written.
    pub fn set_setting(&self, _key: &str, _value: &str) -> Result<(), StoreError> {
        todo!()
    }

    /// Notes an exchange and forgets those older than 90 days.
    ///
    /// # Errors
    /// That the file cannot be written.
    pub fn note_exchange(&self, _note: &SyncNote) -> Result<(), StoreError> {
        todo!()
    }

    /// The log of exchanges, newest first.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn sync_log(&self, _limit: u32) -> Result<Vec<SyncLogRow>, StoreError> {
        todo!()
    }
}
