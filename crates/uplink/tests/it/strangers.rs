//! Things that are no server, or stop in mid-answer: each is one typed reason, and none hangs.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};

use app::Link;
use app::link::{LinkError, Method, Request, Server, Trust};
use proof::keys::SigningKey;
use uplink::HttpsLink;

use crate::stage::Stage;

fn key() -> SigningKey {
    SigningKey::from_seed(&[5; 32])
}

fn ask(address: SocketAddr, patience: Duration) -> Result<app::link::Response, LinkError> {
    let server = Server {
        address: address.to_string(),
        trust: Trust::Pinned(key().public()),
    };
    let request = Request {
        method: Method::Post,
        path: "/v1/exchange".to_owned(),
        headers: Vec::new(),
        body: b"hello".to_vec(),
        patience,
    };
    HttpsLink::start().unwrap().send(&server, &request)
}

/// Serves one connection with whatever `talk` does.
fn serve(talk: impl FnOnce(TcpStream) + Send + 'static) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || talk(listener.accept().unwrap().0));
    address
}

/// A server with the right key that answers with these bytes, then waits or hangs up.
fn serve_tls(answer: &'static [u8], linger: Duration) -> SocketAddr {
    let config = server::tls::server_config(&key()).unwrap();
    serve(move |mut tcp| {
        let mut tls = rustls::ServerConnection::new(Arc::clone(&config)).unwrap();
        let mut stream = rustls::Stream::new(&mut tls, &mut tcp);
        let mut request = [0; 4096];
        assert!(stream.read(&mut request).unwrap() > 0);
        stream.write_all(answer).unwrap();
        stream.flush().unwrap();
        std::thread::sleep(linger);
    })
}

const LONG: Duration = Duration::from_secs(20);

#[test]
fn a_listener_that_speaks_no_tls_is_rubbish() {
    let address = serve(|mut tcp| {
        tcp.write_all(b"SSH-2.0-OpenSSH_9.2 welcome to some other service\r\n")
            .unwrap();
        std::thread::sleep(Duration::from_millis(500));
    });
    let error = ask(address, LONG).unwrap_err();
    assert!(matches!(error, LinkError::Rubbish { .. }), "{error:?}");
}

#[test]
fn a_listener_that_hangs_up_is_a_cut() {
    let error = ask(serve(drop), LONG).unwrap_err();
    assert!(matches!(error, LinkError::Cut { .. }), "{error:?}");
}

#[test]
fn nobody_listening_is_unreachable() {
    let address = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let error = ask(address, LONG).unwrap_err();
    assert!(matches!(error, LinkError::Unreachable { .. }), "{error:?}");
}

#[test]
fn a_silent_listener_is_left_when_patience_ends() {
    let address = serve(|tcp| {
        std::thread::sleep(Duration::from_secs(3));
        drop(tcp);
    });
    let began = Instant::now();
    let error = ask(address, Duration::from_millis(300)).unwrap_err();
    assert!(matches!(error, LinkError::Unreachable { .. }), "{error:?}");
    assert!(began.elapsed() < Duration::from_secs(2));
}

#[test]
fn an_answer_that_is_no_http_is_rubbish() {
    let error = ask(
        serve_tls(b"\x00\x01\x02 what is this\r\n\r\n", Duration::ZERO),
        LONG,
    )
    .unwrap_err();
    assert!(matches!(error, LinkError::Rubbish { .. }), "{error:?}");
}

#[test]
fn an_answer_that_stops_in_the_middle_is_a_cut() {
    let headers_only: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-le";
    let half: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf of it";
    for answer in [b"", headers_only, half] {
        let error = ask(serve_tls(answer, Duration::ZERO), LONG).unwrap_err();
        assert!(matches!(error, LinkError::Cut { .. }), "{error:?}");
    }
    let error = ask(
        serve_tls(half, Duration::from_secs(3)),
        Duration::from_millis(500),
    )
    .unwrap_err();
    assert!(
        matches!(error, LinkError::Cut { .. }),
        "a body that stalls: {error:?}"
    );
}

