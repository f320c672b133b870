//! The coordination scope, continued: requests, the stages of every record, transport, consignments, what was learnt of
//! donors' wordings.
//!
//! What a newcomer gets wrong: a stage is never a field of its record. It is moved by entries, and the fold says which
//! of them count.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::Digest;
use ts_rs::TS;

use super::Packed;
use crate::ids::{
    AcceptanceId, AcceptanceLineId, ActivationId, ConsignmentId, ConsignmentLineId, DiscrepancyId,
    ItemGroupId, ItemId, LotId, MoveId, OfferId, PartyId, ReductionId, RequestId, RequestLineId,
    SiteId, SynonymId, TransportId,
};
use crate::quantity::StatedQuantity;
use crate::stages::{ActivationStage, DiscrepancyStage, OfferStage, RequestStage, TransportStage};

/// How an activation begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ActivationStart {
    /// The state may activate and has not.
    Monitoring,
    Activated,
}

/// What a donor says of a whole offer beside its lines.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, TS)]
pub struct OfferTerms {
    /// Last day on which it can be accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(type = "string | null")]
    pub valid_until: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(type = "string | null")]
    pub available_from: Option<NaiveDate>,
    /// Who is to bring it, in the donor's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transport_need: Option<String>,
}

/// New or used, as the donor says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum OfferedCondition {
    New,
    Used,
}

/// What a donor says of one line beside its quantity. Weights are whole grams, volumes whole cubic decimetres.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, TS)]
pub struct OfferLineDetail {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub packaging: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(type = "number | null")]
    pub weight_g: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(type = "number | null")]
    pub volume_dm3: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<OfferedCondition>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(type = "string | null")]
    pub expiry: Option<NaiveDate>,
}

/// A record and the stage it moves to. The entry's business date says when, its reason why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RecordMove {
    Activation {
        id: ActivationId,
        to: ActivationStage,
    },
    Request {
        id: RequestId,
        to: RequestStage,
    },
    Offer {
        id: OfferId,
        to: OfferStage,
    },
    Acceptance {
        id: AcceptanceId,
        to: AcceptanceStep,
    },
    Transport {
        id: TransportId,
        to: TransportStage,
    },
    Consignment {
        id: ConsignmentId,
        to: ConsignmentStep,
    },
    /// `site` is where the goods were received; an end settles by moving it in its own scope.
    Discrepancy {
        id: DiscrepancyId,
        site: SiteId,
        to: DiscrepancyStage,
    },
}

/// Where an acceptance may be moved; the rest of its stages follow from its own entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum AcceptanceStep {
    Cancelled,
}

/// Where a consignment is moved, with what only that stage knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum ConsignmentStep {
    Packed,
    Dispatched,
    InTransit,
    AtBorder,
    Arrived,
    Closed,
    Diverted {
        site: SiteId,
    },
    Delayed {
        #[ts(type = "string")]
        eta: NaiveDate,
    },
    Returned,
    Lost,
}

/// A record changes its stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageMoved {
    pub id: MoveId,
    pub record: RecordMove,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    Urgent,
    High,
    Normal,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestLine {
    pub id: RequestLineId,
    /// What is needed, in the requesting state's words.
    pub text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<ItemGroupId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<ItemId>,
    pub quantity: StatedQuantity,
    /// Unit in words, where no item says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    pub priority: Priority,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needed_by: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteId>,
    /// Where it enters the country, when it goes to no site of ours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry_point: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub specification: Option<String>,
}

/// One version of a request for assistance. A later version supersedes; every version stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestRecorded {
    pub id: RequestId,
    pub activation: ActivationId,
    /// 1, 2, 3 …: one more than the version the author saw.
    pub version: u32,
    pub title: String,
    pub lines: Vec<RequestLine>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ReducedLine {
    pub acceptance_line: AcceptanceLineId,
    /// What is left of it, in base units; less than before, 0 for none.
    #[ts(type = "number")]
    pub quantity: i64,
}

/// Less is taken of an offer than was accepted. The entry's `reason` says why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcceptanceReduced {
    pub id: ReductionId,
    pub acceptance: AcceptanceId,
    pub lines: Vec<ReducedLine>,
}

/// Who brings the goods.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Organiser {
    Donor,
    ErccPooled,
    Commercial,
}

/// A share that a legal text promises. Both are data: neither is known to the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct CoFinancing {
    /// Per cent as a decimal text: `75`, `37.5`.
    pub percent: String,
    pub legal_basis: String,
}

/// A transport for which co-financing may be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransportPlanned {
    pub id: TransportId,
    pub activation: ActivationId,
    pub donor: PartyId,
    pub organiser: Organiser,
    pub title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned_start: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub co_financing: Option<CoFinancing>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsignmentLine {
    pub id: ConsignmentLineId,
    pub acceptance_line: AcceptanceLineId,
    pub item: ItemId,
    /// Base units, 1 ≤ n < 2^53.
    pub quantity: i64,
    /// How `quantity` is packed, where the donor says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub packed: Option<Packed>,
}

/// Pallets, boxes: what is lifted. Weight and volume are of all of them together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct HandlingUnit {
    /// Serial shipping container code, 18 digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sscc: Option<String>,
    pub packaging: String,
    #[ts(type = "number")]
    pub count: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(type = "number | null")]
    pub weight_g: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(type = "number | null")]
    pub volume_dm3: Option<i64>,
}

/// A donor announces that goods of one acceptance are coming to one site. Written again for a site to which it was
/// diverted; the first in fold order stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsignmentAnnounced {
    pub id: ConsignmentId,
    pub acceptance: AcceptanceId,
    pub donor: PartyId,
    pub site: SiteId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transport: Option<TransportId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waybill: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vehicle: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dispatch_point: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub eta: Option<NaiveDate>,
    pub lines: Vec<ConsignmentLine>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<HandlingUnit>,
}

/// A person confirmed what a donor's words mean, in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SynonymConfirmed {
    pub id: SynonymId,
    /// As the donor wrote it, counts and signs left out, case and diacritics folded.
    pub text: String,
    /// Language tag: `de`, `lt`.
    pub language: String,
    pub group: ItemGroupId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<ItemId>,
}

/// How goods and paper differ.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum DiscrepancyKind {
    Over,
    Short,
    Damaged,
    WrongItem,
    Expired,
    Refused,
}

impl DiscrepancyId {
    /// The identity of one difference: the same wherever the receipt is read.
    #[must_use]
    pub fn of(kind: DiscrepancyKind, lot: LotId) -> Self {
        let word: &[u8] = match kind {
            DiscrepancyKind::Over => b"over",
            DiscrepancyKind::Short => b"short",
            DiscrepancyKind::Damaged => b"damaged",
            DiscrepancyKind::WrongItem => b"wrong_item",
            DiscrepancyKind::Expired => b"expired",
            DiscrepancyKind::Refused => b"refused",
        };
        let hash = sha2::Sha256::new_with_prefix(b"relief-discrepancy/1\n")
            .chain_update(lot.0.as_bytes())
            .chain_update(word)
            .finalize();
        let mut bytes = [0_u8; 16];
        bytes.copy_from_slice(&hash[..16]);
        Self(uuid::Builder::from_custom_bytes(bytes).into_uuid())
    }
}
