//! The server is a device too: its own entries (enrolments, revocations, the catalogue from the administrator) are
//! ordinary entries, signed by its own key and pushed through the same door.

use chrono::{DateTime, NaiveDate};
use ledger::body::Body;
use proof::entry::{EntryRef, Envelope, Saw};
use proof::stream::{Chain, SignedHead, StreamId};
use serde_json::value::RawValue;

use super::{Append, Outcome, Pushed, Range};
use crate::store::{Device, StoreError};

/// The scope of the server's own entries.
const SCOPE: &str = "catalogue";
/// Own entries a signed head: large catalogues are loaded in several ranges.
const ENTRIES_A_RANGE: usize = 500;

/// A body the server is about to write.
pub struct OwnEntry {
    pub body: Body,
    /// Business date; `None` = the day it is written (UTC).
    pub occurred_on: Option<NaiveDate>,
    pub reason: Option<String>,
}

impl From<Body> for OwnEntry {
    fn from(body: Body) -> Self {
        Self {
            body,
            occurred_on: None,
            reason: None,
        }
    }
}

impl Append<'_> {
    /// Writes entries in the server's own catalogue stream.
    ///
    /// # Errors
    /// The store fails, or an entry breaks a limit; the transaction must be dropped.
    pub fn write_own(&mut self, entries: &[OwnEntry]) -> Result<(), StoreError> {
        let device = self
            .device(self.operation.device)?
            .ok_or_else(|| StoreError::Damaged("the server's own device is missing".into()))?;
        self.write_as(&device, entries)
    }

    /// As [`Append::write_own`], for the very first entries, before the device's row exists.
    pub(crate) fn write_as(
        &mut self,
        device: &Device,
        entries: &[OwnEntry],
    ) -> Result<(), StoreError> {
        for chunk in entries.chunks(ENTRIES_A_RANGE) {
            let range = self.compose(chunk)?;
            match self.push(device, &range)? {
                Outcome::Accepted { .. } => {}
                other @ (Outcome::Exists { .. }
                | Outcome::Gap { .. }
                | Outcome::Fork { .. }
                | Outcome::Refused { .. }) => {
                    return Err(StoreError::Damaged(format!(
                        "the server's own entries were not taken: {other:?}"
                    )));
                }
            }
        }
        Ok(())
    }

    fn compose(&self, entries: &[OwnEntry]) -> Result<Range, StoreError> {
        let operation = &self.operation;
        let id = StreamId {
            operation: operation.uuid,
            device: operation.device,
            scope: SCOPE.to_owned(),
        };
        let held = self.txn.stream(operation.key, operation.device, SCOPE)?;
        let start = held.map_or_else(
            || Chain::start(&id),
            |stream| Chain {
                seq: stream.seq,
                hash: stream.chain,
            },
        );
        let instant = DateTime::from_timestamp(self.now, 0)
            .ok_or_else(|| StoreError::Damaged(format!("the clock says {} s", self.now)))?;
        let (mut chain, mut pushed) = (start, Vec::with_capacity(entries.len()));
        for entry in entries {
            let own_head = EntryRef {
                device: operation.device,
                scope: SCOPE.to_owned(),
                seq: chain.seq,
            };
            let heads = if chain.seq == 0 {
                Vec::new()
            } else {
                vec![own_head]
            };
            let envelope = Envelope {
                v: 1,
                seq: chain.seq + 1,
                kind: entry.body.kind().to_owned(),
                schema: entry.body.schema(),
                recorded_at: instant.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
                occurred_on: entry
                    .occurred_on
                    .unwrap_or_else(|| instant.date_naive())
                    .to_string(),
                person: operation.administrator,
                role: "administrator".to_owned(),
                reason: entry.reason.clone(),
                reverses: None,
                saw: Saw {
                    epoch: operation.epoch,
                    pos: operation.head,
                    heads,
                },
                also: Vec::new(),
                body: RawValue::from_string(entry.body.to_json())
                    .map_err(|cause| StoreError::Damaged(cause.to_string()))?,
            };
            let entry = Pushed::new(envelope.encode(), None);
            chain = chain.extend(entry.hash);
            pushed.push(entry);
        }
        Ok(Range {
            scope: SCOPE.to_owned(),
            first_seq: start.seq + 1,
            entries: pushed,
            head: SignedHead::sign(&self.keys.server, id.chain0(), chain),
        })
    }
}
