//! What arrives: entries this program does not know, entries the server set aside, copies before their originals.

use chrono::NaiveDate;
use ledger::body::{SettledEntry, TaskResolved};
use ledger::ids::TaskId;
use ledger::scope::Scope;
use ledger::task::TaskKind;
use proof::certificate::KeyRing;
use proof::leaf::{Reason, Status};
use replication::page::{Pins, verify};
use replication::session::Local;
use replication::wire::Page;
use std::collections::BTreeMap;
use store::view::{Journey, TaskState};
use store::{Store, Subject};
use tempfile::tempdir;

use crate::central::{Central, pins};
use crate::world::{
    COORDINATOR, KEEPER, append, at_site, central, computer, identity, issue, lot, receipt, site,
    sync,
};

#[test]
fn an_unknown_kind_is_kept_counted_and_carried_on() {
    let dir = tempdir().expect("a folder");
    let mut central = central();
    let store = computer(dir.path(), 4);
    sync(&store, &mut central);
    let before = store.read(|reads| reads.needs_update()).expect("read");
    let digest = store.projection_digest().expect("read");
    central.write("catalogue", "norm_registered", r#"{"litres":15}"#);
    sync(&store, &mut central);
    assert_eq!(
        store.read(|reads| reads.needs_update()).expect("read"),
        before + 1
    );
    assert_eq!(store.projection_digest().expect("read"), digest);
    assert_eq!(store.verify().expect("checked").flaw, None);
}

/// X-15: what a newer program wrote is one task, the same everywhere, and locks the document its header names.
#[test]
fn x_15_an_entry_of_a_newer_program_is_a_task_and_locks_what_its_header_names() {
    let (dir, other) = (tempdir().expect("a folder"), tempdir().expect("a folder"));
    let mut central = central();
    let (keeper, office) = (computer(dir.path(), 2), computer(other.path(), 4));
    let posted = append(&keeper, KEEPER, receipt(1, 10, 0), at_site(), &[]);
    append(&keeper, KEEPER, receipt(2, 10, 0), at_site(), &[]);
    sync(&keeper, &mut central);
    let (locked, free) = (receipt(1, 0, 0).id.into(), receipt(2, 0, 0).id.into());
    let is_locked = |store: &Store, id| {
        store
            .read(|reads| reads.is_locked_by_newer(id))
            .expect("read")
    };
    assert!(!is_locked(&keeper, locked));
    let named = proof::entry::EntryRef {
        device: posted.device.0,
        scope: posted.scope.to_string(),
        seq: posted.seq,
    };
    central.write_reversing(&at_site().to_string(), "receipt_amended", named);
    for store in [&keeper, &office] {
        sync(store, &mut central);
        let tasks = store.read(|reads| reads.tasks()).expect("read");
        let newer: Vec<_> = tasks
            .iter()
            .filter(|view| view.task.kind == TaskKind::NeedsUpdate)
            .filter(|view| view.task.words.as_deref() == Some("receipt_amended"))
            .collect();
        assert_eq!(newer.len(), 1, "{tasks:#?}");
        assert_eq!(
            newer[0].task.id,
            TaskId::of(TaskKind::NeedsUpdate, "receipt_amended")
        );
        assert!(newer[0].options.is_empty() && newer[0].versions.len() == 1);
        assert!(is_locked(store, locked) && !is_locked(store, free));
        assert_eq!(
            store.verify().expect("checked").flaw,
            None,
            "it is kept and passed on"
        );
    }
}

/// No parser of another program may stand between an entry and its reader: SQLite's reads JSON a thousand deep.
#[test]
fn an_entry_nested_without_measure_by_a_wrong_clock_stops_no_reader() {
    let dir = tempdir().expect("a folder");
    let mut central = central();
    let keeper = computer(dir.path(), 2);
    append(&keeper, KEEPER, receipt(1, 10, 0), at_site(), &[]);
    sync(&keeper, &mut central);
    central.now = Some(1_900_000_000);
    let nested = format!(r#"{{"x":{}{}}}"#, "[".repeat(2000), "]".repeat(2000));
    central.write(&at_site().to_string(), "receipt_amended", &nested);
    sync(&keeper, &mut central);
    assert_eq!(
        keeper.read(|reads| reads.complete_to()).expect("read"),
        central.entries() as u64
    );
    let receipt = receipt(1, 0, 0).id.into();
    let locked = keeper.read(|reads| reads.is_locked_by_newer(receipt));
    assert!(!locked.expect("read"));
    let tasks = keeper.read(|reads| reads.tasks()).expect("read");
    assert!(
        tasks
            .iter()
            .any(|view| view.task.kind == TaskKind::NeedsUpdate)
    );
    keeper.rebuild().expect("rebuilt");
}

/// The site's log as one page on which the server has set the receipt aside.
fn quarantining(central: &Central) -> Page {
    let mut page = central.page(&at_site().to_string(), 0, &mut usize::MAX.clone());
    page.items[0].status = Status::Quarantined {
        reason: Reason::new("device-revoked"),
    };
    // As if more followed, so that no checkpoint is due.
    page.has_more = true;
    page.size += 1;
    page.checkpoint = None;
    page
}

fn apply(store: &Store, page: &Page, pins: &Pins) -> store::Changes {
    let local = store;
    let mut keys = KeyRing::new(pins.server_key);
    for device in 2..=5 {
        let device = identity(device).device.0;
        keys.restore(
            device,
            local.device_key(device).expect("read").expect("known"),
        );
    }
    let held = local.held(&page.scope).expect("read");
    let verified = verify(page, &held, &BTreeMap::new(), &mut keys, pins).expect("believed");
    store.apply(page, &verified).expect("stored")
}

#[test]
fn a_quarantined_receipt_is_shown_and_posts_nothing() {
    let (dir, other) = (tempdir().expect("a folder"), tempdir().expect("a folder"));
    let mut central = central();
    let (keeper, store) = (computer(dir.path(), 2), computer(other.path(), 3));
    sync(&keeper, &mut central);
    sync(&store, &mut central);
    append(&keeper, KEEPER, receipt(1, 10, 0), at_site(), &[]);
    append(&keeper, KEEPER, issue(1, lot(1), 4), at_site(), &[]);
    sync(&keeper, &mut central);
    let changes = apply(&store, &quarantining(&central), &pins());
    assert!(
        changes.subjects.contains(&Subject::Stock) && changes.subjects.contains(&Subject::Sync)
    );
    let view = store
        .read(|reads| reads.receipt(receipt(1, 0, 0).id))
        .expect("read")
        .expect("shown");
    assert_eq!(view.document.journey, Journey::Quarantined);
    assert_eq!(
        view.document.quarantine_reason.as_deref(),
        Some("device-revoked")
    );
    // What rests on it stays: the lack is to be seen.
    let stock = store.read(|reads| reads.stock(site())).expect("read");
    assert_eq!(stock[0].good, -4);
    assert_eq!(
        store.rebuild().expect("rebuilt").0,
        store.projection_digest().expect("read")
    );
}

/// A server passes on a kind that it does not know; where it may stand, whoever knows it tells: only the coordination
/// office matches, and no keeper posts at another site.
#[test]
fn an_entry_that_stands_where_its_kind_may_not_counts_for_nothing() {
    let (dir, other) = (tempdir().expect("a folder"), tempdir().expect("a folder"));
    let mut central = central();
    let (keeper, office) = (computer(dir.path(), 2), computer(other.path(), 4));
    sync(&keeper, &mut central);
    let mut elsewhere = receipt(1, 10, 0);
    elsewhere.site = crate::moves_world::rukla();
    let of = elsewhere.id;
    append(&keeper, KEEPER, elsewhere, at_site(), &[]);
    append(&keeper, COORDINATOR, receipt(2, 5, 0), at_site(), &[]);
    let stamp = crate::world::stamp(COORDINATOR, ledger::role::Role::Coordinator);
    let write = |writing: &mut store::Writing<'_>| {
        writing.append(receipt(3, 7, 0), at_site(), &[Scope::Coordination])
    };
    let written = keeper.write::<_, store::StoreError>(stamp, write);
    written.expect("written");
    let shown = |store: &Store, id| {
        let view = store.read(|reads| reads.receipt(id)).expect("read");
        let document = view.expect("shown").document;
        (document.journey, document.quarantine_reason)
    };
    assert_eq!(shown(&keeper, of), (Journey::OnThisComputer, None));
    sync(&keeper, &mut central);
    sync(&office, &mut central);
    let set_aside = (Journey::Quarantined, Some("kind-not-allowed".to_owned()));
    for store in [&keeper, &office] {
        assert_eq!(shown(store, of), set_aside, "at another site");
        assert_eq!(shown(store, receipt(3, 0, 0).id), set_aside, "in a role");
        assert_eq!(
            shown(store, receipt(2, 0, 0).id),
            (Journey::Confirmed, None)
        );
        let stock = store.read(|reads| reads.stock(site())).expect("read");
        assert_eq!(stock[0].good, 5);
    }
    let digest = keeper.projection_digest().expect("read");
    assert_eq!(office.projection_digest().expect("read"), digest);
    assert_eq!(keeper.rebuild().expect("rebuilt").0, digest);
}

#[test]
fn a_copy_that_comes_first_waits_for_nothing_and_is_stored_once() {
    let (dir, other) = (tempdir().expect("a folder"), tempdir().expect("a folder"));
    let mut central = central();
    let (keeper, office) = (computer(dir.path(), 2), computer(other.path(), 4));
    sync(&keeper, &mut central);
    // The issue stays in the site's scope, so that the copies alone have a gap.
    append(&keeper, KEEPER, issue(1, lot(1), 4), at_site(), &[]);
    append(
        &keeper,
        KEEPER,
        receipt(1, 10, 0),
        at_site(),
        &[Scope::Coordination],
    );
    sync(&keeper, &mut central);
    // Small pages: coordination, with the copy, comes before the site's scope.
    central.page_bytes = 1;
    sync(&office, &mut central);
    let stock = office.read(|reads| reads.stock(site())).expect("read");
    assert_eq!(stock[0].good, 6);
    assert_eq!(office.verify().expect("checked").flaw, None);
    assert_eq!(
        office.read(|reads| reads.complete_to()).expect("read"),
        central.entries() as u64
    );
}

#[test]
fn quantities_beyond_all_measure_do_not_stop_the_journal() {
    const MOST: i64 = (1 << 53) - 1;
    let (dir, other) = (tempdir().expect("a folder"), tempdir().expect("a folder"));
    let mut central = central();
    let (keeper, reader) = (computer(dir.path(), 2), computer(other.path(), 3));
    sync(&keeper, &mut central);
    for number in 1..=9 {
        let mut body = receipt(number, MOST, 0);
        body.lines[0].id = lot(1);
        body.lines[0].reason = None;
        body.lines = vec![body.lines[0].clone(); 150];
        append(&keeper, KEEPER, body, at_site(), &[]);
    }
    sync(&keeper, &mut central);
    sync(&reader, &mut central);
    let held = |store: &Store| {
        store
            .read(|reads| reads.available(site(), lot(1)))
            .expect("read")
    };
    assert_eq!((held(&keeper), held(&reader)), (MOST, MOST));
    let shown = reader.projection_digest().expect("read");
    assert_eq!(keeper.projection_digest().expect("read"), shown);
    assert_eq!(reader.rebuild().expect("rebuilt").0, shown);
}

/// The id of a task does not say whose it is: a decision written elsewhere than its owners write changes nothing.
#[test]
fn a_task_is_settled_by_its_owners_alone() {
    let dir = tempdir().expect("a folder");
    let store = computer(dir.path(), 4);
    sync(&store, &mut central());
    for (number, expiry) in [(1, 10), (2, 20)] {
        let mut body = receipt(number, 5, 0);
        body.lines[0].batch = Some("L-77".to_owned());
        body.lines[0].expiry = NaiveDate::from_ymd_opt(2022, 1, expiry);
        append(&store, KEEPER, body, at_site(), &[Scope::Coordination]);
    }
    let tasks = || store.read(|reads| reads.tasks()).expect("read");
    let of_batch = |state| {
        let found = tasks();
        let found = found
            .iter()
            .find(|one| one.task.kind == TaskKind::ExpiryDiffers);
        assert_eq!(found.expect("a task").task.state, state);
    };
    of_batch(TaskState::Open);
    let id = tasks()
        .iter()
        .find(|one| one.task.kind == TaskKind::ExpiryDiffers)
        .expect("a task")
        .task
        .id;
    let facts = store.read(|reads| reads.task_facts(id)).expect("read");
    let facts = facts.expect("facts");
    let choice = facts.choices.first().expect("a choice");
    let decided = TaskResolved {
        task: id,
        kind: facts.kind,
        subject: facts.subject.clone(),
        choice: choice.choice,
        site: None,
        about: choice.about,
        asked: choice.asked,
        expiry: choice.expiry,
        settles: facts
            .entries
            .iter()
            .copied()
            .map(SettledEntry::from)
            .collect(),
    };
    append(
        &store,
        KEEPER,
        decided.clone(),
        at_site(),
        &[Scope::Coordination],
    );
    of_batch(TaskState::Open);
    append(
        &store,
        COORDINATOR,
        decided,
        Scope::Coordination,
        &[at_site()],
    );
    of_batch(TaskState::Settled);
}
