//! Streams, their hash chains, and the two signatures of a device: over a stream's head and over a single entry that
//! other scopes see as a copy.
//!
//! What a newcomer gets wrong: `seq` runs from 1; a chain with `seq` 0 is the empty stream, whose hash is that of the
//! stream's header and so already binds operation, device and scope.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::hash::{Hash, sha256};
use crate::keys::{BadSignature, PublicKey, Signature, SigningKey};

const HEAD: &[u8] = b"relief-ledger head/1\n";
const COPY: &[u8] = b"relief-ledger copy/1\n";

/// The entries of one device in one scope of one operation.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct StreamId {
    pub operation: Uuid,
    pub device: Uuid,
    pub scope: String,
}

impl StreamId {
    /// The header's exact bytes: `{"v":1,"operation":"…","device":"…","scope":"…"}`.
    #[must_use]
    pub fn header_bytes(&self) -> Vec<u8> {
        let scope = serde_json::Value::from(self.scope.as_str());
        let (operation, device) = (self.operation, self.device);
        format!(r#"{{"v":1,"operation":"{operation}","device":"{device}","scope":{scope}}}"#)
            .into_bytes()
    }

    /// SHA-256 of the header: the chain before the first entry.
    #[must_use]
    pub fn chain0(&self) -> Hash {
        sha256(&[&self.header_bytes()])
    }
}

/// A stream's chain after its first `seq` entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Chain {
    pub seq: u64,
    pub hash: Hash,
}

impl Chain {
    /// The chain of the empty stream.
    #[must_use]
    pub fn start(stream: &StreamId) -> Self {
        Self {
            seq: 0,
            hash: stream.chain0(),
        }
    }

    /// The chain one entry further; `entry_hash` is SHA-256 of the entry's bytes.
    #[must_use]
    pub fn extend(self, entry_hash: Hash) -> Self {
        Self {
            seq: self.seq.saturating_add(1),
            hash: sha256(&[&self.hash.0, &entry_hash.0]),
        }
    }
}

/// A device's signature over one of its streams up to and including entry `seq`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SignedHead {
    pub seq: u64,
    pub chain: Hash,
    pub signature: Signature,
}

impl SignedHead {
    /// Signs a stream's chain. `chain0` is that of [`StreamId::chain0`].
    #[must_use]
    pub fn sign(key: &SigningKey, chain0: Hash, chain: Chain) -> Self {
        Self {
            seq: chain.seq,
            chain: chain.hash,
            signature: key.sign(&head_message(chain0, chain)),
        }
    }

    /// Demands that the device's key signed this head. Whether the head is that of the entries at hand is for the
    /// caller to compare: see [`SignedHead::chain`].
    ///
    /// # Errors
    /// `BadSignature`.
    pub fn verify(&self, chain0: Hash, public: &PublicKey) -> Result<(), BadSignature> {
        public.verify(&head_message(chain0, self.chain()), &self.signature)
    }

    /// The chain this head speaks of.
    #[must_use]
    pub fn chain(&self) -> Chain {
        Chain {
            seq: self.seq,
            hash: self.chain,
        }
    }
}

/// Signs one entry, so that it can be checked where its stream is not held.
#[must_use]
pub fn sign_copy(key: &SigningKey, chain0: Hash, seq: u64, entry_hash: Hash) -> Signature {
    key.sign(&copy_message(chain0, seq, entry_hash))
}

/// Demands that the device's key signed this entry as a copy.
///
/// # Errors
/// `BadSignature`.
pub fn verify_copy(
    public: &PublicKey,
    chain0: Hash,
    seq: u64,
    entry_hash: Hash,
    signature: &Signature,
) -> Result<(), BadSignature> {
    public.verify(&copy_message(chain0, seq, entry_hash), signature)
}

fn head_message(chain0: Hash, chain: Chain) -> Vec<u8> {
    [HEAD, &chain0.0, &chain.seq.to_be_bytes(), &chain.hash.0].concat()
}

fn copy_message(chain0: Hash, seq: u64, entry_hash: Hash) -> Vec<u8> {
    [COPY, &chain0.0, &seq.to_be_bytes(), &entry_hash.0].concat()
}
