//! The project's own tool: `cargo xtask run | test | bench | tidy`.
//!
//! It sets up what a machine lacks, builds, and starts things. It knows nothing of the product's
//! crates (it must build in seconds on a bare machine), so it talks to them as processes only.
//! What a newcomer would get wrong: a fault the person can mend is one [`Stop`] sentence that says
//! what to do, never a panic and never a stack of causes.

pub mod bench;
pub mod leash;
pub mod place;
pub mod run;
pub mod screen;
pub mod setup;
pub mod steps;
pub mod test;
pub mod tidy;

use std::fmt;

/// Why the tool stopped: one sentence for the person at the keyboard, with what to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop(pub String);

impl Stop {
    /// A stop with this sentence.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for Stop {}

/// What every step returns.
pub type Outcome<T = ()> = Result<T, Stop>;
