//! Plain movements: stock goes where it may, comes back, and leaves the books only with a second person.

use app::contract::replies::Posted;
use ledger::ids::LotId;
use serde_json::{Value, json};
use store::view::{
    DonorLot, LotTrace, NodeKind, OutRow, PlaceRow, ReturnableRow, StockMoveView, StockRow,
};

use crate::desk::{
    BLANKET, CODE, COORDINATOR, DONOR, Desk, KEEPER, MEDICINE, PIN, POINT, SECOND, SITE, STATE, id,
    issue, line, receipt, with,
};

/// A keeper's desk with 100 good blankets, and their lot.
fn stocked() -> (Desk, LotId) {
    let desk = Desk::signed_in(COORDINATOR);
    desk.sign_in(KEEPER);
    desk.blankets(100);
    let stock: Vec<StockRow> = desk.ok("stock", json!({"site": SITE}));
    let lot = stock[0].lots[0].lot;
    (desk, lot)
}

fn moving(how: &str, lot: LotId, condition: &str, quantity: i64, more: Value) -> Value {
    let mut request = json!({
        "id": id(), "site": SITE, "how": how, "occurred_on": "2021-07-24", "date_confirmed": false,
        "lines": [{"lot": lot, "place": null, "condition": condition, "quantity": quantity}]
    });
    for (key, value) in more.as_object().cloned().unwrap_or_default() {
        request[key] = value;
    }
    request
}

fn approver() -> Value {
    json!({"person": COORDINATOR, "pin": PIN})
}

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "one story or table of cases, read from top to bottom"
)]
fn each_movement_has_its_call_and_its_paper() {
    let (desk, lot) = stocked();
    let hall: PlaceRow = desk.ok(
        "add_place",
        json!({"site": SITE, "name": "Hall A", "parent": null}),
    );
    let bin: PlaceRow = desk.ok(
        "add_place",
        json!({"site": SITE, "name": "Bin 3", "parent": hall.id}),
    );
    assert_eq!(bin.name, "Hall A / Bin 3");
    let again: PlaceRow = desk.ok(
        "add_place",
        json!({"site": SITE, "name": "hall a", "parent": null}),
    );
    assert_eq!(again.id, hall.id);
    let post = |request: Value| -> Posted { desk.ok("move_stock", request) };
    let moved = moving(
        "internal_move",
        lot,
        "GOOD",
        40,
        json!({"to_place": bin.id}),
    );
    let first = post(moved.clone());
    assert_eq!(first.number, "PAB-MOV-21-B-00001");
    assert!(post(moved).repeated, "posting twice is posting once");
    post(moving(
        "condition_change",
        lot,
        "GOOD",
        5,
        json!({"to_condition": "DAMAGED", "reason": "wet"}),
    ));
    post(moving("consumption", lot, "GOOD", 3, json!({})));
    let lent = post(moving(
        "loan_out",
        lot,
        "GOOD",
        7,
        json!({"party": STATE, "due_on": "2021-09-01"}),
    ));
    let out: Vec<OutRow> = desk.ok("goods_out", json!({"site": SITE}));
    assert_eq!((out[0].kind, out[0].quantity), (NodeKind::Partner, 7));
    post(moving(
        "loan_back",
        lot,
        "DAMAGED",
        2,
        json!({"party": STATE}),
    ));
    let due: Vec<ReturnableRow> = desk.ok("returnables", json!({"site": SITE}));
    assert_eq!(
        (due[0].outstanding, due[0].due_on.as_deref()),
        (5, Some("2021-09-01"))
    );
    assert_eq!(due[0].number, lent.number);
    post(moving(
        "return_to_donor",
        lot,
        "DAMAGED",
        1,
        json!({"party": DONOR, "reason": "end of loan"}),
    ));
    let _: Posted = desk.ok(
        "post_issue",
        issue(json!([{"item": BLANKET, "lot": null, "quantity": 20}])),
    );
    post(moving(
        "return_from_user",
        lot,
        "GOOD",
        4,
        json!({"point": POINT}),
    ));
    post(moving(
        "ownership_change",
        lot,
        "GOOD",
        1,
        json!({"from_party": DONOR, "party": STATE, "paper": "A-1"}),
    ));
    let disposal = moving(
        "disposal",
        lot,
        "DAMAGED",
        6,
        json!({"paper": "C-1", "approver": approver()}),
    );
    let disposed = post(disposal);
    let view: StockMoveView = desk.ok("stock_move", json!({"id": disposed.id}));
    assert!(view.needs_approval && view.approved_by_name.is_some());
    let stock: Vec<StockRow> = desk.ok("stock", json!({"site": SITE}));
    assert_eq!((stock[0].good, stock[0].damaged), (69, 0));
    let places = stock[0].lots[0]
        .spots
        .iter()
        .filter(|spot| spot.place == Some(bin.id));
    assert_eq!(places.map(|spot| spot.quantity).sum::<i64>(), 40);
    conserves(&desk, lot);
    let undone: Posted = desk.ok(
        "reverse",
        json!({"document": first.id, "reason": "wrong place", "occurred_on": "2021-07-24", "date_confirmed": false}),
    );
    assert_eq!(undone.number, "PAB-REV-21-B-00001");
}

