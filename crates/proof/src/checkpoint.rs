//! Checkpoints: the log key's signature over the size and root of one scope's log, as a C2SP signed note.
//!
//! What a newcomer gets wrong: the origin names the scope, the key name only the operation; a checkpoint of another
//! scope is a good signature over the wrong log, so the caller must compare `origin`.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use uuid::Uuid;

use crate::hash::Hash;
use crate::keys::{PublicKey, SigningKey};
use crate::note::{self, NoteError};

/// A log's size and root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// See [`origin`].
    pub origin: String,
    pub size: u64,
    pub root: Hash,
}

/// The origin of a scope's log: `relief-ledger/<operation>/<scope>`.
#[must_use]
pub fn origin(operation: Uuid, scope: &str) -> String {
    format!("relief-ledger/{operation}/{scope}")
}

/// The name of an operation's log key: `relief-ledger/<operation>`.
#[must_use]
pub fn key_name(operation: Uuid) -> String {
    format!("relief-ledger/{operation}")
}

impl Checkpoint {
    /// The text that is signed: origin, size, root, one a line.
    #[must_use]
    pub fn text(&self) -> String {
        format!(
            "{}\n{}\n{}\n",
            self.origin,
            self.size,
            STANDARD.encode(self.root.0)
        )
    }

    /// The signed note. `name` is [`key_name`].
    #[must_use]
    pub fn sign(&self, name: &str, key: &SigningKey) -> String {
        note::sign(&self.text(), name, key)
    }

    /// Reads a checkpoint that the named key has signed.
    ///
    /// # Errors
    /// `NoteError` when the form or the signature is wrong.
    pub fn parse_and_verify(text: &str, name: &str, public: &PublicKey) -> Result<Self, NoteError> {
        let signed = note::open(text, name, public)?;
        let lines: Vec<&str> = signed.split('\n').collect();
        let [origin, size, root, ""] = lines[..] else {
            return Err(NoteError::Malformed);
        };
        let root = STANDARD.decode(root).map_err(|_| NoteError::Malformed)?;
        let checkpoint = Self {
            origin: origin.to_owned(),
            size: size.parse().map_err(|_| NoteError::Malformed)?,
            root: Hash::from_slice(&root).map_err(|_| NoteError::Malformed)?,
        };
        // One value has one spelling: `+5`, `05` and the like are not ours.
        if checkpoint.text() != signed {
            return Err(NoteError::Malformed);
        }
        Ok(checkpoint)
    }
}
