//! Streams: dense positions, idempotence, gaps, forks, signatures.

use proof::checkpoint::{self, Checkpoint};
use proof::entry::EntryBytes;
use proof::keys::Signature;
use proof::leaf::{LogEntry, Reason, Status};
use proof::stream::StreamId;
use replication::wire::Outcome;
use server::keys::Keys;
use server::store::Storage;

use crate::device::{Device, new_key};
use crate::stage::Stage;

#[test]
fn eight_devices_at_once_get_dense_positions_and_lose_nothing() {
    const RANGES: usize = 12;
    const ENTRIES: usize = 5;
    let stage = Stage::open();
    let scope = stage.site_scope();
    let mut devices: Vec<Device> = (0..8).map(|_| stage.keeper()).collect();
    let before = stage.head();
    std::thread::scope(|threads| {
        for device in &mut devices {
            let scope = scope.clone();
            threads.spawn(move || {
                for _ in 0..RANGES {
                    let range = device.range(&scope, ENTRIES);
                    assert_eq!(device.push_one(range).outcome, Outcome::Accepted);
                }
            });
        }
    });
    let log = stage.log(&scope);
    assert_eq!(log.len(), 8 * RANGES * ENTRIES);
    let expected: Vec<u64> = (before + 1..=before + log.len() as u64).collect();
    assert_eq!(
        log.iter().map(|entry| entry.pos).collect::<Vec<_>>(),
        expected
    );
    for device in &devices {
        let own = log
            .iter()
            .filter(|entry| entry.device == device.certificate.device)
            .map(|entry| entry.seq);
        assert_eq!(
            own.collect::<Vec<_>>(),
            (1..=(RANGES * ENTRIES) as u64).collect::<Vec<_>>()
        );
    }
    assert!(
        log.windows(2)
            .all(|two| two[0].accepted_at <= two[1].accepted_at)
    );
    assert_checkpoints(&stage);
}

/// Every scope's signed checkpoint is the root over the log as it is stored.
pub fn assert_checkpoints(stage: &Stage) {
    let read = stage.storage().read().unwrap();
    let operation = read.operation().unwrap().unwrap();
    let log_key = Keys::load(stage.directory.path()).unwrap().log.public();
    let scopes = read.scopes(operation.key).unwrap();
    assert!(!scopes.is_empty());
    for scope in scopes {
        let entries = read.log(scope.key, 0, 1_000_000, usize::MAX).unwrap();
        let leaves: Vec<_> = entries
            .iter()
            .map(|entry| {
                let stream = StreamId {
                    operation: operation.uuid,
                    device: entry.device,
                    scope: entry.scope.clone(),
                };
                LogEntry {
                    epoch: entry.epoch,
                    pos: entry.pos,
                    accepted_at: entry.accepted_at,
                    status: match &entry.quarantine {
                        None => Status::Integrated,
                        Some(reason) => Status::Quarantined {
                            reason: Reason::new(reason),
                        },
                    },
                    chain0: stream.chain0(),
                    seq: entry.seq,
                    entry_hash: EntryBytes::new(entry.bytes.clone()).unwrap().hash(),
                }
                .leaf_hash()
            })
            .collect();
        let name = checkpoint::key_name(operation.uuid);
        let note = Checkpoint::parse_and_verify(&scope.checkpoint, &name, &log_key).unwrap();
        assert_eq!(note.origin, checkpoint::origin(operation.uuid, &scope.name));
        assert_eq!(note.size, leaves.len() as u64, "{}", scope.name);
        assert_eq!(note.root, proof::merkle::root(&leaves), "{}", scope.name);
    }
}

#[test]
fn pushing_again_changes_nothing_and_an_overlap_adds_only_its_tail() {
    let stage = Stage::open();
    let (scope, mut device) = (stage.site_scope(), stage.keeper());
    let first = device.range(&scope, 3);
    let second = device.range(&scope, 2);
    assert_eq!(device.push_one(first.clone()).outcome, Outcome::Accepted);
    let again = device.push_one(first.clone());
    assert_eq!((again.outcome, again.up_to_seq), (Outcome::Exists, 3));
    let mut both = first;
    both.entries.extend(second.entries.clone());
    both.head = second.head;
    let taken = device.push_one(both.clone());
    assert_eq!((taken.outcome, taken.up_to_seq), (Outcome::Accepted, 5));
    assert_eq!(device.push_one(both).outcome, Outcome::Exists);
    let sequence: Vec<u64> = stage.log(&scope).iter().map(|entry| entry.seq).collect();
    assert_eq!(sequence, [1, 2, 3, 4, 5]);
    assert_checkpoints(&stage);
}

#[test]
fn a_gap_is_named_and_nothing_after_it_is_taken() {
    let stage = Stage::open();
    let (scope, mut device) = (stage.site_scope(), stage.keeper());
    let first = device.range(&scope, 2);
    let skipped = device.range(&scope, 1);
    let third = device.range(&scope, 1);
    device.push_one(first);
    let head = stage.head();
    let results = device.push(vec![third.clone(), skipped.clone()]);
    assert_eq!(results.len(), 1, "ranges after the gap are not looked at");
    assert_eq!(
        (results[0].outcome.clone(), results[0].up_to_seq),
        (Outcome::Gap { expected: 3 }, 2)
    );
    assert_eq!(stage.head(), head);
    let results = device.push(vec![skipped, third]);
    assert!(
        results
            .iter()
            .all(|result| result.outcome == Outcome::Accepted)
    );
}

