//! The scope of a site: receipts, issues, reversals, approvals.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Packed;
use crate::amount::Amount;
use crate::ids::{
    AcceptanceId, AcceptanceLineId, ConsignmentId, ConsignmentLineId, DocumentId, IssueId,
    IssueLineId, ItemId, LotId, PartyId, PlaceId, PointId, ReceiptId, ReservationId, ReversalId,
    SiteId,
};
use crate::posting::Condition;

/// One line as counted on the ground. The counted units are good + damaged + refused, and units that were not expected
/// are among them, so expected = good + damaged + refused + short − over; never are short and over both positive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptLine {
    pub id: LotId,
    pub item: ItemId,
    pub batch: Option<String>,
    pub expiry: Option<NaiveDate>,
    /// The acceptance line this answers, when the receipt was announced.
    pub acceptance_line: Option<AcceptanceLineId>,
    /// What the paper announced; null when nothing was announced.
    pub expected: Option<i64>,
    pub good: i64,
    pub damaged: i64,
    pub refused: i64,
    /// Expected and not there; derived from `expected`, stored because it is what the person signed.
    pub short: i64,
    /// Counted beyond `expected`; already within good, damaged or refused, never added to them.
    pub over: i64,
    /// The line of the consignment this answers, when the receipt names a consignment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consignment_line: Option<ConsignmentLineId>,
    /// Why short, over, damaged or refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Where in the site it was put.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceId>,
    /// How `good` was counted, where it was counted in packs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub packed: Option<Packed>,
}

impl ReceiptLine {
    /// Units counted; `None` for a line that counts less than nothing, which only a hostile device writes and which
    /// posts nothing.
    #[must_use]
    pub fn counted(&self) -> Option<i64> {
        counted([self.good, self.damaged, self.refused], self.expected)
    }
}

/// The sum of counts, none of them below zero.
pub(super) fn counted(counts: [i64; 3], expected: Option<i64>) -> Option<i64> {
    let sound = counts.into_iter().chain(expected).all(|count| count >= 0);
    let sum = counts.into_iter().try_fold(0_i64, i64::checked_add);
    sum.filter(|_| sound)
}

/// From whom a receipt took its goods.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Given, or lent.
    #[default]
    Donor,
    /// Bought, with whosever money.
    Supplier,
}

/// Goods received note (GRN).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptPosted {
    pub id: ReceiptId,
    /// `PAB-GRN-21-B-00042`.
    pub number: String,
    pub site: SiteId,
    /// Who gave the goods; where `origin` says so, who sold them.
    pub donor: PartyId,
    /// The acceptance it answers; null for an unannounced arrival.
    pub acceptance: Option<AcceptanceId>,
    /// The announced consignment it answers; its acceptance is then `acceptance`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consignment: Option<ConsignmentId>,
    /// Day the donor handed the goods over, from the paper.
    pub handed_over_on: Option<NaiveDate>,
    /// Waybill or letter number on the paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<String>,
    pub declared_value: Amount,
    pub lines: Vec<ReceiptLine>,
    /// Absent: given by a donor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
}

