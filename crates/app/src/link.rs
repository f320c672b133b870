//! The seam to the network. `app` decides what is said (enrolment, exchanges, the long poll) and signs it; a [`Link`]
//! only carries requests to the server and replies back. `uplink` implements it over HTTPS, tests in memory.
//!
//! What a newcomer gets wrong: a link never retries and never interprets a body. A failure is one typed reason; when to
//! try again is decided by the courier, what it means for the person by `app`.

use std::time::Duration;

use proof::keys::PublicKey;
use replication::code::EnrolmentCode;

/// Whom the link may talk to: any other key at that address is refused before a byte of ours is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// `host:port`.
    pub address: String,
    pub trust: Trust,
}

/// How the server's identity key is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trust {
    /// By the fingerprint in the enrolment code (`EnrolmentCode::is_of`), while no key is pinned.
    Code(EnrolmentCode),
    /// The identity key itself, pinned at enrolment.
    Pinned(PublicKey),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    Get,
    Post,
}

impl Method {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// One request, ready to be sent as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub method: Method,
    /// Path and query: `/v1/exchange`, `/v1/wait?from_pos=12`.
    pub path: String,
    /// Name and value, in the order they are sent; the device's signature is among them.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    /// How long the whole answer may take before it counts as lost.
    pub patience: Duration,
}

/// What came back, whatever its status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    pub status: u16,
    pub body: Vec<u8>,
    /// Seconds the server asks to wait (`Retry-After`), if it does.
    pub retry_after: Option<u64>,
}

/// Why no whole answer came back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// No route, no name, refused, or no connection in time.
    #[error("{address} cannot be reached: {cause}")]
    Unreachable { address: String, cause: String },
    /// Somebody answers with another identity key.
    #[error("{address} has another key than the one this computer knows")]
    OtherKey { address: String },
    /// The connection was cut, or time ran out, before the answer was whole.
    #[error("the answer of {address} broke off: {cause}")]
    Cut { address: String, cause: String },
    /// A whole answer, or a greeting, that is no Relief Ledger server's.
    #[error("the answer makes no sense: {what}")]
    Rubbish { what: String },
}

/// Carries requests to the server.
pub trait Link: Send + Sync {
    /// Sends one request and waits for the whole reply.
    ///
    /// # Errors
    /// `LinkError`; nothing is known then of whether the server has acted, so a request must be safe to repeat.
    fn send(&self, server: &Server, request: &Request) -> Result<Response, LinkError>;

    /// Something was written: an exchange is due soon. Returns at once.
    fn wake(&self) {}
}

/// No network at all: every send fails. For the command line's offline calls and for tests.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoLink;

impl Link for NoLink {
    fn send(&self, server: &Server, _request: &Request) -> Result<Response, LinkError> {
        Err(LinkError::Unreachable {
            address: server.address.clone(),
            cause: "this program has no network".to_owned(),
        })
    }
}
