//! The full check of the file: every page's seal, every hash, chain, head, log and projection.
//!
//! What a newcomer gets wrong: this trusts none of the columns beside an entry's bytes. Hashes are taken again, chains
//! walked again, roots computed again, and the projections folded again in a transaction that is then given up. Beside a
//! person's work the same is done in a copy ([`beside`]); what is looked at in seconds, at the start and before an export,
//! is [`figures`].

pub(crate) mod beside;
mod figures;
mod pace;
mod room;

pub use figures::Leaving;
pub use pace::Pace;

use std::collections::BTreeMap;

use ledger::ids::DeviceId;
use proof::checkpoint::{Checkpoint, key_name, origin};
use proof::hash::{Hash, sha256};
use proof::keys::{PublicKey, Signature};
use proof::leaf::{LogEntry, entry_hash};
use proof::merkle::Frontier;
use proof::stream::{Chain, SignedHead, StreamId, verify_copy};
use rusqlite::{Connection, named_params};

use crate::error::StoreError;
use crate::export::status;
use crate::identity::{self, Identity};
use crate::journal::{self, Stream, packed::Unpacked};
use crate::open::{Store, broken_pages};
use crate::projection;
use crate::row::{Columns, number, rows, statements, unsigned, wrong};

statements! {
    STREAM_ENTRIES = "SELECT seq, hash, bytes, copy FROM entry WHERE stream = :stream ORDER BY seq";
    HEADS = "SELECT seq, chain, signature FROM head WHERE stream = :stream ORDER BY seq";
    CERTIFICATES = "SELECT device, key FROM certificate";
    SCOPES = "SELECT id, name, size, frontier, checkpoint, checkpoint_size FROM scope ORDER BY name";
    LEAVES = "SELECT scope_index.idx, position.epoch, position.pos, position.accepted_at, position.quarantine,
                     stream.chain0, entry.seq, entry.hash
              FROM scope_index
              JOIN entry ON entry.id = scope_index.entry
              JOIN stream ON stream.id = entry.stream
              JOIN position ON position.entry = entry.id
              WHERE scope_index.scope = :scope ORDER BY scope_index.idx";
    ENTRIES = "SELECT count(*) FROM entry";
}

/// What a full check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    pub entries: u64,
    /// Lower-case hex SHA-256 over all stream heads, by device and scope.
    pub head: String,
    /// The first thing found wrong, if any.
    pub flaw: Option<Flaw>,
}

/// The first thing found wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    #[error("the file is damaged: {detail}")]
    Damaged { detail: String },
    #[error("entry {seq} of device {device} in {scope} is not what was recorded")]
    Entry {
        device: String,
        scope: String,
        seq: u64,
    },
    #[error("the signed head {seq} of device {device} in {scope} does not fit its entries")]
    Head {
        device: String,
        scope: String,
        seq: u64,
    },
    #[error("the log of {scope} does not fit its checkpoint")]
    Log { scope: String },
    #[error("what is shown is not what the entries add up to")]
    Projection,
}

/// Stops a check: a flaw, or that it could not run.
enum Stop {
    Flaw(Flaw),
    Store(StoreError),
}

impl From<StoreError> for Stop {
    fn from(cause: StoreError) -> Self {
        if let StoreError::Damaged { detail } = cause {
            return Self::Flaw(Flaw::Damaged { detail });
        }
        Self::Store(cause)
    }
}

impl From<rusqlite::Error> for Stop {
    fn from(cause: rusqlite::Error) -> Self {
        StoreError::from(cause).into()
    }
}

impl Store {
    /// Checks everything. Reads only.
    ///
    /// # Errors
    /// That the check itself could not run; what it finds is in the result.
    pub fn verify(&self) -> Result<Verified, StoreError> {
        let journal =
            self.read::<_, Stop>(|reads| check_journal(reads.connection, &Pace::hurried()));
        let (entries, head, flaw) = match journal {
            Ok((entries, head)) => (entries, head, self.check_projections()?),
            Err(Stop::Flaw(flaw)) => (0, String::new(), Some(flaw)),
            Err(Stop::Store(cause)) => return Err(cause),
        };
        Ok(Verified {
            entries,
            head,
            flaw,
        })
    }

