//! kill −9 of a device at each failpoint while it posts and exchanges with a real server: every document is wholly there
//! or wholly not, posting it again posts it once, and the server holds nothing twice.

use std::path::Path;
use std::process::Command;

use app::contract::replies::{Posted, Verified};
use app::contract::requests::{DocumentFilter, PostIssue, PostReceipt};
use ledger::body::DocumentKind;
use ledger::ids::{IssueId, ReceiptId};
use scenario::ask::{ask, fetch};
use scenario::devices::{AUDITOR, Device, KEEPER, any_port, open_operation, serve};
use scenario::lithuania_2021::{document, story};
use store::view::DocumentRow;

const DIR: &str = "RELIEF_KILL_DIR";
const ROUND: &str = "RELIEF_KILL_ROUND";
/// More failpoints than one round passes.
const ROUNDS: u32 = 400;

fn device(dir: &Path) -> Device {
    let device = Device::open(dir).unwrap();
    device.clock.set(
        "2021-07-25T08:00:00Z"
            .parse::<chrono::DateTime<chrono::Utc>>()
            .unwrap(),
    );
    device.sign_in(&KEEPER.people[0]).unwrap();
    device
}

fn receipt(round: u32) -> PostReceipt {
    PostReceipt {
        id: ReceiptId(document(&format!("kill/receipt/{round}"))),
        ..story::receipt().unwrap()
    }
}

fn issue(round: u32) -> PostIssue {
    PostIssue {
        served: None,
        reservation: None,
        id: IssueId(document(&format!("kill/issue/{round}"))),
        ..story::issue("kill", 1, "BLANKET", 120)
    }
}

fn post_and_send(device: &Device, round: u32) {
    let _: Posted = ask(&device.context, "post_receipt", &receipt(round)).unwrap();
    println!("ack receipt");
    let _: Posted = ask(&device.context, "post_issue", &issue(round)).unwrap();
    println!("ack issue");
    device.context.sync_once().unwrap();
    println!("ack sent");
}

#[test]
#[ignore = "run by `a_killed_device_loses_and_doubles_nothing`, which kills it"]
fn child() {
    // Without a parent there is nothing to do: `--long` runs whatever is ignored.
    let Ok(dir) = std::env::var(DIR) else {
        return;
    };
    let round = std::env::var(ROUND)
        .expect("the parent names a round")
        .parse()
        .unwrap();
    post_and_send(&device(Path::new(&dir)), round);
}

fn documents(device: &Device, kind: DocumentKind) -> Vec<DocumentRow> {
    let mut all = Vec::new();
    loop {
        let offset = u32::try_from(all.len()).unwrap();
        let filter = DocumentFilter {
            site: None,
            kind: Some(kind),
            text: None,
            offset,
            limit: 200,
        };
        let page: Vec<DocumentRow> = ask(&device.context, "documents", &filter).unwrap();
        if page.is_empty() {
            return all;
        }
        all.extend(page);
    }
}

/// After the kill: what was acknowledged is there, all of it adds up, and going on doubles nothing.
fn check(dir: &Path, said: &str, round: u32) {
    let device = device(dir);
    let verified: Verified = fetch(&device.context, "verify_ledger").unwrap();
    assert!(verified.intact, "{round}: {:?}", verified.problem);
    let receipts = documents(&device, DocumentKind::Receipt).len();
    let issues = documents(&device, DocumentKind::Issue).len();
    let before = round as usize - 1;
    assert!(
        (before..=before + 1).contains(&receipts) && (before..=before + 1).contains(&issues),
        "{round}"
    );
    assert!(
        !said.contains("ack receipt") || receipts == before + 1,
        "{round}: an acknowledged receipt is lost"
    );
    assert!(
        !said.contains("ack issue") || issues == before + 1,
        "{round}: an acknowledged issue is lost"
    );
    post_and_send(&device, round);
}

#[test]
fn a_killed_device_loses_and_doubles_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let at_server = dir.path().join("server");
    let admin = open_operation(&at_server).unwrap();
    let server = serve(&at_server, any_port()).unwrap();
    let keeper = dir.path().join("keeper");
    drop(Device::enrol(&keeper, &admin, server.address(), &KEEPER).unwrap());
    let auditor = Device::enrol(
        &dir.path().join("auditor"),
        &admin,
        server.address(),
        &AUDITOR,
    )
    .unwrap();
    let mut rounds = 0;
    for round in 1..ROUNDS {
        let output = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "kill::child", "--ignored", "--nocapture"])
            .env(DIR, &keeper)
            .env(ROUND, round.to_string())
            .env("RELIEF_FAILPOINT", format!("any:{round}"))
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        check(&keeper, &said, round);
        rounds = round;
        if output.status.success() {
            break;
        }
    }
    assert!(
        (10..ROUNDS - 1).contains(&rounds),
        "{rounds} rounds: the last one must come to its end"
    );
    auditor.context.sync_once().unwrap();
    for (kind, sign) in [(DocumentKind::Receipt, "GRN"), (DocumentKind::Issue, "ISS")] {
        let mut numbers: Vec<String> = documents(&auditor, kind)
            .into_iter()
            .map(|row| row.number)
            .collect();
        numbers.sort();
        let expected: Vec<String> = (1..=rounds)
            .map(|at| format!("PAB-{sign}-21-A-{at:05}"))
            .collect();
        assert_eq!(
            numbers, expected,
            "each document once, numbered without a gap"
        );
    }
    server.stop();
}
