//! Goods on loan go back to whoever lent them, and to nobody else.

use app::contract::replies::{Kept, Posted};
use ledger::amount::Amount;
use ledger::body::{
    AcceptanceLine, AcceptanceProposed, Body, MoveHow, OfferLine, OfferReceived, OfferSource,
    ReceiptLine, ReceiptPosted, StockMoveLine, StockMoved, Title,
};
use ledger::ids::{
    AcceptanceId, AcceptanceLineId, ActivationId, LotId, OfferId, OfferLineId, PartyId, ReceiptId,
    StockMoveId,
};
use ledger::posting::Condition;
use ledger::quantity::{Qualifier, StatedQuantity};
use serde_json::{Value, json};
use store::view::{ReturnKind, ReturnableRow};

use crate::desk::{BLANKET, COORDINATOR, DONOR, Desk, KEEPER, SITE, STATE, id};

/// Thirty blankets lent by the donor, and how many of them went to which party since.
fn lent(lot: LotId, gone: &[(PartyId, i64)]) -> Vec<Body> {
    let (offer, line) = (OfferId(id()), OfferLineId(id()));
    let (acceptance, accepted) = (AcceptanceId(id()), AcceptanceLineId(id()));
    let quantity = StatedQuantity {
        value: Some(30),
        qualifier: Qualifier::Exact,
    };
    let amount = || Amount::not_stated("EUR").expect("a currency");
    let mut bodies = vec![
        Body::from(OfferReceived {
            id: offer,
            activation: ActivationId(id()),
            donor: DONOR,
            source: OfferSource::Bilateral,
            offered_on: None,
            value: amount(),
            lines: vec![OfferLine {
                id: line,
                text: "blankets, on loan".to_owned(),
                group: None,
                item: Some(BLANKET),
                quantity,
                title: Title::Loan,
                detail: None,
            }],
            reference: None,
            terms: None,
        }),
        Body::from(AcceptanceProposed {
            id: acceptance,
            offer,
            donor: DONOR,
            lines: vec![AcceptanceLine {
                id: accepted,
                offer_line: line,
                item: BLANKET,
                quantity: 30,
                site: SITE,
                offered: Some(quantity),
            }],
            conditions: None,
        }),
        received(lot, acceptance, accepted, amount()),
    ];
    let returned = |(party, quantity): &(PartyId, i64)| {
        Body::from(StockMoved {
            id: StockMoveId(id()),
            number: "PAB-RTD-21-A-00001".to_owned(),
            site: SITE,
            how: MoveHow::ReturnToDonor { party: *party },
            approval: false,
            lines: vec![StockMoveLine {
                lot,
                item: BLANKET,
                place: None,
                condition: Condition::Good,
                quantity: *quantity,
            }],
        })
    };
    bodies.extend(gone.iter().map(returned));
    bodies
}

fn received(
    lot: LotId,
    acceptance: AcceptanceId,
    accepted: AcceptanceLineId,
    value: Amount,
) -> Body {
    Body::from(ReceiptPosted {
        id: ReceiptId(id()),
        number: "PAB-GRN-21-A-00001".to_owned(),
        site: SITE,
        donor: DONOR,
        acceptance: Some(acceptance),
        consignment: None,
        origin: None,
        handed_over_on: None,
        paper: None,
        declared_value: value,
        lines: vec![ReceiptLine {
            id: lot,
            item: BLANKET,
            batch: None,
            expiry: None,
            acceptance_line: Some(accepted),
            consignment_line: None,
            expected: Some(30),
            good: 30,
            damaged: 0,
            refused: 0,
            short: 0,
            over: 0,
            reason: None,
            place: None,
            packed: None,
        }],
    })
}

fn going_back(lot: LotId, party: PartyId, quantity: i64) -> Value {
    json!({
        "id": id(), "site": SITE, "how": "return_to_donor", "occurred_on": "2021-07-24", "date_confirmed": false,
        "party": party, "reason": "end of loan",
        "lines": [{"lot": lot, "place": null, "condition": "GOOD", "quantity": quantity}]
    })
}

fn owed(desk: &Desk) -> Vec<(ReturnKind, PartyId, i64)> {
    let due: Vec<ReturnableRow> = desk.ok("returnables", json!({"site": null}));
    due.iter()
        .map(|row| (row.kind, row.party, row.outstanding))
        .collect()
}

