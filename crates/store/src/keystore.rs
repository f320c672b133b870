//! The keystore of the operating system: Secret Service, Keychain or Credential Manager.
//!
//! What a newcomer gets wrong: a keystore may be absent, or there and never answer. Whether one is there is asked with
//! a short patience; once it is, a person may be looking at its own prompt, and that takes as long as it takes.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use keyring_core::{Entry, Error};
use zeroize::Zeroizing;

const SERVICE: &str = "relief-ledger";
const IS_IT_THERE: Duration = Duration::from_secs(1);
const PERSON_AT_PROMPT: Duration = Duration::from_secs(120);

/// Why the keystore gave nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Silence {
    /// No keystore answers.
    Absent(String),
    /// It answers, and has no such secret.
    NoSecret,
}

/// Keeps a secret under a name.
pub(crate) fn keep(name: &str, secret: &[u8; 32]) -> Result<(), Silence> {
    let (name, secret) = (name.to_owned(), Zeroizing::new(*secret));
    ask(move || Entry::new(SERVICE, &name)?.set_secret(&*secret))
}

/// Fetches a secret.
pub(crate) fn fetch(name: &str) -> Result<Zeroizing<Vec<u8>>, Silence> {
    let name = name.to_owned();
    ask(move || Ok(Zeroizing::new(Entry::new(SERVICE, &name)?.get_secret()?)))
}

/// Forgets a secret.
pub(crate) fn forget(name: &str) -> Result<(), Silence> {
    let name = name.to_owned();
    ask(move || Entry::new(SERVICE, &name)?.delete_credential())
}

/// Whether there is a keystore; the first time this finds it.
fn present() -> Result<(), String> {
    #[cfg(feature = "failpoints")]
    if keyring_core::get_default_store().is_some() {
        return Ok(());
    }
    keyring::Entry::store_status()
        .as_ref()
        .copied()
        .map_err(ToString::to_string)
}

/// From now on this program keeps its secrets in memory, as if that were the keystore.
///
/// # Panics
/// If the keystore in memory cannot be made.
#[cfg(feature = "failpoints")]
pub fn in_memory() {
    let store = keyring_core::mock::Store::new().expect("a keystore in memory");
    keyring_core::set_default_store(store);
}

/// Asks on a thread of its own, which is left behind if the keystore never answers.
fn ask<T: Send + 'static>(
    question: impl FnOnce() -> keyring_core::Result<T> + Send + 'static,
) -> Result<T, Silence> {
    let (there, is_there) = mpsc::channel();
    let (answer, answered) = mpsc::channel();
    let asked = move || {
        let status = present();
        let answers = status.is_ok();
        let heard = there.send(status).is_ok();
        if answers && heard {
            // Nobody waits any more if the patience ran out; then there is nobody to tell.
            let _ = answer.send(question());
        }
    };
    thread::Builder::new()
        .name("keystore".to_owned())
        .spawn(asked)
        .map_err(|cause| Silence::Absent(cause.to_string()))?;
    let silent = |_| Silence::Absent("no answer".to_owned());
    is_there
        .recv_timeout(IS_IT_THERE)
        .map_err(silent)?
        .map_err(Silence::Absent)?;
    match answered.recv_timeout(PERSON_AT_PROMPT).map_err(silent)? {
        Ok(value) => Ok(value),
        Err(Error::NoEntry) => Err(Silence::NoSecret),
        Err(cause) => Err(Silence::Absent(cause.to_string())),
    }
}
