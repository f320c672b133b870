//! Files that cannot be used: the window opens all the same and says why.

use std::io::{Read, Seek, SeekFrom, Write};
use std::sync::Arc;

use app::Pace;
use app::contract::replies::{Exported, LedgerChecks, Posted, Stage, Status, Verified};
use app::link::NoLink;
use proof::keys::SigningKey;
use replication::code::EnrolmentCode;
use serde_json::{Value, json};
use store::keyfile::{self, Keeping};

use crate::desk::{AUDITOR, BLANKET, COORDINATOR, Desk, KEEPER, SITE, line, open, receipt};

/// A whole code of a server that nobody will reach.
fn code() -> String {
    let server = SigningKey::from_seed(&[7; 32]).public();
    EnrolmentCode::new([1; 7], &server).to_string()
}

fn status(context: &app::Context) -> Status {
    serde_json::from_value(context.call("status", json!({})).unwrap()).unwrap()
}

#[test]
fn a_new_folder_waits_for_enrolment() {
    let dir = tempfile::tempdir().unwrap();
    let context = app::Context::open(dir.path().to_owned(), Arc::new(NoLink));
    assert_eq!(status(&context).stage, Stage::New);
    let enrol = |address: &str, code: &str| json!({"address": address, "code": code, "device_name": "Desk", "passphrase": "secret"});
    let problem = context
        .call("enrol", enrol("localhost", "AAAA-BBBB"))
        .unwrap_err();
    assert_eq!(
        (problem.code.as_str(), problem.subject.as_deref()),
        ("code-invalid", Some("code"))
    );
    assert_eq!(status(&context).stage, Stage::New);
    assert!(
        !dir.path().join("ledger.db").exists(),
        "nothing is made for a mistyped code"
    );
    assert_eq!(
        context.call("stock", json!({})).unwrap_err().code,
        "not-enrolled"
    );
}

#[test]
fn a_computer_killed_while_it_made_its_file_waits_for_enrolment() {
    let desk = Desk::new();
    let dir = desk.dir.path();
    // What is there between the making of the mark and of the file.
    let fresh = tempfile::tempdir().unwrap();
    std::fs::copy(dir.join("key.json"), fresh.path().join("key.json")).unwrap();
    std::fs::copy(dir.join("demo"), fresh.path().join("demo")).unwrap();
    std::fs::write(fresh.path().join("ledger.mark"), "").unwrap();
    let context = open(fresh.path(), &desk.clock, Arc::new(NoLink));
    assert_eq!(status(&context).stage, Stage::New);
    // A mark that speaks of a file which is not there is another matter.
    std::fs::copy(dir.join("ledger.mark"), fresh.path().join("ledger.mark")).unwrap();
    let context = open(fresh.path(), &desk.clock, Arc::new(NoLink));
    assert_eq!(status(&context).stage, Stage::Broken);
}

/// A slip in the passphrase is mended by typing it again: none of the attempts before the one that succeeds counts.
#[test]
fn the_passphrase_of_the_last_attempt_to_enrol_opens_the_file() {
    let dir = tempfile::tempdir().unwrap();
    let enrol = |context: &app::Context, passphrase: &str| {
        let asked = json!({"address": "localhost:1", "code": code(), "device_name": "Desk", "passphrase": passphrase});
        let problem = context.call("enrol", asked).unwrap_err();
        assert_eq!(problem.code, "server-unreachable");
    };
    let context = app::Context::open(dir.path().to_owned(), Arc::new(NoLink));
    enrol(&context, "sercet");
    enrol(&context, "secret");
    drop(context);
    let context = app::Context::open(dir.path().to_owned(), Arc::new(NoLink));
    assert_eq!(status(&context).stage, Stage::Locked);
    let unlock = |passphrase: &str| context.call("unlock", json!({"passphrase": passphrase}));
    assert_eq!(unlock("sercet").unwrap_err().code, "passphrase-wrong");
    unlock("secret").unwrap();
    assert_eq!(status(&context).stage, Stage::New);
    enrol(&context, "third");
    assert!(keyfile::unlock(dir.path(), Some("third")).is_ok());
}

