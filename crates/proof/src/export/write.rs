//! Writing an audit export, line by line, in memory that does not grow with the file.
//!
//! What a newcomer gets wrong: the order of the lines is part of the format; the writer refuses a line that comes late.

use std::io::{self, Write};

use sha2::{Digest, Sha256};

use super::line::{Record, compose};
use super::records::{End, EntryRecord, HeadRecord, Header, LogRecord, StreamRecord};
use crate::hash::Hash;
use crate::keys::{Signature, SigningKey};

/// Why an export cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    #[error("the file cannot be written: {0}")]
    Io(#[from] io::Error),
    #[error("a record cannot be put into words: {0}")]
    Json(#[from] serde_json::Error),
    #[error("a {late} line cannot follow a later kind of line")]
    OutOfOrder { late: &'static str },
}

/// Writes one export: [`ExportWriter::begin`], then streams, heads, logs and entries, then [`ExportWriter::finish`].
#[derive(Debug)]
pub struct ExportWriter<W: Write> {
    out: W,
    digest: Sha256,
    section: Record,
    end: End,
}

impl<W: Write> ExportWriter<W> {
    /// Writes the header. Give a buffered writer.
    ///
    /// # Errors
    /// `WriteError`.
    pub fn begin(out: W, header: &Header) -> Result<Self, WriteError> {
        let end = End {
            streams: 0,
            heads: 0,
            logs: 0,
            entries: 0,
            sha256: Hash([0; 32]),
            signature: Signature([0; 64]),
        };
        let mut writer = Self {
            out,
            digest: Sha256::new(),
            section: Record::Header,
            end,
        };
        writer.put(&compose(Record::Header, header)?)?;
        Ok(writer)
    }

    /// Writes a stream.
    ///
    /// # Errors
    /// `WriteError`; `OutOfOrder` after a head, log or entry.
    pub fn stream(&mut self, stream: &StreamRecord) -> Result<(), WriteError> {
        self.end.streams += 1;
        self.enter(Record::Stream, &compose(Record::Stream, stream)?)
    }

    /// Writes a signed head.
    ///
    /// # Errors
    /// `WriteError`; `OutOfOrder` after a log or entry.
    pub fn head(&mut self, head: &HeadRecord) -> Result<(), WriteError> {
        self.end.heads += 1;
        self.enter(Record::Head, &compose(Record::Head, head)?)
    }

    /// Writes a scope's log.
    ///
    /// # Errors
    /// `WriteError`; `OutOfOrder` after an entry.
    pub fn log(&mut self, log: &LogRecord) -> Result<(), WriteError> {
        self.end.logs += 1;
        self.enter(Record::Log, &compose(Record::Log, log)?)
    }

    /// Writes an entry: first those with a position, in its order, then the others, each stream in the order of `seq`.
    ///
    /// # Errors
    /// `WriteError`.
    pub fn entry(&mut self, entry: &EntryRecord) -> Result<(), WriteError> {
        self.end.entries += 1;
        self.enter(Record::Entry, &compose(Record::Entry, entry)?)
    }

    /// Writes the last line, signed by the exporting device, flushes, and gives the writer back.
    ///
    /// # Errors
    /// `WriteError`.
    pub fn finish(mut self, key: &SigningKey) -> Result<W, WriteError> {
        self.end.sha256 = Hash(self.digest.clone().finalize().into());
        self.end.signature = key.sign(&self.end.message());
        let line = compose(Record::End, &self.end)?;
        self.put(&line)?;
        self.out.flush()?;
        Ok(self.out)
    }

    fn enter(&mut self, record: Record, line: &[u8]) -> Result<(), WriteError> {
        if record < self.section {
            return Err(WriteError::OutOfOrder {
                late: record.word(),
            });
        }
        self.section = record;
        self.put(line)
    }

    fn put(&mut self, line: &[u8]) -> Result<(), WriteError> {
        self.digest.update(line);
        self.out.write_all(line)?;
        Ok(())
    }
}
