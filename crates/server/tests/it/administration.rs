//! The administrator's commands, also while the server runs, and as they are typed.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use replication::endpoint::WaitReply;
use replication::wire::PullCursor;
use serde_json::Value;
use server::admin::{Admin, AdminError};
use server::keys::Keys;
use server::store::Storage;
use server::store::sqlite::Sqlite;

use crate::stage::{Stage, pabrade};

#[test]
fn a_running_server_notices_what_the_administrator_does() {
    let stage = Stage::open();
    let mut device = stage.coordinator();
    let from = stage.head();
    std::thread::scope(|threads| {
        let waiting = threads.spawn(|| {
            let began = Instant::now();
            let reply: WaitReply = device.wait(from).message().unwrap();
            (reply, began.elapsed())
        });
        std::thread::sleep(Duration::from_millis(300));
        stage.admin.add_person("Jonas", &[]).unwrap();
        let (reply, took) = waiting.join().unwrap();
        assert_eq!(reply.head_pos, from + 1);
        assert!(took < Duration::from_secs(2), "{took:?}");
    });
    // The server's next append continues the stream the administrator has lengthened.
    stage.keeper();
    assert_eq!(stage.head(), from + 2);
}

#[test]
fn a_long_poll_tells_of_another_devices_push() {
    let stage = Stage::open();
    let (mut reader, mut writer) = (stage.coordinator(), stage.keeper());
    let (from, scope) = (stage.head(), stage.site_scope());
    std::thread::scope(|threads| {
        let waiting = threads.spawn(|| reader.wait(from).message::<WaitReply>().unwrap());
        std::thread::sleep(Duration::from_millis(200));
        let range = writer.range(&scope, 1);
        let began = Instant::now();
        writer.push_one(range);
        assert_eq!(waiting.join().unwrap().head_pos, from + 1);
        assert!(
            began.elapsed() < Duration::from_millis(1500),
            "{:?}",
            began.elapsed()
        );
    });
}

#[test]
fn stopping_ends_a_long_poll_at_once_and_what_was_written_is_there_after_a_restart() {
    let mut stage = Stage::open();
    let mut device = stage.keeper();
    let (head, scope) = (stage.head(), stage.site_scope());
    let running = stage.running.take().unwrap();
    std::thread::scope(|threads| {
        threads.spawn(|| device.wait(head));
        std::thread::sleep(Duration::from_millis(200));
        let began = Instant::now();
        running.stop();
        assert!(
            began.elapsed() < Duration::from_secs(5),
            "{:?}",
            began.elapsed()
        );
    });
    stage.start();
    device.address = stage.address();
    let range = device.range(&scope, 1);
    let cursor = PullCursor { scope, index: 0 };
    let reply = device.exchange(vec![range], vec![cursor]).unwrap();
    assert_eq!(
        (reply.pages[0].items.len(), reply.complete_to_pos),
        (1, head + 1)
    );
    stage.stop();
}

