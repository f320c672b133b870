//! Documents, stock and drafts.

use ledger::amount::Amount;
use ledger::body::{DocumentKind, Served, Unit};
use ledger::ids::{
    AcceptanceId, AcceptanceLineId, ConsignmentId, DocumentId, DraftId, ItemId, LotId, PartyId,
    PersonId, PlaceId, PointId, ReceiptId, SiteId,
};
use ledger::posting::{Condition, Movement};
use ledger::text::Names;

use super::moves::TitleView;
use super::packed::PackedView;
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
    /// What stands of one item at one site, in base units.
    pub struct BalanceRow {
        pub site: SiteId,
        pub item: ItemId,
        #[ts(type = "number")]
        pub good: i64,
        #[ts(type = "number")]
        pub damaged: i64,
        #[ts(type = "number")]
        pub quarantine: i64,
        #[ts(type = "number")]
        pub expired: i64,
        #[ts(type = "number")]
        pub recalled: i64,
    }

    /// What stands of one item at all sites that were asked about, in base units.
    pub struct ItemStock {
        pub item: ItemId,
        pub item_code: String,
        pub item_names: Names,
        pub group_names: Names,
        pub unit: Unit,
        /// Sites where some of it stands.
        pub sites: u32,
        #[ts(type = "number")]
        pub good: i64,
        #[ts(type = "number")]
        pub damaged: i64,
        #[ts(type = "number")]
        pub quarantine: i64,
        #[ts(type = "number")]
        pub expired: i64,
        #[ts(type = "number")]
        pub recalled: i64,
    }

    /// What stands of one item at one site, with the site's name.
    pub struct SiteStock {
        pub site: SiteId,
        /// Empty where the site has not arrived.
        pub site_name: String,
        #[ts(type = "number")]
        pub good: i64,
        #[ts(type = "number")]
        pub damaged: i64,
        #[ts(type = "number")]
        pub quarantine: i64,
        #[ts(type = "number")]
        pub expired: i64,
        #[ts(type = "number")]
        pub recalled: i64,
    }

    /// To whom a lot may go back.
    pub struct LotReturn {
        pub lot: LotId,
        /// Who gave or sold it, and whoever holds the title of some; none where nobody knows whose it is, and then it may
        /// go to anybody.
        pub parties: Vec<PartyId>,
    }

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
        /// Who gave the goods, or where they were bought, who sold them.
        pub donor: PartyId,
        pub bought: bool,
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
        pub place_name: Option<String>,
        /// How `good` was counted, where it was counted in packs.
        pub packed: Option<PackedView>,
    }

    /// An issue opened.
    pub struct IssueView {
        pub document: DocumentRow,
        pub entry: EntryMark,
        pub point: PointId,
        pub point_name: String,
        /// Whom it served, in numbers; null where nobody counted.
        pub served: Option<Served>,
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
        /// Not given: `donor_names` are the supplier's.
        pub bought: bool,
        /// The document in which the lot begins; null while none that tells of it is here.
        pub origin: Option<DocumentId>,
        pub origin_kind: Option<DocumentKind>,
        pub origin_number: String,
        pub place_name: Option<String>,
        /// Why this lot, where another one expired first.
        pub reason: Option<String>,
        /// How `quantity` was counted, where it was counted in packs.
        pub packed: Option<PackedView>,
    }

    /// Stock of one item at one site, summed over its lots and places.
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
        #[ts(type = "number")]
        pub quarantine: i64,
        #[ts(type = "number")]
        pub expired: i64,
        #[ts(type = "number")]
        pub recalled: i64,
        pub lots: Vec<StockLot>,
    }

    pub struct StockLot {
        pub lot: LotId,
        /// The document in which the lot begins.
        pub origin: DocumentId,
        pub origin_kind: DocumentKind,
        pub origin_number: String,
        /// Who gave it, or where it was bought, who sold it. Null: taken over, and nobody knows any more.
        pub donor: Option<PartyId>,
        pub donor_names: Names,
        pub bought: bool,
        /// Where some of it changed its owner.
        pub title: Option<TitleView>,
        pub batch: Option<String>,
        pub expiry: Option<String>,
        /// Not yet linked to a donor's accepted offer.
        pub provisional: bool,
        pub spots: Vec<StockSpot>,
    }

    /// Units of one lot in one condition at one place.
    pub struct StockSpot {
        /// Null: at the site, in no named place.
        pub place: Option<PlaceId>,
        pub place_name: Option<String>,
        pub condition: Condition,
        #[ts(type = "number")]
        pub quantity: i64,
    }

    /// One line of a stock card, oldest first, with the running balance of all conditions.
    pub struct StockCardRow {
        pub document: DocumentId,
        pub kind: DocumentKind,
        pub number: String,
        pub occurred_on: String,
        pub movement: Movement,
        pub condition: Condition,
        /// Another one than `condition` where the movement changed it.
        pub to_condition: Condition,
        /// Who or what stands at the other end; empty when both ends are in the site. Of a change of owner, the new one.
        pub counterpart: Names,
        /// Named places inside the site that it left and reached.
        pub from_place: Option<String>,
        pub to_place: Option<String>,
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
        /// The offer was promised to others too, and there is not enough of it.
        pub contested: bool,
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
