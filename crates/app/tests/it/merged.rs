//! Two records that turned out to be one item are one wherever goods are taken: issues, reservations, kits.

use app::contract::replies::{Kept, Posted};
use ledger::ids::ItemId;
use serde_json::{Value, json};
use store::view::{IssueView, PackagingRow, ReservationView};
use uuid::Uuid;

use crate::desk::{
    BLANKET, COORDINATOR, Desk, KEEPER, POINT, SITE, id, issue, line, receipt, with,
};

const GROUP: Uuid = Uuid::from_u128(0x41);

/// 20 blankets under their own record, 20 under another one that is then merged into it; a keeper is signed in.
fn twenty_and_twenty() -> (Desk, Uuid) {
    let desk = Desk::signed_in(COORDINATOR);
    let other = id();
    let _: Kept = desk.ok(
        "register_item",
        json!({
            "id": other, "group": GROUP, "code": "BLANKET-2", "names": {"en": "Blankets"}, "unit": "piece",
            "tracking": "NONE", "durable": false, "dangerous_goods": null, "draft": null
        }),
    );
    desk.sign_in(KEEPER);
    desk.blankets(20);
    let of_other = with(line(BLANKET, 20), "/item", json!(other));
    let _: Posted = desk.ok("post_receipt", receipt(json!([of_other])));
    desk.refused("post_issue", thirty(), "not-enough-stock");
    desk.sign_in(COORDINATOR);
    let _: Kept = desk.ok(
        "merge_records",
        json!({"id": id(), "kind": "item", "from": other, "into": BLANKET, "reason": "written twice"}),
    );
    desk.sign_in(KEEPER);
    (desk, other)
}

fn thirty() -> Value {
    issue(json!([{"item": BLANKET, "lot": null, "quantity": 30, "reason": null}]))
}

#[test]
fn x_06_an_issue_picks_lots_of_both_records() {
    let (desk, _) = twenty_and_twenty();
    let posted: Posted = desk.ok("post_issue", thirty());
    let view: IssueView = desk.ok("issue", json!({"id": posted.id}));
    let quantities: Vec<i64> = view.lines.iter().map(|line| line.quantity).collect();
    assert_eq!(quantities, [20, 10]);
    let problem = desk.refused("post_issue", thirty(), "not-enough-stock");
    assert_eq!(problem.facts["available"], "10");
}

#[test]
fn x_06_undoing_the_merge_parts_the_stock_again() {
    let (desk, other) = twenty_and_twenty();
    desk.sign_in(COORDINATOR);
    let undo = json!({"kind": "item", "from": other, "reason": "two items after all"});
    let _: Kept = desk.ok("undo_merge", undo);
    desk.sign_in(KEEPER);
    desk.refused("post_issue", thirty(), "not-enough-stock");
}

#[test]
fn x_06_a_reservation_of_one_record_keeps_the_goods_of_both() {
    let (desk, other) = twenty_and_twenty();
    let reservation = id();
    let _: Posted = desk.ok(
        "reserve_stock",
        json!({
            "id": reservation, "site": SITE, "point": POINT, "expires_on": "2021-07-30", "note": null,
            "lines": [{"item": other, "quantity": 25}]
        }),
    );
    desk.refused("post_issue", thirty(), "stock-reserved");
    let fulfilling = with(thirty(), "/lines/0/quantity", json!(25));
    let mut fulfilling = fulfilling;
    fulfilling["reservation"] = json!(reservation);
    let _: Posted = desk.ok("post_issue", fulfilling);
    let all: Vec<ReservationView> = desk.ok("reservations", json!({"site": SITE}));
    let ours = all
        .iter()
        .find(|one| one.id.0 == reservation)
        .expect("kept");
    assert_eq!(ours.lines[0].remaining, 0);
}

#[test]
fn x_06_a_kit_is_built_from_lots_of_both_records() {
    let (desk, _) = twenty_and_twenty();
    desk.sign_in(COORDINATOR);
    let (kit_item, kit) = (id(), id());
    let _: Kept = desk.ok(
        "register_item",
        json!({
            "id": kit_item, "group": GROUP, "code": "KIT", "names": {"en": "Kit"}, "unit": "set", "tracking": "NONE",
            "durable": false, "dangerous_goods": null, "draft": null
        }),
    );
    let components = json!([{"item": BLANKET, "quantity": 3}]);
    let _: Value = desk.ok(
        "define_kit",
        json!({"id": kit, "item": kit_item, "components": components}),
    );
    desk.sign_in(KEEPER);
    let _: Posted = desk.ok(
        "build_kit",
        json!({
            "id": id(), "site": SITE, "kit": kit, "quantity": 10, "place": null, "occurred_on": "2021-07-24", "lines": [],
            "date_confirmed": false
        }),
    );
    desk.refused("post_issue", thirty(), "not-enough-stock");
}

/// Forms know only the record that is left: packs and their codes are found under it, whichever of both they are asked for.
#[test]
fn x_06_packs_of_the_merged_record_are_those_of_the_one_that_is_left() {
    let desk = Desk::signed_in(COORDINATOR);
    let (other, carton, pallet) = (id(), id(), id());
    let _: Kept = desk.ok(
        "register_item",
        json!({
            "id": other, "group": GROUP, "code": "BLANKET-2", "names": {"en": "Blankets"}, "unit": "piece",
            "tracking": "NONE", "durable": false, "dangerous_goods": null, "draft": null
        }),
    );
    let packaging = |id: Uuid, item: Value, of: Option<Uuid>| {
        json!({
            "id": id, "item": item, "level": if of.is_some() { "pallet" } else { "carton" }, "contains": 20, "of": of,
            "gtin": null, "gross_grams": null, "volume_ml": null, "stackable": true, "draft": null
        })
    };
    let of_other = packaging(carton, json!(other), None);
    let _: Kept = desk.ok("register_packaging", of_other);
    let found = |item: Value| {
        let rows: Vec<PackagingRow> = desk.ok("packaging", json!({"item": item}));
        let row = |row: PackagingRow| (row.id.0, row.item);
        rows.into_iter().map(row).collect::<Vec<_>>()
    };
    assert!(found(json!(BLANKET)).is_empty());
    let _: Kept = desk.ok(
        "merge_records",
        json!({"id": id(), "kind": "item", "from": other, "into": BLANKET, "reason": "written twice"}),
    );
    for asked in [json!(BLANKET), json!(other), Value::Null] {
        assert_eq!(found(asked), [(carton, BLANKET)]);
    }
    let of_left = packaging(pallet, json!(BLANKET), Some(carton));
    let _: Kept = desk.ok("register_packaging", of_left);
    let undo = json!({"kind": "item", "from": other, "reason": "two items after all"});
    let _: Kept = desk.ok("undo_merge", undo);
    assert_eq!(found(json!(BLANKET)), [(pallet, BLANKET)]);
    assert_eq!(found(json!(other)), [(carton, ItemId(other))]);
}
