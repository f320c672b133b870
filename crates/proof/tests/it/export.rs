//! Audit exports that are whole, and forgeries whose every sum is right.

use std::process::Command;

use proof::entry::EntryBytes;
use proof::export::{Anchors, Fault, Report, Subject, VerifyError, Wrong, verify};
use proof::hash::sha256;
use proof::leaf::{Reason, Status};
use proof::stream::SignedHead;

use crate::fixture::{COORDINATOR, Export, KEEPER, SITE, device_key, export, id, key};

pub fn check(file: &[u8]) -> Result<Report, Box<Wrong>> {
    verify(file, &Anchors::default(), &mut |_, _| {}).map_err(|error| match error {
        VerifyError::Wrong(wrong) => wrong,
        VerifyError::Io(error) => panic!("memory does not fail: {error}"),
    })
}

fn forged(bend: impl FnOnce(&mut Export)) -> Wrong {
    let mut export = export();
    bend(&mut export);
    *check(&export.write()).expect_err("a forgery")
}

fn site_entry(export: &mut Export) -> usize {
    export
        .entries
        .iter()
        .position(|entry| entry.scope == SITE && entry.seq == 5)
        .expect("there")
}

#[test]
fn an_untouched_export_is_intact() {
    let export = export();
    assert!(export.entries.len() >= 30 && export.streams.len() >= 3);
    let mut seen = 0;
    let file = export.write();
    let report = verify(
        &file[..],
        &Anchors {
            log_key: Some(key(11).public()),
        },
        &mut |_, _| seen += 1,
    )
    .expect("intact");
    assert_eq!(report.entries, export.entries.len() as u64);
    assert_eq!(report.entries, seen);
    assert_eq!((report.unconfirmed, report.beyond_checkpoint), (2, 0));
    assert_eq!(report.head, check(&file).expect("intact").head);
}

#[test]
fn another_log_key_is_refused_when_one_is_demanded() {
    let anchors = Anchors {
        log_key: Some(key(12).public()),
    };
    let error = verify(&export().write()[..], &anchors, &mut |_, _| {}).expect_err("other key");
    assert!(
        matches!(error, VerifyError::Wrong(wrong) if wrong.fault == Fault::OtherLogKey && wrong.subject == Subject::Header)
    );
}

#[test]
fn entries_after_the_last_checkpoint_are_counted() {
    let mut export = export();
    export.logs[1].checkpoint = None;
    let report = check(&export.write()).expect("intact");
    assert!(report.beyond_checkpoint > 20);
}

#[test]
fn changed_bytes_are_found_by_hash_then_by_head() {
    let bend = |export: &mut Export| {
        let at = site_entry(export);
        let text = export.entries[at]
            .bytes
            .as_str()
            .replace("PAB-GRN-21-B-00002", "PAB-GRN-21-B-00009");
        assert_ne!(text, export.entries[at].bytes.as_str());
        export.entries[at].bytes = EntryBytes::new(text.into_bytes()).expect("JSON");
        at
    };
    let wrong = forged(|export| {
        bend(export);
    });
    assert_eq!(wrong.fault, Fault::HashMismatch);
    assert!(
        wrong.to_string().contains("document PAB-GRN-21-B-00009"),
        "{wrong}"
    );
    let wrong = forged(|export| {
        let at = bend(export);
        export.entries[at].hash = export.entries[at].bytes.hash();
    });
    assert_eq!(wrong.fault, Fault::CopySignature);
    let wrong = forged(|export| {
        let at = bend(export);
        export.entries[at].hash = export.entries[at].bytes.hash();
        export.entries[at].copy = None;
    });
    assert_eq!(
        wrong.subject,
        Subject::Log {
            scope: SITE.to_owned()
        }
    );
    let wrong = forged(|export| {
        let at = bend(export);
        export.entries[at].hash = export.entries[at].bytes.hash();
        export.entries[at].copy = None;
        export.logs[1].checkpoint = None;
    });
    assert_eq!(wrong.fault, Fault::HeadMismatch);
    assert!(matches!(wrong.subject, Subject::Head { .. }));
}

#[test]
fn a_changed_answer_of_the_server_breaks_the_log() {
    type Bend = fn(&mut proof::export::Accepted);
    let bends: [Bend; 4] = [
        |accepted| accepted.accepted_at += 1,
        |accepted| accepted.pos += 1,
        |accepted| accepted.epoch = 0,
        |accepted| {
            accepted.status = Status::Quarantined {
                reason: Reason::new("x"),
            }
        },
    ];
    for bend in bends {
        let wrong = forged(|export| {
            let at = site_entry(export);
            bend(export.entries[at].accepted.as_mut().expect("confirmed"));
        });
        assert_eq!(
            (wrong.fault, wrong.subject),
            (
                Fault::RootMismatch,
                Subject::Log {
                    scope: SITE.to_owned()
                }
            )
        );
    }
}

#[test]
fn left_out_doubled_and_swapped_entries_are_found() {
    let wrong = forged(|export| {
        let at = site_entry(export);
        export.entries.remove(at);
    });
    assert_eq!(wrong.fault, Fault::NotNext { last: 4 });
    let wrong = forged(|export| {
        let at = site_entry(export);
        export.entries.insert(at, export.entries[at].clone());
    });
    assert_eq!(wrong.fault, Fault::NotNext { last: 5 });
    let wrong = forged(|export| {
        let at = site_entry(export);
        export.entries.swap(at, at + 1);
    });
    assert_eq!(wrong.fault, Fault::NotNext { last: 4 });
    let wrong = forged(|export| {
        export.entries.pop();
    });
    assert_eq!(wrong.fault, Fault::HeadBeside);
    let wrong = forged(|export| {
        export.entries.pop();
        export.heads.retain(|head| head.device != id(KEEPER));
    });
    assert!(matches!(wrong.fault, Fault::Uncovered { .. }));
    let wrong = forged(|export| export.entries.retain(|entry| entry.scope != "coordination"));
    assert!(matches!(wrong.fault, Fault::LogPlace { .. }), "{wrong}");
}

