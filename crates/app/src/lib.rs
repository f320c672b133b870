//! Use cases: one function per thing a person does, behind one contract table.
//!
//! What a newcomer gets wrong: nothing here waits for the network while it holds a transaction, and no use case decides
//! a rule; it loads facts, asks `ledger`, and appends what the rule gives.

mod change;
mod context;
pub mod contract;
pub mod link;
mod problem;
pub mod source;

pub use change::Change;
pub use context::{Context, Listener};
pub use link::Link;
pub use problem::Problem;
