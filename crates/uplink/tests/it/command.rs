//! `relief` as it is typed.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::stage::{PIN, Stage, mark_as_demo};

struct Typed {
    code: Option<i32>,
    out: Value,
    said: String,
}

fn relief(data: &Path, arguments: &[&str], input: &str) -> Typed {
    let mut child = Command::new(env!("CARGO_BIN_EXE_relief"))
        .args(["--data", data.to_str().unwrap()])
        .args(arguments)
        .env_remove("RELIEF_PASSPHRASE")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    Typed {
        code: output.status.code(),
        out: serde_json::from_slice(&output.stdout).unwrap_or(Value::Null),
        said: String::from_utf8(output.stderr).unwrap(),
    }
}

#[test]
fn a_device_is_used_from_the_command_line_alone() {
    let stage = Stage::open();
    let directory = TempDir::new().unwrap();
    mark_as_demo(directory.path());
    let typed = |arguments: &[&str], input: &str| relief(directory.path(), arguments, input);

    assert_eq!(typed(&["call", "status"], "").out["stage"], "new");
    let sync = typed(&["sync"], "");
    assert_eq!(
        (sync.code, &sync.out["code"]),
        (Some(1), &json!("not-enrolled"))
    );
    let request = json!({
        "address": stage.address().to_string(), "code": stage.code(), "device_name": "Store", "passphrase": null,
    });
    let enrolled = typed(&["call", "enrol", &request.to_string()], "");
    assert_eq!(enrolled.code, Some(0), "{} {}", enrolled.out, enrolled.said);
    let first = typed(&["sync"], "");
    assert_eq!(first.code, Some(0), "{}", first.out);
    assert!(first.out["received"].as_u64().unwrap() >= 5);

    let pin =
        json!({"person": stage.ona.person, "code": stage.ona.pin_code, "pin": PIN}).to_string();
    assert_eq!(typed(&["call", "set_pin", &pin], "").code, Some(0));
    let point = json!({"site": stage.site, "name": "Block 1"}).to_string();
    let nobody = typed(&["call", "add_point", &point], "");
    assert_eq!(
        (nobody.code, &nobody.out["code"]),
        (Some(1), &json!("nobody-signed-in"))
    );
    let wrong = typed(&["--person", "Ona", "call", "add_point", &point], "9999\n");
    assert_eq!(wrong.code, Some(1), "{}", wrong.out);
    let right = typed(
        &["--person", "Ona", "call", "add_point", &point],
        &format!("{PIN}\n"),
    );
    assert_eq!(
        (right.code, &right.out["name"]),
        (Some(0), &json!("Block 1")),
        "{}",
        right.said
    );
    assert_eq!(typed(&["sync"], "").out["sent"], 1);
}

#[test]
fn calls_are_listed_with_their_schemas_and_usage_errors_are_told() {
    let directory = TempDir::new().unwrap();
    let all = relief(directory.path(), &["calls"], "").out;
    let calls = &all["calls"];
    let names: Vec<&str> = calls
        .as_array()
        .unwrap()
        .iter()
        .map(|call| call["name"].as_str().unwrap())
        .collect();
    assert!(names.contains(&"post_receipt") && names.contains(&"matrix"));
    let problems = all["problems"].as_array().unwrap();
    assert!(problems.contains(&json!("not-enough-stock")));
    assert!(
        calls
            .as_array()
            .unwrap()
            .iter()
            .all(|call| call["request"].is_object() && call["reply"].is_object())
    );

    let unknown = relief(directory.path(), &["call", "dance"], "");
    assert_eq!(
        (unknown.code, &unknown.out["code"]),
        (Some(1), &json!("call-unknown"))
    );
    let broken = relief(directory.path(), &["call", "status", "{"], "");
    assert_eq!(broken.code, Some(2));
    assert!(broken.said.contains("not JSON"));
}
