//! Transfers, counts, take-over stock, kits and reservations by their calls: what comes of them, and each refusal with
//! its code.

use app::contract::replies::{Inbox, Posted, Waybill};
use ledger::ids::LotId;
use serde_json::{Value, json};
use store::view::{
    CountBook, CountSheetLine, CountView, FreeStock, KitLotView, KitRow, OpeningView,
    ReservationState, ReservationView, StockRow, TransferReceiptView, TransferRow, TransferState,
    TransferView,
};

use crate::desk::{
    BLANKET, COORDINATOR, DONOR, Desk, KEEPER, MEDICINE, OTHER, OTHER_KEEPER, PIN, POINT, SECOND,
    SITE, id, issue, line, receipt, with,
};

pub(crate) fn lot_of(desk: &Desk, site: ledger::ids::SiteId) -> LotId {
    let stock: Vec<StockRow> = desk.ok("stock", json!({"site": site}));
    stock[0].lots[0].lot
}

pub(crate) fn dispatch(lot: LotId, quantity: i64) -> Value {
    json!({
        "id": id(), "site": SITE, "to": OTHER, "occurred_on": "2021-07-24", "vehicle": "ABC 123", "carrier": null,
        "seal": "S-1", "expected_on": "2021-07-25",
        "lines": [{"lot": lot, "condition": "GOOD", "place": null, "quantity": quantity}],
        "date_confirmed": false, "draft": null
    })
}

pub(crate) fn taking_in(
    transfer: &Value,
    lot: LotId,
    good: i64,
    damaged: i64,
    reason: Option<&str>,
) -> Value {
    json!({
        "id": id(), "site": OTHER, "transfer": transfer, "code": null, "occurred_on": "2021-07-24",
        "lines": [{"lot": lot, "condition": "GOOD", "good": good, "damaged": damaged, "refused": 0, "reason": reason, "place": null}],
        "date_confirmed": false, "draft": null
    })
}

