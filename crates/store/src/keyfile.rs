//! `key.json`: the data key, wrapped by a passphrase or kept in the keystore of the operating system.

use std::io;
use std::path::Path;

use crate::keys::DataKey;

/// Where the data key is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeping<'a> {
    /// Wrapped by this passphrase.
    Passphrase(&'a str),
    /// In the keystore of the operating system.
    Keystore,
}

/// Why the data key cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    #[error("there is no key file")]
    Missing,
    #[error("there is a key file already")]
    Exists,
    #[error("a passphrase is needed")]
    PassphraseNeeded,
    #[error("the passphrase is wrong")]
    PassphraseWrong,
    #[error("the key file is damaged: {detail}")]
    Damaged { detail: String },
    #[error("the keystore of this computer does not answer: {detail}")]
    KeystoreSilent { detail: String },
    #[error("the key file cannot be read or written: {0}")]
    Io(#[from] io::Error),
}

/// Mints a data key and keeps it.
///
/// # Errors
/// `Exists`, `KeystoreSilent` (ask for a passphrase then) or `Io`.
pub fn create(_dir: &Path, _keeping: Keeping<'_>) -> Result<DataKey, KeyError> {
    todo!()
}

/// Fetches the data key.
///
/// # Errors
/// `KeyError` says what is missing or wrong.
pub fn unlock(_dir: &Path, _passphrase: Option<&str>) -> Result<DataKey, KeyError> {
    todo!()
}

/// Whether a key file is there.
#[must_use]
pub fn exists(dir: &Path) -> bool {
    dir.join("key.json").exists()
}
