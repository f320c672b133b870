//! Quantities of goods, in whole base units of their item (pieces, grams, millilitres). Never a float.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Largest quantity or amount: they cross into JavaScript, whose exact integers end at 2^53 − 1.
pub const MAX_EXACT: i64 = (1 << 53) - 1;

/// How exactly a number is known. Travels with the number through every sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Qualifier {
    Exact,
    UpTo,
    Around,
    Over,
    Estimated,
    NotStated,
}

/// A quantity somebody stated, or did not: `value` is null exactly when the qualifier is NOT_STATED.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct StatedQuantity {
    #[ts(type = "number | null")]
    pub value: Option<i64>,
    pub qualifier: Qualifier,
}
