//! The longest document the ledger knows: 3 000 lines, one entry longer than a segment. It is posted, travels to a real
//! server and to a second device, is exported and verified; and a process that handles many of them stays small.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;
#[cfg(target_os = "linux")]
use std::process::Command;

use app::contract::replies::{Exported, Posted, SyncStatus, Verified};
use app::contract::requests::{Export, PostReceipt, ReceiptLineRequest};
use chrono::{DateTime, Utc};
use ledger::ids::ReceiptId;
use ledger::rules::MAX_LINES;
use proof::entry::MAX_ENTRY_BYTES;
use proof::export::{Anchors, verify};
use replication::session::SEGMENT_BYTES;
use scenario::ask::{ask, fetch};
use scenario::devices::{AUDITOR, Device, KEEPER, Post, any_port, open_operation, serve};
use scenario::lithuania_2021::{document, item, story};

/// Documents in the process whose memory is measured, about 1.3 MB each: those until every connection keeps as many
/// deciphered pages as it may, and those that are measured.
const FEW: usize = 12;
const MANY: usize = 8;
/// What that process, a server and two devices in one, may need more for the many: half a kilobyte a line. An export folds
/// everything again and keeps meanwhile what the balances of every lot add up to, and every line here is a lot.
const ROOM_KIB: u64 = (MANY * MAX_LINES / 2) as u64;

/// Every line is another: some are short, some come with a reason.
fn receipt(word: &str) -> PostReceipt {
    let codes = ["TENT", "FOLDING-BED", "BLANKET", "HEATER", "SLEEPING-BAG"];
    let line = |(at, code): (usize, &&str)| ReceiptLineRequest {
        place: None,
        item: item(code),
        batch: None,
        expiry: None,
        acceptance_line: None,
        consignment_line: None,
        expected: None,
        good: i64::try_from(at).unwrap() + 1,
        damaged: 1,
        refused: 0,
        reason: Some(format!(
            "Pallet {at}: wet in transport, torn at {word}; {}",
            "photographed and set aside ".repeat(4)
        )),
        packed: None,
    };
    PostReceipt {
        id: ReceiptId(document(word)),
        lines: codes
            .iter()
            .cycle()
            .take(MAX_LINES)
            .enumerate()
            .map(line)
            .collect(),
        ..story::receipt().unwrap()
    }
}

/// A store and an auditor's office, each enrolled at a server in `dir`.
fn stage(dir: &Path) -> (server::Running, Device, Device) {
    let admin = open_operation(&dir.join("server")).unwrap();
    let server = serve(&dir.join("server"), any_port()).unwrap();
    let device =
        |post: &Post| Device::enrol(&dir.join(post.word), &admin, server.address(), post).unwrap();
    let (keeper, auditor) = (device(&KEEPER), device(&AUDITOR));
    let now: DateTime<Utc> = "2021-07-25T08:00:00Z".parse().unwrap();
    keeper.clock.set(now);
    auditor.clock.set(now);
    (server, keeper, auditor)
}

fn head(device: &Device) -> (u64, String) {
    let found: Verified = fetch(&device.context, "verify_ledger").unwrap();
    assert!(found.intact, "{:?}", found.problem);
    (found.entries, found.head)
}

/// Bytes of the longest entry in an export that verifies, and how many there are.
fn exported(device: &Device) -> (usize, u64) {
    let audit: Exported = ask(&device.context, "export_audit", &Export { folder: None }).unwrap();
    let file = BufReader::new(File::open(&audit.files[0].path).unwrap());
    let mut longest = 0;
    let report = verify(file, &Anchors::default(), &mut |entry, _| {
        longest = longest.max(entry.bytes.as_bytes().len());
    })
    .unwrap();
    (longest, report.entries)
}

#[test]
fn three_thousand_lines_are_posted_sent_pulled_exported_and_verified() {
    let dir = tempfile::tempdir().unwrap();
    let (server, keeper, auditor) = stage(dir.path());
    let request = receipt("long/1");
    let posted: Posted = ask(&keeper.context, "post_receipt", &request).unwrap();
    assert!(!posted.repeated);
    let again: Posted = ask(&keeper.context, "post_receipt", &request).unwrap();
    assert_eq!((again.repeated, &again.number), (true, &posted.number));
    let mut more = receipt("long/2");
    more.lines.push(more.lines[0].clone());
    let refused = ask::<_, Posted>(&keeper.context, "post_receipt", &more).unwrap_err();
    assert_eq!(
        (refused.code.as_str(), refused.facts["limit"].as_str()),
        ("too-many-lines", "3000")
    );
    // Short ones before and behind it travel too.
    let _: Posted = ask(&keeper.context, "post_receipt", &story::receipt().unwrap()).unwrap();
    assert_eq!(keeper.context.sync_once().unwrap().sent, 2);
    auditor.context.sync_once().unwrap();
    keeper.context.sync_once().unwrap();
    let status: SyncStatus = fetch(&keeper.context, "sync_status").unwrap();
    assert_eq!((status.unsent, status.problem), (0, None));
    let (entries, _) = head(&keeper);
    assert_eq!(head(&auditor).0, entries);
    let (longest, exported) = exported(&auditor);
    assert!(
        longest > *SEGMENT_BYTES.end(),
        "{longest} bytes are longer than a segment"
    );
    assert!(longest <= MAX_ENTRY_BYTES);
    assert_eq!(exported, entries);
    server.stop();
}

/// The most memory this process has held so far, in KiB.
#[cfg(target_os = "linux")]
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().nth(1));
    number.and_then(|number| number.parse().ok()).unwrap()
}

#[cfg(target_os = "linux")]
#[test]
#[ignore = "run by `memory_does_not_grow_with_the_number_of_long_documents`, in a process of its own"]
fn child() {
    let dir = tempfile::tempdir().unwrap();
    let (server, keeper, auditor) = stage(dir.path());
    let handle = |from: usize, to: usize| {
        for number in from..to {
            let request = receipt(&format!("long/{number}"));
            let _: Posted = ask(&keeper.context, "post_receipt", &request).unwrap();
        }
        keeper.context.sync_once().unwrap();
        auditor.context.sync_once().unwrap();
        exported(&auditor);
        peak()
    };
    let few = handle(0, FEW);
    let many = handle(FEW, FEW + MANY);
    println!("peak {few} {many}");
    server.stop();
}

#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_number_of_long_documents() {
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "long::child", "--ignored", "--nocapture"])
        // A heap for each thread would hold more or less by which of them happened to run at once.
        .env("MALLOC_ARENA_MAX", "1")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}");
    let peaks = said.lines().find_map(|line| line.split_once("peak "));
    let peaks: Vec<u64> = peaks
        .unwrap()
        .1
        .split_whitespace()
        .map(|number| number.parse().unwrap())
        .collect();
    assert!(peaks[1] < peaks[0] + ROOM_KIB, "{peaks:?} KiB");
}
