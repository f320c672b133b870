//! I-08 by its calls: what is counted in packs comes to its quantity, is refused when it does not, and is shown again.

use app::contract::replies::{Kept, Posted};
use ledger::ids::LotId;
use serde_json::{Value, json};
use store::view::{
    CountView, IssueView, LotTrace, OpeningView, PackedState, PackedView, ReceiptView, StockRow,
    TransferReceiptView, TransferView,
};
use uuid::Uuid;

use crate::desk::{
    BLANKET, COORDINATOR, Desk, KEEPER, MEDICINE, OTHER, OTHER_KEEPER, PIN, SITE, id, issue, line,
    receipt, with,
};
use crate::transfers::{dispatch, lot_of, taking_in};

/// Cartons of twenty blankets and of ten medicines, registered by the office; a keeper is signed in.
struct Packs {
    desk: Desk,
    carton: Uuid,
    medicines: Uuid,
}

fn packs() -> Packs {
    let desk = Desk::of_two_sites(COORDINATOR);
    let (carton, medicines) = (id(), id());
    for (packaging, item, contains) in [(carton, BLANKET, 20), (medicines, MEDICINE, 10)] {
        let _: Kept = desk.ok(
            "register_packaging",
            json!({
                "id": packaging, "item": item, "level": "carton", "contains": contains, "of": null, "gtin": null,
                "gross_grams": null, "volume_ml": null, "stackable": true, "draft": null
            }),
        );
    }
    desk.sign_in(KEEPER);
    Packs {
        desk,
        carton,
        medicines,
    }
}

impl Packs {
    /// The first line of a request, counted in cartons.
    fn counted(&self, request: Value, packs: i64, loose: i64) -> Value {
        let mut request = request;
        request["lines"][0]["packed"] =
            json!({"packaging": self.carton, "packs": packs, "loose": loose});
        request
    }

    fn blankets(&self, good: i64, packs: i64, loose: i64) -> Posted {
        let request = receipt(json!([line(BLANKET, good)]));
        self.desk
            .ok("post_receipt", self.counted(request, packs, loose))
    }

    fn lot(&self) -> LotId {
        lot_of(&self.desk, SITE)
    }
}

fn agrees(packed: Option<&PackedView>, packs: i64, loose: i64, quantity: i64) {
    let packed = packed.expect("counted in packs");
    assert_eq!(packed.state, PackedState::Agrees);
    assert_eq!((packed.packs, packed.loose), (Some(packs), Some(loose)));
    assert_eq!((packed.base_units, packed.quantity), (Some(20), quantity));
}

#[test]
fn i_08_twelve_cartons_of_twenty_are_two_hundred_and_forty_blankets() {
    let packs = packs();
    let request = receipt(json!([line(BLANKET, 240)]));
    let request = packs.counted(request, 12, 0);
    let posted: Posted = packs.desk.ok("post_receipt", request.clone());
    let again: Posted = packs.desk.ok("post_receipt", request.clone());
    assert!(again.repeated);
    let otherwise = packs.counted(request, 11, 20);
    packs.desk.refused("post_receipt", otherwise, "id-used");
    let view: ReceiptView = packs.desk.ok("receipt", json!({"id": posted.id}));
    agrees(view.lines[0].packed.as_ref(), 12, 0, 240);
    let stock: Vec<StockRow> = packs.desk.ok("stock", json!({"site": SITE}));
    assert_eq!(stock[0].good, 240);
    let trace: LotTrace = packs.desk.ok("lot_trace", json!({"lot": packs.lot()}));
    agrees(trace.came.as_ref(), 12, 0, 240);
}

