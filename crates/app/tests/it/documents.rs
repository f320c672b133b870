//! Coordination and funds: four eyes, ceilings, links, and totals that papers state.

use app::contract::replies::Posted;
use serde_json::{Value, json};
use store::view::{Funds, MatchProposal, OfferView};
use uuid::Uuid;

use crate::desk::{
    BLANKET, COORDINATOR, DONOR, Desk, KEEPER, PIN, SECOND, SITE, STATE, id, line, receipt, with,
};

fn activation() -> Value {
    json!({
        "id": id(), "requesting_state": STATE, "ucpm_number": null, "hazard": "Migration", "requested_on": "2021-07-15",
        "source": null, "draft": null
    })
}

fn offer(activation: Value, quantity: Value) -> Value {
    json!({
        "id": id(), "activation": activation, "donor": DONOR, "source": "CECIS", "offered_on": null,
        "value": {"minor": null, "currency": "EUR", "qualifier": "NOT_STATED"}, "reference": null,
        "lines": [{"id": id(), "text": "blankets", "group": null, "item": BLANKET, "quantity": quantity, "title": "gift"}],
        "draft": null
    })
}

/// A desk with an offer of 500 blankets: offer id and line id.
fn offered() -> (Desk, Uuid, Uuid) {
    let desk = Desk::signed_in(COORDINATOR);
    let activation: Posted = desk.ok("record_activation", activation());
    let request = offer(
        json!(activation.id),
        json!({"value": 500, "qualifier": "EXACT"}),
    );
    let offer: Posted = desk.ok("record_offer", request);
    let view: OfferView = desk.ok("offer", json!({"id": offer.id}));
    (desk, offer.id.0, view.lines[0].id.0)
}

fn proposal(offer: Uuid, line: Uuid, quantity: i64) -> Value {
    json!({
        "id": id(), "offer": offer,
        "lines": [{"offer_line": line, "item": BLANKET, "quantity": quantity, "site": SITE}]
    })
}

#[test]
fn an_acceptance_needs_two_people_and_keeps_to_the_offer() {
    let (desk, offer, line) = offered();
    let more = desk.refused(
        "propose_acceptance",
        proposal(offer, line, 501),
        "more-than-offered",
    );
    assert_eq!(
        (more.facts["offered"].as_str(), more.facts["asked"].as_str()),
        ("500", "501")
    );
    desk.refused(
        "propose_acceptance",
        proposal(offer, id(), 5),
        "offer-line-unknown",
    );
    desk.refused(
        "propose_acceptance",
        proposal(id(), line, 5),
        "document-unknown",
    );
    let proposed: Posted = desk.ok("propose_acceptance", proposal(offer, line, 500));
    let confirm = |person, pin| json!({"acceptance": proposed.id, "approver": person, "pin": pin});
    desk.refused(
        "confirm_acceptance",
        confirm(COORDINATOR, PIN),
        "same-person",
    );
    desk.refused("confirm_acceptance", confirm(SECOND, PIN), "pin-not-set");
    desk.sign_in(SECOND);
    desk.sign_in(COORDINATOR);
    desk.refused("confirm_acceptance", confirm(KEEPER, PIN), "not-permitted");
    let wrong = desk.refused("confirm_acceptance", confirm(SECOND, "9999"), "wrong-pin");
    assert_eq!(wrong.facts["left"], "4");
    let _: Posted = desk.ok("confirm_acceptance", confirm(SECOND, PIN));
    desk.refused(
        "confirm_acceptance",
        confirm(SECOND, PIN),
        "already-confirmed",
    );
    desk.refused(
        "propose_acceptance",
        proposal(offer, line, 1),
        "more-than-offered",
    );
}

