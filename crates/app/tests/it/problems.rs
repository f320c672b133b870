//! Every code of the contract is provoked by somebody: those that no other story meets, here. And every code has its words.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use app::Problem;
use app::contract::CODES;
use app::contract::replies::{Exported, Kept, Posted};
use ledger::amount::Amount;
use ledger::body::{Body, IssueLine, IssuePosted, ReceiptLine, ReceiptPosted};
use ledger::ids::{IssueId, IssueLineId, LotId, ReceiptId};
use ledger::posting::Condition;
use serde_json::{Value, json};
use store::keyfile::KeyError;
use store::view::{KitRow, PlaceRow, StockRow};
use store::{OpenError, StoreError};
use uuid::Uuid;

use crate::desk::{
    BLANKET, COORDINATOR, DONOR, Desk, KEEPER, MEDICINE, OTHER, OTHER_KEEPER, PIN, POINT, SECOND,
    SITE, STATE, id, issue, line, receipt, with,
};
use crate::transfers::{dispatch, lot_of, taking_in};

/// Codes that no call on one computer in order can answer with, why, and the test elsewhere that makes the failure happen.
const ELSEWHERE: &[(&str, &str, &str)] = &[
    (
        "document-needs-update",
        "it takes an entry of a program that is not written yet",
        "crates/store/tests/it/arrivals.rs is_locked(store, locked)",
    ),
    (
        "journal-forked",
        "it takes a cloned computer",
        "crates/replication/tests/it/forks.rs Reason::Fork",
    ),
    (
        "consignment-elsewhere",
        "it takes a truck that was diverted, and a receipt at its first site",
        "crates/ledger/tests/it/receive.rs bound for another site",
    ),
    (
        "kit-empty",
        "it takes kits whose parts a merge has used",
        "crates/ledger/tests/it/kit.rs are inside, 2 would have to come out",
    ),
    (
        "receipt-announced",
        "a linked receipt names a consignment from the donor",
        "crates/ledger/tests/it/transfer.rs one.announced = true",
    ),
];

fn medicine(good: i64, batch: Value, expiry: &str) -> Value {
    let line = with(line(MEDICINE, good), "/batch", batch);
    receipt(json!([with(line, "/expiry", json!(expiry))]))
}

fn lots(desk: &Desk) -> Vec<LotId> {
    let stock: Vec<StockRow> = desk.ok("stock", json!({"site": SITE}));
    let lots = stock.iter().flat_map(|row| row.lots.iter());
    lots.map(|lot| lot.lot).collect()
}

#[test]
fn a_computer_is_enrolled_once() {
    let desk = Desk::signed_in(KEEPER);
    let again = json!({"address": "localhost:1", "code": "K7M2-9QXA", "device_name": "Desk", "passphrase": null});
    desk.refused("enrol", again, "already-enrolled");
}

#[test]
fn labels_and_turns_of_lots() {
    let desk = Desk::signed_in(KEEPER);
    desk.refused(
        "post_receipt",
        medicine(5, json!(null), "2030-01-31"),
        "batch-missing",
    );
    let _: Posted = desk.ok("post_receipt", medicine(5, json!("A"), "2030-01-31"));
    let _: Posted = desk.ok("post_receipt", medicine(5, json!("B"), "2031-01-31"));
    let later = lots(&desk)[1];
    let asked = json!([{"item": MEDICINE, "lot": later, "quantity": 1, "reason": null}]);
    desk.refused("post_issue", issue(asked), "override-missing");
    let _: Posted = desk.ok("post_receipt", medicine(5, json!("C"), "2021-07-20"));
    let expired = lots(&desk).into_iter().find(|lot| {
        let stock: Vec<StockRow> = desk.ok("stock", json!({"site": SITE}));
        let mut all = stock.into_iter().flat_map(|row| row.lots);
        all.any(|one| one.lot == *lot && one.batch.as_deref() == Some("C"))
    });
    let fit_again = json!({
        "id": id(), "site": SITE, "how": "condition_change", "occurred_on": "2021-07-24", "date_confirmed": false,
        "reason": "looks well", "to_condition": "GOOD",
        "lines": [{"lot": expired, "place": null, "condition": "EXPIRED", "quantity": 1}]
    });
    desk.refused("move_stock", fit_again, "lot-expired");
}

#[test]
fn some_documents_are_not_reversed() {
    let desk = Desk::signed_in(COORDINATOR);
    let activation = id();
    let recorded = json!({
        "id": activation, "requesting_state": STATE, "ucpm_number": null, "hazard": "migration",
        "requested_on": "2021-07-15", "source": null, "stage": null, "draft": null
    });
    let _: Posted = desk.ok("record_activation", recorded);
    let undo = json!({"document": activation, "reason": "wrong", "occurred_on": "2021-07-24", "date_confirmed": false});
    desk.refused("reverse", undo, "cannot-reverse-kind");
}

