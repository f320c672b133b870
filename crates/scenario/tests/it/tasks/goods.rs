//! goods.

use app::contract::replies::Posted;
use ledger::task::{TaskChoice, TaskKind};
use serde_json::{Value, json};
use store::view::{
    ConsignmentView, CountBook, CountSheetLine, EffectKind, StockRow, TaskState, TaskView,
};

use super::office::Office as _;
use super::scene::{
    BLANKET, Computer, HEAD, KEEPER, PABRADE, RUKLA, Scene, choosing, exchange, id, line, same,
};

/// One truck with 60 blankets, announced to Pabradė and diverted to Rukla; both sites receive the line.
fn received_twice(scene: &Scene) -> (Computer, Computer, Computer) {
    let (office, pabrade, rukla) = (
        scene.office("office"),
        scene.at_pabrade("pabrade"),
        scene.at_rukla("rukla"),
    );
    let truck = office.announced(60);
    exchange(&[&office, &pabrade]);
    let divert = json!({
        "id": id(), "record": {"kind": "consignment", "id": truck, "to": {"stage": "diverted", "site": RUKLA}},
        "occurred_on": office.today(), "reason": "the road is closed", "date_confirmed": false
    });
    let sent = json!({
        "id": id(), "record": {"kind": "consignment", "id": truck, "to": {"stage": "dispatched"}},
        "occurred_on": office.today(), "reason": null, "date_confirmed": false
    });
    let _: Posted = office.ok("move_stage", sent);
    let _: Posted = office.ok("move_stage", divert);
    exchange(&[&office, &rukla]);
    // Pabradė has not heard of it.
    for (computer, site) in [(&pabrade, PABRADE), (&rukla, RUKLA)] {
        let view: ConsignmentView = computer.ok("consignment", json!({"id": truck}));
        let mut counted = line(BLANKET, 60);
        counted["consignment_line"] = json!(view.lines[0].id);
        counted["expected"] = json!(60);
        let mut receipt = computer.receipt(site, counted);
        receipt["consignment"] = json!(truck);
        let _: Posted = computer.ok("post_receipt", receipt);
    }
    exchange(&[&pabrade, &rukla, &office]);
    (office, pabrade, rukla)
}

#[test]
fn x_01_two_sites_receive_one_line_and_the_office_asks_one_to_reverse() {
    let scene = Scene::new();
    let (office, pabrade, rukla) = received_twice(&scene);
    let other = scene.office("other-office");
    assert_eq!(
        (pabrade.good(PABRADE, BLANKET), rukla.good(RUKLA, BLANKET)),
        (60, 60)
    );
    let task = office.the(TaskKind::ReceiptContested);
    same(&task, &other.the(TaskKind::ReceiptContested));
    assert_eq!(
        (task.versions.len(), task.task.quantity, task.task.mine),
        (2, Some(60), true)
    );
    pabrade.has_none(TaskKind::ReversalAsked);
    let choices: Vec<TaskChoice> = task.options.iter().map(|one| one.choice).collect();
    use TaskChoice::{AskReversal, ConfirmSplit};
    assert_eq!(choices, [ConfirmSplit, AskReversal, AskReversal]);
    let at_rukla = task
        .options
        .iter()
        .position(|one| one.asked == Some(RUKLA))
        .unwrap();
    let effects: Vec<(EffectKind, i64, i64)> = task.options[at_rukla]
        .effects
        .iter()
        .map(|one| (one.kind, one.from, one.to))
        .collect();
    assert_eq!(
        effects,
        [(EffectKind::Stock, 60, 0), (EffectKind::Received, 120, 60)]
    );
    // Seen otherwise than it is, chosen otherwise than it may be, without a reason.
    let mut asked = choosing(&task, at_rukla);
    for (field, value, code) in [
        ("rests_on", json!([]), "task-changed"),
        ("choice", json!("keep_all"), "task-choice-unknown"),
        ("reason", json!(" "), "text-missing"),
        ("task", json!(id()), "task-gone"),
    ] {
        let mut wrong = asked.clone();
        wrong[field] = value;
        office.refused("resolve_task", wrong, code);
    }
    // The other office decides otherwise, apart; the first that the server took counts.
    let _: TaskView = office.ok("resolve_task", asked.clone());
    let _: TaskView = office.ok("resolve_task", asked.clone());
    let _: TaskView = other.ok("resolve_task", choosing(&task, 0));
    asked["choice"] = json!("confirm_split");
    asked["about"] = Value::Null;
    office.refused("resolve_task", asked, "task-settled");
    exchange(&[&office, &other, &rukla, &pabrade]);
    assert_eq!(office.state(&task), TaskState::Settled);
    let settled: TaskView = other.ok("task", json!({"task": task.task.id}));
    let counted: Vec<bool> = settled.decisions.iter().map(|one| one.counts).collect();
    assert_eq!(counted, [true, false]);
    assert_eq!(
        other.inbox().in_vain.len(),
        1,
        "the author of the second is told"
    );
    let asked = rukla.the(TaskKind::ReversalAsked);
    assert!(asked.task.mine && asked.options.is_empty());
    pabrade.has_none(TaskKind::ReversalAsked);
    rukla.reverse(asked.leads_to.unwrap());
    rukla.has_none(TaskKind::ReversalAsked);
    exchange(&[&rukla, &office]);
    assert_eq!(rukla.good(RUKLA, BLANKET), 0);
    office.has_none(TaskKind::ReceiptContested);
    scene.end();
}

