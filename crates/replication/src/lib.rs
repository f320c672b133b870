//! Replication: what travels between a device and the server, and the exchange as a state machine.
//!
//! No I/O, no clock, no randomness: a host sends the requests a [`session::Session`] yields and hands it the replies, so
//! that HTTPS, a test and a simulation drive the same code. Bodies of entries are opaque here.
//! What a newcomer gets wrong: nothing a server answers is believed. A reply is checked whole before any of it reaches
//! the device's own records.

#![deny(clippy::disallowed_methods)]

mod answer;
pub mod auth;
mod bounded;
pub mod code;
pub mod endpoint;
mod local;
pub mod page;
pub mod session;
pub mod wire;