#[test]
fn a_place_is_counted_by_itself() {
    let desk = Desk::signed_in(KEEPER);
    desk.blankets(10);
    let hall: PlaceRow = desk.ok(
        "add_place",
        json!({"site": SITE, "name": "Hall", "parent": null}),
    );
    let count = json!({
        "id": id(), "site": SITE, "place": hall.id, "blind": false, "occurred_on": "2021-07-24",
        "lines": [{"lot": lots(&desk)[0], "condition": "GOOD", "place": null, "book": 10, "counted": 10, "reason": null}],
        "approver": null, "date_confirmed": false, "draft": null
    });
    desk.refused("post_count", count, "count-other-place");
}

#[test]
fn an_export_that_cannot_be_written_leaves_nothing() {
    let desk = Desk::signed_in(COORDINATOR);
    let target = desk.dir.path().join("stick");
    fs::create_dir(&target).expect("a folder");
    let folder = json!({"folder": target});
    // Whatever name the report takes, a folder with something inside stands there.
    let first: Exported = desk.ok("export_funding_report", folder.clone());
    for file in &first.files {
        fs::remove_file(&file.path).expect("removed");
        fs::create_dir(&file.path).expect("a folder");
        fs::write(Path::new(&file.path).join("kept"), "kept").expect("a file");
    }
    desk.refused("export_funding_report", folder, "export-failed");
}

#[test]
fn kits_take_their_own_components_and_none_that_expired() {
    let desk = Desk::signed_in(COORDINATOR);
    let (kit_item, kit) = (id(), id());
    let item = json!({
        "id": kit_item, "group": Uuid::from_u128(0x41), "code": "KIT", "names": {"en": "Kit"}, "unit": "set",
        "tracking": "NONE", "durable": false, "dangerous_goods": null, "draft": null
    });
    let _: Kept = desk.ok("register_item", item);
    let components = json!([{"item": MEDICINE, "quantity": 1}]);
    let _: Vec<KitRow> = desk.ok(
        "define_kit",
        json!({"id": kit, "item": kit_item, "components": components}),
    );
    desk.sign_in(KEEPER);
    let _: Posted = desk.ok("post_receipt", medicine(5, json!("A"), "2021-07-25"));
    let medicine = lots(&desk)[0];
    desk.blankets(5);
    let blanket = lots(&desk).into_iter().find(|lot| *lot != medicine);
    let build = |lot: Option<LotId>, day: &str| {
        json!({
            "id": id(), "site": SITE, "kit": kit, "quantity": 1, "place": null, "occurred_on": day,
            "lines": [{"lot": lot, "place": null, "quantity": 1}], "date_confirmed": false
        })
    };
    desk.refused("build_kit", build(blanket, "2021-07-24"), "not-a-component");
    desk.clock.advance(chrono::TimeDelta::days(3));
    desk.refused(
        "build_kit",
        build(Some(medicine), "2021-07-27"),
        "component-expired",
    );
}

#[test]
fn a_serial_number_is_one_thing() {
    let desk = Desk::signed_in(COORDINATOR);
    let generator = id();
    let item = json!({
        "id": generator, "group": Uuid::from_u128(0x41), "code": "GEN", "names": {"en": "Generator"}, "unit": "piece",
        "tracking": "SERIAL", "durable": true, "dangerous_goods": null, "draft": null
    });
    let _: Kept = desk.ok("register_item", item);
    desk.sign_in(SECOND);
    desk.sign_in(KEEPER);
    let opening = json!({
        "id": id(), "site": SITE, "occurred_on": "2021-07-24", "note": "Handover",
        "lines": [{"item": generator, "batch": "G-1", "expiry": null, "donor": null, "condition": "GOOD", "quantity": 2, "place": null}],
        "approver": {"person": SECOND, "pin": PIN}, "date_confirmed": false, "draft": null
    });
    desk.refused("post_opening", opening, "serial-counts-one");
}

