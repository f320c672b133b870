//! The chain from monitoring to closure, through calls; and every refusal on the way.

mod bought;
mod closed;
mod closing;
mod consignments;
mod refusals;

use app::contract::replies::{OfferTable, Posted};
use ledger::body::{Body, SiteKind, SiteRegistered};
use ledger::ids::SiteId;
use serde_json::{Value, json};
use store::view::{
    AcceptanceView, ActivationView, ClosureView, ConsignmentView, DiscrepancyView, MatchProposal,
    MatchProposalLine, OfferView, ReceiptView, RequestView, StockRow, TransportView,
};
use uuid::Uuid;

use crate::desk::{
    BLANKET, COORDINATOR, DONOR, Desk, KEEPER, PIN, SECOND, SITE, STATE, id, line, receipt, with,
};

/// The desk of a coordinator, with an activation in a stage.
fn begun(stage: Value) -> (Desk, Uuid) {
    let desk = Desk::signed_in(COORDINATOR);
    let activation = activated(&desk, stage);
    (desk, activation)
}

fn activated(desk: &Desk, stage: Value) -> Uuid {
    let activation = id();
    let _: Posted = desk.ok(
        "record_activation",
        json!({
            "id": activation, "requesting_state": STATE, "ucpm_number": null, "hazard": "migration",
            "requested_on": "2021-07-15", "source": null, "stage": stage, "draft": null
        }),
    );
    activation
}

fn moving(record: Value, reason: Value) -> Value {
    json!({
        "id": id(), "record": record, "occurred_on": "2021-07-24", "reason": reason, "date_confirmed": false
    })
}

fn of(kind: &str, record: Uuid, to: Value) -> Value {
    json!({"kind": kind, "id": record, "to": to})
}

fn request(activation: Uuid, version: u32) -> Value {
    json!({
        "id": Uuid::from_u128(0x0175_0000_0000_7000_8000_0000_0000_0001), "activation": activation,
        "version": version, "title": format!("Winter, version {version}"), "reference": null, "draft": null,
        "lines": [{
            "id": Uuid::from_u128(7), "text": "Blankets", "group": null, "item": BLANKET,
            "quantity": {"value": null, "qualifier": "NOT_STATED"}, "unit": null, "priority": "urgent",
            "needed_by": "2021-11-01", "site": SITE, "entry_point": null, "specification": "wool"
        }]
    })
}

fn offer(activation: Uuid, offer: Uuid, quantity: i64) -> Value {
    json!({
        "id": offer, "activation": activation, "donor": DONOR, "source": "CECIS", "offered_on": "2021-07-20",
        "value": {"minor": null, "currency": "EUR", "qualifier": "NOT_STATED"}, "reference": null, "draft": null,
        "terms": {"valid_until": "2021-07-31"},
        "lines": [{
            "id": offer, "text": "blankets", "group": null, "item": BLANKET,
            "quantity": {"value": quantity, "qualifier": "EXACT"}, "title": "gift",
            "detail": {"weight_g": 1500}
        }]
    })
}

/// An accepted and confirmed offer: activation, acceptance and its line.
struct Accepted {
    desk: Desk,
    activation: Uuid,
    acceptance: Uuid,
    line: Uuid,
}

fn accepted(quantity: i64) -> Accepted {
    accepted_on(Desk::signed_in(COORDINATOR), quantity)
}

fn accepted_on(desk: Desk, quantity: i64) -> Accepted {
    let activation = activated(&desk, Value::Null);
    let (offered, acceptance) = (id(), id());
    let _: Posted = desk.ok("record_offer", offer(activation, offered, quantity));
    let _: Posted = desk.ok(
        "propose_acceptance",
        json!({"id": acceptance, "offer": offered, "lines": [
            {"offer_line": offered, "item": BLANKET, "quantity": quantity, "site": SITE}
        ]}),
    );
    desk.sign_in(SECOND);
    desk.sign_in(COORDINATOR);
    let _: Posted = desk.ok(
        "confirm_acceptance",
        json!({"acceptance": acceptance, "approver": SECOND, "pin": PIN}),
    );
    let view: AcceptanceView = desk.ok("acceptance", json!({"id": acceptance}));
    let line = view.lines[0].id.0;
    Accepted {
        desk,
        activation,
        acceptance,
        line,
    }
}

impl Accepted {
    fn announcing(&self, consignment: Uuid, quantity: i64) -> Value {
        json!({
            "id": consignment, "acceptance": self.acceptance, "donor": DONOR, "site": SITE, "transport": null,
            "waybill": "CZ-7", "vehicle": null, "dispatch_point": "Praha", "eta": "2021-07-23",
            "lines": [{"acceptance_line": self.line, "item": BLANKET, "quantity": quantity}],
            "units": [{"sscc": "106141412345678908", "packaging": "pallet", "count": 2}], "draft": null
        })
    }

