//! Who this computer is in the operation: filled once, at enrolment.

use ledger::ids::{DeviceId, OperationId, SiteId};
use ledger::role::Role;
use proof::keys::PublicKey;

use crate::error::StoreError;
use crate::keys::SigningSeed;
use crate::open::Store;

/// What the server's answer to the enrolment said, with the key that the computer made for itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    pub operation: OperationId,
    pub operation_name: String,
    pub device: DeviceId,
    pub letter: String,
    pub name: String,
    pub seed: SigningSeed,
    /// Scopes as text; `*` is every scope.
    pub reads: Vec<String>,
    pub writes: Vec<String>,
    pub roles: Vec<Role>,
    pub site: Option<SiteId>,
    /// `host:port`.
    pub server_address: String,
    /// Key of the server's certificate authority, pinned.
    pub server_key: PublicKey,
    /// Key that signs checkpoints, pinned.
    pub log_key: PublicKey,
    pub administrator_key: PublicKey,
    pub epoch: u64,
}

impl Store {
    /// Who this computer is; `None` before enrolment.
    ///
    /// # Errors
    /// `StoreError` when the file cannot be read.
    pub fn identity(&self) -> Result<Option<Identity>, StoreError> {
        todo!()
    }

    /// Keeps the seed with which an enrolment begins, or returns the one kept by an enrolment that was interrupted, so
    /// that asking again enrols the same key.
    ///
    /// # Errors
    /// `AlreadyEnrolled`, or that the file cannot be written.
    pub fn begin_enrolment(&self, _fresh: SigningSeed) -> Result<SigningSeed, StoreError> {
        todo!()
    }

    /// Keeps who this computer is. Once.
    ///
    /// # Errors
    /// `AlreadyEnrolled`, or that the file cannot be written.
    pub fn enrol(&self, _identity: &Identity) -> Result<(), StoreError> {
        todo!()
    }

    /// The server moved to another address; its key stays pinned.
    ///
    /// # Errors
    /// `NotEnrolled`, or that the file cannot be written.
    pub fn set_server_address(&self, _address: &str) -> Result<(), StoreError> {
        todo!()
    }
}
