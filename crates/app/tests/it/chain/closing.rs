//! Closing an activation: each thing that keeps it open refuses with a code of its own, the list of what remains is signed
//! as it was shown, and it is closed by a list that still says what stands.

use ledger::body::{IssueLine, IssuePosted};
use ledger::ids::{IssueId, IssueLineId, LotId};
use ledger::posting::Condition;
use store::view::{KitRow, TransferView};

use super::closed::{closed_elsewhere, plan, step};
use super::*;
use crate::desk::{OTHER_KEEPER, POINT, issue};
use crate::transfers::{dispatch, taking_in};

/// What is signed on this desk now, as the screen sends it.
pub(super) fn signing(desk: &Desk, activation: Uuid) -> Value {
    let view: ClosureView = desk.ok("closure", json!({"id": activation}));
    let line = |line: &store::view::RemainingLine| {
        json!({
            "site": line.site, "item": line.item, "donor": line.donor, "condition": line.condition,
            "quantity": line.quantity
        })
    };
    let lines: Value = view.remaining.iter().map(line).collect();
    json!({
        "id": id(), "activation": activation, "lines": lines, "reason": null
    })
}

fn ended(accepted: &Accepted) {
    go(
        accepted,
        "activation",
        accepted.activation,
        json!("operations_ended"),
    );
}

fn go(accepted: &Accepted, kind: &str, record: Uuid, to: Value) {
    let _: Posted = accepted.desk.ok("move_stage", step(kind, record, to));
}

fn closing(accepted: &Accepted) -> Value {
    moving(
        of("activation", accepted.activation, json!("closed")),
        Value::Null,
    )
}

/// That it cannot be closed, why, and by what names.
fn open(accepted: &Accepted, code: &str) -> (String, String) {
    let problem = accepted.desk.refused("move_stage", closing(accepted), code);
    (
        problem.facts["count"].clone(),
        problem.facts["names"].clone(),
    )
}

/// Counted against the acceptance, as announced; and the lot that it makes.
fn received(accepted: &Accepted, acceptance: Uuid, of: Uuid, good: i64, damaged: i64) -> LotId {
    let desk = &accepted.desk;
    desk.sign_in(KEEPER);
    let mut counted = line(BLANKET, good);
    counted["acceptance_line"] = json!(of);
    counted["expected"] = json!(good + damaged);
    counted["damaged"] = json!(damaged);
    counted["reason"] = if damaged > 0 {
        json!("wet")
    } else {
        Value::Null
    };
    let posted: Posted = desk.ok(
        "post_receipt",
        with(receipt(json!([counted])), "/acceptance", json!(acceptance)),
    );
    let view: ReceiptView = desk.ok("receipt", json!({"id": posted.id}));
    desk.sign_in(COORDINATOR);
    view.lines[0].lot
}

/// An offer on loan, accepted and received.
fn on_loan(accepted: &Accepted, quantity: i64) -> LotId {
    let desk = &accepted.desk;
    let (offered, acceptance) = (id(), id());
    let loan = with(
        offer(accepted.activation, offered, quantity),
        "/lines/0/title",
        json!("loan"),
    );
    let _: Posted = desk.ok("record_offer", loan);
    let _: Posted = desk.ok(
        "propose_acceptance",
        json!({"id": acceptance, "offer": offered, "lines": [
            {"offer_line": offered, "item": BLANKET, "quantity": quantity, "site": SITE}
        ]}),
    );
    let _: Posted = desk.ok(
        "confirm_acceptance",
        json!({"acceptance": acceptance, "approver": SECOND, "pin": PIN}),
    );
    let view: AcceptanceView = desk.ok("acceptance", json!({"id": acceptance}));
    received(accepted, acceptance, view.lines[0].id.0, quantity, 0)
}

