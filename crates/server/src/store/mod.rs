//! Central storage: one small trait, so that the journal can lie in embedded SQLite or in a database server.
//!
//! What a newcomer gets wrong: nothing here may be cached across transactions. The admin command line writes into the
//! same store while the server runs, so heads, devices and sizes are read again inside every transaction, after
//! `begin` has taken the write lock.

pub mod sqlite;

use proof::hash::Hash;
use replication::auth::NumbersSeen;
use uuid::Uuid;

/// The store cannot do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("{0}")]
    Sqlite(#[from] rusqlite::Error),
    #[error("the store's file cannot be made: {0}")]
    File(std::io::Error),
    #[error("the store was written by a newer program (schema {found}, this one knows {known})")]
    NewerSchema { found: i64, known: i64 },
    #[error("the store holds something unreadable: {0}")]
    Damaged(String),
}

/// One operation's row.
#[derive(Debug, Clone)]
pub struct Operation {
    pub key: i64,
    pub uuid: Uuid,
    pub name: String,
    pub epoch: u64,
    /// Last position given.
    pub head: u64,
    /// Unix seconds of the last acceptance.
    pub accepted_at: i64,
    /// Person on whose behalf the server writes.
    pub administrator: Uuid,
    /// The server's own device.
    pub device: Uuid,
}

/// A device as its certificate entry describes it.
#[derive(Debug, Clone)]
pub struct Device {
    pub device: Uuid,
    pub name: String,
    pub letter: String,
    pub signing_key: [u8; 32],
    pub reads: Vec<String>,
    pub writes: Vec<String>,
    pub roles: Vec<String>,
    pub site: Option<Uuid>,
    pub enrolled_at_pos: u64,
    pub revoked_at_pos: Option<u64>,
    /// Up to where it has ever said it knew the journal; `None` until one of its entries is judged.
    pub known_pos: Option<u64>,
}

/// What a device writes into one scope, and how far it is known.
#[derive(Debug, Clone)]
pub struct Stream {
    pub key: i64,
    pub chain0: Hash,
    pub seq: u64,
    pub chain: Hash,
}

/// One scope's log.
#[derive(Debug, Clone)]
pub struct ScopeLog {
    pub key: i64,
    pub name: String,
    pub size: u64,
    pub frontier: Vec<u8>,
    pub checkpoint: String,
}

/// An entry about to be stored.
#[derive(Debug)]
pub struct NewEntry<'a> {
    pub epoch: u64,
    pub pos: u64,
    pub stream: i64,
    pub seq: u64,
    pub hash: Hash,
    pub bytes: &'a [u8],
    pub copy: Option<[u8; 64]>,
    pub accepted_at: i64,
    pub quarantine: Option<&'a str>,
}

/// An entry as a scope's log lists it.
#[derive(Debug, Clone)]
pub struct LoggedEntry {
    pub index: u64,
    pub epoch: u64,
    pub pos: u64,
    pub device: Uuid,
    pub scope: String,
    pub stream: i64,
    pub seq: u64,
    pub hash: Hash,
    pub bytes: Vec<u8>,
    pub copy: Option<[u8; 64]>,
    pub accepted_at: i64,
    pub quarantine: Option<String>,
    /// Whether a signed head ends exactly at this entry.
    pub ends_push: bool,
}

/// A head as its device signed it.
#[derive(Debug, Clone)]
pub struct StoredHead {
    pub seq: u64,
    pub chain: Hash,
    pub signature: [u8; 64],
}

/// A one-time enrolment code, known by the hash of its secret.
#[derive(Debug, Clone)]
pub struct EnrolmentCode {
    pub secret_hash: Hash,
    pub device_name: String,
    pub reads: Vec<String>,
    pub writes: Vec<String>,
    pub roles: Vec<String>,
    pub site: Option<Uuid>,
    pub created_at: i64,
    pub expires_at: i64,
    pub used_at: Option<i64>,
    pub used_by: Option<Uuid>,
}

/// The latest version of a person.
#[derive(Debug, Clone)]
pub struct PersonVersion {
    pub person: Uuid,
    pub name: String,
    /// JSON array of `ledger::role::Grant`.
    pub grants: String,
}

/// A site, as far as the server needs it.
#[derive(Debug, Clone)]
pub struct Site {
    pub site: Uuid,
    pub code: String,
    pub name: String,
}

/// Where the journal lies. Cheap to clone behind an `Arc`; used from many threads.
pub trait Storage: Send + Sync {
    /// A consistent snapshot that never waits for a writer.
    ///
    /// # Errors
    /// The store cannot be opened or read.
    fn read(&self) -> Result<Box<dyn Read>, StoreError>;

    /// Begins a write transaction and takes the write lock; dropped without `commit`, it changes nothing.
    ///
    /// # Errors
    /// The lock is held for too long, or the store cannot be opened.
    fn begin(&self) -> Result<Box<dyn Write>, StoreError>;

    /// Copies the whole store, as of one moment, while it is in use.
    ///
    /// # Errors
    /// The file cannot be written.
    fn backup(&self, to: &std::path::Path) -> Result<(), StoreError>;
}

