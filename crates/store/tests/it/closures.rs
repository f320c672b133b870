//! What remains of an activation, and the lists that are signed: rows against the reference, and computers apart.

use ledger::body::{
    ClosureSigned, DocumentKind, ItemRegistered, Origin, RecordMove, RemainingStock, Tracking, Unit,
};
use ledger::ids::{ActivationId, ClosureId, ItemId};
use ledger::posting::Condition;
use ledger::scope::Scope;
use ledger::stages::ActivationStage;
use store::Store;
use store::view::ClosureView;
use tempfile::tempdir;

use crate::central::id;
use crate::chain::{accept, apart, step};
use crate::moves_world::{dispatch, rukla, taken_in};
use crate::reference;
use crate::world::{
    COORDINATOR, KEEPER, acceptance_line, activation, append, at_site, bedding, blankets, central,
    computer, czechia, day, issue, latvia, lot, matched, offer, proposal, receipt, reversal, site,
    sync,
};

fn list(number: u128, quantity: i64) -> ClosureSigned {
    let line = |condition, quantity| RemainingStock {
        site: site(),
        item: blankets(),
        donor: czechia(),
        condition,
        quantity,
    };
    let lines = vec![line(Condition::Damaged, 9), line(Condition::Good, quantity)];
    ClosureSigned::of(ClosureId(id(96_000 + number)), activation().id, lines)
}

fn sign(store: &Store, list: ClosureSigned) {
    append(store, COORDINATOR, list, Scope::Coordination, &[]);
}

/// A hundred good blankets and nine damaged ones, linked to the activation.
fn linked(store: &Store) {
    accept(store, 1, 100);
    let office = Scope::Coordination;
    append(store, KEEPER, receipt(1, 100, 9), at_site(), &[office]);
    append(
        store,
        COORDINATOR,
        matched(1, 1, 1, 100),
        office,
        &[at_site()],
    );
}

fn issued(store: &Store, number: u128, quantity: i64) {
    let body = issue(number, lot(1), quantity);
    append(store, KEEPER, body, at_site(), &[]);
}

fn closure(store: &Store) -> ClosureView {
    let read = store.read(|reads| reads.closure(activation().id, day(24)));
    read.expect("read")
}

fn remaining(view: &ClosureView) -> Vec<(Condition, i64)> {
    let line = |line: &store::view::RemainingLine| (line.condition, line.quantity);
    view.remaining.iter().map(line).collect()
}

fn differences(view: &ClosureView) -> Vec<(Condition, i64, i64)> {
    let told = view.differences.iter();
    told.map(|one| (one.condition, one.signed, one.now))
        .collect()
}

#[test]
fn lists_are_rows_as_the_reference_says() {
    let dir = tempdir().expect("a folder");
    let mut central = central();
    let store = computer(dir.path(), 4);
    sync(&store, &mut central);
    let office = Scope::Coordination;
    append(&store, COORDINATOR, activation(), office, &[]);
    append(
        &store,
        COORDINATOR,
        offer(czechia(), 1, Some(100)),
        office,
        &[],
    );
    linked(&store);
    sign(&store, list(1, 100));
    // The same list again, in other words; one that does not add up; and one that says what does not stand.
    sign(&store, list(1, 90));
    let mut wrong = list(2, 100);
    wrong.totals.clear();
    sign(&store, wrong);
    sign(&store, list(3, 80));
    let view = closure(&store);
    assert_eq!(
        remaining(&view),
        [(Condition::Good, 100), (Condition::Damaged, 9)]
    );
    let lists: Vec<(bool, Option<&str>, usize)> = view
        .signed
        .iter()
        .map(|list| (list.counted, list.why.as_deref(), list.lines.len()))
        .collect();
    assert_eq!(
        lists,
        [
            (true, None, 2),
            (false, Some("foreign"), 0),
            (false, Some("posted_before"), 2),
            (true, None, 2)
        ],
        "the last first"
    );
    assert_eq!(differences(&view), [(Condition::Good, 80, 100)]);
    let before = store
        .read(|reads| reads.signed_before(ClosureId(id(96_001))))
        .expect("read")
        .expect("signed");
    assert_eq!(before.lines, list(1, 100).lines);
    let none = store.read(|reads| reads.signed_before(ClosureId(id(96_002))));
    assert_eq!(
        none.expect("read"),
        None,
        "one that counts nowhere takes no id"
    );
    let digest = store.projection_digest().expect("read");
    assert_eq!(store.rebuild().expect("rebuilt").0, digest);
    drop(store);
    let held = reference::held(dir.path());
    assert_eq!(reference::shown(dir.path()), reference::said(&held));
}

