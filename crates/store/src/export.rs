//! The audit export: every entry this computer holds, with what proves it.
//!
//! What a newcomer gets wrong: the entries stream from the file to the writer; nothing here holds more than one of them.

use std::collections::BTreeMap;
use std::io::Write;

use chrono::{DateTime, SecondsFormat, Utc};
use ledger::body::Body;
use ledger::fold::Unit;
use ledger::ids::DeviceId;
use proof::entry::{EntryBytes, EntryRef};
use proof::export::{
    Accepted, EntryRecord, ExportWriter, FORMAT, HeadRecord, Header, LogIndex, LogRecord,
    StreamRecord, WriteError,
};
use proof::keys::{Signature, SigningKey};
use proof::leaf::{Reason, Status};
use proof::stream::SignedHead;
use rusqlite::{Connection, Row, named_params};

use crate::error::StoreError;
use crate::identity::{self, Identity};
use crate::journal::{self, Stream, load, packed::Unpacked};
use crate::open::Store;
use crate::row::{Columns, number, rows, statements, unsigned, wrong};

statements! {
    HEADS = "SELECT stream.device, stream.scope, head.seq, head.chain, head.signature
             FROM head JOIN stream ON stream.id = head.stream
             WHERE head.seq <= stream.seq ORDER BY stream.device, stream.scope, head.seq";
    LOGS = "SELECT name, checkpoint FROM scope WHERE size > 0 ORDER BY name";
    ENTRIES = "SELECT entry.id, stream.device, stream.scope, entry.seq, entry.hash, entry.copy, entry.bytes,
                      position.epoch, position.pos, position.accepted_at, position.quarantine
               FROM entry
               JOIN stream ON stream.id = entry.stream
               LEFT JOIN position ON position.entry = entry.id
               ORDER BY position.pos IS NULL, position.pos, stream.device, stream.scope, entry.seq";
    INDEXES = "SELECT scope.name, scope_index.idx FROM scope_index JOIN scope ON scope.id = scope_index.scope
               WHERE scope_index.entry = :entry ORDER BY scope.name";
    BEYOND_GAP = "SELECT count(*) FROM entry JOIN stream ON stream.id = entry.stream
                  WHERE stream.seq > 0 AND entry.seq > stream.seq";
}

