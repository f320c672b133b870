//! Goods on the move and under count: transfers between sites, counts, take-over stock, kits, reservations.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{LotCard, Packed};
use crate::ids::{
    CountId, IssueId, ItemId, KitBreakId, KitBuildId, KitId, LotId, MatchId, OpeningId, PartyId,
    PlaceId, PointId, ReceiptId, ReservationId, SettlementId, SiteId, TransferId,
    TransferReceiptId,
};
use crate::posting::Condition;

/// One lot in one condition that leaves one place of the sending site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DispatchLine {
    pub card: LotCard,
    pub condition: Condition,
    pub quantity: i64,
    /// Null: from nowhere in particular.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceId>,
    /// How `quantity` was counted, where it was counted in packs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub packed: Option<Packed>,
}

/// Waybill: goods on their way from one site to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransferDispatched {
    pub id: TransferId,
    /// `PAB-WBL-21-B-00001`.
    pub number: String,
    /// The sending site.
    pub site: SiteId,
    pub to: SiteId,
    /// Number plate.
    pub vehicle: String,
    pub carrier: Option<String>,
    pub seal: Option<String>,
    pub expected_on: Option<NaiveDate>,
    pub lines: Vec<DispatchLine>,
}

/// One line of a waybill as the receiver counted it. expected = good + damaged + refused + short − over; units beyond
/// what was expected are among the counted ones, and never are short and over both positive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransferReceivedLine {
    pub card: LotCard,
    /// In which it left.
    pub condition: Condition,
    /// Dispatched, less what was received before.
    pub expected: i64,
    /// Arrived in the condition in which it left.
    pub good: i64,
    /// Damaged on the road.
    pub damaged: i64,
    /// Not taken in; stays on the road until somebody settles it.
    pub refused: i64,
    pub short: i64,
    pub over: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceId>,
    /// How `good` was counted, where it was counted in packs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub packed: Option<Packed>,
}

impl TransferReceivedLine {
    /// Units counted; `None` for a line that counts less than nothing, as of a receipt.
    #[must_use]
    pub fn counted(&self) -> Option<i64> {
        super::goods::counted([self.good, self.damaged, self.refused], None)
    }
}

/// The receiver's own document about a transfer. It may come before the waybill it answers, whose paper says the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransferReceived {
    pub id: TransferReceiptId,
    /// `RUK-GRN-21-C-00001`.
    pub number: String,
    pub transfer: TransferId,
    /// The receiving site.
    pub site: SiteId,
    /// The sending site.
    pub from: SiteId,
    pub lines: Vec<TransferReceivedLine>,
}

/// What stayed on the road of one lot in one condition; exactly one of the two is positive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettledLine {
    pub lot: LotId,
    pub item: ItemId,
    pub condition: Condition,
    /// Dispatched and never arrived.
    pub lost: i64,
    /// Arrived and never dispatched.
    pub found: i64,
}

/// Closes what stayed on the road. The entry's `reason` says why. Its id follows from the transfer and from how many
/// settlements it had, so that of two written apart the first in fold order counts and the other is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransferSettled {
    pub id: SettlementId,
    /// `PAB-SET-21-B-00001`.
    pub number: String,
    pub transfer: TransferId,
    /// The sending site.
    pub site: SiteId,
    pub to: SiteId,
    pub lines: Vec<SettledLine>,
}

/// A line of an unannounced receipt is a lot that was dispatched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DispatchMatchLine {
    /// The lot that the receipt made for want of knowledge.
    pub lot: LotId,
    /// What was dispatched.
    pub card: LotCard,
    /// In which it left.
    pub condition: Condition,
    /// As the receipt counted them.
    pub good: i64,
    pub damaged: i64,
}

/// Links lines of an unannounced receipt to lines of a waybill: the goods came from the road, not from a donor. Its id
/// follows from the receipt and from how many such links it had, as that of a settlement does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptMatchedToDispatch {
    pub id: MatchId,
    /// That of the receipt.
    pub number: String,
    pub receipt: ReceiptId,
    /// Site of the receipt.
    pub site: SiteId,
    /// Whom the receipt took for the donor.
    pub donor: PartyId,
    pub transfer: TransferId,
    /// The sending site.
    pub from: SiteId,
    pub lines: Vec<DispatchMatchLine>,
}

