//! Servers that misbehave: one problem each, nothing lost, nothing half written.

use std::sync::{Arc, Mutex};

use app::Link;
use app::contract::replies::{SyncPhase, SyncStatus};
use app::link::{LinkError, Request, Response, Server};
use replication::wire::{self, ErrorCode, ErrorReply};
use serde_json::json;

use crate::desk::{Desk, KEEPER};

/// Answers every request the same way, and counts them.
struct Stubborn {
    answer: Result<Response, LinkError>,
    asked: Mutex<u32>,
}

impl Link for Stubborn {
    fn send(&self, _: &Server, request: &Request) -> Result<Response, LinkError> {
        assert!(
            request
                .headers
                .iter()
                .any(|(name, _)| name == "relief-request"),
            "every request is signed"
        );
        *self.asked.lock().unwrap() += 1;
        self.answer.clone()
    }
}

fn refusal(code: ErrorCode) -> Result<Response, LinkError> {
    let body = wire::encode(&ErrorReply {
        code,
        detail: "no".to_owned(),
    });
    Ok(Response {
        status: 400,
        body,
        retry_after: None,
    })
}

/// What a server answers, the problem it becomes, what the pill says, and how often it is asked.
type Case = (Result<Response, LinkError>, &'static str, SyncPhase, u32);

fn cases() -> Vec<Case> {
    use SyncPhase::{Offline, Stuck};
    let address = || "127.0.0.1:1".to_owned();
    let says = |status, body: &[u8]| {
        Ok(Response {
            status,
            body: body.to_vec(),
            retry_after: None,
        })
    };
    let unreachable = LinkError::Unreachable {
        address: address(),
        cause: "refused".to_owned(),
    };
    let cut = LinkError::Cut {
        address: address(),
        cause: "cut".to_owned(),
    };
    vec![
        (Err(unreachable), "server-unreachable", Offline, 1),
        (
            Err(LinkError::OtherKey { address: address() }),
            "server-key-mismatch",
            Stuck,
            1,
        ),
        (Err(cut), "server-unreachable", Offline, 3),
        (
            says(200, b"<html>welcome</html>"),
            "server-rubbish",
            Stuck,
            1,
        ),
        (
            says(200, &wire::encode(&json!({"epoch": 1}))),
            "server-rubbish",
            Stuck,
            1,
        ),
        (says(502, b"bad gateway"), "server-rubbish", Stuck, 1),
        (refusal(ErrorCode::Revoked), "device-revoked", Stuck, 1),
        (refusal(ErrorCode::Busy), "server-busy", Offline, 1),
        (
            refusal(ErrorCode::WrongOperation),
            "wrong-operation",
            Stuck,
            1,
        ),
        (refusal(ErrorCode::BadSignature), "server-refused", Stuck, 1),
        (refusal(ErrorCode::CodeUnknown), "code-unknown", Stuck, 1),
        (refusal(ErrorCode::CodeUsed), "code-used", Stuck, 1),
        (refusal(ErrorCode::CodeExpired), "code-expired", Stuck, 1),
        (refusal(ErrorCode::ProtocolTooOld), "server-newer", Stuck, 1),
    ]
}

#[test]
fn each_failure_of_a_server_has_its_own_words() {
    for (answer, code, phase, asked) in cases() {
        let link = Arc::new(Stubborn {
            answer,
            asked: Mutex::new(0),
        });
        let desk = Desk::with(Arc::clone(&link) as _);
        desk.sign_in(KEEPER);
        desk.blankets(5);
        let head = desk.head();
        let problem = desk.context.sync_once().unwrap_err();
        assert_eq!(problem.code, code, "{problem}");
        assert_eq!(*link.asked.lock().unwrap(), asked, "{code}");
        let status: SyncStatus = desk.ok("sync_status", json!({}));
        assert_eq!(
            (status.phase, status.problem.unwrap().code.as_str()),
            (phase, code)
        );
        assert_eq!((status.unsent, desk.head()), (12, head), "nothing is lost");
    }
}
