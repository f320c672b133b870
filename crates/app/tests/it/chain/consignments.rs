//! Consignments by their calls: announced, received, settled, closed.

use app::contract::replies::Kept;

use super::*;
use crate::desk::OTHER;

fn against(view: &ConsignmentView, good: i64, expected: Value, reason: Value) -> Value {
    let mut line = line(BLANKET, good);
    line["consignment_line"] = json!(view.lines[0].id);
    line["expected"] = expected;
    line["reason"] = reason;
    let mut receipt = receipt(json!([line]));
    receipt["consignment"] = json!(view.id);
    receipt
}

#[test]
fn thirty_announced_thirty_five_came() {
    let accepted = accepted(30);
    let view = accepted.consignment(30);
    assert!(view.overdue, "expected on the 23rd, and it is the 24th");
    let desk = &accepted.desk;
    desk.refused(
        "announce_consignment",
        accepted.announcing(id(), 1),
        "more-than-accepted",
    );
    let step = |to: &str| {
        moving(
            of("consignment", view.id.0, json!({"stage": to})),
            Value::Null,
        )
    };
    let _: Posted = desk.ok("move_stage", step("dispatched"));
    desk.refused("move_stage", step("closed"), "consignment-not-received");
    desk.sign_in(KEEPER);
    desk.refused("move_stage", step("arrived"), "not-permitted");
    let _: Posted = desk.ok("post_receipt", against(&view, 25, json!(25), Value::Null));
    let listed: Vec<ConsignmentView> = desk.ok("consignments", json!({"site": SITE}));
    assert_eq!(
        serde_json::to_value(listed[0].stage).expect("a word"),
        "partly_received"
    );
    let over = desk.refused(
        "post_receipt",
        against(&view, 10, Value::Null, Value::Null),
        "more-than-announced",
    );
    assert_eq!(
        (
            over.facts["expected"].as_str(),
            over.facts["counted"].as_str()
        ),
        ("5", "10")
    );
    let posted: Posted = desk.ok(
        "post_receipt",
        against(&view, 10, Value::Null, json!("five extra on the truck")),
    );
    let stock: Vec<StockRow> = desk.ok("stock", json!({"site": SITE}));
    assert_eq!(stock[0].good, 35);
    let after: ConsignmentView = desk.ok("consignment", json!({"id": view.id}));
    assert_eq!(
        serde_json::to_value(after.stage).expect("a word"),
        "received_with_discrepancy"
    );
    assert_eq!((after.receipts.len(), after.contested), (2, false));
    let receipt: ReceiptView = desk.ok("receipt", json!({"id": posted.id}));
    assert_eq!(receipt.consignment, Some(view.id));
    assert_eq!(
        receipt.acceptance.map(|one| one.0),
        Some(accepted.acceptance)
    );
    settle_and_close(&accepted);
}

/// The over is told to the donor and settled by both ends; only then can the activation be closed.
fn settle_and_close(accepted: &Accepted) {
    let desk = &accepted.desk;
    let found: Vec<DiscrepancyView> = desk.ok("discrepancies", json!({"site": SITE}));
    assert_eq!(found.len(), 1);
    let one = &found[0];
    assert_eq!(
        (
            one.quantity,
            serde_json::to_value(one.kind).expect("a word")
        ),
        (5, json!("over"))
    );
    let to = |stage: &str| {
        let record = json!({"kind": "discrepancy", "id": one.id, "site": SITE, "to": stage});
        moving(record, json!("agreed by telephone"))
    };
    desk.refused("move_stage", to("sent_to_donor"), "discrepancy-not-here");
    desk.refused("discrepancies", json!({"site": null}), "not-permitted");
    let _: Posted = desk.ok("move_stage", to("settled"));
    desk.sign_in(COORDINATOR);
    let activation = |stage: &str| {
        moving(
            of("activation", accepted.activation, json!(stage)),
            Value::Null,
        )
    };
    let _: Posted = desk.ok("move_stage", activation("operations_ended"));
    let open = desk.refused("move_stage", activation("closed"), "closure-discrepancies");
    assert_eq!(open.facts["count"], "1");
    let left: ClosureView = desk.ok("closure", json!({"id": accepted.activation}));
    assert_eq!((left.offers.len(), left.discrepancies.len()), (0, 1));
    let _: Posted = desk.ok("move_stage", to("sent_to_donor"));
    let _: Posted = desk.ok("move_stage", to("settled"));
    let found: Vec<DiscrepancyView> = desk.ok("discrepancies", json!({"site": null}));
    assert_eq!(
        serde_json::to_value(found[0].stage).expect("a word"),
        "settled"
    );
    let _: Posted = desk.ok(
        "sign_closure",
        closing::signing(&accepted.desk, accepted.activation),
    );
    let _: Posted = desk.ok("move_stage", activation("closed"));
    desk.refused(
        "record_offer",
        offer(accepted.activation, id(), 5),
        "activation-closed",
    );
    desk.refused("closure", json!({"id": id()}), "document-unknown");
}

