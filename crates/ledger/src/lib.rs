//! The domain: what the words of humanitarian logistics mean, and the rules that goods and money obey.
//!
//! Pure: no clock, no randomness, no I/O, no SQL. A rule takes facts, a request and a stamp and gives entry bodies or a
//! typed refusal; a fold takes the entries of one unit in fold order and gives documents and postings.
//! What a newcomer gets wrong: a balance is never stored here or anywhere as truth; it is the sum of postings, and
//! postings are derived from entries by `fold`, never written by hand.

#![deny(clippy::disallowed_methods, clippy::float_arithmetic)]

pub mod amount;
pub mod body;
pub mod fold;
pub mod identifying;
pub mod ids;
pub mod mentions;
pub mod needs;
pub mod packs;
pub mod partial_day;
pub mod posting;
pub mod quantity;
pub mod remarks;
pub mod role;
pub mod route;
pub mod rules;
pub mod scope;
pub mod stages;
pub mod task;
pub mod text;
pub mod wording;
