//! Requests, transports, consignments, discrepancies, and the moves of every record.

use ledger::body::{DiscrepancyKind, HandlingUnit, Organiser, Priority, RecordMove, Unit};
use ledger::ids::{
    AcceptanceId, AcceptanceLineId, ActivationId, ConsignmentId, ConsignmentLineId, DiscrepancyId,
    ItemGroupId, ItemId, LotId, MoveId, PartyId, PersonId, ReceiptId, RequestId, RequestLineId,
    SiteId, TransportId,
};
use ledger::quantity::StatedQuantity;
use ledger::stages::{
    ConsignmentStage, DiscrepancyStage, RequestStage, TransportStage, TransportWarning,
};
use ledger::text::Names;

use super::goods::{DocumentRow, EntryMark};
use super::packed::PackedView;
use super::sites::AccessNoteRow;
use super::views;

views! {
    /// One move of a record, in fold order. What does not count stays visible with why.
    pub struct MoveView {
        pub id: MoveId,
        /// The stage it leads to.
        pub stage: String,
        pub record: RecordMove,
        pub counted: bool,
        /// `illegal_move`, `quarantined`, …: why it changed nothing.
        pub why: Option<String>,
        pub person: PersonId,
        pub person_name: String,
        pub occurred_on: String,
        pub recorded_at: String,
        pub reason: Option<String>,
    }

    pub struct RequestView {
        pub document: DocumentRow,
        pub entry: EntryMark,
        pub id: RequestId,
        pub activation: ActivationId,
        pub version: u32,
        pub stage: RequestStage,
        /// Where it may be moved from here.
        pub next: Vec<RequestStage>,
        /// Its activation is closed, as far as is known.
        pub activation_closed: bool,
        pub title: String,
        pub reference: Option<String>,
        /// Of the version that stands.
        pub lines: Vec<RequestLineView>,
        /// Every version, the oldest first.
        pub versions: Vec<RequestVersionView>,
        pub moves: Vec<MoveView>,
    }

    pub struct RequestVersionView {
        pub version: u32,
        pub title: String,
        pub counted: bool,
        pub why: Option<String>,
        pub person_name: String,
        pub occurred_on: String,
        pub recorded_at: String,
        pub lines: Vec<RequestLineView>,
    }

    pub struct RequestLineView {
        pub id: RequestLineId,
        pub text: String,
        pub group: Option<ItemGroupId>,
        pub group_names: Option<Names>,
        pub item: Option<ItemId>,
        pub item_names: Option<Names>,
        pub quantity: StatedQuantity,
        /// In words, where no item says it.
        pub unit: Option<String>,
        pub priority: Priority,
        pub needed_by: Option<String>,
        pub site: Option<SiteId>,
        pub site_name: Option<String>,
        pub entry_point: Option<String>,
        pub specification: Option<String>,
    }

    pub struct TransportView {
        pub document: DocumentRow,
        pub entry: EntryMark,
        pub id: TransportId,
        pub activation: ActivationId,
        pub donor: PartyId,
        pub donor_names: Names,
        pub organiser: Organiser,
        pub title: String,
        pub stage: TransportStage,
        /// Where it may be moved from here.
        pub next: Vec<TransportStage>,
        /// Its activation is closed, as far as is known.
        pub activation_closed: bool,
        pub planned_start: Option<String>,
        pub notified_on: Option<String>,
        pub started_on: Option<String>,
        pub ended_on: Option<String>,
        pub applied_on: Option<String>,
        /// Last day for the application, once it has started.
        pub apply_by: Option<String>,
        /// Decimal text.
        pub percent: Option<String>,
        pub legal_basis: Option<String>,
        /// What endangers the co-financing on the day of the reading.
        pub warnings: Vec<TransportWarning>,
        pub consignments: u32,
        pub moves: Vec<MoveView>,
    }

    pub struct ConsignmentView {
        pub document: DocumentRow,
        pub entry: EntryMark,
        pub id: ConsignmentId,
        pub acceptance: AcceptanceId,
        pub donor: PartyId,
        pub donor_names: Names,
        /// Where it is bound now.
        pub site: SiteId,
        pub site_name: String,
        pub announced_site: SiteId,
        pub transport: Option<TransportId>,
        pub waybill: Option<String>,
        pub vehicle: Option<String>,
        pub dispatch_point: Option<String>,
        /// As last reported.
        pub eta: Option<String>,
        pub announced_eta: Option<String>,
        /// With what receipts say.
        pub stage: ConsignmentStage,
        /// By moves alone.
        pub moved_to: ConsignmentStage,
        /// Where it may be moved from here.
        pub next: Vec<ConsignmentStage>,
        /// The activation of its acceptance is closed, as far as is known.
        pub activation_closed: bool,
        /// Expected before the day of the reading, and not here.
        pub overdue: bool,
        /// Two sites have posted receipts for one of its lines.
        pub contested: bool,
        pub last_report: String,
        pub lines: Vec<ConsignmentLineView>,
        pub units: Vec<HandlingUnit>,
        pub receipts: Vec<DocumentRow>,
        /// What a driver must know of the site it is bound for now, on the day it is expected, else on the day of the reading.
        pub access: Vec<AccessNoteRow>,
        pub moves: Vec<MoveView>,
    }

    pub struct ConsignmentLineView {
        pub id: ConsignmentLineId,
        pub acceptance_line: AcceptanceLineId,
        pub item: ItemId,
        pub item_code: String,
        pub item_names: Names,
        pub unit: Unit,
        #[ts(type = "number")]
        pub quantity: i64,
        /// How it is packed, where the donor said so.
        pub packed: Option<PackedView>,
        /// good + damaged + refused over all posted receipts.
        #[ts(type = "number")]
        pub counted: i64,
        #[ts(type = "number")]
        pub short: i64,
        /// Dispatched less what was counted and what was signed for as short; never below 0.
        #[ts(type = "number")]
        pub expected: i64,
    }

    /// One difference between paper and goods, in base units.
    pub struct DiscrepancyView {
        pub id: DiscrepancyId,
        pub kind: DiscrepancyKind,
        pub stage: DiscrepancyStage,
        /// Where it may be moved from here, by whichever end.
        pub next: Vec<DiscrepancyStage>,
        /// What each end has said about how it ends.
        pub by_site: Option<DiscrepancyStage>,
        pub by_coordination: Option<DiscrepancyStage>,
        pub receipt: ReceiptId,
        pub receipt_number: String,
        pub occurred_on: String,
        pub site: SiteId,
        pub site_name: String,
        /// Who gave it, or where it was bought, who sold it.
        pub donor: PartyId,
        pub bought: bool,
        pub donor_names: Names,
        pub lot: LotId,
        pub item: ItemId,
        pub item_code: String,
        pub item_names: Names,
        pub unit: Unit,
        #[ts(type = "number")]
        pub quantity: i64,
        pub reason: Option<String>,
        pub consignment: Option<ConsignmentId>,
        pub moves: Vec<MoveView>,
    }
}
