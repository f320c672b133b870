//! Enrolment: a one-time code against a certificate. The certificate is an ordinary entry of the server's own stream.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{ConnectInfo, State};
use axum::http::StatusCode;
use axum::response::Response;
use replication::code;
use replication::wire::{self, EnrolRequest, ErrorCode, PROTOCOL};

use super::refusal::Refusal;
use super::{Shared, blocking, reply};
use crate::admin::enrolment::{self, NotEnrolled};

/// Longest name a device may give itself, in bytes.
const MAX_NAME_BYTES: usize = 200;
/// Enrolment requests are tiny, compressed or not.
pub(super) const MAX_BYTES: usize = 16 * 1024;

pub(super) async fn enrol(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Refusal> {
    shared.rates.enrolment(peer.ip())?;
    let body = body?;
    let request: EnrolRequest = blocking(move || Ok(wire::decode(&body, MAX_BYTES)?)).await?;
    if request.protocol < PROTOCOL {
        return Err(Refusal::new(
            ErrorCode::ProtocolTooOld,
            "this server needs a newer version of the program",
        ));
    }
    if request.device_name.len() > MAX_NAME_BYTES {
        return Err(Refusal::new(
            ErrorCode::TooLarge,
            "the device's name is too long",
        ));
    }
    let secret = code::normalise(&request.code_secret)
        .map_err(|_| Refusal::new(ErrorCode::CodeUnknown, "this code is not known here"))?;
    let outcome = shared
        .writer
        .write(move |append| {
            enrolment::enrol(append, &secret, &request.device_name, request.signing_key)
        })
        .await?;
    match outcome {
        Ok(enrolled) => {
            tracing::info!(device = %enrolled.device, letter = enrolled.letter, "a device was enrolled");
            Ok(reply(StatusCode::OK, &enrolled))
        }
        Err(NotEnrolled::Unknown) => Err(Refusal::new(
            ErrorCode::CodeUnknown,
            "this code is not known here",
        )),
        Err(NotEnrolled::Used) => Err(Refusal::new(
            ErrorCode::CodeUsed,
            "this code was used before",
        )),
        Err(NotEnrolled::Expired) => Err(Refusal::new(
            ErrorCode::CodeExpired,
            "this code has expired",
        )),
    }
}
