//! Loading a catalogue: JSON Lines of `{"kind": …, "body": {…}, "occurred_on"?: …}`, all in one transaction or not at all.

use std::io::BufRead;

use chrono::NaiveDate;
use ledger::body::Body;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::check::{self, SiteCodes};
use super::{Admin, AdminError};
use crate::append::OwnEntry;

/// What a load did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Loaded {
    pub entries: usize,
    /// Last position after it.
    pub head: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    kind: String,
    body: Box<RawValue>,
    occurred_on: Option<NaiveDate>,
}

impl Admin {
    /// Reads and loads a catalogue; blank lines are skipped.
    ///
    /// # Errors
    /// `BadLine` names the first line that is wrong; then nothing was loaded.
    pub fn load(&self, lines: impl BufRead) -> Result<Loaded, AdminError> {
        let (mut entries, mut numbers) = (Vec::new(), Vec::new());
        for (at, line) in lines.lines().enumerate() {
            let bad = |cause: String| AdminError::BadLine {
                line: at + 1,
                cause,
            };
            let line = line.map_err(|cause| bad(cause.to_string()))?;
            if !line.trim().is_empty() {
                entries.push(read(&line).map_err(bad)?);
                numbers.push(at + 1);
            }
        }
        self.load_lines(&entries, |at| numbers[at])
    }

    /// Loads entries that are at hand already.
    ///
    /// # Errors
    /// A kind that is no catalogue's, an entry that `site add` would not take either, or the store's.
    pub fn load_entries(&self, entries: &[OwnEntry]) -> Result<Loaded, AdminError> {
        self.load_lines(entries, |at| at + 1)
    }

    fn load_lines(
        &self,
        entries: &[OwnEntry],
        number: impl Fn(usize) -> usize,
    ) -> Result<Loaded, AdminError> {
        let bad = |at: usize, cause: AdminError| AdminError::BadLine {
            line: number(at),
            cause: cause.to_string(),
        };
        self.append(|append| {
            let mut codes = SiteCodes::held(append.txn(), append.operation.key)?;
            for (at, entry) in entries.iter().enumerate() {
                check::entry(&entry.body).map_err(|cause| bad(at, cause))?;
                if let Body::SiteRegistered(site) = &entry.body {
                    codes.take(site).map_err(|cause| bad(at, cause))?;
                }
            }
            append.write_own(entries)?;
            Ok(Loaded {
                entries: entries.len(),
                head: append.operation.head,
            })
        })
    }
}

fn read(line: &str) -> Result<OwnEntry, String> {
    let line: Line = serde_json::from_str(line).map_err(|cause| cause.to_string())?;
    let body =
        Body::from_json(&line.kind, 1, line.body.get()).map_err(|cause| cause.to_string())?;
    Ok(OwnEntry {
        body,
        occurred_on: line.occurred_on,
        reason: None,
    })
}