    fn consignment(&self, quantity: i64) -> ConsignmentView {
        let consignment = id();
        let _: Posted = self.desk.ok(
            "announce_consignment",
            self.announcing(consignment, quantity),
        );
        self.desk.ok("consignment", json!({"id": consignment}))
    }
}

#[test]
fn poland_has_to_activate_before_it_asks() {
    let (desk, activation) = begun(json!("monitoring"));
    desk.refused(
        "record_request",
        request(activation, 1),
        "activation-not-active",
    );
    desk.refused(
        "record_offer",
        offer(activation, id(), 5),
        "activation-not-active",
    );
    let to = |stage: &str| moving(of("activation", activation, json!(stage)), Value::Null);
    let step = to("activated");
    let first: Posted = desk.ok("move_stage", step.clone());
    let again: Posted = desk.ok("move_stage", step.clone());
    assert_eq!((first.repeated, again.repeated), (false, true));
    desk.refused(
        "move_stage",
        with(step, "/reason", json!("other")),
        "id-used",
    );
    let refused = desk.refused("move_stage", to("monitoring"), "stage-illegal");
    assert_eq!(refused.facts["from"], "activated");
    let _: Posted = desk.ok("record_request", request(activation, 1));
    let view: ActivationView = desk.ok("activation", json!({"id": activation}));
    assert_eq!((view.moves.len(), view.moves[0].counted), (1, true));
}

#[test]
fn a_request_has_versions_and_the_old_ones_stay() {
    let (desk, activation) = begun(json!("activated"));
    let first: Posted = desk.ok("record_request", request(activation, 1));
    let again: Posted = desk.ok("record_request", request(activation, 1));
    assert!(!first.repeated && again.repeated);
    let to = |stage: &str, reason: Value| moving(of("request", first.id.0, json!(stage)), reason);
    let _: Posted = desk.ok("move_stage", to("sent", Value::Null));
    let _: Posted = desk.ok("move_stage", to("open", Value::Null));
    desk.refused("move_stage", to("amended", Value::Null), "stage-illegal");
    desk.refused(
        "move_stage",
        to("withdrawn", Value::Null),
        "move-reason-missing",
    );
    let stale = desk.refused("record_request", request(activation, 3), "request-version");
    assert_eq!(stale.facts["version"], "1");
    let _: Posted = desk.ok("record_request", request(activation, 2));
    let views: Vec<RequestView> = desk.ok("requests", json!({}));
    assert_eq!((views.len(), views[0].version), (1, 2));
    let view: RequestView = desk.ok("request", json!({"id": first.id}));
    let titles: Vec<&str> = view.versions.iter().map(|one| one.title.as_str()).collect();
    assert_eq!(titles, ["Winter, version 1", "Winter, version 2"]);
    assert_eq!(serde_json::to_value(view.stage).expect("a word"), "amended");
    let _: Posted = desk.ok("move_stage", to("withdrawn", json!("asked for by mistake")));
    desk.refused("record_request", request(activation, 3), "stage-illegal");
    for (pointer, value, code) in [
        ("/lines/0/item", json!(id()), "item-unknown"),
        ("/lines/0/site", json!(id()), "site-unknown"),
        ("/lines/0/text", json!(" "), "text-missing"),
        ("/lines/0/needed_by", json!("31.02"), "date-invalid"),
        ("/lines/0/quantity/value", json!(5), "quantity-not-a-number"),
        ("/title", json!(""), "text-missing"),
        ("/activation", json!(id()), "activation-unknown"),
        ("/lines", json!([]), "lines-missing"),
    ] {
        let mut asked = with(request(activation, 1), pointer, value);
        asked["id"] = json!(id());
        desk.refused("record_request", asked, code);
    }
}