/// What the export's header needs beyond the store.
#[derive(Debug, Clone)]
pub struct ExportFacts {
    /// This computer's clock.
    pub created_at: DateTime<Utc>,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportSummary {
    pub entries: u64,
}

impl Store {
    /// Writes the audit export from one snapshot, line by line. Give a buffered writer.
    ///
    /// # Errors
    /// `NotEnrolled`, or that the file cannot be read or `out` written.
    pub fn audit_export(
        &self,
        facts: &ExportFacts,
        out: &mut dyn Write,
    ) -> Result<ExportSummary, StoreError> {
        self.read(|reads| write(reads.connection, facts, out))
    }
}

fn write(
    connection: &Connection,
    facts: &ExportFacts,
    out: &mut dyn Write,
) -> Result<ExportSummary, StoreError> {
    if number(connection, BEYOND_GAP, &[])? > 0 {
        return Err(StoreError::ExchangeCut);
    }
    let identity = identity::require(connection)?;
    let key = identity.seed.key();
    let streams = rows(connection, journal::ALL_STREAMS, &[], Stream::read)?;
    let mut export = ExportWriter::begin(out, &header(&identity, &key, facts)).map_err(failed)?;
    for stream in &streams {
        export
            .stream(&stream_record(connection, stream)?)
            .map_err(failed)?;
    }
    for head in heads(connection, &identity, &key, &streams)?.into_values() {
        export.head(&head).map_err(failed)?;
    }
    for log in rows(connection, LOGS, &[], log)? {
        export.log(&log).map_err(failed)?;
    }
    let entries = write_entries(connection, &mut export)?;
    export.finish(&key).map_err(failed)?;
    Ok(ExportSummary { entries })
}

fn header(identity: &Identity, key: &SigningKey, facts: &ExportFacts) -> Header {
    Header {
        format: FORMAT.to_owned(),
        operation: identity.operation.0,
        name: identity.operation_name.clone(),
        created_at: facts.created_at.to_rfc3339_opts(SecondsFormat::Secs, true),
        epoch: identity.epoch,
        exporter: identity.device.0,
        exporter_key: key.public(),
        administrator_key: identity.administrator_key,
        server_key: identity.server_key,
        log_key: identity.log_key,
    }
}

fn stream_record(connection: &Connection, stream: &Stream) -> Result<StreamRecord, StoreError> {
    let held = load::unit(connection, &Unit::Device(stream.device))?;
    let enrolled = held
        .iter()
        .find(|one| matches!(one.stamped.body, Body::DeviceEnrolled(_)));
    Ok(StreamRecord {
        device: stream.device.0,
        scope: stream.scope.clone(),
        whole: stream.head.seq > 0,
        certificate: enrolled.map(|one| EntryRef {
            device: one.stamped.device.0,
            scope: one.stamped.scope.to_string(),
            seq: one.stamped.seq,
        }),
    })
}

type Heads = BTreeMap<(DeviceId, String, u64), HeadRecord>;

/// Heads that came with pages, and this computer's own over what it has written since.
fn heads(
    connection: &Connection,
    identity: &Identity,
    key: &SigningKey,
    streams: &[Stream],
) -> Result<Heads, StoreError> {
    let mut heads: Heads = rows(connection, HEADS, &[], |row| {
        let (device, scope): (DeviceId, String) = (row.id("device")?, row.get("scope")?);
        let head = SignedHead {
            seq: unsigned(row.get("seq")?),
            chain: row.hash("chain")?,
            signature: Signature(row.get("signature")?),
        };
        let record = HeadRecord {
            device: device.0,
            scope: scope.clone(),
            head,
        };
        Ok(((device, scope, head.seq), record))
    })?
    .into_iter()
    .collect();
    for stream in streams
        .iter()
        .filter(|one| one.device == identity.device && one.head.seq > 0)
    {
        let place = (stream.device, stream.scope.clone(), stream.head.seq);
        heads.entry(place).or_insert_with(|| HeadRecord {
            device: stream.device.0,
            scope: stream.scope.clone(),
            head: SignedHead::sign(key, stream.chain0, stream.head),
        });
    }
    Ok(heads)
}

fn log(row: &Row<'_>) -> rusqlite::Result<LogRecord> {
    Ok(LogRecord {
        scope: row.get("name")?,
        checkpoint: row.get("checkpoint")?,
    })
}

fn write_entries(
    connection: &Connection,
    export: &mut ExportWriter<&mut dyn Write>,
) -> Result<u64, StoreError> {
    let mut statement = connection.prepare_cached(ENTRIES)?;
    let mut found = statement.query([])?;
    let mut entries = 0;
    while let Some(row) = found.next()? {
        let (id, mut record) = (row.get::<_, i64>("id")?, entry(row)?);
        if let Some(accepted) = &mut record.accepted {
            accepted.indexes = rows(connection, INDEXES, named_params! { ":entry": id }, |row| {
                Ok(LogIndex {
                    scope: row.get("name")?,
                    index: unsigned(row.get("idx")?),
                })
            })?;
        }
        export.entry(&record).map_err(failed)?;
        entries += 1;
    }
    Ok(entries)
}

fn entry(row: &Row<'_>) -> rusqlite::Result<EntryRecord> {
    let pos: Option<i64> = row.get("pos")?;
    let accepted = match pos {
        None => None,
        Some(pos) => Some(Accepted {
            epoch: unsigned(row.get("epoch")?),
            pos: unsigned(pos),
            accepted_at: row.get("accepted_at")?,
            status: status(row)?,
            indexes: Vec::new(),
        }),
    };
    let copy: Option<[u8; 64]> = row.get("copy")?;
    let Unpacked(bytes) = row.get("bytes")?;
    Ok(EntryRecord {
        device: row.id::<DeviceId>("device")?.0,
        scope: row.get("scope")?,
        seq: unsigned(row.get("seq")?),
        hash: row.hash("hash")?,
        accepted,
        copy: copy.map(Signature),
        bytes: EntryBytes::new(bytes).map_err(wrong)?,
    })
}

/// What the server decided, out of the column `quarantine`.
pub(crate) fn status(row: &Row<'_>) -> rusqlite::Result<Status> {
    let reason: Option<String> = row.get("quarantine")?;
    Ok(
        reason.map_or(Status::Integrated, |reason| Status::Quarantined {
            reason: Reason::new(&reason),
        }),
    )
}

fn failed(cause: WriteError) -> StoreError {
    match cause {
        WriteError::Io(cause) if cause.kind() == std::io::ErrorKind::StorageFull => {
            StoreError::DiskFull
        }
        WriteError::Io(_) | WriteError::Json(_) | WriteError::OutOfOrder { .. } => {
            StoreError::Failed {
                detail: cause.to_string(),
            }
        }
    }
}