#[test]
fn x_01_another_receipt_opens_it_again() {
    let scene = Scene::new();
    let (office, pabrade, rukla) = received_twice(&scene);
    let task = office.the(TaskKind::ReceiptContested);
    let _: TaskView = office.ok("resolve_task", choosing(&task, 0));
    assert_eq!(office.state(&task), TaskState::Settled);
    // Rukla counts five more of the same line, which nobody had seen.
    let truck = task.leads_to.unwrap();
    let view: ConsignmentView = rukla.ok("consignment", json!({"id": truck}));
    let mut more = line(BLANKET, 5);
    more["consignment_line"] = json!(view.lines[0].id);
    more["reason"] = json!("found under the sheet");
    let mut receipt = rukla.receipt(RUKLA, more);
    receipt["consignment"] = json!(truck);
    let _: Posted = rukla.ok("post_receipt", receipt);
    exchange(&[&rukla, &office, &pabrade]);
    assert_eq!(office.state(&task), TaskState::Reopened);
    let again = office.the(TaskKind::ReceiptContested);
    assert_eq!((again.versions.len(), again.decisions.len()), (3, 1));
    let _: TaskView = office.ok("resolve_task", choosing(&again, 0));
    assert_eq!(office.state(&task), TaskState::Settled);
    scene.end();
}

/// A count of everything at Pabradė that finds so many.
fn count(computer: &Computer, counted: i64) -> Posted {
    let sheet: Vec<CountSheetLine> = computer.ok(
        "count_sheet",
        json!({"site": PABRADE, "place": null, "blind": true}),
    );
    let line = &sheet[0];
    let spot =
        json!({"site": PABRADE, "lot": line.lot, "condition": line.condition, "place": null});
    let book: CountBook = computer.ok("count_book", spot);
    computer.ok(
        "post_count",
        json!({
            "id": id(), "site": PABRADE, "place": null, "blind": true, "occurred_on": computer.today(),
            "lines": [{"lot": line.lot, "condition": line.condition, "place": null, "book": book.book,
                       "counted": counted, "reason": "as it lies there"}],
            "approver": null, "date_confirmed": false, "draft": null
        }),
    )
}

/// Two computers at Pabradė that know of 20 blankets, and an office that lets them count.
fn twenty_blankets(scene: &Scene) -> (Computer, Computer, Computer) {
    let office = scene.office("office");
    let _: Value = office.ok("set_limit", json!({"kind": "count_variance", "units": 100}));
    let (one, two) = (scene.at_pabrade("one"), scene.at_pabrade("two"));
    let _: Posted = one.receive(PABRADE, line(BLANKET, 20));
    exchange(&[&office, &one, &two]);
    assert_eq!(two.good(PABRADE, BLANKET), 20);
    (office, one, two)
}

#[test]
fn x_02_two_computers_issue_the_last_blankets_and_a_count_ends_it() {
    let scene = Scene::new();
    let (office, one, two) = twenty_blankets(&scene);
    let _: Posted = one.ok("post_issue", one.issue(20));
    let _: Posted = two.ok("post_issue", two.issue(20));
    one.has_none(TaskKind::StockShort);
    exchange(&[&one, &two, &office]);
    let task = one.the(TaskKind::StockShort);
    same(&task, &two.the(TaskKind::StockShort));
    same(&task, &office.the(TaskKind::StockShort));
    assert_eq!(
        (task.task.quantity, task.versions.len(), task.task.mine),
        (Some(-20), 2, true)
    );
    assert!(task.options.is_empty() && !office.the(TaskKind::StockShort).task.mine);
    one.refused("post_issue", one.issue(1), "lot-shortfall");
    let _ = count(&two, 0);
    two.has_none(TaskKind::StockShort);
    exchange(&[&two, &one]);
    one.has_none(TaskKind::StockShort);
    scene.end();
}

