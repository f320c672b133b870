//! Goods that were bought, whose title goods are, and what an activation and an acceptance say in words.

use ledger::ids::{LotId, PartyId};
use store::view::{DonorLot, LotReturn, LotTrace, Matrix, NodeKind};

use super::*;

fn bought(donor: PartyId, good: i64) -> Value {
    let mut request = receipt(json!([line(BLANKET, good)]));
    request["donor"] = json!(donor);
    request["origin"] = json!("supplier");
    request["paper"] = json!("INV 2021/118");
    request
}

fn lot_of(desk: &Desk) -> LotId {
    let stock: Vec<StockRow> = desk.ok("stock", json!({"site": SITE}));
    stock[0].lots[0].lot
}

#[test]
fn what_was_bought_is_received_from_its_supplier() {
    let desk = Desk::signed_in(KEEPER);
    let request = bought(STATE, 40);
    let posted: Posted = desk.ok("post_receipt", request.clone());
    let again: Posted = desk.ok("post_receipt", request.clone());
    assert!(again.repeated);
    desk.refused(
        "post_receipt",
        with(request.clone(), "/origin", Value::Null),
        "id-used",
    );
    let given = with(bought(STATE, 40), "/origin", json!("donor"));
    desk.refused("post_receipt", given, "donor-unknown");
    let nobody = bought(PartyId(id()), 40);
    desk.refused("post_receipt", nobody, "party-unknown");
    let view: ReceiptView = desk.ok("receipt", json!({"id": posted.id}));
    assert!(view.bought && view.acceptance.is_none());
    assert_eq!(view.paper.as_deref(), Some("INV 2021/118"));
    let lot = lot_of(&desk);
    let trace: LotTrace = desk.ok("lot_trace", json!({"lot": lot}));
    assert_eq!(trace.movements[0].from.kind, NodeKind::Supplier);
    assert!(trace.lot.bought && !trace.lot.provisional);
    assert_eq!(trace.title.holders[0].party, None, "nobody is named");
    let goods: Vec<DonorLot> = desk.ok("donor_goods", json!({"donor": STATE}));
    assert_eq!((goods[0].given, goods[0].lot.bought), (40, true));
    desk.sign_in(COORDINATOR);
    let matrix: Matrix = desk.ok("matrix", json!({"site": null}));
    assert_eq!((matrix.donors, matrix.rows.len()), (0, 1));
    assert!(matrix.rows[0].bought);
    let behind = |bought: Value| -> Value {
        desk.ok(
            "matrix_cell",
            json!({"site": null, "donor": STATE, "group": null, "item": BLANKET, "bought": bought, "column": "good"}),
        )
    };
    assert_eq!(behind(json!(true))["total"], 1);
    assert_eq!(behind(Value::Null)["total"], 0, "none of it was given");
}

#[test]
fn what_was_bought_answers_no_donor() {
    let one = accepted(30);
    let desk = &one.desk;
    desk.sign_in(KEEPER);
    let answering = with(bought(DONOR, 5), "/acceptance", json!(one.acceptance));
    let refused = desk.refused("post_receipt", answering, "bought-announced");
    assert_eq!(refused.subject.as_deref(), Some("origin"));
    assert_eq!(refused.facts["supplier"], "CZ");
    let mut by_line = bought(DONOR, 5);
    by_line["lines"][0]["acceptance_line"] = json!(one.line);
    desk.refused("post_receipt", by_line, "bought-announced");
    let posted: Posted = desk.ok("post_receipt", bought(DONOR, 5));
    let lot = lot_of(desk);
    desk.sign_in(COORDINATOR);
    let link = json!({"id": id(), "receipt": posted.id, "acceptance": one.acceptance, "lines": [
        {"lot": lot, "acceptance_line": one.line, "quantity": 5}
    ]});
    let refused = desk.refused("match_receipt", link, "receipt-bought");
    assert_eq!(refused.subject.as_deref(), Some("receipt"));
    let open: Vec<MatchProposal> = desk.ok("match_proposals", json!({}));
    assert!(open.is_empty(), "nobody is asked to link it");
}

fn owning(lot: LotId, from: PartyId, to: PartyId, quantity: i64) -> Value {
    json!({
        "id": id(), "site": SITE, "how": "ownership_change", "occurred_on": "2021-07-24", "date_confirmed": false,
        "from_party": from, "party": to, "paper": "A-1",
        "lines": [{"lot": lot, "place": null, "condition": "GOOD", "quantity": quantity}]
    })
}

