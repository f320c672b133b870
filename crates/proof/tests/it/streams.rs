//! Chains, heads, copies and the growing edge of a log.

use proof::certificate::{CertificateError, KeyRing};
use proof::hash::{Hash, sha256};
use proof::leaf::{LogEntry, Reason, Status};
use proof::merkle::{Frontier, root};
use proof::stream::{Chain, SignedHead, StreamId, sign_copy, verify_copy};
use proptest::prelude::*;

use crate::fixture::{envelope, id, key};

fn stream(device: u128) -> StreamId {
    StreamId {
        operation: id(9),
        device: id(device),
        scope: "funds".to_owned(),
    }
}

fn chain_of(stream: &StreamId, entries: &[Vec<u8>]) -> Chain {
    entries.iter().fold(Chain::start(stream), |chain, entry| {
        chain.extend(sha256(&[entry]))
    })
}

#[test]
fn a_head_belongs_to_one_stream_one_key_and_one_chain() {
    let chain = chain_of(&stream(2), &[b"one".to_vec()]);
    let head = SignedHead::sign(&key(2), stream(2).chain0(), chain);
    assert!(head.verify(stream(2).chain0(), &key(2).public()).is_ok());
    assert!(head.verify(stream(3).chain0(), &key(2).public()).is_err());
    assert!(head.verify(stream(2).chain0(), &key(3).public()).is_err());
    let longer = SignedHead { seq: 2, ..head };
    assert!(longer.verify(stream(2).chain0(), &key(2).public()).is_err());
}

#[test]
fn a_copy_is_not_a_head() {
    let (chain0, hash) = (stream(2).chain0(), sha256(&[b"entry"]));
    let copy = sign_copy(&key(2), chain0, 1, hash);
    assert!(verify_copy(&key(2).public(), chain0, 1, hash, &copy).is_ok());
    assert!(verify_copy(&key(2).public(), chain0, 2, hash, &copy).is_err());
    let as_head = SignedHead {
        seq: 1,
        chain: hash,
        signature: copy,
    };
    assert!(as_head.verify(chain0, &key(2).public()).is_err());
}

#[test]
fn only_the_server_enrols() {
    let enrol = |device: u128, seed: u8| {
        let body = format!(
            r#"{{"device":"{}","signing_key":"{}"}}"#,
            id(device),
            key(seed).public()
        );
        envelope(1, "device_enrolled", &body, &[])
    };
    let mut ring = KeyRing::new(key(1).public());
    assert_eq!(
        ring.learn(id(2), &enrol(2, 2)),
        Ok(None),
        "a stranger enrols itself"
    );
    assert_eq!(
        ring.learn(id(1), &enrol(2, 2)),
        Ok(None),
        "the server before its own certificate"
    );
    assert!(ring.learn(id(1), &enrol(1, 1)).expect("own").is_some());
    assert!(
        ring.learn(id(1), &enrol(2, 2))
            .expect("by the server")
            .is_some()
    );
    assert_eq!(
        ring.learn(id(2), &enrol(3, 3)),
        Ok(None),
        "a device enrols a friend"
    );
    assert_eq!(ring.key(id(3)), None);
    assert_eq!(
        ring.learn(id(1), &enrol(2, 4)),
        Err(CertificateError::KeyChanged { device: id(2) })
    );
    assert_eq!(ring.key(id(2)), Some(key(2).public()));
    let broken = envelope(1, "device_enrolled", "{}", &[]);
    // A device that gives itself the server's key is a liar, not a contradiction: its entry stops nobody.
    assert_eq!(
        ring.learn(id(2), &enrol(2, 1)),
        Ok(None),
        "by another device, in its own name"
    );
    assert_eq!(
        ring.learn(id(2), &broken),
        Ok(None),
        "rubbish by a device jams nothing"
    );
    assert_eq!(
        ring.learn(id(1), &broken),
        Err(CertificateError::Unreadable)
    );
}

#[test]
fn a_reason_is_cut_at_a_character_and_never_read_too_long() {
    let long = "ė".repeat(2_000);
    assert_eq!(Reason::new(&long).as_str().len(), 1_024);
    assert!(serde_json::from_value::<Reason>(long.into()).is_err());
}

fn line(pos: u64, status: Status) -> LogEntry {
    LogEntry {
        epoch: 1,
        pos,
        accepted_at: 5,
        status,
        chain0: stream(2).chain0(),
        seq: 1,
        entry_hash: sha256(&[b"e"]),
    }
}

#[test]
fn every_field_of_a_log_line_counts() {
    let base = line(1, Status::Integrated);
    let reason = |text: &str| Status::Quarantined {
        reason: Reason::new(text),
    };
    let others = [
        line(2, Status::Integrated),
        line(1, reason("a")),
        line(1, reason("")),
        LogEntry {
            epoch: 2,
            ..base.clone()
        },
        LogEntry {
            accepted_at: 6,
            ..base.clone()
        },
        LogEntry {
            chain0: stream(3).chain0(),
            ..base.clone()
        },
        LogEntry {
            seq: 2,
            ..base.clone()
        },
        LogEntry {
            entry_hash: sha256(&[b"f"]),
            ..base.clone()
        },
    ];
    let hashes: std::collections::BTreeSet<Hash> = others
        .iter()
        .chain([&base])
        .map(LogEntry::leaf_hash)
        .collect();
    assert_eq!(hashes.len(), others.len() + 1);
}

proptest! {
    #[test]
    fn any_change_of_any_entry_changes_the_chain(entries in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..20), 1..20), at in any::<prop::sample::Index>(), swap in any::<bool>()) {
        let at = at.index(entries.len());
        let mut other = entries.clone();
        if swap && at > 0 && other[at] != other[at - 1] {
            other.swap(at, at - 1);
        } else {
            other[at].push(0);
        }
        prop_assert_ne!(chain_of(&stream(2), &entries), chain_of(&stream(2), &other));
        prop_assert_ne!(chain_of(&stream(2), &entries), chain_of(&stream(3), &entries));
        prop_assert_ne!(chain_of(&stream(2), &entries), chain_of(&stream(2), &entries[1..]));
    }

    #[test]
    fn the_frontier_has_the_root_of_the_tree(size in 0_usize..300, cut in 0_usize..300) {
        let leaves: Vec<Hash> = (0..size).map(|n| sha256(&[&n.to_be_bytes()])).collect();
        let mut frontier = Frontier::new();
        for (at, leaf) in leaves.iter().enumerate() {
            if at == cut {
                frontier = Frontier::from_bytes(&frontier.to_bytes()).expect("stored");
            }
            frontier.push(*leaf);
        }
        prop_assert_eq!(frontier.root(), root(&leaves));
        prop_assert_eq!(frontier.size(), size as u64);
    }

    #[test]
    fn a_damaged_frontier_is_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(frontier) = Frontier::from_bytes(&bytes) {
            prop_assert_eq!(frontier.to_bytes(), bytes);
        }
    }
}
