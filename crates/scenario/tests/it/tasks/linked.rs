//! A site that was offline receives what coordination had announced, without knowing of it; the link makes one of both.

use app::contract::replies::Posted;
use ledger::task::{TaskChoice, TaskKind};
use serde_json::{Value, json};
use store::view::{
    ConsignmentView, EffectKind, ExpectedDelivery, MatchProposal, Matrix, TaskOption, TaskState,
    TaskView,
};
use uuid::Uuid;

use super::office::Office;
use super::scene::{BLANKET, Computer, PABRADE, RUKLA, Scene, choosing, exchange, id, line, same};

fn step(computer: &Computer, truck: Uuid, to: Value, reason: Value) -> Value {
    json!({
        "id": id(), "record": {"kind": "consignment", "id": truck, "to": to}, "occurred_on": computer.today(),
        "reason": reason, "date_confirmed": false
    })
}

/// Links the one receipt that is proposed, as it is proposed.
fn link(office: &Computer) -> Posted {
    let proposals: Vec<MatchProposal> = office.ok("match_proposals", json!({}));
    assert_eq!(proposals.len(), 1);
    let found = &proposals[0];
    let line = |line: &store::view::MatchProposalLine| {
        json!({
            "lot": line.lot, "acceptance_line": line.acceptance_line, "quantity": line.quantity,
            "consignment_line": line.consignment_line
        })
    };
    let lines: Vec<Value> = found.lines.iter().map(line).collect();
    office.ok(
        "match_receipt",
        json!({"id": id(), "receipt": found.receipt, "acceptance": found.acceptance, "lines": lines}),
    )
}

/// Received good and in transit, as the matrix has it.
fn figures(office: &Computer) -> (Option<i64>, Option<i64>) {
    let matrix: Matrix = office.ok("matrix", json!({"site": null}));
    let row = matrix.rows.iter().find(|row| row.item == Some(BLANKET));
    let row = row.expect("a row of blankets");
    (row.good.value, row.in_transit.value)
}

/// What every computer that holds the consignment says of it: its stage, and whether somebody still waits for it.
fn shows(computers: &[&Computer], truck: Uuid, stage: &str, overdue: bool) {
    for computer in computers {
        let view: ConsignmentView = computer.ok("consignment", json!({"id": truck}));
        let shown = serde_json::to_value(view.stage).expect("a word");
        assert_eq!((shown, view.overdue), (json!(stage), overdue));
    }
}

#[test]
fn goods_received_offline_and_linked_later_are_in_transit_no_more() {
    let scene = Scene::new();
    let (anna, pabrade) = (scene.office("anna"), scene.at_pabrade("pabrade"));
    let truck = anna.announced(60);
    let move_on = |to: Value, reason: Value| -> Posted {
        anna.ok("move_stage", step(&anna, truck, to, reason))
    };
    move_on(json!({"stage": "dispatched"}), Value::Null);
    move_on(
        json!({"stage": "delayed", "eta": "2021-07-20"}),
        json!("queue at the border"),
    );
    pabrade.receive(PABRADE, line(BLANKET, 60));
    let both = [&anna, &pabrade];
    exchange(&both);
    // Nobody has said yet that the two are one.
    assert_eq!(figures(&anna), (Some(60), Some(60)));
    shows(&both, truck, "delayed", true);
    let linked = link(&anna);
    exchange(&both);
    assert_eq!(figures(&anna), (Some(60), Some(0)));
    shows(&both, truck, "received", false);
    let expected: Vec<ExpectedDelivery> = pabrade.ok("expected", json!({"site": PABRADE}));
    assert!(expected.is_empty(), "{expected:?}");
    let view: ConsignmentView = pabrade.ok("consignment", json!({"id": truck}));
    assert_eq!((view.lines[0].expected, view.receipts.len()), (0, 1));
    // Taken back, everything is as it was.
    anna.reverse(linked.id);
    exchange(&both);
    assert_eq!(figures(&anna), (Some(60), Some(60)));
    shows(&both, truck, "delayed", true);
    anna.refused(
        "move_stage",
        step(&anna, truck, json!({"stage": "closed"}), Value::Null),
        "consignment-not-received",
    );
    link(&anna);
    move_on(json!({"stage": "closed"}), Value::Null);
    exchange(&both);
    assert_eq!(figures(&anna), (Some(60), None));
    shows(&both, truck, "closed", false);
    scene.end();
}

/// Two sites seem to have received one truck, because somebody linked the second receipt to it by mistake: the receipt is
/// right, and it is the link that is withdrawn.
#[test]
fn x_01_a_link_made_by_mistake_is_withdrawn_and_no_receipt_reversed() {
    let scene = Scene::new();
    let (anna, other) = (scene.office("anna"), scene.office("other"));
    let (pabrade, rukla) = (scene.at_pabrade("pabrade"), scene.at_rukla("rukla"));
    let truck = anna.announced(60);
    exchange(&[&anna, &other, &pabrade]);
    // Rukla takes in 60 of the same donor, and the office believes that they are the truck's.
    let taken_in = rukla.receive(RUKLA, line(BLANKET, 60));
    exchange(&[&rukla, &anna]);
    let linked = link(&anna);
    let view: ConsignmentView = pabrade.ok("consignment", json!({"id": truck}));
    let mut counted = line(BLANKET, 60);
    counted["consignment_line"] = json!(view.lines[0].id);
    counted["expected"] = json!(60);
    let mut receipt = pabrade.receipt(PABRADE, counted);
    receipt["consignment"] = json!(truck);
    let _: Posted = pabrade.ok("post_receipt", receipt);
    exchange(&[&anna, &pabrade, &rukla, &other]);
    let task = anna.the(TaskKind::ReceiptContested);
    same(&task, &other.the(TaskKind::ReceiptContested));
    assert_eq!(task.rests_on.len(), 3, "both receipts and the link");
    let is_link = |one: &TaskOption| one.choice == TaskChoice::WithdrawLink;
    let links: Vec<&TaskOption> = task.options.iter().filter(|one| is_link(one)).collect();
    assert_eq!(links.len(), 1, "Pabradė received it with the paper in hand");
    assert_eq!(
        (links[0].about, links[0].about_number.as_deref()),
        (Some(linked.id), Some(taken_in.number.as_str()))
    );
    let effects = links[0].effects.iter();
    let effects: Vec<_> = effects.map(|one| (one.kind, one.from, one.to)).collect();
    assert_eq!(
        effects,
        [(EffectKind::Stock, 60, 60), (EffectKind::Received, 120, 60)]
    );
    let at = task.options.iter().position(is_link).unwrap();
    let _: TaskView = other.ok("resolve_task", choosing(&task, at));
    exchange(&[&other, &anna, &rukla]);
    assert_eq!(anna.state(&task), TaskState::Settled);
    rukla.has_none(TaskKind::ReversalAsked);
    let due = anna.the(TaskKind::WithdrawalDue);
    same(&due, &other.the(TaskKind::WithdrawalDue));
    assert_eq!(
        (due.leads_to, due.task.number.as_str()),
        (Some(linked.id), "X-01")
    );
    anna.reverse(due.leads_to.unwrap());
    exchange(&[&anna, &other, &rukla, &pabrade]);
    for computer in [&anna, &other] {
        computer.has_none(TaskKind::WithdrawalDue);
        computer.has_none(TaskKind::ReceiptContested);
    }
    shows(&[&anna, &pabrade], truck, "received", false);
    assert_eq!(
        (pabrade.good(PABRADE, BLANKET), rukla.good(RUKLA, BLANKET)),
        (60, 60),
        "what lies there stays there"
    );
    scene.end();
}
