//! A refusal says what is so: what is known is never called unknown, and what differs is named on both sides.

use store::view::{KitRow, StockSpot};

use app::Problem;
use app::contract::replies::Kept;
use ledger::ids::LotId;

use super::*;
use crate::desk::{MEDICINE, OTHER, OTHER_KEEPER};

const GROUP: Uuid = Uuid::from_u128(0x41);

/// Two sites, an offer of blankets and a proposal for the first site that nobody has confirmed; a coordinator is signed in.
struct Proposed {
    desk: Desk,
    activation: Uuid,
    offer: Uuid,
    acceptance: Uuid,
    line: Uuid,
}

fn proposed() -> Proposed {
    let desk = Desk::of_two_sites(COORDINATOR);
    let activation = activated(&desk, Value::Null);
    let (offered, acceptance) = (id(), id());
    let _: Posted = desk.ok("record_offer", offer(activation, offered, 30));
    let _: Posted = desk.ok("propose_acceptance", proposal(acceptance, offered, 30));
    let view: AcceptanceView = desk.ok("acceptance", json!({"id": acceptance}));
    let line = view.lines[0].id.0;
    Proposed {
        desk,
        activation,
        offer: offered,
        acceptance,
        line,
    }
}

fn proposal(acceptance: Uuid, offer: Uuid, quantity: i64) -> Value {
    json!({"id": acceptance, "offer": offer, "lines": [
        {"offer_line": offer, "item": BLANKET, "quantity": quantity, "site": SITE}
    ]})
}

impl Proposed {
    fn confirm(&self) {
        self.desk.sign_in(SECOND);
        self.desk.sign_in(COORDINATOR);
        let confirming = json!({"acceptance": self.acceptance, "approver": SECOND, "pin": PIN});
        let _: Posted = self.desk.ok("confirm_acceptance", confirming);
    }

    fn announcing(&self) -> Value {
        json!({
            "id": id(), "acceptance": self.acceptance, "donor": DONOR, "site": SITE, "transport": null,
            "waybill": "CZ-7", "vehicle": null, "dispatch_point": null, "eta": null, "units": [], "draft": null,
            "lines": [{"acceptance_line": self.line, "item": BLANKET, "quantity": 5}]
        })
    }

    fn receiving(&self) -> Value {
        let line = with(line(BLANKET, 5), "/acceptance_line", json!(self.line));
        with(
            receipt(json!([line])),
            "/acceptance",
            json!(self.acceptance),
        )
    }

    fn linking(&self, receipt: &Posted, lot: LotId) -> Value {
        json!({"id": id(), "receipt": receipt.id, "acceptance": self.acceptance, "lines": [
            {"lot": lot, "acceptance_line": self.line, "quantity": 5}
        ]})
    }
}

fn at(problem: &Problem, subject: &str) {
    assert_eq!(problem.subject.as_deref(), Some(subject), "{problem}");
}

fn lot_of(desk: &Desk, site: SiteId, good: i64) -> LotId {
    let stock: Vec<StockRow> = desk.ok("stock", json!({"site": site}));
    let lots = stock.iter().flat_map(|row| &row.lots);
    let units = |spots: &[StockSpot]| spots.iter().map(|spot| spot.quantity).sum::<i64>();
    let mut found = lots.filter(|lot| units(&lot.spots) == good);
    found.next().expect("the lot").lot
}

#[test]
fn an_acceptance_that_is_here_and_not_confirmed() {
    let one = proposed();
    let desk = &one.desk;
    let problem = desk.refused(
        "announce_consignment",
        one.announcing(),
        "acceptance-not-confirmed",
    );
    at(&problem, "acceptance");
    let view: AcceptanceView = desk.ok("acceptance", json!({"id": one.acceptance}));
    assert_eq!(problem.facts["number"], view.document.number);
    desk.sign_in(KEEPER);
    let problem = desk.refused("post_receipt", one.receiving(), "acceptance-not-confirmed");
    at(&problem, "acceptance");
    let unannounced = desk.blankets(5);
    let lot = lot_of(desk, SITE, 5);
    desk.sign_in(COORDINATOR);
    let link = one.linking(&unannounced, lot);
    let problem = desk.refused("match_receipt", link.clone(), "acceptance-not-confirmed");
    at(&problem, "acceptance");
    let cancel = moving(
        of("acceptance", one.acceptance, json!("cancelled")),
        json!("too far"),
    );
    let _: Posted = desk.ok("move_stage", cancel);
    let cancelled = [
        ("match_receipt", link),
        ("announce_consignment", one.announcing()),
    ];
    for (call, asked) in cancelled {
        let problem = desk.refused(call, asked, "acceptance-cancelled");
        at(&problem, "acceptance");
    }
    let strange = with(one.announcing(), "/acceptance", json!(id()));
    let problem = desk.refused("announce_consignment", strange, "acceptance-unknown");
    at(&problem, "acceptance");
}