#[test]
fn keys_heads_and_certificates_are_held_to_the_server() {
    let wrong = forged(|export| export.header.server_key = key(40).public());
    assert_eq!(wrong.fault, Fault::NoCertificate);
    let wrong = forged(|export| export.header.log_key = key(40).public());
    assert!(matches!(wrong.fault, Fault::Note(_)));
    let wrong = forged(|export| export.header.exporter = id(COORDINATOR));
    assert_eq!(wrong.fault, Fault::ExporterKey);
    let wrong = forged(|export| export.streams[1].certificate.as_mut().expect("there").seq = 1);
    assert_eq!(wrong.fault, Fault::CertificateAbsent);
    let wrong = forged(|export| {
        let head = export
            .heads
            .iter_mut()
            .find(|head| head.device == id(KEEPER))
            .expect("there");
        let stream = proof::stream::StreamId {
            operation: id(9),
            device: head.device,
            scope: head.scope.clone(),
        };
        head.head = SignedHead::sign(&device_key(COORDINATOR), stream.chain0(), head.head.chain());
    });
    assert_eq!(wrong.fault, Fault::HeadSignature);
    let wrong = forged(|export| export.logs.swap_remove(0).scope.clear());
    assert_eq!(wrong.fault, Fault::Undeclared);
    let wrong = forged(|export| {
        let first = export.logs[0].checkpoint.clone();
        export.logs[1].checkpoint = first;
    });
    assert_eq!(wrong.fault, Fault::OtherLog);
    let wrong = forged(|export| {
        let at = export
            .entries
            .iter()
            .position(|entry| entry.scope == "coordination")
            .expect("there");
        export.entries[at].copy = None;
    });
    assert_eq!(wrong.fault, Fault::CopyUnsigned);
}

#[test]
fn the_closing_line_is_held_to_the_file() {
    let file = String::from_utf8(export().write()).expect("text");
    let lines: Vec<&str> = file.lines().collect();
    let (end, rest) = lines.split_last().expect("lines");
    let closed = |content: String| {
        let sum = sha256(&[content.as_bytes()]);
        let mut all = rest.join("\n");
        all.push_str(&format!("\n{content},\"sum\":\"{sum}\"}}\n"));
        check(all.as_bytes()).expect_err("forged").fault
    };
    let content = end.split(",\"sum\"").next().expect("content");
    let at = content.find("\"entries\":").expect("count") + 10;
    let mut bent = content.to_owned();
    bent.insert(at, '1');
    assert_eq!(closed(bent), Fault::Counts);
    let hash = content.split("\"sha256\":\"").nth(1).expect("hash")[..64].to_owned();
    assert_eq!(
        closed(content.replace(&hash, &sha256(&[b""]).to_string())),
        Fault::FileHash
    );
    let other = key(3).sign(b"other").to_string();
    let signature = content.split("\"signature\":\"").nth(1).expect("signature")[..88].to_owned();
    assert_eq!(
        closed(content.replace(&signature, &other)),
        Fault::FileSignature
    );
    let trailing = format!("{file}\n");
    assert_eq!(
        check(trailing.as_bytes()).expect_err("trailing").fault,
        Fault::Trailing
    );
}

#[test]
fn relief_verify_says_so() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("x.reliefaudit");
    let mut file = export().write();
    std::fs::write(&path, &file).expect("written");
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_relief-verify"))
            .arg(&path)
            .args(arguments)
            .output()
            .expect("runs");
        (
            output.status.code(),
            String::from_utf8(output.stdout).expect("text"),
        )
    };
    let csv = folder.path().join("csv");
    let good_key = key(11).public().to_string();
    let (code, said) = run(&["--csv", csv.to_str().expect("text"), "--log-key", &good_key]);
    assert_eq!(code, Some(0), "{said}");
    let count = export().entries.len();
    assert!(
        said.starts_with(&format!("intact, {count} entries, head ")),
        "{said}"
    );
    assert!(said.contains("does not prove"));
    let mut rows = csv::Reader::from_path(csv.join("entries.csv")).expect("table");
    let rows: Vec<csv::StringRecord> = rows.records().collect::<Result<_, _>>().expect("rows");
    assert_eq!(rows.len(), count);
    let receipt = rows
        .iter()
        .find(|row| &row[9] == "PAB-GRN-21-B-00001")
        .expect("receipt");
    assert_eq!(
        (&receipt[3], &receipt[14], &receipt[7]),
        ("integrated", "'=12 wet", "3")
    );
    assert_eq!(run(&["--log-key", &key(1).public().to_string()]).0, Some(1));
    assert_eq!(run(&["--log-key", "nonsense"]).0, Some(2));
    assert_eq!(run(&["--frobnicate"]).0, Some(2));
    let at = file
        .windows(18)
        .position(|window| window == b"PAB-GRN-21-B-00004")
        .expect("there")
        + 17;
    file[at] ^= 1;
    std::fs::write(&path, &file).expect("written");
    let (code, said) = run(&[]);
    assert_eq!(code, Some(1));
    assert!(
        said.contains("entry 9 of device") && said.contains("PAB-GRN-21-B-00005"),
        "{said}"
    );
    std::fs::remove_file(&path).expect("removed");
    assert_eq!(run(&[]).0, Some(2));
}
