//! A device's records in memory, behind the trait the product's store implements.

use std::collections::BTreeMap;

use proof::entry::EntryBytes;
use proof::keys::{PublicKey, Signature};
use proof::merkle::Frontier;
use proof::stream::{Chain, SignedHead, StreamId, sign_copy};
use replication::page::{Held, Pins, Verified};
use replication::session::Local;
use replication::wire::{Outcome, Page, PullCursor, PushEntry, PushRange, PushResult};
use uuid::Uuid;

use crate::central::{entry, id, key, pins, stream};

struct Own {
    scope: String,
    seq: u64,
    bytes: EntryBytes,
    copy: Option<Signature>,
    /// The stream's chain after this entry.
    chain: Chain,
}

pub struct Device {
    pub id: Uuid,
    seed: u8,
    pub pins: Pins,
    scopes: Vec<String>,
    own: Vec<Own>,
    /// Acknowledged `seq` by scope.
    acknowledged: BTreeMap<String, u64>,
    frontiers: BTreeMap<String, (Frontier, u64)>,
    chains: BTreeMap<StreamId, Chain>,
    keys: BTreeMap<Uuid, PublicKey>,
    pub logs: BTreeMap<String, Vec<(u64, u64, String)>>,
    checkpoints: BTreeMap<String, String>,
    pub complete_to: u64,
    /// Writes that reached these records.
    pub touched: usize,
    /// Fails the next write, as a full disk does.
    pub disk_full: bool,
    /// Stores no page of this scope.
    pub refuses: Option<String>,
}

#[derive(Debug, thiserror::Error)]
#[error("the disk is full")]
pub struct DiskFull;

impl Device {
    pub fn new(seed: u8, scopes: &[&str]) -> Self {
        Self {
            id: id(seed.into()),
            seed,
            pins: pins(),
            scopes: scopes.iter().map(|&scope| scope.to_owned()).collect(),
            own: Vec::new(),
            acknowledged: BTreeMap::new(),
            frontiers: BTreeMap::new(),
            chains: BTreeMap::new(),
            keys: BTreeMap::new(),
            logs: BTreeMap::new(),
            checkpoints: BTreeMap::new(),
            complete_to: 0,
            touched: 0,
            disk_full: false,
            refuses: None,
        }
    }

    pub fn write(&mut self, scope: &str, body: &str, also: &[&str]) {
        let id_of = stream(self.id, scope);
        let last = self.own.iter().rev().find(|own| own.scope == scope);
        let before = last.map_or_else(|| Chain::start(&id_of), |own| own.chain);
        let also: Vec<String> = also.iter().map(|&scope| scope.to_owned()).collect();
        let bytes = entry(before.seq + 1, "counted", body, &also);
        let chain = before.extend(bytes.hash());
        let copy = (!also.is_empty())
            .then(|| sign_copy(&key(self.seed), id_of.chain0(), chain.seq, bytes.hash()));
        self.own.push(Own {
            scope: scope.to_owned(),
            seq: chain.seq,
            bytes,
            copy,
            chain,
        });
    }

    fn is_unsent(&self, own: &Own) -> bool {
        own.seq > self.acknowledged.get(&own.scope).copied().unwrap_or(0)
    }

    /// Forgets what was acknowledged, as after a lost cursor.
    pub fn forget_acknowledgements(&mut self) {
        self.acknowledged.clear();
    }

    /// Believes more was acknowledged than was.
    pub fn skip_ahead(&mut self, scope: &str, seq: u64) {
        self.acknowledged.insert(scope.to_owned(), seq);
    }

    fn store(&mut self) -> Result<(), DiskFull> {
        if self.disk_full {
            return Err(DiskFull);
        }
        self.touched += 1;
        Ok(())
    }
}

impl Local for Device {
    type Error = DiskFull;

    fn pins(&self) -> Result<Pins, DiskFull> {
        Ok(self.pins)
    }