/// What can be read, in a snapshot or inside a write transaction.
#[allow(clippy::missing_errors_doc)]
pub trait Read {
    /// The operation of this store; `None` before `init`.
    fn operation(&self) -> Result<Option<Operation>, StoreError>;
    fn device(&self, operation: i64, device: Uuid) -> Result<Option<Device>, StoreError>;
    fn devices(&self, operation: i64) -> Result<Vec<Device>, StoreError>;
    fn stream(
        &self,
        operation: i64,
        device: Uuid,
        scope: &str,
    ) -> Result<Option<Stream>, StoreError>;
    /// Every stream of one device, with its scope.
    fn streams_of(&self, operation: i64, device: Uuid)
    -> Result<Vec<(String, Stream)>, StoreError>;
    /// Hash and position of a known entry.
    fn entry_hash(&self, stream: i64, seq: u64) -> Result<Option<Hash>, StoreError>;
    /// The bytes of the last entry of every stream of one device.
    fn last_entries(&self, operation: i64, device: Uuid) -> Result<Vec<Vec<u8>>, StoreError>;
    fn scope(&self, operation: i64, name: &str) -> Result<Option<ScopeLog>, StoreError>;
    fn scopes(&self, operation: i64) -> Result<Vec<ScopeLog>, StoreError>;
    /// Entries of a scope's log from index `from` on, until there are `limit` of them or they hold `bytes` bytes: the
    /// last one may exceed that.
    fn log(
        &self,
        scope: i64,
        from: u64,
        limit: u64,
        bytes: usize,
    ) -> Result<Vec<LoggedEntry>, StoreError>;
    /// The last signed head of a stream at or before `seq`.
    fn head_at(&self, stream: i64, seq: u64) -> Result<Option<StoredHead>, StoreError>;
    /// Grants of a person in the version its author knew at `known_pos`, and in every later one; empty if unknown.
    fn grants_since(
        &self,
        operation: i64,
        person: Uuid,
        known_pos: u64,
    ) -> Result<Vec<String>, StoreError>;
    fn persons(&self, operation: i64) -> Result<Vec<PersonVersion>, StoreError>;
    fn sites(&self, operation: i64) -> Result<Vec<Site>, StoreError>;
    fn code(&self, operation: i64, secret_hash: &Hash)
    -> Result<Option<EnrolmentCode>, StoreError>;
    fn codes(&self, operation: i64) -> Result<Vec<EnrolmentCode>, StoreError>;
    fn seen_numbers(&self, operation: i64, device: Uuid)
    -> Result<Option<NumbersSeen>, StoreError>;
}

/// What can be written; everything becomes visible at `commit`, or never.
#[allow(clippy::missing_errors_doc)]
pub trait Write: Read {
    fn open_operation(&self, operation: &Operation) -> Result<i64, StoreError>;
    /// Takes `count` positions and returns the first, with the acceptance time (never before an earlier one).
    fn advance(&self, operation: i64, count: u64, now: i64) -> Result<(u64, i64), StoreError>;
    fn open_stream(
        &self,
        operation: i64,
        device: Uuid,
        scope: &str,
        chain0: &Hash,
    ) -> Result<Stream, StoreError>;
    fn advance_stream(&self, stream: i64, seq: u64, chain: &Hash) -> Result<(), StoreError>;
    fn insert_entry(&self, operation: i64, entry: &NewEntry<'_>) -> Result<(), StoreError>;
    fn insert_head(&self, stream: i64, head: &StoredHead) -> Result<(), StoreError>;
    fn open_scope(
        &self,
        operation: i64,
        name: &str,
        frontier: &[u8],
    ) -> Result<ScopeLog, StoreError>;
    fn index_entry(
        &self,
        operation: i64,
        scope: i64,
        index: u64,
        pos: u64,
    ) -> Result<(), StoreError>;
    fn advance_scope(&self, scope: &ScopeLog) -> Result<(), StoreError>;
    fn put_device(&self, operation: i64, device: &Device) -> Result<(), StoreError>;
    /// Notes up to where a device knows the journal; never lowers it.
    fn raise_known(&self, operation: i64, device: Uuid, known_pos: u64) -> Result<(), StoreError>;
    fn revoke_device(&self, operation: i64, device: Uuid, pos: u64) -> Result<(), StoreError>;
    fn put_person(
        &self,
        operation: i64,
        pos: u64,
        person: &PersonVersion,
    ) -> Result<(), StoreError>;
    fn put_site(&self, operation: i64, site: &Site) -> Result<(), StoreError>;
    fn insert_code(&self, operation: i64, code: &EnrolmentCode) -> Result<(), StoreError>;
    fn use_code(
        &self,
        operation: i64,
        secret_hash: &Hash,
        at: i64,
        by: Uuid,
    ) -> Result<(), StoreError>;
    fn put_seen_numbers(
        &self,
        operation: i64,
        device: Uuid,
        numbers: NumbersSeen,
    ) -> Result<(), StoreError>;
    fn commit(self: Box<Self>) -> Result<(), StoreError>;
}
