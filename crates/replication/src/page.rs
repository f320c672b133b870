//! Checking a page of a scope's log with nothing but what the device holds and the page itself.
//!
//! What a newcomer gets wrong: the chain to continue from is that of the stream's last *pulled* entry, also for the
//! device's own streams, whose local head may be further.

use std::collections::BTreeMap;

use proof::certificate::{CATALOGUE, Certificate, CertificateError, KeyRing};
use proof::checkpoint::{Checkpoint, key_name, origin};
use proof::entry::{Envelope, EnvelopeError};
use proof::hash::Hash;
use proof::keys::PublicKey;
use proof::leaf::LogEntry;
use proof::merkle::Frontier;
use proof::note::NoteError;
use proof::stream::{Chain, StreamId, verify_copy};
use uuid::Uuid;

use crate::wire::{LogItem, Page};

/// What was pinned at enrolment.
#[derive(Debug, Clone, Copy)]
pub struct Pins {
    pub operation: Uuid,
    pub epoch: u64,
    pub server_key: PublicKey,
    pub log_key: PublicKey,
}

/// What the device holds already, as far as a page continues it.
#[derive(Debug, Clone)]
pub struct Held {
    /// The scope's log up to the cursor.
    pub frontier: Frontier,
    /// Position of the last entry in the scope's log, 0 when it is empty.
    pub last_pos: u64,
}

/// The chains of the page's home streams at their last pulled entry, by device; a stream never met is left out.
pub type Chains = BTreeMap<Uuid, Chain>;

/// A page that was checked, and what follows from it.
#[derive(Debug, Clone)]
pub struct Verified {
    /// SHA-256 of each item's bytes, in the items' order.
    pub hashes: Vec<Hash>,
    /// The home streams of the page with their new chains.
    pub chains: Vec<(StreamId, Chain)>,
    /// The log after the page.
    pub frontier: Frontier,
    /// Devices met in the page, to be stored with it.
    pub certificates: Vec<Certificate>,
    /// The checkpoint at the page's end, if it carried one.
    pub checkpoint: Option<Checkpoint>,
}

