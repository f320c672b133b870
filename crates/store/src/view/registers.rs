//! Deployments, assets and published figures as screens show them.

use ledger::body::{FigureRelation, FigureSeries};
use ledger::ids::{AssetId, DeploymentId, FigureId, PartyId};
use ledger::partial_day::PartialDay;
use ledger::quantity::{CountSum, StatedCount};
use ledger::text::Names;

use super::{ExplanationRow, views};

/// A stated total beside the sum of its parts.
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
pub enum FigureCheck {
    Match,
    Differs,
    /// They differ, and a person said why, of these two numbers.
    Explained,
    /// One of the numbers is not exact, or missing.
    NotComparable,
}

views! {
    pub struct DeploymentRow {
        pub id: DeploymentId,
        pub agency: PartyId,
        pub agency_names: Names,
        pub role: String,
        pub number: StatedCount,
        pub country: String,
        pub place: Option<String>,
        pub from: Option<PartialDay>,
        pub to: Option<PartialDay>,
        pub baseline: bool,
        pub as_of: String,
        pub source: String,
        /// Over by the day asked about, so in no total.
        pub ended: bool,
    }

    /// People deployed in one country, or in all.
    pub struct DeployedSum {
        /// Null: everywhere.
        pub country: Option<String>,
        /// Without who was there before the crisis.
        pub crisis: CountSum,
        pub with_baseline: CountSum,
    }

    pub struct AssetRow {
        pub id: AssetId,
        pub kind: String,
        pub number: StatedCount,
        pub holder: PartyId,
        pub holder_names: Names,
        pub country: String,
        pub place: Option<String>,
        pub as_of: String,
        pub source: String,
    }

    pub struct FigureRow {
        pub id: FigureId,
        pub series: FigureSeries,
        pub place: String,
        pub number: StatedCount,
        pub words: Option<String>,
        pub as_of: Option<PartialDay>,
        pub source: String,
        pub within: Option<FigureId>,
        pub relation: Option<FigureRelation>,
        /// Sum of the parts that are recorded; null: it has none.
        pub computed: Option<CountSum>,
        pub check: Option<FigureCheck>,
        /// What was said of its difference, of these numbers or of older ones.
        pub explanations: Vec<ExplanationRow>,
        /// A figure inside this one: between that number and this one, never their sum.
        #[ts(type = "number | null")]
        pub at_least: Option<i64>,
    }

    /// Sum of the figures of one series and day that stand side by side; no source states it.
    pub struct FigureSum {
        pub series: FigureSeries,
        pub as_of: Option<PartialDay>,
        pub figures: u32,
        pub computed: CountSum,
    }

    pub struct Registers {
        pub deployments: Vec<DeploymentRow>,
        /// By country, and everywhere last; empty when nothing is recorded.
        pub deployed: Vec<DeployedSum>,
        pub assets: Vec<AssetRow>,
        pub figures: Vec<FigureRow>,
        pub sums: Vec<FigureSum>,
    }
}
