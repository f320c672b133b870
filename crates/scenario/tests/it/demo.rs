//! The demonstration can be prepared twice and served again on its own address.

use std::sync::Arc;

use app::contract::replies::{Status, SyncStatus};
use app::link::NoLink;
use scenario::ask::fetch;
use scenario::{demo, devices};

#[test]
fn a_demo_is_made_once_and_served_again() {
    let dir = tempfile::tempdir().unwrap();
    let first = demo::prepare(dir.path()).unwrap();
    assert_eq!(
        first.roles.keys().collect::<Vec<_>>(),
        ["auditor", "coordinator", "keeper", "rukla"]
    );
    let again = demo::prepare(dir.path()).unwrap();
    assert_eq!(again.server_address, first.server_address);
    for role in first.roles.values() {
        // As a person opens it: with the computer's own clock.
        let context = app::Context::open(dir.path().join(&role.data), Arc::new(NoLink));
        let status: Status = fetch(&context, "status").unwrap();
        assert!(!status.clock_suspect, "{}", role.data);
        let sync: SyncStatus = fetch(&context, "sync_status").unwrap();
        assert!(sync.last_exchange.is_some(), "{}", role.data);
        assert_eq!((sync.unsent, sync.oldest_unsent), (0, None));
    }
    let server = devices::serve(&dir.path().join("server"), first.server_address).unwrap();
    let keeper = devices::Device::open(&dir.path().join("keeper")).unwrap();
    assert!(keeper.context.is_demo());
    keeper.context.sync_once().unwrap();
    server.stop();
}

#[test]
fn a_folder_with_other_things_in_it_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("thesis.txt"), "mine").unwrap();
    assert!(demo::prepare(dir.path()).is_err());
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
}
