//! Linking a receipt by hand: another acceptance, several of its lines, what stays unlinked, and taking a link back.

use app::contract::replies::Posted;
use serde_json::{Value, json};
use store::view::{
    AcceptanceView, DocumentRow, MatchCandidate, MatchProposal, MatchView, ReceiptView,
};
use uuid::Uuid;

use crate::desk::{
    BLANKET, COORDINATOR, DONOR, Desk, KEEPER, MEDICINE, PIN, SECOND, SITE, STATE, id, line,
    receipt,
};

fn offer(activation: Uuid, item: Value, lines: &[i64]) -> Value {
    let line = |quantity: &i64| {
        json!({
            "id": id(), "text": "goods", "group": null, "item": item,
            "quantity": {"value": quantity, "qualifier": "EXACT"}, "title": "gift"
        })
    };
    json!({
        "id": id(), "activation": activation, "donor": DONOR, "source": "CECIS", "offered_on": null,
        "value": {"minor": null, "currency": "EUR", "qualifier": "NOT_STATED"}, "reference": null, "draft": null,
        "lines": lines.iter().map(line).collect::<Vec<_>>()
    })
}

/// An acceptance of every line of an offer, confirmed.
fn accepted(desk: &Desk, activation: Uuid, item: Value, lines: &[i64]) -> AcceptanceView {
    let request = offer(activation, item.clone(), lines);
    let _: Posted = desk.ok("record_offer", request.clone());
    let taken: Vec<Value> = request["lines"]
        .as_array()
        .expect("lines")
        .iter()
        .zip(lines)
        .map(|(line, quantity)| json!({"offer_line": line["id"], "item": item, "quantity": quantity, "site": SITE}))
        .collect();
    let proposed: Posted = desk.ok(
        "propose_acceptance",
        json!({"id": id(), "offer": request["id"], "lines": taken}),
    );
    let confirming = json!({"acceptance": proposed.id, "approver": SECOND, "pin": PIN});
    let _: Posted = desk.ok("confirm_acceptance", confirming);
    desk.ok("acceptance", json!({"id": proposed.id}))
}

/// Two acceptances of blankets, the second in two lines, one of medicine; and 500 blankets that came unannounced.
fn scene() -> (Desk, [AcceptanceView; 2], Posted) {
    let desk = Desk::signed_in(COORDINATOR);
    desk.sign_in(SECOND);
    desk.sign_in(COORDINATOR);
    let activation = id();
    let _: Posted = desk.ok(
        "record_activation",
        json!({
            "id": activation, "requesting_state": STATE, "ucpm_number": null, "hazard": "migration",
            "requested_on": "2021-07-15", "source": null, "draft": null
        }),
    );
    let whole = accepted(&desk, activation, json!(BLANKET), &[500]);
    let parts = accepted(&desk, activation, json!(BLANKET), &[200, 400]);
    let _ = accepted(&desk, activation, json!(MEDICINE), &[500]);
    desk.sign_in(KEEPER);
    let came: Posted = desk.ok("post_receipt", receipt(json!([line(BLANKET, 500)])));
    desk.sign_in(COORDINATOR);
    (desk, [whole, parts], came)
}

#[test]
fn every_acceptance_that_expects_the_goods_may_be_chosen() {
    let (desk, [whole, parts], came) = scene();
    let found: Vec<MatchCandidate> = desk.ok("match_candidates", json!({"receipt": came.id}));
    let ids: Vec<_> = found.iter().map(|one| one.acceptance).collect();
    assert_eq!(
        ids,
        [whole.id, parts.id],
        "the exact one first, none of medicine"
    );
    let proposals: Vec<MatchProposal> = desk.ok("match_proposals", json!({}));
    assert_eq!(proposals[0].acceptance, Some(whole.id));
    let left: Vec<i64> = found[1].lines.iter().map(|line| line.left).collect();
    assert_eq!(left, [200, 400]);
    let suggested: i64 = found[1].suggested.iter().map(|line| line.quantity).sum();
    assert_eq!(suggested, 500, "over both of its lines");
    desk.refused(
        "match_candidates",
        json!({"receipt": id()}),
        "document-unknown",
    );
    desk.sign_in(KEEPER);
    desk.refused(
        "match_candidates",
        json!({"receipt": came.id}),
        "not-permitted",
    );
}

