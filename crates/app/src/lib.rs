//! Use cases: one function per thing a person does, behind one contract table.
//!
//! What a newcomer gets wrong: nothing here waits for the network while it holds a transaction, and no use case decides
//! a rule; it loads facts, asks `ledger`, and appends what the rule gives.

mod acceptances;
mod activations;
mod as_known;
mod catalogue;
mod change;
mod clock;
mod context;
pub mod contract;
mod drafts;
mod enrolment;
mod exports;
mod failure;
mod funds;
mod hand;
mod issues;
mod keeping;
pub mod link;
mod lookups;
mod matching;
mod merges;
mod numbered;
mod offers;
mod points;
mod problem;
mod receipts;
mod records;
mod registers;
mod reversals;
mod session;
mod settings;
mod sites;
pub mod source;
mod sync;
mod typed;

pub use change::Change;
pub use context::{Context, Listener};
pub use link::Link;
pub use problem::Problem;
