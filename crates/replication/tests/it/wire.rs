//! Messages as bytes: exact, bounded, golden.

use proof::leaf::{Reason, Status};
use proof::stream::{Chain, SignedHead};
use proptest::prelude::*;
use replication::wire::{
    ErrorCode, ErrorReply, ExchangeReply, ExchangeRequest, LogItem, MAX_MESSAGE_BYTES, Outcome,
    Page, PageHead, PullCursor, PushEntry, PushRange, PushResult, WireError, decode, encode,
};

use crate::central::{entry, id, key, stream};

fn request() -> ExchangeRequest {
    let bytes = entry(1, "counted", r#"{"n":1}"#, &["funds".to_owned()]);
    let id_of = stream(id(2), "coordination");
    let chain = Chain::start(&id_of).extend(bytes.hash());
    let copy = proof::stream::sign_copy(&key(2), id_of.chain0(), 1, bytes.hash());
    ExchangeRequest {
        protocol: 1,
        epoch: 1,
        push: vec![PushRange {
            scope: "coordination".to_owned(),
            first_seq: 1,
            entries: vec![PushEntry {
                bytes,
                copy: Some(copy),
            }],
            head: SignedHead::sign(&key(2), id_of.chain0(), chain),
        }],
        pull: vec![PullCursor {
            scope: "catalogue".to_owned(),
            index: 3,
        }],
        limit: 65_536,
        checkpoints: vec!["note\n".to_owned()],
    }
}

fn reply() -> ExchangeReply {
    let PushRange {
        mut entries, head, ..
    } = request().push.remove(0);
    let PushEntry { bytes, copy } = entries.remove(0);
    let item = LogItem {
        index: 0,
        epoch: 1,
        pos: 5,
        accepted_at: 1_627_135_800,
        status: Status::Quarantined {
            reason: Reason::new("grant-withdrawn"),
        },
        device: id(2),
        scope: "coordination".to_owned(),
        seq: 1,
        bytes,
        copy,
    };
    let result = |outcome| PushResult {
        scope: "funds".to_owned(),
        up_to_seq: 4,
        outcome,
    };
    ExchangeReply {
        epoch: 1,
        pushed: vec![
            result(Outcome::Accepted),
            result(Outcome::Exists),
            result(Outcome::Gap { expected: 5 }),
            result(Outcome::Fork),
            result(Outcome::Refused {
                reason: "bad-signature".to_owned(),
            }),
        ],
        pages: vec![Page {
            scope: "coordination".to_owned(),
            from: 0,
            items: vec![item],
            heads: vec![PageHead {
                device: id(2),
                head,
            }],
            has_more: false,
            size: 1,
            checkpoint: Some("note\n".to_owned()),
        }],
        complete_to_pos: 5,
        server_time: 1_627_135_801,
    }
}

/// The JSON of version 1, which older and newer programs must go on reading.
#[test]
fn messages_are_golden() {
    let golden = [
        serde_json::to_string(&request()).expect("JSON"),
        serde_json::to_string(&reply()).expect("JSON"),
        serde_json::to_string(&ErrorReply {
            code: ErrorCode::CodeExpired,
            detail: "x".to_owned(),
        })
        .expect("JSON"),
    ];
    let stored: Vec<&str> = include_str!("golden.jsonl").lines().collect();
    assert_eq!(golden, stored[..]);
}

#[test]
fn fields_and_words_of_later_versions_are_passed_over() {
    let later =
        serde_json::to_string(&reply())
            .expect("JSON")
            .replacen('{', r#"{"mood":"calm","#, 1);
    assert_eq!(
        serde_json::from_str::<ExchangeReply>(&later).expect("additive"),
        reply()
    );
    let word: ErrorReply =
        serde_json::from_str(r#"{"code":"too-windy","detail":""}"#).expect("additive");
    assert_eq!(word.code, ErrorCode::Unknown);
}

#[test]
fn a_message_comes_back_to_the_byte() {
    assert_eq!(
        decode::<ExchangeRequest>(&encode(&request()), MAX_MESSAGE_BYTES),
        Ok(request())
    );
    assert_eq!(
        decode::<ExchangeReply>(&encode(&reply()), MAX_MESSAGE_BYTES),
        Ok(reply())
    );
}

#[test]
fn a_bomb_is_refused_within_its_limit() {
    let bomb = zstd::bulk::compress(&vec![b' '; 200 * 1024 * 1024], 19).expect("memory");
    assert!(bomb.len() < 100_000);
    let refused = decode::<ErrorReply>(&bomb, MAX_MESSAGE_BYTES);
    assert_eq!(
        refused,
        Err(WireError::TooLarge {
            limit: MAX_MESSAGE_BYTES
        })
    );
    let exact = encode(&ErrorReply {
        code: ErrorCode::Busy,
        detail: String::new(),
    });
    let length = serde_json::to_vec(&ErrorReply {
        code: ErrorCode::Busy,
        detail: String::new(),
    })
    .expect("JSON")
    .len();
    assert!(decode::<ErrorReply>(&exact, length).is_ok());
    assert_eq!(
        decode::<ErrorReply>(&exact, length - 1),
        Err(WireError::TooLarge { limit: length - 1 })
    );
}

#[test]
fn a_cut_message_is_refused_at_every_byte() {
    let whole = encode(&reply());
    for end in 0..whole.len() {
        assert!(
            decode::<ExchangeReply>(&whole[..end], MAX_MESSAGE_BYTES).is_err(),
            "cut at {end}"
        );
    }
}

proptest! {
    #[test]
    fn garbage_is_refused(bytes in proptest::collection::vec(any::<u8>(), 0..500)) {
        prop_assert!(decode::<ExchangeReply>(&bytes, MAX_MESSAGE_BYTES).is_err());
    }

    #[test]
    fn a_bent_message_is_refused_or_read(at in any::<prop::sample::Index>(), with in any::<u8>()) {
        let mut bytes = encode(&reply());
        let at = at.index(bytes.len());
        bytes[at] = with;
        let _ = decode::<ExchangeReply>(&bytes, MAX_MESSAGE_BYTES);
    }
}

#[test]
fn numbers_that_would_wedge_a_device_are_refused() {
    let good = serde_json::to_value(reply()).expect("json");
    assert!(serde_json::from_value::<ExchangeReply>(good.clone()).is_ok());
    for (field, value) in [
        ("complete_to_pos", serde_json::json!(1_u64 << 53)),
        ("epoch", serde_json::json!(u64::MAX)),
        ("server_time", serde_json::json!(i64::MIN)),
        ("server_time", serde_json::json!(i64::MAX)),
    ] {
        let mut bad = good.clone();
        bad[field] = value;
        assert!(
            serde_json::from_value::<ExchangeReply>(bad).is_err(),
            "{field}"
        );
    }
}
