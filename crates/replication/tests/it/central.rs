//! A model of the central server: streams, positions, logs and pages in memory.

use std::collections::BTreeMap;

use proof::certificate::CATALOGUE;
use proof::checkpoint::{Checkpoint, key_name, origin};
use proof::entry::{EntryBytes, EntryRef, Envelope, Saw};
use proof::hash::Hash;
use proof::keys::{PublicKey, Signature, SigningKey};
use proof::leaf::{LogEntry, Status};
use proof::merkle::root;
use proof::stream::{Chain, SignedHead, StreamId, verify_copy};
use replication::page::Pins;
use replication::wire::{
    ExchangeReply, ExchangeRequest, LogItem, Outcome, Page, PageHead, PushRange, PushResult,
};
use serde_json::value::RawValue;
use uuid::Uuid;

pub fn id(number: u128) -> Uuid {
    Uuid::from_u128(0x0189_0a5d_0000_7000_8000_0000_0000_0000 | (number * 0x0101_0101_0101))
}

pub fn key(seed: u8) -> SigningKey {
    SigningKey::from_seed(&[seed; 32])
}

pub const OPERATION: u128 = 9;
pub const SERVER: u8 = 1;
pub const LOG_KEY: u8 = 100;

pub fn pins() -> Pins {
    Pins {
        operation: id(OPERATION),
        epoch: 1,
        server_key: key(SERVER).public(),
        log_key: key(LOG_KEY).public(),
    }
}

pub fn stream(device: Uuid, scope: &str) -> StreamId {
    StreamId {
        operation: id(OPERATION),
        device,
        scope: scope.to_owned(),
    }
}

/// Bytes of an entry with a body of about `weight` bytes.
pub fn entry(seq: u64, kind: &str, body: &str, also: &[String]) -> EntryBytes {
    let envelope = Envelope {
        v: 1,
        seq,
        kind: kind.to_owned(),
        schema: 1,
        recorded_at: "2021-07-24T14:10:00Z".to_owned(),
        occurred_on: "2021-07-24".to_owned(),
        person: id(77),
        role: "store_keeper".to_owned(),
        reason: None,
        reverses: None,
        saw: Saw::default(),
        also: also.to_vec(),
        body: RawValue::from_string(body.to_owned()).expect("JSON"),
    };
    EntryBytes::new(envelope.encode()).expect("small")
}

struct Stored {
    item: LogItem,
    leaf: Hash,
    /// Number of the push that brought it: pages are cut between pushes only.
    push: u64,
    head: SignedHead,
}

pub struct Central {
    /// Bytes of entries a page may hold, whatever was asked.
    pub page_bytes: usize,
    /// Its clock, Unix seconds; without one every entry comes a second after the last.
    pub now: Option<i64>,
    entries: Vec<Stored>,
    /// Places in `entries`, by scope.
    logs: BTreeMap<String, Vec<usize>>,
    chains: BTreeMap<StreamId, Chain>,
    devices: BTreeMap<Uuid, PublicKey>,
    pushes: u64,
}

impl Central {
    pub fn new(page_bytes: usize) -> Self {
        let mut central = Self {
            page_bytes,
            now: None,
            entries: Vec::new(),
            logs: BTreeMap::new(),
            chains: BTreeMap::new(),
            devices: BTreeMap::new(),
            pushes: 0,
        };
        central.enrol(SERVER);
        central
    }

    pub fn entries(&self) -> usize {
        self.entries.len()
    }

