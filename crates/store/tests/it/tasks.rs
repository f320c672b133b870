//! What a task says that its choices do, and what they then do.

use ledger::body::{Body, DocumentKind, SettledEntry, TaskResolved};
use ledger::ids::{ItemId, TaskId};
use ledger::scope::Scope;
use ledger::task::{TaskChoice, TaskKind};
use store::Store;
use store::view::{TaskOption, TaskState, TaskView};

use crate::central::id;
use crate::chain::{accept, apart, came_with, consignment, received};
use crate::moves::Three;
use crate::moves_world::{counted, dispatch, link, rukla, taken_in};
use crate::world::{
    COORDINATOR, KEEPER, append, at_site, issue, latvia, lot, matched, proposal, receipt, reversal,
    site,
};

fn the(store: &Store, kind: TaskKind) -> TaskView {
    let tasks = store.read(|reads| reads.tasks()).expect("read");
    let mut found = tasks.into_iter().filter(|view| view.task.kind == kind);
    let task = found.next().expect("a task");
    assert!(found.next().is_none(), "one task");
    task
}

fn has(store: &Store, kind: TaskKind) -> bool {
    let tasks = store.read(|reads| reads.tasks()).expect("read");
    tasks.iter().any(|view| view.task.kind == kind)
}

fn effects(option: &TaskOption) -> Vec<(i64, i64)> {
    option
        .effects
        .iter()
        .map(|one| (one.from, one.to))
        .collect()
}

fn quantities(task: &TaskView) -> Vec<Option<i64>> {
    task.versions.iter().map(|one| one.quantity).collect()
}

/// The office's decision, as the window would send it.
fn decide(store: &Store, task: &TaskView, subject: String, option: &TaskOption) {
    let settles = task.rests_on.iter().map(|entry| SettledEntry {
        device: entry.device.parse().expect("a device"),
        scope: entry.scope.clone(),
        seq: entry.seq,
    });
    let decided = TaskResolved {
        task: TaskId::of(task.task.kind, &subject),
        kind: task.task.kind,
        subject,
        choice: option.choice,
        site: None,
        about: option.about,
        asked: option.asked,
        expiry: None,
        settles: settles.collect(),
    };
    let also = [at_site(), Scope::Site(rukla()), Scope::Catalogue];
    append(store, COORDINATOR, decided, Scope::Coordination, &also);
}

/// Two movements of one counted line are explained together, and the line differs once.
#[test]
fn x_08_a_line_differs_once_however_often_it_was_moved() {
    let mut three = Three::new();
    three.here(0, receipt(1, 100, 0));
    three.exchange();
    let mut twice = issue(1, lot(1), 10);
    twice.lines.push(twice.lines[0].clone());
    twice.lines[1].quantity = 20;
    three.here(1, twice);
    let mut stamp = crate::world::stamp(KEEPER, ledger::role::Role::StoreKeeper);
    stamp.recorded_at += chrono::TimeDelta::hours(1);
    let body = counted(1, lot(1), 100, 70, false);
    let write =
        |writing: &mut store::Writing<'_>| writing.append(body, at_site(), &[Scope::Coordination]);
    three.stores[0]
        .write::<_, store::StoreError>(stamp, write)
        .expect("written");
    three.exchange();
    let task = the(&three.stores[0], TaskKind::CountOverlapped);
    assert_eq!(task.task.quantity, Some(-30));
    assert_eq!(effects(&task.options[0]), [(-30, 0)], "it explains");
    assert_eq!(effects(&task.options[1]), [(-30, -30)], "it does not");
}

/// A dispatch of 120 taken back, of which 60 and 40 had arrived.
fn taken_back(three: &mut Three, second_item: bool) -> TaskView {
    let mut sent = dispatch(1, lot(1), 120);
    if second_item {
        let mut other = sent.lines[0].clone();
        (other.card.lot, other.card.item) = (lot(2), ItemId(id(502)));
        sent.lines.push(other);
    }
    let of = sent.id;
    three.here(0, receipt(1, 200, 0));
    three.here(0, sent);
    three.exchange();
    three.there(taken_in(1, 1, lot(1), 60, 0));
    three.there(taken_in(2, 1, lot(1), 30, 10));
    three.here(0, reversal(1, of.into(), DocumentKind::Transfer, None));
    three.exchange();
    the(&three.stores[2], TaskKind::DispatchReversed)
}

#[test]
fn x_16_each_receipt_says_what_it_took_in() {
    let task = taken_back(&mut Three::new(), false);
    assert_eq!(task.task.quantity, Some(100));
    assert_eq!(quantities(&task), [Some(120), Some(60), Some(40)]);
    let all: Vec<_> = task.options.iter().map(effects).collect();
    // At the receiver, then at the sender, whose book has all of it again.
    let expected = [
        [(100, 100), (120, 20)],
        [(100, 40), (120, 120)],
        [(100, 60), (120, 120)],
    ];
    assert_eq!(all, expected);
}

#[test]
fn beds_and_blankets_are_not_added_up() {
    let task = taken_back(&mut Three::new(), true);
    assert_eq!((task.task.quantity, task.task.unit), (None, None));
    assert_eq!(quantities(&task), [None, None, None]);
    assert_eq!(task.options.len(), 3);
    assert!(task.options.iter().all(|one| one.effects.is_empty()));
}

