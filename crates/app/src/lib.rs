//! Use cases: one function per thing a person does, behind one contract table.
//!
//! What a newcomer gets wrong: nothing here waits for the network while it holds a transaction, and no use case decides
//! a rule; it loads facts, asks `ledger`, and appends what the rule gives.

mod acceptances;
mod activations;
mod approvals;
mod assistance;
mod chain;
mod as_known;
mod catalogue;
mod change;
mod clock;
mod consignments;
mod context;
pub mod contract;
mod counts;
mod drafts;
mod enrolment;
mod exports;
mod failure;
mod funds;
mod hand;
mod issues;
mod kits;
mod limits;
mod keeping;
pub mod link;
mod links;
mod lookups;
mod matching;
mod moves;
mod merges;
mod numbered;
mod offers;
mod places;
mod pasted;
mod points;
mod problem;
mod receipts;
mod records;
mod reservations;
mod reductions;
mod registers;
mod reversals;
mod session;
mod settings;
mod sites;
pub mod source;
mod stages;
mod sync;
mod taking;
mod transfers;
mod synonyms;
mod transports;
mod typed;
mod waybill;

pub use change::Change;
pub use context::{Context, Listener};
pub use link::Link;
pub use problem::Problem;
pub use sync::RETRY_AFTER;
