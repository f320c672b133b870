//! What each call is asked with. Plain text and numbers as a person or program sends them; the use cases parse them into
//! domain types and refuse bad ones with a `Problem` of their own.

use ledger::amount::Amount;
use ledger::body::{
    ActivationStart, AllocationState, CoFinancing, HandlingUnit, Instrument, LimitKind, MoveKind,
    OfferLineDetail, OfferSource, OfferTerms, Organiser, Origin, Packed, Priority, RecordMove,
    ReducedLine, Served, Title,
};
use ledger::ids::{
    AcceptanceId, AcceptanceLineId, ActivationId, AllocationId, ConsignmentId, ConsignmentLineId,
    DecisionId, DocumentId, DraftId, ItemGroupId, ItemId, LotId, MoveId, OfferId, OfferLineId,
    PackagingId, PartyId, PersonId, PlaceId, PointId, ReceiptId, ReductionId, RequestId,
    RequestLineId, SiteId, StockMoveId, TransportId,
};
use ledger::posting::{Condition, LossCause};
use ledger::quantity::StatedQuantity;
use ledger::role::Role;
use store::view::MatrixColumn;

macro_rules! requests {
    ($($(#[$meta:meta])* pub struct $name:ident { $($(#[$field_meta:meta])* pub $field:ident : $type:ty),* $(,)? })+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, serde::Serialize, serde::Deserialize, schemars::JsonSchema, ts_rs::TS)]
        #[serde(deny_unknown_fields)]
        pub struct $name { $($(#[$field_meta])* pub $field: $type),* }
    )+};
}

pub(crate) use requests;

requests! {
    /// For calls that need nothing.
    pub struct Nothing {}

    /// Beside the fields of any call that reads: what was known on one day about another. Not part of its own request.
    pub struct AsKnownOn {
        /// `YYYY-MM-DD`.
        pub on: String,
        /// Last business date that counts; null: the same day.
        pub for_day: Option<String>,
    }

    pub struct Unlock { pub passphrase: String }

    /// Makes the ledger file of a new computer and asks the server to enrol it.
    pub struct Enrol {
        /// `host:port`.
        pub address: String,
        pub code: String,
        pub device_name: String,
        /// Wraps the data key where the computer has no keystore of its own.
        pub passphrase: Option<String>,
    }

    pub struct SetPin { pub person: PersonId, pub code: String, pub pin: String }

    pub struct SignIn { pub person: PersonId, pub pin: String }

    pub struct BySite { pub site: SiteId }

    pub struct ById { pub id: DocumentId }

    pub struct DocumentFilter {
        pub site: Option<SiteId>,
        /// `receipt`, `issue`, …; null for all.
        pub kind: Option<ledger::body::DocumentKind>,
        /// Words to find in number, party, site; diacritics folded.
        pub text: Option<String>,
        pub offset: u32,
        /// At most 200.
        pub limit: u32,
    }

    pub struct Find { pub text: String }

    pub struct StockCard { pub site: SiteId, pub item: ItemId }

    pub struct SaveDraft {
        pub id: DraftId,
        pub kind: String,
        #[ts(type = "unknown")]
        pub content: serde_json::Value,
    }

    pub struct DraftKey { pub id: DraftId }

    pub struct ReceiptLineRequest {
        pub item: ItemId,
        pub batch: Option<String>,
        pub expiry: Option<String>,
        pub acceptance_line: Option<AcceptanceLineId>,
        /// The line of the consignment it answers, where `consignment` is given.
        pub consignment_line: Option<ConsignmentLineId>,
        #[ts(type = "number | null")]
        pub expected: Option<i64>,
        /// Counted good, what was over included.
        #[ts(type = "number")]
        pub good: i64,
        #[ts(type = "number")]
        pub damaged: i64,
        #[ts(type = "number")]
        pub refused: i64,
        pub reason: Option<String>,
        /// Where in the site it is put; null: no named place.
        pub place: Option<PlaceId>,
        /// How `good` was counted, where it was counted in packs; null: in base units.
        pub packed: Option<Packed>,
    }

    pub struct PostReceipt {
        /// Minted by the screen with its draft, so that posting twice is posting once.
        pub id: ReceiptId,
        pub site: SiteId,
        /// Who gave the goods; where `origin` says so, who sold them.
        pub donor: PartyId,
        /// Null: a donor gave them.
        pub origin: Option<Origin>,
        pub acceptance: Option<AcceptanceId>,
        pub consignment: Option<ConsignmentId>,
        /// Business date, `YYYY-MM-DD`.
        pub occurred_on: String,
        pub handed_over_on: Option<String>,
        pub paper: Option<String>,
        pub declared_value: Amount,
        pub lines: Vec<ReceiptLineRequest>,
        /// The person has looked at a date this computer's doubtful clock calls future and confirms it.
        pub date_confirmed: bool,
        /// Draft to end in the same transaction.
        pub draft: Option<DraftId>,
    }

    pub struct IssueLineRequest {
        pub item: ItemId,
        /// Null: the lots that expire first, then the oldest.
        pub lot: Option<LotId>,
        #[ts(type = "number")]
        pub quantity: i64,
        /// Why the named lot goes before one that expires earlier.
        pub reason: Option<String>,
        /// How `quantity` was counted, where it was counted in packs; null: in base units.
        pub packed: Option<Packed>,
    }

    pub struct PostIssue {
        pub id: ledger::ids::IssueId,
        pub site: SiteId,
        pub point: PointId,
        pub occurred_on: String,
        pub lines: Vec<IssueLineRequest>,
        /// Whom it served, in numbers; never who.
        pub served: Option<Served>,
        pub date_confirmed: bool,
        pub draft: Option<DraftId>,
        /// The reservation or release order it fulfils.
        pub reservation: Option<ledger::ids::ReservationId>,
    }

    pub struct AddPoint { pub site: SiteId, pub name: String }

    /// Undoes a receipt, an issue or a match by a reversal that stays visible.
    pub struct Reverse { pub document: DocumentId, pub reason: String, pub occurred_on: String, pub date_confirmed: bool }

    pub struct RecordActivation {
        pub id: ActivationId,
        pub requesting_state: PartyId,
        pub ucpm_number: Option<String>,
        /// Of the GLIDE register: `CE-2021-000100-LTU`.
        pub glide: Option<String>,
        pub note: Option<String>,
        pub hazard: String,
        pub requested_on: String,
        pub source: Option<String>,
        /// Null: it has activated.
        pub stage: Option<ActivationStart>,
        #[serde(default)]
        pub date_confirmed: bool,
        pub draft: Option<DraftId>,
    }

    pub struct OfferLineRequest {
        pub id: OfferLineId,
        pub text: String,
        pub group: Option<ItemGroupId>,
        pub item: Option<ItemId>,
        pub quantity: StatedQuantity,
        pub title: Title,
        pub detail: Option<OfferLineDetail>,
    }

    pub struct RecordOffer {
        pub id: OfferId,
        pub activation: ActivationId,
        pub donor: PartyId,
        pub source: OfferSource,
        pub offered_on: Option<String>,
        pub value: Amount,
        pub reference: Option<String>,
        pub lines: Vec<OfferLineRequest>,
        pub terms: Option<OfferTerms>,
        #[serde(default)]
        pub date_confirmed: bool,
        pub draft: Option<DraftId>,
    }

    pub struct AcceptanceLineRequest {
        pub offer_line: OfferLineId,
        pub item: ItemId,
        #[ts(type = "number")]
        pub quantity: i64,
        pub site: SiteId,
    }

    pub struct ProposeAcceptance {
        pub id: AcceptanceId,
        pub offer: OfferId,
        pub lines: Vec<AcceptanceLineRequest>,
        /// On which the goods are taken.
        pub conditions: Option<String>,
    }

    /// The second person types a PIN on the same computer.
    pub struct ConfirmAcceptance { pub acceptance: AcceptanceId, pub approver: PersonId, pub pin: String }

    pub struct MatchLineRequest {
        pub lot: LotId,
        pub acceptance_line: AcceptanceLineId,
        #[ts(type = "number")]
        pub quantity: i64,
        /// The line of a consignment with which it came; null for goods that nobody announced.
        pub consignment_line: Option<ConsignmentLineId>,
    }

    pub struct MatchReceipt {
        pub id: ledger::ids::MatchId,
        pub receipt: ReceiptId,
        pub acceptance: AcceptanceId,
        pub lines: Vec<MatchLineRequest>,
    }

    pub struct MatrixFilter { pub site: Option<SiteId> }

    pub struct MatrixCell {
        pub site: Option<SiteId>,
        pub donor: PartyId,
        pub group: Option<ItemGroupId>,
        pub item: Option<ItemId>,
        /// Of the row of what the party sold; null: of what it gave.
        pub bought: Option<bool>,
        pub column: MatrixColumn,
    }

    pub struct RecordDecision {
        pub id: DecisionId,
        pub instrument: Instrument,
        pub title: String,
        pub reference: Option<String>,
        pub decided_on: Option<String>,
        pub amount: Amount,
        pub beneficiary: Option<PartyId>,
        pub sources: Vec<String>,
        #[serde(default)]
        pub date_confirmed: bool,
        pub draft: Option<DraftId>,
    }

    pub struct RecordAllocation {
        pub id: AllocationId,
        pub decision: Option<DecisionId>,
        pub instrument: Instrument,
        pub purpose: String,
        pub recipient: Option<PartyId>,
        pub amount: Amount,
        pub state: AllocationState,
        pub sources: Vec<String>,
        pub draft: Option<DraftId>,
    }

    pub struct RecordStatedTotal {
        pub id: ledger::ids::StatedTotalId,
        pub title: String,
        pub amount: Amount,
        pub parts: Vec<AllocationId>,
        pub source: String,
        pub draft: Option<DraftId>,
    }

    /// Writes a report into a folder; null: the data directory's `exports`.
    pub struct Export { pub folder: Option<String> }

    pub struct SetSetting { pub key: String, pub value: String }

    /// Moves a record to another stage; the business date says when it happened.
    pub struct MoveStage {
        /// Minted by the screen, so that moving twice is moving once.
        pub id: MoveId,
        pub record: RecordMove,
        pub occurred_on: String,
        pub reason: Option<String>,
        pub date_confirmed: bool,
    }

    /// Signs what remains of an activation at the sites today, as it was shown.
    pub struct SignClosure {
        /// Minted by the screen, so that signing twice is signing once.
        pub id: ledger::ids::ClosureId,
        pub activation: ActivationId,
        /// Every line that was shown; none where nothing remains.
        pub lines: Vec<ledger::body::RemainingStock>,
        pub reason: Option<String>,
    }

    pub struct RequestLineRequest {
        pub id: RequestLineId,
        pub text: String,
        pub group: Option<ItemGroupId>,
        pub item: Option<ItemId>,
        pub quantity: StatedQuantity,
        pub unit: Option<String>,
        pub priority: Priority,
        pub needed_by: Option<String>,
        pub site: Option<SiteId>,
        pub entry_point: Option<String>,
        pub specification: Option<String>,
    }

    /// A request for assistance, or a new version of one: then `version` is one more than the one that stands.
    pub struct RecordRequest {
        pub id: RequestId,
        pub activation: ActivationId,
        pub version: u32,
        pub title: String,
        pub reference: Option<String>,
        pub lines: Vec<RequestLineRequest>,
        pub draft: Option<DraftId>,
    }

    /// Less is taken of an offer than was accepted: what is left of each line named.
    pub struct ReduceAcceptance {
        pub id: ReductionId,
        pub acceptance: AcceptanceId,
        pub reason: String,
        pub lines: Vec<ReducedLine>,
    }

    pub struct PlanTransport {
        pub id: TransportId,
        pub activation: ActivationId,
        pub donor: PartyId,
        pub organiser: Organiser,
        pub title: String,
        pub planned_start: Option<String>,
        pub co_financing: Option<CoFinancing>,
        pub draft: Option<DraftId>,
    }

    pub struct ConsignmentLineRequest {
        pub acceptance_line: AcceptanceLineId,
        pub item: ItemId,
        #[ts(type = "number")]
        pub quantity: i64,
        /// How `quantity` was counted, where it was counted in packs; null: in base units.
        pub packed: Option<Packed>,
    }

    pub struct AnnounceConsignment {
        pub id: ConsignmentId,
        pub acceptance: AcceptanceId,
        pub donor: PartyId,
        pub site: SiteId,
        pub transport: Option<TransportId>,
        pub waybill: Option<String>,
        pub vehicle: Option<String>,
        pub dispatch_point: Option<String>,
        pub eta: Option<String>,
        pub lines: Vec<ConsignmentLineRequest>,
        pub units: Vec<HandlingUnit>,
        pub draft: Option<DraftId>,
    }

    /// Of one site, or of all the person may see.
    pub struct MaybeSite { pub site: Option<SiteId> }

    /// Remembers what a donor's words mean in one language.
    pub struct ConfirmSynonym {
        pub text: String,
        /// `en`, `de`, `lt`, …
        pub language: String,
        pub group: ItemGroupId,
        pub item: Option<ItemId>,
    }

    /// A table as it comes out of a spreadsheet's clipboard or a CSV file, or the first sheet of an XLSX file.
    pub struct ReadOfferTable {
        /// Null where a file is named or a workbook given.
        pub text: Option<String>,
        /// Path of an XLSX file on this computer.
        pub file: Option<String>,
        /// An XLSX file itself, in Base64, as a window has it that a person gave it to.
        #[serde(default)]
        pub workbook: Option<String>,
        /// Language of the donor's words: `en`, `de`, `lt`, …
        pub language: String,
    }

    /// A sentence of a source that lists parties.
    pub struct ReadPartyList { pub text: String }

    /// A role the signed-in person acts in.
    pub struct ChooseRole { pub role: Role }

    /// The second person types a PIN on the same computer.
    pub struct Approval { pub person: PersonId, pub pin: String }

    /// Names an area of a site, or a bin in an area.
    pub struct AddPlace { pub site: SiteId, pub name: String, pub parent: Option<PlaceId> }

    pub struct StockMoveLineRequest {
        pub lot: LotId,
        /// Where it stands; for goods that come back, where it is put. Null: no named place.
        pub place: Option<PlaceId>,
        /// In which condition it stands; for goods that come back, in which it comes.
        pub condition: Condition,
        #[ts(type = "number")]
        pub quantity: i64,
    }

    /// One plain movement; which of the optional fields it needs depends on `how`.
    pub struct MoveStock {
        pub id: StockMoveId,
        pub site: SiteId,
        pub how: MoveKind,
        pub occurred_on: String,
        /// Needed for a change of condition and a return to a donor.
        pub reason: Option<String>,
        /// Internal move; null: to no named place.
        pub to_place: Option<PlaceId>,
        /// Change of condition.
        pub to_condition: Option<Condition>,
        /// Return from users.
        pub point: Option<PointId>,
        /// Return to a donor, loan, change of owner (the new one).
        pub party: Option<PartyId>,
        /// Change of owner: who held the title before.
        pub from_party: Option<PartyId>,
        /// Loan out.
        pub due_on: Option<String>,
        /// Loss.
        pub cause: Option<LossCause>,
        /// Number of the report on a loss; certificate of a disposal or of a change of owner.
        pub paper: Option<String>,
        /// Repacking.
        pub from_packaging: Option<PackagingId>,
        pub to_packaging: Option<PackagingId>,
        pub lines: Vec<StockMoveLineRequest>,
        /// Needed for a disposal, and for a write-off above the limit.
        pub approver: Option<Approval>,
        pub date_confirmed: bool,
        pub draft: Option<DraftId>,
    }

    /// Base units of one item up to which one person alone decides.
    pub struct SetLimit {
        pub kind: LimitKind,
        #[ts(type = "number")]
        pub units: i64,
    }

    pub struct ByLot { pub lot: LotId }

    pub struct ByDonor { pub donor: PartyId }
}
