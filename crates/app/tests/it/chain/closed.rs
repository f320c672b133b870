//! After an activation is closed: nothing new is decided, and what is on its way still arrives.

use ledger::body::{RecordMove, StageMoved};
use ledger::ids::{ActivationId, LotId, MoveId};
use ledger::stages::{ActivationStage, ConsignmentStage};
use store::view::AcceptanceState;

use super::*;

/// A closed activation with something left of every kind: one truck on the road, one not yet loaded; a transport under way
/// and a planned one; a request that was sent; an offer taken, and one of which a part waits for its confirmation.
struct Closed {
    accepted: Accepted,
    request: Uuid,
    offers: [Uuid; 2],
    waiting: Uuid,
    transports: [Uuid; 2],
    consignments: [ConsignmentView; 2],
}

fn closed() -> Closed {
    let accepted = accepted(30);
    let (desk, activation) = (&accepted.desk, accepted.activation);
    let go = |kind: &str, record: Uuid, to: Value| {
        let _: Posted = desk.ok("move_stage", step(kind, record, to));
    };
    let asked: Posted = desk.ok("record_request", request(activation, 1));
    go("request", asked.id.0, json!("sent"));
    let (second, waiting) = (id(), id());
    let _: Posted = desk.ok("record_offer", offer(activation, second, 50));
    let _: Posted = desk.ok("propose_acceptance", proposing(waiting, second, 10));
    go("offer", second, json!("declined"));
    let planned = plan(activation);
    let running = plan(activation);
    for transport in [&planned, &running] {
        let _: Posted = desk.ok("plan_transport", transport.clone());
    }
    let transports = [&planned, &running].map(|one| uuid(&one["id"]));
    go("transport", transports[1], json!("running"));
    let consignments = [accepted.consignment(5), accepted.consignment(10)];
    go(
        "consignment",
        consignments[1].id.0,
        json!({"stage": "dispatched"}),
    );
    go("activation", activation, json!("operations_ended"));
    let accepted = closed_elsewhere(accepted);
    let view: AcceptanceView = accepted
        .desk
        .ok("acceptance", json!({"id": accepted.acceptance}));
    Closed {
        request: asked.id.0,
        offers: [view.offer.0, second],
        waiting,
        transports,
        consignments,
        accepted,
    }
}

/// Another computer, which knew of none of this, closed the activation.
pub(super) fn closed_elsewhere(accepted: Accepted) -> Accepted {
    let closure = StageMoved {
        id: MoveId(id()),
        record: RecordMove::Activation {
            id: ActivationId(accepted.activation),
            to: ActivationStage::Closed,
        },
    };
    let desk = accepted.desk.told(vec![closure.into()]);
    desk.sign_in(COORDINATOR);
    Accepted { desk, ..accepted }
}

fn uuid(value: &Value) -> Uuid {
    value
        .as_str()
        .and_then(|text| text.parse().ok())
        .expect("an id")
}

pub(super) fn plan(activation: Uuid) -> Value {
    json!({
        "id": id(), "activation": activation, "donor": DONOR, "organiser": "donor", "title": "Trucks",
        "planned_start": "2021-07-22", "draft": null, "co_financing": null
    })
}

fn proposing(acceptance: Uuid, offer: Uuid, quantity: i64) -> Value {
    json!({"id": acceptance, "offer": offer, "lines": [
        {"offer_line": offer, "item": BLANKET, "quantity": quantity, "site": SITE}
    ]})
}

pub(super) fn step(kind: &str, record: Uuid, to: Value) -> Value {
    moving(of(kind, record, to), json!("as agreed"))
}

