//! Use cases: one function per thing a person does, behind one contract table.
//!
//! What a newcomer gets wrong: nothing here waits for the network while it holds a transaction, and no use case decides
//! a rule; it loads facts, asks `ledger`, and appends what the rule gives.

mod acceptances;
mod activations;
mod approvals;
mod as_known;
mod assistance;
mod catalogue;
mod chain;
mod change;
mod checks;
mod clock;
mod closures;
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
mod keeping;
mod kits;
mod limits;
pub mod link;
mod links;
mod lookups;
mod matching;
mod mentions;
mod merges;
mod moves;
mod numbered;
mod offers;
mod pasted;
mod places;
mod points;
mod problem;
mod receipts;
mod records;
mod reductions;
mod registers;
mod remarks;
mod reservations;
mod reversals;
mod session;
mod settings;
mod sites;
pub mod source;
mod stages;
mod sync;
mod synonyms;
mod taking;
mod tasks;
mod transfers;
mod transports;
mod typed;
mod waybill;

pub use change::Change;
pub use context::{Context, Listener};
pub use link::Link;
pub use problem::Problem;
pub use sync::RETRY_AFTER;