/// An entry names at most sixteen scopes besides its own; an acceptance goes to the catalogue too.
#[test]
fn one_entry_reaches_so_many_sites_and_no_more() {
    let site = |number: u128| SiteId(Uuid::from_u128(0x5100 + number));
    let sites = (1..=17).map(|number| {
        Body::from(SiteRegistered {
            id: site(number),
            code: format!("S{number:02}"),
            name: format!("Site {number}"),
            kind: SiteKind::Hub,
            country: "LT".to_owned(),
            time_zone: "Europe/Vilnius".to_owned(),
            facilities: None,
        })
    });
    let desk = Desk::after_a_merge(sites.collect());
    desk.sign_in(COORDINATOR);
    let activation = activated(&desk, json!("activated"));
    let asking = |count: u128| {
        let mut asked = request(activation, 1);
        let line = asked["lines"][0].clone();
        let at = |number| {
            let line = with(line.clone(), "/id", json!(id()));
            with(line, "/site", json!(site(number)))
        };
        asked["lines"] = (1..=count).map(at).collect();
        asked
    };
    let refused = desk.refused("record_request", asking(17), "too-many-sites");
    assert_eq!(
        (
            refused.facts["sites"].as_str(),
            refused.facts["limit"].as_str()
        ),
        ("17", "16")
    );
    let _: Posted = desk.ok("record_request", asking(16));
    let offered = id();
    let _: Posted = desk.ok("record_offer", offer(activation, offered, 100));
    let accepting = |count: u128| {
        let line = |number| json!({"offer_line": offered, "item": BLANKET, "quantity": 1, "site": site(number)});
        let lines: Value = (1..=count).map(line).collect();
        json!({"id": id(), "offer": offered, "lines": lines})
    };
    let refused = desk.refused("propose_acceptance", accepting(16), "too-many-sites");
    assert_eq!(refused.facts["limit"], "15");
    let _: Posted = desk.ok("propose_acceptance", accepting(15));
}

#[test]
fn an_offer_is_reviewed_declined_and_withdrawn() {
    let (desk, activation) = begun(Value::Null);
    let offered = id();
    let _: Posted = desk.ok("record_offer", offer(activation, offered, 100));
    let to = |stage: &str| moving(of("offer", offered, json!(stage)), json!("too far away"));
    let propose = |quantity: i64| {
        json!({"id": id(), "offer": offered, "lines": [
            {"offer_line": offered, "item": BLANKET, "quantity": quantity, "site": SITE}
        ]})
    };
    let _: Posted = desk.ok("move_stage", to("under_review"));
    desk.refused("move_stage", to("accepted"), "stage-illegal");
    let proposed: Posted = desk.ok("propose_acceptance", propose(40));
    let _: Posted = desk.ok("move_stage", to("withdrawn"));
    desk.refused("propose_acceptance", propose(5), "offer-closed");
    let view: OfferView = desk.ok("offer", json!({"id": offered}));
    assert_eq!(
        serde_json::to_value(view.stage).expect("a word"),
        "withdrawn"
    );
    desk.sign_in(SECOND);
    desk.sign_in(COORDINATOR);
    // Confirmed after the donor had withdrawn: it stands, and is marked.
    let _: Posted = desk.ok(
        "confirm_acceptance",
        json!({"acceptance": proposed.id, "approver": SECOND, "pin": PIN}),
    );
    let view: AcceptanceView = desk.ok("acceptance", json!({"id": proposed.id}));
    assert!(view.after_withdrawal && !view.contested);
    let cancel = moving(
        of("acceptance", proposed.id.0, json!("cancelled")),
        json!("withdrawn"),
    );
    let _: Posted = desk.ok("move_stage", cancel.clone());
    let again = with(cancel, "/id", json!(id()));
    desk.refused("move_stage", again, "stage-illegal");
    desk.refused(
        "confirm_acceptance",
        json!({"acceptance": proposed.id, "approver": SECOND, "pin": PIN}),
        "acceptance-cancelled",
    );
}

#[test]
fn a_transport_is_watched() {
    let (desk, activation) = begun(Value::Null);
    let plan = json!({
        "id": id(), "activation": activation, "donor": DONOR, "organiser": "donor", "title": "Trucks",
        "planned_start": "2021-07-22", "draft": null,
        "co_financing": {"percent": "75", "legal_basis": "Decision 1313/2013, Article 23"}
    });
    for (pointer, value, code) in [
        ("/co_financing/percent", json!("175"), "rate-invalid"),
        ("/co_financing/legal_basis", json!(""), "text-missing"),
        ("/donor", json!(STATE), "donor-unknown"),
        ("/activation", json!(id()), "activation-unknown"),
        ("/title", json!(" "), "text-missing"),
        ("/planned_start", json!("0024-01-01"), "year-out-of-range"),
    ] {
        desk.refused("plan_transport", with(plan.clone(), pointer, value), code);
    }
    let planned: Posted = desk.ok("plan_transport", plan.clone());
    let again: Posted = desk.ok("plan_transport", plan);
    assert!(again.repeated);
    let view: TransportView = desk.ok("transport", json!({"id": planned.id}));
    assert_eq!(
        serde_json::to_value(&view.warnings).expect("words"),
        json!([{"kind": "not_notified"}])
    );
    let to = |stage: &str, day: &str| {
        let step = moving(of("transport", planned.id.0, json!(stage)), Value::Null);
        with(step, "/occurred_on", json!(day))
    };
    desk.refused("move_stage", to("granted", "2021-07-24"), "stage-illegal");
    desk.refused("move_stage", to("running", "2021-08-24"), "date-in-future");
    let _: Posted = desk.ok("move_stage", to("notified", "2021-07-21"));
    let _: Posted = desk.ok("move_stage", to("running", "2021-07-22"));
    let views: Vec<TransportView> = desk.ok("transports", json!({}));
    assert!(views[0].warnings.is_empty());
    assert_eq!(views[0].apply_by.as_deref(), Some("2021-08-06"));
    let _: Posted = desk.ok("move_stage", to("ended", "2021-07-24"));
    let view: TransportView = desk.ok("transport", json!({"id": planned.id}));
    assert_eq!(
        serde_json::to_value(&view.warnings).expect("words"),
        json!([{"kind": "ended_without_application"}])
    );
}

