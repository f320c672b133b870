//! Tests of the crate `replication`.
//!
//! What a newcomer gets wrong: the server in `central.rs` is a model that answers as docs/sync-protocol.md says, not the
//! product's server; that one has its own tests against the same crate.

mod auth;
mod central;
mod device;
mod exchange;
mod forks;
mod pages;
mod wire;
