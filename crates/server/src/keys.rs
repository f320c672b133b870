//! The server's keys: 32-byte Ed25519 seeds in `DIR/keys`, readable by their owner alone.
//!
//! What a newcomer gets wrong: `administrator.key` is made here once, but the server never uses it. It signs what only
//! a human may decide (a new epoch after a restore from an old backup) and belongs on a stick in a safe: *keep offline*.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use proof::keys::{PublicKey, SigningKey};

const SERVER: &str = "server.key";
const LOG: &str = "log.key";
const ADMINISTRATOR: &str = "administrator.key";
const ADMINISTRATOR_PUBLIC: &str = "administrator.pub";

/// Why the keys cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    #[error("the key file {} cannot be used: {cause}", file.display())]
    File { file: PathBuf, cause: io::Error },
    #[error("the key file {} does not hold a key", file.display())]
    Malformed { file: PathBuf },
    #[error("the key file {} can be read by others; set its mode to 0600", file.display())]
    Exposed { file: PathBuf },
    #[error("the system gives no random bytes: {0}")]
    Random(getrandom::Error),
}

/// Keys the running server needs.
#[derive(Debug, Clone)]
pub struct Keys {
    /// Signs the server's own entries and the TLS certificates; devices pin it at enrolment.
    pub server: SigningKey,
    /// Signs checkpoints; devices pin it at enrolment.
    pub log: SigningKey,
    /// Public half of the key that is kept offline.
    pub administrator: PublicKey,
}

impl Keys {
    /// Makes the keys in `DIR/keys` that are not there yet; an existing key is never overwritten.
    ///
    /// # Errors
    /// `KeyError`.
    pub fn create(directory: &Path) -> Result<Self, KeyError> {
        let keys = directory.join("keys");
        let refuse = |cause| KeyError::File {
            file: keys.clone(),
            cause,
        };
        fs::create_dir_all(&keys).map_err(refuse)?;
        fs::set_permissions(&keys, fs::Permissions::from_mode(0o700)).map_err(refuse)?;
        create_one(&keys.join(SERVER))?;
        create_one(&keys.join(LOG))?;
        sync_folder(directory).map_err(refuse)?;
        let public = keys.join(ADMINISTRATOR_PUBLIC);
        if !public.exists() {
            let administrator = create_one(&keys.join(ADMINISTRATOR))?;
            write_new(&public, &format!("{}\n", administrator.public()), 0o644)?;
        }
        Self::load(directory)
    }

    /// Reads the keys; `administrator.key` itself may be absent.
    ///
    /// # Errors
    /// `KeyError`.
    pub fn load(directory: &Path) -> Result<Self, KeyError> {
        let keys = directory.join("keys");
        let public = keys.join(ADMINISTRATOR_PUBLIC);
        let text = fs::read_to_string(&public).map_err(|cause| KeyError::File {
            file: public.clone(),
            cause,
        })?;
        Ok(Self {
            server: load_one(&keys.join(SERVER))?,
            log: load_one(&keys.join(LOG))?,
            administrator: text
                .trim()
                .parse()
                .map_err(|_| KeyError::Malformed { file: public })?,
        })
    }
}

/// Random bytes from the system.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], KeyError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(KeyError::Random)?;
    Ok(bytes)
}

fn create_one(file: &Path) -> Result<SigningKey, KeyError> {
    if file.exists() {
        return load_one(file);
    }
    let seed = random()?;
    write_new(file, &format!("{}\n", STANDARD.encode(seed)), 0o600)?;
    Ok(SigningKey::from_seed(&seed))
}

/// Written whole or not at all, and never over another: a temporary name, synced, linked, the folder synced. Devices pin
/// these keys; a power cut must not leave an operation without them.
fn write_new(file: &Path, text: &str, mode: u32) -> Result<(), KeyError> {
    let temporary = file.with_extension("new");
    let write = || {
        match fs::remove_file(&temporary) {
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => return Err(cause),
            Ok(()) | Err(_) => {}
        }
        let mut out = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(mode)
            .open(&temporary)?;
        out.write_all(text.as_bytes())?;
        out.sync_all()?;
        fs::hard_link(&temporary, file)?;
        fs::remove_file(&temporary)?;
        file.parent().map_or(Ok(()), sync_folder)
    };
    write().map_err(|cause| KeyError::File {
        file: file.to_owned(),
        cause,
    })
}

/// What a folder lists is on disk only once the folder itself is synced.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

fn load_one(file: &Path) -> Result<SigningKey, KeyError> {
    let failed = |cause| KeyError::File {
        file: file.to_owned(),
        cause,
    };
    if fs::metadata(file).map_err(failed)?.permissions().mode() & 0o077 != 0 {
        return Err(KeyError::Exposed {
            file: file.to_owned(),
        });
    }
    let text = fs::read_to_string(file).map_err(failed)?;
    let seed = STANDARD
        .decode(text.trim())
        .ok()
        .and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
    seed.map(|seed| SigningKey::from_seed(&seed))
        .ok_or_else(|| KeyError::Malformed {
            file: file.to_owned(),
        })
}
