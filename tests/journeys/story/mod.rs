//! The story of one consignment, told in three real windows and one real server, by keyboard alone.
//!
//! Each part is one person's work at one computer; `whole.rs` puts them in order.

mod auditor;
mod coordinator;
mod funds;
mod keeper;
mod operation;
mod whole;