#[test]
fn a_consignment_that_cannot_be() {
    let accepted = accepted(30);
    let desk = &accepted.desk;
    let good = accepted.announcing(id(), 30);
    for (pointer, value, code) in [
        ("/acceptance", json!(id()), "acceptance-unknown"),
        ("/donor", json!(STATE), "match-donor-differs"),
        ("/transport", json!(id()), "document-unknown"),
        (
            "/lines/0/acceptance_line",
            json!(id()),
            "acceptance-unknown",
        ),
        ("/lines/0/quantity", json!(31), "more-than-accepted"),
        ("/lines/0/quantity", json!(0), "quantity-zero"),
        ("/lines", json!([]), "lines-missing"),
        ("/units/0/sscc", json!("106141412345678907"), "sscc-invalid"),
        ("/units/0/packaging", json!(" "), "text-missing"),
        ("/units/0/count", json!(0), "quantity-not-a-number"),
        ("/eta", json!("tomorrow"), "date-invalid"),
        ("/site", json!(id()), "site-unknown"),
    ] {
        desk.refused(
            "announce_consignment",
            with(good.clone(), pointer, value),
            code,
        );
    }
    let view = accepted.consignment(30);
    let step = |to: Value, reason: Value| moving(of("consignment", view.id.0, to), reason);
    let _: Posted = desk.ok(
        "move_stage",
        step(json!({"stage": "dispatched"}), Value::Null),
    );
    let elsewhere = json!({"stage": "diverted", "site": id()});
    desk.refused("move_stage", step(elsewhere, json!("zone")), "site-unknown");
    let late = json!({"stage": "delayed", "eta": "2021-07-30"});
    desk.refused(
        "move_stage",
        step(late.clone(), Value::Null),
        "move-reason-missing",
    );
    let _: Posted = desk.ok("move_stage", step(late, json!("queue at the border")));
    let view: ConsignmentView = desk.ok("consignment", json!({"id": view.id}));
    assert_eq!(
        (view.eta.as_deref(), view.overdue),
        (Some("2021-07-30"), false)
    );
    let lost = step(json!({"stage": "lost"}), json!("accident"));
    let _: Posted = desk.ok("move_stage", lost);
    desk.sign_in(KEEPER);
    let late = against(&view, 1, Value::Null, Value::Null);
    desk.refused("post_receipt", late.clone(), "consignment-closed");
    desk.refused(
        "post_receipt",
        with(late, "/consignment", json!(id())),
        "consignment-unknown",
    );
}

#[test]
fn less_is_taken_and_nothing_that_is_under_way() {
    let accepted = accepted(30);
    let desk = &accepted.desk;
    let reduce = |quantity: i64| {
        json!({"id": id(), "acceptance": accepted.acceptance, "reason": "the donor has fewer", "lines": [
            {"acceptance_line": accepted.line, "quantity": quantity}
        ]})
    };
    desk.refused("reduce_acceptance", reduce(30), "reduction-not-less");
    desk.refused(
        "reduce_acceptance",
        with(reduce(5), "/reason", json!(" ")),
        "move-reason-missing",
    );
    desk.refused(
        "reduce_acceptance",
        with(reduce(5), "/acceptance", json!(id())),
        "acceptance-unknown",
    );
    let first = reduce(20);
    let _: Posted = desk.ok("reduce_acceptance", first.clone());
    let again: Posted = desk.ok("reduce_acceptance", first);
    assert!(again.repeated);
    let view: AcceptanceView = desk.ok("acceptance", json!({"id": accepted.acceptance}));
    assert_eq!(
        (view.lines[0].quantity, view.lines[0].proposed, view.reduced),
        (20, 30, true)
    );
    let _ = accepted.consignment(15);
    let gone = desk.refused("reduce_acceptance", reduce(10), "acceptance-answered");
    assert_eq!(gone.facts["answered"], "15");
    let cancel = moving(
        of("acceptance", accepted.acceptance, json!("cancelled")),
        json!("spoilt"),
    );
    desk.refused("move_stage", cancel, "acceptance-answered");
}

