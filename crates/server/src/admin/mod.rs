//! What an administrator does: open an operation, load its catalogue, register people and sites, give out one-time
//! codes, revoke devices, back up. The command line in `main.rs` only prints what these functions return.
//!
//! It may run while the server runs: every change is one transaction on the same store, and the server keeps no copy.
//! What a newcomer gets wrong: these are entries like any other, signed by the server's key; nothing is edited.

mod catalogue;
mod check;
mod devices;
pub mod directory;
pub mod enrolment;
mod opening;
mod people;
mod sites;

pub use catalogue::Loaded;
pub use devices::{Office, ShownCode, ShownDevice};
pub use opening::Opening;
pub use people::{PersonCode, ShownGrant};
pub use sites::NewSite;

use std::fs::OpenOptions;
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use proof::keys::PublicKey;

use crate::append::{Append, AppendError};
use crate::clock::Clock;
use crate::keys::{KeyError, Keys, sync_folder};
use crate::store::sqlite::Sqlite;
use crate::store::{Operation, Read, Storage, StoreError, Write};

/// Why an administrator's command did nothing.
#[derive(Debug, thiserror::Error)]
pub enum AdminError {
    #[error("there is no ledger in {}; make one with `relief-server admin --data {} init`", .0.display(), .0.display())]
    NotADataDirectory(PathBuf),
    #[error("{} already holds the operation “{name}”", directory.display())]
    AlreadyOpened { directory: PathBuf, name: String },
    #[error("{} cannot be used: {cause}", path.display())]
    File { path: PathBuf, cause: io::Error },
    #[error("line {line} is not a catalogue entry: {cause}; nothing was loaded")]
    BadLine { line: usize, cause: String },
    #[error("no site has the code {0}")]
    UnknownSite(String),
    #[error("a site with the code {0} exists already")]
    SiteExists(String),
    #[error("{0} is not a site code: two to five capital letters")]
    BadSiteCode(String),
    #[error("{0} is not an IANA time zone")]
    BadTimeZone(String),
    #[error("there is no name in English (`en`)")]
    NoEnglishName,
    #[error("{0} does not belong in a catalogue")]
    NotOfACatalogue(String),
    #[error("no person is called {0}")]
    UnknownPerson(String),
    #[error("{count} people are called {name}; give the id instead")]
    AmbiguousPerson { name: String, count: usize },
    #[error("a person called {0} exists already")]
    PersonExists(String),
    #[error(
        "{0} is not a role; roles are store_keeper, site_head, dispatcher, coordinator, donor_liaison, fund_officer, auditor, administrator"
    )]
    UnknownRole(String),
    #[error("the role {0} needs a site: {0}@CODE")]
    NeedsSite(String),
    #[error("the role {0} belongs to the whole operation, not to one site")]
    TakesNoSite(String),
    #[error("no device enrols for the role {0}")]
    NoDeviceForRole(String),
    #[error("no device has the id or letter {0}")]
    UnknownDevice(String),
    #[error("device {0} was revoked before")]
    AlreadyRevoked(String),
    #[error("the server's own device cannot be revoked")]
    OwnDevice,
    #[error("an empty {0} says nothing")]
    Empty(&'static str),
    #[error(transparent)]
    Keys(#[from] KeyError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<AppendError> for AdminError {
    fn from(cause: AppendError) -> Self {
        match cause {
            AppendError::NoOperation => {
                StoreError::Damaged("there is no operation in it".into()).into()
            }
            AppendError::Store(cause) => cause.into(),
        }
    }
}

/// An open data directory.
pub struct Admin {
    directory: PathBuf,
    storage: Sqlite,
    keys: Keys,
    clock: Clock,
}

impl Admin {
    /// Opens a directory that `init` made.
    ///
    /// # Errors
    /// `AdminError`.
    pub fn open(directory: &Path) -> Result<Self, AdminError> {
        let file = directory::database(directory);
        if !file.is_file() {
            return Err(AdminError::NotADataDirectory(directory.to_owned()));
        }
        let admin = Self {
            directory: directory.to_owned(),
            storage: Sqlite::open(&file)?,
            keys: Keys::load(directory)?,
            clock: Clock::default(),
        };
        if admin.storage.read()?.operation()?.is_none() {
            return Err(AdminError::NotADataDirectory(directory.to_owned()));
        }
        Ok(admin)
    }

    /// The operation.
    ///
    /// # Errors
    /// The store's.
    pub fn operation(&self) -> Result<Operation, AdminError> {
        operation(&*self.storage.read()?)
    }

    /// The key devices pin at enrolment.
    #[must_use]
    pub fn server_key(&self) -> PublicKey {
        self.keys.server.public()
    }

    /// Where it lies.
    #[must_use]
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// Copies the whole store into a new file, as of one moment, while the server runs. The keys are not in it.
    ///
    /// # Errors
    /// The file exists or cannot be written.
    pub fn backup(&self, to: &Path) -> Result<(), AdminError> {
        let refuse = |cause| AdminError::File {
            path: to.to_owned(),
            cause,
        };
        // Made empty first, so that no one else can ever read it: it holds hashes of short codes.
        OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(to)
            .map_err(refuse)?;
        let written = self
            .storage
            .backup(to)
            .map_err(AdminError::from)
            .and_then(|()| sync(to).map_err(refuse));
        if written.is_err() {
            // Half a backup is worse than none. What went wrong first is what is told.
            drop(std::fs::remove_file(to));
        }
        written
    }

    /// One transaction with the append lock held; everything is written or nothing.
    fn append<T>(
        &self,
        work: impl FnOnce(&mut Append<'_>) -> Result<T, AdminError>,
    ) -> Result<T, AdminError> {
        let mut append = Append::new(self.storage.begin()?, &self.keys, self.clock.now())?;
        let result = work(&mut append)?;
        append.commit()?;
        Ok(result)
    }

    /// One transaction beside the journal (codes).
    fn write<T>(
        &self,
        work: impl FnOnce(&dyn Write, &Operation) -> Result<T, AdminError>,
    ) -> Result<T, AdminError> {
        let txn = self.storage.begin()?;
        let operation = operation(&*txn)?;
        let result = work(&*txn, &operation)?;
        txn.commit()?;
        Ok(result)
    }
}

fn sync(file: &Path) -> io::Result<()> {
    std::fs::File::open(file)?.sync_all()?;
    match file.parent() {
        Some(folder) if folder != Path::new("") => sync_folder(folder),
        Some(_) | None => sync_folder(Path::new(".")),
    }
}

fn operation<R: Read + ?Sized>(read: &R) -> Result<Operation, AdminError> {
    Ok(read
        .operation()?
        .ok_or_else(|| StoreError::Damaged("there is no operation in it".into()))?)
}