fn stock_move(how: &str, lot: LotId, quantity: i64, party: ledger::ids::PartyId) -> Value {
    let due = if how == "loan_out" {
        json!("2021-08-01")
    } else {
        Value::Null
    };
    json!({
        "id": id(), "site": SITE, "how": how, "occurred_on": "2021-07-24", "date_confirmed": false, "party": party,
        "due_on": due, "reason": "agreed",
        "lines": [{"lot": lot, "place": null, "condition": "GOOD", "quantity": quantity}]
    })
}

fn by_keeper(accepted: &Accepted, call: &str, request: Value) -> Posted {
    accepted.desk.sign_in(KEEPER);
    let posted = accepted.desk.ok(call, request);
    accepted.desk.sign_in(COORDINATOR);
    posted
}

/// More than a site has went out there, as two computers apart leave it; and what undoes it.
fn short_by_a_merge(accepted: Accepted, lot: LotId) -> (Accepted, Value) {
    let issued = IssuePosted {
        id: IssueId(id()),
        number: "PAB-ISS-21-C-00001".to_owned(),
        site: SITE,
        point: POINT,
        lines: vec![IssueLine {
            id: IssueLineId(id()),
            lot,
            item: BLANKET,
            condition: Condition::Good,
            quantity: 500,
            place: None,
            reason: None,
            packed: None,
        }],
        served: None,
        reservation: None,
    };
    let undo = json!({
        "document": issued.id, "reason": "counted again", "occurred_on": "2021-07-24", "date_confirmed": false
    });
    let desk = accepted.desk.told(vec![issued.into()]);
    desk.sign_in(COORDINATOR);
    (Accepted { desk, ..accepted }, undo)
}

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "one story, read from top to bottom: each thing that is open, and how it ends"
)]
fn each_thing_that_is_open_refuses_with_its_own_code() {
    let accepted = accepted_on(Desk::of_two_sites(COORDINATOR), 30);
    let (desk, activation) = (&accepted.desk, accepted.activation);
    let lot = received(&accepted, accepted.acceptance, accepted.line, 18, 2);
    let lent = on_loan(&accepted, 10);
    let truck = accepted.consignment(5);
    let (late, waiting) = (id(), id());
    let _: Posted = desk.ok("record_offer", offer(activation, late, 50));
    let _: Posted = desk.ok(
        "propose_acceptance",
        json!({"id": waiting, "offer": late, "lines": [
            {"offer_line": late, "item": BLANKET, "quantity": 10, "site": SITE}
        ]}),
    );
    let asked: Posted = desk.ok("record_request", request(activation, 1));
    let (running, planned): (Posted, Posted) = (
        desk.ok("plan_transport", plan(activation)),
        desk.ok(
            "plan_transport",
            with(plan(activation), "/title", json!("Never driven")),
        ),
    );
    go(&accepted, "transport", running.id.0, json!("running"));
    go(
        &accepted,
        "consignment",
        truck.id.0,
        json!({"stage": "dispatched"}),
    );
    let sent = by_keeper(&accepted, "dispatch_transfer", dispatch(lot, 4));
    let out = by_keeper(
        &accepted,
        "move_stock",
        stock_move("loan_out", lot, 3, STATE),
    );
    let early = desk.refused(
        "sign_closure",
        signing(desk, activation),
        "closure-operating",
    );
    assert_eq!(early.subject.as_deref(), Some("activation"));
    ended(&accepted);

    assert_eq!(open(&accepted, "closure-offers").0, "1");
    go(&accepted, "offer", late, json!("declined"));
    assert_eq!(
        open(&accepted, "closure-acceptances"),
        ("1".to_owned(), "blankets".to_owned())
    );
    go(&accepted, "acceptance", waiting, json!("cancelled"));
    let winter = ("1".to_owned(), "Winter, version 1".to_owned());
    assert_eq!(open(&accepted, "closure-requests"), winter);
    go(&accepted, "request", asked.id.0, json!("withdrawn"));
    // What was only planned keeps nothing open: no move ends a plan.
    let trucks = ("1".to_owned(), "Trucks".to_owned());
    assert_eq!(open(&accepted, "closure-transports"), trucks);
    go(&accepted, "transport", running.id.0, json!("applied"));
    let waybill = ("1".to_owned(), "CZ-7".to_owned());
    assert_eq!(open(&accepted, "closure-consignments"), waybill);
    go(
        &accepted,
        "consignment",
        truck.id.0,
        json!({"stage": "lost"}),
    );
    assert_eq!(
        open(&accepted, "closure-transfers"),
        ("1".to_owned(), sent.number.clone())
    );
    desk.sign_in(OTHER_KEEPER);
    let _: Posted = desk.ok(
        "receive_transfer",
        taking_in(&json!(sent.id), lot, 4, 0, None),
    );
    desk.sign_in(COORDINATOR);
    let view: TransferView = desk.ok("transfer", json!({"id": sent.id}));
    assert_eq!(view.transfer.number, sent.number);
    assert_eq!(open(&accepted, "closure-discrepancies").0, "1");
    settle(&accepted);
    assert_eq!(open(&accepted, "closure-returnables").0, "2");
    by_keeper(
        &accepted,
        "move_stock",
        stock_move("loan_back", lot, 3, STATE),
    );
    assert_eq!(open(&accepted, "closure-returnables").1, "BLANKET (CZ)");
    by_keeper(
        &accepted,
        "move_stock",
        stock_move("return_to_donor", lent, 10, DONOR),
    );
    assert!(out.number.starts_with("PAB-"));

    let (accepted, undo) = short_by_a_merge(accepted, lot);
    let desk = &accepted.desk;
    let short = ("1".to_owned(), "BLANKET (Pabradė)".to_owned());
    assert_eq!(open(&accepted, "closure-shortfalls"), short);
    desk.refused(
        "sign_closure",
        signing(desk, activation),
        "closure-shortfalls",
    );
    by_keeper(&accepted, "reverse", undo);
    desk.refused("move_stage", closing(&accepted), "closure-unsigned");
    let _: Posted = desk.ok("sign_closure", signing(desk, activation));
    let _: Posted = desk.ok("move_stage", closing(&accepted));
    let view: ActivationView = desk.ok("activation", json!({"id": activation}));
    assert_eq!(serde_json::to_value(view.stage).expect("a word"), "closed");
    let view: TransportView = desk.ok("transport", json!({"id": planned.id}));
    assert_eq!(serde_json::to_value(view.stage).expect("a word"), "planned");
}

