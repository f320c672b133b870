//! What the calls about goods wherever they stand, links of receipts and returns are asked with.

use ledger::ids::{ItemId, LotId, PartyId, ReceiptId, SiteId};
use ledger::posting::Condition;

use super::requests::requests;

requests! {
    pub struct OfReceipt { pub receipt: ReceiptId }

    /// Of what stands at any site, that of one site, of one donor, in one condition; null for all.
    pub struct StockEverywhere {
        pub site: Option<SiteId>,
        pub donor: Option<PartyId>,
        pub condition: Option<Condition>,
    }

    pub struct StockOfItem {
        pub item: ItemId,
        pub site: Option<SiteId>,
        pub donor: Option<PartyId>,
        pub condition: Option<Condition>,
    }

    pub struct ReturnsTo { pub lots: Vec<LotId> }
}