/// One lot in one condition at one place, as it was counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountLine {
    pub lot: LotId,
    pub item: ItemId,
    pub condition: Condition,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceId>,
    /// The balance at the moment at which this line was counted.
    pub book: i64,
    pub counted: i64,
    /// Why they differ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// How `counted` was counted, where it was counted in packs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub packed: Option<Packed>,
}

/// A physical count. Its anchor is what the envelope says the counter `saw`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountPosted {
    pub id: CountId,
    /// `PAB-CNT-21-B-00001`.
    pub number: String,
    pub site: SiteId,
    /// The place counted; null for the whole site.
    pub place: Option<PlaceId>,
    /// The book was hidden while it was counted.
    pub blind: bool,
    /// An item differs by more than the limit: nothing is posted before a second person has approved.
    pub second_person: bool,
    pub lines: Vec<CountLine>,
}

/// A lot that was there when the site was taken over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpeningLine {
    pub id: LotId,
    pub item: ItemId,
    pub batch: Option<String>,
    pub expiry: Option<NaiveDate>,
    /// Null: nobody knows any more who gave it.
    pub donor: Option<PartyId>,
    pub condition: Condition,
    pub quantity: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceId>,
    /// How `quantity` was counted, where it was counted in packs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub packed: Option<Packed>,
}

/// Stock taken over with a site. Always approved by a second person, and nothing before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpeningPosted {
    pub id: OpeningId,
    /// `PAB-OPN-21-B-00001`.
    pub number: String,
    pub site: SiteId,
    /// From whom, on what paper.
    pub note: String,
    pub lines: Vec<OpeningLine>,
}

/// So many of an item in every kit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct KitComponent {
    pub item: ItemId,
    #[ts(type = "number")]
    pub quantity: i64,
}

/// One version of what a kit contains; never changed, only followed by the next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KitDefined {
    pub id: KitId,
    /// The item that the kit is.
    pub item: ItemId,
    /// From 1.
    pub version: i64,
    pub components: Vec<KitComponent>,
}

/// A component lot that went into kits, or came out of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KitLine {
    pub lot: LotId,
    pub item: ItemId,
    pub quantity: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceId>,
}

/// Kits put together: the components lie inside until a kit is broken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KitBuilt {
    pub id: KitBuildId,
    /// `PAB-KIT-21-B-00001`.
    pub number: String,
    pub site: SiteId,
    pub kit: KitId,
    /// The item that the kit is.
    pub item: ItemId,
    /// The lot of kits that this makes.
    pub lot: LotId,
    /// Kits.
    pub quantity: i64,
    /// That of the component that expires first.
    pub expiry: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceId>,
    pub lines: Vec<KitLine>,
}

/// Kits taken apart: their components return to their own lots and donors.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KitBroken {
    pub id: KitBreakId,
    /// `PAB-KTB-21-B-00001`.
    pub number: String,
    pub site: SiteId,
    pub build: KitBuildId,
    pub item: ItemId,
    pub lot: LotId,
    /// Of the kits, and of the components that come out.
    pub condition: Condition,
    /// Kits.
    pub quantity: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceId>,
    pub lines: Vec<KitLine>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReservedLine {
    pub item: ItemId,
    pub quantity: i64,
}

/// Good stock kept for somebody. Written by a coordinator it is a release order: the site is to issue it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockReserved {
    pub id: ReservationId,
    /// `PAB-RSV-21-B-00001`.
    pub number: String,
    pub site: SiteId,
    pub point: Option<PointId>,
    /// Last day on which it holds; judged at reading, never stored.
    pub expires_on: NaiveDate,
    pub note: Option<String>,
    pub lines: Vec<ReservedLine>,
}

/// Ends a reservation before its day: it was issued, or is not needed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReservationEnded {
    pub reservation: ReservationId,
    pub site: SiteId,
    /// The issue that fulfilled it.
    pub issue: Option<IssueId>,
}