/// Both ends settle every discrepancy.
fn settle(accepted: &Accepted) {
    let desk = &accepted.desk;
    let view: ClosureView = desk.ok("closure", json!({"id": accepted.activation}));
    for one in &view.discrepancies {
        let to = || {
            let record =
                json!({"kind": "discrepancy", "id": one.id, "site": SITE, "to": "settled"});
            moving(record, json!("agreed by telephone"))
        };
        let _: Posted = desk.ok("move_stage", to());
        by_keeper(accepted, "move_stage", to());
    }
}

/// The quantities that stand, by site and condition.
fn standing(view: &ClosureView) -> Vec<(String, Condition, i64)> {
    view.remaining
        .iter()
        .map(|line| (line.site_name.clone(), line.condition, line.quantity))
        .collect()
}

/// Twenty blankets of an activation whose operations have ended, of which two came damaged and were settled.
fn ready() -> Accepted {
    let accepted = accepted(20);
    received(&accepted, accepted.acceptance, accepted.line, 18, 2);
    // Of goods that were bought the list says nothing, whoever sold them.
    let mut bought = crate::desk::receipt(json!([line(BLANKET, 7)]));
    bought["origin"] = json!("supplier");
    by_keeper(&accepted, "post_receipt", bought);
    settle(&accepted);
    ended(&accepted);
    accepted
}

