//! Money: whole minor units, an ISO 4217 code and a qualifier that survives addition.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::quantity::Qualifier;

/// An amount somebody stated, or did not: `minor` is null exactly when the qualifier is NOT_STATED.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Amount {
    /// Minor units (cents), 0 ≤ n < 2^53.
    #[ts(type = "number | null")]
    pub minor: Option<i64>,
    /// ISO 4217 code, three capitals.
    pub currency: String,
    pub qualifier: Qualifier,
}

/// The sum of amounts of one currency: its known part and every qualifier that went into it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct AmountSum {
    #[ts(type = "number")]
    pub minor: i64,
    pub currency: String,
    /// Sorted, without repetition; empty for the sum of nothing.
    pub qualifiers: Vec<Qualifier>,
}