/// Two windows of a new computer: what the first one wrote is not touched by the second, which still says "new".
#[test]
fn a_second_window_of_a_new_computer_leaves_the_key_of_the_first_alone() {
    let dir = tempfile::tempdir().unwrap();
    let window = || app::Context::open(dir.path().to_owned(), Arc::new(NoLink));
    let enrol = |context: &app::Context| {
        let asked = json!({"address": "localhost:1", "code": code(), "device_name": "Desk", "passphrase": "secret"});
        context.call("enrol", asked).unwrap_err().code
    };
    let (first, second) = (window(), window());
    assert_eq!(enrol(&first), "server-unreachable");
    assert_eq!(enrol(&second), "in-use");
    assert!(!dir.path().join("key.json.1").exists());
    drop((first, second));
    let key = keyfile::unlock(dir.path(), Some("secret")).unwrap();
    drop(store::Store::open(dir.path(), &key).unwrap());
}

/// A passphrase is right and the file cannot be used all the same: that is said, and stays said.
#[test]
fn what_is_wrong_with_a_file_is_told_after_its_passphrase() {
    let desk = Desk::new();
    std::fs::remove_file(desk.dir.path().join("demo")).unwrap();
    let second = open(desk.dir.path(), &desk.clock, Arc::new(NoLink));
    assert_eq!(status(&second).stage, Stage::Locked);
    let told: Status = serde_json::from_value(
        second
            .call("unlock", json!({"passphrase": "demo"}))
            .unwrap(),
    )
    .unwrap();
    assert_eq!(
        (told.stage, told.problem.unwrap().code.as_str()),
        (Stage::Broken, "in-use")
    );
    assert_eq!(status(&second).stage, Stage::Broken);
}

/// Killed between the making of its key and of its file, with another passphrase typed the second time.
#[test]
fn a_key_without_a_file_is_set_aside() {
    let dir = tempfile::tempdir().unwrap();
    keyfile::create(dir.path(), Keeping::Passphrase("sercet")).unwrap();
    let context = app::Context::open(dir.path().to_owned(), Arc::new(NoLink));
    assert_eq!(status(&context).stage, Stage::New);
    let asked = json!({"address": "localhost:1", "code": code(), "device_name": "Desk", "passphrase": "secret"});
    let problem = context.call("enrol", asked).unwrap_err();
    assert_eq!(problem.code, "server-unreachable");
    assert!(keyfile::unlock(dir.path(), Some("secret")).is_ok());
    assert!(
        dir.path().join("key.json.1").exists(),
        "nothing is thrown away"
    );
}

#[test]
fn a_second_program_is_told_that_the_file_is_in_use() {
    let desk = Desk::new();
    let second = open(desk.dir.path(), &desk.clock, Arc::new(NoLink));
    let told = status(&second);
    assert_eq!(
        (told.stage, told.problem.unwrap().code.as_str()),
        (Stage::Broken, "in-use")
    );
    // Once the first one has ended, trying again opens the file.
    let Desk {
        dir: _dir, context, ..
    } = desk;
    drop(context);
    second.call("unlock", json!({"passphrase": ""})).unwrap();
    assert_eq!(status(&second).stage, Stage::SignedOut);
}

#[test]
fn a_passphrase_is_asked_for_and_a_wrong_one_refused() {
    let desk = Desk::new();
    std::fs::remove_file(desk.dir.path().join("demo")).unwrap();
    let desk = desk.reopened();
    assert_eq!(status(&desk.context).stage, Stage::Locked);
    let problem = desk
        .call("unlock", json!({"passphrase": "wrong"}))
        .unwrap_err();
    assert_eq!(problem.code, "passphrase-wrong");
    assert_eq!(desk.call("people", json!({})).unwrap_err().code, "locked");
    let status: Status = desk.ok("unlock", json!({"passphrase": "demo"}));
    assert_eq!(status.stage, Stage::SignedOut);
}

#[test]
fn a_damaged_file_is_said_to_be_damaged() {
    let desk = Desk::new();
    let Desk {
        dir,
        clock,
        context,
    } = desk;
    drop(context);
    let mut file = std::fs::File::options()
        .read(true)
        .write(true)
        .open(dir.path().join("ledger.db"))
        .unwrap();
    let mut page = [0; 64];
    file.seek(SeekFrom::Start(300)).unwrap();
    file.read_exact(&mut page).unwrap();
    file.seek(SeekFrom::Start(300)).unwrap();
    file.write_all(&page.map(|byte| !byte)).unwrap();
    drop(file);
    let context = open(dir.path(), &clock, Arc::new(NoLink));
    let status = status(&context);
    assert_eq!(
        (status.stage, status.problem.unwrap().code.as_str()),
        (Stage::Broken, "file-damaged")
    );
}

