//! Typed reports and their writers.
//!
//! What a newcomer gets wrong: a report asks no clock, no randomness and no database; its caller hands everything in, so
//! that the same report written twice has the same bytes. What is not recorded is said so in words, never as 0.

pub mod funding;
mod money;
mod words;

pub use words::Language;
