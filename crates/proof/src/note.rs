//! C2SP signed notes (https://c2sp.org/signed-note): a text and Ed25519 signatures over it under named keys.
//!
//! What a newcomer gets wrong: the text ends with a newline, and that newline is signed; the blank line after it is
//! not. Signatures under other names are allowed and ignored.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::hash::sha256;
use crate::keys::{PublicKey, Signature, SigningKey};

const ED25519: u8 = 1;

/// Why a note is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    #[error("the note does not have the form of a signed note")]
    Malformed,
    #[error("the note carries no signature of the expected key")]
    NotSigned,
    #[error("the note's signature is wrong")]
    BadSignature,
}

fn key_id(name: &str, public: &PublicKey) -> [u8; 4] {
    let hash = sha256(&[name.as_bytes(), b"\n", &[ED25519], public.as_bytes()]);
    [hash.0[0], hash.0[1], hash.0[2], hash.0[3]]
}

/// Signs a text, which must end with a newline and have no blank line at its end.
#[must_use]
pub fn sign(text: &str, name: &str, key: &SigningKey) -> String {
    let id = key_id(name, &key.public());
    let signature = [&id[..], &key.sign(text.as_bytes()).0].concat();
    format!("{text}\n\u{2014} {name} {}\n", STANDARD.encode(signature))
}

/// The text of a note that the named key has signed.
///
/// # Errors
/// `NoteError`.
pub fn open<'a>(note: &'a str, name: &str, public: &PublicKey) -> Result<&'a str, NoteError> {
    let split = note.rfind("\n\n").ok_or(NoteError::Malformed)?;
    let (text, signatures) = (&note[..=split], &note[split + 2..]);
    let signatures = signatures.strip_suffix('\n').ok_or(NoteError::Malformed)?;
    let mut found = Err(NoteError::NotSigned);
    for line in signatures.split('\n') {
        let line = line.strip_prefix("\u{2014} ").ok_or(NoteError::Malformed)?;
        let (signer, signature) = line.split_once(' ').ok_or(NoteError::Malformed)?;
        let bytes = STANDARD
            .decode(signature)
            .map_err(|_| NoteError::Malformed)?;
        let Some((id, signature)) = bytes.split_first_chunk::<4>() else {
            return Err(NoteError::Malformed);
        };
        if signer == name && *id == key_id(name, public) {
            let signature = Signature::from_slice(signature).map_err(|_| NoteError::Malformed)?;
            public
                .verify(text.as_bytes(), &signature)
                .map_err(|_| NoteError::BadSignature)?;
            found = Ok(text);
        }
    }
    found
}