/// What was taken back is expected no more, neither by the office nor by the site that receives.
#[test]
fn a_receipt_is_judged_by_what_is_left_of_the_acceptance() {
    let accepted = accepted(30);
    let desk = &accepted.desk;
    let reduce = json!({"id": id(), "acceptance": accepted.acceptance, "reason": "the donor has fewer", "lines": [
        {"acceptance_line": accepted.line, "quantity": 20}
    ]});
    let _: Posted = desk.ok("reduce_acceptance", reduce);
    desk.sign_in(KEEPER);
    let expecting = |units: i64| {
        let counted = with(
            line(BLANKET, units),
            "/acceptance_line",
            json!(accepted.line),
        );
        let counted = with(counted, "/expected", json!(units));
        with(
            receipt(json!([counted])),
            "/acceptance",
            json!(accepted.acceptance),
        )
    };
    let problem = desk.refused("post_receipt", expecting(21), "more-than-announced");
    assert_eq!(problem.facts["expected"], "20");
    let _: Posted = desk.ok("post_receipt", expecting(20));
}

/// What a link says, as it is proposed, with one field of its first line changed.
fn linking(proposal: &MatchProposal, pointer: &str, value: Value) -> Value {
    let line = |line: &MatchProposalLine| {
        json!({
            "lot": line.lot, "acceptance_line": line.acceptance_line, "quantity": line.quantity,
            "consignment_line": line.consignment_line
        })
    };
    let lines: Vec<Value> = proposal.lines.iter().map(line).collect();
    let link = json!({
        "id": id(), "receipt": proposal.receipt, "acceptance": proposal.acceptance, "lines": lines
    });
    with(link, pointer, value)
}

#[test]
fn a_consignment_received_unannounced_is_linked_and_closed() {
    let accepted = accepted(40);
    let desk = &accepted.desk;
    let view = accepted.consignment(30);
    let step = |to: &str, reason: Value| {
        moving(of("consignment", view.id.0, json!({"stage": to})), reason)
    };
    let _: Posted = desk.ok("move_stage", step("dispatched", Value::Null));
    desk.sign_in(KEEPER);
    desk.blankets(30);
    desk.sign_in(COORDINATOR);
    let proposals: Vec<MatchProposal> = desk.ok("match_proposals", json!({}));
    let proposal = &proposals[0];
    let line = proposal.lines[0].consignment_line;
    assert_eq!(
        line,
        Some(view.lines[0].id),
        "exactly as many are under way"
    );
    let carried = &proposal.consignments[0];
    assert_eq!((carried.number.as_str(), carried.left), ("CZ-7", 30));
    let refused = |pointer: &str, value: Value, code: &str| {
        desk.refused("match_receipt", linking(proposal, pointer, value), code)
    };
    let strange = refused(
        "/lines/0/consignment_line",
        json!(id()),
        "match-consignment-not-open",
    );
    assert_eq!(strange.subject.as_deref(), Some("lines.0.consignment_line"));
    let link = linking(proposal, "/lines/0/quantity", json!(30));
    let linked: Posted = desk.ok("match_receipt", link.clone());
    let again: Posted = desk.ok("match_receipt", link.clone());
    assert!(again.repeated);
    desk.refused(
        "match_receipt",
        with(link, "/lines/0/consignment_line", Value::Null),
        "id-used",
    );
    let after: ConsignmentView = desk.ok("consignment", json!({"id": view.id}));
    let stage = serde_json::to_value(after.stage).expect("a word");
    assert_eq!((stage, after.overdue), (json!("received"), false));
    // What came is not announced a second time, and ten are still to be sent.
    desk.refused(
        "announce_consignment",
        accepted.announcing(id(), 11),
        "more-than-accepted",
    );
    let undo = json!({
        "document": linked.id, "reason": "another truck", "occurred_on": "2021-07-24", "date_confirmed": false
    });
    let _: Posted = desk.ok("reverse", undo);
    desk.refused(
        "move_stage",
        step("closed", Value::Null),
        "consignment-not-received",
    );
    let _: Posted = desk.ok(
        "match_receipt",
        linking(proposal, "/lines/0/quantity", json!(30)),
    );
    let _: Posted = desk.ok("move_stage", step("closed", Value::Null));
}

#[test]
fn no_more_comes_with_a_consignment_than_it_carries() {
    let accepted = accepted(40);
    let desk = &accepted.desk;
    let view = accepted.consignment(10);
    desk.sign_in(KEEPER);
    desk.blankets(20);
    desk.sign_in(COORDINATOR);
    let proposals: Vec<MatchProposal> = desk.ok("match_proposals", json!({}));
    let line = |of: &MatchProposal| of.lines[0].consignment_line;
    assert_eq!(line(&proposals[0]), None, "thirty were announced by nobody");
    let asked = json!(view.lines[0].id);
    let link = linking(&proposals[0], "/lines/0/consignment_line", asked);
    let over = desk.refused("match_receipt", link.clone(), "match-too-much");
    assert_eq!(
        (over.facts["limit"].as_str(), over.facts["asked"].as_str()),
        ("10", "20")
    );
    let lost = moving(
        of("consignment", view.id.0, json!({"stage": "lost"})),
        json!("accident"),
    );
    let dispatched = of("consignment", view.id.0, json!({"stage": "dispatched"}));
    let _: Posted = desk.ok("move_stage", moving(dispatched, Value::Null));
    let _: Posted = desk.ok("move_stage", lost);
    desk.refused("match_receipt", link.clone(), "match-consignment-not-open");
    let none = with(link, "/lines/0/consignment_line", Value::Null);
    let _: Posted = desk.ok("match_receipt", none);
    // Of what came without any consignment nothing is left to send, either.
    desk.refused(
        "announce_consignment",
        accepted.announcing(id(), 21),
        "more-than-accepted",
    );
}

