//! Where the messages go: paths, the name in the server's certificate, and the answer of the long poll.

use serde::{Deserialize, Serialize};

use crate::bounded;

/// `POST`: [`crate::wire::EnrolRequest`] → [`crate::wire::EnrolReply`]; the only request without credentials.
pub const ENROL: &str = "/v1/enrol";
/// `POST`: [`crate::wire::ExchangeRequest`] → [`crate::wire::ExchangeReply`].
pub const EXCHANGE: &str = "/v1/exchange";
/// `GET` with `?from_pos=N`: [`WaitReply`] as soon as the last position is beyond N, or after 25 s.
pub const WAIT: &str = "/v1/wait";
/// The media type of every message, failures ([`crate::wire::ErrorReply`]) included.
pub const CONTENT_TYPE: &str = "application/zstd";
/// The name every server's certificate carries; devices ask for it whatever address they dial.
pub const SERVER_NAME: &str = "relief-ledger.internal";
/// Longest time the server holds a long poll, in seconds.
pub const WAIT_SECONDS: u64 = 25;

/// Whether there is something new. It carries nothing else: what is new comes by an exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitReply {
    #[serde(deserialize_with = "bounded::number")]
    pub epoch: u64,
    /// Last position the server has given.
    #[serde(deserialize_with = "bounded::number")]
    pub head_pos: u64,
}
