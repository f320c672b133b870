//! The central server: authenticates devices, checks and orders what they push, and hands it out. It never repairs an
//! entry and knows no business rule beyond who may write where.
//!
//! `run` starts a server (also in process, for tests); `admin` is what the command line does; `append` gives entries
//! their positions; `store` is the only place with SQL.
//! What a newcomer gets wrong: an acknowledgement is a promise for ever, so nothing is answered before the commit.

pub mod admin;
pub mod append;
pub mod clock;
mod http;
pub mod keys;
mod run;
pub mod store;
pub mod tls;

pub use run::{Config, Limits, RunError, Running, run};
