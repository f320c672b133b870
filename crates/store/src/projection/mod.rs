//! Projections: derived rows, one fold unit at a time. Private to `store`; nothing else writes these tables.

use crate::changes::Changes;
use crate::error::StoreError;
use crate::open::Store;

/// SHA-256 over every derived row in key order, lower-case hex. Equal on every device that holds the same entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectionDigest(pub String);

impl Store {
    /// The digest of what is shown now.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn projection_digest(&self) -> Result<ProjectionDigest, StoreError> {
        todo!()
    }

    /// Drops every derived row and folds all entries again.
    ///
    /// # Errors
    /// That the file cannot be written.
    pub fn rebuild(&self) -> Result<(ProjectionDigest, Changes), StoreError> {
        todo!()
    }
}
