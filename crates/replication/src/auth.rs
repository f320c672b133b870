//! Who sends a request: the device's signature over it, with a number that is used once.
//!
//! What a newcomer gets wrong: there is no clock in it and no challenge to fetch first. The device keeps a counter in its
//! database and takes the next number for each request, sent or not; the server remembers which of the last 64 numbers
//! it has seen, so that requests may overtake each other and still none counts twice.

use std::fmt::Write as _;

use proof::hash::sha256;
use proof::keys::{BadSignature, PublicKey, Signature, SigningKey};
use uuid::Uuid;

/// Name of the HTTP header.
pub const HEADER: &str = "relief-request";

const REQUEST: &[u8] = b"relief-ledger request/1\n";

/// The content of the header: `device=<uuid>, number=<n>, signature=<base64>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Credentials {
    pub device: Uuid,
    /// From 1; never used twice by a device.
    pub number: u64,
    pub signature: Signature,
}

/// The header's text is not in its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the request does not say who sends it")]
pub struct NotCredentials;

fn message(device: Uuid, number: u64, method: &str, path: &str, body: &[u8]) -> Vec<u8> {
    [
        REQUEST,
        device.as_bytes(),
        &number.to_be_bytes(),
        method.as_bytes(),
        b"\n",
        path.as_bytes(),
        b"\n",
        &sha256(&[body]).0,
    ]
    .concat()
}

impl Credentials {
    /// Signs a request. `path` is the path with its query, as in the request line; `body` the bytes as sent.
    #[must_use]
    pub fn sign(
        key: &SigningKey,
        device: Uuid,
        number: u64,
        method: &str,
        path: &str,
        body: &[u8],
    ) -> Self {
        let signature = key.sign(&message(device, number, method, path, body));
        Self {
            device,
            number,
            signature,
        }
    }

    /// Demands that the device's key signed exactly this request. The number is the caller's to check.
    ///
    /// # Errors
    /// `BadSignature`.
    pub fn verify(
        &self,
        public: &PublicKey,
        method: &str,
        path: &str,
        body: &[u8],
    ) -> Result<(), BadSignature> {
        let message = message(self.device, self.number, method, path, body);
        public.verify(&message, &self.signature)
    }

    /// The header's value.
    #[must_use]
    pub fn to_header(&self) -> String {
        let mut text = String::new();
        // Writing to a String does not fail.
        let _ = write!(
            text,
            "device={}, number={}, signature={}",
            self.device, self.number, self.signature
        );
        text
    }

    /// Reads the header's value.
    ///
    /// # Errors
    /// `NotCredentials`.
    pub fn from_header(text: &str) -> Result<Self, NotCredentials> {
        let mut parts = text.split(", ");
        let mut part = |name: &str| {
            parts
                .next()
                .and_then(|part| part.strip_prefix(name))
                .and_then(|part| part.strip_prefix('='))
                .ok_or(NotCredentials)
        };
        let device = part("device")?.parse().map_err(|_| NotCredentials)?;
        let number = part("number")?.parse().map_err(|_| NotCredentials)?;
        let signature = part("signature")?.parse().map_err(|_| NotCredentials)?;
        match parts.next() {
            None => Ok(Self {
                device,
                number,
                signature,
            }),
            Some(_) => Err(NotCredentials),
        }
    }
}

/// Which numbers a device has used: the highest and the 63 below it. The server stores both fields per device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NumbersSeen {
    pub highest: u64,
    /// Bit i stands for `highest - i`.
    pub recent: u64,
}

impl NumbersSeen {
    /// Takes a number, or says false if it was used before or is too old to tell.
    #[must_use]
    pub fn take(&mut self, number: u64) -> bool {
        if number > self.highest {
            let shift = u32::try_from(number - self.highest).unwrap_or(u32::MAX);
            self.recent = self.recent.checked_shl(shift).unwrap_or(0) | 1;
            self.highest = number;
            return true;
        }
        let Some(bit) = u32::try_from(self.highest - number)
            .ok()
            .and_then(|age| 1_u64.checked_shl(age))
        else {
            return false;
        };
        let fresh = number >= 1 && self.recent & bit == 0;
        self.recent |= bit;
        fresh
    }
}
