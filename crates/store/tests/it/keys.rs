//! `key.json`.

use std::fs;

use store::keyfile::{Keeping, KeyError, create, exists, unlock};
use tempfile::tempdir;

#[test]
fn a_passphrase_wraps_the_key() {
    let dir = tempdir().expect("a folder");
    assert!(matches!(unlock(dir.path(), None), Err(KeyError::Missing)));
    let key = create(dir.path(), Keeping::Passphrase("demo")).expect("made");
    assert!(exists(dir.path()));
    assert_eq!(unlock(dir.path(), Some("demo")).expect("unlocked").0, key.0);
    assert!(matches!(
        unlock(dir.path(), None),
        Err(KeyError::PassphraseNeeded)
    ));
    assert!(matches!(
        unlock(dir.path(), Some("Demo")),
        Err(KeyError::PassphraseWrong)
    ));
    assert!(matches!(
        create(dir.path(), Keeping::Passphrase("other")),
        Err(KeyError::Exists)
    ));
}

#[test]
fn a_damaged_key_file_is_not_called_a_wrong_passphrase() {
    let dir = tempdir().expect("a folder");
    create(dir.path(), Keeping::Passphrase("demo")).expect("made");
    let path = dir.path().join("key.json");
    let whole = fs::read(&path).expect("read");
    let step = whole.len() / 40;
    for at in (0..whole.len() - 1).step_by(step) {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        fs::write(&path, &bytes).expect("written");
        let unlocked = unlock(dir.path(), Some("demo"));
        let harmless = bytes[at].is_ascii_whitespace() || whole[at].is_ascii_whitespace();
        assert!(
            harmless || matches!(unlocked, Err(KeyError::Damaged { .. })),
            "byte {at}: {unlocked:?}"
        );
    }
}

#[test]
fn without_a_keystore_the_answer_comes_at_once() {
    // No session bus: nothing can answer.
    let child = std::process::Command::new(std::env::current_exe().expect("this test"))
        .args([
            "--exact",
            "keys::keystore_child",
            "--ignored",
            "--nocapture",
        ])
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
        .env("XDG_RUNTIME_DIR", "/nonexistent")
        .output()
        .expect("run");
    let said = String::from_utf8_lossy(&child.stdout);
    assert!(child.status.success() && said.contains("silent"), "{said}");
}

#[test]
#[ignore = "run by `without_a_keystore_the_answer_comes_at_once`"]
fn keystore_child() {
    let dir = tempdir().expect("a folder");
    let begun = std::time::Instant::now();
    let answer = create(dir.path(), Keeping::Keystore);
    assert!(
        matches!(answer, Err(KeyError::KeystoreSilent { .. })),
        "{answer:?}"
    );
    assert!(begun.elapsed() < std::time::Duration::from_secs(3));
    assert!(!exists(dir.path()));
    println!("silent");
}