#[test]
fn a_lot_is_shared_out_over_lines_and_what_is_left_stays_unlinked() {
    let (desk, [whole, parts], came) = scene();
    let candidates: Vec<MatchCandidate> = desk.ok("match_candidates", json!({"receipt": came.id}));
    let lot = candidates[0].suggested[0].lot;
    let share = |at: usize, quantity: i64| json!({"lot": lot, "acceptance_line": parts.lines[at].id, "quantity": quantity});
    let link = |lines: Vec<Value>| json!({"id": id(), "receipt": came.id, "acceptance": parts.id, "lines": lines});
    let mixed = json!({"lot": lot, "acceptance_line": whole.lines[0].id, "quantity": 1});
    let problem = desk.refused(
        "match_receipt",
        link(vec![share(0, 200), mixed]),
        "acceptance-unknown",
    );
    assert_eq!(problem.subject.as_deref(), Some("lines.1.acceptance_line"));
    desk.refused("match_receipt", link(vec![share(0, 201)]), "match-too-much");
    desk.refused("match_receipt", link(vec![]), "lines-missing");
    let linked: Posted = desk.ok("match_receipt", link(vec![share(0, 200), share(1, 250)]));
    let view: MatchView = desk.ok("receipt_match", json!({"id": linked.id}));
    assert!(view.stands);
    assert_eq!(
        (view.receipt_number, view.acceptance),
        (came.number, parts.id)
    );
    let shares: Vec<_> = view
        .lines
        .iter()
        .map(|line| (line.received, line.quantity))
        .collect();
    assert_eq!(shares, [(500, 200), (500, 250)]);
    let again: Vec<MatchCandidate> = desk.ok("match_candidates", json!({"receipt": came.id}));
    assert!(again.is_empty(), "one link at a time");
}

#[test]
fn a_link_is_taken_back_and_the_receipt_waits_again() {
    let (desk, [_, parts], came) = scene();
    let candidates: Vec<MatchCandidate> = desk.ok("match_candidates", json!({"receipt": came.id}));
    let lot = candidates[0].suggested[0].lot;
    let lines = json!([{"lot": lot, "acceptance_line": parts.lines[0].id, "quantity": 200}]);
    let linked: Posted = desk.ok(
        "match_receipt",
        json!({"id": id(), "receipt": came.id, "acceptance": parts.id, "lines": lines}),
    );
    let listed: Vec<DocumentRow> = desk.ok(
        "documents",
        json!({"site": null, "kind": "match", "text": came.number, "offset": 0, "limit": 9}),
    );
    assert_eq!(
        listed.iter().map(|row| row.id).collect::<Vec<_>>(),
        [linked.id]
    );
    let undo = json!({
        "document": linked.id, "reason": "another truck", "occurred_on": "2021-07-24", "date_confirmed": false
    });
    let _: Posted = desk.ok("reverse", undo);
    let view: MatchView = desk.ok("receipt_match", json!({"id": linked.id}));
    assert!(!view.stands);
    assert_eq!(view.reversal_reason.as_deref(), Some("another truck"));
    let receipt: ReceiptView = desk.ok("receipt", json!({"id": came.id}));
    assert!(!receipt.matched);
    let candidates: Vec<MatchCandidate> = desk.ok("match_candidates", json!({"receipt": came.id}));
    assert_eq!(candidates.len(), 2);
    desk.refused("receipt_match", json!({"id": came.id}), "document-unknown");
}
