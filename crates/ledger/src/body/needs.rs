//! What a site can hold, who is there and what they need: access notes, head-counts, norms. Heads are counted, never
//! named.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ids::{AccessNoteId, HeadCountId, ItemGroupId, ItemId, NormId, SiteId};
use crate::quantity::StatedCount;

/// What keeps a vehicle from a site, or lets it in, and for how long. In the coordination scope, and the site sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessNoteRecorded {
    pub id: AccessNoteId,
    pub site: SiteId,
    pub text: String,
    pub valid_from: NaiveDate,
    /// Last day; null: until further notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// Who was counted; `Total` is a number of its own and not the sum of the others.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum HeadBand {
    Women,
    Men,
    Girls,
    Boys,
    Infants,
    Total,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum HeadMethod {
    Counted,
    Register,
    Estimate,
}

/// How many people were at a site on a day. Never how many ever came: that is a published figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadCountRecorded {
    pub id: HeadCountId,
    pub site: SiteId,
    pub day: NaiveDate,
    pub band: HeadBand,
    pub number: StatedCount,
    pub method: HeadMethod,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}

/// How often a norm's quantity is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum NormBasis {
    /// Used up: again in every period of `days`.
    Recurring,
    /// Needed once and then there.
    Once,
}

/// A published planning figure for an item, or for every item of a group. A later entry for the same id replaces it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NormRegistered {
    pub id: NormId,
    /// Exactly one of item and group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<ItemId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<ItemGroupId>,
    /// Base units for `persons` people, once or every `days` days.
    pub quantity: i64,
    pub persons: i64,
    pub basis: NormBasis,
    /// Length of the period of a recurring norm in days; 1 where it is needed once.
    pub days: i64,
    /// "Sphere".
    pub standard: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edition: Option<String>,
    /// Where in it.
    pub source: String,
    /// Day on which somebody held it against the cited edition; null: nobody has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked_on: Option<NaiveDate>,
}
