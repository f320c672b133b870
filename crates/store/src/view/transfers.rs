//! Transfers between sites, as both ends see them.

use ledger::body::Unit;
use ledger::ids::{DocumentId, ItemId, LotId, ReceiptId, SiteId, TransferId};
use ledger::posting::Condition;
use ledger::text::Names;

use super::goods::{DocumentRow, EntryMark};
use super::packed::PackedView;
use super::sites::AccessNoteRow;
use super::views;

/// How far a transfer has come; derived from both ends' documents, the same on every computer that holds them.
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
pub enum TransferState {
    OnTheRoad,
    /// The receiver's document is here, the waybill is not.
    ReceivedFirst,
    Received,
    /// Received, and something stayed on the road, or arrived beyond the waybill.
    Discrepancy,
    Settled,
    /// The sender took the dispatch back; nobody received it.
    TakenBack,
    /// The sender took the dispatch back and the receiver has the goods.
    Contested,
    Quarantined,
}

views! {
    pub struct TransferRow {
        pub id: TransferId,
        /// Of the waybill; empty while only the receiver's document is here.
        pub number: String,
        pub site: SiteId,
        pub site_name: String,
        pub to: SiteId,
        pub to_name: String,
        /// Day of the dispatch, or of the first receipt while that is all there is.
        pub occurred_on: String,
        pub expected_on: Option<String>,
        pub vehicle: String,
        pub state: TransferState,
        pub lines: u32,
    }

    /// One lot in one condition: as sent, as received, and what is on the road.
    pub struct TransferLineView {
        pub lot: LotId,
        pub item: ItemId,
        pub item_code: String,
        pub item_names: Names,
        pub unit: Unit,
        pub batch: Option<String>,
        pub expiry: Option<String>,
        pub donor_names: Names,
        /// Not given: `donor_names` are the supplier's.
        pub bought: bool,
        pub origin_number: String,
        pub condition: Condition,
        #[ts(type = "number")]
        pub dispatched: i64,
        /// How it was counted at the sender, line by line of the waybill.
        pub packed: Vec<PackedView>,
        /// In the condition in which it left.
        #[ts(type = "number")]
        pub good: i64,
        #[ts(type = "number")]
        pub damaged: i64,
        /// On the road; below zero where more arrived than was dispatched.
        #[ts(type = "number")]
        pub left: i64,
    }

    /// A transfer opened: both ends' documents.
    pub struct TransferView {
        pub transfer: TransferRow,
        /// The waybill, once it has arrived.
        pub document: Option<DocumentRow>,
        pub entry: Option<EntryMark>,
        pub carrier: Option<String>,
        pub seal: Option<String>,
        pub reversal_reason: Option<String>,
        pub lines: Vec<TransferLineView>,
        /// Receipts, links and settlements.
        pub papers: Vec<DocumentRow>,
        /// What a driver must know of the site it goes to, on the day it left.
        pub access: Vec<AccessNoteRow>,
        /// What the waybill's code says, for a receiver who has no network; null while the waybill is not here.
        pub code: Option<String>,
    }

    /// An unannounced receipt of which a line may be a dispatched one.
    pub struct DispatchProposal {
        pub receipt: DocumentRow,
        pub receipt_id: ReceiptId,
        pub transfer: TransferRow,
        pub lines: Vec<DispatchProposalLine>,
    }

    pub struct DispatchProposalLine {
        pub lot: LotId,
        pub dispatched: LotId,
        pub condition: Condition,
        pub item_code: String,
        pub item_names: Names,
        pub unit: Unit,
        /// Good and damaged, as received.
        #[ts(type = "number")]
        pub received: i64,
        /// On the road now.
        #[ts(type = "number")]
        pub left: i64,
    }

    /// A receipt of a transfer opened.
    pub struct TransferReceiptView {
        pub document: DocumentRow,
        pub entry: EntryMark,
        pub transfer: TransferId,
        pub reversal_reason: Option<String>,
        pub lines: Vec<TransferReceiptLineView>,
    }

    pub struct TransferReceiptLineView {
        pub lot: LotId,
        pub item_code: String,
        pub item_names: Names,
        pub unit: Unit,
        pub condition: Condition,
        #[ts(type = "number")]
        pub expected: i64,
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
        /// How `good` was counted, where it was counted in packs.
        pub packed: Option<PackedView>,
    }

    /// A dispatch whose sender took it back after the receiver had the goods.
    pub struct ContestedTransfer {
        pub transfer: TransferRow,
        pub receipts: Vec<DocumentId>,
    }
}
