//! The coordination scope: the UCPM chain from activation to the match of a receipt.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::amount::Amount;
use crate::ids::{
    AcceptanceId, AcceptanceLineId, ActivationId, ConsignmentLineId, ItemGroupId, ItemId, LotId,
    MatchId, OfferId, OfferLineId, PartyId, ReceiptId, SiteId,
};
use crate::quantity::StatedQuantity;

use super::chain::{ActivationStart, OfferLineDetail, OfferTerms};

/// A state asked for assistance through the Mechanism.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivationRecorded {
    pub id: ActivationId,
    pub requesting_state: PartyId,
    /// Number in CECIS, when known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ucpm_number: Option<String>,
    pub hazard: String,
    pub requested_on: NaiveDate,
    /// Where this is published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Absent in older entries, which are all of states that had activated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<ActivationStart>,
    /// Number of the disaster in the GLIDE register: `CE-2021-000100-LTU`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub glide: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// How an offer reached the coordinator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum OfferSource {
    Cecis,
    Bilateral,
    RescEu,
    Ecpp,
}

/// Who owns the goods after handing over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Title {
    Gift,
    Loan,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferLine {
    pub id: OfferLineId,
    /// The donor's own words.
    pub text: String,
    pub group: Option<ItemGroupId>,
    pub item: Option<ItemId>,
    pub quantity: StatedQuantity,
    pub title: Title,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<OfferLineDetail>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferReceived {
    pub id: OfferId,
    pub activation: ActivationId,
    pub donor: PartyId,
    pub source: OfferSource,
    /// Day the offer was made, when known.
    pub offered_on: Option<NaiveDate>,
    /// Value the donor declares.
    pub value: Amount,
    pub lines: Vec<OfferLine>,
    /// Where this is published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<OfferTerms>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcceptanceLine {
    pub id: AcceptanceLineId,
    pub offer_line: OfferLineId,
    pub item: ItemId,
    /// Base units, 1 ≤ n < 2^53.
    pub quantity: i64,
    pub site: SiteId,
    /// What the offer has of it, for a site that expects the goods and does not hold the offer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offered: Option<StatedQuantity>,
}

/// One coordinator proposes to take an offer, wholly or in part. Nothing is expected until another person confirms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcceptanceProposed {
    pub id: AcceptanceId,
    pub offer: OfferId,
    pub donor: PartyId,
    pub lines: Vec<AcceptanceLine>,
    /// On which the goods are taken, in the words of those who take them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conditions: Option<String>,
}

/// The second person's approval; the approver is the entry's `person`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcceptanceConfirmed {
    pub acceptance: AcceptanceId,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatchLine {
    pub lot: LotId,
    pub acceptance_line: AcceptanceLineId,
    /// Base units of the receipt line that answer this acceptance line.
    pub quantity: i64,
    /// The line of an announced consignment with which they came; null when nobody announced them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consignment_line: Option<ConsignmentLineId>,
}

/// Links an unannounced receipt to the acceptance lines of one donor, by quantity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptMatched {
    pub id: MatchId,
    pub receipt: ReceiptId,
    pub acceptance: AcceptanceId,
    pub lines: Vec<MatchLine>,
}
