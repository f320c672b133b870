//! Ed25519 keys and signatures; in JSON and on paper they are standard base64 with padding.
//!
//! What a newcomer gets wrong: this crate mints no randomness. A seed is 32 random bytes made by the caller, and it is
//! the secret itself.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::Signer;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The secret half of a key. It is wiped from memory when dropped and never printed.
#[derive(Clone)]
pub struct SigningKey(ed25519_dalek::SigningKey);

/// The public half of a key.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct PublicKey(ed25519_dalek::VerifyingKey);

/// An Ed25519 signature.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Signature(pub [u8; 64]);

/// The text or bytes are no Ed25519 public key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an Ed25519 public key in base64")]
pub struct NotAKey;

/// The text or bytes are no Ed25519 signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an Ed25519 signature in base64")]
pub struct NotASignature;

/// The signature was not made by this key over these bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the signature does not belong to these bytes and this key")]
pub struct BadSignature;

impl SigningKey {
    /// The key that belongs to 32 secret random bytes.
    #[must_use]
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(ed25519_dalek::SigningKey::from_bytes(seed))
    }

    /// The public half.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }

    /// Signs; the same bytes always give the same signature.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> Signature {
        Signature(self.0.sign(message).to_bytes())
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey(public {})", self.public())
    }
}

impl PublicKey {
    /// The 32 bytes of the key.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }

    /// Reads 32 raw bytes.
    ///
    /// # Errors
    /// `NotAKey` when they are not 32 or are no point of the curve.
    pub fn from_slice(bytes: &[u8]) -> Result<Self, NotAKey> {
        let bytes = bytes.try_into().map_err(|_| NotAKey)?;
        ed25519_dalek::VerifyingKey::from_bytes(bytes)
            .map(Self)
            .map_err(|_| NotAKey)
    }

    /// Demands that this key made the signature over the message (strict rules: no weak keys, one form only).
    ///
    /// # Errors
    /// `BadSignature` otherwise.
    pub fn verify(&self, message: &[u8], signature: &Signature) -> Result<(), BadSignature> {
        let signature = ed25519_dalek::Signature::from_bytes(&signature.0);
        self.0
            .verify_strict(message, &signature)
            .map_err(|_| BadSignature)
    }

    /// What two people read to each other to compare a key: the first 16 bytes of its SHA-256 in groups of 4 digits.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let hex = crate::hash::sha256(&[self.as_bytes()]).to_string();
        let mut text = String::with_capacity(39);
        for (at, digit) in hex.chars().take(32).enumerate() {
            if at > 0 && at % 4 == 0 {
                text.push('-');
            }
            text.push(digit);
        }
        text
    }
}

impl Signature {
    /// Reads 64 raw bytes.
    ///
    /// # Errors
    /// `NotASignature` when they are not 64.
    pub fn from_slice(bytes: &[u8]) -> Result<Self, NotASignature> {
        bytes.try_into().map(Self).map_err(|_| NotASignature)
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&STANDARD.encode(self.as_bytes()))
    }
}

impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&STANDARD.encode(self.0))
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({self})")
    }
}

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signature({self})")
    }
}

impl FromStr for PublicKey {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::from_slice(&STANDARD.decode(text).map_err(|_| NotAKey)?)
    }
}

impl FromStr for Signature {
    type Err = NotASignature;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::from_slice(&STANDARD.decode(text).map_err(|_| NotASignature)?)
    }
}

macro_rules! as_text {
    ($($name:ident),+) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
            }
        }
    )+};
}

as_text!(PublicKey, Signature);