#[test]
fn settings_are_kept_in_every_stage() {
    let dir = tempfile::tempdir().unwrap();
    let context = app::Context::open(dir.path().to_owned(), Arc::new(NoLink));
    let set =
        |key: &str, value: &str| context.call("set_setting", json!({"key": key, "value": value}));
    set("language", "lt").unwrap();
    set("theme", "dark").unwrap();
    assert_eq!(set("language", "xx").unwrap_err().code, "request-malformed");
    let status = status(&app::Context::open(dir.path().to_owned(), Arc::new(NoLink)));
    assert_eq!(
        (status.language.as_deref(), status.theme.as_deref()),
        (Some("lt"), Some("dark"))
    );
}

#[test]
fn exports_say_where_they_are_and_what_they_hold() {
    let desk = Desk::signed_in(COORDINATOR);
    let missing = desk.refused(
        "export_funding_report",
        json!({"folder": "/nowhere/at/all"}),
        "folder-missing",
    );
    assert_eq!(missing.facts["path"], "/nowhere/at/all");
    let report: Exported = desk.ok("export_funding_report", json!({"folder": null}));
    for file in &report.files {
        let bytes = std::fs::read(&file.path).unwrap();
        assert_eq!(file.bytes, bytes.len() as u64);
        assert_eq!(file.sha256, proof::hash::sha256(&[&bytes]).to_string());
    }
    desk.sign_in(AUDITOR);
    let audit: Exported = desk.ok("export_audit", json!({"folder": null}));
    assert!(audit.files[0].path.ends_with(".reliefaudit"));
    assert_eq!(audit.files[0].rows, 11);
}

#[test]
fn a_file_that_went_missing_is_told_apart_from_one_never_made() {
    let Desk {
        dir,
        clock,
        context,
    } = Desk::new();
    drop(context);
    std::fs::remove_file(dir.path().join("ledger.db")).unwrap();
    let broken = status(&open(dir.path(), &clock, Arc::new(NoLink)));
    assert_eq!(
        (broken.stage, broken.problem.unwrap().code.as_str()),
        (Stage::Broken, "file-missing")
    );
    let fresh = tempfile::tempdir().unwrap();
    std::fs::copy(dir.path().join("key.json"), fresh.path().join("key.json")).unwrap();
    std::fs::write(fresh.path().join("demo"), "").unwrap();
    assert_eq!(
        status(&open(fresh.path(), &clock, Arc::new(NoLink))).stage,
        Stage::New
    );
}

/// Nothing is put right by itself: exports stop, and a person has everything added up again.
#[test]
fn figures_that_left_the_journal_are_added_up_again() {
    let desk = Desk::signed_in(KEEPER);
    let _: Posted = desk.ok("post_receipt", receipt(json!([line(BLANKET, 5)])));
    let sound = desk.ok::<Value>("stock", json!({"site": SITE}));
    let key = keyfile::unlock(desk.dir.path(), Some("demo")).unwrap();
    store::floor::spoil_a_balance(desk.dir.path(), &key).unwrap();
    desk.sign_in(AUDITOR);
    let stopped = desk
        .call("export_audit", json!({"folder": null}))
        .unwrap_err();
    assert_eq!(stopped.code, "projection-mismatch");
    let found: Verified = desk.ok("verify_ledger", json!({}));
    assert_eq!(found.problem.unwrap().code, "projection-mismatch");
    let mended: Verified = desk.ok("add_up_again", json!({}));
    assert!(mended.intact, "{:?}", mended.problem);
    let _: Exported = desk.ok("export_audit", json!({"folder": null}));
    assert_eq!(desk.ok::<Value>("stock", json!({"site": SITE})), sound);
}

fn checks(desk: &Desk) -> LedgerChecks {
    desk.ok("ledger_checks", json!({}))
}

