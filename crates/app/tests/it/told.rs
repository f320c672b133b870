//! A computer to which the server has told everything it holds, so that it can look back.

use std::sync::Arc;

use app::link::NoLink;
use app::source::SetClock;
use ledger::body::Body;
use ledger::ids::{DeviceId, OperationId};
use ledger::role::Role;
use replication::session::{Session, Step};
use store::keyfile::{self, Keeping};
use store::{Identity, SigningSeed, Store};

use crate::central::{Central, LOG_KEY, OPERATION, SERVER, id, key};
use crate::desk::{Desk, catalogue, open};

const DEVICE: u8 = 2;

/// The catalogue and these entries, each with the scope it is of, all accepted and about 24 July 2021; this computer's
/// clock says `now`.
pub fn desk(now: &str, further: Vec<(String, Body)>) -> Desk {
    let mut central = Central::new(1 << 20);
    central.enrol(DEVICE);
    let catalogue = catalogue()
        .into_iter()
        .map(|body| ("catalogue".to_owned(), body));
    for (scope, body) in catalogue.chain(further) {
        central.write(&scope, body.kind(), &body.to_json());
    }
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("demo"), "").unwrap();
    let data_key = keyfile::create(dir.path(), Keeping::Passphrase("demo")).unwrap();
    let store = Store::create(dir.path(), &data_key).unwrap();
    store.enrol(&identity()).unwrap();
    pull(&store, &mut central);
    drop(store);
    let clock = Arc::new(SetClock::at(now.parse().unwrap()));
    let context = open(dir.path(), &clock, Arc::new(NoLink));
    Desk {
        dir,
        clock,
        context,
    }
}

fn identity() -> Identity {
    Identity {
        operation: OperationId(id(OPERATION)),
        operation_name: "Test".to_owned(),
        device: DeviceId(id(DEVICE.into())),
        letter: "B".to_owned(),
        name: "Desk".to_owned(),
        seed: SigningSeed([DEVICE; 32]),
        reads: vec!["*".to_owned()],
        writes: vec!["*".to_owned()],
        roles: vec![Role::StoreKeeper, Role::Coordinator],
        site: None,
        server_address: "127.0.0.1:1".to_owned(),
        server_key: key(SERVER).public(),
        log_key: key(LOG_KEY).public(),
        administrator_key: key(99).public(),
        epoch: 1,
    }
}

fn pull(store: &Store, central: &mut Central) {
    let mut local = store;
    let mut session = Session::new(64 * 1024);
    let mut step = session.start(&local);
    loop {
        match step {
            Step::Send(request) => {
                let reply = central.exchange(id(DEVICE.into()), &request);
                step = session.received(&mut local, &reply);
            }
            Step::Done(_) => return,
            Step::Failed(reason) => panic!("the exchange failed: {reason:?}"),
        }
    }
}