    fn check_projections(&self) -> Result<Option<Flaw>, StoreError> {
        let folded = self.rehearse(|connection| {
            let stands = figures::stand(connection, &Pace::hurried())?;
            let before = projection::digest_of(connection)?;
            projection::rebuild(connection)?;
            Ok(stands && before == projection::digest_of(connection)?)
        });
        match folded {
            Ok(true) => Ok(None),
            Ok(false) => Ok(Some(Flaw::Projection)),
            Err(StoreError::Damaged { detail }) => Ok(Some(Flaw::Damaged { detail })),
            Err(cause) => Err(cause),
        }
    }
}

fn check_journal(connection: &Connection, pace: &Pace) -> Result<(u64, String), Stop> {
    if let Some(detail) = broken_pages(connection)?.into_iter().next() {
        return Err(Stop::Flaw(Flaw::Damaged { detail }));
    }
    check_entries(connection, pace)
}

/// The journal without the seals of the pages that it lies in: how many entries, and their heads in one hash.
fn check_entries(connection: &Connection, pace: &Pace) -> Result<(u64, String), Stop> {
    let streams = rows(connection, journal::ALL_STREAMS, &[], Stream::read)?;
    let entries = unsigned(number(connection, ENTRIES, &[])?);
    let Some(identity) = identity::get(connection)? else {
        return Ok((entries, head_over(&streams)));
    };
    let mut keys: BTreeMap<DeviceId, PublicKey> = rows(connection, CERTIFICATES, &[], |row| {
        let key: [u8; 32] = row.get("key")?;
        Ok((
            row.id("device")?,
            PublicKey::from_slice(&key).map_err(wrong)?,
        ))
    })?
    .into_iter()
    .collect();
    keys.insert(identity.device, identity.seed.key().public());
    for stream in &streams {
        let key = keys.get(&stream.device);
        check_stream(connection, &identity, (stream, key), pace)?;
    }
    check_logs(connection, &identity, pace)?;
    Ok((entries, head_over(&streams)))
}

/// Names the state of the whole journal in one hash.
fn head_over(streams: &[Stream]) -> String {
    let mut text = Vec::new();
    for stream in streams {
        text.extend_from_slice(stream.device.0.as_bytes());
        text.extend_from_slice(stream.scope.as_bytes());
        text.push(0);
        text.extend_from_slice(&stream.head.seq.to_be_bytes());
        text.extend_from_slice(&stream.head.hash.0);
    }
    sha256(&[b"relief-ledger heads/1\n", &text]).to_string()
}

fn check_stream(
    connection: &Connection,
    identity: &Identity,
    (stream, key): (&Stream, Option<&PublicKey>),
    pace: &Pace,
) -> Result<(), Stop> {
    let id = StreamId {
        operation: identity.operation.0,
        device: stream.device.0,
        scope: stream.scope.clone(),
    };
    let mut heads: BTreeMap<u64, SignedHead> = held_heads(connection, stream)?;
    let mut chain = Chain::start(&id);
    let wrong_entry = |seq| {
        let (device, scope) = (stream.device.to_string(), stream.scope.clone());
        Stop::Flaw(Flaw::Entry { device, scope, seq })
    };
    if chain.hash != stream.chain0 {
        return Err(wrong_entry(0));
    }
    let mut statement = connection.prepare_cached(STREAM_ENTRIES)?;
    let mut found = statement.query(named_params! { ":stream": stream.id })?;
    while let Some(row) = found.next()? {
        pace.breathe()?;
        let seq = unsigned(row.get("seq")?);
        let Ok(Unpacked(bytes)) = row.get("bytes") else {
            return Err(wrong_entry(seq));
        };
        let hash = entry_hash(&bytes);
        if hash != row.hash("hash")? {
            return Err(wrong_entry(seq));
        }
        let copy: Option<[u8; 64]> = row.get("copy")?;
        if let (Some(copy), Some(key)) = (copy, key) {
            verify_copy(key, stream.chain0, seq, hash, &Signature(copy))
                .map_err(|_| wrong_entry(seq))?;
        }
        if seq != chain.seq + 1 {
            // Beyond a gap there are only copies, each under its own signature.
            if seq <= stream.head.seq || copy.is_none() {
                return Err(wrong_entry(chain.seq + 1));
            }
            continue;
        }
        if chain.seq < stream.head.seq {
            chain = chain.extend(hash);
            check_place(stream, chain, &mut heads, key)?;
        }
    }
    if chain != stream.head {
        return Err(wrong_entry(chain.seq + 1));
    }
    Ok(())
}