/// I-01: where a donor's goods are adds up to what the donor gave.
fn conserves(desk: &Desk, lot: LotId) {
    desk.sign_in(COORDINATOR);
    let goods: Vec<DonorLot> = desk.ok("donor_goods", json!({"donor": DONOR}));
    let places: i64 = goods[0].places.iter().map(|one| one.quantity).sum();
    assert_eq!((goods[0].given, places), (100, 100));
    let trace: LotTrace = desk.ok("lot_trace", json!({"lot": lot}));
    assert_eq!(trace.movements.len(), 11);
    desk.sign_in(KEEPER);
}

#[test]
fn i_18_a_write_off_needs_another_person_above_the_limit() {
    let (desk, lot) = stocked();
    let loss = |quantity: i64, approver: Value| {
        let more = json!({"cause": "theft", "paper": "214/21", "approver": approver});
        moving("loss", lot, "GOOD", quantity, more)
    };
    let problem = desk.refused("move_stock", loss(1, json!(null)), "approver-missing");
    assert_eq!(problem.subject.as_deref(), Some("approver"));
    desk.refused(
        "move_stock",
        loss(1, json!({"person": KEEPER, "pin": PIN})),
        "approver-is-preparer",
    );
    desk.refused(
        "move_stock",
        loss(1, json!({"person": COORDINATOR, "pin": "9999"})),
        "wrong-pin",
    );
    desk.refused(
        "move_stock",
        loss(1, json!({"person": SECOND, "pin": PIN})),
        "pin-not-set",
    );
    desk.refused(
        "set_limit",
        json!({"kind": "write_off", "units": 10}),
        "not-permitted",
    );
    let _: Posted = desk.ok("move_stock", loss(1, approver()));
    desk.sign_in(COORDINATOR);
    desk.refused(
        "set_limit",
        json!({"kind": "write_off", "units": -1}),
        "quantity-negative",
    );
    let _: Value = desk.ok("set_limit", json!({"kind": "write_off", "units": 10}));
    desk.sign_in(KEEPER);
    let _: Posted = desk.ok("move_stock", loss(10, json!(null)));
    desk.refused("move_stock", loss(11, json!(null)), "approver-missing");
    assert_eq!(CODE.len(), 9);
}

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "one story or table of cases, read from top to bottom"
)]
fn each_bad_movement_is_named_with_its_field() {
    let (desk, lot) = stocked();
    let stranger = id();
    for (how, condition, quantity, more, code, subject) in [
        (
            "internal_move",
            "GOOD",
            101,
            json!({"to_place": null}),
            "same-place",
            "to_place",
        ),
        (
            "internal_move",
            "GOOD",
            1,
            json!({"to_place": stranger}),
            "place-unknown",
            "to_place",
        ),
        (
            "condition_change",
            "GOOD",
            1,
            json!({}),
            "condition-missing",
            "to_condition",
        ),
        (
            "condition_change",
            "GOOD",
            1,
            json!({"to_condition": "DAMAGED"}),
            "text-missing",
            "reason",
        ),
        (
            "condition_change",
            "GOOD",
            1,
            json!({"to_condition": "GOOD", "reason": "x"}),
            "same-condition",
            "to_condition",
        ),
        (
            "consumption",
            "GOOD",
            101,
            json!({}),
            "not-there",
            "lines.0.quantity",
        ),
        (
            "consumption",
            "DAMAGED",
            1,
            json!({}),
            "not-good",
            "lines.0.condition",
        ),
        (
            "consumption",
            "GOOD",
            0,
            json!({}),
            "quantity-zero",
            "lines.0.quantity",
        ),
        (
            "return_from_user",
            "GOOD",
            1,
            json!({}),
            "point-unknown",
            "point",
        ),
        (
            "return_from_user",
            "GOOD",
            1,
            json!({"point": POINT}),
            "not-there",
            "lines.0.quantity",
        ),
        (
            "return_to_donor",
            "GOOD",
            1,
            json!({"reason": "x"}),
            "party-unknown",
            "party",
        ),
        (
            "loan_out",
            "GOOD",
            1,
            json!({"party": STATE}),
            "date-missing",
            "due_on",
        ),
        (
            "loan_out",
            "GOOD",
            1,
            json!({"party": STATE, "due_on": "2021-07-01"}),
            "due-too-early",
            "due_on",
        ),
        (
            "loan_out",
            "GOOD",
            1,
            json!({"party": stranger, "due_on": "2021-08-01"}),
            "party-unknown",
            "party",
        ),
        (
            "loss",
            "GOOD",
            1,
            json!({"paper": "1"}),
            "cause-missing",
            "cause",
        ),
        (
            "loss",
            "GOOD",
            1,
            json!({"cause": "theft"}),
            "report-missing",
            "paper",
        ),
        (
            "disposal",
            "GOOD",
            1,
            json!({"paper": "1"}),
            "still-good",
            "lines.0.condition",
        ),
        (
            "disposal",
            "DAMAGED",
            1,
            json!({}),
            "certificate-missing",
            "paper",
        ),
        (
            "ownership_change",
            "GOOD",
            1,
            json!({"from_party": STATE, "party": STATE, "paper": "1"}),
            "same-party",
            "party",
        ),
        (
            "repack",
            "GOOD",
            1,
            json!({}),
            "packaging-missing",
            "from_packaging",
        ),
        (
            "repack",
            "GOOD",
            1,
            json!({"from_packaging": stranger, "to_packaging": stranger}),
            "same-packaging",
            "to_packaging",
        ),
    ] {
        let problem = desk.refused(
            "move_stock",
            moving(how, lot, condition, quantity, more),
            code,
        );
        assert_eq!(problem.subject.as_deref(), Some(subject), "{how} {code}");
    }
    let other = with(
        moving("consumption", lot, "GOOD", 1, json!({})),
        "/lines/0/lot",
        json!(stranger),
    );
    desk.refused("move_stock", other, "lot-unknown");
    desk.refused("lot_trace", json!({"lot": stranger}), "lot-unknown");
    desk.refused(
        "add_place",
        json!({"site": SITE, "name": "Bin", "parent": stranger}),
        "place-unknown",
    );
}

