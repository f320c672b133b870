//! Funds: decisions, allocations, stated totals beside computed ones.

use ledger::amount::{Amount, AmountSum};
use ledger::body::{AllocationState, Instrument};
use ledger::ids::{AllocationId, DecisionId, PartyId, StatedTotalId};
use ledger::text::Names;

use super::goods::{DocumentRow, EntryMark};
use super::{ExplanationRow, views};

/// How a stated total compares with the sum of its parts.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
    ts_rs::TS,
)]
#[serde(rename_all = "snake_case")]
pub enum TotalCheck {
    Match,
    ConsistentNotExact,
    Different,
    /// They differ, and a person said why, of these two amounts.
    Explained,
    NotComparable,
}

views! {
    pub struct DecisionView {
        pub document: DocumentRow,
        pub entry: EntryMark,
        pub id: DecisionId,
        pub instrument: Instrument,
        pub title: String,
        pub reference: Option<String>,
        pub decided_on: Option<String>,
        pub amount: Amount,
        pub beneficiary: Option<PartyId>,
        pub beneficiary_names: Option<Names>,
        pub sources: Vec<String>,
        pub allocations: Vec<AllocationView>,
        /// Sum of its allocations.
        pub allocated: AmountSum,
    }

    pub struct AllocationView {
        pub document: DocumentRow,
        pub entry: EntryMark,
        pub id: AllocationId,
        pub decision: Option<DecisionId>,
        pub instrument: Instrument,
        pub purpose: String,
        pub recipient: Option<PartyId>,
        pub recipient_names: Option<Names>,
        pub amount: Amount,
        pub state: AllocationState,
        pub sources: Vec<String>,
        /// Null: none recorded. Never 0 for want of a record.
        pub committed: Option<AmountSum>,
        /// Likewise.
        pub paid: Option<AmountSum>,
    }

    pub struct StatedTotalView {
        pub document: DocumentRow,
        pub entry: EntryMark,
        pub id: StatedTotalId,
        pub title: String,
        pub stated: Amount,
        pub computed: AmountSum,
        pub check: TotalCheck,
        /// Stated minus computed in minor units, where both are numbers.
        #[ts(type = "number | null")]
        pub difference: Option<i64>,
        pub parts: Vec<AllocationId>,
        pub source: String,
        /// What was said of its difference, of these amounts or of older ones.
        pub explanations: Vec<ExplanationRow>,
    }

    pub struct Funds {
        pub decisions: Vec<DecisionView>,
        /// Allocations of no recorded decision.
        pub allocations: Vec<AllocationView>,
        pub stated_totals: Vec<StatedTotalView>,
        /// See `Matrix`.
        #[ts(type = "number | null")]
        pub complete_to: Option<i64>,
        pub unconfirmed: u32,
    }
}
