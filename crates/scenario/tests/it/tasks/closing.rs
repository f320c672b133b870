//! An activation is closed by its signed list while a site, apart, hands goods out. Nothing is taken back: it stays closed,
//! and the page tells what was signed from what stands.

use app::contract::replies::Posted;
use ledger::stages::ActivationStage;
use serde_json::{Value, json};
use store::view::{AcceptanceView, ActivationView, ClosureView, OfferView, RemainingLine};

use super::office::Office as _;
use super::scene::{BLANKET, Computer, PABRADE, Scene, exchange, id, line};

fn moved(computer: &Computer, activation: &Value, to: &str) -> Value {
    json!({
        "id": id(), "record": {"kind": "activation", "id": activation, "to": to}, "occurred_on": computer.today(),
        "reason": null, "date_confirmed": false
    })
}

fn signing(computer: &Computer, activation: &Value) -> Value {
    let view: ClosureView = computer.ok("closure", json!({"id": activation}));
    let line = |line: &RemainingLine| {
        json!({
            "site": line.site, "item": line.item, "donor": line.donor, "condition": line.condition,
            "quantity": line.quantity
        })
    };
    let lines: Value = view.remaining.iter().map(line).collect();
    json!({
        "id": id(), "activation": activation, "lines": lines, "reason": null
    })
}

/// Twenty blankets accepted by Anna and received at Pabradė; operations have ended.
fn received(anna: &Computer, pabrade: &Computer) -> Value {
    let offer = anna.offered(20);
    let acceptance = anna.propose(offer, PABRADE, 20);
    anna.confirm(acceptance);
    exchange(&[anna, pabrade]);
    let view: AcceptanceView = anna.ok("acceptance", json!({"id": acceptance}));
    let mut counted = line(BLANKET, 20);
    counted["acceptance_line"] = json!(view.lines[0].id);
    counted["expected"] = json!(20);
    let mut receipt = pabrade.receipt(PABRADE, counted);
    receipt["acceptance"] = json!(acceptance);
    let _: Posted = pabrade.ok("post_receipt", receipt);
    exchange(&[anna, pabrade]);
    let view: OfferView = anna.ok("offer", json!({"id": offer}));
    let activation = json!(view.activation);
    let _: Posted = anna.ok("move_stage", moved(anna, &activation, "operations_ended"));
    activation
}

#[test]
fn a_closure_and_stock_that_moved_apart_stand_side_by_side() {
    let scene = Scene::new();
    let (anna, other) = (scene.office("anna"), scene.office("other"));
    let pabrade = scene.at_pabrade("pabrade");
    let activation = received(&anna, &pabrade);
    let _: Posted = anna.ok("sign_closure", signing(&anna, &activation));
    let _: Posted = anna.ok("move_stage", moved(&anna, &activation, "closed"));
    let _: Posted = pabrade.ok("post_issue", pabrade.issue(5));
    exchange(&[&anna, &pabrade, &other]);
    for office in [&anna, &other] {
        let view: ActivationView = office.ok("activation", json!({"id": activation}));
        assert_eq!(view.stage, ActivationStage::Closed);
        let view: ClosureView = office.ok("closure", json!({"id": activation}));
        let told: Vec<(i64, i64)> = view
            .differences
            .iter()
            .map(|one| (one.signed, one.now))
            .collect();
        assert_eq!(told, [(20, 15)]);
        assert!(view.signed[0].counted && view.signed[0].entry.pos.is_some());
        assert_eq!(view.signed[0].person_name, "Anna");
    }
    // Signed late, it says what stands again; the list of the closure stays visible.
    let _: Posted = other.ok("sign_closure", signing(&other, &activation));
    exchange(&[&other, &anna]);
    let view: ClosureView = anna.ok("closure", json!({"id": activation}));
    assert_eq!((view.signed.len(), view.differences.len()), (2, 0));
    scene.end();
}

/// The office that has not heard of the issue signs what is no longer so; the one that has refuses to close by that list.
#[test]
fn a_list_that_was_overtaken_closes_nothing() {
    let scene = Scene::new();
    let (anna, pabrade) = (scene.office("anna"), scene.at_pabrade("pabrade"));
    let activation = received(&anna, &pabrade);
    let _: Posted = pabrade.ok("post_issue", pabrade.issue(5));
    let _: Posted = anna.ok("sign_closure", signing(&anna, &activation));
    exchange(&[&anna, &pabrade]);
    anna.refused(
        "move_stage",
        moved(&anna, &activation, "closed"),
        "closure-changed",
    );
    let _: Posted = anna.ok("sign_closure", signing(&anna, &activation));
    let _: Posted = anna.ok("move_stage", moved(&anna, &activation, "closed"));
    scene.end();
}
