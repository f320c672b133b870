//! Stock at all sites: by item, by site, of one donor, in one condition; and to whom goods may go back.

use app::contract::replies::{Kept, Posted};
use ledger::ids::{ItemId, LotId};
use serde_json::{Value, json};
use store::view::{BalanceRow, ItemStock, LotReturn, SiteStock, StockRow};
use uuid::Uuid;

use crate::desk::{
    BLANKET, COORDINATOR, DONOR, Desk, KEEPER, SITE, STATE, id, line, receipt, with,
};

const GROUP: Uuid = Uuid::from_u128(0x41);

/// Forty good blankets and three damaged ones at one site.
fn stored() -> Desk {
    let desk = Desk::signed_in(KEEPER);
    let counted = with(line(BLANKET, 40), "/damaged", json!(3));
    let counted = with(counted, "/reason", json!("wet"));
    let _: Posted = desk.ok("post_receipt", receipt(json!([counted])));
    desk.sign_in(COORDINATOR);
    desk
}

fn items(desk: &Desk, query: Value) -> Vec<ItemStock> {
    desk.ok("stock_items", query)
}

fn all() -> Value {
    json!({"site": null, "donor": null, "condition": null})
}

#[test]
fn items_stand_as_balances_say_and_open_to_their_sites() {
    let desk = stored();
    let found = items(&desk, all());
    let figures: Vec<_> = found
        .iter()
        .map(|row| (row.item, row.sites, row.good, row.damaged))
        .collect();
    assert_eq!(figures, [(BLANKET, 1, 40, 3)]);
    let balances: Vec<BalanceRow> = desk.ok("balances", json!({"site": null}));
    assert_eq!((balances[0].good, balances[0].damaged), (40, 3));
    let sites: Vec<SiteStock> = desk.ok("stock_sites", with_item(all()));
    let places: Vec<_> = sites
        .iter()
        .map(|row| (row.site, row.good, row.damaged))
        .collect();
    assert_eq!(places, [(SITE, 40, 3)]);
    assert!(!sites[0].site_name.is_empty());
}

fn with_item(mut query: Value) -> Value {
    query["item"] = json!(BLANKET);
    query
}

#[test]
fn a_donor_a_condition_and_a_site_narrow_what_is_shown() {
    let desk = stored();
    let asked = |field: &str, value: Value| items(&desk, with(all(), &format!("/{field}"), value));
    assert_eq!(asked("donor", json!(DONOR)).len(), 1);
    assert_eq!(asked("donor", json!(DONOR))[0].good, 40);
    assert!(asked("donor", json!(STATE)).is_empty());
    assert_eq!(asked("condition", json!("DAMAGED"))[0].damaged, 3);
    assert!(asked("condition", json!("RECALLED")).is_empty());
    assert_eq!(asked("site", json!(SITE)).len(), 1);
    assert!(asked("site", json!(id())).is_empty());
    let of_state = with(all(), "/donor", json!(STATE));
    let sites: Vec<SiteStock> = desk.ok("stock_sites", with_item(of_state));
    assert!(sites.is_empty());
}

/// Who sold goods is asked for as who gave them is.
#[test]
fn what_was_bought_is_narrowed_by_its_supplier() {
    let desk = stored();
    desk.sign_in(KEEPER);
    let mut bought = receipt(json!([line(BLANKET, 7)]));
    bought["donor"] = json!(STATE);
    bought["origin"] = json!("supplier");
    let _: Posted = desk.ok("post_receipt", bought);
    desk.sign_in(COORDINATOR);
    let of = |party: Value| items(&desk, with(all(), "/donor", party))[0].good;
    assert_eq!((of(json!(STATE)), of(json!(DONOR))), (7, 40));
    assert_eq!(items(&desk, all())[0].good, 47);
}

#[test]
fn a_merged_item_stands_as_the_record_it_became() {
    let desk = stored();
    let other = ItemId(id());
    let _: Kept = desk.ok(
        "register_item",
        json!({
            "id": other, "group": GROUP, "code": "BLANKET-2", "names": {"en": "Blankets"}, "unit": "piece",
            "tracking": "NONE", "durable": false, "dangerous_goods": null, "draft": null
        }),
    );
    let _: Kept = desk.ok(
        "merge_records",
        json!({"id": id(), "kind": "item", "from": BLANKET, "into": other, "reason": "written twice"}),
    );
    let found = items(&desk, all());
    let figures: Vec<_> = found.iter().map(|row| (row.item, row.good)).collect();
    assert_eq!(figures, [(other, 40)]);
    let sites: Vec<SiteStock> = desk.ok("stock_sites", with_item(all()));
    assert_eq!(sites[0].good, 40, "asked by the record that it was");
}

#[test]
fn one_site_is_its_keepers_and_all_sites_are_not() {
    let desk = stored();
    desk.sign_in(KEEPER);
    let own = with(all(), "/site", json!(SITE));
    assert_eq!(items(&desk, own).len(), 1);
    desk.refused("stock_items", all(), "not-permitted");
    desk.refused("stock_sites", with_item(all()), "not-permitted");
}

fn lot(desk: &Desk) -> LotId {
    let stock: Vec<StockRow> = desk.ok("stock", json!({"site": SITE}));
    stock[0].lots[0].lot
}

fn back(desk: &Desk, lot: LotId) -> Vec<LotReturn> {
    desk.ok("returns_to", json!({"lots": [lot]}))
}

/// What the reading names is what the rule takes: everybody it names may take the goods, and nobody else may.
#[test]
fn goods_go_back_to_those_the_reading_names() {
    let desk = stored();
    desk.sign_in(KEEPER);
    let lot = lot(&desk);
    assert_eq!(back(&desk, lot)[0].parties, [DONOR]);
    let going = |how: &str, party: Value| {
        json!({
            "id": id(), "site": SITE, "how": how, "occurred_on": "2021-07-24", "date_confirmed": false,
            "party": party, "reason": "not needed",
            "lines": [{"lot": lot, "place": null, "condition": "GOOD", "quantity": 5}]
        })
    };
    desk.refused(
        "move_stock",
        going("return_to_donor", json!(STATE)),
        "donor-differs",
    );
    let mut change = going("ownership_change", json!(STATE));
    change["from_party"] = json!(DONOR);
    change["paper"] = json!("A-1");
    change["reason"] = Value::Null;
    let _: Posted = desk.ok("move_stock", change);
    let named = back(&desk, lot)[0].parties.clone();
    assert_eq!(named, [DONOR, STATE]);
    for party in named {
        let _: Posted = desk.ok("move_stock", going("return_to_donor", json!(party)));
    }
    let unknown: Vec<LotReturn> = desk.ok("returns_to", json!({"lots": [id()]}));
    assert!(unknown.is_empty());
    desk.refused("returns_to", json!({"lots": []}), "lines-missing");
}
