//! What the calls about transfers, counts, take-over stock, kits and reservations are asked with.

use ledger::body::Packed;
use ledger::ids::{
    CountId, DraftId, ItemId, KitBreakId, KitBuildId, KitId, LotId, OpeningId, PartyId, PlaceId,
    PointId, ReceiptId, ReservationId, SiteId, TransferId, TransferReceiptId,
};
use ledger::posting::Condition;

use super::requests::{Approval, requests};

requests! {
    /// A site, or everything this person may see.
    pub struct BySiteOrAll { pub site: Option<SiteId> }

    pub struct DispatchLineRequest {
        pub lot: LotId,
        pub condition: Condition,
        pub place: Option<PlaceId>,
        #[ts(type = "number")]
        pub quantity: i64,
        /// How `quantity` was counted, where it was counted in packs; null: in base units.
        pub packed: Option<Packed>,
    }

    /// Sends goods to another site.
    pub struct DispatchTransfer {
        /// Minted by the screen with its draft, so that posting twice is posting once.
        pub id: TransferId,
        pub site: SiteId,
        pub to: SiteId,
        pub occurred_on: String,
        pub vehicle: String,
        pub carrier: Option<String>,
        pub seal: Option<String>,
        pub expected_on: Option<String>,
        pub lines: Vec<DispatchLineRequest>,
        pub date_confirmed: bool,
        pub draft: Option<DraftId>,
    }

    pub struct ReceiveLineRequest {
        pub lot: LotId,
        /// In which it left.
        pub condition: Condition,
        #[ts(type = "number")]
        pub good: i64,
        #[ts(type = "number")]
        pub damaged: i64,
        #[ts(type = "number")]
        pub refused: i64,
        pub reason: Option<String>,
        pub place: Option<PlaceId>,
        /// How `good` was counted, where it was counted in packs; null: in base units.
        pub packed: Option<Packed>,
    }

    /// Takes in what another site sent.
    pub struct ReceiveTransfer {
        pub id: TransferReceiptId,
        pub site: SiteId,
        pub transfer: TransferId,
        /// The code of the paper waybill, while the waybill itself has not arrived.
        pub code: Option<String>,
        pub occurred_on: String,
        pub lines: Vec<ReceiveLineRequest>,
        pub date_confirmed: bool,
        pub draft: Option<DraftId>,
    }

    /// The code printed on a waybill, typed or scanned.
    pub struct WaybillCode { pub code: String }

    pub struct LeftLine {
        pub lot: LotId,
        pub condition: Condition,
        /// Below zero where more arrived than was dispatched.
        #[ts(type = "number")]
        pub left: i64,
    }

    /// Closes what stayed on the road, as the person saw it.
    pub struct SettleTransfer {
        pub transfer: TransferId,
        pub reason: String,
        pub lines: Vec<LeftLine>,
    }

    pub struct LinkLine { pub lot: LotId, pub dispatched: LotId, pub condition: Condition }

    /// Says that lines of an unannounced receipt are lots that another site dispatched.
    pub struct LinkReceipt { pub receipt: ReceiptId, pub transfer: TransferId, pub lines: Vec<LinkLine> }

    pub struct CountSheet {
        pub site: SiteId,
        /// Null: the whole site.
        pub place: Option<PlaceId>,
        /// Hides the book.
        pub blind: bool,
    }

    /// One stock position, whose book is kept at the moment at which it is counted.
    pub struct CountSpot {
        pub site: SiteId,
        pub lot: LotId,
        pub condition: Condition,
        pub place: Option<PlaceId>,
    }

    pub struct CountLineRequest {
        pub lot: LotId,
        pub condition: Condition,
        pub place: Option<PlaceId>,
        /// What the book had when this line was counted; below zero where more had left than was there.
        #[ts(type = "number")]
        pub book: i64,
        #[ts(type = "number")]
        pub counted: i64,
        pub reason: Option<String>,
        /// How `counted` was counted, where it was counted in packs; null: in base units.
        pub packed: Option<Packed>,
    }

    pub struct PostCount {
        pub id: CountId,
        pub site: SiteId,
        pub place: Option<PlaceId>,
        pub blind: bool,
        pub occurred_on: String,
        pub lines: Vec<CountLineRequest>,
        /// The second person, where the differences exceed the limit.
        pub approver: Option<Approval>,
        pub date_confirmed: bool,
        pub draft: Option<DraftId>,
    }

    pub struct OpeningLineRequest {
        pub item: ItemId,
        pub batch: Option<String>,
        pub expiry: Option<String>,
        /// Null: nobody knows any more.
        pub donor: Option<PartyId>,
        pub condition: Condition,
        #[ts(type = "number")]
        pub quantity: i64,
        pub place: Option<PlaceId>,
        /// How `quantity` was counted, where it was counted in packs; null: in base units.
        pub packed: Option<Packed>,
    }

    /// Records stock that was there when the site was taken over.
    pub struct PostOpening {
        pub id: OpeningId,
        pub site: SiteId,
        pub occurred_on: String,
        pub note: String,
        pub lines: Vec<OpeningLineRequest>,
        /// Always needed.
        pub approver: Option<Approval>,
        pub date_confirmed: bool,
        pub draft: Option<DraftId>,
    }

    pub struct KitComponentRequest {
        pub item: ItemId,
        #[ts(type = "number")]
        pub quantity: i64,
    }

    /// The next version of what a kit contains.
    pub struct DefineKit { pub id: KitId, pub item: ItemId, pub components: Vec<KitComponentRequest> }

    pub struct KitLotRequest {
        pub lot: LotId,
        pub place: Option<PlaceId>,
        #[ts(type = "number")]
        pub quantity: i64,
    }

    pub struct BuildKit {
        pub id: KitBuildId,
        pub site: SiteId,
        pub kit: KitId,
        /// Kits.
        #[ts(type = "number")]
        pub quantity: i64,
        pub place: Option<PlaceId>,
        pub occurred_on: String,
        /// Component lots; empty: those that expire first, then the oldest.
        pub lines: Vec<KitLotRequest>,
        pub date_confirmed: bool,
    }

    pub struct BreakKit {
        pub id: KitBreakId,
        pub site: SiteId,
        pub build: KitBuildId,
        pub condition: Condition,
        pub place: Option<PlaceId>,
        #[ts(type = "number")]
        pub quantity: i64,
        pub occurred_on: String,
        pub date_confirmed: bool,
    }

    pub struct ReservedLineRequest {
        pub item: ItemId,
        #[ts(type = "number")]
        pub quantity: i64,
    }

    /// Keeps good stock for somebody; by a coordinator it is a release order.
    pub struct ReserveStock {
        pub id: ReservationId,
        pub site: SiteId,
        pub point: Option<PointId>,
        /// Last day on which it holds.
        pub expires_on: String,
        pub note: Option<String>,
        pub lines: Vec<ReservedLineRequest>,
    }

    pub struct EndReservation { pub id: ReservationId }
}