/// What is told on every page, as a code.
fn alarm(desk: &Desk) -> Option<String> {
    checks(desk).alarm.map(|alarm| alarm.problem.code)
}

/// I-02: found at the start without a full check, told until it was put right, across restarts; exports are stopped as long
/// and nothing is put right by itself.
#[test]
fn i_02_an_alarm_stops_exports_until_the_figures_are_added_up_again() {
    let desk = Desk::signed_in(KEEPER);
    let _: Posted = desk.ok("post_receipt", receipt(json!([line(BLANKET, 5)])));
    let sound = desk.ok::<Value>("stock", json!({"site": SITE}));
    assert_eq!(alarm(&desk), None);
    let key = keyfile::unlock(desk.dir.path(), Some("demo")).unwrap();
    store::floor::spoil_a_balance(desk.dir.path(), &key).unwrap();
    let desk = desk.reopened();
    desk.sign_in(AUDITOR);
    let told = checks(&desk).alarm.expect("told at the start");
    assert_eq!(told.problem.code, "projection-mismatch");
    assert!(
        told.since.starts_with("2021-07-24T12:00:"),
        "{}",
        told.since
    );
    for export in ["export_audit", "export_funding_report"] {
        let stopped = desk.call(export, json!({"folder": null})).unwrap_err();
        assert_eq!(stopped.code, "projection-mismatch", "{export}");
    }
    let wrong = desk.ok::<Value>("stock", json!({"site": SITE}));
    assert_ne!(wrong, sound, "nothing is put right by itself");
    let desk = desk.reopened();
    desk.sign_in(AUDITOR);
    assert_eq!(alarm(&desk).as_deref(), Some("projection-mismatch"));
    let mended: Verified = desk.ok("add_up_again", json!({}));
    assert!(mended.intact, "{:?}", mended.problem);
    assert_eq!(alarm(&desk), None);
    let last = checks(&desk).last.expect("a full check ended");
    assert!(last.intact);
    assert_eq!(last.entries, mended.entries);
    assert_eq!(desk.ok::<Value>("stock", json!({"site": SITE})), sound);
    let _: Exported = desk.ok("export_audit", json!({"folder": null}));
    let _: Exported = desk.ok("export_funding_report", json!({"folder": null}));
    let desk = desk.reopened();
    desk.sign_in(AUDITOR);
    assert_eq!(alarm(&desk), None);
}

/// The full check beside the work finds what no digest of balances knows, once a day, and whoever listens is told.
#[test]
fn i_02_the_check_beside_the_work_raises_the_alarm_and_is_made_once_a_day() {
    let desk = Desk::signed_in(KEEPER);
    let _: Posted = desk.ok("post_receipt", receipt(json!([line(BLANKET, 5)])));
    assert!(checks(&desk).last.is_none());
    let due = |desk: &Desk| desk.context.check_when_due(&Pace::hurried()).unwrap();
    let day = std::time::Duration::from_secs(24 * 3600);
    assert_eq!(due(&desk), day);
    let ended_at = checks(&desk).last.unwrap().ended_at;
    assert!(ended_at.starts_with("2021-07-24T12:00:"), "{ended_at}");
    let key = keyfile::unlock(desk.dir.path(), Some("demo")).unwrap();
    store::floor::spoil_a_receipt_line(desk.dir.path(), &key).unwrap();
    desk.context.compare_figures().unwrap();
    assert_eq!(alarm(&desk), None, "balances stand");
    desk.clock.set("2021-07-25T06:00:00Z".parse().unwrap());
    let minute = std::time::Duration::from_secs(60);
    let waits = due(&desk);
    assert!(
        (day / 4 - minute..day / 4 + minute).contains(&waits),
        "not yet"
    );
    let heard = Arc::new(std::sync::Mutex::new(Vec::new()));
    let hears = Arc::clone(&heard);
    let listener = move |change: app::Change| hears.lock().unwrap().extend(change.subjects);
    desk.context.subscribe(Box::new(listener));
    desk.clock.set("2021-07-25T12:01:00Z".parse().unwrap());
    due(&desk);
    assert_eq!(alarm(&desk).as_deref(), Some("projection-mismatch"));
    desk.clock.set("2021-07-25T18:01:00Z".parse().unwrap());
    let waits = due(&desk);
    assert!(waits > day / 2, "once a day, also while the alarm stands");
    assert!(heard.lock().unwrap().contains(&"checks".to_owned()));
    assert!(!checks(&desk).last.unwrap().intact);
    desk.clock.set("2021-07-27T12:00:00Z".parse().unwrap());
    // A check that is stopped says nothing of the ledger.
    let stopped = Pace::unhurried();
    stopped.stop();
    desk.context.check_when_due(&stopped).unwrap();
    assert_eq!(alarm(&desk).as_deref(), Some("projection-mismatch"));
    let mended: Verified = desk.ok("add_up_again", json!({}));
    assert!(mended.intact);
    assert_eq!(alarm(&desk), None);
}