#[test]
fn a_catalogue_is_loaded_whole_or_not_at_all() {
    let stage = Stage::closed();
    let before = stage.head();
    let group = |code: &str| {
        let id = uuid::Uuid::now_v7();
        format!(
            r#"{{"kind":"item_group_registered","body":{{"id":"{id}","code":"{code}","names":{{"en":"Tents"}}}}}}"#
        )
    };
    let good = [group("tents"), String::new(), group("beds")].join("\n");
    let wrong = [
        ("{", 3),
        (r#"{"kind":"item_group_registered","body":{}}"#, 3),
        (r#"{"kind":"weather_noted","body":{}}"#, 3),
    ];
    for (line, at) in wrong {
        let text = [group("tents"), group("beds"), line.to_owned()].join("\n");
        let Err(AdminError::BadLine { line, .. }) = stage.admin.load(text.as_bytes()) else {
            panic!("{line} was loaded");
        };
        assert_eq!(line, at);
    }
    assert_eq!(stage.head(), before);
    assert_eq!(stage.admin.load(good.as_bytes()).unwrap().entries, 2);
    assert_eq!(stage.head(), before + 2);
    let large: Vec<String> = (0..1201).map(|_| group("many")).collect();
    assert_eq!(
        stage.admin.load(large.join("\n").as_bytes()).unwrap().head,
        before + 2 + 1201
    );
}

#[test]
fn a_file_is_held_to_what_the_commands_demand() {
    let stage = Stage::closed();
    let before = stage.head();
    let site = |id: uuid::Uuid, code: &str, name: &str, zone: &str| {
        format!(
            r#"{{"kind":"site_registered","body":{{"id":"{id}","code":"{code}","name":"{name}","kind":"HUB","country":"LT","time_zone":"{zone}"}}}}"#
        )
    };
    let (one, two) = (uuid::Uuid::now_v7(), uuid::Uuid::now_v7());
    let named = |kind: &str, names: &str| {
        format!(
            r#"{{"kind":"{kind}","body":{{"id":"{one}","code":"x","names":{names},"group":"{two}","unit":"piece","tracking":"NONE","durable":true}}}}"#
        )
    };
    let zone = "Europe/Vilnius";
    let cases = [
        (site(one, "med", "Medininkai", zone), "not a site code"),
        (
            site(one, "MEDININKAI", "Medininkai", zone),
            "not a site code",
        ),
        (site(one, "MED", " ", zone), "an empty name"),
        (
            site(one, "MED", "Medininkai", "Europe/Nowhere"),
            "not an IANA time zone",
        ),
        (site(one, "PAB", "Another", zone), "PAB exists already"),
        (
            format!(
                "{}\n{}",
                site(one, "MED", "Medininkai", zone),
                site(two, "MED", "Another", zone)
            ),
            "MED exists already",
        ),
        (
            named("item_group_registered", r#"{"lt":"Palapinės"}"#),
            "no name in English",
        ),
        (
            named("item_registered", r#"{"en":" "}"#),
            "no name in English",
        ),
    ];
    for (lines, words) in cases {
        // A blank line counts as a line of the file.
        let number = lines.lines().count() + 1;
        match stage.admin.load(format!("\n{lines}").as_bytes()) {
            Err(AdminError::BadLine { line, cause }) => {
                assert_eq!(line, number, "{lines}");
                assert!(cause.contains(words), "{cause}");
            }
            other => panic!("{lines} gave {other:?}"),
        }
    }
    assert_eq!(stage.head(), before, "nothing was loaded");
    let corrected = [
        site(one, "MED", "Medininkai", zone),
        site(one, "MED", "Medininkai hub", zone),
    ];
    let loaded = stage.admin.load(corrected.join("\n").as_bytes()).unwrap();
    assert_eq!(loaded.entries, 2, "the same site may be corrected");
}

#[test]
fn refusals_name_what_is_wrong() {
    let stage = Stage::closed();
    assert!(
        matches!(stage.admin.add_site(&pabrade()), Err(AdminError::SiteExists(code)) if code == "PAB")
    );
    let site = |code: &str, zone: &str| {
        let mut site = pabrade();
        (site.code, site.time_zone) = (code.to_owned(), zone.to_owned());
        stage.admin.add_site(&site)
    };
    assert!(matches!(
        site("pab", "Europe/Vilnius"),
        Err(AdminError::BadSiteCode(_))
    ));
    assert!(matches!(
        site("MED", "Europe/Nowhere"),
        Err(AdminError::BadTimeZone(_))
    ));
    assert!(matches!(
        stage.admin.add_person("Ona", &[]),
        Err(AdminError::PersonExists(_))
    ));
    assert!(matches!(
        stage.admin.new_person_code("Nobody"),
        Err(AdminError::UnknownPerson(_))
    ));
    assert!(matches!(
        stage.admin.revoke("Q", "lost"),
        Err(AdminError::UnknownDevice(_))
    ));
    assert!(matches!(
        stage.admin.revoke("S", "lost"),
        Err(AdminError::OwnDevice)
    ));
    let grants = ["store_keeper", "coordinator@PAB", "king"];
    assert!(
        grants
            .iter()
            .all(|grant| grant.parse::<server::admin::ShownGrant>().is_err())
    );
    let first = stage.admin.new_person_code("Ona").unwrap();
    let second = stage.admin.new_person_code(&stage.ona.to_string()).unwrap();
    assert_ne!(first.pin_code, second.pin_code);
}

#[test]
fn keys_are_for_their_owner_alone() {
    let stage = Stage::closed();
    let keys = stage.directory.path().join("keys");
    for name in ["server.key", "log.key", "administrator.key"] {
        let mode = std::fs::metadata(keys.join(name))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
    std::fs::remove_file(keys.join("administrator.key")).unwrap();
    assert!(
        Keys::load(stage.directory.path()).is_ok(),
        "the administrator's key may be kept elsewhere"
    );
    std::fs::set_permissions(keys.join("log.key"), std::fs::Permissions::from_mode(0o644)).unwrap();
    assert!(
        Keys::load(stage.directory.path())
            .unwrap_err()
            .to_string()
            .contains("0600")
    );
}

#[test]
fn a_backup_taken_while_the_server_writes_is_whole() {
    let stage = Stage::open();
    let (scope, mut device) = (stage.site_scope(), stage.keeper());
    let range = device.range(&scope, 50);
    device.push_one(range);
    let copy = stage.directory.path().join("copy.db");
    stage.admin.backup(&copy).unwrap();
    let mode = |file: &std::path::Path| std::fs::metadata(file).unwrap().permissions().mode();
    assert_eq!(mode(&copy) & 0o777, 0o600);
    let database = server::admin::directory::database(stage.directory.path());
    assert_eq!(mode(&database) & 0o777, 0o600);
    let read = Sqlite::open(&copy).unwrap().read().unwrap();
    let operation = read.operation().unwrap().unwrap();
    let log = read.scope(operation.key, &scope).unwrap().unwrap();
    assert_eq!((operation.head, log.size), (stage.head(), 50));
    assert!(
        matches!(stage.admin.backup(&copy), Err(AdminError::File { .. })),
        "nothing is overwritten"
    );
}

/// Runs an administrator's command; gives whether it was done, its JSON and what it said on standard error.
fn typed(data: &Path, arguments: &[&str]) -> (bool, Option<Value>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_relief-server"))
        .args(["admin", "--data", data.to_str().unwrap(), "--json"])
        .args(arguments)
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    (
        output.status.success(),
        serde_json::from_str(&text).ok(),
        said,
    )
}

#[test]
fn commands_print_json_and_failures_are_one_sentence() {
    let directory = tempfile::TempDir::new().unwrap();
    let data = directory.path().join("server");
    let admin = |arguments: &[&str]| typed(&data, arguments);
    let (done, _, said) = admin(&["devices"]);
    assert!(
        !done && said.lines().count() == 1 && said.contains("there is no ledger in"),
        "{said}"
    );
    let init = [
        "init",
        "--name",
        "Lithuania 2021",
        "--opened-on",
        "2021-07-15",
    ];
    let (_, value, _) = admin(&init);
    assert_eq!(value.unwrap()["name"], "Lithuania 2021");
    assert!(!admin(&init).0, "an operation is opened once");
    let site = [
        "--code",
        "PAB",
        "--name",
        "Pabradė",
        "--kind",
        "reception-centre",
        "--country",
        "LT",
    ];
    let (done, ..) = admin(
        &[
            &["site", "add"][..],
            &site,
            &["--time-zone", "Europe/Vilnius"],
        ]
        .concat(),
    );
    assert!(done);
    let (_, value, _) = admin(&[
        "person",
        "add",
        "--name",
        "Ona",
        "--grant",
        "store_keeper@PAB",
    ]);
    assert_eq!(value.unwrap()["pin_code"].as_str().unwrap().len(), 9);
    let (_, value, _) = admin(&[
        "enrol",
        "--device-name",
        "Store",
        "--role",
        "store_keeper",
        "--site",
        "PAB",
    ]);
    assert_eq!(value.unwrap()["code"].as_str().unwrap().len(), 34);
    let (_, value, _) = admin(&["codes"]);
    assert_eq!(value.unwrap()[0]["device_name"], "Store");
    assert_eq!(Admin::open(&data).unwrap().devices().unwrap().len(), 1);
}