#[test]
fn a_receipt_is_linked_once_and_the_link_can_be_withdrawn() {
    let (desk, offer, offer_line) = offered();
    let proposed: Posted = desk.ok("propose_acceptance", proposal(offer, offer_line, 500));
    desk.sign_in(SECOND);
    desk.sign_in(COORDINATOR);
    let confirm = json!({"acceptance": proposed.id, "approver": SECOND, "pin": PIN});
    let _: Posted = desk.ok("confirm_acceptance", confirm);
    desk.sign_in(KEEPER);
    let _: Posted = desk.ok("post_receipt", receipt(json!([line(BLANKET, 500)])));
    desk.sign_in(COORDINATOR);
    let proposals: Vec<MatchProposal> = desk.ok("match_proposals", json!({}));
    let found = &proposals[0];
    let lines: Vec<Value> = found
        .lines
        .iter()
        .map(|line| json!({"lot": line.lot, "acceptance_line": line.acceptance_line, "quantity": line.quantity}))
        .collect();
    let link = json!({"id": id(), "receipt": found.receipt, "acceptance": found.acceptance, "lines": lines});
    let too_much = with(link.clone(), "/lines/0/quantity", json!(501));
    desk.refused("match_receipt", too_much, "match-too-much");
    let linked: Posted = desk.ok("match_receipt", link.clone());
    let again: Posted = desk.ok("match_receipt", link.clone());
    assert!(again.repeated);
    desk.refused(
        "match_receipt",
        with(link.clone(), "/id", json!(id())),
        "receipt-not-open",
    );
    let undo = json!({"document": linked.id, "reason": "wrong", "occurred_on": "2021-07-24", "date_confirmed": false});
    let _: Posted = desk.ok("reverse", undo.clone());
    desk.refused("reverse", undo, "already-reversed");
    let _: Posted = desk.ok("match_receipt", with(link, "/id", json!(id())));
}

#[test]
fn offers_keep_what_was_not_stated() {
    let (desk, _, _) = offered();
    let activation: Posted = desk.ok(
        "record_activation",
        with(activation(), "/hazard", json!("Flood")),
    );
    let unstated = offer(
        json!(activation.id),
        json!({"value": null, "qualifier": "NOT_STATED"}),
    );
    let posted: Posted = desk.ok("record_offer", unstated);
    let view: OfferView = desk.ok("offer", json!({"id": posted.id}));
    assert_eq!(view.lines[0].quantity.value, None);
    let number = offer(
        json!(activation.id),
        json!({"value": null, "qualifier": "EXACT"}),
    );
    let problem = desk.refused("record_offer", number, "quantity-missing");
    assert_eq!(problem.subject.as_deref(), Some("lines.0.quantity"));
    let fraction = offer(
        json!(activation.id),
        json!({"value": 1.5, "qualifier": "EXACT"}),
    );
    desk.refused("record_offer", fraction, "quantity-fraction");
    let stranger = offer(json!(id()), json!({"value": 5, "qualifier": "EXACT"}));
    desk.refused("record_offer", stranger, "activation-unknown");
    desk.refused(
        "record_activation",
        with(self::activation(), "/requesting_state", json!(DONOR)),
        "party-unknown",
    );
    desk.refused(
        "record_activation",
        with(self::activation(), "/hazard", json!("")),
        "text-missing",
    );
}

#[test]
fn a_stated_total_needs_parts_of_its_currency() {
    let desk = Desk::signed_in(COORDINATOR);
    let amount = |minor: i64, currency: &str| json!({"minor": minor, "currency": currency, "qualifier": "EXACT"});
    let allocation = |minor, currency| {
        json!({
            "id": id(), "decision": null, "instrument": "DREF", "purpose": "Relief", "recipient": null,
            "amount": amount(minor, currency), "state": "available", "sources": ["paper"], "draft": null
        })
    };
    let total = |parts: Value| {
        json!({
            "id": id(), "title": "Total", "amount": amount(700, "EUR"), "parts": parts, "source": "paper", "draft": null
        })
    };
    let euro: Posted = desk.ok("record_allocation", allocation(200, "EUR"));
    let krona: Posted = desk.ok("record_allocation", allocation(200, "SEK"));
    desk.refused(
        "record_stated_total",
        total(json!([])),
        "total-parts-missing",
    );
    desk.refused(
        "record_stated_total",
        total(json!([euro.id, krona.id])),
        "currency-mixed",
    );
    desk.refused(
        "record_stated_total",
        total(json!([id()])),
        "allocation-unknown",
    );
    desk.refused(
        "record_allocation",
        with(allocation(1, "EUR"), "/sources", json!([])),
        "text-missing",
    );
    desk.refused(
        "record_allocation",
        with(allocation(1, "EUR"), "/decision", json!(id())),
        "decision-unknown",
    );
    let _: Posted = desk.ok("record_stated_total", total(json!([euro.id])));
    let funds: Funds = desk.ok("funds", json!({}));
    assert_eq!(funds.stated_totals[0].difference, Some(500));
    assert!(
        funds
            .allocations
            .iter()
            .all(|one| one.committed.is_none() && one.paid.is_none())
    );
}
