//! The messages, and how they become bytes: JSON compressed with zstd.
//!
//! What a newcomer gets wrong: an entry travels as raw JSON inside its message and must come out byte for byte, so no
//! message type here may be buffered by serde (`flatten`, `untagged` and internal tags lose the bytes).

use std::fmt;
use std::io::Read;

use proof::entry::EntryBytes;
use proof::keys::{PublicKey, Signature};
use proof::leaf::Status;
use proof::stream::{Chain, SignedHead};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::bounded;

/// The version of the protocol these messages belong to.
pub const PROTOCOL: u32 = 1;
/// Largest message after decompression, in bytes, unless a caller sets another limit.
pub const MAX_MESSAGE_BYTES: usize = 16 * 1024 * 1024;
/// Most ranges in one request; a session sends no more.
pub const MAX_RANGES: usize = 1000;
/// Most entries in one range; [`crate::session::Local::unsent`] cuts there.
pub const MAX_RANGE_ENTRIES: usize = 2000;
/// Most scopes in one request.
pub const MAX_CURSORS: usize = 2000;
/// zstd window a reader allows (2^23 = 8 MiB), which bounds its memory.
const MAX_WINDOW_LOG: u32 = 23;
const LEVEL: i32 = 3;

/// Why bytes are no message.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WireError {
    #[error("the message cannot be decompressed")]
    NotCompressed,
    #[error("the message is longer than {limit} bytes")]
    TooLarge { limit: usize },
    #[error("the message cannot be read: {cause}")]
    Unreadable { cause: String },
}

/// Compressed bytes of a message.
///
/// # Panics
/// Never: messages serialise, and memory takes what is written to it.
#[must_use]
pub fn encode<T: Serialize>(message: &T) -> Vec<u8> {
    let json = serde_json::to_vec(message).expect("messages always serialise");
    zstd::bulk::compress(&json, LEVEL).expect("compression into memory does not fail")
}

/// Reads a message of at most `limit` bytes after decompression; more is never held in memory.
///
/// # Errors
/// `WireError`.
pub fn decode<T: DeserializeOwned>(bytes: &[u8], limit: usize) -> Result<T, WireError> {
    let mut decoder =
        zstd::stream::read::Decoder::with_buffer(bytes).map_err(|_| WireError::NotCompressed)?;
    decoder
        .window_log_max(MAX_WINDOW_LOG)
        .map_err(|_| WireError::NotCompressed)?;
    let mut json = Vec::new();
    let bound = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    decoder
        .take(bound)
        .read_to_end(&mut json)
        .map_err(|_| WireError::NotCompressed)?;
    if json.len() > limit {
        return Err(WireError::TooLarge { limit });
    }
    serde_json::from_slice(&json).map_err(|cause| WireError::Unreadable {
        cause: cause.to_string(),
    })
}

/// A new device asks to be enrolled.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolRequest {
    pub protocol: u32,
    /// The secret part of the one-time code, as normalised (10 Crockford characters, upper case).
    pub code_secret: String,
    pub device_name: String,
    pub signing_key: PublicKey,
}

/// Never prints the secret, so that it does not reach a log.
impl fmt::Debug for EnrolRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EnrolRequest")
            .field("device_name", &self.device_name)
            .field("signing_key", &self.signing_key)
            .finish_non_exhaustive()
    }
}

/// The server enrolled the device; the keys in it are pinned from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolReply {
    pub operation: Uuid,
    pub operation_name: String,
    pub device: Uuid,
    pub letter: String,
    pub name: String,
    pub reads: Vec<String>,
    pub writes: Vec<String>,
    /// Roles as snake_case words.
    pub roles: Vec<String>,
    pub site: Option<Uuid>,
    /// Signs the server's own streams (enrolments) and its TLS certificates.
    pub server_key: PublicKey,
    /// Signs the checkpoints.
    pub log_key: PublicKey,
    pub administrator_key: PublicKey,
    #[serde(deserialize_with = "bounded::number")]
    pub epoch: u64,
}

/// A device sends what it has and asks for what it lacks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExchangeRequest {
    pub protocol: u32,
    pub epoch: u64,
    /// In the device's own order across its streams.
    pub push: Vec<PushRange>,
    /// One a scope; the catalogue comes first.
    pub pull: Vec<PullCursor>,
    /// How many bytes of entries the reply should hold at most (one push of another device may exceed it).
    pub limit: u32,
    /// The last checkpoint seen of each scope, as a signed note.
    pub checkpoints: Vec<String>,
}