#[test]
fn the_list_says_what_remains_and_is_signed_as_it_was_shown() {
    let accepted = ready();
    let (desk, activation) = (&accepted.desk, accepted.activation);
    let view: ClosureView = desk.ok("closure", json!({"id": activation}));
    let expected = [
        ("Pabradė".to_owned(), Condition::Good, 18),
        ("Pabradė".to_owned(), Condition::Damaged, 2),
    ];
    assert_eq!(standing(&view), expected);
    let totals: Vec<(i64, i64, i64)> = view
        .totals
        .iter()
        .map(|total| (total.good, total.damaged, total.other))
        .collect();
    assert_eq!(totals, [(18, 2, 0)]);
    let asked = signing(desk, activation);
    for (pointer, value, code) in [
        ("/lines/0/quantity", json!(17), "closure-list-stale"),
        ("/lines", json!([]), "closure-list-stale"),
        ("/activation", json!(id()), "activation-unknown"),
    ] {
        desk.refused("sign_closure", with(asked.clone(), pointer, value), code);
    }
    let most = ledger::rules::closure::MOST_LINES;
    let long = json!(vec![asked["lines"][0].clone(); most + 1]);
    let long = with(asked.clone(), "/lines", long);
    let problem = desk.refused("sign_closure", long, "closure-too-long");
    assert_eq!(problem.facts["limit"], most.to_string());
    desk.sign_in(KEEPER);
    desk.refused("sign_closure", asked.clone(), "not-permitted");
    desk.sign_in(COORDINATOR);
    let asked = with(asked, "/reason", json!("walked through all halls"));
    let first: Posted = desk.ok("sign_closure", asked.clone());
    let again: Posted = desk.ok("sign_closure", asked.clone());
    assert_eq!((first.repeated, again.repeated), (false, true));
    let other = with(asked, "/reason", json!("walked through one hall"));
    desk.refused("sign_closure", other, "id-used");
    let view: ClosureView = desk.ok("closure", json!({"id": activation}));
    assert_eq!((view.signed.len(), view.differences.len()), (1, 0));
    let list = &view.signed[0];
    assert_eq!(
        (
            list.person,
            list.occurred_on.as_str(),
            list.reason.as_deref()
        ),
        (COORDINATOR, "2021-07-24", Some("walked through all halls"))
    );
    assert_eq!((list.lines.len(), list.totals.len()), (2, 1));
    assert_eq!(
        (list.entry.scope.as_str(), list.entry.pos),
        ("coordination", None)
    );
}

#[test]
fn stock_that_moved_has_to_be_signed_again() {
    let accepted = ready();
    let (desk, activation) = (&accepted.desk, accepted.activation);
    let _: Posted = desk.ok("sign_closure", signing(desk, activation));
    let handed = issue(json!([{"item": BLANKET, "lot": null, "quantity": 5}]));
    by_keeper(&accepted, "post_issue", handed);
    let problem = desk.refused("move_stage", closing(&accepted), "closure-changed");
    assert_eq!(problem.facts["count"], "1");
    let view: ClosureView = desk.ok("closure", json!({"id": activation}));
    let differences: Vec<(i64, i64)> = view
        .differences
        .iter()
        .map(|one| (one.signed, one.now))
        .collect();
    assert_eq!(differences, [(18, 13)]);
    let _: Posted = desk.ok("sign_closure", signing(desk, activation));
    let _: Posted = desk.ok("move_stage", closing(&accepted));
    let view: ClosureView = desk.ok("closure", json!({"id": activation}));
    let counted: Vec<(bool, i64)> = view
        .signed
        .iter()
        .map(|list| {
            (
                list.counted,
                list.lines.iter().map(|line| line.quantity).sum(),
            )
        })
        .collect();
    assert_eq!(
        counted,
        [(true, 15), (true, 20)],
        "the older one stays visible"
    );
    assert!(view.differences.is_empty());
}

