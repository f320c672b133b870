//! Routes, limits and time-outs. A handler reads its request, asks the writer or a snapshot, and answers; a slow client
//! never holds a transaction, because the whole body is read before one begins.

mod auth;
mod enrol;
mod exchange;
mod page;
mod rate;
mod refusal;
mod wait;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{ConnectInfo, DefaultBodyLimit, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use proof::keys::PublicKey;
use replication::endpoint;
use replication::wire::{self, ErrorCode};
use serde::Serialize;
use tokio::sync::watch;

use crate::append::writer::Writer;
use crate::clock::Clock;
use crate::run::Limits;
use crate::store::{Read, Storage, StoreError};
use rate::Rates;
use refusal::Refusal;

/// What every handler may use.
pub(crate) struct Shared {
    pub(crate) storage: Arc<dyn Storage>,
    pub(crate) writer: Writer,
    /// Last position known to this process.
    pub(crate) head: watch::Receiver<u64>,
    /// Becomes true when the server stops: long polls answer at once.
    pub(crate) stopping: watch::Receiver<bool>,
    pub(crate) limits: Limits,
    pub(crate) rates: Rates,
    pub(crate) clock: Clock,
}

/// Fresh rate limits.
pub(crate) fn rates(limits: &Limits) -> Rates {
    Rates::new(limits)
}

/// All routes.
pub(crate) fn router(shared: Arc<Shared>) -> Router {
    let body_limit = shared.limits.body_bytes;
    Router::new()
        .route(
            endpoint::ENROL,
            post(enrol::enrol).layer(DefaultBodyLimit::max(enrol::MAX_BYTES)),
        )
        .route(endpoint::EXCHANGE, post(exchange::exchange))
        .route(endpoint::WAIT, get(wait::wait))
        .route("/health", get(|| async { "ok\n" }))
        .route("/ready", get(ready))
        .fallback(|| async {
            Refusal::new(ErrorCode::Unreadable, "no such path").status(StatusCode::NOT_FOUND)
        })
        .layer(DefaultBodyLimit::max(body_limit))
        .layer(middleware::from_fn_with_state(
            Arc::clone(&shared),
            watch_over,
        ))
        .with_state(shared)
}

/// Ready means: the store answers and holds an operation.
async fn ready(State(shared): State<Arc<Shared>>) -> Response {
    let found = blocking(move || Ok(shared.storage.read()?.operation()?.is_some())).await;
    match found {
        Ok(true) => "ready\n".into_response(),
        Ok(false) => (StatusCode::SERVICE_UNAVAILABLE, "no operation yet\n").into_response(),
        Err(_) => (
            StatusCode::SERVICE_UNAVAILABLE,
            "the store does not answer\n",
        )
            .into_response(),
    }
}

/// Bounds every request's time and writes one log line for it. Headers and bodies are never logged: they hold codes
/// and signatures.
async fn watch_over(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let began = std::time::Instant::now();
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map(|peer| peer.0);
    let limit = Duration::from_secs(endpoint::WAIT_SECONDS) + shared.limits.request_time;
    let response = match tokio::time::timeout(limit, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Refusal::new(ErrorCode::Busy, "the request took too long")
            .status(StatusCode::REQUEST_TIMEOUT)
            .into_response(),
    };
    let (status, millis) = (response.status().as_u16(), began.elapsed().as_millis());
    tracing::info!(%method, path, status, millis, ?peer, "request");
    response
}

/// A message as a response.
fn reply<T: Serialize>(status: StatusCode, message: &T) -> Response {
    let content_type = (
        header::CONTENT_TYPE,
        HeaderValue::from_static(endpoint::CONTENT_TYPE),
    );
    (status, [content_type], wire::encode(message)).into_response()
}

/// Runs work that touches the disk or costs CPU off the event loop.
async fn blocking<T, F>(work: F) -> Result<T, Refusal>
where
    T: Send + 'static,
    F: FnOnce() -> Result<T, Refusal> + Send + 'static,
{
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result,
        Err(cause) => {
            tracing::error!(%cause, "a request's work ended early");
            Err(Refusal::internal())
        }
    }
}

/// The operation of this server, or the refusal that there is none.
fn operation(read: &dyn Read) -> Result<crate::store::Operation, Refusal> {
    read.operation()?.ok_or_else(|| {
        Refusal::new(
            ErrorCode::WrongOperation,
            "this server holds no operation yet",
        )
    })
}

fn stored_key(bytes: &[u8; 32]) -> Result<PublicKey, Refusal> {
    PublicKey::from_slice(bytes)
        .map_err(|_| StoreError::Damaged("a device's signing key".into()).into())
}