    /// Enrols a device whose key has this seed, by an entry of the server's own.
    pub fn enrol(&mut self, seed: u8) {
        let (device, public) = (id(seed.into()), key(seed).public());
        self.devices.insert(device, public);
        let body = format!(r#"{{"device":"{device}","signing_key":"{public}"}}"#);
        self.write(CATALOGUE, "device_enrolled", &body);
    }

    /// The server writes an entry of its own.
    pub fn write(&mut self, scope: &str, kind: &str, body: &str) {
        let next = self.chain(&stream(id(SERVER.into()), scope)).seq + 1;
        self.write_bytes(scope, entry(next, kind, body, &[]));
    }

    /// An entry of a kind nobody here knows, whose header says which one it reverses.
    #[allow(dead_code, reason = "for the tests of store, which share this model")]
    pub fn write_reversing(&mut self, scope: &str, kind: &str, reverses: EntryRef) {
        let next = self.chain(&stream(id(SERVER.into()), scope)).seq + 1;
        let plain = entry(next, kind, "{}", &[]);
        let mut envelope = plain.parse().expect("checked");
        envelope.reverses = Some(reverses);
        self.write_bytes(scope, EntryBytes::new(envelope.encode()).expect("small"));
    }

    fn write_bytes(&mut self, scope: &str, bytes: EntryBytes) {
        let id_of = stream(id(SERVER.into()), scope);
        let chain = self.chain(&id_of);
        let head = SignedHead::sign(&key(SERVER), id_of.chain0(), chain.extend(bytes.hash()));
        self.pushes += 1;
        self.append(&id_of, bytes, None, head);
    }

    fn chain(&self, stream: &StreamId) -> Chain {
        let held = self.chains.get(stream).copied();
        held.unwrap_or_else(|| Chain::start(stream))
    }

    fn append(
        &mut self,
        stream: &StreamId,
        bytes: EntryBytes,
        copy: Option<Signature>,
        head: SignedHead,
    ) {
        let chain = self.chain(stream).extend(bytes.hash());
        self.chains.insert(stream.clone(), chain);
        let pos = self.entries.len() as u64 + 1;
        let ticks = 1_627_135_800 + i64::try_from(pos).expect("small");
        let accepted_at = self.now.unwrap_or(ticks);
        let line = LogEntry {
            epoch: 1,
            pos,
            accepted_at,
            status: Status::Integrated,
            chain0: stream.chain0(),
            seq: chain.seq,
            entry_hash: bytes.hash(),
        };
        let envelope = bytes.parse().expect("checked");
        for scope in std::iter::once(&stream.scope).chain(&envelope.also) {
            self.logs
                .entry(scope.clone())
                .or_default()
                .push(self.entries.len());
        }
        let item = LogItem {
            index: 0,
            epoch: 1,
            pos,
            accepted_at,
            status: Status::Integrated,
            device: stream.device,
            scope: stream.scope.clone(),
            seq: chain.seq,
            bytes,
            copy,
        };
        let push = self.pushes;
        let leaf = line.leaf_hash();
        self.entries.push(Stored {
            item,
            leaf,
            push,
            head,
        });
    }

    pub fn exchange(&mut self, device: Uuid, request: &ExchangeRequest) -> ExchangeReply {
        let mut pushed = Vec::new();
        for range in &request.push {
            let result = self.push(device, range);
            let stop = !matches!(result.outcome, Outcome::Accepted | Outcome::Exists);
            pushed.push(result);
            if stop {
                break;
            }
        }
        let mut budget = self.page_bytes.min(request.limit as usize);
        let mut pages = Vec::new();
        for cursor in &request.pull {
            let page = self.page(&cursor.scope, cursor.index, &mut budget);
            if page.has_more {
                budget = 0;
            }
            pages.push(page);
        }
        ExchangeReply {
            epoch: 1,
            pushed,
            pages,
            complete_to_pos: self.entries.len() as u64,
            server_time: 1_627_200_000,
        }
    }

    fn push(&mut self, device: Uuid, range: &PushRange) -> PushResult {
        let id_of = stream(device, &range.scope);
        let held = self.chain(&id_of).seq;
        let answer = |up_to_seq, outcome| PushResult {
            scope: range.scope.clone(),
            up_to_seq,
            outcome,
        };
        if range.first_seq > held + 1 {
            return answer(held, Outcome::Gap { expected: held + 1 });
        }
        let known = usize::try_from(held + 1 - range.first_seq)
            .expect("small")
            .min(range.entries.len());
        if !self.knows(&id_of, &range.entries[..known]) {
            return answer(held, Outcome::Fork);
        }
        let fresh = &range.entries[known..];
        if fresh.is_empty() {
            return answer(held, Outcome::Exists);
        }
        let chain = fresh.iter().fold(self.chain(&id_of), |chain, entry| {
            chain.extend(entry.bytes.hash())
        });
        let public = self.devices[&device];
        let signed =
            range.head.chain() == chain && range.head.verify(id_of.chain0(), &public).is_ok();
        let copies = (held + 1..).zip(fresh).all(|(seq, entry)| {
            let also = &entry.bytes.parse().expect("well formed").also;
            entry.copy.map_or(also.is_empty(), |copy| {
                verify_copy(&public, id_of.chain0(), seq, entry.bytes.hash(), &copy).is_ok()
            })
        });
        if !signed || !copies {
            let reason = "bad-signature".to_owned();
            return answer(held, Outcome::Refused { reason });
        }
        self.pushes += 1;
        for entry in fresh {
            self.append(&id_of, entry.bytes.clone(), entry.copy, range.head);
        }
        answer(range.last_seq(), Outcome::Accepted)
    }

    fn knows(&self, stream: &StreamId, entries: &[replication::wire::PushEntry]) -> bool {
        entries.iter().all(|entry| {
            self.entries.iter().any(|stored| {
                stored.item.bytes == entry.bytes
                    && stored.item.device == stream.device
                    && stored.item.scope == stream.scope
            })
        })
    }

    /// Whole pushes while the budget lasts, at least one if it is not yet used up.
    pub fn page(&self, scope: &str, from: u64, budget: &mut usize) -> Page {
        let log = self.logs.get(scope).map_or(&[][..], Vec::as_slice);
        let start = usize::try_from(from).expect("small");
        let rest = &log[start.min(log.len())..];
        let mut taken = 0;
        for group in rest.chunk_by(|a, b| self.entries[*a].push == self.entries[*b].push) {
            let bytes: usize = group
                .iter()
                .map(|at| self.entries[*at].item.bytes.as_bytes().len())
                .sum();
            if *budget == 0 || (taken > 0 && bytes > *budget) {
                break;
            }
            *budget = budget.saturating_sub(bytes);
            taken += group.len();
        }
        let end = start + taken;
        let mut heads = BTreeMap::new();
        let items: Vec<LogItem> = (from..)
            .zip(&rest[..taken])
            .map(|(index, at)| {
                let stored = &self.entries[*at];
                if stored.item.scope == scope {
                    heads.insert(stored.item.device, stored.head);
                }
                LogItem {
                    index,
                    ..stored.item.clone()
                }
            })
            .collect();
        let has_more = end < log.len();
        let checkpoint = (!has_more && !log.is_empty()).then(|| self.checkpoint(scope, end));
        Page {
            scope: scope.to_owned(),
            from,
            items,
            heads: heads
                .into_iter()
                .map(|(device, head)| PageHead { device, head })
                .collect(),
            has_more,
            size: log.len() as u64,
            checkpoint,
        }
    }

    pub fn checkpoint(&self, scope: &str, size: usize) -> String {
        let leaves: Vec<Hash> = self.logs[scope][..size]
            .iter()
            .map(|at| self.entries[*at].leaf)
            .collect();
        let checkpoint = Checkpoint {
            origin: origin(id(OPERATION), scope),
            size: size as u64,
            root: root(&leaves),
        };
        checkpoint.sign(&key_name(id(OPERATION)), &key(LOG_KEY))
    }

    /// Everything a reader of the scope must end up with: (index, pos, bytes).
    pub fn log(&self, scope: &str) -> Vec<(u64, u64, String)> {
        let log = self.logs.get(scope).map_or(&[][..], Vec::as_slice);
        (0..)
            .zip(log)
            .map(|(index, at)| {
                let item = &self.entries[*at].item;
                (index, item.pos, item.bytes.as_str().to_owned())
            })
            .collect()
    }
}
