//! Verifying an audit export in one pass, in memory that grows with streams and heads, not with entries.
//!
//! What a newcomer gets wrong: keys are learned from entries whose stream is verified only later in the file. That is
//! sound because the answer is all or nothing: no report is made before the last line has been checked.

use std::io::{BufRead, Read};

use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use super::check::{Check, amiss};
use super::damage::diagnose;
use super::fault::{Fault, Subject, VerifyError, Wrong};
use super::line::{MAX_LINE, Record, checked, parse};
use super::records::{End, EntryRecord, Header};
use crate::entry::Envelope;
use crate::hash::Hash;
use crate::keys::PublicKey;

/// What the verifier trusts from outside the file.
#[derive(Debug, Clone, Copy, Default)]
pub struct Anchors {
    /// The log key the file must rest on; without it, the file's own is taken and reported.
    pub log_key: Option<PublicKey>,
}

/// What an intact file holds.
#[derive(Debug, Clone)]
pub struct Report {
    pub header: Header,
    pub entries: u64,
    /// Entries the server had not confirmed to the exporter.
    pub unconfirmed: u64,
    /// Confirmed entries that no checkpoint in the file covers.
    pub beyond_checkpoint: u64,
    /// SHA-256 over the heads of all whole streams: equal in two exports exactly when they hold the same streams.
    pub head: Hash,
}

/// Verifies an export and shows each entry, once it fits, to `visit`. What was shown counts only if the result is `Ok`.
///
/// # Errors
/// `VerifyError::Wrong` names the first thing that is wrong.
pub fn verify<R: BufRead>(
    mut file: R,
    anchors: &Anchors,
    visit: &mut dyn FnMut(&EntryRecord, &Envelope),
) -> Result<Report, VerifyError> {
    let mut place = Place::default();
    let content = place.next(&mut file, &[])?;
    let header: Header = place.parse(Record::Header, &content, || Subject::Header)?;
    let mut check =
        Check::begin(header, anchors).map_err(|fault| place.wrong(Subject::Header, fault))?;
    loop {
        let content = place.next(&mut file, &check.names)?;
        let record =
            Record::of(&content).ok_or_else(|| place.wrong(Subject::Line, Fault::Malformed))?;
        let result = match record {
            Record::Header => Err(amiss(Subject::Header, Fault::Twice)),
            Record::Stream => check.stream(place.parse(record, &content, || Subject::Line)?),
            Record::Head => check.head(place.parse(record, &content, || Subject::Line)?),
            Record::Log => check.log(place.parse(record, &content, || Subject::Line)?),
            Record::Entry => {
                let entry: EntryRecord =
                    place.parse(record, &content, || diagnose(&place.line, &check.names).0)?;
                check.entry(&entry, visit)
            }
            Record::End => {
                let end: End = place.parse(record, &content, || Subject::End)?;
                check
                    .end(&end, place.before())
                    .map_err(|amiss| place.wrong(amiss.0, amiss.1))?;
                if !file.fill_buf()?.is_empty() {
                    return Err(place.wrong(Subject::End, Fault::Trailing));
                }
                return Ok(check.report());
            }
        };
        result.map_err(|amiss| place.wrong(amiss.0, amiss.1))?;
    }
}

/// Where in the file we are.
#[derive(Default)]
struct Place {
    number: u64,
    line: Vec<u8>,
    /// Of every line before the current one.
    digest: Sha256,
}

impl Place {
    fn wrong(&self, subject: Subject, fault: Fault) -> VerifyError {
        VerifyError::Wrong(Box::new(Wrong {
            line: self.number,
            subject,
            fault,
        }))
    }

    /// SHA-256 of the file before the current line.
    fn before(&self) -> Hash {
        Hash(self.digest.clone().finalize().into())
    }

    /// The next line's content, its sum checked.
    fn next<R: BufRead>(
        &mut self,
        file: &mut R,
        names: &[(String, String)],
    ) -> Result<Vec<u8>, VerifyError> {
        self.digest.update(&self.line);
        self.line.clear();
        self.number += 1;
        file.by_ref()
            .take(MAX_LINE as u64)
            .read_until(b'\n', &mut self.line)?;
        if self.line.is_empty() {
            let subject = if self.number == 1 {
                Subject::Header
            } else {
                Subject::End
            };
            return Err(self.wrong(subject, Fault::Missing));
        }
        if self.line.last() != Some(&b'\n') {
            let fault = if self.line.len() == MAX_LINE {
                Fault::TooLong
            } else {
                Fault::CutShort
            };
            return Err(self.wrong(diagnose(&self.line, names).0, fault));
        }
        let Some(content) = checked(&self.line) else {
            let (subject, fault) = diagnose(&self.line, names);
            return Err(self.wrong(subject, fault));
        };
        Ok(content.to_vec())
    }

    fn parse<T: DeserializeOwned>(
        &self,
        record: Record,
        content: &[u8],
        subject: impl FnOnce() -> Subject,
    ) -> Result<T, VerifyError> {
        parse(record, content).ok_or_else(|| self.wrong(subject(), Fault::Malformed))
    }
}
