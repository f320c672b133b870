//! The full check of the file: every hash, chain, head, log and projection.

use crate::error::StoreError;
use crate::open::Store;

/// What a full check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    pub entries: u64,
    /// Lower-case hex SHA-256 over all stream heads, by device and scope.
    pub head: String,
    pub flaw: Option<Flaw>,
}

/// The first thing found wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    #[error("the file is damaged: {detail}")]
    Damaged { detail: String },
    #[error("entry {seq} of device {device} in {scope} is not what was recorded")]
    Entry {
        device: String,
        scope: String,
        seq: u64,
    },
    #[error("the signed head {seq} of device {device} in {scope} does not fit its entries")]
    Head {
        device: String,
        scope: String,
        seq: u64,
    },
    #[error("the log of {scope} does not fit its checkpoint")]
    Log { scope: String },
    #[error("what is shown is not what the entries add up to")]
    Projection,
}

impl Store {
    /// Checks everything. Reads only.
    ///
    /// # Errors
    /// That the check itself could not run; what it finds is in the result.
    pub fn verify(&self) -> Result<Verified, StoreError> {
        todo!()
    }
}