#[test]
fn another_item_or_site_than_accepted() {
    let one = proposed();
    one.confirm();
    let desk = &one.desk;
    for (pointer, value, code, subject) in [
        (
            "/lines/0/item",
            json!(MEDICINE),
            "item-not-accepted",
            "lines.0.item",
        ),
        ("/lines/0/item", json!(id()), "item-unknown", "lines.0.item"),
        ("/site", json!(OTHER), "site-not-accepted", "site"),
        ("/site", json!(id()), "site-unknown", "site"),
    ] {
        let asked = with(one.announcing(), pointer, value);
        let problem = desk.refused("announce_consignment", asked, code);
        at(&problem, subject);
        match code {
            "item-not-accepted" => assert_eq!(
                (
                    problem.facts["accepted"].as_str(),
                    problem.facts["given"].as_str()
                ),
                ("BLANKET", "MEDICINE")
            ),
            "site-not-accepted" => assert_eq!(
                (
                    problem.facts["accepted"].as_str(),
                    problem.facts["given"].as_str()
                ),
                ("Pabradė", "Rukla")
            ),
            _ => assert!(problem.facts.is_empty(), "{problem}"),
        }
    }
    desk.sign_in(KEEPER);
    let other_item = with(one.receiving(), "/lines/0/item", json!(MEDICINE));
    let problem = desk.refused("post_receipt", other_item, "item-not-accepted");
    at(&problem, "lines.0.item");
    let medicine = with(line(MEDICINE, 5), "/batch", json!("A"));
    let medicine = with(medicine, "/expiry", json!("2030-01-31"));
    let unannounced: Posted = desk.ok("post_receipt", receipt(json!([medicine])));
    let lot = lot_of(desk, SITE, 5);
    desk.sign_in(OTHER_KEEPER);
    let other_site = with(one.receiving(), "/site", json!(OTHER));
    let problem = desk.refused("post_receipt", other_site, "site-not-accepted");
    at(&problem, "lines.0.acceptance_line");
    assert_eq!(problem.facts["given"], "Rukla");
    desk.sign_in(COORDINATOR);
    let link = one.linking(&unannounced, lot);
    let problem = desk.refused("match_receipt", link, "item-not-accepted");
    at(&problem, "lines.0.acceptance_line");
    assert_eq!(problem.facts["given"], "MEDICINE");
}

#[test]
fn groups_that_are_not_there_and_items_of_another_one() {
    let one = proposed();
    let desk = &one.desk;
    let tents = id();
    let _: Kept = desk.ok(
        "register_group",
        json!({"id": tents, "code": "tents", "names": {"en": "Tents"}, "draft": null}),
    );
    let offering =
        |pointer: &str, value: Value| with(offer(one.activation, id(), 5), pointer, value);
    let asking = with(request(one.activation, 1), "/lines/0/group", json!(id()));
    let meaning = json!({"text": "Zelte", "language": "de", "group": GROUP, "item": BLANKET});
    for (call, asked, code, subject) in [
        (
            "record_offer",
            offering("/lines/0/group", json!(id())),
            "group-unknown",
            "lines.0.group",
        ),
        (
            "record_offer",
            offering("/lines/0/group", json!(tents)),
            "item-other-group",
            "lines.0.item",
        ),
        (
            "record_offer",
            offering("/lines/0/item", json!(id())),
            "item-unknown",
            "lines.0.item",
        ),
        ("record_request", asking, "group-unknown", "lines.0.group"),
        (
            "confirm_synonym",
            with(meaning.clone(), "/group", json!(id())),
            "group-unknown",
            "group",
        ),
        (
            "confirm_synonym",
            with(meaning.clone(), "/group", json!(tents)),
            "item-other-group",
            "item",
        ),
        (
            "confirm_synonym",
            with(meaning, "/item", json!(id())),
            "item-unknown",
            "item",
        ),
    ] {
        let problem = desk.refused(call, asked, code);
        at(&problem, subject);
        if code == "item-other-group" {
            let facts = (
                problem.facts["item"].as_str(),
                problem.facts["group"].as_str(),
            );
            assert_eq!(facts, ("BLANKET", "Tents"));
        }
    }
}

