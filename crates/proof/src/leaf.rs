//! The leaf of a scope's log: what the server commits to when it gives an entry its position.
//!
//! What a newcomer gets wrong: the leaf does not hold the entry's index in the scope; the index is the leaf's place in
//! the tree. One entry has one `pos` but a leaf in each scope that sees it, and those leaves are equal.

use serde::{Deserialize, Deserializer, Serialize, de};

use crate::hash::{Hash, sha256};
use crate::merkle::leaf_hash;

const LEAF: &[u8] = b"relief-ledger leaf/1\n";

/// Longest reason of a quarantine, in bytes.
pub const MAX_REASON_BYTES: usize = 1024;

/// Why an entry was quarantined, as the server said it: a code or a short sentence of at most 1024 bytes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Reason(String);

impl Reason {
    /// Takes a text; what exceeds the limit is cut at a character boundary.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut end = text.len().min(MAX_REASON_BYTES);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        Self(text[..end].to_owned())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Reason {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text.len() > MAX_REASON_BYTES {
            return Err(de::Error::custom("the reason of a quarantine is too long"));
        }
        Ok(Self(text))
    }
}

/// What the server decided about an entry, for ever.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Status {
    Integrated,
    Quarantined { reason: Reason },
}

/// One line of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEntry {
    pub epoch: u64,
    /// Dense position in the operation, from 1.
    pub pos: u64,
    /// Server clock, Unix seconds; it never decreases along `pos`.
    pub accepted_at: i64,
    pub status: Status,
    /// [`crate::stream::StreamId::chain0`] of the entry's stream.
    pub chain0: Hash,
    pub seq: u64,
    /// SHA-256 of the entry's bytes.
    pub entry_hash: Hash,
}

impl LogEntry {
    /// RFC 6962 leaf hash of this line.
    #[must_use]
    pub fn leaf_hash(&self) -> Hash {
        let (status, reason) = match &self.status {
            Status::Integrated => (0_u8, ""),
            Status::Quarantined { reason } => (1, reason.as_str()),
        };
        // A reason is at most 1024 bytes, so its length always fits.
        let reason_length = u16::try_from(reason.len()).unwrap_or(u16::MAX);
        let data = [
            LEAF,
            &self.epoch.to_be_bytes(),
            &self.pos.to_be_bytes(),
            &self.accepted_at.to_be_bytes(),
            &[status],
            &reason_length.to_be_bytes(),
            reason.as_bytes(),
            &self.chain0.0,
            &self.seq.to_be_bytes(),
            &self.entry_hash.0,
        ]
        .concat();
        leaf_hash(&data)
    }
}

/// SHA-256 of an entry's bytes: the name under which chains, copies and leaves know it.
#[must_use]
pub fn entry_hash(bytes: &[u8]) -> Hash {
    sha256(&[bytes])
}
