//! Opening the file: the lock, the key, the schema, the first look for damage; one writer and a few readers.

use std::path::Path;

use crate::error::{OpenError, StoreError};
use crate::keys::DataKey;
use crate::reads::Reads;

/// An open ledger file. Shared between threads by reference.
pub struct Store {}

impl Store {
    /// Makes the ledger file in `dir`.
    ///
    /// # Errors
    /// `Exists`, `InUse` or `Io`.
    pub fn create(_dir: &Path, _key: &DataKey) -> Result<Self, OpenError> {
        todo!()
    }

    /// Opens the ledger file in `dir`.
    ///
    /// # Errors
    /// `OpenError` says why not; damage never panics.
    pub fn open(_dir: &Path, _key: &DataKey) -> Result<Self, OpenError> {
        todo!()
    }

    /// Reads in one snapshot.
    ///
    /// # Errors
    /// What `f` returns, or that the file cannot be read.
    pub fn read<T, E: From<StoreError>>(
        &self,
        _f: impl FnOnce(&Reads<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        todo!()
    }
}
