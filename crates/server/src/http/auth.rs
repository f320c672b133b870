//! Who sends a request: the device's signature over it. The request number is taken later, by the writer, because it
//! must be remembered as durably as what came with it.

use std::sync::Arc;

use axum::http::HeaderMap;
use replication::auth::{Credentials, HEADER};
use replication::wire::ErrorCode;

use super::refusal::Refusal;
use super::{Shared, blocking, operation, stored_key};
use crate::append::Append;
use crate::store::{Device, StoreError};

/// Who says to have sent this request, if that is a device of ours. Nothing is proved yet: it only spares the server
/// the bodies of strangers.
pub(super) async fn announced(
    shared: &Arc<Shared>,
    headers: &HeaderMap,
) -> Result<Credentials, Refusal> {
    let credentials = headers
        .get(HEADER)
        .and_then(|value| value.to_str().ok())
        .and_then(|text| Credentials::from_header(text).ok())
        .ok_or_else(|| {
            Refusal::new(
                ErrorCode::BadSignature,
                "the request does not say who sends it",
            )
        })?;
    let storage = Arc::clone(&shared.storage);
    blocking(move || {
        let read = storage.read()?;
        let operation = operation(&*read)?;
        read.device(operation.key, credentials.device)?
            .map(|_| credentials)
            .ok_or_else(unknown)
    })
    .await
}

/// The device that signed this request.
pub(super) async fn authenticate(
    shared: &Arc<Shared>,
    credentials: Credentials,
    method: &'static str,
    path: String,
    body: axum::body::Bytes,
) -> Result<Device, Refusal> {
    let storage = Arc::clone(&shared.storage);
    let device = blocking(move || {
        let read = storage.read()?;
        let operation = operation(&*read)?;
        let device = read
            .device(operation.key, credentials.device)?
            .ok_or_else(unknown)?;
        credentials
            .verify(&stored_key(&device.signing_key)?, method, &path, &body)
            .map_err(|_| {
                Refusal::new(
                    ErrorCode::BadSignature,
                    "the signature does not belong to this request",
                )
            })?;
        Ok(device)
    })
    .await?;
    shared.rates.device(device.device)?;
    Ok(device)
}

pub(super) fn unknown() -> Refusal {
    Refusal::new(ErrorCode::UnknownDevice, "this device is not enrolled here")
}

pub(super) fn replayed() -> Refusal {
    Refusal::new(ErrorCode::Replayed, "this request number was used before")
}

pub(super) fn revoked() -> Refusal {
    Refusal::new(ErrorCode::Revoked, "this device was revoked")
}

/// Takes the request's number; false when it was used before.
pub(super) fn take_number(
    append: &Append<'_>,
    credentials: &Credentials,
) -> Result<bool, StoreError> {
    let operation = append.operation.key;
    // Numbers cross into signed integers.
    if credentials.number >= 1 << 53 {
        return Ok(false);
    }
    let mut seen = append
        .txn()
        .seen_numbers(operation, credentials.device)?
        .unwrap_or_default();
    if !seen.take(credentials.number) {
        return Ok(false);
    }
    append
        .txn()
        .put_seen_numbers(operation, credentials.device, seen)?;
    Ok(true)
}
