//! What is no request: each gets a stable word, and nothing is stored.

use std::io::Read;

use replication::auth::HEADER;
use replication::wire::{ErrorCode, ErrorReply, ExchangeReply, MAX_MESSAGE_BYTES, decode};

use crate::stage::{Answer, Stage};

fn code(answer: &Answer) -> ErrorCode {
    decode::<ErrorReply>(&answer.body, MAX_MESSAGE_BYTES)
        .unwrap()
        .code
}

#[test]
fn rubbish_is_refused_with_a_word() {
    let stage = Stage::open();
    let mut device = stage.keeper();
    let head = stage.head();

    let answer = device.post_bytes(b"not zstd at all".to_vec());
    assert_eq!((answer.status, code(&answer)), (400, ErrorCode::Unreadable));
    let answer = device.post_bytes(zstd::encode_all(&b"{\"half\":"[..], 3).unwrap());
    assert_eq!((answer.status, code(&answer)), (400, ErrorCode::Unreadable));
    let answer = device.post_bytes(Vec::new());
    assert_eq!((answer.status, code(&answer)), (400, ErrorCode::Unreadable));
    let old = r#"{"protocol":0,"epoch":1,"push":[],"pull":[],"limit":1,"checkpoints":[]}"#;
    let answer = device.post_bytes(zstd::encode_all(old.as_bytes(), 3).unwrap());
    assert_eq!(
        (answer.status, code(&answer)),
        (426, ErrorCode::ProtocolTooOld)
    );

    let answer = stage
        .client
        .post(stage.address(), "/v1/exchange", &[], Vec::new());
    assert_eq!(
        (answer.status, code(&answer)),
        (401, ErrorCode::BadSignature)
    );
    let header = vec![(HEADER, "device=me".to_owned())];
    let answer = stage
        .client
        .post(stage.address(), "/v1/exchange", &header, Vec::new());
    assert_eq!(
        (answer.status, code(&answer)),
        (401, ErrorCode::BadSignature)
    );
    let answer = stage.client.get(stage.address(), "/v1/nothing", &[]);
    assert_eq!((answer.status, code(&answer)), (404, ErrorCode::Unreadable));

    device.certificate.device = uuid::Uuid::now_v7();
    let answer = device.post_bytes(Vec::new());
    assert_eq!(
        (answer.status, code(&answer)),
        (401, ErrorCode::UnknownDevice)
    );
    assert_eq!(stage.head(), head);
}

#[test]
fn bombs_and_bodies_beyond_the_limit_are_refused() {
    let stage = Stage::open();
    let mut device = stage.keeper();
    let bomb = zstd::encode_all(std::io::repeat(b' ').take(512 * 1024 * 1024), 3).unwrap();
    assert!(bomb.len() < 100_000);
    let answer = device.post_bytes(bomb);
    assert_eq!((answer.status, code(&answer)), (413, ErrorCode::TooLarge));
    // One byte too many: with more of them under way the connection may be closed before the answer is read.
    let answer = device.post_bytes(vec![b'x'; 8 * 1024 * 1024 + 1]);
    assert_eq!((answer.status, code(&answer)), (413, ErrorCode::TooLarge));
    assert!(
        device.exchange(Vec::new(), Vec::new()).is_ok(),
        "the server lives on"
    );
}

#[test]
fn a_range_of_too_many_entries_is_refused_whole() {
    let stage = Stage::open();
    let (scope, mut device) = (stage.site_scope(), stage.keeper());
    let range = device.range(&scope, server::append::MAX_RANGE_ENTRIES + 1);
    let result = device.push_one(range);
    let refused = replication::wire::Outcome::Refused {
        reason: "too-many-entries".to_owned(),
    };
    assert_eq!(result.outcome, refused);
    assert!(stage.log(&scope).is_empty());
}

#[test]
fn health_is_told_without_credentials() {
    let stage = Stage::open();
    for path in ["/health", "/ready"] {
        assert_eq!(stage.client.get(stage.address(), path, &[]).status, 200);
    }
    let mut device = stage.keeper();
    let body = replication::wire::encode(&serde_json::json!({}));
    assert!(device.post_bytes(body).message::<ExchangeReply>().is_err());
}

#[test]
fn strangers_cannot_make_the_server_hold_much() {
    let stage = Stage::open();
    let body = vec![0; 64 * 1024];
    let answer = stage.client.post(stage.address(), "/v1/enrol", &[], body);
    assert_eq!((answer.status, code(&answer)), (413, ErrorCode::TooLarge));
}