#[test]
fn a_pasted_table_writes_nothing_and_wordings_are_remembered() {
    let desk = Desk::signed_in(COORDINATOR);
    let before = desk.head();
    let table = "Bezeichnung\tMenge\nZelte\t20\nDecken\t12,5\nBLANKET\t=A1\n";
    let read: OfferTable = desk.ok("read_offer_table", json!({"text": table, "language": "de"}));
    assert_eq!((read.lines.len(), read.faults.len(), read.rows), (1, 2, 3));
    assert!(!read.lines[0].matched);
    let places: Vec<(&str, u32)> = read
        .faults
        .iter()
        .map(|fault| (fault.column_name.as_str(), fault.row))
        .collect();
    assert_eq!(places, [("B", 3), ("B", 4)]);
    assert_eq!(desk.head(), before);
    desk.refused(
        "read_offer_table",
        json!({"text": " ", "language": "de"}),
        "text-missing",
    );
    let groups: Value = desk.ok("item_groups", json!({}));
    let meaning = json!({"text": "Zelte (20 Stk.)", "language": "de", "group": groups[0]["id"], "item": null});
    for (pointer, value, code) in [
        ("/text", json!("20 Stk."), "text-missing"),
        ("/language", json!("german"), "language-unknown"),
        ("/group", json!(id()), "group-unknown"),
        ("/item", json!(id()), "item-unknown"),
    ] {
        desk.refused(
            "confirm_synonym",
            with(meaning.clone(), pointer, value),
            code,
        );
    }
    let first: Posted = desk.ok("confirm_synonym", meaning.clone());
    let again: Posted = desk.ok("confirm_synonym", meaning);
    assert_eq!(
        (first.number.as_str(), first.repeated, again.repeated),
        ("zelte", false, true)
    );
    let read: OfferTable = desk.ok("read_offer_table", json!({"text": table, "language": "de"}));
    assert!(read.lines[0].matched);
    desk.refused(
        "read_offer_table",
        json!({"file": desk.dir.path().join("no.xlsx"), "language": "de"}),
        "table-unreadable",
    );
    let long = desk.dir.path().join("long.xlsx");
    std::fs::write(&long, vec![0; 4 * 1024 * 1024 + 1]).expect("written");
    desk.refused(
        "read_offer_table",
        json!({"file": long, "language": "de"}),
        "table-too-large",
    );
    desk.sign_in(KEEPER);
    desk.refused(
        "read_offer_table",
        json!({"text": table, "language": "de"}),
        "not-permitted",
    );
}

#[test]
fn what_is_not_there_cannot_be_moved_or_opened() {
    let desk = Desk::signed_in(COORDINATOR);
    for (kind, to) in [
        ("activation", json!("activated")),
        ("request", json!("sent")),
        ("offer", json!("declined")),
        ("acceptance", json!("cancelled")),
        ("transport", json!("notified")),
        ("consignment", json!({"stage": "dispatched"})),
    ] {
        let step = moving(of(kind, id(), to), json!("a slip"));
        desk.refused("move_stage", step, "document-unknown");
    }
    let record = json!({"kind": "discrepancy", "id": id(), "site": SITE, "to": "settled"});
    desk.refused(
        "move_stage",
        moving(record, json!("a slip")),
        "document-unknown",
    );
    let broken = moving(of("offer", id(), json!("eaten")), Value::Null);
    desk.refused("move_stage", broken, "request-malformed");
    for call in ["request", "transport", "consignment"] {
        desk.refused(call, json!({"id": id()}), "document-unknown");
    }
}
