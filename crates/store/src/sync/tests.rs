//! What goes up is what a server takes; what comes down has one place.

use chrono::{NaiveDate, TimeZone, Utc};
use ledger::body::PointRegistered;
use ledger::ids::{DeviceId, OperationId, PersonId, PointId, SiteId};
use ledger::role::Role;
use ledger::scope::Scope;
use proof::keys::SigningKey;
use proof::leaf::{Reason, Status};
use proof::merkle::Frontier;
use replication::page::Verified;
use replication::session::Local;
use replication::wire::{LogItem, MAX_RANGE_ENTRIES, Page, PushRange};
use tempfile::TempDir;
use uuid::Uuid;

use crate::{DataKey, Identity, SigningSeed, Stamp, Store, StoreError};

const DEVICE: Uuid = Uuid::from_u128(7);

fn site() -> SiteId {
    SiteId(Uuid::from_u128(1))
}

fn store(dir: &TempDir) -> Store {
    let key = SigningKey::from_seed(&[1; 32]).public();
    let identity = Identity {
        operation: OperationId(Uuid::from_u128(2)),
        operation_name: "Lithuania 2021".to_owned(),
        device: DeviceId(DEVICE),
        letter: "A".to_owned(),
        name: "Store".to_owned(),
        seed: SigningSeed([7; 32]),
        reads: vec!["*".to_owned()],
        writes: vec!["*".to_owned()],
        roles: vec![Role::StoreKeeper],
        site: Some(site()),
        server_address: "localhost:8443".to_owned(),
        server_key: key,
        log_key: key,
        administrator_key: key,
        epoch: 1,
    };
    let store = Store::create(dir.path(), &DataKey([9; 32])).expect("a new file");
    store.enrol(&identity).expect("enrolled");
    store
}

fn write(store: &Store, count: u128, also: &[Scope]) -> Vec<PushRange> {
    let stamp = Stamp {
        person: PersonId(Uuid::from_u128(3)),
        role: Role::StoreKeeper,
        recorded_at: Utc.with_ymd_and_hms(2021, 7, 24, 14, 10, 0).unwrap(),
        occurred_on: NaiveDate::from_ymd_opt(2021, 7, 24).expect("a day"),
        reason: None,
        reverses: None,
    };
    store
        .write(stamp, |writing| {
            for n in 0..count {
                let body = PointRegistered {
                    id: PointId(Uuid::from_u128(100 + n)),
                    site: site(),
                    name: "Gate".to_owned(),
                };
                writing.append(body, Scope::Site(site()), also)?;
            }
            Ok::<_, StoreError>(())
        })
        .expect("written");
    Local::unsent(&store, usize::MAX).expect("read")
}

#[test]
fn no_range_is_longer_than_a_server_takes() {
    let dir = TempDir::new().expect("a folder");
    let most = MAX_RANGE_ENTRIES as u128;
    let ranges = write(&store(&dir), most + 1, &[]);
    let lengths: Vec<_> = ranges.iter().map(|range| range.entries.len()).collect();
    assert_eq!(lengths, [MAX_RANGE_ENTRIES, 1]);
    for range in &ranges {
        assert_eq!(range.head.seq, range.last_seq());
    }
}

#[test]
fn an_entry_that_names_only_its_own_scope_is_no_copy() {
    let dir = TempDir::new().expect("a folder");
    let ranges = write(&store(&dir), 1, &[Scope::Site(site())]);
    let entry = &ranges[0].entries[0];
    assert!(entry.bytes.parse().expect("readable").also.is_empty());
    assert_eq!(entry.copy, None);
}

fn page(scope: &str, range: &PushRange, pos: u64, status: Status) -> (Page, Verified) {
    let entry = &range.entries[0];
    let hash = entry.bytes.hash();
    let mut frontier = Frontier::new();
    frontier.push(hash);
    let item = LogItem {
        index: 0,
        epoch: 1,
        pos,
        accepted_at: 1_627_200_000,
        status,
        device: DEVICE,
        scope: range.scope.clone(),
        seq: 1,
        bytes: entry.bytes.clone(),
        copy: entry.copy,
    };
    let page = Page {
        scope: scope.to_owned(),
        from: 0,
        items: vec![item],
        heads: Vec::new(),
        has_more: true,
        size: 2,
        checkpoint: None,
    };
    let verified = Verified {
        hashes: vec![hash],
        chains: Vec::new(),
        frontier,
        certificates: Vec::new(),
        checkpoint: None,
    };
    (page, verified)
}

#[test]
fn an_entry_has_one_place_in_every_log() {
    let dir = TempDir::new().expect("a folder");
    let store = store(&dir);
    let ranges = write(&store, 1, &[Scope::Coordination, Scope::Funds]);
    let apply = |scope: &str, pos, status| {
        let (page, verified) = page(scope, &ranges[0], pos, status);
        store.apply(&page, &verified)
    };
    apply("coordination", 5, Status::Integrated).expect("the first word");
    let reason = Reason::new("device-revoked");
    for (pos, status) in [(6, Status::Integrated), (5, Status::Quarantined { reason })] {
        let refused = apply("funds", pos, status).expect_err("another word");
        assert!(matches!(refused, StoreError::EntryRefused { .. }));
    }
    apply("funds", 5, Status::Integrated).expect("the same word");
}