#[test]
fn a_title_is_handed_on_by_who_holds_it() {
    let desk = Desk::signed_in(KEEPER);
    desk.blankets(50);
    let lot = lot_of(&desk);
    let held = |desk: &Desk| {
        let trace: LotTrace = desk.ok("lot_trace", json!({"lot": lot}));
        let holders = trace.title.holders.into_iter();
        holders
            .map(|one| (one.party, one.quantity))
            .collect::<Vec<_>>()
    };
    assert_eq!(held(&desk), [(Some(DONOR), 50)]);
    let trace: LotTrace = desk.ok("lot_trace", json!({"lot": lot}));
    let receipt = trace.lot.origin;
    let refused = desk.refused("move_stock", owning(lot, STATE, DONOR, 1), "title-not-held");
    assert_eq!(refused.subject.as_deref(), Some("lines.0.quantity"));
    let facts = ["item", "party", "held", "asked"].map(|name| refused.facts[name].as_str());
    assert_eq!(facts, ["BLANKET", "LT", "0", "1"]);
    let change: Posted = desk.ok("move_stock", owning(lot, DONOR, STATE, 20));
    assert_eq!(held(&desk), [(Some(DONOR), 30), (Some(STATE), 20)]);
    let refused = desk.refused(
        "move_stock",
        owning(lot, DONOR, STATE, 31),
        "title-not-held",
    );
    assert_eq!(refused.facts["held"], "30");
    let back: Vec<LotReturn> = desk.ok("returns_to", json!({"lots": [lot]}));
    assert_eq!(back[0].parties, [DONOR, STATE]);
    // Whoever handed all of it on again is no owner of it any more.
    let second: Posted = desk.ok("move_stock", owning(lot, STATE, DONOR, 20));
    assert_eq!(held(&desk), [(Some(DONOR), 50)]);
    let back: Vec<LotReturn> = desk.ok("returns_to", json!({"lots": [lot]}));
    assert_eq!(back[0].parties, [DONOR]);
    let returning = json!({
        "id": id(), "site": SITE, "how": "return_to_donor", "occurred_on": "2021-07-24", "date_confirmed": false,
        "party": STATE, "reason": "theirs",
        "lines": [{"lot": lot, "place": null, "condition": "GOOD", "quantity": 1}]
    });
    desk.refused("move_stock", returning, "donor-differs");
    let undo = json!({"document": change.id, "reason": "not signed", "occurred_on": "2021-07-24", "date_confirmed": false});
    // The second certificate would stand alone.
    let refused = desk.refused("reverse", undo.clone(), "title-not-held");
    assert_eq!(refused.subject.as_deref(), Some("document"));
    let facts = ["item", "party", "held", "asked"].map(|name| refused.facts[name].as_str());
    assert_eq!(facts, ["BLANKET", "LT", "0", "20"]);
    let undo_second = with(undo.clone(), "/document", json!(second.id));
    let _: Posted = desk.ok("reverse", undo_second);
    // While the title of some is somebody else's, so are the goods of their receipt.
    let undo_receipt = with(undo.clone(), "/document", json!(receipt));
    let refused = desk.refused("reverse", undo_receipt.clone(), "title-not-held");
    assert_eq!(refused.facts["party"], "CZ");
    assert_eq!(refused.facts["held"], "30");
    let _: Posted = desk.ok("reverse", undo);
    assert_eq!(held(&desk), [(Some(DONOR), 50)]);
    let _: Posted = desk.ok("reverse", undo_receipt);
}

#[test]
fn an_activation_says_its_glide_number_and_a_note() {
    let desk = Desk::signed_in(COORDINATOR);
    let recording = |glide: &str, note: Value| {
        json!({
            "id": Uuid::from_u128(0x711), "requesting_state": STATE, "ucpm_number": null, "hazard": "migration",
            "requested_on": "2021-07-15", "source": null, "stage": null, "glide": glide, "note": note, "draft": null
        })
    };
    for wrong in [
        "CE-2021-000100",
        "CE-2021-100-LTU",
        "2021-000100",
        "CE/2021/000100/LTU",
    ] {
        let refused = desk.refused(
            "record_activation",
            recording(wrong, Value::Null),
            "glide-invalid",
        );
        assert_eq!(refused.subject.as_deref(), Some("glide"));
        assert_eq!(refused.facts["text"], wrong);
    }
    let named = recording(
        "CE-2021-000100-LTU",
        json!("ask jonas.petraitis@example.lt"),
    );
    let asked = desk.refused("record_activation", named, "remark-may-identify");
    assert_eq!(asked.subject.as_deref(), Some("note"));
    let good = recording(" ce-2021-000100-ltu ", json!("As the request says"));
    let posted: Posted = desk.ok("record_activation", good.clone());
    let again: Posted = desk.ok("record_activation", good);
    assert!(again.repeated);
    let view: ActivationView = desk.ok("activation", json!({"id": posted.id}));
    assert_eq!(view.glide.as_deref(), Some("CE-2021-000100-LTU"));
    assert_eq!(view.note.as_deref(), Some("As the request says"));
}

#[test]
fn an_acceptance_says_on_which_conditions() {
    let (desk, activation) = begun(Value::Null);
    let (offered, acceptance) = (id(), id());
    let _: Posted = desk.ok("record_offer", offer(activation, offered, 30));
    let proposing = |conditions: Value| {
        json!({"id": acceptance, "offer": offered, "conditions": conditions, "lines": [
            {"offer_line": offered, "item": BLANKET, "quantity": 30, "site": SITE}
        ]})
    };
    let too_long = "x".repeat(501);
    desk.refused(
        "propose_acceptance",
        proposing(json!(too_long)),
        "text-too-long",
    );
    let asked = desk.refused(
        "propose_acceptance",
        proposing(json!("call +370 612 34567")),
        "remark-may-identify",
    );
    assert_eq!(asked.subject.as_deref(), Some("conditions"));
    let good = proposing(json!(" Delivered to the gate "));
    let _: Posted = desk.ok("propose_acceptance", good.clone());
    let again: Posted = desk.ok("propose_acceptance", good);
    assert!(again.repeated);
    desk.refused("propose_acceptance", proposing(Value::Null), "id-used");
    let view: AcceptanceView = desk.ok("acceptance", json!({"id": acceptance}));
    assert_eq!(view.conditions.as_deref(), Some("Delivered to the gate"));
}