/// One office signs and closes while a site hands goods out: it stays closed, and both see by how much the list is wrong.
#[test]
fn stock_that_moved_apart_is_told_and_reopens_nothing() {
    let mut apart = apart(&[4, 5]);
    linked(&apart.stores[0]);
    apart.meet();
    let (office, other) = (&apart.stores[0], &apart.stores[1]);
    sign(office, list(1, 100));
    for (number, to) in [
        (1, ActivationStage::OperationsEnded),
        (2, ActivationStage::Closed),
    ] {
        let record = RecordMove::Activation {
            id: activation().id,
            to,
        };
        append(
            office,
            COORDINATOR,
            step(number, record),
            Scope::Coordination,
            &[],
        );
    }
    issued(other, 1, 20);
    assert!(closure(office).differences.is_empty());
    apart.meet();
    apart.same_everywhere();
    for store in &apart.stores {
        let view = store
            .read(|reads| reads.activation(activation().id))
            .expect("read")
            .expect("here");
        assert_eq!(view.stage, ActivationStage::Closed);
        assert_eq!(differences(&closure(store)), [(Condition::Good, 100, 80)]);
    }
    // Two offices sign apart: both lists stay, and the one that the server took last counts on both computers.
    sign(&apart.stores[0], list(2, 80));
    sign(&apart.stores[1], list(3, 79));
    apart.meet();
    apart.same_everywhere();
    let counts = |store: &Store| closure(store).signed[0].id;
    assert_eq!(counts(&apart.stores[0]), counts(&apart.stores[1]));
    assert_eq!(closure(&apart.stores[0]).signed.len(), 3);
}

/// On the road between sites it stands nowhere, and the waybill is named; more handed out than there is, is named too.
#[test]
fn goods_on_the_road_and_shortfalls_are_told_apart() {
    let apart = apart(&[4]);
    let store = &apart.stores[0];
    linked(store);
    append(
        store,
        KEEPER,
        dispatch(1, lot(1), 30),
        at_site(),
        &[Scope::Coordination],
    );
    let view = closure(store);
    assert_eq!(
        remaining(&view),
        [(Condition::Good, 70), (Condition::Damaged, 9)]
    );
    assert_eq!((view.transfers.len(), view.shortfalls.len()), (1, 0));
    issued(store, 1, 75);
    let view = closure(store);
    assert_eq!(remaining(&view), [(Condition::Damaged, 9)]);
    assert_eq!(view.shortfalls.len(), 1);
    assert_eq!(view.shortfalls[0].quantity, -5);
}

/// As announced: the receipt says which acceptance it answers.
fn announced(store: &Store, number: u128, good: i64) {
    let mut receipt = receipt(number, good, 0);
    receipt.acceptance = Some(proposal(1, 1).id);
    receipt.lines[0].acceptance_line = Some(acceptance_line(1));
    append(store, KEEPER, receipt, at_site(), &[Scope::Coordination]);
}

fn office(store: &Store, body: impl Into<ledger::body::Body>) {
    append(store, COORDINATOR, body, Scope::Coordination, &[at_site()]);
}

/// Goods that were sent on before their receipt was reversed leave less than nothing behind, whether the receipt was
/// announced or linked later.
#[test]
fn a_reversal_hides_no_shortfall() {
    for linked_later in [false, true] {
        let apart = apart(&[4]);
        let store = &apart.stores[0];
        if linked_later {
            linked(store);
        } else {
            accept(store, 1, 100);
            announced(store, 1, 100);
        }
        let both = [Scope::Coordination, Scope::Site(rukla())];
        append(store, KEEPER, dispatch(1, lot(1), 40), at_site(), &both);
        let there = Scope::Site(rukla());
        let both = [Scope::Coordination, at_site()];
        append(store, KEEPER, taken_in(1, 1, lot(1), 40, 0), there, &both);
        let of = receipt(1, 0, 0).id.into();
        let undone = reversal(1, of, DocumentKind::Receipt, None);
        append(store, KEEPER, undone, at_site(), &[Scope::Coordination]);
        let view = closure(store);
        let short: Vec<i64> = view.shortfalls.iter().map(|one| one.quantity).collect();
        assert_eq!(short, [-40], "linked later: {linked_later}");
        assert_eq!(remaining(&view), [(Condition::Good, 40)]);
    }
}