/// I-02: a page that the disk lost under an open ledger is told, once, and whoever compares goes on.
#[test]
fn i_02_damage_under_an_open_ledger_is_the_alarm() {
    let desk = Desk::signed_in(KEEPER);
    let _: Posted = desk.ok("post_receipt", receipt(json!([line(BLANKET, 5)])));
    let key = keyfile::unlock(desk.dir.path(), Some("demo")).unwrap();
    store::floor::damage_the_balances(desk.dir.path(), &key).unwrap();
    assert_eq!(alarm(&desk), None);
    desk.context.compare_figures().unwrap();
    assert_eq!(alarm(&desk).as_deref(), Some("file-damaged"));
    desk.context.check_when_due(&Pace::hurried()).unwrap();
    assert_eq!(alarm(&desk).as_deref(), Some("file-damaged"));
    assert!(!checks(&desk).last.unwrap().intact);
    desk.sign_in(AUDITOR);
    let stopped = desk
        .call("export_audit", json!({"folder": null}))
        .unwrap_err();
    assert_eq!(stopped.code, "file-damaged");
}

/// A check beside the work finds nothing wrong with the rows, and has not looked at the page that was damaged.
#[test]
fn i_02_only_a_check_of_the_whole_file_ends_an_alarm_about_damage() {
    let desk = Desk::signed_in(KEEPER);
    let key = keyfile::unlock(desk.dir.path(), Some("demo")).unwrap();
    store::floor::raise_an_alarm(desk.dir.path(), &key).unwrap();
    assert_eq!(alarm(&desk).as_deref(), Some("file-damaged"));
    desk.context.check_when_due(&Pace::hurried()).unwrap();
    assert!(checks(&desk).last.unwrap().intact, "the rows are");
    assert_eq!(alarm(&desk).as_deref(), Some("file-damaged"));
    let whole: Verified = desk.ok("verify_ledger", json!({}));
    assert!(whole.intact);
    assert_eq!(alarm(&desk), None);
}

/// Two that fold at once would keep a cheap laptop from its person.
#[test]
fn i_02_no_check_begins_during_an_exchange() {
    let (asked, waits) = (std::sync::mpsc::channel(), std::sync::mpsc::channel());
    let desk = Desk::with(Arc::new(Slow {
        asked: std::sync::Mutex::new(asked.0),
        answers: std::sync::Mutex::new(waits.1),
    }));
    std::thread::scope(|threads| {
        let exchange = threads.spawn(|| desk.context.sync_once());
        asked.1.recv().unwrap();
        let wait = desk.context.check_when_due(&Pace::hurried()).unwrap();
        assert!(wait < std::time::Duration::from_secs(60), "{wait:?}");
        drop(waits.0);
        exchange.join().unwrap().unwrap_err();
    });
    assert!(
        desk.context
            .check_when_due(&Pace::hurried())
            .unwrap()
            .as_secs()
            > 3600
    );
}

/// A server that takes its time.
struct Slow {
    asked: std::sync::Mutex<std::sync::mpsc::Sender<()>>,
    answers: std::sync::Mutex<std::sync::mpsc::Receiver<()>>,
}

impl app::Link for Slow {
    fn send(
        &self,
        server: &app::link::Server,
        request: &app::link::Request,
    ) -> Result<app::link::Response, app::link::LinkError> {
        let _ = self.asked.lock().unwrap().send(());
        let _ = self
            .answers
            .lock()
            .unwrap()
            .recv_timeout(std::time::Duration::from_secs(20));
        NoLink.send(server, request)
    }
}
