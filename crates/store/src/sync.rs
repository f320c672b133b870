//! The device's side of an exchange: what is unsent, where the cursors stand, and how a page goes in.
//!
//! What a newcomer gets wrong: a page is checked before it comes here; this module stores it, its positions, its cursor
//! and what follows from it in one transaction. An entry held already, own or as a copy, only gains its position.

use std::collections::{BTreeMap, BTreeSet};

use ledger::fold::Unit;
use ledger::ids::{DeviceId, SiteId};
use ledger::scope::Scope;
use proof::entry::{EntryBytes, Envelope};
use proof::hash::Hash;
use proof::keys::{PublicKey, Signature};
use proof::leaf::Status;
use proof::merkle::Frontier;
use proof::stream::{Chain, SignedHead, StreamId};
use replication::page::{Held, Pins, Verified};
use replication::session::Local;
use replication::wire::{LogItem, Outcome, Page, PullCursor, PushEntry, PushRange, PushResult};
use rusqlite::{Connection, named_params};
use uuid::Uuid;

use crate::changes::{Changes, Subject};
use crate::error::StoreError;
use crate::failpoint;
use crate::identity::{self, Identity};
use crate::journal::{self, NewEntry, Stream};
use crate::open::Store;
use crate::projection;
use crate::reads::Reads;
use crate::row::{Columns, Id, first, number, rows, run, signed, statements, unsigned, wrong};