    fn unsent(&self, limit_bytes: usize) -> Result<Vec<PushRange>, DiskFull> {
        let mut ranges: Vec<PushRange> = Vec::new();
        let mut bytes = 0;
        for own in self.own.iter().filter(|own| self.is_unsent(own)) {
            bytes += own.bytes.as_bytes().len();
            if !ranges.is_empty() && bytes > limit_bytes {
                break;
            }
            let entry = PushEntry {
                bytes: own.bytes.clone(),
                copy: own.copy,
            };
            let head = SignedHead::sign(
                &key(self.seed),
                stream(self.id, &own.scope).chain0(),
                own.chain,
            );
            match ranges.last_mut() {
                Some(range) if range.scope == own.scope => {
                    range.entries.push(entry);
                    range.head = head;
                }
                Some(_) | None => ranges.push(PushRange {
                    scope: own.scope.clone(),
                    first_seq: own.seq,
                    entries: vec![entry],
                    head,
                }),
            }
        }
        Ok(ranges)
    }

    fn unsent_count(&self) -> Result<u64, DiskFull> {
        Ok(self.own.iter().filter(|own| self.is_unsent(own)).count() as u64)
    }

    fn cursors(&self) -> Result<Vec<PullCursor>, DiskFull> {
        let cursor = |scope: &String| PullCursor {
            scope: scope.clone(),
            index: self
                .frontiers
                .get(scope)
                .map_or(0, |(frontier, _)| frontier.size()),
        };
        Ok(self.scopes.iter().map(cursor).collect())
    }

    fn checkpoints(&self) -> Result<Vec<String>, DiskFull> {
        Ok(self.checkpoints.values().cloned().collect())
    }

    fn held(&self, scope: &str) -> Result<Held, DiskFull> {
        let (frontier, last_pos) = self.frontiers.get(scope).cloned().unwrap_or_default();
        Ok(Held { frontier, last_pos })
    }

    fn pulled_chain(&self, stream: &StreamId) -> Result<Chain, DiskFull> {
        Ok(self
            .chains
            .get(stream)
            .copied()
            .unwrap_or_else(|| Chain::start(stream)))
    }

    fn device_key(&self, device: Uuid) -> Result<Option<PublicKey>, DiskFull> {
        Ok(self.keys.get(&device).copied())
    }

    fn acknowledge(&mut self, results: &[PushResult]) -> Result<(), DiskFull> {
        self.store()?;
        for result in results {
            match result.outcome {
                Outcome::Accepted | Outcome::Exists | Outcome::Gap { .. } => {
                    self.acknowledged
                        .insert(result.scope.clone(), result.up_to_seq);
                }
                Outcome::Fork | Outcome::Refused { .. } => {}
            }
        }
        Ok(())
    }

    fn apply_page(&mut self, page: &Page, verified: &Verified) -> Result<(), DiskFull> {
        if self.refuses.as_ref() == Some(&page.scope) {
            return Err(DiskFull);
        }
        self.store()?;
        let log = self.logs.entry(page.scope.clone()).or_default();
        for item in &page.items {
            log.push((item.index, item.pos, item.bytes.as_str().to_owned()));
            if item.scope == "catalogue"
                && let Some(scope) = new_scope(item.bytes.as_str())
                && !self.scopes.contains(&scope)
            {
                self.scopes.push(scope);
            }
        }
        for (stream, chain) in &verified.chains {
            self.chains.insert(stream.clone(), *chain);
        }
        for certificate in &verified.certificates {
            self.keys.insert(certificate.device, certificate.key);
        }
        let last_pos = page.items.last().map(|item| item.pos);
        let held = self.frontiers.entry(page.scope.clone()).or_default();
        *held = (verified.frontier.clone(), last_pos.unwrap_or(held.1));
        if let Some(note) = &page.checkpoint {
            self.checkpoints.insert(page.scope.clone(), note.clone());
        }
        Ok(())
    }

    fn complete(&mut self, pos: u64, _server_time: i64) -> Result<(), DiskFull> {
        self.store()?;
        self.complete_to = pos;
        Ok(())
    }
}

/// A body `{"site":"…"}` opens a scope to a device that reads every scope.
fn new_scope(entry: &str) -> Option<String> {
    let (_, rest) = entry.split_once(r#""body":{"site":""#)?;
    rest.split('"').next().map(str::to_owned)
}
