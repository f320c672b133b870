//! Counts, take-over stock, and what somebody has to look at in a store.

use ledger::body::{DocumentKind, Unit};
use ledger::ids::{CountId, DocumentId, ItemId, LotId, PlaceId, SiteId};
use ledger::posting::Condition;
use ledger::text::Names;

use super::goods::{DocumentRow, EntryMark};
use super::packed::PackedView;
use super::views;

views! {
    /// One lot in one condition at one place, to be counted.
    pub struct CountSheetLine {
        pub lot: LotId,
        pub item: ItemId,
        pub item_code: String,
        pub item_names: Names,
        pub unit: Unit,
        pub batch: Option<String>,
        pub expiry: Option<String>,
        pub donor_names: Names,
        /// Not given: `donor_names` are the supplier's.
        pub bought: bool,
        pub origin_number: String,
        pub place: Option<PlaceId>,
        pub place_name: Option<String>,
        pub condition: Condition,
        /// Null in a blind count.
        #[ts(type = "number | null")]
        pub book: Option<i64>,
    }

    /// What the book has now.
    pub struct CountBook {
        #[ts(type = "number")]
        pub book: i64,
    }

    pub struct CountView {
        pub document: DocumentRow,
        pub entry: EntryMark,
        pub id: CountId,
        pub place_name: Option<String>,
        pub blind: bool,
        /// Waits for a second person and has posted nothing.
        pub waits: bool,
        pub reversal_reason: Option<String>,
        pub lines: Vec<CountLineView>,
        /// Movements that the counter had not seen.
        pub reviews: Vec<CountReview>,
    }

    pub struct CountLineView {
        pub lot: LotId,
        pub item_code: String,
        pub item_names: Names,
        pub unit: Unit,
        pub place_name: Option<String>,
        pub condition: Condition,
        #[ts(type = "number")]
        pub book: i64,
        #[ts(type = "number")]
        pub counted: i64,
        pub reason: Option<String>,
        /// How `counted` was counted, where it was counted in packs.
        pub packed: Option<PackedView>,
    }

    /// A movement that another computer recorded before the count and that the counter had not seen: it may explain a
    /// difference, and is never applied by itself.
    pub struct CountReview {
        pub count: CountId,
        pub count_number: String,
        pub site: SiteId,
        pub lot: LotId,
        pub item: ItemId,
        pub item_names: Names,
        pub unit: Unit,
        pub condition: Condition,
        pub document: DocumentId,
        pub kind: DocumentKind,
        pub number: String,
        pub recorded_at: String,
        /// What it did to the place that was counted.
        #[ts(type = "number")]
        pub moved: i64,
        /// By how much the count differed there.
        #[ts(type = "number")]
        pub difference: i64,
    }

    pub struct OpeningView {
        pub document: DocumentRow,
        pub entry: EntryMark,
        pub note: String,
        /// Waits for a second person and has posted nothing.
        pub waits: bool,
        pub reversal_reason: Option<String>,
        pub lines: Vec<OpeningLineView>,
    }

    pub struct OpeningLineView {
        pub lot: LotId,
        pub item_code: String,
        pub item_names: Names,
        pub unit: Unit,
        pub batch: Option<String>,
        pub expiry: Option<String>,
        /// Null: nobody knows any more who gave it.
        pub donor_names: Option<Names>,
        pub condition: Condition,
        #[ts(type = "number")]
        pub quantity: i64,
        pub place_name: Option<String>,
        /// How `quantity` was counted, where it was counted in packs.
        pub packed: Option<PackedView>,
    }

    /// More left a place than was there.
    pub struct Shortfall {
        pub site: SiteId,
        pub site_name: String,
        pub place: Option<PlaceId>,
        pub lot: LotId,
        pub item: ItemId,
        pub item_names: Names,
        pub unit: Unit,
        pub condition: Condition,
        /// Below zero.
        #[ts(type = "number")]
        pub quantity: i64,
    }

    /// One batch with several expiry dates; the earliest governs its issue.
    pub struct BatchConflict {
        pub item: ItemId,
        pub item_names: Names,
        pub batch: String,
        /// Earliest first.
        pub lots: Vec<BatchLot>,
    }

    pub struct BatchLot {
        pub lot: LotId,
        pub expiry: Option<String>,
        pub origin_number: String,
        pub site: SiteId,
        pub site_name: String,
    }
}