fn state(desk: &Desk, transfer: &Value) -> TransferState {
    let view: TransferView = desk.ok("transfer", json!({"id": transfer}));
    view.transfer.state
}

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "one story or table of cases, read from top to bottom"
)]
fn goods_go_from_site_to_site_and_the_rest_is_settled() {
    let desk = Desk::of_two_sites(KEEPER);
    desk.blankets(100);
    let lot = lot_of(&desk, SITE);
    let request = dispatch(lot, 60);
    let sent: Posted = desk.ok("dispatch_transfer", request.clone());
    assert_eq!(sent.number, "PAB-WBL-21-B-00001");
    let again: Posted = desk.ok("dispatch_transfer", request.clone());
    assert!(again.repeated);
    desk.refused(
        "dispatch_transfer",
        with(request.clone(), "/vehicle", json!("Other")),
        "id-used",
    );
    let transfer = request["id"].clone();
    assert_eq!(state(&desk, &transfer), TransferState::OnTheRoad);
    let view: TransferView = desk.ok("transfer", json!({"id": transfer}));
    let code = view.code.expect("a waybill has a code");
    let paper: Waybill = desk.ok("read_waybill", json!({"code": code}));
    assert_eq!(
        (paper.number, paper.lines[0].quantity),
        (sent.number.clone(), 60)
    );
    desk.refused(
        "read_waybill",
        json!({"code": &code[..code.len() - 3]}),
        "waybill-code-wrong",
    );

    desk.sign_in(OTHER_KEEPER);
    for (good, damaged, code) in [
        (50, 0, "transfer-reason-missing"),
        (59, 1, "transfer-reason-missing"),
        (61, 0, "more-than-dispatched"),
    ] {
        desk.refused(
            "receive_transfer",
            taking_in(&transfer, lot, good, damaged, None),
            code,
        );
    }
    desk.refused(
        "receive_transfer",
        taking_in(&json!(id()), lot, 1, 0, None),
        "transfer-unknown",
    );
    let foreign = taking_in(&transfer, LotId(id()), 1, 0, None);
    desk.refused("receive_transfer", foreign, "not-on-waybill");
    let came: Posted = desk.ok(
        "receive_transfer",
        taking_in(&transfer, lot, 52, 3, Some("wet")),
    );
    assert_eq!(came.number, "RUK-GRN-21-B-00001");
    let receipt: TransferReceiptView = desk.ok("transfer_receipt", json!({"id": came.id}));
    assert_eq!((receipt.lines[0].expected, receipt.lines[0].short), (60, 5));
    assert_eq!(state(&desk, &transfer), TransferState::Discrepancy);
    let there: Vec<StockRow> = desk.ok("stock", json!({"site": OTHER}));
    assert_eq!((there[0].good, there[0].damaged), (52, 3));
    desk.refused(
        "receive_transfer",
        taking_in(&transfer, lot, 0, 0, None),
        "transfer-reason-missing",
    );

    // the receipt is known here, so the sender cannot take the goods back.
    desk.sign_in(KEEPER);
    let back = json!({"document": transfer, "reason": "wrong truck", "occurred_on": "2021-07-24", "date_confirmed": false});
    desk.refused("reverse", back, "transfer-received");
    let rest = |left: i64| json!({"transfer": transfer, "reason": "stolen", "lines": [{"lot": lot, "condition": "GOOD", "left": left}]});
    desk.refused("settle_transfer", rest(5), "not-permitted");
    desk.sign_in(COORDINATOR);
    desk.refused("settle_transfer", rest(4), "transfer-changed");
    desk.refused(
        "settle_transfer",
        with(rest(5), "/reason", json!(" ")),
        "text-missing",
    );
    let settled: Posted = desk.ok("settle_transfer", rest(5));
    assert_eq!(settled.number, "PAB-SET-21-B-00001");
    assert_eq!(state(&desk, &transfer), TransferState::Settled);
    desk.refused("settle_transfer", rest(0), "transfer-settled");
    let listed: Vec<TransferRow> = desk.ok("transfers", json!({"site": null}));
    assert_eq!(
        (listed.len(), listed[0].number.as_str()),
        (1, sent.number.as_str())
    );
    // What the office settled, the office takes back.
    let back = json!({"document": settled.id, "reason": "found", "occurred_on": "2021-07-24", "date_confirmed": false});
    desk.sign_in(KEEPER);
    desk.refused("reverse", back.clone(), "not-permitted");
    desk.sign_in(COORDINATOR);
    let _: Posted = desk.ok("reverse", back);
    assert_eq!(state(&desk, &transfer), TransferState::Discrepancy);
}

#[test]
fn each_bad_waybill_gets_its_code() {
    let desk = Desk::of_two_sites(KEEPER);
    desk.blankets(10);
    let lot = lot_of(&desk, SITE);
    let good = dispatch(lot, 5);
    for (pointer, value, code) in [
        ("/to", json!(SITE), "transfer-to-itself"),
        ("/to", json!(id()), "site-unknown"),
        ("/vehicle", json!(""), "text-missing"),
        (
            "/expected_on",
            json!("2021-07-23"),
            "expected-before-dispatch",
        ),
        ("/occurred_on", json!("2021-07-25"), "date-in-future"),
        ("/lines/0/quantity", json!(11), "not-enough-stock"),
        ("/lines/0/quantity", json!(0), "quantity-zero"),
        ("/lines/0/quantity", json!(1.5), "quantity-fraction"),
        ("/lines/0/condition", json!("DAMAGED"), "not-enough-stock"),
        ("/lines/0/lot", json!(id()), "lot-unknown"),
        ("/lines", json!([]), "lines-missing"),
        ("/site", json!(OTHER), "not-permitted"),
    ] {
        desk.refused(
            "dispatch_transfer",
            with(good.clone(), pointer, value),
            code,
        );
    }
    let twice = with(
        good.clone(),
        "/lines",
        json!([good["lines"][0], good["lines"][0]]),
    );
    desk.refused("dispatch_transfer", twice, "line-twice");
    desk.refused("transfer", json!({"id": id()}), "document-unknown");
}