#[test]
fn a_closed_activation_begins_nothing() {
    let found = closed();
    let (accepted, desk) = (&found.accepted, &found.accepted.desk);
    let [planned, _] = &found.consignments;
    let reduction = json!({"id": id(), "acceptance": accepted.acceptance, "reason": "the donor has fewer", "lines": [
        {"acceptance_line": accepted.line, "quantity": 20}
    ]});
    let confirming = json!({"acceptance": found.waiting, "approver": SECOND, "pin": PIN});
    let moves = [
        step("request", found.request, json!("open")),
        step("offer", found.offers[1], json!("under_review")),
        step("acceptance", accepted.acceptance, json!("cancelled")),
        step("transport", found.transports[0], json!("notified")),
        step("transport", found.transports[0], json!("running")),
        step("consignment", planned.id.0, json!({"stage": "packed"})),
    ];
    let calls = [
        (
            "record_request",
            request(accepted.activation, 2),
            "activation",
        ),
        (
            "record_offer",
            offer(accepted.activation, id(), 5),
            "activation",
        ),
        ("plan_transport", plan(accepted.activation), "activation"),
        (
            "propose_acceptance",
            proposing(id(), found.offers[1], 5),
            "offer",
        ),
        ("confirm_acceptance", confirming, "acceptance"),
        ("reduce_acceptance", reduction, "acceptance"),
        (
            "announce_consignment",
            accepted.announcing(id(), 5),
            "acceptance",
        ),
    ];
    let moves = moves.map(|asked| ("move_stage", asked, "record.id"));
    for (call, asked, subject) in calls.into_iter().chain(moves) {
        let problem = desk.refused(call, asked.clone(), "activation-closed");
        assert_eq!(problem.subject.as_deref(), Some(subject), "{call} {asked}");
    }
}

/// What the closure could not foresee is told all the same: goods, costs and what became of them.
#[test]
fn what_was_under_way_goes_on_after_the_closure() {
    let found = closed();
    let (accepted, desk) = (&found.accepted, &found.accepted.desk);
    let [planned, under_way] = &found.consignments;
    for allowed in [
        step("request", found.request, json!("withdrawn")),
        step("transport", found.transports[1], json!("ended")),
        step("transport", found.transports[1], json!("applied")),
        step("transport", found.transports[1], json!("granted")),
        step("consignment", under_way.id.0, json!({"stage": "arrived"})),
        step("consignment", planned.id.0, json!({"stage": "closed"})),
    ] {
        let _: Posted = desk.ok("move_stage", allowed);
    }
    desk.sign_in(KEEPER);
    let mut counted = line(BLANKET, 10);
    counted["consignment_line"] = json!(under_way.lines[0].id);
    let mut announced = receipt(json!([counted]));
    announced["consignment"] = json!(under_way.id);
    let _: Posted = desk.ok("post_receipt", announced);
    let against = with(line(BLANKET, 7), "/acceptance_line", json!(accepted.line));
    let against = with(against, "/expected", json!(7));
    let against = with(
        receipt(json!([against])),
        "/acceptance",
        json!(accepted.acceptance),
    );
    let _: Posted = desk.ok("post_receipt", against);
    let unannounced = desk.blankets(3);
    let stock: Vec<StockRow> = desk.ok("stock", json!({"site": SITE}));
    let mut lots = stock[0].lots.iter();
    let lot = lots.find(|lot| lot.spots[0].quantity == 3);
    let lot: LotId = lot.expect("the lot").lot;
    desk.sign_in(COORDINATOR);
    let link = json!({"id": id(), "receipt": unannounced.id, "acceptance": accepted.acceptance, "lines": [
        {"lot": lot, "acceptance_line": accepted.line, "quantity": 3}
    ]});
    let _: Posted = desk.ok("match_receipt", link);
    let view: AcceptanceView = desk.ok("acceptance", json!({"id": accepted.acceptance}));
    assert_eq!(view.lines[0].quantity, 30, "what was accepted is as it was");
}

/// Announced and never written to have left, it comes in part after the closure. It would otherwise stay under way for ever.
#[test]
fn a_truck_that_left_unwritten_is_ended_after_the_closure() {
    let found = closed();
    let desk = &found.accepted.desk;
    let [announced, _] = &found.consignments;
    desk.sign_in(KEEPER);
    let mut counted = line(BLANKET, 2);
    counted["consignment_line"] = json!(announced.lines[0].id);
    counted["expected"] = json!(2);
    let mut part = receipt(json!([counted]));
    part["consignment"] = json!(announced.id);
    let _: Posted = desk.ok("post_receipt", part);
    desk.sign_in(COORDINATOR);
    let of_it = |to| step("consignment", announced.id.0, json!({"stage": to}));
    desk.refused("move_stage", of_it("closed"), "consignment-not-received");
    for told in ["dispatched", "returned", "closed"] {
        let _: Posted = desk.ok("move_stage", of_it(told));
    }
    let view: ConsignmentView = desk.ok("consignment", json!({"id": announced.id}));
    assert_eq!(view.stage, ConsignmentStage::Closed);
}