fn held_heads(
    connection: &Connection,
    stream: &Stream,
) -> Result<BTreeMap<u64, SignedHead>, StoreError> {
    let heads = rows(
        connection,
        HEADS,
        named_params! { ":stream": stream.id },
        |row| {
            Ok(SignedHead {
                seq: unsigned(row.get("seq")?),
                chain: row.hash("chain")?,
                signature: Signature(row.get("signature")?),
            })
        },
    )?;
    Ok(heads.into_iter().map(|head| (head.seq, head)).collect())
}

/// Compares the chain with the head that speaks of this place, and with where the pull stands.
fn check_place(
    stream: &Stream,
    chain: Chain,
    heads: &mut BTreeMap<u64, SignedHead>,
    key: Option<&PublicKey>,
) -> Result<(), Stop> {
    let wrong_head = || {
        let (device, scope) = (stream.device.to_string(), stream.scope.clone());
        Stop::Flaw(Flaw::Head {
            device,
            scope,
            seq: chain.seq,
        })
    };
    if stream.pulled.seq == chain.seq && stream.pulled != chain {
        return Err(wrong_head());
    }
    let Some(head) = heads.remove(&chain.seq) else {
        return Ok(());
    };
    let signed = key.is_some_and(|key| head.verify(stream.chain0, key).is_ok());
    if head.chain() == chain && signed {
        Ok(())
    } else {
        Err(wrong_head())
    }
}

struct Log {
    id: i64,
    name: String,
    size: u64,
    frontier: Vec<u8>,
    checkpoint: Option<(String, u64)>,
}

fn check_logs(connection: &Connection, identity: &Identity, pace: &Pace) -> Result<(), Stop> {
    let logs = rows(connection, SCOPES, &[], |row| {
        let (note, size): (Option<String>, Option<i64>) =
            (row.get("checkpoint")?, row.get("checkpoint_size")?);
        Ok(Log {
            id: row.get("id")?,
            name: row.get("name")?,
            size: unsigned(row.get("size")?),
            frontier: row.get("frontier")?,
            checkpoint: note.zip(size.map(unsigned)),
        })
    })?;
    for log in &logs {
        check_log(connection, identity, log, pace)?;
    }
    Ok(())
}

fn check_log(
    connection: &Connection,
    identity: &Identity,
    log: &Log,
    pace: &Pace,
) -> Result<(), Stop> {
    let flaw = || {
        Stop::Flaw(Flaw::Log {
            scope: log.name.clone(),
        })
    };
    let mut frontier = Frontier::new();
    let root = signed_root(identity, log).map_err(|()| flaw())?;
    let fits = |frontier: &Frontier| {
        root.is_none_or(|(size, root)| size != frontier.size() || root == frontier.root())
    };
    let mut statement = connection.prepare_cached(LEAVES)?;
    let mut found = statement.query(named_params! { ":scope": log.id })?;
    while let Some(row) = found.next()? {
        pace.breathe()?;
        if unsigned(row.get("idx")?) != frontier.size() {
            return Err(flaw());
        }
        let line = LogEntry {
            epoch: unsigned(row.get("epoch")?),
            pos: unsigned(row.get("pos")?),
            accepted_at: row.get("accepted_at")?,
            status: status(row)?,
            chain0: row.hash("chain0")?,
            seq: unsigned(row.get("seq")?),
            entry_hash: row.hash("hash")?,
        };
        frontier.push(line.leaf_hash());
        if !fits(&frontier) {
            return Err(flaw());
        }
    }
    let whole = frontier.size() == log.size && frontier.to_bytes() == log.frontier;
    let reached = root.is_none_or(|(size, _)| size <= log.size);
    if whole && reached {
        Ok(())
    } else {
        Err(flaw())
    }
}

/// Size and root that the log key has signed.
fn signed_root(identity: &Identity, log: &Log) -> Result<Option<(u64, Hash)>, ()> {
    let Some((note, size)) = &log.checkpoint else {
        return Ok(None);
    };
    let operation = identity.operation.0;
    let checkpoint = Checkpoint::parse_and_verify(note, &key_name(operation), &identity.log_key)
        .map_err(|_| ())?;
    let ours = checkpoint.origin == origin(operation, &log.name) && checkpoint.size == *size;
    if ours {
        Ok(Some((checkpoint.size, checkpoint.root)))
    } else {
        Err(())
    }
}
