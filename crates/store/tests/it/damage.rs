//! Flipped bytes: a clear word, never a panic, never a silent loss of what was recorded here.

use std::fs;
use std::path::Path;

use ledger::scope::Scope;
use rusqlite::Connection;
use store::{Flaw, OpenError, Store};
use tempfile::{TempDir, tempdir};

use crate::world::{
    KEEPER, append, at_site, bare, central, computer, data_key, issue, lot, receipt, sync, unpacked,
};

const POSITIONS: usize = 120;

fn copy(from: &Path) -> TempDir {
    let to = tempdir().expect("a folder");
    for name in ["ledger.db", "ledger.db-wal", "ledger.mark"] {
        if from.join(name).exists() {
            fs::copy(from.join(name), to.path().join(name)).expect("copied");
        }
    }
    to
}

fn filled(dir: &Path) -> Store {
    let store = computer(dir, 2);
    sync(&store, &mut central());
    append(
        &store,
        KEEPER,
        receipt(1, 488, 12),
        at_site(),
        &[Scope::Coordination],
    );
    append(&store, KEEPER, issue(1, lot(1), 120), at_site(), &[]);
    store
}

/// Flips one bit at places spread over the file; each must be named as damage.
fn flip_everywhere(dir: &Path, name: &str) {
    let whole = fs::read(dir.join(name)).expect("read");
    assert!(
        whole.len() > POSITIONS,
        "{name} holds {} bytes",
        whole.len()
    );
    for place in 0..POSITIONS {
        let at = place * whole.len() / POSITIONS + (place * 37) % (whole.len() / POSITIONS);
        let broken = copy(dir);
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (place % 8);
        fs::write(broken.path().join(name), &bytes).expect("written");
        let opened = Store::open(broken.path(), &data_key());
        assert!(
            matches!(opened, Err(OpenError::Damaged { .. })),
            "{name}, byte {at}: {:?}",
            opened.err()
        );
    }
}

#[test]
fn a_flipped_bit_in_the_file_is_named() {
    let dir = tempdir().expect("a folder");
    drop(filled(dir.path()));
    assert!(Store::open(copy(dir.path()).path(), &data_key()).is_ok());
    flip_everywhere(dir.path(), "ledger.db");
}

#[test]
fn a_flipped_bit_in_the_log_that_loses_a_posting_is_named() {
    let dir = tempdir().expect("a folder");
    let store = filled(dir.path());
    let live = copy(dir.path());
    drop(store);
    assert!(Store::open(copy(live.path()).path(), &data_key()).is_ok());
    flip_everywhere(live.path(), "ledger.db-wal");
}

#[test]
fn a_truncated_file_is_named() {
    let dir = tempdir().expect("a folder");
    drop(filled(dir.path()));
    let whole = fs::read(dir.path().join("ledger.db")).expect("read");
    for length in [
        1,
        16,
        100,
        4096,
        5000,
        8192,
        whole.len() / 2,
        whole.len() - 4096,
        whole.len() - 1,
    ] {
        let broken = copy(dir.path());
        fs::write(broken.path().join("ledger.db"), &whole[..length]).expect("written");
        let opened = Store::open(broken.path(), &data_key());
        assert!(opened.is_err(), "{length} bytes opened");
    }
}

/// Changes the file behind the store's back and asks for the full check.
fn flaw_after(change: impl FnOnce(&Connection)) -> Option<Flaw> {
    let dir = tempdir().expect("a folder");
    let store = filled(dir.path());
    sync(&store, &mut central());
    append(&store, KEEPER, issue(2, lot(1), 1), at_site(), &[]);
    assert_eq!(store.verify().expect("checked").flaw, None);
    change(&bare(dir.path()));
    store.verify().expect("checked").flaw
}

fn flaw_after_sql(sql: &str) -> Option<Flaw> {
    flaw_after(|file| file.execute_batch(sql).expect("changed"))
}

/// The receipt's entry with one more unit, as somebody would write it who knows how rows lie.
fn one_more_unit(file: &Connection) {
    const OF_RECEIPT: &str =
        "SELECT entry.id, entry.bytes FROM entry JOIN document ON document.entry = entry.id
          WHERE document.number = 'PAB-GRN-21-B-00001'";
    let (id, row): (i64, Vec<u8>) = file
        .query_row(OF_RECEIPT, [], |row| Ok((row.get(0)?, row.get(1)?)))
        .expect("the receipt");
    let entry = String::from_utf8(unpacked(&row).expect("a frame")).expect("text");
    let other = entry.replace("\"good\":488", "\"good\":489");
    assert_ne!(entry, other);
    file.execute_batch("DROP TRIGGER entry_is_never_changed")
        .expect("dropped");
    let change = "UPDATE entry SET bytes = ?2 WHERE id = ?1";
    file.execute(change, (id, other.into_bytes()))
        .expect("changed");
}

#[test]
fn the_full_check_names_what_was_changed() {
    let shown = flaw_after_sql(
        "UPDATE balance SET quantity = quantity + 1 WHERE substr(node, 1, 1) = x'09' AND condition = 0",
    );
    assert_eq!(shown, Some(Flaw::Projection));
    let nobodys = flaw_after_sql("UPDATE movement SET entry = entry + 1000000");
    assert_eq!(nobodys, Some(Flaw::Projection));
    let entry = flaw_after(one_more_unit);
    assert!(
        matches!(entry, Some(Flaw::Entry { seq: 1, .. })),
        "{entry:?}"
    );
    let head = flaw_after_sql(
        "DROP TRIGGER head_is_never_changed;
         UPDATE head SET signature = zeroblob(64) WHERE seq = (SELECT max(seq) FROM head);",
    );
    assert!(matches!(head, Some(Flaw::Head { .. })), "{head:?}");
    let log = flaw_after_sql(
        "DROP TRIGGER position_is_never_changed;
         UPDATE position SET accepted_at = accepted_at + 1 WHERE pos = 3;",
    );
    assert!(matches!(log, Some(Flaw::Log { .. })), "{log:?}");
}
