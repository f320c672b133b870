//! The catalogue scope, continued: packaging, proposals from sites, and records that turned out to be one.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ids::{ItemId, MergeId, PackagingId, PartyId, ProposalId, SiteId};
use crate::text::Names;

/// How far a pack is from the goods themselves.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum PackagingLevel {
    Base,
    Inner,
    Carton,
    Pallet,
}

/// One version of a packaging. Never changed: another content is another version with an id of its own, so that a
/// quantity counted in packs keeps its meaning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackagingRegistered {
    pub id: PackagingId,
    pub item: ItemId,
    pub level: PackagingLevel,
    /// Packs of `of`, or base units where there is none.
    pub contains: i64,
    /// The packaging of the level below.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<PackagingId>,
    /// Base units in one pack: what `contains` comes to, kept because it is what people counted with.
    pub base_units: i64,
    /// Eight, twelve, thirteen or fourteen digits with the check digit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gtin: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gross_grams: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volume_ml: Option<i64>,
    pub stackable: bool,
}

/// What a site would have the catalogue say of an item. The central text stays in use; this is kept beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemProposed {
    pub id: ProposalId,
    pub site: SiteId,
    pub item: ItemId,
    pub names: Names,
}

/// What the catalogue's owner made of a proposal. The new text, if adopted, is an entry of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalSettled {
    pub proposal: ProposalId,
    pub adopted: bool,
}

/// The two records that are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Duplicate {
    Item { from: ItemId, into: ItemId },
    Party { from: PartyId, into: PartyId },
}

/// An alias: documents keep the id they carry, and readings show the record it stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordsMerged {
    pub id: MergeId,
    pub records: Duplicate,
}

/// Takes a merge back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeUndone {
    pub merge: MergeId,
    /// As the merge has it, so that both fold together.
    pub records: Duplicate,
}
