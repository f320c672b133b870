//! Looking back: every call that reads can be asked as known on a day, and nothing can be posted meanwhile.

use app::contract::replies::KnownThen;
use app::contract::{CALLS, Who};
use ledger::amount::Amount;
use ledger::body::{
    ActivationRecorded, Body, OfferReceived, OfferSource, OfferTerms, ReservedLine, StockReserved,
};
use ledger::ids::{ActivationId, OfferId, ReservationId};
use ledger::quantity::Qualifier;
use ledger::scope::Scope;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::desk::{BLANKET, COORDINATOR, DONOR, Desk, KEEPER, SITE, STATE, issue, line, receipt};
use crate::told;

/// What each call that reads is asked with here. A new one has to be listed.
fn request(name: &str, document: &Value) -> Value {
    match name {
        "items" | "item_groups" | "parties" | "sites" | "activations" | "offers"
        | "acceptances" | "match_proposals" | "funds" | "as_known" | "proposals"
        | "similar_records" | "merges" | "norms" | "registers" | "limits" | "kits" | "requests"
        | "transports" => json!({}),
        "find" => json!({"text": "PAB"}),
        "documents" => json!({"site": null, "kind": null, "text": null, "offset": 0, "limit": 9}),
        "receipt" | "issue" | "activation" | "offer" | "acceptance" | "stock_move" | "transfer"
        | "transfer_receipt" | "count" | "opening" | "kit_lot" | "closure" | "request"
        | "transport" | "consignment" | "receipt_match" => json!({"id": document}),
        "lot_trace" => json!({"lot": document}),
        "match_candidates" => json!({"receipt": document}),
        "returns_to" => json!({"lots": [document]}),
        "stock_items" => json!({"site": SITE, "donor": null, "condition": null}),
        "stock_sites" => json!({"site": SITE, "donor": null, "condition": null, "item": BLANKET}),
        "donor_goods" => json!({"donor": DONOR}),
        "returnables" | "transfers" | "kit_lots" | "reservations" | "consignments"
        | "discrepancies" | "balances" => json!({"site": SITE}),
        "count_sheet" => json!({"site": SITE, "place": null, "blind": false}),
        "count_book" => json!({
            "site": SITE, "lot": document, "condition": "GOOD", "place": null
        }),
        "expected" | "stock" | "site_page" | "goods_out" | "dispatch_proposals" | "free_stock" => {
            json!({"site": SITE})
        }
        "tasks" => json!({"settled": false, "mine": false}),
        "task" => json!({"task": document}),
        "stock_card" => json!({"site": SITE, "item": BLANKET}),
        "matrix" => json!({"site": null}),
        "matrix_cell" => json!({
            "site": null, "donor": DONOR, "group": null, "item": BLANKET, "column": "good"
        }),
        "packaging" => json!({"item": null}),
        "needs" => json!({"site": null, "horizon_days": 14}),
        other => panic!("{other} reads, and nobody says what it is asked with"),
    }
}

/// How a read says that nothing of it was known then, or that this person may not ask.
const NOT_KNOWN: [&str; 5] = [
    "task-gone",
    "document-unknown",
    "lot-unknown",
    "site-unknown",
    "not-permitted",
];

fn back(mut request: Value) -> Value {
    request["as_known"] = json!({"on": "2021-07-24", "for_day": null});
    request
}

/// Everything this desk holds waits for the server, so nobody can say that any of it was known on a day.
#[test]
fn every_read_answers_what_was_known_then() {
    let desk = Desk::signed_in(KEEPER);
    let posted = desk.blankets(5);
    let document = json!(posted.id);
    for person in [KEEPER, COORDINATOR] {
        desk.sign_in(person);
        for call in CALLS.iter().filter(|call| call.who == Who::Reads) {
            let then = desk.call(call.name, back(request(call.name, &document)));
            match then {
                Err(problem) => assert!(
                    NOT_KNOWN.contains(&problem.code.as_str()),
                    "{}: {problem}",
                    call.name
                ),
                Ok(reply) => {
                    let text = reply.to_string();
                    for of_now in ["PAB", "BLANKET", "MEDICINE", &posted.number] {
                        assert!(!text.contains(of_now), "{} tells of now: {text}", call.name);
                    }
                }
            }
        }
    }
    let now: Vec<Value> = desk.ok("items", json!({}));
    assert_eq!(now.len(), 2, "and nothing of it lasts");
}

#[test]
fn what_is_left_out_is_counted() {
    let desk = Desk::signed_in(KEEPER);
    let now: Option<KnownThen> = desk.ok("as_known", json!({}));
    assert!(now.is_none());
    let then: Option<KnownThen> = desk.ok("as_known", back(json!({})));
    let then = then.unwrap();
    assert_eq!(
        (then.on.as_str(), then.for_day.as_str()),
        ("2021-07-24", "2021-07-24")
    );
    assert_eq!(
        (then.entries, then.unconfirmed, then.known_later),
        (0, 11, 0)
    );
    let other = json!({"as_known": {"on": "2021-07-24", "for_day": "2021-07-20"}});
    let then: Option<KnownThen> = desk.ok("as_known", other);
    assert_eq!(then.unwrap().for_day, "2021-07-20");
}

