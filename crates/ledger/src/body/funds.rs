//! The funds scope: decisions, allocations and the totals that papers state.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::amount::Amount;
use crate::ids::{AllocationId, DecisionId, PartyId, StatedTotalId};

/// Where the money comes from.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Instrument {
    Amif,
    Bmvi,
    Ucpm,
    Dref,
    SmallScaleTool,
    HumanitarianAid,
    Ndici,
    National,
    NotStated,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum AllocationState {
    Foreseen,
    Available,
    Assigned,
    Exhausted,
    Withdrawn,
}

/// Legal or budget decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionRecorded {
    pub id: DecisionId,
    pub instrument: Instrument,
    pub title: String,
    pub reference: Option<String>,
    /// Null when the source gives no date.
    pub decided_on: Option<NaiveDate>,
    pub amount: Amount,
    pub beneficiary: Option<PartyId>,
    /// Every place that states it; two mentions of one decision are two sources, not two decisions.
    pub sources: Vec<String>,
}

/// Share of a decision, or money announced without one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AllocationRecorded {
    pub id: AllocationId,
    pub decision: Option<DecisionId>,
    pub instrument: Instrument,
    pub purpose: String,
    /// Null when not assigned to anybody.
    pub recipient: Option<PartyId>,
    pub amount: Amount,
    pub state: AllocationState,
    pub sources: Vec<String>,
}

/// A total that a paper states, kept beside the one computed from its parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedTotalRecorded {
    pub id: StatedTotalId,
    pub title: String,
    pub amount: Amount,
    pub parts: Vec<AllocationId>,
    pub source: String,
}
