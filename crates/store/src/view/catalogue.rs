//! Items, parties, sites, people as screens list them.

use ledger::body::{Facilities, ParticipantKind, SiteKind, Tracking, Unit};
use ledger::ids::{DeviceId, ItemGroupId, ItemId, PartyId, PersonId, PlaceId, PointId, SiteId};
use ledger::role::{Grant, Role};
use ledger::text::Names;

use super::views;

views! {
    pub struct ItemRow {
        pub id: ItemId,
        pub code: String,
        pub names: Names,
        pub unit: Unit,
        pub tracking: Tracking,
        pub group: ItemGroupId,
        pub group_names: Names,
        pub durable: bool,
        /// UN number of dangerous goods.
        pub dangerous_goods: Option<String>,
    }

    pub struct ItemGroupRow {
        pub id: ItemGroupId,
        pub code: String,
        pub names: Names,
    }

    pub struct PartyRow {
        pub id: PartyId,
        pub kind: ParticipantKind,
        pub names: Names,
        pub iso: Option<String>,
        pub eu_code: Option<String>,
        pub donor: bool,
        pub affected: bool,
        /// Spellings met in sources.
        pub synonyms: Vec<String>,
    }

    pub struct SiteRow {
        pub id: SiteId,
        pub code: String,
        pub name: String,
        pub kind: SiteKind,
        pub country: String,
        pub time_zone: String,
        pub points: Vec<PointRow>,
        /// Null: nothing is known of the place itself.
        pub facilities: Option<Facilities>,
        pub places: Vec<PlaceRow>,
    }

    /// An area or bin inside a site.
    pub struct PlaceRow {
        pub id: PlaceId,
        /// With its area in front of it: `Hall A / Bin 3`.
        pub name: String,
        pub parent: Option<PlaceId>,
    }

    pub struct PointRow {
        pub id: PointId,
        pub name: String,
    }

    pub struct PersonRow {
        pub id: PersonId,
        pub name: String,
        pub grants: Vec<Grant>,
        /// A PIN is set on this device.
        pub pin_set: bool,
        /// Wrong PINs have locked this person out until then (RFC 3339), else null.
        pub locked_until: Option<String>,
    }

    /// This computer as the operation knows it.
    pub struct DeviceRow {
        pub id: DeviceId,
        pub name: String,
        pub letter: String,
        pub roles: Vec<Role>,
        pub reads: Vec<String>,
        pub writes: Vec<String>,
        pub site: Option<SiteId>,
    }
}
