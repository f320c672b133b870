//! `key.json`: the data key, wrapped by a passphrase or kept in the keystore of the operating system.
//!
//! What a newcomer gets wrong: a wrong passphrase and a damaged file fail the same cipher. The file carries a sum over
//! its own fields, so that the person is told which of the two it is.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use proof::hash::{Hash, sha256};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::keys::DataKey;
use crate::keystore::{self, Silence};

const FILE: &str = "key.json";
const VERSION: u32 = 1;
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;
/// More than this no file of ours asks for: a damaged one must not take all memory.
const MOST_MEMORY_KIB: u32 = 1024 * 1024;
const MOST_PASSES: u32 = 16;
const BOUND_TO: &[u8] = b"relief-ledger data key/1";

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

#[derive(Serialize, Deserialize)]
struct KeyFile {
    version: u32,
    kept: Kept,
    /// SHA-256 over `kept` as written here.
    sum: Hash,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "in", rename_all = "snake_case", deny_unknown_fields)]
enum Kept {
    /// XChaCha20-Poly1305 under Argon2id of the passphrase; all bytes base64.
    Passphrase {
        memory_kib: u32,
        passes: u32,
        salt: String,
        nonce: String,
        wrapped: String,
    },
    /// Name of the secret in the keystore.
    Keystore { name: String },
}

impl Kept {
    fn sum(&self) -> Hash {
        let text = serde_json::to_string(self).expect("the key file always serialises");
        sha256(&[text.as_bytes()])
    }
}

/// Whether a key file is there.
#[must_use]
pub fn exists(dir: &Path) -> bool {
    dir.join(FILE).exists()
}

/// Makes room for a new key. The key file of a ledger that is no longer here keeps its key beside it, under a name of its
/// own: the ledger may only have been moved away.
///
/// # Errors
/// `Io`.
pub(crate) fn set_aside(dir: &Path) -> Result<(), KeyError> {
    if !exists(dir) {
        return Ok(());
    }
    let aside = |n: u32| dir.join(format!("{FILE}.{n}"));
    let free = (1..).find(|n| !aside(*n).exists()).unwrap_or(u32::MAX);
    fs::rename(dir.join(FILE), aside(free))?;
    Ok(())
}

/// Mints a data key and keeps it.
///
/// # Errors
/// `Exists`, `KeystoreSilent` within about a second (ask for a passphrase then), or `Io`.
pub fn create(dir: &Path, keeping: Keeping<'_>) -> Result<DataKey, KeyError> {
    if exists(dir) {
        return Err(KeyError::Exists);
    }
    fs::create_dir_all(dir)?;
    let key = DataKey(random()?);
    write(dir, kept(&key, keeping)?)?;
    Ok(key)
}

/// Keeps the data key in another way from now on; the old way opens the file no longer.
///
/// # Errors
/// As for `create`; the old way then stays.
pub(crate) fn keep_anew(dir: &Path, key: &DataKey, keeping: Keeping<'_>) -> Result<(), KeyError> {
    let before = read(dir)?.kept;
    write(dir, kept(key, keeping)?)?;
    if let Kept::Keystore { name } = before {
        // A secret that stays behind opens nothing that the new way does not; it is in nobody's way.
        let _ = keystore::forget(&name);
    }
    Ok(())
}

fn kept(key: &DataKey, keeping: Keeping<'_>) -> Result<Kept, KeyError> {
    match keeping {
        Keeping::Passphrase(passphrase) => wrap(key, passphrase),
        Keeping::Keystore => {
            let name: String = random::<16>()?
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect();
            keystore::keep(&name, &key.0).map_err(silent)?;
            Ok(Kept::Keystore { name })
        }
    }
}

/// Fetches the data key.
///
/// # Errors
/// `KeyError` says what is missing or wrong.
pub fn unlock(dir: &Path, passphrase: Option<&str>) -> Result<DataKey, KeyError> {
    let file = read(dir)?;
    match &file.kept {
        Kept::Passphrase { .. } => {
            let passphrase = passphrase.ok_or(KeyError::PassphraseNeeded)?;
            unwrap(&file.kept, passphrase)
        }
        Kept::Keystore { name } => {
            let secret = keystore::fetch(name).map_err(silent)?;
            let key = secret
                .as_slice()
                .try_into()
                .map_err(|_| damaged("the keystore holds something else"))?;
            Ok(DataKey(key))
        }
    }
}

/// The key file, if its sum fits.
fn read(dir: &Path) -> Result<KeyFile, KeyError> {
    let text = match fs::read_to_string(dir.join(FILE)) {
        Ok(text) => text,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Err(KeyError::Missing),
        Err(cause) if cause.kind() == io::ErrorKind::InvalidData => {
            return Err(damaged("not a text"));
        }
        Err(cause) => return Err(cause.into()),
    };
    let file: KeyFile = serde_json::from_str(&text).map_err(|cause| damaged(&cause.to_string()))?;
    if file.version != VERSION {
        return Err(damaged(&format!("version {}", file.version)));
    }
    if file.kept.sum() != file.sum {
        return Err(damaged("the sum does not fit"));
    }
    Ok(file)
}