#[test]
fn nothing_is_posted_while_somebody_looks_back() {
    let desk = Desk::signed_in(KEEPER);
    desk.blankets(5);
    for (name, request) in [
        ("post_receipt", receipt(json!([line(BLANKET, 5)]))),
        ("post_issue", issue(json!([]))),
    ] {
        desk.refused(name, back(request), "as-known-no-posting");
    }
    for call in CALLS.iter().filter(|call| call.who == Who::SignedIn) {
        let refused = desk.call(call.name, back(json!({}))).unwrap_err();
        assert_eq!(refused.code, "as-known-no-posting", "{}", call.name);
    }
    let draft = json!({"id": crate::desk::id(), "kind": "receipt", "content": {}});
    let _: Value = desk.ok("save_draft", back(draft));
    let _: Value = desk.ok("status", back(json!({})));
}

#[test]
fn a_day_that_is_none_is_refused() {
    let desk = Desk::signed_in(KEEPER);
    for (asked, code) in [
        (json!({"on": "24.7.2021", "for_day": null}), "date-invalid"),
        (
            json!({"on": "2021-07-24", "for_day": "2021-13-01"}),
            "date-invalid",
        ),
        (
            json!({"on": "0024-07-24", "for_day": null}),
            "year-out-of-range",
        ),
        (json!({"on": 24, "for_day": null}), "request-malformed"),
        (json!({"for_day": null}), "request-malformed"),
        (json!("yesterday"), "request-malformed"),
    ] {
        let refused = desk.call("items", json!({"as_known": asked})).unwrap_err();
        assert_eq!(refused.code, code, "{asked}");
        assert!(refused.subject.unwrap().starts_with("as_known"));
    }
    let now: Vec<Value> = desk.ok("items", json!({"as_known": null}));
    assert_eq!(now.len(), 2);
}

/// An offer valid and a reservation held until the end of August, looked at in October.
fn in_october() -> Desk {
    let until = "2021-08-31".parse().unwrap();
    let activation = ActivationRecorded {
        id: ActivationId(Uuid::from_u128(0xa1)),
        requesting_state: STATE,
        ucpm_number: None,
        hazard: "migration".to_owned(),
        requested_on: "2021-07-15".parse().unwrap(),
        source: None,
        stage: None,
        glide: None,
        note: None,
    };
    let offer = OfferReceived {
        id: OfferId(Uuid::from_u128(0xa2)),
        activation: activation.id,
        donor: DONOR,
        source: OfferSource::Cecis,
        offered_on: None,
        value: Amount {
            minor: None,
            currency: "EUR".to_owned(),
            qualifier: Qualifier::NotStated,
        },
        lines: Vec::new(),
        reference: None,
        terms: Some(OfferTerms {
            valid_until: Some(until),
            ..OfferTerms::default()
        }),
    };
    let reserved = StockReserved {
        id: ReservationId(Uuid::from_u128(0xa3)),
        number: "PAB-RSV-21-B-00001".to_owned(),
        site: SITE,
        point: None,
        expires_on: until,
        note: None,
        lines: vec![ReservedLine {
            item: BLANKET,
            quantity: 5,
        }],
    };
    let desk = told::desk(
        "2021-10-01T12:00:00Z",
        vec![
            ("coordination".to_owned(), Body::from(activation)),
            ("coordination".to_owned(), Body::from(offer)),
            (Scope::Site(SITE).to_string(), Body::from(reserved)),
        ],
    );
    desk.sign_in(COORDINATOR);
    desk
}

#[test]
fn what_ends_on_a_day_is_judged_by_the_day_looked_at() {
    let desk = in_october();
    let stage = |request: Value| {
        let offers: Vec<Value> = desk.ok("offers", request);
        offers[0]["stage"].clone()
    };
    assert_eq!(stage(json!({})), "expired");
    assert_eq!(stage(back(json!({}))), "received");
    let one: Value = desk.ok("offer", back(json!({"id": Uuid::from_u128(0xa2)})));
    assert_eq!(one["stage"], "received");
    let state = |request: Value| {
        let kept: Vec<Value> = desk.ok("reservations", request);
        kept[0]["state"].clone()
    };
    assert_eq!(state(json!({"site": SITE})), "expired");
    assert_eq!(state(back(json!({"site": SITE}))), "active");
}

#[test]
fn reservations_are_those_known_then() {
    let desk = in_october();
    let before = json!({"site": SITE, "as_known": {"on": "2021-07-23", "for_day": null}});
    let kept: Vec<Value> = desk.ok("reservations", before);
    assert!(kept.is_empty(), "{kept:?}");
    let free: Vec<Value> = desk.ok("free_stock", back(json!({"site": SITE})));
    assert!(free.is_empty(), "nothing stands there");
}
