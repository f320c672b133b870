//! The scope of a site: receipts, issues, reversals.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::amount::Amount;
use crate::ids::{
    AcceptanceId, AcceptanceLineId, ConsignmentId, ConsignmentLineId, DocumentId, IssueId,
    IssueLineId, ItemId, LotId, PartyId, PointId, ReceiptId, ReversalId, SiteId,
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
}

/// Goods received note (GRN).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptPosted {
    pub id: ReceiptId,
    /// `PAB-GRN-21-B-00042`.
    pub number: String,
    pub site: SiteId,
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
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueLine {
    pub id: IssueLineId,
    pub lot: LotId,
    pub item: ItemId,
    pub condition: Condition,
    pub quantity: i64,
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
    Request,
    Transport,
    Consignment,
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