#[test]
fn the_far_end_of_a_transfer() {
    let desk = Desk::of_two_sites(KEEPER);
    desk.blankets(100);
    let lot = lot_of(&desk, SITE);
    let sent = dispatch(lot, 60);
    let _: Posted = desk.ok("dispatch_transfer", sent.clone());
    let here = with(
        taking_in(&sent["id"], lot, 60, 0, None),
        "/site",
        json!(SITE),
    );
    desk.refused("receive_transfer", here, "transfer-other-site");
    let back = dispatch(lot, 5);
    let _: Posted = desk.ok("dispatch_transfer", back.clone());
    let undo = json!({"document": back["id"], "reason": "wrong truck", "occurred_on": "2021-07-24", "date_confirmed": false});
    let _: Posted = desk.ok("reverse", undo);
    desk.sign_in(OTHER_KEEPER);
    let _: Posted = desk.ok("receive_transfer", taking_in(&sent["id"], lot, 60, 0, None));
    desk.refused(
        "receive_transfer",
        taking_in(&sent["id"], lot, 0, 0, None),
        "nothing-counted",
    );
    let other = with(medicine(4, json!("A"), "2030-01-31"), "/site", json!(OTHER));
    let posted: Posted = desk.ok("post_receipt", other);
    let stock: Vec<StockRow> = desk.ok("stock", json!({"site": OTHER}));
    let made = stock
        .iter()
        .flat_map(|row| &row.lots)
        .find(|one| one.batch.is_some());
    let made = made.expect("the medicine").lot;
    let link = |transfer: &Value| {
        json!({
            "receipt": posted.id, "transfer": transfer,
            "lines": [{"lot": made, "dispatched": lot, "condition": "GOOD"}]
        })
    };
    desk.refused("link_receipt", link(&sent["id"]), "item-differs");
    let mut sold = with(receipt(json!([line(BLANKET, 7)])), "/site", json!(OTHER));
    sold["origin"] = json!("supplier");
    let sold: Posted = desk.ok("post_receipt", sold);
    let linked = with(link(&sent["id"]), "/receipt", json!(sold.id));
    desk.refused("link_receipt", linked, "receipt-bought");
    desk.refused("link_receipt", link(&back["id"]), "transfer-taken-back");
    let undo = json!({"document": posted.id, "reason": "wrong", "occurred_on": "2021-07-24", "date_confirmed": false});
    let _: Posted = desk.ok("reverse", undo);
    desk.refused("link_receipt", link(&sent["id"]), "receipt-reversed");
}

/// Two computers issued the same twenty blankets; what they wrote has met here.
#[test]
fn nothing_more_of_a_lot_goes_out_while_it_is_short() {
    let lot = LotId(id());
    let received = ReceiptPosted {
        id: ReceiptId(id()),
        number: "PAB-GRN-21-A-00001".to_owned(),
        site: SITE,
        donor: DONOR,
        acceptance: None,
        consignment: None,
        origin: None,
        handed_over_on: None,
        paper: None,
        declared_value: Amount::not_stated("EUR").expect("a currency"),
        lines: vec![ReceiptLine {
            id: lot,
            item: BLANKET,
            batch: None,
            expiry: None,
            acceptance_line: None,
            consignment_line: None,
            expected: None,
            good: 20,
            damaged: 0,
            refused: 0,
            short: 0,
            over: 0,
            reason: None,
            place: None,
            packed: None,
        }],
    };
    let issued = |letter: &str| IssuePosted {
        id: IssueId(id()),
        number: format!("PAB-ISS-21-{letter}-00001"),
        site: SITE,
        point: POINT,
        lines: vec![IssueLine {
            id: IssueLineId(id()),
            lot,
            item: BLANKET,
            condition: Condition::Good,
            quantity: 20,
            place: None,
            reason: None,
            packed: None,
        }],
        served: None,
        reservation: None,
    };
    let bodies: Vec<Body> = vec![received.into(), issued("A").into(), issued("C").into()];
    let desk = Desk::after_a_merge(bodies);
    desk.sign_in(KEEPER);
    let asked = json!([{"item": BLANKET, "lot": lot, "quantity": 1, "reason": null}]);
    desk.refused("post_issue", issue(asked), "lot-shortfall");
    let used = json!({
        "id": id(), "site": SITE, "how": "consumption", "occurred_on": "2021-07-24", "date_confirmed": false,
        "lines": [{"lot": lot, "place": null, "condition": "GOOD", "quantity": 1}]
    });
    let problem = desk.refused("move_stock", used, "lot-shortfall");
    assert_eq!(problem.subject.as_deref(), Some("lines.0.quantity"));
}