/// The receiver has the paper and no network: the road is below zero, which is no shortfall.
#[test]
fn a_paper_waybill_is_enough_to_receive() {
    let (sender, receiver) = (Desk::of_two_sites(KEEPER), Desk::of_two_sites(OTHER_KEEPER));
    sender.blankets(100);
    let lot = lot_of(&sender, SITE);
    let request = dispatch(lot, 60);
    let _: Posted = sender.ok("dispatch_transfer", request.clone());
    let view: TransferView = sender.ok("transfer", json!({"id": request["id"]}));
    let mut asked = taking_in(&request["id"], lot, 60, 0, None);
    receiver.refused("receive_transfer", asked.clone(), "transfer-unknown");
    asked["code"] = json!(view.code);
    let _: Posted = receiver.ok("receive_transfer", asked);
    assert_eq!(
        state(&receiver, &request["id"]),
        TransferState::ReceivedFirst
    );
    let stock: Vec<StockRow> = receiver.ok("stock", json!({"site": OTHER}));
    assert_eq!(stock[0].lots[0].donor, Some(DONOR));
    let inbox: Inbox = receiver.ok("tasks", json!({"settled": false, "mine": false}));
    assert!(inbox.tasks.is_empty(), "{inbox:?}");
}

#[test]
fn an_unannounced_receipt_is_linked_once() {
    let desk = Desk::of_two_sites(KEEPER);
    desk.blankets(100);
    let lot = lot_of(&desk, SITE);
    let request = dispatch(lot, 20);
    let _: Posted = desk.ok("dispatch_transfer", request.clone());
    desk.sign_in(OTHER_KEEPER);
    let mut came = receipt(json!([line(BLANKET, 20)]));
    came["site"] = json!(OTHER);
    let posted: Posted = desk.ok("post_receipt", came);
    let made = lot_of(&desk, OTHER);
    let proposals: Value = desk.ok("dispatch_proposals", json!({"site": OTHER}));
    assert_eq!(proposals[0]["lines"][0]["dispatched"], json!(lot));
    let link = |made: LotId, lot: LotId| {
        json!({
            "receipt": posted.id, "transfer": request["id"],
            "lines": [{"lot": made, "dispatched": lot, "condition": "GOOD"}]
        })
    };
    desk.refused("link_receipt", link(LotId(id()), lot), "lot-unknown");
    desk.refused("link_receipt", link(made, LotId(id())), "not-on-waybill");
    let _: Posted = desk.ok("link_receipt", link(made, lot));
    desk.refused("link_receipt", link(made, lot), "lot-linked");
    assert_eq!(state(&desk, &request["id"]), TransferState::Received);
}

fn spot(desk: &Desk) -> (CountSheetLine, i64) {
    let sheet: Vec<CountSheetLine> = desk.ok(
        "count_sheet",
        json!({"site": SITE, "place": null, "blind": true}),
    );
    let line = sheet[0].clone();
    assert_eq!(line.book, None, "a blind count hides the book");
    let at =
        json!({"site": SITE, "lot": line.lot, "condition": line.condition, "place": line.place});
    let book: CountBook = desk.ok("count_book", at);
    (line, book.book)
}

fn count(line: &CountSheetLine, book: i64, counted: i64, reason: Option<&str>) -> Value {
    json!({
        "id": id(), "site": SITE, "place": null, "blind": true, "occurred_on": "2021-07-24",
        "lines": [{"lot": line.lot, "condition": line.condition, "place": line.place, "book": book, "counted": counted, "reason": reason}],
        "approver": null, "date_confirmed": false, "draft": null
    })
}

