//! Documents, stock and drafts.

use ledger::amount::Amount;
use ledger::body::{DocumentKind, Unit};
use ledger::ids::{
    AcceptanceId, AcceptanceLineId, ConsignmentId, DocumentId, DraftId, ItemId, LotId, PartyId,
    PersonId, PointId, ReceiptId, SiteId,
};
use ledger::posting::{Condition, Movement};
use ledger::text::Names;

use super::views;

/// How far a document has come: the same three words everywhere, printed too; a quarantined one needs somebody.
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
pub enum Journey {
    OnThisComputer,
    Sent,
    Confirmed,
    Quarantined,
}

views! {
    /// One line of any list of documents.
    pub struct DocumentRow {
        pub id: DocumentId,
        pub kind: DocumentKind,
        /// `PAB-GRN-21-B-00042`, or a title where the document has no number.
        pub number: String,
        pub site: Option<SiteId>,
        pub site_name: Option<String>,
        pub party: Option<PartyId>,
        pub party_names: Option<Names>,
        pub occurred_on: String,
        pub recorded_at: String,
        pub person: PersonId,
        pub person_name: String,
        pub journey: Journey,
        pub quarantine_reason: Option<String>,
        /// Number of the reversal that undid it.
        pub reversed_by: Option<String>,
        pub lines: u32,
    }

    /// Where an entry stands in the proof.
    pub struct EntryMark {
        pub device: String,
        pub device_letter: Option<String>,
        pub scope: String,
        #[ts(type = "number")]
        pub seq: i64,
        #[ts(type = "number | null")]
        pub pos: Option<i64>,
        /// Lower-case hex SHA-256 of the entry's bytes.
        pub hash: String,
    }

    /// A receipt opened.
    pub struct ReceiptView {
        pub document: DocumentRow,
        pub entry: EntryMark,
        pub id: ReceiptId,
        pub donor: PartyId,
        pub donor_names: Names,
        pub acceptance: Option<AcceptanceId>,
        /// The announced consignment it answers.
        pub consignment: Option<ConsignmentId>,
        /// Linked later by a coordinator.
        pub matched: bool,
        pub handed_over_on: Option<String>,
        pub paper: Option<String>,
        pub declared_value: Amount,
        pub reversal_reason: Option<String>,
        pub lines: Vec<ReceiptLineView>,
    }

    pub struct ReceiptLineView {
        pub lot: LotId,
        pub item: ItemId,
        pub item_code: String,
        pub item_names: Names,
        pub unit: Unit,
        pub batch: Option<String>,
        pub expiry: Option<String>,
        #[ts(type = "number | null")]
        pub expected: Option<i64>,
        #[ts(type = "number")]
        pub good: i64,
        #[ts(type = "number")]
        pub damaged: i64,
        #[ts(type = "number")]
        pub refused: i64,
        #[ts(type = "number")]
        pub short: i64,
        #[ts(type = "number")]
        pub over: i64,
        pub reason: Option<String>,
    }

    /// An issue opened.
    pub struct IssueView {
        pub document: DocumentRow,
        pub entry: EntryMark,
        pub point: PointId,
        pub point_name: String,
        pub reversal_reason: Option<String>,
        pub lines: Vec<IssueLineView>,
    }

    pub struct IssueLineView {
        pub lot: LotId,
        pub item: ItemId,
        pub item_code: String,
        pub item_names: Names,
        pub unit: Unit,
        pub condition: Condition,
        #[ts(type = "number")]
        pub quantity: i64,
        pub donor_names: Names,
        /// Number of the receipt the lot came with.
        pub receipt_number: String,
    }

    /// Stock of one item at one site, summed over its lots.
    pub struct StockRow {
        pub site: SiteId,
        pub item: ItemId,
        pub item_code: String,
        pub item_names: Names,
        pub group_names: Names,
        pub unit: Unit,
        #[ts(type = "number")]
        pub good: i64,
        #[ts(type = "number")]
        pub damaged: i64,
        pub lots: Vec<StockLot>,
    }

    pub struct StockLot {
        pub lot: LotId,
        pub receipt: ReceiptId,
        pub receipt_number: String,
        pub donor: PartyId,
        pub donor_names: Names,
        pub batch: Option<String>,
        pub expiry: Option<String>,
        #[ts(type = "number")]
        pub good: i64,
        #[ts(type = "number")]
        pub damaged: i64,
        /// Not yet linked to a donor's accepted offer.
        pub provisional: bool,
    }

    /// One line of a stock card, oldest first, with the running balance of all conditions.
    pub struct StockCardRow {
        pub document: DocumentId,
        pub kind: DocumentKind,
        pub number: String,
        pub occurred_on: String,
        pub movement: Movement,
        pub condition: Condition,
        pub counterpart: Names,
        #[ts(type = "number")]
        pub quantity_in: i64,
        #[ts(type = "number")]
        pub quantity_out: i64,
        #[ts(type = "number")]
        pub balance: i64,
        pub reversed: bool,
    }

    /// A delivery the site may expect: a confirmed acceptance with what is still to come.
    pub struct ExpectedDelivery {
        pub acceptance: AcceptanceId,
        pub donor: PartyId,
        pub donor_names: Names,
        pub lines: Vec<ExpectedLine>,
    }

    pub struct ExpectedLine {
        pub acceptance_line: AcceptanceLineId,
        pub item: ItemId,
        pub item_code: String,
        pub item_names: Names,
        pub unit: Unit,
        #[ts(type = "number")]
        pub expected: i64,
    }

    /// Work not yet posted, kept as it is typed. `content` belongs to the screen that wrote it.
    pub struct DraftRow {
        pub id: DraftId,
        /// `receipt`, `issue`, `offer`, `activation`, `allocation`.
        pub kind: String,
        pub person: PersonId,
        pub saved_at: String,
        #[ts(type = "unknown")]
        pub content: serde_json::Value,
    }
}
