//! The matrix: what was offered, accepted, received and issued, by donor and item.

use ledger::body::Unit;
use ledger::ids::{ItemGroupId, ItemId, PartyId};
use ledger::quantity::Qualifier;
use ledger::text::Names;

use super::goods::DocumentRow;
use super::views;

/// Columns of the matrix that open documents.
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
pub enum MatrixColumn {
    Offered,
    Accepted,
    Good,
    Damaged,
    Short,
    Issued,
    OnHandGood,
    OnHandDamaged,
    Dispatched,
    InTransit,
}

views! {
    /// What is known of one figure. `qualifiers` is every one that went into the value, sorted, without repetition: where
    /// there is none, nothing is recorded; where there are some and `value` is null, recorded and not stated.
    pub struct Figure {
        #[ts(type = "number | null")]
        pub value: Option<i64>,
        pub qualifiers: Vec<Qualifier>,
    }

    /// One donor and one item, or one donor and one group where the paper names no item, or a donor's whole offer
    /// (`item` and `group` null) where it names neither.
    pub struct MatrixRow {
        pub donor: PartyId,
        /// What this party sold, apart from what it gave; it counts as no donor for that.
        pub bought: bool,
        pub donor_names: Names,
        pub group: Option<ItemGroupId>,
        pub group_names: Option<Names>,
        pub item: Option<ItemId>,
        pub item_names: Option<Names>,
        pub unit: Option<Unit>,
        pub offered: Figure,
        pub accepted: Figure,
        pub good: Figure,
        pub damaged: Figure,
        pub short: Figure,
        pub issued: Figure,
        pub on_hand_good: Figure,
        pub on_hand_damaged: Figure,
        pub dispatched: Figure,
        /// Dispatched, and neither counted nor signed for as short.
        pub in_transit: Figure,
        /// Some of what was received is not yet linked to an acceptance.
        pub provisional: bool,
    }

    /// What requests ask for of one item, one group, or in words that name neither.
    pub struct RequestedRow {
        pub group: Option<ItemGroupId>,
        pub group_names: Option<Names>,
        pub item: Option<ItemId>,
        pub item_names: Option<Names>,
        pub text: Option<String>,
        pub requested: Figure,
        /// Requests that ask for it.
        pub requests: u32,
    }

    pub struct Matrix {
        pub rows: Vec<MatrixRow>,
        /// A request names no donor, so it stands beside the rows.
        pub requested: Vec<RequestedRow>,
        pub donors: u32,
        pub member_states: u32,
        pub participating_states: u32,
        /// Position up to which every scope this device reads is complete; null while looking back.
        #[ts(type = "number | null")]
        pub complete_to: Option<i64>,
        /// Entries of this computer the server has not confirmed, counted in the figures; none while looking back.
        pub unconfirmed: u32,
    }

    /// The newest documents behind one cell.
    pub struct CellDocuments {
        /// How many there are in all.
        pub total: u32,
        pub documents: Vec<CellDocument>,
    }

    /// A document behind one cell, with what it contributes.
    pub struct CellDocument {
        pub document: DocumentRow,
        #[ts(type = "number | null")]
        pub quantity: Option<i64>,
        pub qualifiers: Vec<Qualifier>,
    }
}