/// A match says what its own receipt answers, whatever lots it names.
#[test]
fn a_match_draws_no_lot_of_another_receipt_in() {
    let apart = apart(&[4]);
    let store = &apart.stores[0];
    accept(store, 1, 100);
    let mut others = receipt(1, 70, 0);
    others.donor = latvia();
    append(store, KEEPER, others, at_site(), &[Scope::Coordination]);
    let mine = receipt(2, 5, 0);
    append(store, KEEPER, mine, at_site(), &[Scope::Coordination]);
    let mut hostile = matched(1, 2, 1, 5);
    hostile.lines[0].lot = lot(1);
    office(store, hostile);
    assert_eq!(remaining(&closure(store)), []);
}

/// What nobody has linked keeps the activations open under which its donor offered, and no others; what was bought, none.
#[test]
fn receipts_without_a_link_are_asked_of_their_donor_s_activations() {
    let apart = apart(&[4]);
    let store = &apart.stores[0];
    accept(store, 1, 100);
    let given = receipt(1, 100, 9);
    let mut others = receipt(2, 30, 4);
    others.donor = latvia();
    let mut bought = receipt(3, 20, 2);
    bought.origin = Some(Origin::Supplier);
    for body in [given, others, bought] {
        append(store, KEEPER, body, at_site(), &[Scope::Coordination]);
    }
    let open = |activation| {
        let view = store.read(|reads| reads.closure(activation, day(24)));
        let view = view.expect("read");
        let receipts: Vec<_> = view.receipts.iter().map(|one| one.id).collect();
        let differ: Vec<_> = view.discrepancies.iter().map(|one| one.lot).collect();
        (receipts, differ)
    };
    let unlinked = receipt(1, 0, 0).id.into();
    assert_eq!(open(activation().id), (vec![unlinked], vec![lot(1)]));
    assert_eq!(open(ActivationId(id(602))), (vec![], vec![]));
    office(store, matched(1, 1, 1, 100));
    assert_eq!(open(activation().id), (vec![], vec![lot(1)]));
}

/// Site by site and item by item, as people look for them, and not as ids happen to be.
#[test]
fn what_is_short_and_what_differs_come_in_the_order_of_their_codes() {
    let apart = apart(&[4]);
    let store = &apart.stores[0];
    let first = ItemRegistered {
        id: ItemId(id(502)),
        group: bedding(),
        code: "AA-1".to_owned(),
        names: [("en".to_owned(), "Pillow".to_owned())].into(),
        unit: Unit::Piece,
        tracking: Tracking::None,
        durable: true,
        dangerous_goods: None,
    };
    let pillows = first.id;
    append(store, COORDINATOR, first, Scope::Catalogue, &[]);
    accept(store, 1, 100);
    announced(store, 1, 10);
    let mut other = receipt(2, 10, 0);
    other.acceptance = Some(proposal(1, 1).id);
    other.lines[0].acceptance_line = Some(acceptance_line(1));
    other.lines[0].item = pillows;
    append(store, KEEPER, other, at_site(), &[Scope::Coordination]);
    sign(
        store,
        ClosureSigned::of(ClosureId(id(96_001)), activation().id, Vec::new()),
    );
    let codes = |view: &ClosureView| -> (Vec<String>, Vec<String>) {
        let short = view.shortfalls.iter().map(|one| one.item_code.clone());
        let differ = view.differences.iter().map(|one| one.item_code.clone());
        (short.collect(), differ.collect())
    };
    let both = vec!["AA-1".to_owned(), "BL-1".to_owned()];
    assert_eq!(codes(&closure(store)), (vec![], both.clone()));
    issued(store, 1, 15);
    let mut issue = issue(2, lot(2), 15);
    issue.lines[0].item = pillows;
    append(store, KEEPER, issue, at_site(), &[]);
    assert_eq!(codes(&closure(store)).0, both);
}
