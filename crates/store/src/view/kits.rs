//! Kits and reservations.

use ledger::body::Unit;
use ledger::ids::{ItemId, KitBuildId, KitId, LotId, PartyId, PointId, ReservationId, SiteId};
use ledger::text::Names;

use super::goods::{DocumentRow, EntryMark};
use super::views;

/// How a reservation stands on the day it is read.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
    ts_rs::TS,
)]
#[serde(rename_all = "snake_case")]
pub enum ReservationState {
    Active,
    /// All of it was issued.
    Fulfilled,
    Ended,
    Expired,
    Quarantined,
}

views! {
    /// The newest version of what a kit contains.
    pub struct KitRow {
        pub id: KitId,
        pub item: ItemId,
        pub item_code: String,
        pub item_names: Names,
        #[ts(type = "number")]
        pub version: i64,
        pub components: Vec<KitComponentView>,
    }

    pub struct KitComponentView {
        pub item: ItemId,
        pub item_code: String,
        pub item_names: Names,
        pub unit: Unit,
        #[ts(type = "number")]
        pub quantity: i64,
    }

    /// A lot of kits: what is inside and whose goods those are.
    pub struct KitLotView {
        pub document: DocumentRow,
        pub entry: EntryMark,
        pub build: KitBuildId,
        pub lot: LotId,
        pub site: SiteId,
        pub item: ItemId,
        pub item_names: Names,
        #[ts(type = "number")]
        pub built: i64,
        /// Kits that were taken apart.
        #[ts(type = "number")]
        pub broken: i64,
        /// Kits at the site that built them.
        #[ts(type = "number")]
        pub here: i64,
        pub reversal_reason: Option<String>,
        pub components: Vec<KitPartView>,
        pub shares: Vec<KitShareView>,
        pub breaks: Vec<DocumentRow>,
    }

    pub struct KitPartView {
        pub lot: LotId,
        pub item_code: String,
        pub item_names: Names,
        pub unit: Unit,
        pub donor_names: Option<Names>,
        /// Not given: `donor_names` are the supplier's.
        pub bought: bool,
        pub origin_number: String,
        /// Put in when the kits were built.
        #[ts(type = "number")]
        pub quantity: i64,
        /// Still inside.
        #[ts(type = "number")]
        pub inside: i64,
    }

    pub struct KitShareView {
        /// Null: nobody knows who gave it.
        pub donor: Option<PartyId>,
        pub donor_names: Option<Names>,
        /// Not given, but sold by that party.
        pub bought: bool,
        #[ts(type = "number")]
        pub quantity: i64,
        /// Whole percent; those of one lot of kits add up to 100.
        #[ts(type = "number")]
        pub percent: i64,
    }

    pub struct ReservationView {
        pub document: DocumentRow,
        pub id: ReservationId,
        pub site: SiteId,
        pub point: Option<PointId>,
        pub point_name: Option<String>,
        pub expires_on: String,
        pub note: Option<String>,
        /// Ordered by a coordinator.
        pub release_order: bool,
        pub state: ReservationState,
        pub lines: Vec<ReservationLineView>,
    }

    pub struct ReservationLineView {
        pub item: ItemId,
        pub item_code: String,
        pub item_names: Names,
        pub unit: Unit,
        #[ts(type = "number")]
        pub quantity: i64,
        /// Less what was issued for it.
        #[ts(type = "number")]
        pub remaining: i64,
    }

    /// Good stock of an item at a site, and what of it is kept.
    pub struct FreeStock {
        pub item: ItemId,
        #[ts(type = "number")]
        pub good: i64,
        #[ts(type = "number")]
        pub reserved: i64,
        #[ts(type = "number")]
        pub free: i64,
    }
}