#[test]
fn x_08_a_count_overlaps_an_issue_that_its_counter_had_not_seen() {
    let scene = Scene::new();
    let (office, one, two) = twenty_blankets(&scene);
    let _: Posted = one.ok("post_issue", one.issue(5));
    two.later(1);
    // The shelf says 15, and the counter's book still says 20.
    let counted = count(&two, 15);
    exchange(&[&one, &two, &office]);
    assert_eq!(
        one.good(PABRADE, BLANKET),
        10,
        "nothing is adjusted by itself"
    );
    one.sign_in(HEAD);
    let task = one.the(TaskKind::CountOverlapped);
    same(&task, &two.the(TaskKind::CountOverlapped));
    assert_eq!(
        (task.versions.len(), task.task.quantity, task.task.mine),
        (2, Some(-5), true)
    );
    assert_eq!(task.options[0].choice, TaskChoice::Explains);
    assert_eq!(
        (
            task.options[0].effects[0].from,
            task.options[0].effects[0].to
        ),
        (-5, 0)
    );
    one.sign_in(KEEPER);
    one.refused("resolve_task", choosing(&task, 0), "not-permitted");
    one.sign_in(HEAD);
    let _: TaskView = one.ok("resolve_task", choosing(&task, 0));
    exchange(&[&one, &two, &office]);
    for computer in [&one, &two, &office] {
        assert_eq!(computer.state(&task), TaskState::Settled);
    }
    // What was decided changes no document; the count is reversed by whoever keeps it.
    two.reverse(counted.id);
    two.has_none(TaskKind::CountOverlapped);
    assert_eq!(two.good(PABRADE, BLANKET), 15);
    scene.end();
}

#[test]
fn x_16_a_dispatch_is_taken_back_after_its_goods_arrived() {
    let scene = Scene::new();
    let office = scene.office("office");
    let _: Value = office.ok("set_limit", json!({"kind": "count_variance", "units": 100}));
    let (pabrade, rukla) = (scene.at_pabrade("pabrade"), scene.at_rukla("rukla"));
    let _: Posted = pabrade.receive(PABRADE, line(BLANKET, 20));
    let stock: Vec<StockRow> = pabrade.ok("stock", json!({"site": PABRADE}));
    let lot = stock[0].lots[0].lot;
    let sent: Posted = pabrade.ok(
        "dispatch_transfer",
        json!({
            "id": id(), "site": PABRADE, "to": RUKLA, "occurred_on": pabrade.today(), "vehicle": "ABC 123",
            "carrier": null, "seal": null, "expected_on": null, "date_confirmed": false, "draft": null,
            "lines": [{"lot": lot, "condition": "GOOD", "place": null, "quantity": 12}]
        }),
    );
    exchange(&[&pabrade, &office, &rukla]);
    let _: Posted = rukla.ok(
        "receive_transfer",
        json!({
            "id": id(), "site": RUKLA, "transfer": sent.id, "code": null, "occurred_on": rukla.today(),
            "lines": [{"lot": lot, "condition": "GOOD", "good": 12, "damaged": 0, "refused": 0, "reason": null, "place": null}],
            "date_confirmed": false, "draft": null
        }),
    );
    // Pabradė has not heard of it.
    pabrade.reverse(sent.id);
    exchange(&[&rukla, &pabrade, &office]);
    assert_eq!(
        (pabrade.good(PABRADE, BLANKET), rukla.good(RUKLA, BLANKET)),
        (20, 12)
    );
    let task = office.the(TaskKind::DispatchReversed);
    same(&task, &pabrade.the(TaskKind::DispatchReversed));
    same(&task, &rukla.the(TaskKind::DispatchReversed));
    assert!(task.task.mine && !rukla.the(TaskKind::DispatchReversed).task.mine);
    rukla.refused("resolve_task", choosing(&task, 0), "not-permitted");
    assert_eq!(task.options[0].choice, TaskChoice::ReceiptStands);
    let _: TaskView = office.ok("resolve_task", choosing(&task, 0));
    exchange(&[&office, &pabrade, &rukla]);
    assert_eq!(rukla.state(&task), TaskState::Settled);
    assert_eq!(
        rukla.good(RUKLA, BLANKET),
        12,
        "what was received is never removed"
    );
    let asked = pabrade.the(TaskKind::CountAsked);
    assert!(asked.task.mine);
    assert_eq!(asked.task.number, "X-16");
    let _ = count(&pabrade, 8);
    pabrade.has_none(TaskKind::CountAsked);
    assert_eq!(pabrade.good(PABRADE, BLANKET), 8);
    scene.end();
}
