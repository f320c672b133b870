//! kill −9 at every failpoint of posting and of syncing: a document is wholly there or wholly not.

use std::path::Path;
use std::process::Command;

use ledger::role::Role;
use ledger::scope::Scope;
use store::{Store, StoreError};
use tempfile::tempdir;

use crate::central::id;
use crate::world::{
    KEEPER, at_site, central, computer, data_key, issue, lot, receipt, site, stamp, sync,
};

const DIR: &str = "RELIEF_KILL_DIR";

/// What the child does; what it has acknowledged it prints.
#[test]
#[ignore = "run by `a_killed_process_leaves_whole_documents`, which kills it"]
fn child() {
    // Without a parent there is nothing to do: `--long` runs whatever is ignored.
    let Ok(dir) = std::env::var(DIR) else {
        return;
    };
    let mut central = central();
    let store = computer(Path::new(&dir), 2);
    sync(&store, &mut central);
    println!("ack synced");
    for (name, is_receipt) in [("receipt", true), ("issue", false)] {
        let write = store.write::<_, StoreError>(stamp(KEEPER, Role::StoreKeeper), |writing| {
            let kind = if is_receipt { "GRN" } else { "ISS" };
            writing.next_number("PAB", kind, 2021)?;
            if is_receipt {
                writing.append(receipt(1, 488, 12), at_site(), &[Scope::Coordination])
            } else {
                writing.append(issue(1, lot(1), 120), at_site(), &[])
            }
        });
        write.expect("written");
        println!("ack {name}");
    }
    sync(&store, &mut central);
    println!("ack sent");
}

fn check(dir: &Path, said: &str, n: u32) {
    let store = match Store::open(dir, &data_key()) {
        Ok(store) => store,
        Err(store::OpenError::Missing) => {
            assert!(!said.contains("ack"), "{n}: lost after {said}");
            return;
        }
        Err(cause) => panic!("{n}: {cause}"),
    };
    if store.identity().expect("read").is_none() {
        assert!(!said.contains("ack"), "{n}: lost after {said}");
        return;
    }
    let verified = store.verify().expect("checked");
    assert_eq!(verified.flaw, None, "{n}");
    let shown = store.projection_digest().expect("read");
    assert_eq!(store.rebuild().expect("rebuilt").0, shown, "{n}");
    let receipt = store
        .read(|reads| reads.receipt(receipt(1, 0, 0).id))
        .expect("read");
    let issue = store
        .read(|reads| reads.issue(issue(1, lot(1), 0).id))
        .expect("read");
    assert!(
        receipt.is_some() || !said.contains("ack receipt"),
        "{n}: receipt lost"
    );
    assert!(
        issue.is_some() || !said.contains("ack issue"),
        "{n}: issue lost"
    );
    let stock = store.read(|reads| reads.stock(site())).expect("read");
    let good = stock.first().map_or(0, |row| row.good);
    let expected = match (receipt.is_some(), issue.is_some()) {
        (false, _) => 0,
        (true, false) => 488,
        (true, true) => 368,
    };
    assert_eq!(good, expected, "{n}");
    if said.contains("ack sent") {
        assert_eq!(
            store.read(|reads| reads.unsent_count()).expect("read"),
            0,
            "{n}"
        );
    }
    assert_eq!(
        store.identity().expect("read").expect("enrolled").device.0,
        id(2)
    );
}

#[test]
fn a_killed_process_leaves_whole_documents() {
    let mut killed = 0;
    for n in 1.. {
        let dir = tempdir().expect("a folder");
        let child = Command::new(std::env::current_exe().expect("this test"))
            .args(["--exact", "kill::child", "--ignored", "--nocapture"])
            .env(DIR, dir.path())
            .env("RELIEF_FAILPOINT", format!("any:{n}"))
            .output()
            .expect("run");
        check(dir.path(), &String::from_utf8_lossy(&child.stdout), n);
        if child.status.success() {
            break;
        }
        killed += 1;
    }
    assert!(killed > 20, "only {killed} places were hit");
}
