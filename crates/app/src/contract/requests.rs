//! What each call is asked with. Plain text and numbers as a person or program sends them; the use cases parse them into
//! domain types and refuse bad ones with a `Problem` of their own.

use ledger::amount::Amount;
use ledger::body::{AllocationState, Instrument, OfferSource, Title};
use ledger::ids::{
    AcceptanceId, AcceptanceLineId, ActivationId, AllocationId, DecisionId, DocumentId, DraftId,
    ItemGroupId, ItemId, LotId, OfferId, OfferLineId, PartyId, PersonId, PointId, ReceiptId,
    SiteId,
};
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

pub(super) use requests;

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
    }

    pub struct PostReceipt {
        /// Minted by the screen with its draft, so that posting twice is posting once.
        pub id: ReceiptId,
        pub site: SiteId,
        pub donor: PartyId,
        pub acceptance: Option<AcceptanceId>,
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
    }

    pub struct PostIssue {
        pub id: ledger::ids::IssueId,
        pub site: SiteId,
        pub point: PointId,
        pub occurred_on: String,
        pub lines: Vec<IssueLineRequest>,
        pub date_confirmed: bool,
        pub draft: Option<DraftId>,
    }

    pub struct AddPoint { pub site: SiteId, pub name: String }

    /// Undoes a receipt, an issue or a match by a reversal that stays visible.
    pub struct Reverse { pub document: DocumentId, pub reason: String, pub occurred_on: String, pub date_confirmed: bool }

    pub struct RecordActivation {
        pub id: ActivationId,
        pub requesting_state: PartyId,
        pub ucpm_number: Option<String>,
        pub hazard: String,
        pub requested_on: String,
        pub source: Option<String>,
        pub draft: Option<DraftId>,
    }

    pub struct OfferLineRequest {
        pub id: OfferLineId,
        pub text: String,
        pub group: Option<ItemGroupId>,
        pub item: Option<ItemId>,
        pub quantity: StatedQuantity,
        pub title: Title,
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
        pub draft: Option<DraftId>,
    }

    pub struct AcceptanceLineRequest {
        pub offer_line: OfferLineId,
        pub item: ItemId,
        #[ts(type = "number")]
        pub quantity: i64,
        pub site: SiteId,
    }

    pub struct ProposeAcceptance { pub id: AcceptanceId, pub offer: OfferId, pub lines: Vec<AcceptanceLineRequest> }

    /// The second person types a PIN on the same computer.
    pub struct ConfirmAcceptance { pub acceptance: AcceptanceId, pub approver: PersonId, pub pin: String }

    pub struct MatchLineRequest {
        pub lot: LotId,
        pub acceptance_line: AcceptanceLineId,
        #[ts(type = "number")]
        pub quantity: i64,
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

    /// A role the signed-in person acts in.
    pub struct ChooseRole { pub role: Role }
}
