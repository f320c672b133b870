//! A file as an office has it: entries of many devices, all with the server's position; made without any of them.
//!
//! What a newcomer gets wrong: this is no way to write to a ledger. It makes the file of an operation of years for a bench
//! in minutes; signatures and checkpoints, which nothing there reads, are left out.

use ledger::ids::DeviceId;
use rusqlite::named_params;

use crate::error::StoreError;
use crate::journal::packed::Unpacked;
use crate::open::Store;
use crate::row::{Id, number, rows, run, unsigned};

const ENTRIES: &str = "SELECT bytes FROM entry ORDER BY id";
const KEPT: &str = "SELECT coalesce(sum(length(bytes)), 0) FROM entry";
const SPEAK_AS: &str = "UPDATE identity SET device = :device";
/// Positions in the order in which the entries lie here, the logs of their scopes, and what a device then knows.
const ACCEPT: &[&str] = &[
    "INSERT INTO position (entry, epoch, pos, accepted_at) SELECT id, 1, id, unixepoch(recorded_at) FROM entry",
    "INSERT INTO scope (name, size, last_pos, frontier)
     SELECT stream.scope, count(*), max(entry.id), x'' FROM entry JOIN stream ON stream.id = entry.stream
      GROUP BY stream.scope",
    "INSERT INTO scope_index (scope, idx, entry)
     SELECT scope.id, row_number() OVER (PARTITION BY scope.id ORDER BY entry.id) - 1, entry.id
       FROM entry JOIN stream ON stream.id = entry.stream JOIN scope ON scope.name = stream.scope",
    // What a server wrote of itself is not judged again.
    "INSERT INTO certificate (device, key)
     SELECT stream.device, identity.server_key FROM stream JOIN identity WHERE stream.scope = 'catalogue'",
    "UPDATE stream SET pulled = seq, pulled_chain = chain, acknowledged = seq",
    "UPDATE state SET complete_to = (SELECT max(pos) FROM position)",
];

/// The next entries are another device's.
///
/// # Errors
/// That the file cannot be written.
pub fn speak_as(store: &Store, device: DeviceId) -> Result<(), StoreError> {
    store.transact(|connection| {
        run(
            connection,
            SPEAK_AS,
            named_params! { ":device": device.blob() },
        )?;
        Ok(())
    })
}

/// The bytes of every entry here as their authors wrote them, in the order in which they came.
///
/// # Errors
/// That the file cannot be read.
pub fn entries(store: &Store) -> Result<Vec<Vec<u8>>, StoreError> {
    store.read(|reads| {
        rows(reads.connection, ENTRIES, &[], |row| {
            let Unpacked(bytes) = row.get("bytes")?;
            Ok(bytes)
        })
    })
}

/// Bytes that all entries here take in the file, packed as they lie, without what the file adds.
///
/// # Errors
/// That the file cannot be read.
pub fn kept_bytes(store: &Store) -> Result<u64, StoreError> {
    store.read(|reads| number(reads.connection, KEPT, &[]).map(unsigned))
}

/// As if all entries had come back from the server, in the order in which they lie here. Once.
///
/// # Errors
/// That the file cannot be written.
pub fn accept(store: &Store) -> Result<(), StoreError> {
    store.transact(|connection| {
        for sql in ACCEPT {
            run(connection, sql, &[])?;
        }
        Ok(())
    })
}
