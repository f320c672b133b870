//! The device's side of an exchange: what is unsent, where the cursors stand, and how a page goes in.
//!
//! What a newcomer gets wrong: a page is checked before it comes here; this module stores it, its positions, its cursor
//! and what follows from it in one transaction. An entry held already, own or as a copy, only gains its position.

mod pull;
mod push;
#[cfg(test)]
mod tests;

use ledger::ids::DeviceId;
use proof::keys::PublicKey;
use proof::merkle::Frontier;
use proof::stream::{Chain, StreamId};
use replication::page::{Held, Pins, Verified};
use replication::session::Local;
use replication::wire::{Page, PullCursor, PushRange, PushResult};
use rusqlite::named_params;
use uuid::Uuid;

use crate::changes::Changes;
use crate::error::StoreError;
use crate::failpoint;
use crate::identity;
use crate::journal;
use crate::open::Store;
use crate::row::{first, number, rows, run, signed, statements, unsigned, wrong};

statements! {
    CHECKPOINTS = "SELECT checkpoint FROM scope WHERE checkpoint IS NOT NULL ORDER BY name";
    HELD = "SELECT frontier, last_pos FROM scope WHERE name = :name";
    CERTIFICATE = "SELECT key FROM certificate WHERE device = :device";
    COMPLETE = "UPDATE state SET complete_to = max(complete_to, :pos), server_time = :server_time";
    NEXT_REQUEST = "UPDATE state SET request_number = request_number + 1 RETURNING request_number";
}

/// Every statement of the exchange, for the test that prepares them.
pub(crate) fn statements() -> Vec<(&'static str, &'static str)> {
    [ALL, pull::ALL, push::ALL].concat()
}

impl Store {
    /// The next request number: strictly increasing, on disk before it is used.
    ///
    /// # Errors
    /// That the file cannot be written.
    pub fn next_request_number(&self) -> Result<u64, StoreError> {
        self.transact(|connection| Ok(unsigned(number(connection, NEXT_REQUEST, &[])?)))
    }

    /// Stores a checked page and its cursor in one transaction, and says what it touched. The [`Local`] implementation
    /// does the same and forgets what was touched.
    ///
    /// # Errors
    /// That the file cannot be written, or that the page contradicts what is held (a fork).
    pub fn apply(&self, page: &Page, verified: &Verified) -> Result<Changes, StoreError> {
        self.transact(|connection| {
            let identity = identity::require(connection)?;
            let changes = pull::apply(connection, &identity, page, verified)?;
            failpoint::hit("page-applied");
            Ok(changes)
        })
    }
}

impl Local for &Store {
    type Error = StoreError;

    fn pins(&self) -> Result<Pins, StoreError> {
        let identity = self.identity()?.ok_or(StoreError::NotEnrolled)?;
        Ok(Pins {
            operation: identity.operation.0,
            epoch: identity.epoch,
            server_key: identity.server_key,
            log_key: identity.log_key,
        })
    }

    fn unsent(&self, limit_bytes: usize) -> Result<Vec<PushRange>, StoreError> {
        self.read(|reads| push::unsent(reads.connection, limit_bytes))
    }

    fn unsent_count(&self) -> Result<u64, StoreError> {
        self.read(|reads| Ok(u64::from(reads.unsent_count()?)))
    }

    fn cursors(&self) -> Result<Vec<PullCursor>, StoreError> {
        self.read(pull::cursors)
    }

    fn checkpoints(&self) -> Result<Vec<String>, StoreError> {
        self.read(|reads| {
            rows(reads.connection, CHECKPOINTS, &[], |row| {
                row.get("checkpoint")
            })
        })
    }

    fn held(&self, scope: &str) -> Result<Held, StoreError> {
        self.read(|reads| {
            let held = first(
                reads.connection,
                HELD,
                named_params! { ":name": scope },
                |row| {
                    let frontier: Vec<u8> = row.get("frontier")?;
                    Ok(Held {
                        frontier: Frontier::from_bytes(&frontier).map_err(wrong)?,
                        last_pos: unsigned(row.get("last_pos")?),
                    })
                },
            )?;
            Ok(held.unwrap_or(Held {
                frontier: Frontier::new(),
                last_pos: 0,
            }))
        })
    }

    fn pulled_chain(&self, stream: &StreamId) -> Result<Chain, StoreError> {
        self.read(|reads| {
            let held =
                journal::find_stream(reads.connection, DeviceId(stream.device), &stream.scope)?;
            Ok(held.map_or_else(|| Chain::start(stream), |held| held.pulled))
        })
    }

    fn device_key(&self, device: Uuid) -> Result<Option<PublicKey>, StoreError> {
        self.read(|reads| {
            let params = named_params! { ":device": device.as_bytes() };
            first(reads.connection, CERTIFICATE, params, |row| {
                let key: [u8; 32] = row.get("key")?;
                PublicKey::from_slice(&key).map_err(wrong)
            })
        })
    }

    fn acknowledge(&mut self, results: &[PushResult]) -> Result<(), StoreError> {
        self.transact(|connection| {
            let identity = identity::require(connection)?;
            for result in results {
                push::acknowledge(connection, &identity, result)?;
            }
            failpoint::hit("cursor-moved");
            Ok(())
        })
    }

    fn apply_page(&mut self, page: &Page, verified: &Verified) -> Result<(), StoreError> {
        self.apply(page, verified).map(|_| ())
    }

    fn complete(&mut self, pos: u64, server_time: i64) -> Result<(), StoreError> {
        self.transact(|connection| {
            let params = named_params! { ":pos": signed(pos), ":server_time": server_time };
            run(connection, COMPLETE, params)?;
            Ok(())
        })
    }
}