#[test]
fn a_loan_goes_back_to_its_donor_alone() {
    let lot = LotId(id());
    let desk = Desk::after_a_merge(lent(lot, &[]));
    desk.sign_in(KEEPER);
    let problem = desk.refused("move_stock", going_back(lot, STATE, 5), "donor-differs");
    assert_eq!(problem.subject.as_deref(), Some("party"));
    let facts = ["item", "donor", "given"].map(|name| problem.facts[name].as_str());
    assert_eq!(facts, ["BLANKET", "CZ", "LT"]);
    let _: Posted = desk.ok("move_stock", going_back(lot, DONOR, 5));
    desk.sign_in(COORDINATOR);
    assert_eq!(owed(&desk), [(ReturnKind::OwedToDonor, DONOR, 25)]);
    desk.sign_in(KEEPER);
    let _: Posted = desk.ok("move_stock", going_back(lot, DONOR, 25));
    desk.sign_in(COORDINATOR);
    assert!(owed(&desk).is_empty());
}

/// Computers of older versions let goods on loan go to anybody. The donor has not got them back by that.
#[test]
fn what_went_to_somebody_else_is_still_owed() {
    let lot = LotId(id());
    let desk = Desk::after_a_merge(lent(lot, &[(STATE, 30)]));
    desk.sign_in(COORDINATOR);
    assert_eq!(owed(&desk), [(ReturnKind::OwedToDonor, DONOR, 30)]);
    let part = LotId(id());
    let desk = Desk::after_a_merge(lent(part, &[(STATE, 10), (DONOR, 8)]));
    desk.sign_in(COORDINATOR);
    assert_eq!(owed(&desk), [(ReturnKind::OwedToDonor, DONOR, 22)]);
}

#[test]
fn x_06_a_donor_recorded_twice_is_one_donor() {
    let lot = LotId(id());
    let desk = Desk::after_a_merge(lent(lot, &[]));
    desk.sign_in(COORDINATOR);
    let other = PartyId(id());
    let _: Kept = desk.ok(
        "register_party",
        json!({
            "id": other, "kind": "MEMBER_STATE", "names": {"en": "Czech Republic"}, "iso": null, "eu_code": null,
            "donor": true, "affected": false, "synonyms": [], "draft": null
        }),
    );
    desk.sign_in(KEEPER);
    desk.refused("move_stock", going_back(lot, other, 5), "donor-differs");
    desk.sign_in(COORDINATOR);
    let _: Kept = desk.ok(
        "merge_records",
        json!({"id": id(), "kind": "party", "from": DONOR, "into": other, "reason": "written twice"}),
    );
    desk.sign_in(KEEPER);
    let _: Posted = desk.ok("move_stock", going_back(lot, other, 5));
    desk.sign_in(COORDINATOR);
    assert_eq!(owed(&desk), [(ReturnKind::OwedToDonor, DONOR, 25)]);
}

/// The title of some went to another party: that part goes back to its new owner, the rest to the donor.
#[test]
fn what_changed_its_owner_goes_back_to_the_new_one() {
    let lot = LotId(id());
    let desk = Desk::after_a_merge(lent(lot, &[]));
    desk.sign_in(KEEPER);
    desk.refused("move_stock", going_back(lot, STATE, 5), "donor-differs");
    let mut change = going_back(lot, STATE, 10);
    change["how"] = json!("ownership_change");
    change["from_party"] = json!(DONOR);
    change["paper"] = json!("A-1");
    change["reason"] = Value::Null;
    let change: Posted = desk.ok("move_stock", change);
    let back: Posted = desk.ok("move_stock", going_back(lot, STATE, 6));
    let _: Posted = desk.ok("move_stock", going_back(lot, DONOR, 5));
    desk.sign_in(COORDINATOR);
    assert_eq!(owed(&desk), [(ReturnKind::OwedToDonor, DONOR, 19)]);
    desk.sign_in(KEEPER);
    for document in [back.id, change.id] {
        let undo = json!({"document": document, "reason": "not signed", "occurred_on": "2021-07-24", "date_confirmed": false});
        let _: Posted = desk.ok("reverse", undo);
    }
    desk.refused("move_stock", going_back(lot, STATE, 5), "donor-differs");
}
