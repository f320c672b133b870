//! The device's own records, as an exchange needs them.
//!
//! What a newcomer gets wrong: `acknowledge` and `apply_page` are the only two doors through which an answer of the
//! server reaches the records; each is one transaction.

use proof::keys::PublicKey;
use proof::stream::{Chain, StreamId};
use uuid::Uuid;

use crate::page::{Held, Pins, Verified};
use crate::wire::{Page, PullCursor, PushRange, PushResult};

/// The device's own records, as the session needs them. All calls are synchronous and short.
pub trait Local {
    /// Why the records cannot be read or written.
    type Error: std::error::Error + Send + Sync + 'static;

    /// Operation, epoch and pinned keys.
    ///
    /// # Errors
    /// The store's.
    fn pins(&self) -> Result<Pins, Self::Error>;

    /// Unsent entries in the device's own order, cut into runs of one scope of at most
    /// [`crate::wire::MAX_RANGE_ENTRIES`], each with a signed head after its last entry; about `limit_bytes` of entries
    /// in all, but at least one entry if there is any.
    ///
    /// # Errors
    /// The store's.
    fn unsent(&self, limit_bytes: usize) -> Result<Vec<PushRange>, Self::Error>;

    /// How many entries are unsent.
    ///
    /// # Errors
    /// The store's.
    fn unsent_count(&self) -> Result<u64, Self::Error>;

    /// One cursor a scope the device reads, the catalogue first. Called again after every page, since the catalogue
    /// may have brought new scopes.
    ///
    /// # Errors
    /// The store's.
    fn cursors(&self) -> Result<Vec<PullCursor>, Self::Error>;

    /// The last checkpoint seen of each scope, as signed notes.
    ///
    /// # Errors
    /// The store's.
    fn checkpoints(&self) -> Result<Vec<String>, Self::Error>;

    /// The scope's log as held: frontier (its size is the cursor) and last position.
    ///
    /// # Errors
    /// The store's.
    fn held(&self, scope: &str) -> Result<Held, Self::Error>;

    /// The chain of a stream at the last of its entries that was *pulled*; [`Chain::start`] if none was.
    ///
    /// # Errors
    /// The store's.
    fn pulled_chain(&self, stream: &StreamId) -> Result<Chain, Self::Error>;

    /// The key of a device whose certificate was pulled earlier.
    ///
    /// # Errors
    /// The store's.
    fn device_key(&self, device: Uuid) -> Result<Option<PublicKey>, Self::Error>;

    /// Moves the cursors of what was sent, in one transaction.
    ///
    /// # Errors
    /// The store's.
    fn acknowledge(&mut self, results: &[PushResult]) -> Result<(), Self::Error>;

    /// Stores a checked page and its cursor in one transaction. Entries held already (own, or as a copy) only gain
    /// their position.
    ///
    /// # Errors
    /// The store's.
    fn apply_page(&mut self, page: &Page, verified: &Verified) -> Result<(), Self::Error>;

    /// All scopes are complete up to this position, at this server time (Unix seconds).
    ///
    /// # Errors
    /// The store's.
    fn complete(&mut self, pos: u64, server_time: i64) -> Result<(), Self::Error>;
}
