//! The long poll: answers when there is something beyond a position, so that another device's change shows at once.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use replication::endpoint::{WAIT_SECONDS, WaitReply};
use serde::Deserialize;

use super::refusal::Refusal;
use super::{Shared, auth, blocking, operation, reply};

#[derive(Deserialize)]
pub(super) struct From {
    from_pos: u64,
}

pub(super) async fn wait(
    State(shared): State<Arc<Shared>>,
    uri: Uri,
    query: Result<Query<From>, axum::extract::rejection::QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let path = uri
        .path_and_query()
        .map_or_else(String::new, ToString::to_string);
    let credentials = auth::announced(&shared, &headers).await?;
    let device = auth::authenticate(&shared, credentials, "GET", path, Bytes::new()).await?;
    let unreadable = |_| {
        Refusal::new(
            replication::wire::ErrorCode::Unreadable,
            "from_pos is not a position",
        )
    };
    let Query(From { from_pos }) = query.map_err(unreadable)?;
    let fresh = shared
        .writer
        .write(move |append| Ok(auth::take_number(append, &credentials)?))
        .await?;
    if !fresh {
        return Err(auth::replayed());
    }
    if device.revoked_at_pos.is_some() {
        return Err(auth::revoked());
    }
    let (mut head, mut stopping) = (shared.head.clone(), shared.stopping.clone());
    // Whichever comes first ends the wait; what is answered is read afterwards, from the store.
    tokio::select! {
        _ = head.wait_for(|head| *head > from_pos) => {}
        _ = stopping.wait_for(|stopping| *stopping) => {}
        () = tokio::time::sleep(Duration::from_secs(WAIT_SECONDS)) => {}
    }
    let answer = blocking(move || {
        let operation = operation(&*shared.storage.read()?)?;
        Ok(WaitReply {
            epoch: operation.epoch,
            head_pos: operation.head,
        })
    })
    .await?;
    Ok(reply(StatusCode::OK, &answer))
}