impl ReceiptPosted {
    /// Whether the goods were bought, so that no donor gave them. What answers an announcement a donor gave, whatever its origin
    /// says: only a hostile device writes both.
    #[must_use]
    pub fn bought(&self) -> bool {
        let announced =
            |line: &ReceiptLine| line.acceptance_line.is_some() || line.consignment_line.is_some();
        self.origin == Some(Origin::Supplier)
            && self.acceptance.is_none()
            && self.consignment.is_none()
            && !self.lines.iter().any(announced)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueLine {
    pub id: IssueLineId,
    pub lot: LotId,
    pub item: ItemId,
    pub condition: Condition,
    pub quantity: i64,
    /// The place of the site it was taken from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceId>,
    /// Why this lot, where another one expires first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// How `quantity` was counted, where it was counted in packs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub packed: Option<Packed>,
}

/// How many people were served, by band; never who. Null is not known, and not 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Served {
    #[ts(type = "number | null")]
    pub women: Option<i64>,
    #[ts(type = "number | null")]
    pub men: Option<i64>,
    #[ts(type = "number | null")]
    pub girls: Option<i64>,
    #[ts(type = "number | null")]
    pub boys: Option<i64>,
    #[ts(type = "number | null")]
    pub infants: Option<i64>,
    #[ts(type = "number | null")]
    pub households: Option<i64>,
    /// Kits handed out, where goods go out kit by kit.
    #[ts(type = "number | null")]
    pub kits: Option<i64>,
}

impl Served {
    /// Every count with the name of its field.
    #[must_use]
    pub fn counts(&self) -> [(&'static str, Option<i64>); 7] {
        [
            ("women", self.women),
            ("men", self.men),
            ("girls", self.girls),
            ("boys", self.boys),
            ("infants", self.infants),
            ("households", self.households),
            ("kits", self.kits),
        ]
    }
}

/// Goods handed out to a place in the site; never to a named person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuePosted {
    pub id: IssueId,
    /// `PAB-ISS-21-B-00007`.
    pub number: String,
    pub site: SiteId,
    pub point: PointId,
    pub lines: Vec<IssueLine>,
    /// Whom it served, in numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub served: Option<Served>,
    /// The reservation it fulfils.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reservation: Option<ReservationId>,
}

/// Kinds of document that can be opened.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    Activation,
    Offer,
    Acceptance,
    Receipt,
    Issue,
    Match,
    Reversal,
    Decision,
    Allocation,
    StatedTotal,
    StockMove,
    Transfer,
    TransferReceipt,
    TransferSettlement,
    DispatchMatch,
    Count,
    Opening,
    KitBuild,
    KitBreak,
    Reservation,
    Request,
    Transport,
    Consignment,
}

impl DocumentKind {
    /// Whether such a document has postings, and is reversed by its site.
    #[must_use]
    pub fn moves_goods(self) -> bool {
        match self {
            Self::Receipt
            | Self::Issue
            | Self::StockMove
            | Self::Transfer
            | Self::TransferReceipt
            | Self::TransferSettlement
            | Self::DispatchMatch
            | Self::Count
            | Self::Opening
            | Self::KitBuild
            | Self::KitBreak => true,
            Self::Activation
            | Self::Offer
            | Self::Acceptance
            | Self::Match
            | Self::Reversal
            | Self::Decision
            | Self::Allocation
            | Self::StatedTotal
            | Self::Reservation
            | Self::Request
            | Self::Transport
            | Self::Consignment => false,
        }
    }
}

/// Mirrors every posting of one document (receipt, issue) or withdraws one match. The entry's `reason` says why and its
/// `reverses` names the entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentReversed {
    pub id: ReversalId,
    /// `PAB-REV-21-B-00001`.
    pub number: String,
    pub document: DocumentId,
    pub document_kind: DocumentKind,
    pub site: SiteId,
    /// The receipt whose match is withdrawn; present exactly when `document_kind` is a match.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<ReceiptId>,
}

/// The second person's approval of a document that posts nothing without one; the approver is the entry's `person`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentApproved {
    pub document: DocumentId,
    pub document_kind: DocumentKind,
    pub site: SiteId,
}

/// What a lot is. It follows from the document in which the lot begins; a waybill carries it along, so that the receiver
/// knows the goods before that document has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LotCard {
    pub lot: LotId,
    pub item: ItemId,
    pub batch: Option<String>,
    pub expiry: Option<NaiveDate>,
    /// Null: bought; or taken over, and nobody knows any more who gave it.
    pub donor: Option<PartyId>,
    /// The document in which the lot begins.
    pub kind: DocumentKind,
    pub document: DocumentId,
    pub number: String,
    /// The site at which it began, and the day.
    pub site: SiteId,
    pub received_on: NaiveDate,
    /// Not yet linked to what announced it.
    pub provisional: bool,
    /// Who sold it, where it was bought; then it has no donor. A card with both, which only a hostile device writes, is of
    /// what its donor gave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supplier: Option<PartyId>,
}

impl LotCard {
    /// Who gave it or sold it, where that is known.
    #[must_use]
    pub fn came_from(&self) -> Option<PartyId> {
        self.donor.or(self.supplier)
    }
}