#[test]
fn a_count_keeps_the_book_of_its_moment_and_asks_a_second_person_beyond_the_limit() {
    let desk = Desk::of_two_sites(COORDINATOR);
    desk.sign_in(SECOND);
    desk.sign_in(KEEPER);
    desk.blankets(100);
    let (line, book) = spot(&desk);
    assert_eq!(book, 100);
    desk.refused(
        "post_count",
        count(&line, book, 98, None),
        "count-reason-missing",
    );
    desk.refused(
        "post_count",
        count(&line, book, -1, None),
        "quantity-negative",
    );
    let mut elsewhere = count(&line, book, 100, None);
    elsewhere["lines"][0]["lot"] = json!(id());
    desk.refused("post_count", elsewhere, "lot-unknown");
    // Without a limit every difference needs two.
    desk.refused(
        "post_count",
        count(&line, book, 98, Some("miscounted")),
        "approver-missing",
    );
    desk.sign_in(COORDINATOR);
    let _: Value = desk.ok("set_limit", json!({"kind": "count_variance", "units": 5}));
    desk.sign_in(KEEPER);
    // Goods move after the line was counted: the difference is from the book of that moment.
    let _: Posted = desk.ok(
        "post_issue",
        issue(json!([{"item": BLANKET, "lot": null, "quantity": 30}])),
    );
    let posted: Posted = desk.ok("post_count", count(&line, book, 98, Some("miscounted")));
    let left: Vec<StockRow> = desk.ok("stock", json!({"site": SITE}));
    assert_eq!(
        (posted.number.as_str(), left[0].good),
        ("PAB-CNT-21-B-00001", 68)
    );
    let (line, book) = spot(&desk);
    let mut wide = count(&line, book, 60, Some("stolen"));
    desk.refused("post_count", wide.clone(), "approver-missing");
    wide["approver"] = json!({"person": KEEPER, "pin": PIN});
    desk.refused("post_count", wide.clone(), "approver-is-preparer");
    wide["approver"] = json!({"person": SECOND, "pin": PIN});
    let posted: Posted = desk.ok("post_count", wide);
    let view: CountView = desk.ok("count", json!({"id": posted.id}));
    assert!(!view.waits && view.reviews.is_empty());
    let left: Vec<StockRow> = desk.ok("stock", json!({"site": SITE}));
    assert_eq!(left[0].good, 60);
}

#[test]
fn a_count_takes_what_the_book_does_not_have_there() {
    let desk = Desk::of_two_sites(COORDINATOR);
    let _: Value = desk.ok("set_limit", json!({"kind": "count_variance", "units": 5}));
    desk.sign_in(KEEPER);
    let shelf: Value = desk.ok(
        "add_place",
        json!({"site": SITE, "name": "Shelf", "parent": null}),
    );
    desk.blankets(10);
    let lot = lot_of(&desk, SITE);
    let all = json!([{"item": BLANKET, "lot": null, "quantity": 10}]);
    let _: Posted = desk.ok("post_issue", issue(all));
    let whole = json!({"site": SITE, "place": null, "blind": false});
    let sheet: Vec<CountSheetLine> = desk.ok("count_sheet", whole.clone());
    assert!(sheet.is_empty(), "booked to zero, the lot is on no list");
    let found = |condition: &str, place: &Value, counted: i64| {
        let at = json!({"site": SITE, "lot": lot, "condition": condition, "place": place});
        let book: CountBook = desk.ok("count_book", at);
        json!({"lot": lot, "condition": condition, "place": place, "book": book.book, "counted": counted, "reason": "found"})
    };
    let count = |lines: Value| {
        json!({
            "id": id(), "site": SITE, "place": null, "blind": true, "occurred_on": "2021-07-24", "lines": lines,
            "approver": null, "date_confirmed": false, "draft": null
        })
    };
    let good = found("GOOD", &Value::Null, 3);
    let damaged = found("DAMAGED", &shelf["id"], 2);
    assert_eq!((&good["book"], &damaged["book"]), (&json!(0), &json!(0)));
    desk.refused("post_count", count(json!([good, good])), "line-twice");
    let _: Posted = desk.ok("post_count", count(json!([good, damaged])));
    let stock: Vec<StockRow> = desk.ok("stock", json!({"site": SITE}));
    assert_eq!((stock[0].good, stock[0].damaged), (3, 2));
    let sheet: Vec<CountSheetLine> = desk.ok("count_sheet", whole);
    let books: Vec<_> = sheet.iter().map(|line| (line.lot, line.book)).collect();
    assert_eq!(books, [(lot, Some(3)), (lot, Some(2))]);
}

