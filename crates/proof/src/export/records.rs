//! What the lines of an audit export say.
//!
//! What a newcomer gets wrong: `whole` streams are those of scopes the exporter holds; of any other stream only copies
//! are in the file, each under its own signature.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::checkpoint::origin;
use crate::entry::{EntryBytes, EntryRef};
use crate::hash::Hash;
use crate::keys::{PublicKey, Signature};
use crate::leaf::{LogEntry, Status};
use crate::stream::{SignedHead, StreamId};

/// The value of `format` in the header.
pub const FORMAT: &str = "relief-ledger-audit/1";

/// The first line: what was exported, by whom, and the keys everything rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// [`FORMAT`].
    pub format: String,
    pub operation: Uuid,
    /// Name of the operation.
    pub name: String,
    /// RFC 3339 UTC with seconds, clock of the exporting device.
    pub created_at: String,
    pub epoch: u64,
    /// The device that made the file; its key is in its certificate.
    pub exporter: Uuid,
    pub exporter_key: PublicKey,
    pub administrator_key: PublicKey,
    /// The key of the server's own device, which enrols the others.
    pub server_key: PublicKey,
    /// The key that signs the checkpoints.
    pub log_key: PublicKey,
}

/// A stream of which the file holds entries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StreamRecord {
    pub device: Uuid,
    pub scope: String,
    /// Whether the file holds the stream from its first entry; otherwise only signed copies.
    pub whole: bool,
    /// The entry that enrolled the device, if the exporter holds it.
    pub certificate: Option<EntryRef>,
}

impl StreamRecord {
    /// The stream's full identity.
    #[must_use]
    pub fn id(&self, operation: Uuid) -> StreamId {
        StreamId {
            operation,
            device: self.device,
            scope: self.scope.clone(),
        }
    }
}

/// A signed head the exporter knows. Every whole stream needs one at its last entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadRecord {
    pub device: Uuid,
    pub scope: String,
    pub head: SignedHead,
}

/// A scope's log up to the exporter's last checkpoint; its order is that of the entries' indexes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogRecord {
    pub scope: String,
    /// The signed note; `None` when the exporter has none yet for this scope.
    pub checkpoint: Option<String>,
}

impl LogRecord {
    /// The origin that the checkpoint must name.
    #[must_use]
    pub fn origin(&self, operation: Uuid) -> String {
        origin(operation, &self.scope)
    }
}

/// An entry's place in one scope's log, from 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogIndex {
    pub scope: String,
    pub index: u64,
}

/// What the server said when it took an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accepted {
    pub epoch: u64,
    pub pos: u64,
    /// Unix seconds, server clock.
    pub accepted_at: i64,
    pub status: Status,
    /// Its places in the logs of the scopes the exporter holds.
    pub indexes: Vec<LogIndex>,
}

impl Accepted {
    /// The line of the log for an entry with this stream, `seq` and hash.
    #[must_use]
    pub fn log_entry(&self, chain0: Hash, seq: u64, entry_hash: Hash) -> LogEntry {
        LogEntry {
            epoch: self.epoch,
            pos: self.pos,
            accepted_at: self.accepted_at,
            status: self.status.clone(),
            chain0,
            seq,
            entry_hash,
        }
    }
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryRecord {
    pub device: Uuid,
    pub scope: String,
    pub seq: u64,
    /// SHA-256 of `bytes`.
    pub hash: Hash,
    /// `None` while the server has not confirmed it to the exporter.
    pub accepted: Option<Accepted>,
    /// The author's signature for scopes where the stream is not held.
    pub copy: Option<Signature>,
    /// The entry exactly as written.
    pub bytes: EntryBytes,
}

/// The last line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct End {
    pub streams: u64,
    pub heads: u64,
    pub logs: u64,
    pub entries: u64,
    /// SHA-256 of the file before this line.
    pub sha256: Hash,
    /// The exporting device's, over the prefix, the counts and `sha256`.
    pub signature: Signature,
}

impl End {
    /// What the exporting device signs.
    pub(super) fn message(&self) -> Vec<u8> {
        [
            b"relief-ledger export/1\n".as_slice(),
            &self.streams.to_be_bytes(),
            &self.heads.to_be_bytes(),
            &self.logs.to_be_bytes(),
            &self.entries.to_be_bytes(),
            &self.sha256.0,
        ]
        .concat()
    }
}