/// The words of a line may name a group alone; an item of another one is no answer to them.
#[test]
fn another_item_than_offered() {
    let one = proposed();
    let desk = &one.desk;
    let other = with(
        proposal(id(), one.offer, 5),
        "/lines/0/item",
        json!(MEDICINE),
    );
    let problem = desk.refused("propose_acceptance", other, "item-not-offered");
    at(&problem, "lines.0.item");
    let facts = (
        problem.facts["offered"].as_str(),
        problem.facts["given"].as_str(),
    );
    assert_eq!(facts, ("BLANKET", "MEDICINE"));
    let (tents, tent, offered) = (id(), id(), id());
    let _: Kept = desk.ok(
        "register_group",
        json!({"id": tents, "code": "tents", "names": {"en": "Tents"}, "draft": null}),
    );
    let _: Kept = desk.ok(
        "register_item",
        json!({
            "id": tent, "group": tents, "code": "TENT", "names": {"en": "Tent"}, "unit": "piece", "tracking": "NONE",
            "durable": true, "dangerous_goods": null, "draft": null
        }),
    );
    let of_group = with(
        offer(one.activation, offered, 5),
        "/lines/0/item",
        Value::Null,
    );
    let of_group = with(of_group, "/lines/0/group", json!(tents));
    let _: Posted = desk.ok("record_offer", of_group);
    let problem = desk.refused(
        "propose_acceptance",
        proposal(id(), offered, 5),
        "item-not-offered",
    );
    at(&problem, "lines.0.item");
    assert_eq!(problem.facts["offered"], "Tents");
}

#[test]
fn two_units_under_one_serial_number() {
    let desk = Desk::signed_in(COORDINATOR);
    let generator = id();
    let _: Kept = desk.ok(
        "register_item",
        json!({
            "id": generator, "group": GROUP, "code": "GEN", "names": {"en": "Generator"}, "unit": "piece",
            "tracking": "SERIAL", "durable": true, "dangerous_goods": null, "draft": null
        }),
    );
    desk.sign_in(KEEPER);
    let two = with(line(BLANKET, 2), "/item", json!(generator));
    let two = with(two, "/batch", json!("G-1"));
    let problem = desk.refused("post_receipt", receipt(json!([two])), "serial-counts-one");
    at(&problem, "lines.0.good");
    let facts = (
        problem.facts["item"].as_str(),
        problem.facts["count"].as_str(),
    );
    assert_eq!(facts, ("Generator", "2"));
}

#[test]
fn a_component_that_is_not_good() {
    let desk = Desk::signed_in(COORDINATOR);
    let (kit_item, kit) = (id(), id());
    let _: Kept = desk.ok(
        "register_item",
        json!({
            "id": kit_item, "group": GROUP, "code": "KIT", "names": {"en": "Kit"}, "unit": "set", "tracking": "NONE",
            "durable": false, "dangerous_goods": null, "draft": null
        }),
    );
    let components = json!([{"item": BLANKET, "quantity": 1}]);
    let _: Vec<KitRow> = desk.ok(
        "define_kit",
        json!({"id": kit, "item": kit_item, "components": components}),
    );
    desk.sign_in(KEEPER);
    desk.blankets(5);
    let lot = lot_of(&desk, SITE, 5);
    let wet = json!({
        "id": id(), "site": SITE, "how": "condition_change", "occurred_on": "2021-07-24", "date_confirmed": false,
        "reason": "wet", "to_condition": "DAMAGED",
        "lines": [{"lot": lot, "place": null, "condition": "GOOD", "quantity": 5}]
    });
    let _: Posted = desk.ok("move_stock", wet);
    let build = |lot: Value| {
        json!({
            "id": id(), "site": SITE, "kit": kit, "quantity": 6, "place": null, "occurred_on": "2021-07-24",
            "lines": [{"lot": lot, "place": null, "quantity": 6}], "date_confirmed": false
        })
    };
    let problem = desk.refused("build_kit", build(json!(lot)), "not-good");
    at(&problem, "lines.0.lot");
    let facts = (
        problem.facts["item"].as_str(),
        problem.facts["condition"].as_str(),
    );
    assert_eq!(facts, ("BLANKET", "damaged"));
    let problem = desk.refused("build_kit", build(json!(id())), "lot-unknown");
    at(&problem, "lines.0.quantity");
}