fn opening(quantity: i64) -> Value {
    json!({
        "id": id(), "site": SITE, "occurred_on": "2021-07-24", "note": "Handover of 20 July",
        "lines": [{"item": BLANKET, "batch": null, "expiry": null, "donor": null, "condition": "GOOD", "quantity": quantity, "place": null}],
        "approver": {"person": SECOND, "pin": PIN}, "date_confirmed": false, "draft": null
    })
}

#[test]
fn take_over_stock_needs_a_second_person_and_a_note() {
    let desk = Desk::of_two_sites(SECOND);
    desk.sign_in(KEEPER);
    let good = opening(40);
    for (pointer, value, code) in [
        ("/approver", json!(null), "approver-missing"),
        ("/approver/person", json!(KEEPER), "approver-is-preparer"),
        ("/approver/pin", json!("9999"), "wrong-pin"),
        ("/note", json!(" "), "text-missing"),
        ("/lines/0/quantity", json!(0), "quantity-zero"),
        ("/lines/0/item", json!(id()), "item-unknown"),
        ("/lines/0/donor", json!(id()), "donor-unknown"),
        ("/lines/0/item", json!(MEDICINE), "expiry-missing"),
    ] {
        let refused = desk.call("post_opening", with(good.clone(), pointer, value));
        assert_eq!(refused.expect_err("refused").code, code, "{pointer}");
    }
    let posted: Posted = desk.ok("post_opening", good.clone());
    assert_eq!(posted.number, "PAB-OPN-21-B-00001");
    let again: Posted = desk.ok("post_opening", good);
    assert!(again.repeated);
    let view: OpeningView = desk.ok("opening", json!({"id": posted.id}));
    assert!(!view.waits && view.lines[0].donor_names.is_none());
    let stock: Vec<StockRow> = desk.ok("stock", json!({"site": SITE}));
    assert_eq!((stock[0].good, stock[0].lots[0].donor), (40, None));
}

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "one story or table of cases, read from top to bottom"
)]
fn kits_are_defined_built_and_broken() {
    let desk = Desk::of_two_sites(COORDINATOR);
    let define =
        |components: Value| json!({"id": id(), "item": MEDICINE, "components": components});
    for (components, code) in [
        (json!([]), "lines-missing"),
        (json!([{"item": MEDICINE, "quantity": 1}]), "kit-in-itself"),
        (json!([{"item": BLANKET, "quantity": 0}]), "quantity-zero"),
        (json!([{"item": id(), "quantity": 1}]), "item-unknown"),
        (
            json!([{"item": BLANKET, "quantity": 1}, {"item": BLANKET, "quantity": 1}]),
            "line-twice",
        ),
    ] {
        desk.refused("define_kit", define(components), code);
    }
    let kits: Vec<KitRow> = desk.ok(
        "define_kit",
        define(json!([{"item": BLANKET, "quantity": 3}])),
    );
    let kits_again: Vec<KitRow> = desk.ok(
        "define_kit",
        define(json!([{"item": BLANKET, "quantity": 2}])),
    );
    assert_eq!(
        (kits[0].version, kits_again[0].version, kits_again.len()),
        (1, 2, 1)
    );
    desk.sign_in(KEEPER);
    desk.blankets(12);
    desk.blankets(18);
    let build = |kits: i64| {
        json!({
            "id": id(), "site": SITE, "kit": kits_again[0].id, "quantity": kits, "place": null,
            "occurred_on": "2021-07-24", "lines": [], "date_confirmed": false
        })
    };
    desk.refused("build_kit", build(16), "not-enough-stock");
    desk.refused("build_kit", build(0), "quantity-zero");
    desk.refused(
        "build_kit",
        with(build(1), "/kit", json!(id())),
        "kit-unknown",
    );
    let short = json!([{"lot": lot_of(&desk, SITE), "place": null, "quantity": 1}]);
    desk.refused("build_kit", with(build(1), "/lines", short), "kit-quantity");
    let posted: Posted = desk.ok("build_kit", build(10));
    assert_eq!(posted.number, "PAB-KIT-21-B-00001");
    let unbuild = |kits: i64| {
        json!({
            "id": id(), "site": SITE, "build": posted.id, "condition": "GOOD", "place": null, "quantity": kits,
            "occurred_on": "2021-07-24", "date_confirmed": false
        })
    };
    desk.refused("break_kit", unbuild(11), "not-enough-stock");
    desk.refused(
        "break_kit",
        with(unbuild(1), "/build", json!(id())),
        "kit-build-unknown",
    );
    let broken: Posted = desk.ok("break_kit", unbuild(3));
    assert_eq!(broken.number, "PAB-KTB-21-B-00001");
    let view: KitLotView = desk.ok("kit_lot", json!({"id": posted.id}));
    assert_eq!((view.built, view.broken, view.here), (10, 3, 7));
    let inside: i64 = view.components.iter().map(|part| part.inside).sum();
    assert_eq!(inside, 14, "two blankets in each of seven kits");
    assert_eq!(
        (view.shares[0].donor, view.shares[0].percent),
        (Some(DONOR), 100)
    );
    // Kits that lie open cannot be built back by a reversal.
    let back = json!({"document": posted.id, "reason": "wrong kit", "occurred_on": "2021-07-24", "date_confirmed": false});
    desk.refused("reverse", back, "stock-gone");
    let lots: Vec<KitLotView> = desk.ok("kit_lots", json!({"site": SITE}));
    assert_eq!(lots.len(), 1);
}

