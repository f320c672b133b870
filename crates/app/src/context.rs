//! One open data directory: what hosts hold and calls run on.
//!
//! What a newcomer gets wrong: opening never fails. A file that cannot be used is a state that `status` tells, so that
//! the window opens and says what is wrong.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::Value;

use crate::change::Change;
use crate::contract::replies::Exchanged;
use crate::contract::{self, Who};
use crate::link::Link;
use crate::problem::Problem;
use crate::source::{Clock, Random, SystemClock, SystemRandom};

/// Told of each change; called on the thread that made it, so it must return at once.
pub type Listener = Box<dyn Fn(Change) + Send + Sync>;

/// One data directory and whoever is signed in on it.
pub struct Context {
    dir: PathBuf,
    link: Arc<dyn Link>,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
    listeners: Mutex<Vec<Arc<Listener>>>,
}

impl Context {
    /// Opens a data directory with the computer's own clock and randomness.
    #[must_use]
    pub fn open(dir: PathBuf, link: Arc<dyn Link>) -> Self {
        Self::open_with(dir, link, Arc::new(SystemClock), Arc::new(SystemRandom))
    }

    /// Opens a data directory with a clock and randomness of the caller's.
    #[must_use]
    pub fn open_with(
        dir: PathBuf,
        link: Arc<dyn Link>,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Random>,
    ) -> Self {
        Self {
            dir,
            link,
            clock,
            random,
            listeners: Mutex::default(),
        }
    }

    /// Runs a call of the contract.
    ///
    /// # Errors
    /// The `Problem` to show.
    pub fn call(&self, name: &str, args: Value) -> Result<Value, Problem> {
        contract::dispatch(self, name, &args)
    }

    /// Has a listener told of every change from now on.
    pub fn subscribe(&self, listener: Listener) {
        self.listeners
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(Arc::new(listener));
    }

    /// Refuses a call before its time.
    ///
    /// # Errors
    /// Why the ledger is not open, or `nobody-signed-in`.
    pub(crate) fn admit(&self, _who: Who) -> Result<(), Problem> {
        Err(Problem::new("locked"))
    }

    /// One whole exchange with the server: sends what is unsent, pulls what is new. Blocks; the courier's thread calls
    /// it, `send_now` and the command line too; one at a time.
    ///
    /// # Errors
    /// Why it ended early; what was acknowledged or applied before stays so.
    pub fn sync_once(&self) -> Result<Exchanged, Problem> {
        Err(Problem::new("not-enrolled"))
    }

    /// Asks the server to answer when there is something new, at most 25 s. True: an exchange would bring something.
    /// Blocks.
    ///
    /// # Errors
    /// Why the server did not answer.
    pub fn wait_for_news(&self) -> Result<bool, Problem> {
        Err(Problem::new("not-enrolled"))
    }

    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }
}