/// I-03: a release order keeps seventy of the hundred; no movement by which good goods leave takes of them.
#[test]
fn i_03_what_is_reserved_does_not_leave_by_a_movement() {
    let (desk, lot) = stocked();
    desk.sign_in(COORDINATOR);
    let _: Posted = desk.ok(
        "reserve_stock",
        json!({
            "id": id(), "site": SITE, "point": POINT, "expires_on": "2021-07-30", "note": null,
            "lines": [{"item": BLANKET, "quantity": 70}]
        }),
    );
    desk.sign_in(KEEPER);
    let good = |how: &str, quantity: i64, more: Value| moving(how, lot, "GOOD", quantity, more);
    let lent = json!({"party": STATE, "due_on": "2021-09-01"});
    let back = json!({"party": DONOR, "reason": "not needed"});
    for (how, more) in [
        ("consumption", json!({})),
        ("loan_out", lent),
        ("return_to_donor", back.clone()),
    ] {
        let problem = desk.refused("move_stock", good(how, 31, more), "stock-reserved");
        assert_eq!(problem.subject.as_deref(), Some("lines.0.quantity"));
        assert_eq!(
            (&*problem.facts["free"], &*problem.facts["asked"]),
            ("30", "31")
        );
    }
    let _: Posted = desk.ok("move_stock", good("consumption", 10, json!({})));
    desk.refused(
        "move_stock",
        good("consumption", 21, json!({})),
        "stock-reserved",
    );
    let wet = json!({"to_condition": "DAMAGED", "reason": "wet"});
    let _: Posted = desk.ok("move_stock", good("condition_change", 40, wet));
    let _: Posted = desk.ok(
        "move_stock",
        moving("return_to_donor", lot, "DAMAGED", 40, back),
    );
    desk.refused(
        "move_stock",
        good("consumption", 1, json!({})),
        "stock-reserved",
    );
    let hall: PlaceRow = desk.ok(
        "add_place",
        json!({"site": SITE, "name": "Hall A", "parent": null}),
    );
    let inside = good("internal_move", 50, json!({"to_place": hall.id}));
    let _: Posted = desk.ok("move_stock", inside);
}

/// what governs is the earlier of two dates of one batch, also for what is used up or lent.
#[test]
fn x_05_a_lot_whose_batch_has_expired_by_another_label_is_not_used_up() {
    let desk = Desk::signed_in(KEEPER);
    let received = |expiry: &str| {
        let line = with(line(MEDICINE, 5), "/batch", json!("A"));
        receipt(json!([with(line, "/expiry", json!(expiry))]))
    };
    let _: Posted = desk.ok("post_receipt", received("2030-01-31"));
    let stock: Vec<StockRow> = desk.ok("stock", json!({"site": SITE}));
    let lot = stock[0].lots[0].lot;
    let used = || moving("consumption", lot, "GOOD", 1, json!({}));
    let _: Posted = desk.ok("move_stock", used());
    let _: Posted = desk.ok("post_receipt", received("2021-07-20"));
    let problem = desk.refused("move_stock", used(), "lot-expired");
    assert_eq!(problem.facts["date"], "2021-07-20");
    let lent = json!({"party": STATE, "due_on": "2021-09-01"});
    desk.refused(
        "move_stock",
        moving("loan_out", lot, "GOOD", 1, lent),
        "lot-expired",
    );
    let back = json!({"party": DONOR, "reason": "expired"});
    let _: Posted = desk.ok(
        "move_stock",
        moving("return_to_donor", lot, "GOOD", 4, back),
    );
}
