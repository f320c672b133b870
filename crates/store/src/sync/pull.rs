//! What comes down: cursors, and a checked page going in.

use std::collections::{BTreeMap, BTreeSet};

use ledger::fold::Unit;
use ledger::ids::{DeviceId, SiteId};
use ledger::scope::Scope;
use proof::entry::Envelope;
use proof::hash::Hash;
use proof::leaf::Status;
use proof::merkle::Frontier;
use proof::stream::{Chain, StreamId};
use replication::page::Verified;
use replication::wire::{LogItem, Page, PullCursor};
use rusqlite::{Connection, named_params};

use crate::changes::{Changes, Subject};
use crate::error::StoreError;
use crate::failpoint;
use crate::identity::{self, Identity};
use crate::journal::{self, NewEntry};
use crate::projection;
use crate::reads::Reads;
use crate::row::{Columns, first, number, rows, run, signed, statements, unsigned};

statements! {
    SCOPES = "SELECT name, size FROM scope";
    SITES = "SELECT id FROM site ORDER BY code, id";
    KEEP_CERTIFICATE = "INSERT INTO certificate (device, key) VALUES (:device, :key)
                        ON CONFLICT (device) DO NOTHING";
    FIND_ENTRY = "SELECT id, hash FROM entry WHERE stream = :stream AND seq = :seq";
    POSITION = "INSERT INTO position (entry, epoch, pos, accepted_at, quarantine)
                VALUES (:entry, :epoch, :pos, :accepted_at, :quarantine) ON CONFLICT (entry) DO NOTHING";
    /// A day, in seconds, is more than an exchange and a patient server can explain.
    DOUBT_CLOCK = "INSERT INTO clock_doubt (entry, recorded_at, accepted_at, saw_pos)
                   SELECT entry.id, unixepoch(entry.recorded_at), :accepted_at, :saw_pos
                     FROM entry WHERE entry.id = :entry
                      AND abs(unixepoch(entry.recorded_at) - :accepted_at) > 86400";
    SAME_POSITION = "SELECT count(*) FROM position WHERE entry = :entry AND epoch = :epoch AND pos = :pos
                     AND accepted_at = :accepted_at AND quarantine IS :quarantine";
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
}

/// One cursor a scope this computer reads, the catalogue first.
pub(super) fn cursors(reads: &Reads<'_>) -> Result<Vec<PullCursor>, StoreError> {
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
fn scopes_read(connection: &Connection, identity: &Identity) -> Result<Vec<Scope>, StoreError> {
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

/// Stores a checked page with all that follows from it.
pub(super) fn apply(
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
    place(connection, entry, item, envelope.saw.pos)?;
    Ok((entry, units))
}

/// Keeps what the server decided. An entry that came in another scope's log has its place already: there is only one.
fn place(
    connection: &Connection,
    entry: i64,
    item: &LogItem,
    saw_pos: u64,
) -> Result<(), StoreError> {
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
    let placed = run(connection, POSITION, params)? > 0;
    if placed {
        let params = named_params! {
            ":entry": entry, ":accepted_at": item.accepted_at, ":saw_pos": signed(saw_pos),
        };
        run(connection, DOUBT_CLOCK, params)?;
    }
    if placed || number(connection, SAME_POSITION, params)? > 0 {
        return Ok(());
    }
    let (device, scope, seq) = (item.device, &item.scope, item.seq);
    Err(StoreError::EntryRefused {
        detail: format!("entry {seq} of device {device} in {scope} has two places or states"),
    })
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
