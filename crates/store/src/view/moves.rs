//! Plain movements opened, the way of a lot, where a donor's goods are, what has to come back.

use ledger::body::{DocumentKind, LimitKind, MoveKind, Unit};
use ledger::ids::{DocumentId, ItemId, LotId, PartyId, PointId, SiteId, StockMoveId};
use ledger::posting::{Condition, LossCause, Movement};
use ledger::text::Names;

use super::goods::{DocumentRow, EntryMark};
use super::packed::PackedView;
use super::views;

/// Kinds of place goods can be at, as a screen words them.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
    ts_rs::TS,
)]
#[serde(rename_all = "snake_case")]
pub enum NodeKind {
    Site,
    Transit,
    Distributed,
    Consumed,
    Partner,
    Returned,
    Loss,
    Disposed,
    Kit,
    Variance,
    Donor,
    Supplier,
    Unknown,
}

/// Why goods have to come back, or go back.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
    ts_rs::TS,
)]
#[serde(rename_all = "snake_case")]
pub enum ReturnKind {
    /// The donor gave them on loan.
    OwedToDonor,
    /// A site lent them to a partner.
    LentOut,
}

views! {
    /// A plain movement opened.
    pub struct StockMoveView {
        pub document: DocumentRow,
        pub entry: EntryMark,
        pub id: StockMoveId,
        pub how: MoveKind,
        /// Why, in the author's words.
        pub reason: Option<String>,
        pub to_place: Option<String>,
        pub to_condition: Option<Condition>,
        pub point_name: Option<String>,
        pub from_party_names: Option<Names>,
        pub due_on: Option<String>,
        pub cause: Option<LossCause>,
        /// Number of the report on a loss, or text of the certificate.
        pub paper: Option<String>,
        pub needs_approval: bool,
        /// The second person; null while none has approved.
        pub approved_by_name: Option<String>,
        pub reversal_reason: Option<String>,
        pub lines: Vec<StockMoveLineView>,
    }

    pub struct StockMoveLineView {
        pub lot: LotId,
        pub item: ItemId,
        pub item_code: String,
        pub item_names: Names,
        pub unit: Unit,
        pub place_name: Option<String>,
        pub condition: Condition,
        #[ts(type = "number")]
        pub quantity: i64,
        pub donor_names: Names,
        /// Not given: `donor_names` are the supplier's.
        pub bought: bool,
        pub origin_number: String,
    }

    /// A place goods can be at, in words.
    pub struct NodeView {
        pub kind: NodeKind,
        /// Party, point or site; empty where the kind says it all.
        pub names: Names,
        pub site: Option<SiteId>,
        pub place_name: Option<String>,
        pub cause: Option<LossCause>,
    }

    /// What a lot is.
    pub struct LotView {
        pub lot: LotId,
        pub item: ItemId,
        pub item_code: String,
        pub item_names: Names,
        pub unit: Unit,
        pub batch: Option<String>,
        pub expiry: Option<String>,
        /// Who gave it, or where it was bought, who sold it.
        pub donor: Option<PartyId>,
        pub donor_names: Names,
        pub bought: bool,
        pub origin: DocumentId,
        pub origin_kind: DocumentKind,
        pub origin_number: String,
        pub received_on: String,
        pub provisional: bool,
    }

    /// Who owns how much of a lot, wherever it is. `contradicts`: more was handed on than somebody held.
    pub struct TitleView {
        pub holders: Vec<TitleHolder>,
        pub contradicts: bool,
    }

    pub struct TitleHolder {
        /// Null: nobody is named.
        pub party: Option<PartyId>,
        pub names: Names,
        /// Units of what was received; below zero where more was handed on than was held.
        #[ts(type = "number")]
        pub quantity: i64,
    }

    /// A lot with everything that ever moved it, oldest first.
    pub struct LotTrace {
        pub lot: LotView,
        pub title: TitleView,
        /// In which packs it came, where they were counted.
        pub came: Option<PackedView>,
        pub movements: Vec<TraceRow>,
        pub now: Vec<NodeBalance>,
    }

    pub struct TraceRow {
        pub document: DocumentId,
        pub kind: DocumentKind,
        pub number: String,
        pub occurred_on: String,
        pub movement: Movement,
        pub condition: Condition,
        pub to_condition: Condition,
        pub from: NodeView,
        pub to: NodeView,
        #[ts(type = "number")]
        pub quantity: i64,
        pub reversed: bool,
    }

    pub struct NodeBalance {
        pub node: NodeView,
        pub condition: Condition,
        #[ts(type = "number")]
        pub quantity: i64,
    }

    /// Where one lot of a donor is. `given` is what left the donor; the places add up to it.
    pub struct DonorLot {
        pub lot: LotView,
        pub title: TitleView,
        #[ts(type = "number")]
        pub given: i64,
        pub places: Vec<NodeBalance>,
    }

    /// Goods of this site that are with users or partners, and may come back.
    pub struct OutRow {
        pub lot: LotView,
        pub kind: NodeKind,
        pub point: Option<PointId>,
        pub party: Option<PartyId>,
        pub names: Names,
        #[ts(type = "number")]
        pub quantity: i64,
    }

    pub struct ReturnableRow {
        pub kind: ReturnKind,
        pub party: PartyId,
        pub party_names: Names,
        /// Null: nobody wrote a date down.
        pub due_on: Option<String>,
        pub document: DocumentId,
        pub document_kind: DocumentKind,
        pub number: String,
        pub lot: LotView,
        #[ts(type = "number")]
        pub outstanding: i64,
    }

    pub struct LimitRow {
        pub kind: LimitKind,
        /// Base units of one item; null: every one needs a second person.
        #[ts(type = "number | null")]
        pub units: Option<i64>,
    }
}
