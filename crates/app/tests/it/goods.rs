//! Receipts and issues: each bad input gets its code and the field it is about, and nothing is written.

use app::contract::replies::Posted;
use serde_json::{Value, json};
use store::view::{DraftRow, StockRow};

use crate::desk::{BLANKET, Desk, KEEPER, MEDICINE, POINT, SITE, id, issue, line, receipt, with};

fn blanket(field: &str, value: Value) -> Value {
    receipt(json!([with(
        line(BLANKET, 10),
        &format!("/{field}"),
        value
    )]))
}

#[test]
fn each_bad_number_is_named_with_its_field() {
    let desk = Desk::signed_in(KEEPER);
    for (value, code) in [
        (json!(12.5), "quantity-fraction"),
        (json!(-1), "quantity-negative"),
        (json!("twelve"), "quantity-not-a-number"),
        (json!("12"), "quantity-not-a-number"),
        (json!(9_007_199_254_740_992_i64), "quantity-too-large"),
        (json!(u64::MAX), "quantity-too-large"),
        (json!(null), "quantity-missing"),
    ] {
        for field in ["good", "damaged"] {
            let problem = desk.refused("post_receipt", blanket(field, value.clone()), code);
            assert_eq!(
                problem.subject.as_deref(),
                Some(format!("lines.0.{field}").as_str())
            );
        }
    }
    let fraction = desk.refused(
        "post_receipt",
        blanket("good", json!(12.5)),
        "quantity-fraction",
    );
    assert_eq!(fraction.facts["text"], "12.5");
    desk.refused(
        "post_issue",
        issue(json!([{"item": BLANKET, "lot": null, "quantity": 0}])),
        "quantity-zero",
    );
}