fn damaged(detail: &str) -> KeyError {
    KeyError::Damaged {
        detail: detail.to_owned(),
    }
}

fn silent(silence: Silence) -> KeyError {
    match silence {
        Silence::Absent(detail) => KeyError::KeystoreSilent { detail },
        Silence::NoSecret => damaged("the keystore no longer holds the key"),
    }
}

fn random<const N: usize>() -> Result<[u8; N], KeyError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|cause| io::Error::other(cause.to_string()))?;
    Ok(bytes)
}

fn wrapping_key(
    passphrase: &str,
    salt: &[u8],
    memory_kib: u32,
    passes: u32,
) -> Result<Zeroizing<[u8; 32]>, KeyError> {
    let refuse = |cause: argon2::Error| damaged(&cause.to_string());
    let params = Params::new(memory_kib, passes, 1, Some(32)).map_err(refuse)?;
    let mut key = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), salt, key.as_mut_slice())
        .map_err(refuse)?;
    Ok(key)
}

fn wrap(key: &DataKey, passphrase: &str) -> Result<Kept, KeyError> {
    let (salt, nonce): ([u8; 16], [u8; 24]) = (random()?, random()?);
    let wrapping = wrapping_key(passphrase, &salt, MEMORY_KIB, PASSES)?;
    let payload = Payload {
        msg: &key.0,
        aad: BOUND_TO,
    };
    let wrapped = XChaCha20Poly1305::new(wrapping.as_slice().into())
        .encrypt(XNonce::from_slice(&nonce), payload)
        .map_err(|_| damaged("the key cannot be wrapped"))?;
    Ok(Kept::Passphrase {
        memory_kib: MEMORY_KIB,
        passes: PASSES,
        salt: STANDARD.encode(salt),
        nonce: STANDARD.encode(nonce),
        wrapped: STANDARD.encode(wrapped),
    })
}

fn unwrap(kept: &Kept, passphrase: &str) -> Result<DataKey, KeyError> {
    let Kept::Passphrase {
        memory_kib,
        passes,
        salt,
        nonce,
        wrapped,
    } = kept
    else {
        return Err(damaged("no wrapped key"));
    };
    let bytes = |text: &str| {
        STANDARD
            .decode(text)
            .map_err(|cause| damaged(&cause.to_string()))
    };
    let (salt, nonce, wrapped) = (bytes(salt)?, bytes(nonce)?, bytes(wrapped)?);
    if *memory_kib > MOST_MEMORY_KIB || *passes > MOST_PASSES || nonce.len() != 24 {
        return Err(damaged("its numbers are out of range"));
    }
    let wrapping = wrapping_key(passphrase, &salt, *memory_kib, *passes)?;
    let payload = Payload {
        msg: &wrapped,
        aad: BOUND_TO,
    };
    let key = XChaCha20Poly1305::new(wrapping.as_slice().into())
        .decrypt(XNonce::from_slice(&nonce), payload)
        .map_err(|_| KeyError::PassphraseWrong)?;
    let key = Zeroizing::new(key);
    Ok(DataKey(
        key.as_slice()
            .try_into()
            .map_err(|_| damaged("the key has another length"))?,
    ))
}

/// Written whole or not at all: a temporary name, synced, renamed, the folder synced.
fn write(dir: &Path, kept: Kept) -> Result<(), KeyError> {
    let file = KeyFile {
        version: VERSION,
        sum: kept.sum(),
        kept,
    };
    let text = serde_json::to_string_pretty(&file).expect("the key file always serialises");
    let temporary = dir.join("key.json.new");
    let mut out = private(&temporary)?;
    out.write_all(text.as_bytes())?;
    out.write_all(b"\n")?;
    out.sync_all()?;
    drop(out);
    fs::rename(&temporary, dir.join(FILE))?;
    sync_folder(dir)?;
    Ok(())
}

/// For its owner's eyes alone: whoever reads it may try passphrases at leisure. A left-over of a crash is replaced.
fn private(file: &Path) -> io::Result<File> {
    match fs::remove_file(file) {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => return Err(cause),
        Ok(()) | Err(_) => {}
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)
}

#[cfg(unix)]
fn sync_folder(dir: &Path) -> io::Result<()> {
    File::open(dir)?.sync_all()
}

/// Other systems order a rename with what was synced before it.
#[cfg(not(unix))]
fn sync_folder(_dir: &Path) -> io::Result<()> {
    Ok(())
}
