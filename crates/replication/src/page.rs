//! Checking a page of a scope's log with nothing but what the device holds and the page itself.
//!
//! What a newcomer gets wrong: the chain to continue from is that of the stream's last *pulled* entry, also for the
//! device's own streams, whose local head may be further.

use proof::certificate::{Certificate, CertificateError, KeyRing};
use proof::checkpoint::Checkpoint;
use proof::entry::EnvelopeError;
use proof::hash::Hash;
use proof::keys::PublicKey;
use proof::merkle::Frontier;
use proof::stream::{Chain, StreamId};
use uuid::Uuid;

use crate::wire::Page;

/// What was pinned at enrolment.
#[derive(Debug, Clone, Copy)]
pub struct Pins {
    pub operation: Uuid,
    pub epoch: u64,
    pub server_key: PublicKey,
    pub log_key: PublicKey,
}

/// What the device holds already, as far as a page continues it.
#[derive(Debug, Clone)]
pub struct Held {
    /// The scope's log up to the cursor.
    pub frontier: Frontier,
    /// Position of the last entry in the scope's log, 0 when it is empty.
    pub last_pos: u64,
}

/// Looks up a stream's chain at its last pulled entry; [`Chain::start`] for a stream never met.
pub type ChainOf<'a> = dyn Fn(&StreamId) -> Chain + 'a;

/// A page that was checked, and what follows from it.
#[derive(Debug, Clone)]
pub struct Verified {
    /// SHA-256 of each item's bytes, in the items' order.
    pub hashes: Vec<Hash>,
    /// The home streams of the page with their new chains.
    pub chains: Vec<(StreamId, Chain)>,
    /// The log after the page.
    pub frontier: Frontier,
    /// Devices met in the page, to be stored with it.
    pub certificates: Vec<Certificate>,
    /// The checkpoint at the page's end, if it carried one.
    pub checkpoint: Option<Checkpoint>,
}