/// Why a page is not believed. None of it may be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PageFault {
    #[error("the page begins at {from}, not at {expected}")]
    WrongStart { expected: u64, from: u64 },
    #[error("the page ends at {end} and says the log has {size} entries and more: {has_more}")]
    WrongSize { end: u64, size: u64, has_more: bool },
    #[error("entry {index} of the page has no place in the log's order")]
    OutOfOrder { index: u64 },
    #[error("entry {index} cannot be read: {cause}")]
    Envelope { index: u64, cause: EnvelopeError },
    #[error("entry {index} says it is number {found} of its stream, not {expected}")]
    WrongSeq {
        index: u64,
        expected: u64,
        found: u64,
    },
    #[error("entry {index} does not belong in this scope")]
    NotForScope { index: u64 },
    #[error("entry {index} carries a signature for copies where none belongs, or lacks it")]
    CopySignature { index: u64 },
    #[error("entry {index} carries a wrong signature for copies")]
    BadCopy { index: u64 },
    #[error("no certificate of device {device} is known")]
    UnknownDevice { device: Uuid },
    #[error("{0}")]
    Certificate(#[from] CertificateError),
    #[error("the head {seq} of device {device} speaks of entries that are not in the page")]
    HeadBeside { device: Uuid, seq: u64 },
    #[error("the head {seq} of device {device} does not fit the entries")]
    HeadMismatch { device: Uuid, seq: u64 },
    #[error("the head {seq} of device {device} is not signed by that device")]
    BadHead { device: Uuid, seq: u64 },
    #[error("the entries of device {device} up to {seq} are not covered by a signed head")]
    Uncovered { device: Uuid, seq: u64 },
    #[error("the page ends the log and carries no checkpoint")]
    NoCheckpoint,
    #[error("the checkpoint is not accepted: {0}")]
    Note(#[from] NoteError),
    #[error("the checkpoint speaks of another log or size")]
    CheckpointBeside,
    #[error("the checkpoint does not fit the entries")]
    CheckpointMismatch,
}

/// Checks a page. `keys` gains the devices met in a catalogue page, and only when the page is believed.
///
/// # Errors
/// `PageFault`; `keys` is then unchanged.
pub fn verify(
    page: &Page,
    held: &Held,
    chains: &Chains,
    keys: &mut KeyRing,
    pins: &Pins,
) -> Result<Verified, PageFault> {
    check_extent(page, held)?;
    let mut reading = Reading {
        page,
        pins,
        keys: keys.clone(),
        frontier: held.frontier.clone(),
        last_pos: held.last_pos,
        chains: BTreeMap::new(),
        known: chains,
        passed: BTreeMap::new(),
        copies: Vec::new(),
        hashes: Vec::with_capacity(page.items.len()),
        certificates: Vec::new(),
    };
    for (item, index) in page.items.iter().zip(page.from..) {
        reading.take(item, index)?;
    }
    reading.check_copies()?;
    reading.check_heads()?;
    let checkpoint = reading.check_checkpoint()?;
    *keys = reading.keys;
    Ok(Verified {
        hashes: reading.hashes,
        chains: reading.chains.into_values().collect(),
        frontier: reading.frontier,
        certificates: reading.certificates,
        checkpoint,
    })
}

fn check_extent(page: &Page, held: &Held) -> Result<(), PageFault> {
    let expected = held.frontier.size();
    if page.from != expected {
        return Err(PageFault::WrongStart {
            expected,
            from: page.from,
        });
    }
    let (end, size, has_more) = (page.end(), page.size, page.has_more);
    if end > size || has_more != (end < size) {
        return Err(PageFault::WrongSize {
            end,
            size,
            has_more,
        });
    }
    Ok(())
}

/// A signature over an entry, to be checked once the whole page has named its keys.
struct Copy<'a> {
    index: u64,
    item: &'a LogItem,
    hash: Hash,
}

struct Reading<'a> {
    page: &'a Page,
    pins: &'a Pins,
    keys: KeyRing,
    frontier: Frontier,
    last_pos: u64,
    chains: BTreeMap<Uuid, (StreamId, Chain)>,
    known: &'a Chains,
    /// The chain's hash after each home entry of the page.
    passed: BTreeMap<(Uuid, u64), Hash>,
    copies: Vec<Copy<'a>>,
    hashes: Vec<Hash>,
    certificates: Vec<Certificate>,
}

impl<'a> Reading<'a> {
    fn stream(&self, device: Uuid, scope: &str) -> StreamId {
        StreamId {
            operation: self.pins.operation,
            device,
            scope: scope.to_owned(),
        }
    }

    fn key(&self, device: Uuid) -> Result<PublicKey, PageFault> {
        self.keys
            .key(device)
            .ok_or(PageFault::UnknownDevice { device })
    }

    fn take(&mut self, item: &'a LogItem, index: u64) -> Result<(), PageFault> {
        let in_order = item.index == index && item.pos > self.last_pos;
        if !in_order || item.epoch > self.pins.epoch {
            return Err(PageFault::OutOfOrder { index });
        }
        self.last_pos = item.pos;
        let envelope = item
            .bytes
            .parse()
            .map_err(|cause| PageFault::Envelope { index, cause })?;
        if envelope.seq != item.seq {
            return Err(PageFault::WrongSeq {
                index,
                expected: item.seq,
                found: envelope.seq,
            });
        }
        if item.copy.is_some() == envelope.also.is_empty() {
            return Err(PageFault::CopySignature { index });
        }
        let hash = item.bytes.hash();
        self.hashes.push(hash);
        if item.copy.is_some() {
            self.copies.push(Copy { index, item, hash });
        }
        if item.scope == self.page.scope {
            self.take_home(item, index, &envelope, hash)?;
        } else if !envelope.also.contains(&self.page.scope) {
            return Err(PageFault::NotForScope { index });
        }
        let chain0 = self.stream(item.device, &item.scope).chain0();
        let line = LogEntry {
            epoch: item.epoch,
            pos: item.pos,
            accepted_at: item.accepted_at,
            status: item.status.clone(),
            chain0,
            seq: item.seq,
            entry_hash: hash,
        };
        self.frontier.push(line.leaf_hash());
        Ok(())
    }