statements! {
    UNSENT = "SELECT stream.id, entry.seq, entry.hash, entry.bytes, entry.copy FROM entry
              JOIN stream ON stream.id = entry.stream
              WHERE stream.device = :device AND entry.seq > stream.acknowledged
              ORDER BY entry.device_order, stream.id, entry.seq";
    HASHES = "SELECT hash FROM entry WHERE stream = :stream AND seq > :after AND seq <= :to ORDER BY seq";
    SCOPES = "SELECT name, size FROM scope";
    SITES = "SELECT id FROM site ORDER BY code, id";
    CHECKPOINTS = "SELECT checkpoint FROM scope WHERE checkpoint IS NOT NULL ORDER BY name";
    HELD = "SELECT frontier, last_pos FROM scope WHERE name = :name";
    CERTIFICATE = "SELECT key FROM certificate WHERE device = :device";
    KEEP_CERTIFICATE = "INSERT INTO certificate (device, key) VALUES (:device, :key)
                        ON CONFLICT (device) DO NOTHING";
    ACKNOWLEDGE = "UPDATE stream SET acknowledged = :seq WHERE id = :id";
    FIND_ENTRY = "SELECT id, hash FROM entry WHERE stream = :stream AND seq = :seq";
    POSITION = "INSERT INTO position (entry, epoch, pos, accepted_at, quarantine)
                VALUES (:entry, :epoch, :pos, :accepted_at, :quarantine) ON CONFLICT (entry) DO NOTHING";
    MOVE_PULLED = "UPDATE stream SET pulled = :seq, pulled_chain = :chain, acknowledged = max(acknowledged, :seq)
                   WHERE id = :id";
    HEAD = "INSERT INTO head (stream, seq, chain, signature) VALUES (:stream, :seq, :chain, :signature)
            ON CONFLICT (stream, seq) DO NOTHING";
    INDEX = "INSERT INTO scope_index (scope, idx, entry) VALUES (:scope, :idx, :entry)";
    SCOPE_ID = "SELECT id FROM scope WHERE name = :name";
    MOVE_SCOPE = "INSERT INTO scope (name, size, last_pos, frontier) VALUES (:name, :size, :last_pos, :frontier)
                  ON CONFLICT (name) DO UPDATE SET size = excluded.size, last_pos = excluded.last_pos,
                      frontier = excluded.frontier";
    KEEP_CHECKPOINT = "UPDATE scope SET checkpoint = :checkpoint, checkpoint_size = :size WHERE name = :name";
    COMPLETE = "UPDATE state SET complete_to = max(complete_to, :pos), server_time = :server_time";
    NEXT_REQUEST = "UPDATE state SET request_number = request_number + 1 RETURNING request_number";
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
            let changes = apply(connection, &identity, page, verified)?;
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
        self.read(|reads| unsent(reads.connection, limit_bytes))
    }

    fn unsent_count(&self) -> Result<u64, StoreError> {
        self.read(|reads| Ok(u64::from(reads.unsent_count()?)))
    }

    fn cursors(&self) -> Result<Vec<PullCursor>, StoreError> {
        self.read(cursors)
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
                acknowledge(connection, &identity, result)?;
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

/// Unsent entries in the device's own order, in runs of one scope, each under a signed head.
fn unsent(connection: &Connection, limit_bytes: usize) -> Result<Vec<PushRange>, StoreError> {
    let identity = identity::require(connection)?;
    let key = identity.seed.key();
    let own = named_params! { ":device": identity.device.blob() };
    let streams: BTreeMap<i64, Stream> = rows(connection, journal::OWN_STREAMS, own, Stream::read)?
        .into_iter()
        .map(|stream| (stream.id, stream))
        .collect();
    let mut chains: BTreeMap<i64, Chain> = BTreeMap::new();
    let mut ranges: Vec<(i64, PushRange)> = Vec::new();
    let mut size = 0;
    let mut statement = connection.prepare_cached(UNSENT)?;
    let mut found = statement.query(own)?;
    while let Some(row) = found.next()? {
        let id: i64 = row.get("id")?;
        let stream = streams
            .get(&id)
            .ok_or_else(|| StoreError::damaged(format!("stream {id} is missing")))?;
        let bytes: Vec<u8> = row.get("bytes")?;
        size += bytes.len();
        if size > limit_bytes && !ranges.is_empty() {
            break;
        }
        let before = match chains.get(&id) {
            Some(chain) => *chain,
            None => chain_at(connection, &identity, stream, stream.acknowledged)?,
        };
        let chain = before.extend(row.hash("hash")?);
        chains.insert(id, chain);
        let entry = push_entry(bytes, row.get("copy")?)?;
        let head = SignedHead::sign(&key, stream.chain0, chain);
        match ranges.last_mut().filter(|(last, _)| *last == id) {
            Some((_, range)) => {
                range.entries.push(entry);
                range.head = head;
            }
            None => ranges.push((
                id,
                PushRange {
                    scope: stream.scope.clone(),
                    first_seq: chain.seq,
                    entries: vec![entry],
                    head,
                },
            )),
        }
    }
    Ok(ranges.into_iter().map(|(_, range)| range).collect())
}

fn push_entry(bytes: Vec<u8>, copy: Option<[u8; 64]>) -> Result<PushEntry, StoreError> {
    let bytes = EntryBytes::new(bytes).map_err(|cause| StoreError::damaged(cause.to_string()))?;
    Ok(PushEntry {
        bytes,
        copy: copy.map(Signature),
    })
}

/// The chain of an own stream after its entry `seq`, walked from the last point known.
fn chain_at(
    connection: &Connection,
    identity: &Identity,
    stream: &Stream,
    seq: u64,
) -> Result<Chain, StoreError> {
    let start = if stream.pulled.seq <= seq {
        stream.pulled
    } else {
        let (operation, device) = (identity.operation.0, stream.device.0);
        Chain::start(&StreamId {
            operation,
            device,
            scope: stream.scope.clone(),
        })
    };
    let params = named_params! {
        ":stream": stream.id, ":after": signed(start.seq), ":to": signed(seq),
    };
    let hashes: Vec<Hash> = rows(connection, HASHES, params, |row| row.hash("hash"))?;
    let chain = hashes.into_iter().fold(start, Chain::extend);
    if chain.seq == seq {
        Ok(chain)
    } else {
        Err(StoreError::damaged(format!(
            "entries of {} are missing",
            stream.scope
        )))
    }
}

fn acknowledge(
    connection: &Connection,
    identity: &Identity,
    result: &PushResult,
) -> Result<(), StoreError> {
    let Some(stream) = journal::find_stream(connection, identity.device, &result.scope)? else {
        return Ok(());
    };
    let seq = match &result.outcome {
        Outcome::Accepted | Outcome::Exists | Outcome::Gap { .. } => {
            result.up_to_seq.min(stream.head.seq)
        }
        // Nothing of such a range was taken; what the server held before stays acknowledged.
        Outcome::Fork | Outcome::Refused { .. } => return Ok(()),
    };
    run(
        connection,
        ACKNOWLEDGE,
        named_params! { ":id": stream.id, ":seq": signed(seq) },
    )?;
    Ok(())
}

/// One cursor a scope this computer reads, the catalogue first.
fn cursors(reads: &Reads<'_>) -> Result<Vec<PullCursor>, StoreError> {
    let identity = identity::require(reads.connection)?;
    let sizes: BTreeMap<String, u64> = rows(reads.connection, SCOPES, &[], |row| {
        Ok((row.get("name")?, unsigned(row.get("size")?)))
    })?
    .into_iter()
    .collect();
    let cursor = |scope: Scope| {
        let scope = scope.to_string();
        PullCursor {
            index: sizes.get(&scope).copied().unwrap_or(0),
            scope,
        }
    };
    Ok(scopes_read(reads.connection, &identity)?
        .into_iter()
        .map(cursor)
        .collect())
}

/// The scopes this computer reads; with `*`, every site the catalogue names so far.
pub(crate) fn scopes_read(
    connection: &Connection,
    identity: &Identity,
) -> Result<Vec<Scope>, StoreError> {
    let mut scopes = vec![Scope::Catalogue, Scope::Coordination, Scope::Funds];
    if identity.reads.iter().any(|one| one == "*") {
        let sites = rows(connection, SITES, &[], |row| row.id::<SiteId>("id"))?;
        scopes.extend(sites.into_iter().map(Scope::Site));
    } else {
        let named = identity
            .reads
            .iter()
            .filter_map(|one| one.parse::<Scope>().ok());
        let sites: BTreeSet<Scope> = named
            .filter(|scope| matches!(scope, Scope::Site(_)))
            .collect();
        scopes.retain(|scope| identity.may_read(*scope));
        scopes.extend(sites);
    }
    Ok(scopes)
}

fn apply(
    connection: &Connection,
    identity: &Identity,
    page: &Page,
    verified: &Verified,
) -> Result<Changes, StoreError> {
    let mut changes = Changes::of(&[Subject::Sync]);
    let mut units: Vec<Unit> = Vec::new();
    let last_pos = page.items.last().map(|item| item.pos);
    move_scope(connection, page, verified, last_pos)?;
    let params = named_params! { ":name": page.scope };
    let scope = first(connection, SCOPE_ID, params, |row| row.get::<_, i64>("id"))?
        .ok_or_else(|| StoreError::damaged(format!("the log of {} is missing", page.scope)))?;
    for (item, hash) in page.items.iter().zip(&verified.hashes) {
        let (entry, touched) = take(connection, identity, item, *hash, &mut changes)?;
        units.extend(touched);
        let params = named_params! { ":scope": scope, ":idx": signed(item.index), ":entry": entry };
        run(connection, INDEX, params)?;
    }
    failpoint::hit("page-stored");
    for (id, chain) in &verified.chains {
        move_pulled(connection, identity, id, *chain)?;
    }
    for head in &page.heads {
        let stream = journal::stream(
            connection,
            identity.operation.0,
            DeviceId(head.device),
            &page.scope,
        )?;
        let params = named_params! {
            ":stream": stream.id,
            ":seq": signed(head.head.seq),
            ":chain": head.head.chain.0,
            ":signature": head.head.signature.0,
        };
        run(connection, HEAD, params)?;
    }
    for certificate in &verified.certificates {
        let params = named_params! {
            ":device": certificate.device.as_bytes(), ":key": certificate.key.as_bytes(),
        };
        run(connection, KEEP_CERTIFICATE, params)?;
    }
    projection::refold(connection, &units)?;
    Ok(changes)
}

fn move_scope(
    connection: &Connection,
    page: &Page,
    verified: &Verified,
    last_pos: Option<u64>,
) -> Result<(), StoreError> {
    let Some(last_pos) = last_pos else {
        // An empty page of a log never met still begins it, so that its cursor is known.
        let begin = named_params! {
            ":name": page.scope, ":size": 0, ":last_pos": 0, ":frontier": Frontier::new().to_bytes(),
        };
        if first(
            connection,
            SCOPE_ID,
            named_params! { ":name": page.scope },
            |_| Ok(()),
        )?
        .is_none()
        {
            run(connection, MOVE_SCOPE, begin)?;
        }
        return keep_checkpoint(connection, page, verified);
    };
    let params = named_params! {
        ":name": page.scope,
        ":size": signed(verified.frontier.size()),
        ":last_pos": signed(last_pos),
        ":frontier": verified.frontier.to_bytes(),
    };
    run(connection, MOVE_SCOPE, params)?;
    keep_checkpoint(connection, page, verified)
}

fn keep_checkpoint(
    connection: &Connection,
    page: &Page,
    verified: &Verified,
) -> Result<(), StoreError> {
    if let (Some(note), Some(checkpoint)) = (&page.checkpoint, &verified.checkpoint) {
        let params = named_params! {
            ":name": page.scope, ":checkpoint": note, ":size": signed(checkpoint.size),
        };
        run(connection, KEEP_CHECKPOINT, params)?;
    }
    Ok(())
}

/// Stores one item's entry, unless it is here, and its position.
fn take(
    connection: &Connection,
    identity: &Identity,
    item: &LogItem,
    hash: Hash,
    changes: &mut Changes,
) -> Result<(i64, Vec<Unit>), StoreError> {
    let stream = journal::stream(
        connection,
        identity.operation.0,
        DeviceId(item.device),
        &item.scope,
    )?;
    let bytes = item.bytes.as_bytes();
    let envelope = Envelope::parse(bytes).map_err(|cause| StoreError::EntryRefused {
        detail: cause.to_string(),
    })?;
    let params = named_params! { ":stream": stream.id, ":seq": signed(item.seq) };
    let held = first(connection, FIND_ENTRY, params, |row| {
        Ok((row.get("id")?, row.hash("hash")?))
    })?;
    let (entry, units) = match held {
        Some((_, known)) if known != hash => {
            let (device, scope, seq) = (item.device, &item.scope, item.seq);
            return Err(StoreError::EntryRefused {
                detail: format!(
                    "entry {seq} of device {device} in {scope} exists with other content"
                ),
            });
        }
        Some((entry, _)) => (
            entry,
            journal::index(connection, entry, &stream.scope, &envelope, changes)?,
        ),
        None => {
            let new = NewEntry {
                stream: &stream,
                bytes,
                hash,
                copy: item.copy,
                envelope: &envelope,
            };
            journal::insert(connection, &new, changes)?
        }
    };
    let quarantine = match &item.status {
        Status::Integrated => None,
        Status::Quarantined { reason } => Some(reason.as_str()),
    };
    let params = named_params! {
        ":entry": entry,
        ":epoch": signed(item.epoch),
        ":pos": signed(item.pos),
        ":accepted_at": item.accepted_at,
        ":quarantine": quarantine,
    };
    run(connection, POSITION, params)?;
    Ok((entry, units))
}

/// Moves a stream to the end of what the page brought of it. An own stream may be further ahead than that.
fn move_pulled(
    connection: &Connection,
    identity: &Identity,
    id: &StreamId,
    chain: Chain,
) -> Result<(), StoreError> {
    let stream = journal::stream(
        connection,
        identity.operation.0,
        DeviceId(id.device),
        &id.scope,
    )?;
    let params =
        named_params! { ":id": stream.id, ":seq": signed(chain.seq), ":chain": chain.hash.0 };
    run(connection, MOVE_PULLED, params)?;
    if stream.head.seq < chain.seq {
        journal::move_head(connection, stream.id, chain)?;
    }
    Ok(())
}
