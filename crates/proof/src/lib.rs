//! Proof: what makes an entry, a stream and a log checkable by somebody who trusts neither a device nor the server.
//!
//! Pure: no clock, no randomness, no sockets; keys are made from seeds that are handed in. Nothing here knows the
//! domain: a body is opaque JSON, apart from the two fields of a device certificate.
//! What a newcomer gets wrong: the bytes of an entry are stored, hashed and sent as they were first written. Never
//! parse an entry and write it again; keep the [`entry::EntryBytes`].

#![deny(clippy::disallowed_methods)]

pub mod certificate;
pub mod checkpoint;
pub mod entry;
pub mod export;
pub mod hash;
pub mod keys;
pub mod leaf;
pub mod merkle;
pub mod note;
mod scan;
pub mod stream;
