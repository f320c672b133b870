//! The audit export: every entry this computer holds, with what proves it.

use std::io::Write;

use chrono::{DateTime, Utc};

use crate::error::StoreError;
use crate::open::Store;

/// What the export's header needs beyond the store.
#[derive(Debug, Clone)]
pub struct ExportFacts {
    pub created_at: DateTime<Utc>,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportSummary {
    pub entries: u64,
}

impl Store {
    /// Writes the audit export from one snapshot, line by line.
    ///
    /// # Errors
    /// `NotEnrolled`, or that the file cannot be read or `out` written.
    pub fn audit_export(
        &self,
        _facts: &ExportFacts,
        _out: &mut dyn Write,
    ) -> Result<ExportSummary, StoreError> {
        todo!()
    }
}
