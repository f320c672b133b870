//! One stream and one log of an audit export, as far as the file has been read.
//!
//! What a newcomer gets wrong: of a stream that is not whole the chain is meaningless; only its `seq` is looked at.

use std::collections::BTreeMap;

use super::fault::Fault;
use super::records::StreamRecord;
use crate::checkpoint::Checkpoint;
use crate::hash::Hash;
use crate::merkle::Frontier;
use crate::stream::{Chain, SignedHead};

pub(super) struct Stream {
    pub(super) record: StreamRecord,
    pub(super) chain0: Hash,
    /// For a stream of copies, only its `seq` counts.
    pub(super) chain: Chain,
    /// Heads not yet reached, by `seq`.
    pub(super) heads: BTreeMap<u64, SignedHead>,
    /// `seq` of the last head that was reached.
    pub(super) covered: u64,
}

pub(super) struct Log {
    pub(super) checkpoint: Option<Checkpoint>,
    pub(super) frontier: Frontier,
}

impl Log {
    /// Compares the root if the checkpoint speaks of just this size.
    pub(super) fn reached(&self) -> Result<(), Fault> {
        match &self.checkpoint {
            Some(checkpoint)
                if checkpoint.size == self.frontier.size()
                    && checkpoint.root != self.frontier.root() =>
            {
                Err(Fault::RootMismatch)
            }
            Some(_) | None => Ok(()),
        }
    }

    /// Whether the checkpoint speaks of the entry at this place.
    pub(super) fn covers(&self, index: u64) -> bool {
        self.checkpoint
            .as_ref()
            .is_some_and(|checkpoint| index < checkpoint.size)
    }
}
