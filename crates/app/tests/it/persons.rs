//! Sign-in, PINs, lock-outs, and who may do what.

use app::contract::replies::{Stage, Status};
use chrono::TimeDelta;
use ledger::scope::Scope;
use serde_json::json;
use store::view::PersonRow;

use crate::desk::{
    AUDITOR, BLANKET, CODE, COORDINATOR, Desk, KEEPER, PIN, SECOND, SITE, STATE, id, line, receipt,
};

fn code_of(desk: &Desk, name: &str, args: serde_json::Value) -> String {
    desk.call(name, args).unwrap_err().code
}

#[test]
fn nothing_is_shown_before_somebody_signs_in() {
    let desk = Desk::new();
    let status: Status = desk.ok("status", json!({}));
    assert_eq!((status.stage, status.demo), (Stage::SignedOut, true));
    for call in app::contract::CALLS.iter().filter(|call| {
        use app::contract::Who::{Anyone, Local, Opened, Reads, SignedIn};
        match call.who {
            SignedIn | Reads | Local => true,
            Anyone | Opened => false,
        }
    }) {
        assert_eq!(
            code_of(&desk, call.name, json!({})),
            "nobody-signed-in",
            "{}",
            call.name
        );
    }
    let people: Vec<PersonRow> = desk.ok("people", json!({}));
    assert_eq!(people.len(), 4);
    assert_eq!(desk.sign_in(KEEPER).stage, Stage::SignedIn);
    let status: Status = desk.ok("sign_out", json!({}));
    assert_eq!((status.stage, status.person), (Stage::SignedOut, None));
}

#[test]
fn a_code_sets_a_pin_once() {
    let desk = Desk::new();
    let set = |code: &str, pin: &str| json!({"person": KEEPER, "code": code, "pin": pin});
    assert_eq!(
        code_of(&desk, "sign_in", json!({"person": KEEPER, "pin": PIN})),
        "pin-not-set"
    );
    assert_eq!(code_of(&desk, "set_pin", set("", PIN)), "pin-code-missing");
    assert_eq!(
        code_of(&desk, "set_pin", set("AAAA-AAAA", PIN)),
        "pin-code-wrong"
    );
    assert_eq!(code_of(&desk, "set_pin", set(CODE, "12")), "pin-too-short");
    assert_eq!(
        code_of(&desk, "set_pin", set(CODE, "12a4")),
        "pin-too-short"
    );
    let _: Status = desk.ok("set_pin", set(&CODE.to_lowercase(), PIN));
    assert_eq!(
        code_of(&desk, "set_pin", set(CODE, "4321")),
        "pin-code-wrong"
    );
    assert_eq!(
        code_of(&desk, "sign_in", json!({"person": id(), "pin": PIN})),
        "person-unknown"
    );
}

#[test]
fn five_wrong_codes_lock_a_person_out_as_wrong_pins_do() {
    let desk = Desk::new();
    let set = |code: &str| json!({"person": KEEPER, "code": code, "pin": PIN});
    for _ in 0..4 {
        assert_eq!(
            code_of(&desk, "set_pin", set("AAAA-AAAA")),
            "pin-code-wrong"
        );
    }
    let people: Vec<PersonRow> = desk.ok("people", json!({}));
    assert!(people.iter().all(|person| !person.pin_set), "no PIN yet");
    assert_eq!(
        code_of(&desk, "sign_in", json!({"person": KEEPER, "pin": PIN})),
        "pin-not-set"
    );
    assert_eq!(code_of(&desk, "set_pin", set("AAAA-AAAA")), "pin-locked");
    let desk = desk.reopened();
    assert_eq!(code_of(&desk, "set_pin", set(CODE)), "pin-locked");
    desk.clock.advance(TimeDelta::minutes(5));
    let _: Status = desk.ok("set_pin", set(CODE));
    // A code that is spent is guessed at like any other, and the lock is that of the PIN too.
    for _ in 0..4 {
        assert_eq!(code_of(&desk, "set_pin", set(CODE)), "pin-code-wrong");
    }
    assert_eq!(code_of(&desk, "set_pin", set(CODE)), "pin-locked");
    assert_eq!(
        code_of(&desk, "sign_in", json!({"person": KEEPER, "pin": PIN})),
        "pin-locked"
    );
}

#[test]
fn five_wrong_pins_lock_a_person_out_across_restarts() {
    let desk = Desk::signed_in(KEEPER);
    let wrong = json!({"person": KEEPER, "pin": "9999"});
    let right = json!({"person": KEEPER, "pin": PIN});
    for left in ["4", "3", "2", "1"] {
        let problem = desk.call("sign_in", wrong.clone()).unwrap_err();
        assert_eq!(
            (problem.code.as_str(), problem.facts["left"].as_str()),
            ("wrong-pin", left)
        );
    }
    assert_eq!(code_of(&desk, "sign_in", wrong.clone()), "pin-locked");
    let desk = desk.reopened();
    assert_eq!(code_of(&desk, "sign_in", right.clone()), "pin-locked");
    desk.clock.advance(TimeDelta::minutes(5));
    for _ in 0..4 {
        assert_eq!(code_of(&desk, "sign_in", wrong.clone()), "wrong-pin");
    }
    assert_eq!(code_of(&desk, "sign_in", wrong), "pin-locked");
    desk.clock.advance(TimeDelta::minutes(6));
    assert_eq!(
        code_of(&desk, "sign_in", right.clone()),
        "pin-locked",
        "the second lock lasts twice as long"
    );
    desk.clock.advance(TimeDelta::minutes(5));
    let status: Status = desk.ok("sign_in", right);
    assert_eq!(status.stage, Stage::SignedIn);
}

