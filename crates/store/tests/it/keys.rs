//! `key.json`.

use std::fs;

use store::Store;
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
fn a_key_is_kept_in_another_way_and_the_old_one_opens_nothing() {
    let dir = tempdir().expect("a folder");
    let key = create(dir.path(), Keeping::Passphrase("sercet")).expect("made");
    let store = Store::create(dir.path(), &key).expect("made");
    store
        .keep_key(Keeping::Passphrase("secret"))
        .expect("kept anew");
    assert!(matches!(
        unlock(dir.path(), Some("sercet")),
        Err(KeyError::PassphraseWrong)
    ));
    let again = unlock(dir.path(), Some("secret")).expect("unlocked");
    assert_eq!(again.0, key.0);
    drop(store);
    Store::open(dir.path(), &again).expect("the same file");
}

/// A keystore in memory stands for the one of the operating system, which a build machine does not have.
#[test]
fn a_keystore_keeps_the_key_and_is_asked_for_no_passphrase() {
    let child = child("keystore_in_memory");
    let said = String::from_utf8_lossy(&child.stdout);
    assert!(child.status.success() && said.contains("kept"), "{child:?}");
}

#[test]
#[ignore = "run by `a_keystore_keeps_the_key_and_is_asked_for_no_passphrase`: the keystore is the whole program's"]
fn keystore_in_memory() {
    store::keystore_in_memory();
    let dir = tempdir().expect("a folder");
    let key = create(dir.path(), Keeping::Keystore).expect("made");
    assert_eq!(unlock(dir.path(), None).expect("unlocked").0, key.0);
    let text = fs::read_to_string(dir.path().join("key.json")).expect("read");
    assert!(
        !text.contains("wrapped"),
        "the key is not in the file: {text}"
    );
    let store = Store::create(dir.path(), &key).expect("made");
    store
        .keep_key(Keeping::Passphrase("secret"))
        .expect("kept anew");
    assert_eq!(
        unlock(dir.path(), Some("secret")).expect("unlocked").0,
        key.0
    );
    fs::write(dir.path().join("key.json"), text).expect("the file from before");
    // The keystore was told to forget it.
    assert!(matches!(
        unlock(dir.path(), None),
        Err(KeyError::Damaged { .. })
    ));
    println!("kept");
}

fn child(test: &str) -> std::process::Output {
    std::process::Command::new(std::env::current_exe().expect("this test"))
        .args([
            "--exact",
            &format!("keys::{test}"),
            "--ignored",
            "--nocapture",
        ])
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
        .env("XDG_RUNTIME_DIR", "/nonexistent")
        .output()
        .expect("run")
}

#[test]
fn without_a_keystore_the_answer_comes_at_once() {
    // No session bus: nothing can answer.
    let child = child("keystore_child");
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
