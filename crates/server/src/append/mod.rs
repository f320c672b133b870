//! The append: how entries get their positions.
//!
//! One transaction holds the operation's row lock from its first read to its commit. Inside it every range is checked
//! against the stream as it is stored *now*, gets dense positions, and becomes a leaf in the log of every scope that
//! sees it. What a newcomer gets wrong: breaking a business rule is no reason to refuse. Only a broken chain or
//! signature, a limit, or an unknown device is; everything else is stored, with a status that never changes.

mod judge;
mod own;
mod project;
mod range;
#[cfg(test)]
mod tests;
pub mod writer;

pub(crate) use judge::allows;
pub use own::OwnEntry;
pub(crate) use project::enrolled;
pub use range::{MAX_RANGE_BYTES, MAX_RANGE_ENTRIES, Outcome, Pushed, Range};

use std::collections::BTreeMap;

use proof::checkpoint::{self, Checkpoint};
use proof::hash::Hash;
use proof::leaf::{LogEntry, Reason, Status};
use proof::merkle::Frontier;
use uuid::Uuid;

use crate::keys::Keys;
use crate::store::{Device, NewEntry, Operation, ScopeLog, StoreError, Stream, Write};

/// One open append transaction. Nothing is visible, and no checkpoint is signed, before [`Append::commit`].
pub struct Append<'a> {
    txn: Box<dyn Write>,
    keys: &'a Keys,
    pub operation: Operation,
    now: i64,
    logs: BTreeMap<String, OpenLog>,
    sites: Option<Vec<Uuid>>,
    /// Up to where each device has said it knew the journal.
    known: BTreeMap<Uuid, u64>,
}

struct OpenLog {
    log: ScopeLog,
    frontier: Frontier,
    grown: bool,
}

/// An entry that passed every check that refuses.
struct Checked<'e> {
    seq: u64,
    hash: Hash,
    bytes: &'e [u8],
    copy: Option<[u8; 64]>,
    /// Home scope first.
    scopes: Vec<String>,
    quarantine: Option<String>,
}

/// The store holds no operation yet.
#[derive(Debug, thiserror::Error)]
pub enum AppendError {
    #[error("this directory holds no operation yet")]
    NoOperation,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl<'a> Append<'a> {
    /// Takes over a write transaction. `now` is Unix seconds.
    ///
    /// # Errors
    /// There is no operation, or the store fails.
    pub fn new(txn: Box<dyn Write>, keys: &'a Keys, now: i64) -> Result<Self, AppendError> {
        let operation = txn.operation()?.ok_or(AppendError::NoOperation)?;
        Ok(Self {
            txn,
            keys,
            operation,
            now,
            logs: BTreeMap::new(),
            sites: None,
            known: BTreeMap::new(),
        })
    }

    /// The transaction, for what is not part of the journal (codes, request numbers).
    #[must_use]
    pub fn txn(&self) -> &dyn Write {
        &*self.txn
    }

    /// Unix seconds at which this transaction accepts.
    #[must_use]
    pub fn now(&self) -> i64 {
        self.now
    }

    /// The server's keys.
    #[must_use]
    pub fn keys(&self) -> &Keys {
        self.keys
    }

    /// A device of this operation.
    ///
    /// # Errors
    /// The store fails.
    pub fn device(&self, device: Uuid) -> Result<Option<Device>, StoreError> {
        self.txn.device(self.operation.key, device)
    }

    /// Signs the checkpoint of every log that grew, and commits.
    ///
    /// # Errors
    /// The store fails; then nothing was written.
    pub fn commit(mut self) -> Result<(), StoreError> {
        let key_name = checkpoint::key_name(self.operation.uuid);
        for (name, open) in &mut self.logs {
            if !open.grown {
                continue;
            }
            let note = Checkpoint {
                origin: checkpoint::origin(self.operation.uuid, name),
                size: open.frontier.size(),
                root: open.frontier.root(),
            };
            open.log.size = open.frontier.size();
            open.log.frontier = open.frontier.to_bytes();
            open.log.checkpoint = note.sign(&key_name, &self.keys.log);
            self.txn.advance_scope(&open.log)?;
        }
        self.txn.commit()
    }

    /// Whether a site's scope exists.
    fn knows_site(&mut self, site: Uuid) -> Result<bool, StoreError> {
        if self.sites.is_none() {
            let sites = self.txn.sites(self.operation.key)?;
            self.sites = Some(sites.into_iter().map(|row| row.site).collect());
        }
        Ok(self
            .sites
            .as_ref()
            .is_some_and(|sites| sites.contains(&site)))
    }

    fn log(&mut self, scope: &str) -> Result<&mut OpenLog, StoreError> {
        if !self.logs.contains_key(scope) {
            let log = match self.txn.scope(self.operation.key, scope)? {
                Some(log) => log,
                None => {
                    self.txn
                        .open_scope(self.operation.key, scope, &Frontier::new().to_bytes())?
                }
            };
            let frontier = Frontier::from_bytes(&log.frontier)
                .map_err(|cause| StoreError::Damaged(format!("log of {scope}: {cause}")))?;
            if frontier.size() != log.size {
                return Err(StoreError::Damaged(format!(
                    "log of {scope}: size {}",
                    log.size
                )));
            }
            self.logs.insert(
                scope.to_owned(),
                OpenLog {
                    log,
                    frontier,
                    grown: false,
                },
            );
        }
        self.logs
            .get_mut(scope)
            .ok_or_else(|| StoreError::Damaged(format!("log of {scope}")))
    }

    /// Gives one checked entry its position and its leaves.
    fn place(
        &mut self,
        stream: &Stream,
        entry: &Checked<'_>,
        pos: u64,
        accepted_at: i64,
    ) -> Result<(), StoreError> {
        let operation = self.operation.key;
        let new = NewEntry {
            epoch: self.operation.epoch,
            pos,
            stream: stream.key,
            seq: entry.seq,
            hash: entry.hash,
            bytes: entry.bytes,
            copy: entry.copy,
            accepted_at,
            quarantine: entry.quarantine.as_deref(),
        };
        self.txn.insert_entry(operation, &new)?;
        let status = match &entry.quarantine {
            None => Status::Integrated,
            Some(reason) => Status::Quarantined {
                reason: Reason::new(reason),
            },
        };
        let leaf = LogEntry {
            epoch: self.operation.epoch,
            pos,
            accepted_at,
            status,
            chain0: stream.chain0,
            seq: entry.seq,
            entry_hash: entry.hash,
        }
        .leaf_hash();
        for scope in &entry.scopes {
            let open = self.log(scope)?;
            let (key, index) = (open.log.key, open.frontier.size());
            open.frontier.push(leaf);
            open.grown = true;
            self.txn.index_entry(operation, key, index, pos)?;
        }
        Ok(())
    }
}
