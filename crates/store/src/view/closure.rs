//! What keeps an activation open, what of its goods remains, and the lists that were signed.

use ledger::body::Unit;
use ledger::ids::{ActivationId, ClosureId, ItemId, PartyId, PersonId, SiteId};
use ledger::posting::Condition;
use ledger::text::Names;

use super::chain::DiscrepancyView;
use super::goods::{DocumentRow, EntryMark};
use super::moves::ReturnableRow;
use super::views;

views! {
    /// Goods of one item from one donor, in one condition, at one site.
    pub struct RemainingLine {
        pub site: SiteId,
        pub site_name: String,
        pub item: ItemId,
        pub item_code: String,
        pub item_names: Names,
        pub unit: Unit,
        pub donor: PartyId,
        pub donor_names: Names,
        pub condition: Condition,
        #[ts(type = "number")]
        pub quantity: i64,
        /// How many of them are inside kits; 0 on a list that was signed, for a list says what stands and not how.
        #[ts(type = "number")]
        pub in_kits: i64,
    }

    /// All that remains of one item, in its own unit.
    pub struct RemainingItem {
        pub item: ItemId,
        pub item_code: String,
        pub item_names: Names,
        pub unit: Unit,
        #[ts(type = "number")]
        pub good: i64,
        #[ts(type = "number")]
        pub damaged: i64,
        /// In quarantine, expired or recalled.
        #[ts(type = "number")]
        pub other: i64,
    }

    /// A site has less than nothing of an item; somebody has to count.
    pub struct ShortfallView {
        pub site: SiteId,
        pub site_name: String,
        pub item: ItemId,
        pub item_code: String,
        pub item_names: Names,
        pub unit: Unit,
        /// Below 0.
        #[ts(type = "number")]
        pub quantity: i64,
    }

    /// A line that is not what it was signed as.
    pub struct ListDifference {
        pub site: SiteId,
        pub site_name: String,
        pub item: ItemId,
        pub item_code: String,
        pub item_names: Names,
        pub unit: Unit,
        pub donor: PartyId,
        pub donor_names: Names,
        pub condition: Condition,
        /// 0: it was not on the list.
        #[ts(type = "number")]
        pub signed: i64,
        /// 0: nothing stands there any more.
        #[ts(type = "number")]
        pub now: i64,
    }

    /// A remaining stock list as it was signed.
    pub struct SignedListView {
        pub id: ClosureId,
        pub counted: bool,
        /// `quarantined`, `foreign`, …: why it says nothing.
        pub why: Option<String>,
        pub person: PersonId,
        pub person_name: String,
        pub occurred_on: String,
        pub recorded_at: String,
        pub reason: Option<String>,
        pub entry: EntryMark,
        pub lines: Vec<RemainingLine>,
        pub totals: Vec<RemainingItem>,
    }

    /// What keeps an activation from being closed, and what of its goods remains at the sites.
    pub struct ClosureView {
        pub activation: ActivationId,
        pub offers: Vec<DocumentRow>,
        /// Proposed, and confirmed by nobody.
        pub acceptances: Vec<DocumentRow>,
        pub requests: Vec<DocumentRow>,
        pub transports: Vec<DocumentRow>,
        pub consignments: Vec<DocumentRow>,
        /// Of its donors, and linked to nothing yet.
        pub receipts: Vec<DocumentRow>,
        /// Waybills between sites, or what was received of one whose waybill is not here.
        pub transfers: Vec<DocumentRow>,
        pub discrepancies: Vec<DiscrepancyView>,
        pub returnables: Vec<ReturnableRow>,
        pub shortfalls: Vec<ShortfallView>,
        pub remaining: Vec<RemainingLine>,
        pub totals: Vec<RemainingItem>,
        /// Every list that was signed, the last in fold order first.
        pub signed: Vec<SignedListView>,
        /// What is different now from the list that counts; none where none was signed.
        pub differences: Vec<ListDifference>,
    }
}