#[test]
fn a_whole_answer_comes_back_as_it_is() {
    let answer =
        b"HTTP/1.1 429 Too Many Requests\r\nretry-after: 7\r\ncontent-length: 4\r\n\r\nbusy";
    let response = ask(serve_tls(answer, Duration::from_millis(300)), LONG).unwrap();
    assert_eq!(
        (response.status, response.retry_after, &response.body[..]),
        (429, Some(7), &b"busy"[..])
    );
}

#[test]
fn a_server_with_another_key_is_told_before_anything_is_sent() {
    let config = server::tls::server_config(&SigningKey::from_seed(&[6; 32])).unwrap();
    let (tell, told) = std::sync::mpsc::channel();
    let address = serve(move |mut tcp| {
        let mut tls = rustls::ServerConnection::new(config).unwrap();
        let mut heard = Vec::new();
        // The handshake fails; what matters is that nothing was heard.
        let ended = rustls::Stream::new(&mut tls, &mut tcp).read_to_end(&mut heard);
        tell.send((ended.is_err(), heard)).unwrap();
    });
    let error = ask(address, LONG).unwrap_err();
    assert!(matches!(error, LinkError::OtherKey { .. }), "{error:?}");
    assert_eq!(told.recv().unwrap(), (true, Vec::new()));
}

#[test]
fn closing_the_link_ends_a_request_under_way() {
    let address = serve(|tcp| {
        std::thread::sleep(Duration::from_secs(4));
        drop(tcp);
    });
    let link = Arc::new(HttpsLink::start().unwrap());
    let closing = Arc::clone(&link);
    std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(200));
        closing.close();
    });
    let server = Server {
        address: address.to_string(),
        trust: Trust::Pinned(key().public()),
    };
    let request = Request {
        method: Method::Get,
        path: "/".to_owned(),
        headers: Vec::new(),
        body: Vec::new(),
        patience: LONG,
    };
    let began = Instant::now();
    assert!(link.send(&server, &request).is_err());
    assert!(began.elapsed() < Duration::from_secs(2));
}

/// Both ends compile TLS 1.2 in, as their library does; neither speaks it.
#[test]
fn a_server_of_an_older_tls_is_not_spoken_with() {
    let newer = server::tls::server_config(&key()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let older = rustls::ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&rustls::version::TLS12])
        .unwrap()
        .with_no_client_auth()
        .with_cert_resolver(Arc::clone(&newer.cert_resolver));
    let (tell, told) = std::sync::mpsc::channel();
    let address = serve(move |mut tcp| {
        let mut tls = rustls::ServerConnection::new(Arc::new(older)).unwrap();
        let ended = tls.complete_io(&mut tcp);
        // What it says of that has still to go out.
        let _ = tls.write_tls(&mut tcp);
        tell.send(ended.map(|_| ()).map_err(|cause| cause.to_string()))
            .unwrap();
    });
    let error = ask(address, LONG).unwrap_err();
    assert!(
        matches!(error, LinkError::Rubbish { .. } | LinkError::Cut { .. }),
        "{error:?}"
    );
    let refused = told.recv().unwrap().unwrap_err();
    assert!(refused.contains("Tls12NotOffered"), "{refused}");
}

#[test]
fn the_server_does_not_speak_an_older_tls() {
    let stage = Stage::open();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let older = rustls::ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&rustls::version::TLS12])
        .unwrap()
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth();
    let name = rustls::pki_types::ServerName::try_from("relief-ledger").unwrap();
    let mut tls = rustls::ClientConnection::new(Arc::new(older), name).unwrap();
    let mut tcp = TcpStream::connect(stage.address()).unwrap();
    let refused = tls.complete_io(&mut tcp).unwrap_err().to_string();
    assert!(refused.contains("ProtocolVersion"), "{refused}");
}
