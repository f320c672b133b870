//! Enrolment and exchanges over the real link.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use proof::keys::SigningKey;
use serde_json::json;
use server::keys::Keys;

use crate::stage::{Device, Stage};

/// A process with the server's key and address that gives every request this answer and then just ends the connection,
/// without a TLS farewell, as a killed server's does.
fn impostor(address: SocketAddr, key: &SigningKey, answer: &'static [u8]) {
    let config = server::tls::server_config(key).unwrap();
    let listener = TcpListener::bind(address).unwrap();
    std::thread::spawn(move || {
        for tcp in listener.incoming() {
            let (mut tcp, config) = (tcp.unwrap(), Arc::clone(&config));
            std::thread::spawn(move || {
                let mut tls = rustls::ServerConnection::new(config).unwrap();
                let mut stream = rustls::Stream::new(&mut tls, &mut tcp);
                let mut request = [0; 16 * 1024];
                // A client that goes away first has nothing to be told.
                if stream.read(&mut request).is_ok_and(|read| read > 0) {
                    let told = stream.write_all(answer).and_then(|()| stream.flush());
                    drop(told);
                }
            });
        }
    });
}

#[test]
fn a_server_that_goes_away_in_mid_answer_is_unreachable_and_nonsense_is_not() {
    type Case = (&'static [u8], &'static str, &'static str);
    let cases: [Case; 5] = [
        (b"", "server-unreachable", "offline"),
        (
            b"HTTP/1.1 200 OK\r\ncontent-le",
            "server-unreachable",
            "offline",
        ),
        (
            b"HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\nhalf",
            "server-unreachable",
            "offline",
        ),
        (
            b"HTTP/1.1 200 OK\r\n\r\nas long as it lasts",
            "server-unreachable",
            "offline",
        ),
        (
            b"HTTP/1.1 200 OK\r\ncontent-length: 8\r\n\r\nwhatever",
            "server-rubbish",
            "stuck",
        ),
    ];
    for (answer, code, phase) in cases {
        let mut stage = Stage::open();
        let device = stage.keeper();
        device.add_point(&stage, "Block 1");
        let address = stage.stop();
        let keys = Keys::load(stage.directory.path()).unwrap();
        impostor(address, &keys.server, answer);
        let problem = device.context.sync_once().unwrap_err();
        assert_eq!(problem.code, code, "{problem}");
        if code == "server-unreachable" {
            assert_eq!(problem.facts["address"], address.to_string());
        }
        let status = device.call("sync_status", json!({})).unwrap();
        assert_eq!(
            (&status["phase"], &status["unsent"]),
            (&json!(phase), &json!(1))
        );
        assert_eq!(device.context.wait_for_news().unwrap_err().code, code);
    }
}

#[test]
fn a_reopened_device_knows_its_last_exchange_and_what_waits() {
    let mut stage = Stage::open();
    let device = stage.keeper();
    device.context.sync_once().unwrap();
    device.add_point(&stage, "Block 1");
    let status = |device: &Device| device.call("sync_status", json!({})).unwrap();
    let before = status(&device);
    assert!(before["last_exchange"].is_string(), "{before}");
    assert!(before["oldest_unsent"].is_string(), "{before}");
    stage.stop();
    let device = device.reopened();
    let same = |after: &serde_json::Value| {
        for fact in ["last_exchange", "oldest_unsent", "unsent"] {
            assert_eq!(after[fact], before[fact], "{fact}");
        }
    };
    same(&status(&device));
    assert_eq!(
        device.context.sync_once().unwrap_err().code,
        "server-unreachable"
    );
    let device = device.reopened();
    same(&status(&device));
}

#[test]
fn what_one_device_pushes_another_pulls() {
    let stage = Stage::open();
    let (one, other) = (stage.keeper(), stage.keeper());
    one.add_point(&stage, "Block 1");
    one.add_point(&stage, "Block 2");
    assert_eq!(one.unsent(), 2);
    assert_eq!(one.context.sync_once().unwrap().sent, 2);
    assert_eq!(one.unsent(), 0);
    assert_eq!(other.points(), Vec::<String>::new());
    other.context.sync_once().unwrap();
    let mut points = other.points();
    points.sort();
    assert_eq!(points, ["Block 1", "Block 2"]);
    assert_eq!(
        one.context.sync_once().unwrap().sent,
        0,
        "nothing is sent twice"
    );
}

#[test]
fn a_server_with_another_key_is_refused_and_nothing_is_lost() {
    let mut stage = Stage::open();
    let device = stage.keeper();
    device.add_point(&stage, "Block 1");
    let address = stage.stop();
    let mut stranger = Stage::open();
    stranger.stop();
    stranger.start(address);
    let problem = device.context.sync_once().unwrap_err();
    assert_eq!(problem.code, "server-key-mismatch");
    assert_eq!(device.unsent(), 1);
    stranger.stop();
    stage.start(address);
    assert_eq!(device.context.sync_once().unwrap().sent, 1);
}

#[test]
fn a_code_is_not_shown_to_a_server_that_did_not_give_it() {
    let (stage, stranger) = (Stage::open(), Stage::open());
    let device = Device::new();
    let code = stage.code();
    let problem = device
        .enrol(&stranger.address().to_string(), &code)
        .unwrap_err();
    assert_eq!(problem.code, "server-key-mismatch");
    assert_eq!(stranger.admin.devices().unwrap().len(), 1);
    device.enrol(&stage.address().to_string(), &code).unwrap();
}

#[test]
fn bad_codes_and_addresses_each_get_their_word() {
    let stage = Stage::open();
    let address = stage.address().to_string();
    let used = stage.code();
    Device::new().enrol(&address, &used).unwrap();
    let problem = |address: &str, code: &str| Device::new().enrol(address, code).unwrap_err().code;
    assert_eq!(problem(&address, &used), "code-used");
    assert_eq!(problem(&address, "0000-0000"), "code-invalid");
    let code = stage.code();
    for nowhere in [
        "127.0.0.1:1",
        "no-such-host.invalid:8443",
        "user@127.0.0.1:1",
        "127.0.0.1:1/path:2",
    ] {
        assert_eq!(problem(nowhere, &code), "server-unreachable", "{nowhere}");
    }
    Device::new().enrol(&address, &code).unwrap();
}