/// A proposal that nobody confirmed and an offer that came late do not stay open because the rest is closed.
#[test]
fn what_was_left_undecided_is_ended_after_the_closure() {
    let found = closed();
    let desk = &found.accepted.desk;
    let _: Posted = desk.ok(
        "move_stage",
        step("acceptance", found.waiting, json!("cancelled")),
    );
    let view: AcceptanceView = desk.ok("acceptance", json!({"id": found.waiting}));
    assert_eq!(view.state, AcceptanceState::Cancelled);
    let _: Posted = desk.ok(
        "move_stage",
        step("offer", found.offers[1], json!("withdrawn")),
    );
    let _: Posted = desk.ok(
        "move_stage",
        step("offer", found.offers[0], json!("declined")),
    );
}

/// The words of a list of stages, as a screen reads them.
fn words(stages: &impl serde::Serialize) -> Vec<String> {
    let value = serde_json::to_value(stages).expect("stages");
    serde_json::from_value(value).expect("words")
}

/// What the readings offer after the closure is what is taken then, and they say why the rest is gone.
#[test]
fn readings_offer_what_a_closed_activation_takes() {
    let found = closed();
    let (accepted, desk) = (&found.accepted, &found.accepted.desk);
    let view: RequestView = desk.ok("request", json!({"id": found.request}));
    assert_eq!(
        (words(&view.next), view.activation_closed),
        (vec!["closed".to_owned(), "withdrawn".to_owned()], true)
    );
    let next = |id: Uuid| -> Vec<String> {
        let view: OfferView = desk.ok("offer", json!({"id": id}));
        assert!(view.activation_closed);
        words(&view.next)
    };
    assert_eq!(next(found.offers[0]), ["declined", "withdrawn"]);
    assert_eq!(next(found.offers[1]), ["withdrawn"]);
    let next = |id: Uuid| -> Vec<String> {
        let view: TransportView = desk.ok("transport", json!({"id": id}));
        assert!(view.activation_closed);
        words(&view.next)
    };
    assert!(next(found.transports[0]).is_empty());
    assert_eq!(next(found.transports[1]), ["ended", "applied"]);
    let [planned, under_way] = &found.consignments;
    let next = |id: Uuid| -> Vec<String> {
        let view: ConsignmentView = desk.ok("consignment", json!({"id": id}));
        assert!(view.activation_closed);
        words(&view.next)
    };
    assert!(!next(planned.id.0).contains(&"packed".to_owned()));
    assert!(next(planned.id.0).contains(&"closed".to_owned()));
    // It was not received, so it cannot be closed, whatever its table says.
    assert!(!next(under_way.id.0).contains(&"closed".to_owned()));
    let cancellable = |id: Uuid| -> (bool, bool) {
        let view: AcceptanceView = desk.ok("acceptance", json!({"id": id}));
        (view.cancellable, view.activation_closed)
    };
    assert_eq!(cancellable(accepted.acceptance), (false, true));
    assert_eq!(cancellable(found.waiting), (true, true));
}

#[test]
fn readings_of_an_open_activation_hold_nothing_back() {
    let accepted = accepted(30);
    let desk = &accepted.desk;
    let view: AcceptanceView = desk.ok("acceptance", json!({"id": accepted.acceptance}));
    assert_eq!((view.cancellable, view.activation_closed), (true, false));
    let offer: OfferView = desk.ok("offer", json!({"id": view.offer}));
    assert_eq!(
        words(&offer.next),
        ["under_review", "declined", "withdrawn"]
    );
    let _ = accepted.consignment(5);
    let view: AcceptanceView = desk.ok("acceptance", json!({"id": accepted.acceptance}));
    assert!(!view.cancellable, "some of it is on its way");
}