/// I-20: whatever the call, a text that seems to name somebody is asked about once, and kept when that is confirmed.
#[test]
fn i_20_every_call_that_writes_asks_about_its_texts() {
    let desk = Desk::signed_in(COORDINATOR);
    let names = "call +370 612 34567";
    let note = json!({
        "id": id(), "site": SITE, "text": names, "valid_from": "2021-07-24", "valid_to": null, "source": null, "draft": null
    });
    let problem = desk.refused("record_access_note", note.clone(), "remark-may-identify");
    assert_eq!(problem.subject.as_deref(), Some("text"));
    assert_eq!(
        problem.facts["patterns"], "phone",
        "the question does not repeat it"
    );
    let mut confirmed = note;
    confirmed["remark_confirmed"] = json!("yes");
    desk.refused("record_access_note", confirmed.clone(), "request-malformed");
    confirmed["remark_confirmed"] = json!(true);
    let _: Kept = desk.ok("record_access_note", confirmed);
    desk.sign_in(KEEPER);
    desk.refused(
        "add_point",
        json!({"site": SITE, "name": names}),
        "remark-may-identify",
    );
    desk.refused(
        "add_place",
        json!({"site": SITE, "name": names, "parent": null}),
        "remark-may-identify",
    );
    let mut torn = line(BLANKET, 5);
    torn["damaged"] = json!(1);
    torn["reason"] = json!(names);
    let problem = desk.refused(
        "post_receipt",
        receipt(json!([torn])),
        "remark-may-identify",
    );
    assert_eq!(problem.subject.as_deref(), Some("lines.0.reason"));
    let posted = desk.blankets(5);
    let undo = json!({"document": posted.id, "reason": names, "occurred_on": "2021-07-24", "date_confirmed": false});
    let problem = desk.refused("reverse", undo, "remark-may-identify");
    assert_eq!(problem.subject.as_deref(), Some("reason"));
}

/// What a disk, a file or a keystore does, as the layers below tell it.
#[test]
fn failures_of_the_layers_below_have_their_codes() {
    let detail = || "why".to_owned();
    for (problem, code) in [
        (Problem::from(StoreError::DiskFull), "disk-full"),
        (StoreError::ExchangeCut.into(), "exchange-cut"),
        (
            StoreError::Failed { detail: detail() }.into(),
            "storage-failed",
        ),
        (
            StoreError::EntryRefused { detail: detail() }.into(),
            "internal",
        ),
        (
            OpenError::NewerSchema { found: 9, known: 8 }.into(),
            "newer-schema",
        ),
        (KeyError::PassphraseNeeded.into(), "passphrase-missing"),
    ] {
        assert_eq!(problem.code, code);
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn sources(folder: &Path, found: &mut String) {
    for file in fs::read_dir(folder).expect("a folder") {
        let path = file.expect("a file").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push_str(&fs::read_to_string(&path).expect("a source"));
        }
    }
}

#[test]
fn every_code_is_provoked() {
    let mut tests = String::new();
    // A task takes computers that were apart, which the tests of the scenario have.
    for folder in ["crates/app/tests", "crates/scenario/tests"] {
        sources(&root().join(folder), &mut tests);
    }
    tests.push_str(
        &fs::read_to_string(root().join("crates/app/src/pasted/tests.rs")).expect("a source"),
    );
    let word = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    let said: BTreeSet<&str> = tests.split(|letter| !word(letter)).collect();
    for (code, why, place) in ELSEWHERE {
        assert!(CODES.contains(code), "{code} is no code");
        let (file, words) = place.split_once(' ').expect("a file and what stands in it");
        let text =
            fs::read_to_string(root().join(file)).unwrap_or_else(|_| panic!("{file} is gone"));
        assert!(text.contains(words), "{file} no longer shows {why}");
    }
    let elsewhere = |code: &str| ELSEWHERE.iter().any(|(one, _, _)| *one == code);
    let never: Vec<_> = CODES
        .iter()
        .filter(|code| !elsewhere(code) && !said.contains(**code))
        .collect();
    assert!(never.is_empty(), "no test provokes {never:?}");
}

#[test]
fn every_code_is_made_somewhere_and_has_its_words() {
    assert!(
        CODES.is_sorted_by(|one, other| one < other),
        "sorted, each once"
    );
    let mut program = String::new();
    sources(&root().join("crates/app/src"), &mut program);
    for language in ["en", "lt"] {
        let mut words = String::new();
        for file in fs::read_dir(root().join("locales").join(language)).expect("the locales") {
            words.push_str(&fs::read_to_string(file.expect("a file").path()).expect("a text"));
            words.push('\n');
        }
        for code in CODES {
            let message = format!("\nproblem-{code} = ");
            assert!(words.contains(&message), "{language} has no {message}");
        }
    }
    for code in CODES {
        let made = program.matches(&format!("\"{code}\"")).count();
        assert!(made > 1, "{code} is listed and never made");
    }
}
