//! The funding report: decisions, allocations and stated totals, with control totals and the point in the log they rest
//! on.
//!
//! What a newcomer gets wrong: control totals are kept apart by record, currency and qualifier. An allocation is a share
//! of its decision, so adding the two would count money twice; "up to" and "exact" are never one number.

mod csv;
mod table;
mod xlsx;

use chrono::{DateTime, Utc};
use store::view::Funds;

pub use crate::words::Language;
pub use csv::{NotWritten, csv};
pub use xlsx::xlsx;

/// Everything the writers need.
#[derive(Debug, Clone)]
pub struct Report {
    pub funds: Funds,
    pub about: About,
}

/// Where the figures come from and who made the report.
#[derive(Debug, Clone)]
pub struct About {
    pub operation: String,
    pub operation_id: String,
    /// Every scope read is complete up to this position.
    pub position: u64,
    /// Entries counted that the server has not confirmed.
    pub unconfirmed: u32,
    /// Of the funds scope; `None` before the first exchange.
    pub checkpoint: Option<Checkpoint>,
    /// Name and version of the program.
    pub program: String,
    pub device: String,
    pub person: String,
    pub created_at: DateTime<Utc>,
    pub language: Language,
}

/// A checkpoint whose signature has been verified.
#[derive(Debug, Clone)]
pub struct Checkpoint {
    pub origin: String,
    pub size: u64,
    pub root: String,
}

impl Report {
    /// Decisions, allocations and stated totals together.
    #[must_use]
    pub fn line_count(&self) -> usize {
        let within: usize = self
            .funds
            .decisions
            .iter()
            .map(|decision| decision.allocations.len())
            .sum();
        self.funds.decisions.len()
            + within
            + self.funds.allocations.len()
            + self.funds.stated_totals.len()
    }
}
