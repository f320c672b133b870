//! Requests over HTTPS. A failure is one typed reason; nothing is retried here.
//!
//! What a newcomer gets wrong: `send` may be called from any thread, also from one that belongs to another async
//! runtime, so the work runs on a runtime of its own and the caller waits on an ordinary channel.

use std::collections::HashMap;
use std::error::Error as StdError;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::time::Duration;

use app::Link;
use app::link::{LinkError, Method, Request, Response, Server, Trust};
use replication::wire::MAX_MESSAGE_BYTES;
use reqwest::redirect::Policy;
use tokio::runtime::Runtime;
use tokio::sync::watch;

use crate::courier::Bell;
use crate::trust::{self, OtherKey};

/// How long a connection may take to come up, handshake included.
const CONNECT: Duration = Duration::from_secs(10);
/// How long an unused connection is kept.
const KEEP: Duration = Duration::from_secs(90);

/// Carries requests over TLS 1.3 to servers whose key is known.
pub struct HttpsLink {
    /// Taken when the link is dropped.
    runtime: Option<Runtime>,
    /// One client a server whose key is pinned, so that connections are used again.
    clients: Mutex<HashMap<String, (Trust, reqwest::Client)>>,
    bell: Arc<Bell>,
    closed: watch::Sender<bool>,
}

impl HttpsLink {
    /// A link with threads of its own.
    ///
    /// # Errors
    /// The system starts no threads.
    pub fn start() -> io::Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("link")
            .enable_all()
            .build()?;
        Ok(Self {
            runtime: Some(runtime),
            clients: Mutex::default(),
            bell: Arc::default(),
            closed: watch::channel(false).0,
        })
    }

    /// As [`HttpsLink::start`], for hosts that cannot go on without threads.
    ///
    /// # Panics
    /// When the system starts no threads.
    #[must_use]
    pub fn new() -> Self {
        Self::start().expect("the system starts threads")
    }

    /// Ends every request under way and refuses new ones: the program is about to end.
    pub fn close(&self) {
        self.closed.send_replace(true);
    }

    /// What the courier listens to.
    pub(crate) fn bell(&self) -> Arc<Bell> {
        Arc::clone(&self.bell)
    }

    fn client(&self, server: &Server) -> Result<reqwest::Client, LinkError> {
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((trust, client)) = clients.get(&server.address)
            && *trust == server.trust
        {
            return Ok(client.clone());
        }
        let client = build(&server.trust).map_err(|cause| LinkError::Unreachable {
            address: server.address.clone(),
            cause,
        })?;
        clients.insert(
            server.address.clone(),
            (server.trust.clone(), client.clone()),
        );
        Ok(client)
    }
}

impl Default for HttpsLink {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for HttpsLink {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            // Never waits: the last owner may sit inside another runtime, where waiting is forbidden.
            runtime.shutdown_background();
        }
    }
}

impl Link for HttpsLink {
    fn send(&self, server: &Server, request: &Request) -> Result<Response, LinkError> {
        let address = server.address.clone();
        let unreachable = |cause: &str| LinkError::Unreachable {
            address: address.clone(),
            cause: cause.to_owned(),
        };
        let runtime = self
            .runtime
            .as_ref()
            .ok_or_else(|| unreachable("the link is closed"))?;
        let url = url(&server.address, &request.path)?;
        let work = carry(self.client(server)?, address.clone(), url, request.clone());
        let (answer, answered) = mpsc::sync_channel(1);
        let mut closed = self.closed.subscribe();
        runtime.spawn(async move {
            let result = tokio::select! {
                result = work => Some(result),
                _ = closed.wait_for(|closed| *closed) => None,
            };
            // Nobody listens any more only when the asking thread is gone.
            drop(answer.send(result));
        });
        answered
            .recv()
            .ok()
            .flatten()
            .unwrap_or_else(|| Err(unreachable("the program is closing")))
    }

    fn wake(&self) {
        self.bell.ring();
    }
}

fn build(trust: &Trust) -> Result<reqwest::Client, String> {
    let tls = trust::client_config(trust.clone()).map_err(|cause| cause.to_string())?;
    reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .https_only(true)
        .http1_only()
        .redirect(Policy::none())
        .connect_timeout(CONNECT)
        .pool_idle_timeout(KEEP)
        .build()
        .map_err(|cause| sentence(&cause))
}

/// The address is typed by a person; only `host:port` may pass.
fn url(address: &str, path: &str) -> Result<reqwest::Url, LinkError> {
    let refuse = |cause: &str| LinkError::Unreachable {
        address: address.to_owned(),
        cause: cause.to_owned(),
    };
    if address.is_empty()
        || address.contains(['/', '@', '?', '#', '\\'])
        || address.contains(char::is_whitespace)
    {
        return Err(refuse("this is no address of the form host:port"));
    }
    reqwest::Url::parse(&format!("https://{address}{path}"))
        .map_err(|_| refuse("this is no address of the form host:port"))
}