fn reserve(quantity: i64) -> Value {
    json!({
        "id": id(), "site": SITE, "point": POINT, "expires_on": "2021-07-30", "note": "family area",
        "lines": [{"item": BLANKET, "quantity": quantity}]
    })
}

#[test]
fn reserved_stock_is_kept_until_its_own_issue() {
    let desk = Desk::of_two_sites(KEEPER);
    desk.blankets(100);
    desk.sign_in(COORDINATOR);
    desk.refused("reserve_stock", reserve(101), "stock-reserved");
    desk.refused(
        "reserve_stock",
        with(reserve(1), "/expires_on", json!("2021-07-23")),
        "reservation-ends-before",
    );
    desk.refused(
        "reserve_stock",
        with(reserve(1), "/point", json!(id())),
        "point-unknown",
    );
    desk.refused(
        "reserve_stock",
        with(reserve(1), "/lines", json!([])),
        "lines-missing",
    );
    let order: Posted = desk.ok("reserve_stock", reserve(70));
    assert_eq!(order.number, "PAB-RSV-21-B-00001");
    desk.refused("reserve_stock", reserve(31), "stock-reserved");
    desk.sign_in(KEEPER);
    let listed: Vec<ReservationView> = desk.ok("reservations", json!({"site": SITE}));
    assert!(listed[0].release_order && listed[0].state == ReservationState::Active);
    let asked =
        |quantity: i64| issue(json!([{"item": BLANKET, "lot": null, "quantity": quantity}]));
    desk.refused("post_issue", asked(31), "stock-reserved");
    desk.refused(
        "dispatch_transfer",
        dispatch(lot_of(&desk, SITE), 31),
        "stock-reserved",
    );
    let mut own = asked(70);
    own["reservation"] = json!(order.id);
    let _: Posted = desk.ok("post_issue", own.clone());
    own["id"] = json!(id());
    desk.refused("post_issue", own, "reservation-over");
    let free: Vec<FreeStock> = desk.ok("free_stock", json!({"site": SITE}));
    assert_eq!((free[0].good, free[0].reserved, free[0].free), (30, 0, 30));
    let mine: Posted = desk.ok("reserve_stock", reserve(10));
    let _: Posted = desk.ok("end_reservation", json!({"id": mine.id}));
    desk.refused(
        "end_reservation",
        json!({"id": mine.id}),
        "reservation-over",
    );
    desk.refused("end_reservation", json!({"id": id()}), "document-unknown");
}
