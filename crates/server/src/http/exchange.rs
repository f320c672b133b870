//! Push and pull in one round trip: what is pushed is committed first, then the pages are read from a snapshot that
//! holds it.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use proof::entry::MAX_WORD_BYTES;
use replication::auth::Credentials;
use replication::endpoint;
use replication::wire::{
    self, ErrorCode, ExchangeReply, ExchangeRequest, MAX_CURSORS, MAX_RANGES, PROTOCOL, PullCursor,
    PushRange, PushResult,
};
use uuid::Uuid;

use super::refusal::Refusal;
use super::{Shared, auth, blocking, operation, page, reply};
use crate::append::{self, Append, AppendError, Outcome, Pushed, Range};

/// Fewest and most bytes of entries in a reply, whatever the device asks for.
const PAGE_BYTES: std::ops::RangeInclusive<usize> = 4 * 1024..=4 * 1024 * 1024;

pub(super) async fn exchange(
    State(shared): State<Arc<Shared>>,
    request: Request,
) -> Result<Response, Refusal> {
    let credentials = auth::announced(&shared, request.headers()).await?;
    let body = Bytes::from_request(request, &()).await?;
    let path = endpoint::EXCHANGE.to_owned();
    let device = auth::authenticate(&shared, credentials, "POST", path, body.clone()).await?;
    let limit = shared.limits.message_bytes;
    let (request, ranges) = blocking(move || read(&body, limit)).await?;
    let results = push(&shared, credentials, ranges).await?;
    let answer = blocking(move || answer(&shared, device.device, &request, results)).await?;
    Ok(reply(StatusCode::OK, &answer))
}

/// What is left of a request once its ranges went to the writer.
struct Pull {
    cursors: Vec<PullCursor>,
    limit: usize,
}

fn read(body: &[u8], limit: usize) -> Result<(Pull, Vec<Range>), Refusal> {
    let request: ExchangeRequest = wire::decode(body, limit)?;
    if request.protocol < PROTOCOL {
        return Err(Refusal::new(
            ErrorCode::ProtocolTooOld,
            "this server needs a newer version of the program",
        ));
    }
    if request.push.len() > MAX_RANGES || request.pull.len() > MAX_CURSORS {
        return Err(Refusal::new(
            ErrorCode::TooLarge,
            "too many ranges or scopes in one request",
        ));
    }
    let limit = usize::try_from(request.limit)
        .unwrap_or(usize::MAX)
        .clamp(*PAGE_BYTES.start(), *PAGE_BYTES.end());
    let ranges = request.push.into_iter().map(range).collect();
    Ok((
        Pull {
            cursors: request.pull,
            limit,
        },
        ranges,
    ))
}

/// Hashes the entries here, where several requests can do so at once.
fn range(pushed: PushRange) -> Range {
    Range {
        scope: pushed.scope,
        first_seq: pushed.first_seq,
        entries: pushed
            .entries
            .into_iter()
            .map(|entry| Pushed::new(entry.bytes.as_bytes().to_vec(), entry.copy))
            .collect(),
        head: pushed.head,
    }
}

async fn push(
    shared: &Shared,
    credentials: Credentials,
    ranges: Vec<Range>,
) -> Result<Vec<PushResult>, Refusal> {
    shared
        .writer
        .write(move |append| push_all(append, &credentials, &ranges))
        .await?
}

/// Takes the ranges in order, up to and including the first that is not taken.
fn push_all(
    append: &mut Append<'_>,
    credentials: &Credentials,
    ranges: &[Range],
) -> Result<Result<Vec<PushResult>, Refusal>, AppendError> {
    // Read again under the write lock: it may have been revoked since the signature was checked.
    let Some(device) = append.device(credentials.device)? else {
        return Ok(Err(auth::unknown()));
    };
    if !auth::take_number(append, credentials)? {
        return Ok(Err(auth::replayed()));
    }
    let mut results = Vec::with_capacity(ranges.len());
    for range in ranges {
        let outcome = append.push(&device, range)?;
        let result = result(&range.scope, &outcome);
        let taken = matches!(outcome, Outcome::Accepted { .. } | Outcome::Exists { .. });
        results.push(result);
        if !taken {
            // The scope is the device's own word, of whatever length.
            let scope: String = range.scope.chars().take(MAX_WORD_BYTES).collect();
            tracing::warn!(device = %device.device, scope, ?outcome, "a range was not taken");
            break;
        }
    }
    Ok(Ok(results))
}

fn result(scope: &str, outcome: &append::Outcome) -> PushResult {
    let (up_to_seq, outcome) = match outcome {
        Outcome::Accepted { up_to_seq } => (*up_to_seq, wire::Outcome::Accepted),
        Outcome::Exists { up_to_seq } => (*up_to_seq, wire::Outcome::Exists),
        Outcome::Gap {
            expected,
            up_to_seq,
        } => (
            *up_to_seq,
            wire::Outcome::Gap {
                expected: *expected,
            },
        ),
        Outcome::Fork { up_to_seq } => (*up_to_seq, wire::Outcome::Fork),
        Outcome::Refused { reason, up_to_seq } => (
            *up_to_seq,
            wire::Outcome::Refused {
                reason: (*reason).to_owned(),
            },
        ),
    };
    PushResult {
        scope: scope.to_owned(),
        up_to_seq,
        outcome,
    }
}

fn answer(
    shared: &Shared,
    device: Uuid,
    pull: &Pull,
    pushed: Vec<PushResult>,
) -> Result<ExchangeReply, Refusal> {
    let read = shared.storage.read()?;
    let operation = operation(&*read)?;
    // As it stands now: it may have been revoked since the signature was checked.
    let device = read
        .device(operation.key, device)?
        .ok_or_else(auth::unknown)?;
    if device.revoked_at_pos.is_some() {
        // What it handed in is kept, quarantined; it gets nothing back.
        return Err(auth::revoked());
    }
    let mut left = pull.limit;
    let mut pages = Vec::with_capacity(pull.cursors.len());
    for cursor in &pull.cursors {
        if !append::allows(&device.reads, &cursor.scope) {
            return Err(Refusal::new(
                ErrorCode::Unreadable,
                "this device does not read one of the scopes it asks for",
            ));
        }
        let page = page::page(&*read, &operation, cursor, left)?;
        left = left.saturating_sub(
            page.items
                .iter()
                .map(|item| item.bytes.as_bytes().len())
                .sum(),
        );
        pages.push(page);
    }
    Ok(ExchangeReply {
        epoch: operation.epoch,
        pushed,
        pages,
        complete_to_pos: operation.head,
        server_time: shared.clock.now(),
    })
}
