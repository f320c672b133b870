//! Lines counted in packs, as screens show them.

use ledger::body::PackagingLevel;
use ledger::ids::PackagingId;

use super::views;

/// Whether the packs of a line come to its quantity.
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
pub enum PackedState {
    Agrees,
    /// The packaging version has not arrived here.
    Unknown,
    /// Another computer wrote packs that do not come to the quantity, or a packaging of another item. The quantity stands.
    Contradicts,
}

views! {
    /// How a line was counted: twelve cartons of twenty, and three loose.
    pub struct PackedView {
        pub packaging: PackagingId,
        pub state: PackedState,
        /// Null while the packaging version is not here; so is what one pack holds.
        pub level: Option<PackagingLevel>,
        #[ts(type = "number | null")]
        pub base_units: Option<i64>,
        /// Null where what was written is no number of packs; so is what lay loose.
        #[ts(type = "number | null")]
        pub packs: Option<i64>,
        #[ts(type = "number | null")]
        pub loose: Option<i64>,
        /// Base units that the line says it is; these moved.
        #[ts(type = "number")]
        pub quantity: i64,
    }
}