#[test]
fn i_08_packs_that_do_not_come_to_the_quantity_are_refused() {
    let packs = packs();
    packs.blankets(240, 12, 0);
    let lot = packs.lot();
    let opening = json!({
        "id": id(), "site": SITE, "occurred_on": "2021-07-24", "note": "Handover",
        "lines": [{"item": BLANKET, "batch": null, "expiry": null, "donor": null, "condition": "GOOD", "quantity": 40, "place": null}],
        "approver": {"person": COORDINATOR, "pin": PIN}, "date_confirmed": false, "draft": null
    });
    let count = json!({
        "id": id(), "site": SITE, "place": null, "blind": false, "occurred_on": "2021-07-24",
        "lines": [{"lot": lot, "condition": "GOOD", "place": null, "book": 240, "counted": 240, "reason": null}],
        "approver": null, "date_confirmed": false, "draft": null
    });
    for (name, request, field) in [
        ("post_receipt", receipt(json!([line(BLANKET, 240)])), "good"),
        (
            "post_issue",
            issue(json!([{"item": BLANKET, "lot": null, "quantity": 40}])),
            "quantity",
        ),
        ("post_count", count, "counted"),
        ("post_opening", opening, "quantity"),
        ("dispatch_transfer", dispatch(lot, 40), "quantity"),
    ] {
        let at = format!("lines.0.{field}");
        let refused = |request: Value, code: &str| {
            let problem = packs.desk.refused(name, request, code);
            assert_eq!(
                problem.subject.as_deref(),
                Some(at.as_str()),
                "{name} {code}"
            );
            problem
        };
        let wrong = refused(packs.counted(request.clone(), 1, 0), "packs-other-quantity");
        assert_eq!(
            (wrong.facts["packs"].as_str(), wrong.facts["comes"].as_str()),
            ("1", "20")
        );
        refused(packs.counted(request.clone(), 0, 40), "packs-missing");
        refused(
            packs.counted(request.clone(), i64::MAX, 0),
            "quantity-too-large",
        );
        refused(packs.counted(request.clone(), 1, -1), "quantity-negative");
        let other = packs.counted(request.clone(), 4, 0);
        let pointer = "/lines/0/packed/packaging";
        let of_medicine = with(other.clone(), pointer, json!(packs.medicines));
        refused(of_medicine, "packaging-other-item");
        refused(with(other, pointer, json!(id())), "packaging-not-here");
    }
}

#[test]
fn i_08_packs_are_divided_among_the_lots_that_a_line_takes() {
    let packs = packs();
    packs.blankets(26, 1, 6);
    packs.blankets(60, 3, 0);
    let request = issue(json!([{"item": BLANKET, "lot": null, "quantity": 60}]));
    let posted: Posted = packs.desk.ok("post_issue", packs.counted(request, 3, 0));
    let view: IssueView = packs.desk.ok("issue", json!({"id": posted.id}));
    let taken: Vec<i64> = view.lines.iter().map(|line| line.quantity).collect();
    assert_eq!(taken, [26, 34]);
    agrees(view.lines[0].packed.as_ref(), 1, 6, 26);
    agrees(view.lines[1].packed.as_ref(), 1, 14, 34);
    let request = issue(json!([{"item": BLANKET, "lot": null, "quantity": 20}]));
    let posted: Posted = packs.desk.ok("post_issue", packs.counted(request, 1, 0));
    let view: IssueView = packs.desk.ok("issue", json!({"id": posted.id}));
    assert_eq!(view.lines.len(), 1);
    agrees(view.lines[0].packed.as_ref(), 1, 0, 20);
}