/// Journals of before have activations that were closed without a list. They stay closed; the list can be signed late.
#[test]
fn what_was_closed_without_a_list_stays_closed() {
    let accepted = closed_elsewhere(ready());
    let (desk, activation) = (&accepted.desk, accepted.activation);
    let view: ActivationView = desk.ok("activation", json!({"id": activation}));
    assert_eq!(serde_json::to_value(view.stage).expect("a word"), "closed");
    let view: ClosureView = desk.ok("closure", json!({"id": activation}));
    assert!(view.signed.is_empty() && view.differences.is_empty());
    assert_eq!(view.remaining.len(), 2);
    let _: Posted = desk.ok("sign_closure", signing(desk, activation));
    desk.refused("move_stage", closing(&accepted), "stage-illegal");
}

#[test]
fn a_state_that_was_only_watched_is_closed_without_a_list() {
    let (desk, activation) = begun(json!("monitoring"));
    let to = moving(of("activation", activation, json!("closed")), Value::Null);
    let _: Posted = desk.ok("move_stage", to);
}

/// What went into kits counts where the kits are, as far as they are there.
#[test]
fn goods_in_kits_remain_with_their_kits() {
    let accepted = accepted(30);
    let (desk, activation) = (&accepted.desk, accepted.activation);
    let lot = received(&accepted, accepted.acceptance, accepted.line, 30, 0);
    let kit = json!({"id": id(), "item": crate::desk::MEDICINE, "components": [{"item": BLANKET, "quantity": 2}]});
    let kits: Vec<KitRow> = desk.ok("define_kit", kit);
    let built = by_keeper(
        &accepted,
        "build_kit",
        json!({
            "id": id(), "site": SITE, "kit": kits[0].id, "quantity": 5, "place": null, "occurred_on": "2021-07-24",
            "lines": [{"lot": lot, "place": null, "quantity": 10}], "date_confirmed": false
        }),
    );
    let remaining = || {
        let view: ClosureView = desk.ok("closure", json!({"id": activation}));
        let line = |line: &store::view::RemainingLine| (line.item, line.quantity, line.in_kits);
        view.remaining.iter().map(line).collect::<Vec<_>>()
    };
    assert_eq!(remaining(), [(BLANKET, 30, 10)]);
    let handed = issue(json!([{"item": crate::desk::MEDICINE, "lot": null, "quantity": 2}]));
    by_keeper(&accepted, "post_issue", handed);
    assert_eq!(remaining(), [(BLANKET, 26, 6)], "two kits of two went out");
    let unbuild = json!({
        "id": id(), "site": SITE, "build": built.id, "condition": "GOOD", "place": null, "quantity": 3,
        "occurred_on": "2021-07-24", "date_confirmed": false
    });
    by_keeper(&accepted, "break_kit", unbuild);
    assert_eq!(remaining(), [(BLANKET, 26, 0)]);
}

/// Goods of its donor that nobody has linked may be its goods: they are named until somebody says so. What was bought, or
/// another donor gave, is not.
#[test]
fn receipts_that_nobody_has_linked_keep_it_open() {
    let accepted = ready();
    let (desk, activation) = (&accepted.desk, accepted.activation);
    let _: Posted = desk.ok("sign_closure", signing(desk, activation));
    let posted = by_keeper(
        &accepted,
        "post_receipt",
        receipt(json!([line(BLANKET, 7)])),
    );
    let told = ("1".to_owned(), posted.number.clone());
    assert_eq!(open(&accepted, "closure-receipts"), told);
    let view: ClosureView = desk.ok("closure", json!({"id": activation}));
    assert_eq!((view.receipts.len(), view.remaining.len()), (1, 2));
    by_keeper(
        &accepted,
        "reverse",
        json!({
            "document": posted.id, "reason": "typed twice", "occurred_on": "2021-07-24", "date_confirmed": false
        }),
    );
    let _: Posted = desk.ok("move_stage", closing(&accepted));
}
