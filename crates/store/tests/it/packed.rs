//! Entries lie packed in the file, those of older programs as they were written; nobody beyond the file can tell.

use std::path::Path;

use chrono::{TimeZone, Utc};
use ledger::scope::Scope;
use proof::hash::sha256;
use rusqlite::Connection;
use store::{ExportFacts, Flaw, Store};
use tempfile::tempdir;

use crate::world::{
    KEEPER, append, at_site, bare, central, computer, data_key, issue, lot, receipt, sync, unpacked,
};

/// Row number, `seq`, bytes as they lie, and the hash beside them.
type Row = (i64, i64, Vec<u8>, [u8; 32]);

fn rows(file: &Connection) -> Vec<Row> {
    file.prepare("SELECT id, seq, bytes, hash FROM entry ORDER BY id")
        .expect("prepared")
        .query_map([], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })
        .expect("run")
        .map(|row| row.expect("read"))
        .collect()
}

fn replace(file: &Connection, id: i64, bytes: &[u8]) {
    file.execute_batch("DROP TRIGGER IF EXISTS entry_is_never_changed")
        .expect("dropped");
    file.execute("UPDATE entry SET bytes = ?2 WHERE id = ?1", (id, bytes))
        .expect("changed");
}

/// As a program that did not pack would have left the file.
fn make_plain(dir: &Path) {
    let file = bare(dir);
    for (id, _, bytes, _) in rows(&file) {
        replace(&file, id, &unpacked(&bytes).expect("a frame"));
    }
}

fn post(store: &Store, number: u128) {
    append(
        store,
        KEEPER,
        receipt(number, 488, 12),
        at_site(),
        &[Scope::Coordination],
    );
    append(
        store,
        KEEPER,
        issue(number, lot(number), 120),
        at_site(),
        &[],
    );
}

fn export(store: &Store) -> String {
    let facts = ExportFacts {
        created_at: Utc
            .timestamp_opt(1_627_100_000, 0)
            .single()
            .expect("a time"),
    };
    let mut out = Vec::new();
    store.audit_export(&facts, &mut out).expect("written");
    String::from_utf8(out).expect("text")
}

#[test]
fn a_row_is_a_frame_that_any_zstd_reads_with_the_dictionary() {
    let dir = tempdir().expect("a folder");
    let store = computer(dir.path(), 2);
    sync(&store, &mut central());
    post(&store, 1);
    let rows = rows(&bare(dir.path()));
    let mut lengths = (0, 0);
    for (id, _, bytes, hash) in &rows {
        let entry = unpacked(bytes).expect("a frame");
        assert!(entry.starts_with(b"{\"v\":1,"), "entry {id}");
        assert_eq!(sha256(&[&entry]).0, *hash, "entry {id}");
        lengths = (lengths.0 + entry.len(), lengths.1 + bytes.len());
    }
    assert!(lengths.1 * 2 < lengths.0, "{lengths:?}");
}

#[test]
fn rows_of_an_older_program_are_read_and_nothing_reads_otherwise() {
    let dir = tempdir().expect("a folder");
    let store = computer(dir.path(), 2);
    sync(&store, &mut central());
    post(&store, 1);
    let (before, shown) = (export(&store), store.projection_digest().expect("read"));
    drop(store);
    make_plain(dir.path());
    let store = Store::open(dir.path(), &data_key()).expect("opened");
    assert!(
        rows(&bare(dir.path())).iter().all(|row| row.2[0] == b'{'),
        "an entry is never written again"
    );
    assert_eq!(store.verify().expect("checked").flaw, None);
    assert_eq!(export(&store), before);
    assert_eq!(store.rebuild().expect("folded").0, shown);
    post(&store, 2);
    let packed = rows(&bare(dir.path()))
        .iter()
        .filter(|row| row.2[0] != b'{')
        .count();
    assert_eq!(packed, 2);
    assert_eq!(store.verify().expect("checked").flaw, None);
    let shown = store.projection_digest().expect("read");
    assert_eq!(store.rebuild().expect("folded").0, shown);
}

#[test]
fn computers_with_plain_and_with_packed_rows_converge() {
    let (plain, packed) = (tempdir().expect("a folder"), tempdir().expect("a folder"));
    let mut central = central();
    let (one, other) = (computer(plain.path(), 2), computer(packed.path(), 3));
    for store in [&one, &other] {
        sync(store, &mut central);
    }
    post(&one, 1);
    post(&other, 2);
    make_plain(plain.path());
    for store in [&one, &other, &one] {
        sync(store, &mut central);
    }
    make_plain(plain.path());
    assert_eq!(
        one.projection_digest().expect("read"),
        other.projection_digest().expect("read")
    );
    let entries = |dir: &Path| {
        let mut entries: Vec<_> = rows(&bare(dir))
            .into_iter()
            .map(|row| unpacked(&row.2))
            .collect();
        entries.sort();
        entries
    };
    assert_eq!(entries(plain.path()), entries(packed.path()));
    for store in [&one, &other] {
        assert_eq!(store.verify().expect("checked").flaw, None);
    }
}

#[test]
fn a_damaged_row_is_named() {
    let dir = tempdir().expect("a folder");
    let store = computer(dir.path(), 2);
    sync(&store, &mut central());
    post(&store, 1);
    let file = bare(dir.path());
    let (id, seq, bytes, _) = rows(&file).pop().expect("an entry");
    let flipped = (0..bytes.len()).step_by(7).map(|at| {
        let mut bytes = bytes.clone();
        bytes[at] ^= 1 << (at % 8);
        bytes
    });
    let cut = [0, 1, 4, 9, bytes.len() / 2, bytes.len() - 1].map(|to| bytes[..to].to_vec());
    let mut of_another = bytes.clone();
    of_another[5] = 2;
    for damaged in flipped.chain(cut).chain([of_another]) {
        if unpacked(&damaged) == unpacked(&bytes) {
            // Some bits of a frame say nothing.
            continue;
        }
        replace(&file, id, &damaged);
        let flaw = store.verify().expect("checked").flaw;
        let named =
            matches!(&flaw, Some(Flaw::Entry { seq: at, .. }) if *at == seq.cast_unsigned());
        assert!(named, "{flaw:?} of {damaged:02x?}");
        // Reads say so, or read what stands there; what it is worth is the full check's to tell.
        let _ = store.rebuild();
    }
    replace(&file, id, &bytes);
    store.rebuild().expect("folded");
    assert_eq!(store.verify().expect("checked").flaw, None);
}