/// A run of entries of one scope, with the stream's signed head after its last one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PushRange {
    pub scope: String,
    /// `seq` of the first entry; the others follow without gaps.
    pub first_seq: u64,
    pub entries: Vec<PushEntry>,
    pub head: SignedHead,
}

impl PushRange {
    /// `seq` of the last entry.
    #[must_use]
    pub fn last_seq(&self) -> u64 {
        self.first_seq + (self.entries.len() as u64).saturating_sub(1)
    }
}

/// An entry on its way up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PushEntry {
    pub bytes: EntryBytes,
    /// Present exactly when the entry names further scopes.
    pub copy: Option<Signature>,
}

/// "I hold this scope's log up to, not including, `index`."
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PullCursor {
    pub scope: String,
    pub index: u64,
}

/// The server's answer, given after its commit is on disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExchangeReply {
    #[serde(deserialize_with = "bounded::number")]
    pub epoch: u64,
    /// One for each range, in their order, up to and including the first that was not taken.
    pub pushed: Vec<PushResult>,
    /// One for each cursor, in their order.
    pub pages: Vec<Page>,
    /// Position up to which all scopes asked for are complete once these pages are applied; meant only when no page
    /// has more.
    #[serde(deserialize_with = "bounded::number")]
    pub complete_to_pos: u64,
    /// Unix seconds, server clock.
    #[serde(deserialize_with = "bounded::instant")]
    pub server_time: i64,
}

/// What became of a range.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PushResult {
    pub scope: String,
    /// The server durably holds the stream up to here.
    #[serde(deserialize_with = "bounded::number")]
    pub up_to_seq: u64,
    pub outcome: Outcome,
}

/// What the server did with a range.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Taken, wholly or in its unknown tail.
    Accepted,
    /// Known already, to the last byte.
    Exists,
    /// The range begins later than what the server holds: it expects this `seq`.
    Gap { expected: u64 },
    /// The server holds another entry at one of these places.
    Fork,
    /// Broken chain, signature or limit.
    Refused { reason: String },
}

/// A stretch of one scope's log: `from .. from + items.len()`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    pub scope: String,
    pub from: u64,
    pub items: Vec<LogItem>,
    /// Every home entry of the page is covered by one of these.
    pub heads: Vec<PageHead>,
    /// Whether the log goes on after this page.
    pub has_more: bool,
    /// Size of the whole log.
    #[serde(deserialize_with = "bounded::number")]
    pub size: u64,
    /// Signed note over the log at the page's end; always there when nothing more follows and the log is not empty.
    pub checkpoint: Option<String>,
}

impl Page {
    /// The index after the last item: the next cursor.
    #[must_use]
    pub fn end(&self) -> u64 {
        self.from.saturating_add(self.items.len() as u64)
    }
}

/// One line of a log with its entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogItem {
    pub index: u64,
    /// The epoch in which it got its position.
    #[serde(deserialize_with = "bounded::number")]
    pub epoch: u64,
    #[serde(deserialize_with = "bounded::number")]
    pub pos: u64,
    /// Unix seconds, server clock.
    #[serde(deserialize_with = "bounded::instant")]
    pub accepted_at: i64,
    pub status: Status,
    pub device: Uuid,
    /// Home scope; another than the page's for a copy.
    pub scope: String,
    #[serde(deserialize_with = "bounded::number")]
    pub seq: u64,
    pub bytes: EntryBytes,
    pub copy: Option<Signature>,
}

/// A stream's signed head; its scope is the page's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageHead {
    pub device: Uuid,
    pub head: SignedHead,
}

impl PageHead {
    /// The chain the head speaks of.
    #[must_use]
    pub fn chain(&self) -> Chain {
        self.head.chain()
    }
}

/// Why a request failed, in a word that never changes; the detail is for a log, not for a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorReply {
    pub code: ErrorCode,
    pub detail: String,
}

/// Stable words for failures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ErrorCode {
    UnknownDevice,
    Revoked,
    BadSignature,
    /// The request number was used before.
    Replayed,
    ProtocolTooOld,
    TooLarge,
    Busy,
    Unreadable,
    CodeUnknown,
    CodeUsed,
    CodeExpired,
    WrongOperation,
    Internal,
    /// A word of a later version.
    #[serde(other)]
    Unknown,
}