/// A lot that was found to be another one is counted under that one's name.
#[test]
fn x_16_a_lot_is_counted_under_the_name_it_has_since() {
    let mut three = Three::new();
    // Rukla took 21 in without a paper, sent them on, and found the waybill later.
    let mut came = receipt(51, 20, 1);
    (came.site, came.donor) = (rukla(), latvia());
    three.there(came);
    let mut on = dispatch(2, lot(51), 20);
    (on.site, on.to) = (rukla(), site());
    let of = on.id;
    three.there(on);
    three.exchange();
    let mut arrived = taken_in(1, 2, lot(51), 20, 0);
    (arrived.site, arrived.from) = (site(), rukla());
    three.here(0, arrived);
    let mut back = reversal(1, of.into(), DocumentKind::Transfer, None);
    back.site = rukla();
    three.there(back);
    three.exchange();
    let task = the(&three.stores[2], TaskKind::DispatchReversed);
    decide(&three.stores[2], &task, of.to_string(), &task.options[0]);
    three.exchange();
    assert!(has(&three.stores[2], TaskKind::CountAsked));
    three.here(0, dispatch(1, lot(1), 21));
    three.there(link(51, 1, lot(1)));
    three.exchange();
    let mut found = counted(1, lot(1), 20, 0, false);
    found.site = rukla();
    three.there(found);
    three.exchange();
    for store in &three.stores {
        assert!(!has(store, TaskKind::CountAsked));
    }
}

/// Planning does what the choice said: it counts on the one that was kept, also where another came first.
#[test]
fn x_03_planning_counts_on_the_acceptance_that_was_kept() {
    let mut apart = apart(&[4, 5]);
    accept(&apart.stores[0], 1, 100);
    accept(&apart.stores[1], 2, 100);
    apart.meet();
    let contested = |store: &Store| {
        let doubt = |number| {
            let view = store.read(|reads| reads.acceptance(proposal(number, 1).id));
            view.expect("read").expect("here").contested
        };
        [doubt(1), doubt(2)]
    };
    assert_eq!(contested(&apart.stores[0]), [false, true]);
    let task = the(&apart.stores[0], TaskKind::AcceptanceContested);
    let second = Some(proposal(2, 1).id.into());
    let mut options = task.options.iter();
    let keep = options.find(|one| one.about == second).expect("a choice");
    assert_eq!(keep.choice, TaskChoice::KeepOne);
    assert_eq!(effects(keep), [(100, 0), (0, 100)]);
    let offer = proposal(1, 1).offer.to_string();
    decide(&apart.stores[0], &task, offer, keep);
    apart.meet();
    for store in &apart.stores {
        assert_eq!(contested(store), [true, false]);
    }
    apart.same_everywhere();
    // Acceptances of beds beside blankets have no sum.
    let mut beds = proposal(3, 5);
    beds.lines[0].item = ItemId(id(502));
    let beds: Body = beds.into();
    append(
        &apart.stores[0],
        COORDINATOR,
        beds,
        Scope::Coordination,
        &[],
    );
    let task = the(&apart.stores[0], TaskKind::AcceptanceContested);
    assert_eq!(task.task.quantity, None);
    assert_eq!(
        contested(&apart.stores[0]),
        [false, true],
        "it opened again"
    );
}

/// A truck that two sites received, one of them by a link.
fn received_twice() -> (crate::chain::Apart, TaskView) {
    let apart = apart(&[4]);
    let store = &apart.stores[0];
    accept(store, 1, 60);
    let office = |body: Body| {
        append(store, COORDINATOR, body, Scope::Coordination, &[at_site()]);
    };
    office(consignment(30).into());
    append(store, COORDINATOR, received(1, 30, 0, 0), at_site(), &[]);
    let mut elsewhere = receipt(2, 20, 4);
    elsewhere.site = rukla();
    let there = Scope::Site(rukla());
    append(store, COORDINATOR, elsewhere, there, &[Scope::Coordination]);
    office(came_with(matched(1, 2, 1, 24)).into());
    let task = the(store, TaskKind::ReceiptContested);
    (apart, task)
}

/// Decisions of before named the receipts alone, for a task rested on nothing else then.
#[test]
fn x_01_a_decision_that_named_the_receipts_still_settles() {
    let truck = consignment(1).id.to_string();
    for (choice, state) in [
        (TaskChoice::ConfirmSplit, TaskState::Settled),
        (TaskChoice::AskReversal, TaskState::Settled),
        (TaskChoice::WithdrawLink, TaskState::Reopened),
    ] {
        let (apart, mut task) = received_twice();
        let store = &apart.stores[0];
        task.rests_on.retain(|entry| entry.scope != "coordination");
        assert_eq!(task.rests_on.len(), 2, "the receipts, without the link");
        let option = task.options.iter().find(|one| one.choice == choice);
        let option = option.expect("offered").clone();
        decide(store, &task, truck.clone(), &option);
        let now = the(store, TaskKind::ReceiptContested);
        assert_eq!(now.task.state, state, "{choice:?}");
    }
}

/// One that named the link was made of that link: with another link it is asked again.
#[test]
fn x_01_a_decision_about_a_link_ends_with_it() {
    let (apart, task) = received_twice();
    let store = &apart.stores[0];
    decide(
        store,
        &task,
        consignment(1).id.to_string(),
        &task.options[0].clone(),
    );
    let state = || the(store, TaskKind::ReceiptContested).task.state;
    assert_eq!(state(), TaskState::Settled);
    let office = |body: Body| {
        append(store, COORDINATOR, body, Scope::Coordination, &[at_site()]);
    };
    let (link, of) = (matched(1, 2, 1, 24).id.into(), receipt(2, 0, 0).id);
    office(reversal(1, link, DocumentKind::Match, Some(of)).into());
    office(came_with(matched(2, 2, 1, 24)).into());
    assert_eq!(state(), TaskState::Reopened);
}