async fn carry(
    client: reqwest::Client,
    address: String,
    url: reqwest::Url,
    request: Request,
) -> Result<Response, LinkError> {
    let began = AtomicBool::new(false);
    let answer = exchange(&client, &address, url, &request, &began);
    match tokio::time::timeout(request.patience, answer).await {
        Ok(result) => result,
        // A connection that does not come up is given up sooner than that, so this one stood and the request may have been
        // acted on. The way up may be slow: it is tried again with less.
        Err(_) if began.load(Ordering::Relaxed) || request.patience > CONNECT => {
            Err(LinkError::Cut {
                address,
                cause: "the answer did not come in time".to_owned(),
            })
        }
        Err(_) => Err(LinkError::Unreachable {
            address,
            cause: "no answer came in time".to_owned(),
        }),
    }
}

async fn exchange(
    client: &reqwest::Client,
    address: &str,
    url: reqwest::Url,
    request: &Request,
    began: &AtomicBool,
) -> Result<Response, LinkError> {
    let method = match request.method {
        Method::Get => reqwest::Method::GET,
        Method::Post => reqwest::Method::POST,
    };
    let mut builder = client.request(method, url);
    for (name, value) in &request.headers {
        builder = builder.header(name, value);
    }
    if request.method == Method::Post {
        builder = builder.body(request.body.clone());
    }
    let mut response = builder
        .send()
        .await
        .map_err(|cause| reason(address, &cause))?;
    began.store(true, Ordering::Relaxed);
    let retry_after = response
        .headers()
        .get(reqwest::header::RETRY_AFTER)
        .and_then(|value| value.to_str().ok())
        .and_then(|text| text.parse().ok());
    let status = response.status().as_u16();
    let mut body = Vec::new();
    // The status line was ours to read, so whatever ends the body early is a cut, with or without a TLS farewell.
    while let Some(chunk) = response.chunk().await.map_err(|cause| LinkError::Cut {
        address: address.to_owned(),
        cause: sentence(&cause),
    })? {
        if body.len() + chunk.len() > MAX_MESSAGE_BYTES {
            return Err(LinkError::Rubbish {
                what: format!("the answer is longer than {MAX_MESSAGE_BYTES} bytes"),
            });
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Response {
        status,
        body,
        retry_after,
    })
}

/// The one reason behind a failure that came before any answer.
fn reason(address: &str, error: &reqwest::Error) -> LinkError {
    let what = sentence(error);
    let cut = |cause: String| LinkError::Cut {
        address: address.to_owned(),
        cause,
    };
    // The innermost tells most: a shell of I/O may hold a refused key.
    for cause in causes(error).into_iter().rev() {
        if cause.is::<OtherKey>() {
            return LinkError::OtherKey {
                address: address.to_owned(),
            };
        }
        if let Some(tls) = cause.downcast_ref::<rustls::Error>() {
            return tls_reason(address, tls);
        }
        if let Some(http) = cause.downcast_ref::<hyper::Error>() {
            if http.is_parse() {
                return LinkError::Rubbish { what };
            }
            if http.is_incomplete_message() {
                return cut(what);
            }
        }
        if let Some(broken) = cause.downcast_ref::<io::Error>() {
            let ends = [
                io::ErrorKind::UnexpectedEof,
                io::ErrorKind::ConnectionReset,
                io::ErrorKind::ConnectionAborted,
                io::ErrorKind::BrokenPipe,
            ];
            if ends.contains(&broken.kind()) {
                return cut(what);
            }
        }
    }
    LinkError::Unreachable {
        address: address.to_owned(),
        cause: what,
    }
}

fn tls_reason(address: &str, error: &rustls::Error) -> LinkError {
    match error {
        rustls::Error::InvalidCertificate(_) => LinkError::OtherKey {
            address: address.to_owned(),
        },
        other => LinkError::Rubbish {
            what: other.to_string(),
        },
    }
}

/// An error and everything it wraps. `io::Error` hides what it wraps from `source`, so it is looked into.
fn causes<'a>(error: &'a (dyn StdError + 'static)) -> Vec<&'a (dyn StdError + 'static)> {
    let mut all: Vec<&'a (dyn StdError + 'static)> = Vec::new();
    let mut next = Some(error);
    while let Some(cause) = next {
        all.push(cause);
        next = match cause
            .downcast_ref::<io::Error>()
            .and_then(io::Error::get_ref)
        {
            Some(inside) => Some(inside),
            None => cause.source(),
        };
    }
    all
}

/// The innermost cause: the outer ones repeat the address and say little.
fn sentence(error: &reqwest::Error) -> String {
    let mut cause: &dyn StdError = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    cause.to_string()
}