#[test]
fn another_entry_at_a_known_place_is_a_fork() {
    let stage = Stage::open();
    let (scope, mut device) = (stage.site_scope(), stage.keeper());
    let first = device.range(&scope, 2);
    device.push_one(first);
    device.forget(&scope);
    let mut said = device.says();
    said.body = r#"{"sky":"blue"}"#.to_owned();
    let other = device.range_of(&scope, &[said]);
    let result = device.push_one(other);
    assert_eq!((result.outcome, result.up_to_seq), (Outcome::Fork, 2));
    assert_eq!(stage.log(&scope).len(), 2);
}

#[test]
fn a_broken_chain_or_signature_is_refused_and_stores_nothing() {
    let stage = Stage::open();
    let (scope, mut device) = (stage.site_scope(), stage.keeper());
    let good = device.range(&scope, 3);
    let refused = |reason: &str| Outcome::Refused {
        reason: reason.to_owned(),
    };

    let mut wrong = good.clone();
    wrong.head.signature = Signature([7; 64]);
    assert_eq!(device.push_one(wrong).outcome, refused("bad-signature"));

    let mut swapped = good.clone();
    swapped.entries.swap(0, 1);
    assert_eq!(device.push_one(swapped).outcome, refused("broken-chain"));

    let mut cut = good.clone();
    cut.entries.pop();
    assert_eq!(device.push_one(cut).outcome, refused("broken-chain"));

    let mut empty = good.clone();
    empty.entries.clear();
    assert_eq!(device.push_one(empty).outcome, refused("broken-chain"));

    let mut elsewhere = good.clone();
    elsewhere.scope = "funds".to_owned();
    assert_eq!(
        device.push_one(elsewhere).outcome,
        refused("broken-chain"),
        "the scope is in the chain"
    );

    let mut nowhere = good.clone();
    nowhere.scope = "site:00000000-0000-0000-0000-000000000000".to_owned();
    assert_eq!(device.push_one(nowhere).outcome, refused("unknown-scope"));

    assert!(stage.log(&scope).is_empty());
    assert_eq!(
        device.push_one(good).outcome,
        Outcome::Accepted,
        "the stream is not harmed"
    );
}

#[test]
fn an_entry_nested_too_deep_is_refused() {
    let stage = Stage::open();
    let (scope, mut device) = (stage.site_scope(), stage.keeper());
    // The entry and its body are two levels; brackets in a text are none.
    let nested = |levels: usize| {
        let (open, close) = ("[".repeat(levels), "]".repeat(levels));
        format!(r#"{{"text":"[[\"[","x":{open}{close}}}"#)
    };
    let mut said = device.says();
    said.body = nested(63);
    let range = device.range_of(&scope, &[said]);
    let reason = "too-deep".to_owned();
    assert_eq!(device.push_one(range).outcome, Outcome::Refused { reason });
    device.forget(&scope);
    let mut said = device.says();
    said.body = nested(62);
    let range = device.range_of(&scope, &[said]);
    assert_eq!(device.push_one(range).outcome, Outcome::Accepted);
}

#[test]
fn a_copy_needs_its_own_signature_and_reaches_every_scope_named() {
    let stage = Stage::open();
    let (scope, mut device) = (stage.site_scope(), stage.keeper());
    let mut said = device.says();
    said.also = vec![
        "coordination".to_owned(),
        scope.clone(),
        "coordination".to_owned(),
    ];
    let good = device.range_of(&scope, &[said]);
    let mut bare = good.clone();
    bare.entries[0].copy = None;
    let refused = Outcome::Refused {
        reason: "bad-signature".to_owned(),
    };
    assert_eq!(device.push_one(bare).outcome, refused);
    let mut wrong = good.clone();
    wrong.entries[0].copy = Some(Signature([1; 64]));
    assert_eq!(device.push_one(wrong).outcome, refused);
    assert_eq!(device.push_one(good).outcome, Outcome::Accepted);
    let (home, copy) = (stage.log(&scope), stage.log("coordination"));
    assert_eq!((home.len(), copy.len()), (1, 1), "each scope holds it once");
    assert_eq!((home[0].pos, &home[0].bytes), (copy[0].pos, &copy[0].bytes));
    assert_checkpoints(&stage);
}

#[test]
fn a_request_signed_by_another_key_or_sent_twice_is_not_served() {
    let stage = Stage::open();
    let (scope, mut device) = (stage.site_scope(), stage.keeper());
    let range = device.range(&scope, 1);
    let honest = std::mem::replace(&mut device.key, new_key());
    assert!(device.exchange(vec![range.clone()], Vec::new()).is_err());
    device.key = honest;
    assert!(device.exchange(vec![range.clone()], Vec::new()).is_ok());
    device.number -= 1;
    assert_eq!(
        device.exchange(Vec::new(), Vec::new()).unwrap_err(),
        replication::wire::ErrorCode::Replayed
    );
    assert!(
        device.exchange(Vec::new(), Vec::new()).is_ok(),
        "the next number is served again"
    );
}