    fn take_home(
        &mut self,
        item: &LogItem,
        index: u64,
        envelope: &Envelope,
        hash: Hash,
    ) -> Result<(), PageFault> {
        let id = self.stream(item.device, &item.scope);
        let known = self.known.get(&item.device);
        let (_, chain) = self.chains.entry(item.device).or_insert_with(|| {
            let chain = known.copied().unwrap_or_else(|| Chain::start(&id));
            (id, chain)
        });
        if item.seq != chain.seq + 1 {
            return Err(PageFault::WrongSeq {
                index,
                expected: chain.seq + 1,
                found: item.seq,
            });
        }
        *chain = chain.extend(hash);
        self.passed.insert((item.device, chain.seq), chain.hash);
        if self.page.scope == CATALOGUE
            && let Some(certificate) = self.keys.learn(item.device, envelope)?
        {
            self.certificates.push(certificate);
        }
        Ok(())
    }

    fn check_copies(&self) -> Result<(), PageFault> {
        for &Copy { index, item, hash } in &self.copies {
            let Some(signature) = item.copy else { continue };
            let chain0 = self.stream(item.device, &item.scope).chain0();
            verify_copy(&self.key(item.device)?, chain0, item.seq, hash, &signature)
                .map_err(|_| PageFault::BadCopy { index })?;
        }
        Ok(())
    }

    /// Every head must fit the entries and its device's key; every home stream must end in one.
    fn check_heads(&self) -> Result<(), PageFault> {
        let mut covered: BTreeMap<Uuid, u64> = BTreeMap::new();
        for item in &self.page.heads {
            let (device, head) = (item.device, item.head);
            let seq = head.seq;
            let passed = self.passed.get(&(device, seq));
            match passed {
                None => return Err(PageFault::HeadBeside { device, seq }),
                Some(hash) if *hash != head.chain => {
                    return Err(PageFault::HeadMismatch { device, seq });
                }
                Some(_) => {}
            }
            let chain0 = self.stream(device, &self.page.scope).chain0();
            head.verify(chain0, &self.key(device)?)
                .map_err(|_| PageFault::BadHead { device, seq })?;
            let best = covered.entry(device).or_default();
            *best = seq.max(*best);
        }
        for (&device, (_, chain)) in &self.chains {
            if covered.get(&device) != Some(&chain.seq) {
                return Err(PageFault::Uncovered {
                    device,
                    seq: chain.seq,
                });
            }
        }
        Ok(())
    }

    fn check_checkpoint(&self) -> Result<Option<Checkpoint>, PageFault> {
        let Some(note) = &self.page.checkpoint else {
            let ends_log = !self.page.has_more && !self.page.items.is_empty();
            return if ends_log {
                Err(PageFault::NoCheckpoint)
            } else {
                Ok(None)
            };
        };
        let operation = self.pins.operation;
        let checkpoint =
            Checkpoint::parse_and_verify(note, &key_name(operation), &self.pins.log_key)?;
        let expected = origin(operation, &self.page.scope);
        if checkpoint.origin != expected || checkpoint.size != self.page.end() {
            return Err(PageFault::CheckpointBeside);
        }
        if checkpoint.root != self.frontier.root() {
            return Err(PageFault::CheckpointMismatch);
        }
        Ok(Some(checkpoint))
    }
}