#[test]
fn counts_and_take_over_stock_are_counted_in_packs() {
    let packs = packs();
    packs.desk.sign_in(COORDINATOR);
    packs.desk.sign_in(KEEPER);
    packs.blankets(243, 12, 3);
    let count = json!({
        "id": id(), "site": SITE, "place": null, "blind": false, "occurred_on": "2021-07-24",
        "lines": [{"lot": packs.lot(), "condition": "GOOD", "place": null, "book": 243, "counted": 240, "reason": "Miscounted"}],
        "approver": {"person": COORDINATOR, "pin": PIN}, "date_confirmed": false, "draft": null
    });
    let posted: Posted = packs.desk.ok("post_count", packs.counted(count, 12, 0));
    let view: CountView = packs.desk.ok("count", json!({"id": posted.id}));
    agrees(view.lines[0].packed.as_ref(), 12, 0, 240);
    let opening = json!({
        "id": id(), "site": SITE, "occurred_on": "2021-07-24", "note": "Handover",
        "lines": [{"item": BLANKET, "batch": null, "expiry": null, "donor": null, "condition": "GOOD", "quantity": 41, "place": null}],
        "approver": {"person": COORDINATOR, "pin": PIN}, "date_confirmed": false, "draft": null
    });
    let posted: Posted = packs.desk.ok("post_opening", packs.counted(opening, 2, 1));
    let view: OpeningView = packs.desk.ok("opening", json!({"id": posted.id}));
    agrees(view.lines[0].packed.as_ref(), 2, 1, 41);
}

#[test]
fn both_ends_of_a_transfer_name_their_packs() {
    let packs = packs();
    packs.blankets(240, 12, 0);
    let lot = packs.lot();
    let request = packs.counted(dispatch(lot, 45), 2, 5);
    let transfer = request["id"].clone();
    let _: Posted = packs.desk.ok("dispatch_transfer", request);
    let view: TransferView = packs.desk.ok("transfer", json!({"id": transfer}));
    agrees(view.lines[0].packed.first(), 2, 5, 45);
    packs.desk.sign_in(OTHER_KEEPER);
    let taken =
        |packed, loose| packs.counted(taking_in(&transfer, lot, 40, 5, Some("Wet")), packed, loose);
    let wrong = packs
        .desk
        .refused("receive_transfer", taken(2, 5), "packs-other-quantity");
    assert_eq!(wrong.subject.as_deref(), Some("lines.0.good"));
    let posted: Posted = packs.desk.ok("receive_transfer", taken(2, 0));
    let view: TransferReceiptView = packs.desk.ok("transfer_receipt", json!({"id": posted.id}));
    agrees(view.lines[0].packed.as_ref(), 2, 0, 40);
    let stock: Vec<StockRow> = packs.desk.ok("stock", json!({"site": OTHER}));
    assert_eq!((stock[0].good, stock[0].damaged), (40, 5));
}

/// A repacking names packagings of the catalogue and of the goods that it moves.
#[test]
fn i_08_goods_are_repacked_between_packagings_of_their_own() {
    let packs = packs();
    let pallet = id();
    packs.desk.sign_in(COORDINATOR);
    let _: Kept = packs.desk.ok(
        "register_packaging",
        json!({
            "id": pallet, "item": BLANKET, "level": "pallet", "contains": 10, "of": packs.carton, "gtin": null,
            "gross_grams": null, "volume_ml": null, "stackable": true, "draft": null
        }),
    );
    packs.desk.sign_in(KEEPER);
    packs.blankets(240, 12, 0);
    let lot = packs.lot();
    let repack = |from: Uuid, to: Uuid| {
        json!({
            "id": id(), "site": SITE, "how": "repack", "occurred_on": "2021-07-24", "date_confirmed": false,
            "from_packaging": from, "to_packaging": to,
            "lines": [{"lot": lot, "place": null, "condition": "GOOD", "quantity": 200}]
        })
    };
    for (from, to, code, subject) in [
        (packs.carton, id(), "packaging-not-here", "to_packaging"),
        (id(), pallet, "packaging-not-here", "from_packaging"),
        (
            packs.carton,
            packs.medicines,
            "packaging-other-item",
            "to_packaging",
        ),
        (
            packs.medicines,
            pallet,
            "packaging-other-item",
            "from_packaging",
        ),
    ] {
        let problem = packs.desk.refused("move_stock", repack(from, to), code);
        assert_eq!(problem.subject.as_deref(), Some(subject));
    }
    let _: Posted = packs.desk.ok("move_stock", repack(packs.carton, pallet));
}
