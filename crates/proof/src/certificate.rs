//! Which key belongs to which device: read from `device_enrolled` entries of the catalogue scope.
//!
//! What a newcomer gets wrong: such an entry is worth nothing by itself. It counts only in a stream of the server's own
//! device, whose heads are signed by the server's key that was pinned at enrolment; otherwise any device could enrol
//! friends. The server's device enrols itself with that same key in its first entry.

use std::collections::BTreeMap;

use serde::Deserialize;
use uuid::Uuid;

use crate::entry::Envelope;
use crate::keys::PublicKey;

/// The scope in which certificates stand.
pub const CATALOGUE: &str = "catalogue";
/// The kind of entry that is a certificate.
pub const DEVICE_ENROLLED: &str = "device_enrolled";

/// A device and the key that signs its streams.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Certificate {
    pub device: Uuid,
    pub key: PublicKey,
}

/// Why a certificate is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CertificateError {
    #[error("a device certificate cannot be read")]
    Unreadable,
    #[error("device {device} was enrolled a second time with another key")]
    KeyChanged { device: Uuid },
}

impl Certificate {
    /// The certificate in an entry of the catalogue; `None` for entries of other kinds.
    ///
    /// # Errors
    /// `Unreadable` when the body lacks a device or a key.
    pub fn read(envelope: &Envelope) -> Result<Option<Self>, CertificateError> {
        #[derive(Deserialize)]
        struct Body {
            device: Uuid,
            signing_key: PublicKey,
        }
        if envelope.kind != DEVICE_ENROLLED {
            return Ok(None);
        }
        let body: Body =
            serde_json::from_str(envelope.body.get()).map_err(|_| CertificateError::Unreadable)?;
        Ok(Some(Self {
            device: body.device,
            key: body.signing_key,
        }))
    }
}

/// The keys of devices, resting on the pinned key of the server.
#[derive(Debug, Clone)]
pub struct KeyRing {
    server_key: PublicKey,
    keys: BTreeMap<Uuid, PublicKey>,
}

impl KeyRing {
    /// A ring that trusts the server's key alone.
    #[must_use]
    pub fn new(server_key: PublicKey) -> Self {
        Self {
            server_key,
            keys: BTreeMap::new(),
        }
    }

    /// Adds a key that was verified before (a device's own record of an earlier pull).
    pub fn restore(&mut self, device: Uuid, key: PublicKey) {
        self.keys.insert(device, key);
    }

    /// The key of a device, if a certificate has been met.
    #[must_use]
    pub fn key(&self, device: Uuid) -> Option<PublicKey> {
        self.keys.get(&device).copied()
    }

    /// Learns from a catalogue entry by `author`; an enrolment by any device but the server's own is passed over, since
    /// it must not be believed and must not jam the journal either. Sound only if the author's stream is verified too,
    /// before anything that rests on the ring is believed.
    ///
    /// # Errors
    /// `CertificateError` when the server's own enrolment is unreadable or contradicts an earlier one.
    pub fn learn(
        &mut self,
        author: Uuid,
        envelope: &Envelope,
    ) -> Result<Option<Certificate>, CertificateError> {
        let by_server = match self.key(author) {
            Some(key) if key != self.server_key => return Ok(None),
            known => known.is_some(),
        };
        let certificate = match Certificate::read(envelope) {
            Err(_) if !by_server => return Ok(None),
            Err(unreadable) => return Err(unreadable),
            Ok(None) => return Ok(None),
            Ok(Some(certificate)) => certificate,
        };
        let is_servers_own = certificate.device == author && certificate.key == self.server_key;
        if !by_server && !is_servers_own {
            return Ok(None);
        }
        let device = certificate.device;
        if self
            .key(device)
            .is_some_and(|earlier| earlier != certificate.key)
        {
            return Err(CertificateError::KeyChanged { device });
        }
        self.keys.insert(device, certificate.key);
        Ok(Some(certificate))
    }
}
