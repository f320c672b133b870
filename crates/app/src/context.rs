//! One open data directory: what hosts hold and calls run on.
//!
//! What a newcomer gets wrong: opening never fails. A file that cannot be used is a state that `status` tells, so that
//! the window opens and says what is wrong.

use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};

use chrono::{DateTime, Utc};
use ledger::ids::PersonId;
use serde_json::Value;
use store::{Changes, Identity, Reads, Store, StoreError, keyfile};

use crate::as_known::Known;
use crate::change::Change;
use crate::checks;
use crate::contract::{self, Who};
use crate::link::Link;
use crate::problem::Problem;
use crate::source::{Clock, Random, SystemClock, SystemRandom, mint};
use crate::sync::Progress;

/// Told of each change; called on the thread that made it, so it must return at once.
pub type Listener = Box<dyn Fn(Change) + Send + Sync>;

/// Passphrase of every data directory that carries the marker file `demo`. Published; such a ledger is no secret.
const DEMO_PASSPHRASE: &str = "demo";

/// How far the data directory can be used.
#[derive(Clone)]
pub(crate) enum Ledger {
    /// Nothing here yet.
    New,
    /// A passphrase is needed.
    Locked,
    Broken(Problem),
    /// Open; enrolled or about to be.
    Open(Arc<Store>),
}

/// One data directory and whoever is signed in on it, seen as it is known now or as it was known on some day.
pub struct Context {
    desk: Arc<Desk>,
    as_known: Option<Known>,
    /// The person has looked at remarks that seem to name somebody and says that they do not.
    remarks_confirmed: bool,
}

/// What every view of one data directory shares.
pub struct Desk {
    dir: PathBuf,
    pub(crate) link: Arc<dyn Link>,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
    ledger: Mutex<Ledger>,
    identity: Mutex<Option<Arc<Identity>>>,
    person: Mutex<Option<PersonId>>,
    listeners: Mutex<Vec<Arc<Listener>>>,
    pub(crate) progress: Mutex<Progress>,
    /// Held for the length of one exchange.
    pub(crate) exchange: Mutex<()>,
}

impl Deref for Context {
    type Target = Desk;

