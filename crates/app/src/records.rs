//! The device's records as an exchange sees them, with a note of what it touched, so that screens read again.

use proof::keys::PublicKey;
use proof::stream::{Chain, StreamId};
use replication::page::{Held, Pins, Verified};
use replication::session::Local;
use replication::wire::{Page, PullCursor, PushRange, PushResult};
use store::{Changes, Store, StoreError, Subject};
use uuid::Uuid;

/// The store, and what has changed in it since it was last asked.
pub(crate) struct Records<'a> {
    pub store: &'a Store,
    pub changes: Changes,
}

impl Local for Records<'_> {
    type Error = StoreError;

    fn pins(&self) -> Result<Pins, StoreError> {
        self.store.pins()
    }

    fn unsent(&self, limit_bytes: usize) -> Result<Vec<PushRange>, StoreError> {
        self.store.unsent(limit_bytes)
    }

    fn unsent_count(&self) -> Result<u64, StoreError> {
        self.store.unsent_count()
    }

    fn cursors(&self) -> Result<Vec<PullCursor>, StoreError> {
        self.store.cursors()
    }

    fn checkpoints(&self) -> Result<Vec<String>, StoreError> {
        self.store.checkpoints()
    }

    fn held(&self, scope: &str) -> Result<Held, StoreError> {
        self.store.held(scope)
    }

    fn pulled_chain(&self, stream: &StreamId) -> Result<Chain, StoreError> {
        self.store.pulled_chain(stream)
    }

    fn device_key(&self, device: Uuid) -> Result<Option<PublicKey>, StoreError> {
        self.store.device_key(device)
    }

    fn acknowledge(&mut self, results: &[PushResult]) -> Result<(), StoreError> {
        let mut store = self.store;
        store.acknowledge(results)?;
        // A document that was on this computer is now sent.
        self.changes
            .merge(Changes::of(&[Subject::Sync, Subject::Documents]));
        Ok(())
    }

    fn apply_page(&mut self, page: &Page, verified: &Verified) -> Result<(), StoreError> {
        let changes = self.store.apply(page, verified)?;
        self.changes.merge(changes);
        Ok(())
    }

    fn complete(&mut self, pos: u64, server_time: i64) -> Result<(), StoreError> {
        let mut store = self.store;
        store.complete(pos, server_time)
    }
}
