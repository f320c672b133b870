//! Opening: one process, the right key, a schema this program knows, and a clear word for everything else.

use store::{DataKey, OpenError, SigningSeed, Store, StoreError, SyncNote};
use tempfile::tempdir;

use crate::world::{
    KEEPER, append, at_site, bare, central, computer, data_key, identity, receipt, sync,
};

#[test]
fn a_missing_file_and_a_second_creation_are_named() {
    let dir = tempdir().expect("a folder");
    assert!(matches!(
        Store::open(dir.path(), &data_key()),
        Err(OpenError::Missing)
    ));
    drop(computer(dir.path(), 2));
    assert!(matches!(
        Store::create(dir.path(), &data_key()),
        Err(OpenError::Exists)
    ));
    assert!(Store::open(dir.path(), &data_key()).is_ok());
}

#[test]
fn a_second_opener_is_refused() {
    let dir = tempdir().expect("a folder");
    let store = computer(dir.path(), 2);
    assert!(matches!(
        Store::open(dir.path(), &data_key()),
        Err(OpenError::InUse)
    ));
    drop(store);
    assert!(Store::open(dir.path(), &data_key()).is_ok());
}

#[test]
fn another_key_is_not_called_damage() {
    let dir = tempdir().expect("a folder");
    drop(computer(dir.path(), 2));
    assert!(matches!(
        Store::open(dir.path(), &DataKey([8; 32])),
        Err(OpenError::WrongKey)
    ));
    assert!(Store::open(dir.path(), &data_key()).is_ok());
}

#[test]
fn a_newer_schema_is_refused_and_left_alone() {
    let dir = tempdir().expect("a folder");
    drop(computer(dir.path(), 2));
    let version = || -> i64 {
        bare(dir.path())
            .pragma_query_value(None, "user_version", |row| row.get(0))
            .expect("read")
    };
    let newer = version() + 1;
    bare(dir.path())
        .pragma_update(None, "user_version", newer)
        .expect("set");
    let refused = Store::open(dir.path(), &data_key()).err();
    assert!(
        matches!(refused, Some(OpenError::NewerSchema { found, .. }) if found == newer),
        "{refused:?}"
    );
    assert_eq!(version(), newer);
}

#[test]
fn an_interrupted_enrolment_keeps_its_key_and_happens_once() {
    let dir = tempdir().expect("a folder");
    let store = Store::create(dir.path(), &data_key()).expect("made");
    assert!(store.identity().expect("read").is_none());
    let first = store.begin_enrolment(SigningSeed([1; 32])).expect("begun");
    drop(store);
    let store = Store::open(dir.path(), &data_key()).expect("opened");
    assert!(
        store
            .begin_enrolment(SigningSeed([2; 32]))
            .expect("resumed")
            == first
    );
    store.enrol(&identity(2)).expect("enrolled");
    assert_eq!(store.identity().expect("read"), Some(identity(2)));
    assert!(matches!(
        store.enrol(&identity(3)),
        Err(StoreError::AlreadyEnrolled)
    ));
    assert!(matches!(
        store.begin_enrolment(SigningSeed([3; 32])),
        Err(StoreError::AlreadyEnrolled)
    ));
}

#[test]
fn a_ledger_that_was_taken_away_can_be_made_anew() {
    let dir = tempdir().expect("a folder");
    let store = computer(dir.path(), 2);
    sync(&store, &mut central());
    append(&store, KEEPER, receipt(1, 5, 0), at_site(), &[]);
    drop(store);
    std::fs::remove_file(dir.path().join("ledger.db")).expect("removed");
    assert!(matches!(
        Store::open(dir.path(), &data_key()),
        Err(OpenError::Missing)
    ));
    assert!(Store::create(dir.path(), &DataKey([9; 32])).is_ok());
}

#[test]
fn the_last_good_exchange_and_what_waits_outlive_the_program() {
    let dir = tempdir().expect("a folder");
    let store = computer(dir.path(), 2);
    sync(&store, &mut central());
    let note = |at: &str, problem: Option<&str>| SyncNote {
        at: at.parse().expect("a time"),
        sent: 1,
        received: 2,
        problem: problem.map(str::to_owned),
    };
    store
        .note_exchange(&note("2021-07-24T15:00:00Z", None))
        .expect("noted");
    append(&store, KEEPER, receipt(1, 5, 0), at_site(), &[]);
    drop(store);
    // Years later, or with a clock put right by years, every exchange fails.
    let store = Store::open(dir.path(), &data_key()).expect("open");
    for day in ["2026-11-23T08:00:00Z", "2026-11-24T08:00:00Z"] {
        let failed = note(day, Some("server-unreachable"));
        store.note_exchange(&failed).expect("noted");
    }
    drop(store);
    let store = Store::open(dir.path(), &data_key()).expect("open");
    let unsent = store.read(|reads| reads.unsent()).expect("read");
    assert_eq!(
        unsent.last_exchange.as_deref(),
        Some("2021-07-24T15:00:00Z")
    );
    assert_eq!(unsent.log.len(), 3);
    assert_eq!((unsent.entries, unsent.oldest.is_some()), (1, true));
    // The next good one takes its place, and the old one is forgotten at last.
    store
        .note_exchange(&note("2026-11-24T09:00:00Z", None))
        .expect("noted");
    let unsent = store.read(|reads| reads.unsent()).expect("read");
    assert_eq!(
        unsent.last_exchange.as_deref(),
        Some("2026-11-24T09:00:00Z")
    );
    assert_eq!(unsent.log.len(), 3, "older than 90 days");
}
