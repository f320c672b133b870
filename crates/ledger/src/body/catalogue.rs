//! The catalogue scope: the operation itself, items, parties, sites, people, devices. A later entry for the same id
//! replaces the earlier one.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ids::{
    DeviceId, ItemGroupId, ItemId, OperationId, PartyId, PersonId, PlaceId, PointId, SiteId,
};
use crate::role::{Grant, Role};
use crate::text::Names;

/// Written once, when the operation is opened, right after the certificate of the server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OperationOpened {
    pub operation: OperationId,
    pub name: String,
    pub opened_on: NaiveDate,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemGroupRegistered {
    pub id: ItemGroupId,
    /// Short stable word: `tents`, `beds`.
    pub code: String,
    pub names: Names,
}

/// What must be recorded of every lot of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Tracking {
    None,
    Expiry,
    BatchExpiry,
    Serial,
}

/// The base unit in which an item is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    Piece,
    Set,
    Gram,
    Millilitre,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemRegistered {
    pub id: ItemId,
    pub group: ItemGroupId,
    /// Catalogue code printed on paper, unique in the operation.
    pub code: String,
    pub names: Names,
    pub unit: Unit,
    pub tracking: Tracking,
    pub durable: bool,
    /// UN number of dangerous goods: `UN1202`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dangerous_goods: Option<String>,
}

/// Legal role of a party under the Mechanism.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ParticipantKind {
    MemberState,
    ParticipatingState,
    EuBody,
    UnAgency,
    RcRc,
    Ngo,
    Private,
    HostAuthority,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartyRegistered {
    pub id: PartyId,
    pub kind: ParticipantKind,
    pub names: Names,
    /// ISO 3166-1 alpha-2 of a state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iso: Option<String>,
    /// EU code where it differs in use (`EL` for Greece).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub eu_code: Option<String>,
    /// Gives assistance in this operation.
    pub donor: bool,
    /// Is itself affected (Latvia and Poland in 2021 are both).
    pub affected: bool,
    /// Spellings met in sources ("Luxemburg").
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub synonyms: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SiteKind {
    ReceptionCentre,
    Hub,
    BorderPost,
    Warehouse,
    Office,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteRegistered {
    pub id: SiteId,
    /// Two to five capitals that begin its document numbers: `PAB`.
    pub code: String,
    pub name: String,
    pub kind: SiteKind,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// IANA time zone: `Europe/Vilnius`.
    pub time_zone: String,
    /// What is known of the place itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facilities: Option<Facilities>,
}

/// What a site can hold, when it is open and where it lies. Null: not known.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, TS)]
pub struct Facilities {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(type = "number | null")]
    pub capacity_persons: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(type = "number | null")]
    pub free_m2: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(type = "number | null")]
    pub pallet_places: Option<i64>,
    /// In words: "Mon-Fri 8-17".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opening_hours: Option<String>,
    /// `LTVNO`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub un_locode: Option<String>,
    /// Millionths of a degree, north and east positive; both or neither.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(type = "number | null")]
    pub latitude: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(type = "number | null")]
    pub longitude: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointRegistered {
    pub id: PointId,
    pub site: SiteId,
    pub name: String,
}

/// An area of a site, or a bin in an area. A car park with no bins has none and works all the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceRegistered {
    pub id: PlaceId,
    pub site: SiteId,
    pub name: String,
    /// The area in which a bin is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<PlaceId>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRegistered {
    pub id: PersonId,
    pub name: String,
    pub grants: Vec<Grant>,
    /// Hex SHA-256 of the one-time code with which the person sets a PIN on a device: SHA-256("relief-pin-code/1\n" ‖ person id ‖ "\n" ‖ code).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pin_code: Option<String>,
}

/// A device's certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceEnrolled {
    pub device: DeviceId,
    pub name: String,
    /// Letters in its document numbers, unique in the operation: `A`, `B`, … `Z`, `AA`.
    pub letter: String,
    /// Base64 Ed25519 public key that signs its stream heads.
    pub signing_key: String,
    /// Scopes it reads, as text; `*` stands for every scope, later sites included.
    pub reads: Vec<String>,
    /// Scopes it writes, likewise.
    pub writes: Vec<String>,
    /// Roles its people may act in on it.
    pub roles: Vec<Role>,
    /// The site it stands at, if at one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteId>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceRevoked {
    pub device: DeviceId,
    pub reason: String,
}