#[test]
fn a_lock_set_by_a_clock_that_was_ahead_is_over_once_it_is_put_right() {
    let desk = Desk::signed_in(KEEPER);
    let wrong = json!({"person": KEEPER, "pin": "9999"});
    desk.clock.advance(TimeDelta::days(400));
    for _ in 0..5 {
        desk.call("sign_in", wrong.clone()).unwrap_err();
    }
    let right = json!({"person": KEEPER, "pin": PIN});
    assert_eq!(code_of(&desk, "sign_in", right.clone()), "pin-locked");
    desk.clock.advance(TimeDelta::days(-400));
    desk.ok::<Status>("sign_in", right);
}

#[test]
fn tries_at_once_are_all_counted() {
    let desk = Desk::signed_in(KEEPER);
    let wrong = json!({"person": KEEPER, "pin": "9999"});
    let codes: Vec<String> = std::thread::scope(|scope| {
        let tries: Vec<_> = (0..8)
            .map(|_| scope.spawn(|| code_of(&desk, "sign_in", wrong.clone())))
            .collect();
        tries.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let wrong = codes.iter().filter(|code| *code == "wrong-pin").count();
    assert_eq!(wrong, 4, "the fifth locks: {codes:?}");
}

#[test]
fn a_role_permits_its_own_work_and_no_other() {
    let desk = Desk::signed_in(AUDITOR);
    let problem = desk.refused(
        "post_receipt",
        receipt(json!([line(BLANKET, 1)])),
        "not-permitted",
    );
    assert_eq!(problem.facts["action"], "post-receipt");
    assert!(problem.facts["roles"].contains("store_keeper"));
    desk.ok::<store::view::Funds>("funds", json!({}));
    desk.sign_in(KEEPER);
    for (call, args) in [
        ("funds", json!({})),
        ("matrix", json!({"site": null})),
        ("offers", json!({})),
        ("export_audit", json!({"folder": null})),
        ("stock", json!({"site": id()})),
    ] {
        desk.refused(call, args, "not-permitted");
    }
    desk.sign_in(COORDINATOR);
    desk.refused(
        "post_receipt",
        receipt(json!([line(BLANKET, 1)])),
        "not-permitted",
    );
    desk.ok::<Vec<store::view::StockRow>>("stock", json!({"site": SITE}));
}

#[test]
fn funds_and_exports_are_for_those_of_the_table_alone() {
    let desk = Desk::signed_in(KEEPER);
    let folder = json!({"folder": null});
    let calls = [
        ("funds", json!({}), "fund_officer, auditor"),
        (
            "export_funding_report",
            folder.clone(),
            "fund_officer, auditor",
        ),
        ("export_audit", folder, "auditor"),
    ];
    // SECOND is a coordinator and nothing else; COORDINATOR is a fund officer too.
    for person in [KEEPER, SECOND] {
        desk.sign_in(person);
        for (call, args, roles) in &calls {
            let problem = desk.refused(call, args.clone(), "not-permitted");
            assert_eq!(problem.facts["roles"], *roles, "{call}");
        }
    }
    desk.sign_in(COORDINATOR);
    let (audit, args, _) = &calls[2];
    desk.refused(audit, args.clone(), "not-permitted");
    assert!(
        !desk.dir.path().join("exports").exists(),
        "nothing left the ledger"
    );
    for person in [COORDINATOR, AUDITOR] {
        desk.sign_in(person);
        for (call, args, _) in &calls[..2] {
            desk.call(call, args.clone()).unwrap();
        }
    }
    desk.call(audit, args.clone()).unwrap();
}

#[test]
fn a_computer_that_does_not_write_a_scope_names_the_roles_that_may() {
    let desk = Desk::writing(&["catalogue".to_owned(), Scope::Site(SITE).to_string()]);
    desk.sign_in(COORDINATOR);
    let decision = json!({
        "id": id(), "instrument": "AMIF", "title": "Decision", "reference": null, "decided_on": null,
        "amount": {"minor": 100, "currency": "EUR", "qualifier": "EXACT"}, "beneficiary": null,
        "sources": ["A paper"], "draft": null
    });
    let activation = json!({
        "id": id(), "requesting_state": STATE, "ucpm_number": null, "hazard": "Migration",
        "requested_on": "2021-07-15", "source": null, "draft": null
    });
    let cases = [
        ("record_decision", decision, "fund_officer"),
        ("record_activation", activation, "coordinator"),
    ];
    for (call, args, roles) in cases {
        let problem = desk.refused(call, args, "not-permitted");
        assert_eq!(problem.facts["action"], call.replace('_', "-"));
        assert_eq!(problem.facts["roles"], roles);
    }
}
