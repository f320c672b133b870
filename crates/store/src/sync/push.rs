//! What goes up: unsent entries in runs, each under a head signed when it is asked for.

use std::collections::BTreeMap;

use proof::entry::EntryBytes;
use proof::hash::Hash;
use proof::keys::Signature;
use proof::stream::{Chain, SignedHead, StreamId};
use replication::wire::{MAX_RANGE_ENTRIES, Outcome, PushEntry, PushRange, PushResult};
use rusqlite::{Connection, named_params};

use crate::error::StoreError;
use crate::identity::{self, Identity};
use crate::journal::{self, Stream, packed::Unpacked};
use crate::row::{Columns, Id, rows, run, signed, statements};

statements! {
    UNSENT = "SELECT stream.id, entry.seq, entry.hash, entry.bytes, entry.copy FROM entry
              JOIN stream ON stream.id = entry.stream
              WHERE stream.device = :device AND entry.seq > stream.acknowledged
              ORDER BY entry.device_order, stream.id, entry.seq";
    HASHES = "SELECT hash FROM entry WHERE stream = :stream AND seq > :after AND seq <= :to ORDER BY seq";
    ACKNOWLEDGE = "UPDATE stream SET acknowledged = :seq WHERE id = :id";
}

/// Unsent entries in the device's own order, in runs of one scope, each under a signed head.
pub(super) fn unsent(
    connection: &Connection,
    limit_bytes: usize,
) -> Result<Vec<PushRange>, StoreError> {
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
        let Unpacked(bytes) = row.get("bytes")?;
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
        let room = |(last, range): &&mut (i64, PushRange)| {
            *last == id && range.entries.len() < MAX_RANGE_ENTRIES
        };
        match ranges.last_mut().filter(room) {
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

/// Moves the cursor of what was sent.
pub(super) fn acknowledge(
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