#[test]
fn i_08_a_donor_announces_cartons() {
    let accepted = accepted(500);
    let carton = id();
    let _: Kept = accepted.desk.ok(
        "register_packaging",
        json!({
            "id": carton, "item": BLANKET, "level": "carton", "contains": 20, "of": null, "gtin": null,
            "gross_grams": null, "volume_ml": null, "stackable": true, "draft": null
        }),
    );
    let announcing = |packs: i64| {
        let mut request = accepted.announcing(id(), 240);
        request["lines"][0]["packed"] = json!({"packaging": carton, "packs": packs, "loose": 0});
        request
    };
    let wrong = accepted.desk.refused(
        "announce_consignment",
        announcing(11),
        "packs-other-quantity",
    );
    assert_eq!(wrong.subject.as_deref(), Some("lines.0.quantity"));
    let posted: Posted = accepted.desk.ok("announce_consignment", announcing(12));
    let view: ConsignmentView = accepted.desk.ok("consignment", json!({"id": posted.id}));
    let packed = view.lines[0].packed.as_ref().expect("counted in packs");
    assert_eq!(
        (packed.packs, packed.base_units, packed.quantity),
        (Some(12), Some(20), 240)
    );
}

#[test]
fn the_driver_is_told_of_the_site_it_is_bound_for_on_the_day_it_is_expected() {
    let accepted = accepted_on(Desk::of_two_sites(COORDINATOR), 30);
    let desk = &accepted.desk;
    for (site, text, from) in [
        (SITE, "from today", "2021-07-24"),
        (SITE, "from tomorrow", "2021-07-25"),
        (OTHER, "at the other gate", "2021-07-01"),
    ] {
        let note = json!({
            "id": id(), "site": site, "text": text, "valid_from": from, "valid_to": null, "source": null, "draft": null
        });
        let _: Kept = desk.ok("record_access_note", note);
    }
    let consignment = id();
    let announced = with(
        accepted.announcing(consignment, 30),
        "/eta",
        json!("2021-07-23"),
    );
    let _: Posted = desk.ok("announce_consignment", announced);
    let told = |consignment: Uuid| -> Vec<String> {
        let view: ConsignmentView = desk.ok("consignment", json!({"id": consignment}));
        view.access.into_iter().map(|note| note.text).collect()
    };
    assert!(told(consignment).is_empty(), "on the 23rd nothing held");
    let step = |to: Value| moving(of("consignment", consignment, to), json!("synthetic"));
    let _: Posted = desk.ok("move_stage", step(json!({"stage": "dispatched"})));
    let late = json!({"stage": "delayed", "eta": "2021-07-30"});
    let _: Posted = desk.ok("move_stage", step(late));
    assert_eq!(told(consignment), ["from tomorrow", "from today"]);
    let elsewhere = json!({"stage": "diverted", "site": OTHER});
    let _: Posted = desk.ok("move_stage", step(elsewhere));
    assert_eq!(told(consignment), ["at the other gate"]);
}

#[test]
fn where_no_day_is_stated_the_day_of_the_reading_tells_what_a_driver_must_know() {
    let accepted = accepted(30);
    let desk = &accepted.desk;
    let consignment = id();
    let announced = with(accepted.announcing(consignment, 30), "/eta", Value::Null);
    let _: Posted = desk.ok("announce_consignment", announced);
    let note = json!({
        "id": id(), "site": SITE, "text": "Gate 2 only", "valid_from": "2021-07-24", "valid_to": "2021-07-24",
        "source": null, "draft": null
    });
    let _: Kept = desk.ok("record_access_note", note);
    let view: ConsignmentView = desk.ok("consignment", json!({"id": consignment}));
    assert_eq!(view.access.len(), 1);
    desk.clock.set("2021-07-25T12:00:00Z".parse().unwrap());
    let view: ConsignmentView = desk.ok("consignment", json!({"id": consignment}));
    assert!(view.access.is_empty(), "it held for a day");
}
