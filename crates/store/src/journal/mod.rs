//! The journal's tables: streams, entries, positions. Append-only; triggers see to it.
//!
//! What a newcomer gets wrong: an entry's bytes are stored as they came, though packed. What is kept beside them (order,
//! time of recording, units) is read out of them and could be read again.

pub(crate) mod load;
pub(crate) mod packed;

use ledger::body::Body;
use ledger::fold::{Unit, units};
use ledger::ids::DeviceId;
use ledger::scope::Scope;
use proof::entry::Envelope;
use proof::hash::Hash;
use proof::keys::Signature;
use proof::stream::{Chain, StreamId};
use rusqlite::{Connection, Row, named_params};
use uuid::Uuid;

use crate::changes::Changes;
use crate::error::StoreError;
use crate::journal::packed::Packed;
use crate::kept::Kept;
use crate::row::{Columns, Id, first, run, signed, statements, unsigned};

statements! {
    STREAM = "SELECT id, device, scope, chain0, seq, chain, pulled, pulled_chain, acknowledged
              FROM stream WHERE device = :device AND scope = :scope";
    OWN_STREAMS = "SELECT id, device, scope, chain0, seq, chain, pulled, pulled_chain, acknowledged
                   FROM stream WHERE device = :device AND seq > 0 ORDER BY scope";
    ALL_STREAMS = "SELECT id, device, scope, chain0, seq, chain, pulled, pulled_chain, acknowledged
                   FROM stream ORDER BY device, scope";
    NEW_STREAM = "INSERT INTO stream (device, scope, chain0, seq, chain, pulled, pulled_chain, acknowledged)
                  VALUES (:device, :scope, :chain0, 0, :chain0, 0, :chain0, 0)";
    MOVE_STREAM = "UPDATE stream SET seq = :seq, chain = :chain WHERE id = :id";
    INSERT_ENTRY = "INSERT INTO entry (stream, seq, hash, bytes, copy, device_order, recorded_at)
                    VALUES (:stream, :seq, :hash, :bytes, :copy, :device_order, :recorded_at)";
    INSERT_UNIT = "INSERT OR IGNORE INTO unit_entry (unit, entry) VALUES (:unit, :entry)";
    INSERT_UNREAD = "INSERT OR IGNORE INTO unread_entry (entry, kind) VALUES (:entry, :kind)";
    FOREIGN_HEADS = "SELECT stream.device, stream.scope, max(entry.seq) AS seq
                     FROM position JOIN entry ON entry.id = position.entry JOIN stream ON stream.id = entry.stream
                     WHERE position.pos > :complete_to AND stream.device <> :device
                     GROUP BY stream.id ORDER BY stream.device, stream.scope LIMIT 64";
}

/// A stream as held.
#[derive(Debug, Clone)]
pub(crate) struct Stream {
    pub id: i64,
    pub device: DeviceId,
    pub scope: String,
    pub chain0: Hash,
    /// Last entry held without a gap, and the chain there.
    pub head: Chain,
    /// Last entry that came from the server, and the chain there.
    pub pulled: Chain,
    /// Last own entry the server holds.
    pub acknowledged: u64,
}

impl Stream {
    pub(crate) fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            device: row.id("device")?,
            scope: row.get("scope")?,
            chain0: row.hash("chain0")?,
            head: Chain {
                seq: unsigned(row.get("seq")?),
                hash: row.hash("chain")?,
            },
            pulled: Chain {
                seq: unsigned(row.get("pulled")?),
                hash: row.hash("pulled_chain")?,
            },
            acknowledged: unsigned(row.get("acknowledged")?),
        })
    }
}

/// A stream, if anything of it is held.
pub(crate) fn find_stream(
    connection: &Connection,
    device: DeviceId,
    scope: &str,
) -> Result<Option<Stream>, StoreError> {
    let params = named_params! { ":device": device.blob(), ":scope": scope };
    first(connection, STREAM, params, Stream::read)
}

/// A stream, begun if nothing of it is held.
pub(crate) fn stream(
    connection: &Connection,
    operation: Uuid,
    device: DeviceId,
    scope: &str,
) -> Result<Stream, StoreError> {
    if let Some(stream) = find_stream(connection, device, scope)? {
        return Ok(stream);
    }
    let start = Chain::start(&StreamId {
        operation,
        device: device.0,
        scope: scope.to_owned(),
    });
    let params =
        named_params! { ":device": device.blob(), ":scope": scope, ":chain0": start.hash.0 };
    run(connection, NEW_STREAM, params)?;
    Ok(Stream {
        id: connection.last_insert_rowid(),
        device,
        scope: scope.to_owned(),
        chain0: start.hash,
        head: start,
        pulled: start,
        acknowledged: 0,
    })
}

/// Moves the head of what is held.
pub(crate) fn move_head(
    connection: &Connection,
    stream: i64,
    head: Chain,
) -> Result<(), StoreError> {
    let params = named_params! { ":id": stream, ":seq": signed(head.seq), ":chain": head.hash.0 };
    run(connection, MOVE_STREAM, params)?;
    Ok(())
}

/// An entry on its way into the journal.
pub(crate) struct NewEntry<'a> {
    pub stream: &'a Stream,
    pub bytes: &'a [u8],
    pub hash: Hash,
    pub copy: Option<Signature>,
    pub envelope: &'a Envelope,
}

/// Stores an entry and says which units it takes part in: none if this program does not understand it.
pub(crate) fn insert(
    connection: &Connection,
    new: &NewEntry<'_>,
    changes: &mut Changes,
) -> Result<(i64, Vec<Unit>), StoreError> {
    let params = named_params! {
        ":stream": new.stream.id,
        ":seq": signed(new.envelope.seq),
        ":hash": new.hash.0,
        ":bytes": Packed(new.bytes),
        ":copy": new.copy.map(|signature| signature.0),
        ":device_order": signed(device_order(new.stream.device, new.envelope)),
        ":recorded_at": new.envelope.recorded_at,
    };
    run(connection, INSERT_ENTRY, params)?;
    let entry = connection.last_insert_rowid();
    let units = index(connection, entry, &new.stream.scope, new.envelope, changes)?;
    Ok((entry, units))
}

/// Notes which units an entry takes part in, or that it is not understood.
pub(crate) fn index(
    connection: &Connection,
    entry: i64,
    scope: &str,
    envelope: &Envelope,
    changes: &mut Changes,
) -> Result<Vec<Unit>, StoreError> {
    let Some(body) = understood(scope, envelope) else {
        run(
            connection,
            INSERT_UNREAD,
            named_params! { ":entry": entry, ":kind": envelope.kind },
        )?;
        return Ok(Vec::new());
    };
    changes.note(&body);
    let units = units(&body);
    for unit in &units {
        run(
            connection,
            INSERT_UNIT,
            named_params! { ":unit": unit.kept(), ":entry": entry },
        )?;
    }
    Ok(units)
}

/// The body, if this program understands the entry as a whole: kind, role, times and scope.
pub(crate) fn understood(scope: &str, envelope: &Envelope) -> Option<Body> {
    let scope: Scope = scope.parse().ok()?;
    let stamp = load::Stamping::read(envelope)?;
    let body = Body::from_json(&envelope.kind, envelope.schema, envelope.body.get()).ok()?;
    let _ = (scope, stamp);
    Some(body)
}

/// The device's own order across its streams: how many entries it had written before.
fn device_order(device: DeviceId, envelope: &Envelope) -> u64 {
    let own = envelope
        .saw
        .heads
        .iter()
        .filter(|head| head.device == device.0);
    own.fold(0, |sum, head| sum.saturating_add(head.seq))
}