/// A plain receipt with one field replaced, the code it gets, and the field it is about.
type Case = (&'static str, Value, &'static str, &'static str);

fn refuse_each(cases: Vec<Case>) {
    let desk = Desk::signed_in(KEEPER);
    for (pointer, value, code, subject) in cases {
        let request = with(receipt(json!([line(BLANKET, 10)])), pointer, value);
        let problem = desk.refused("post_receipt", request, code);
        assert_eq!(problem.subject.as_deref(), Some(subject), "{problem}");
    }
}

#[test]
fn each_bad_date_or_amount_is_named_with_its_field() {
    let amount = |minor: Value, currency: &str| json!({"minor": minor, "currency": currency, "qualifier": "EXACT"});
    refuse_each(vec![
        (
            "/occurred_on",
            json!("0024-07-24"),
            "year-out-of-range",
            "occurred_on",
        ),
        (
            "/occurred_on",
            json!("2021-07-25"),
            "date-in-future",
            "occurred_on",
        ),
        (
            "/handed_over_on",
            json!("2021-08-01"),
            "date-in-future",
            "handed_over_on",
        ),
        (
            "/occurred_on",
            json!("2021-02-30"),
            "date-invalid",
            "occurred_on",
        ),
        (
            "/occurred_on",
            json!("24.7.2021"),
            "date-invalid",
            "occurred_on",
        ),
        (
            "/declared_value",
            amount(json!(1.5), "EUR"),
            "amount-invalid",
            "declared_value.minor",
        ),
        (
            "/declared_value",
            amount(json!(-5), "EUR"),
            "amount-invalid",
            "declared_value",
        ),
        (
            "/declared_value",
            amount(json!(5), "XXX"),
            "currency-unknown",
            "declared_value",
        ),
    ]);
}

#[test]
fn each_bad_line_or_party_is_named_with_its_field() {
    refuse_each(vec![
        ("/lines", json!([]), "lines-missing", "lines"),
        ("/donor", json!(id()), "donor-unknown", "donor"),
        (
            "/acceptance",
            json!(id()),
            "acceptance-unknown",
            "acceptance",
        ),
        ("/lines/0/item", json!(id()), "item-unknown", "lines.0.item"),
        (
            "/lines/0/expected",
            json!(8),
            "more-than-announced",
            "lines.0.good",
        ),
        (
            "/lines/0/damaged",
            json!(2),
            "reason-missing",
            "lines.0.reason",
        ),
        (
            "/lines/0/expected",
            json!(12),
            "reason-missing",
            "lines.0.reason",
        ),
        ("/lines/0/good", json!(0), "line-empty", "lines.0.good"),
        (
            "/lines/0/item",
            json!(MEDICINE),
            "expiry-missing",
            "lines.0.expiry",
        ),
        ("/paper", json!("x".repeat(501)), "text-too-long", "paper"),
    ]);
}

#[test]
fn a_refusal_brings_its_facts_and_strange_requests_are_malformed() {
    let desk = Desk::signed_in(KEEPER);
    let over = desk.refused(
        "post_receipt",
        blanket("expected", json!(8)),
        "more-than-announced",
    );
    assert_eq!(
        (
            over.facts["expected"].as_str(),
            over.facts["counted"].as_str()
        ),
        ("8", "10")
    );
    let mut strange = receipt(json!([line(BLANKET, 10)]));
    strange["colour"] = json!("red");
    desk.refused("post_receipt", strange, "request-malformed");
    desk.refused("post_receipts", json!({}), "call-unknown");
}

#[test]
fn goods_come_in_go_out_and_come_back_by_a_reversal() {
    let desk = Desk::signed_in(KEEPER);
    let posted = desk.blankets(100);
    assert_eq!(posted.number, "PAB-GRN-21-B-00001");
    let too_many = json!([{"item": BLANKET, "lot": null, "quantity": 101}]);
    let problem = desk.refused("post_issue", issue(too_many), "not-enough-stock");
    assert_eq!(
        (
            problem.facts["available"].as_str(),
            problem.facts["asked"].as_str()
        ),
        ("100", "101")
    );
    let two = json!([
        {"item": BLANKET, "lot": null, "quantity": 60}, {"item": BLANKET, "lot": null, "quantity": 60}
    ]);
    desk.refused("post_issue", issue(two), "not-enough-stock");
    let some = || json!([{"item": BLANKET, "lot": null, "quantity": 40}]);
    desk.refused(
        "post_issue",
        with(issue(some()), "/point", json!(id())),
        "point-unknown",
    );
    let issued: Posted = desk.ok("post_issue", issue(some()));
    assert_eq!(issued.number, "PAB-ISS-21-B-00001");
    let undo = |document| json!({"document": document, "reason": "wrong", "occurred_on": "2021-07-24", "date_confirmed": false});
    let gone = desk.refused("reverse", undo(posted.id), "stock-gone");
    assert_eq!(
        (
            gone.facts["available"].as_str(),
            gone.facts["needed"].as_str()
        ),
        ("60", "100")
    );
    desk.refused(
        "reverse",
        with(undo(issued.id), "/reason", json!("  ")),
        "text-missing",
    );
    let reversal: Posted = desk.ok("reverse", undo(issued.id));
    assert_eq!(reversal.number, "PAB-REV-21-B-00001");
    let twice = desk.refused("reverse", undo(issued.id), "already-reversed");
    assert_eq!(twice.facts["by"], "PAB-REV-21-B-00001");
    desk.refused(
        "reverse",
        undo(ledger::ids::DocumentId(id())),
        "document-unknown",
    );
    let stock: Vec<StockRow> = desk.ok("stock", json!({"site": SITE}));
    assert_eq!((stock[0].good, stock[0].damaged), (100, 0));
}

#[test]
fn posting_twice_is_posting_once() {
    let desk = Desk::signed_in(KEEPER);
    let request = receipt(json!([line(BLANKET, 10)]));
    let first: Posted = desk.ok("post_receipt", request.clone());
    let head = desk.head();
    let second: Posted = desk.ok("post_receipt", request.clone());
    assert!(second.repeated && !first.repeated);
    assert_eq!((second.number, desk.head()), (first.number.clone(), head));
    let other = with(request, "/lines/0/good", json!(11));
    let problem = desk.refused("post_receipt", other, "id-used");
    assert_eq!(problem.facts["number"], first.number);
    let request = issue(json!([{"item": BLANKET, "lot": null, "quantity": 4}]));
    let first: Posted = desk.ok("post_issue", request.clone());
    let second: Posted = desk.ok("post_issue", request.clone());
    assert!(second.repeated && second.number == first.number);
    desk.refused(
        "post_issue",
        with(request, "/lines/0/quantity", json!(5)),
        "id-used",
    );
}

#[test]
fn a_suspect_clock_asks_and_does_not_block() {
    let desk = Desk::signed_in(KEEPER);
    desk.clock.set("2019-01-01T00:00:00Z".parse().unwrap());
    let request = receipt(json!([line(BLANKET, 10)]));
    let problem = desk.refused(
        "post_receipt",
        request.clone(),
        "date-in-future-clock-suspect",
    );
    assert_eq!(
        problem.facts["today"], "2021-07-15",
        "the last day known, for no document is older than the program"
    );
    let _: Posted = desk.ok(
        "post_receipt",
        with(request, "/date_confirmed", json!(true)),
    );
}

#[test]
fn a_draft_survives_and_ends_with_its_posting() {
    let desk = Desk::signed_in(KEEPER);
    let draft = id();
    let content = json!({"lines": [{"item": BLANKET, "good": "48"}]});
    let _: DraftRow = desk.ok(
        "save_draft",
        json!({"id": draft, "kind": "receipt", "content": content}),
    );
    let desk = desk.reopened();
    desk.sign_in(KEEPER);
    let drafts: Vec<DraftRow> = desk.ok("drafts", json!({}));
    assert_eq!((drafts.len(), &drafts[0].content), (1, &content));
    let _: Posted = desk.ok(
        "post_receipt",
        with(receipt(json!([line(BLANKET, 48)])), "/draft", json!(draft)),
    );
    let drafts: Vec<DraftRow> = desk.ok("drafts", json!({}));
    assert!(drafts.is_empty());
    desk.refused("discard_draft", json!({"id": draft}), "draft-unknown");
}

#[test]
fn a_place_is_added_once() {
    let desk = Desk::signed_in(KEEPER);
    let add = |name: &str| -> store::view::PointRow {
        desk.ok("add_point", json!({"site": SITE, "name": name}))
    };
    assert_eq!(add("block 1").id, POINT);
    let new = add("Family area");
    assert_eq!(add("Family area").id, new.id);
    desk.refused(
        "add_point",
        json!({"site": SITE, "name": " "}),
        "text-missing",
    );
}