    fn deref(&self) -> &Desk {
        &self.desk
    }
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
        let desk = Desk {
            dir,
            link,
            clock,
            random,
            ledger: Mutex::new(Ledger::New),
            identity: Mutex::default(),
            person: Mutex::default(),
            listeners: Mutex::default(),
            progress: Mutex::default(),
            exchange: Mutex::default(),
        };
        let context = Self {
            desk: Arc::new(desk),
            as_known: None,
            remarks_confirmed: false,
        };
        context.reopen(None);
        context
    }

    /// The same directory as it was known then. Only reads that go through [`Context::read`] see the difference, and
    /// nothing else is called with it.
    pub(crate) fn as_known(&self, known: Known) -> Self {
        Self {
            desk: Arc::clone(&self.desk),
            as_known: Some(known),
            remarks_confirmed: false,
        }
    }

    /// The same directory for a person who has looked at what is written.
    pub(crate) fn remarks_confirmed(&self) -> Self {
        Self {
            desk: Arc::clone(&self.desk),
            as_known: None,
            remarks_confirmed: true,
        }
    }

    /// Whether remarks that seem to name somebody are to be asked about.
    pub(crate) fn asks_about_remarks(&self) -> bool {
        !self.remarks_confirmed
    }

    /// What was asked to be looked back at.
    pub(crate) fn looks_back(&self) -> Option<&Known> {
        self.as_known.as_ref()
    }

    /// Reads the ledger, as it is known now or as it was known on the day that was asked for. Who may read is decided
    /// by what is known now.
    pub(crate) fn read<T, E>(
        &self,
        f: impl FnOnce(&Reads<'_>) -> Result<T, E>,
    ) -> Result<T, Problem>
    where
        E: From<StoreError>,
        Problem: From<E>,
    {
        let store = self.store()?;
        Ok(match &self.as_known {
            None => store.read(f)?,
            Some(known) => store.read_as_known(known.of, f)?,
        })
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
        lock(&self.listeners).push(Arc::new(listener));
    }

    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// This directory holds the published demonstration.
    #[must_use]
    pub fn is_demo(&self) -> bool {
        self.dir.join("demo").exists()
    }

    /// Tries to open the file, with a passphrase if one was typed, and keeps how that ended.
    pub(crate) fn reopen(&self, passphrase: Option<&str>) {
        let mut ledger = lock(&self.ledger);
        if !matches!(*ledger, Ledger::Open(_)) {
            *ledger = self.look(passphrase);
        }
    }

    fn look(&self, passphrase: Option<&str>) -> Ledger {
        // Killed before the file was made, perhaps after its key: nothing was ever written.
        if store::nothing_written(&self.dir) {
            return Ledger::New;
        }
        if !keyfile::exists(&self.dir) {
            return Ledger::Broken(Problem::new("file-missing").with("file", "key.json"));
        }
        match keyfile::unlock(&self.dir, passphrase.or(self.published_passphrase())) {
            Ok(key) => match Store::open(&self.dir, &key) {
                Ok(store) => checks::opened(store, self.now()),
                Err(error) => Ledger::Broken(error.into()),
            },
            Err(keyfile::KeyError::PassphraseNeeded | keyfile::KeyError::PassphraseWrong) => {
                Ledger::Locked
            }
            Err(error) => Ledger::Broken(error.into()),
        }
    }

    pub(crate) fn published_passphrase(&self) -> Option<&'static str> {
        self.is_demo().then_some(DEMO_PASSPHRASE)
    }

    pub(crate) fn ledger(&self) -> Ledger {
        lock(&self.ledger).clone()
    }

    pub(crate) fn set_ledger(&self, ledger: Ledger) {
        *lock(&self.ledger) = ledger;
    }

    /// The open file.
    pub(crate) fn store(&self) -> Result<Arc<Store>, Problem> {
        match self.ledger() {
            Ledger::Open(store) => Ok(store),
            Ledger::Broken(problem) => Err(problem),
            Ledger::Locked => Err(Problem::new("locked")),
            Ledger::New => Err(Problem::new("not-enrolled")),
        }
    }

    /// The open file and who this computer is. What enrolment said never changes, so it is read once.
    pub(crate) fn identity(&self) -> Result<(Arc<Store>, Arc<Identity>), Problem> {
        let store = self.store()?;
        let mut known = lock(&self.identity);
        let identity = match &*known {
            Some(identity) => Arc::clone(identity),
            None => {
                let read = store
                    .identity()?
                    .ok_or_else(|| Problem::new("not-enrolled"))?;
                Arc::clone(known.insert(Arc::new(read)))
            }
        };
        Ok((store, identity))
    }

    pub(crate) fn person(&self) -> Option<PersonId> {
        *lock(&self.person)
    }

    pub(crate) fn signed_in(&self) -> Result<PersonId, Problem> {
        self.person()
            .ok_or_else(|| Problem::new("nobody-signed-in"))
    }

    pub(crate) fn set_person(&self, person: Option<PersonId>) {
        *lock(&self.person) = person;
        self.tell(Change::of("session"));
    }

    /// Refuses a call before its time.
    pub(crate) fn admit(&self, who: Who) -> Result<(), Problem> {
        match who {
            Who::Anyone => Ok(()),
            Who::Opened => self.identity().map(|_| ()),
            Who::SignedIn | Who::Reads | Who::Local => {
                self.identity()?;
                self.signed_in().map(|_| ())
            }
        }
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    pub(crate) fn random(&self) -> &dyn Random {
        &*self.random
    }

    /// A new UUIDv7.
    pub(crate) fn mint(&self) -> uuid::Uuid {
        mint(&*self.clock, &*self.random)
    }

    pub(crate) fn tell(&self, change: Change) {
        let listeners = lock(&self.listeners).clone();
        for listener in listeners {
            listener(change.clone());
        }
    }

    /// Tells what a write or a page changed; nothing when it changed nothing.
    pub(crate) fn tell_changes(&self, changes: &Changes) {
        if !changes.is_empty() {
            self.tell(Change::from(changes));
        }
    }
}

/// Whether somebody holds the lock this moment.
pub(crate) fn under_way(mutex: &Mutex<()>) -> bool {
    matches!(mutex.try_lock(), Err(TryLockError::WouldBlock))
}

/// A panic elsewhere leaves these values whole, so a poisoned lock is taken all the same.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
