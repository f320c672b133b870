//! Registers of the coordination scope: agencies' deployments, their assets, and figures that papers state. A later entry
//! for the same id replaces the earlier one.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ids::{AssetId, DeploymentId, FigureId, PartyId};
use crate::partial_day::PartialDay;
use crate::quantity::StatedCount;

/// People an agency has sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeploymentRecorded {
    pub id: DeploymentId,
    pub agency: PartyId,
    /// In the source's words: "experts", "border guard officers".
    pub role: String,
    pub number: StatedCount,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<PartialDay>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<PartialDay>,
    /// They were there before the crisis and are not counted to what it brought.
    pub baseline: bool,
    pub as_of: NaiveDate,
    pub source: String,
}

/// What an agency has brought and takes away again: no stock, and issued to nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssetRecorded {
    pub id: AssetId,
    /// In the source's words: "patrol car".
    pub kind: String,
    pub number: StatedCount,
    pub holder: PartyId,
    pub country: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    pub as_of: NaiveDate,
    pub source: String,
}

/// What a published figure counts. None of them is a number of people at a site.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum FigureSeries {
    /// Everybody who ever came in the period.
    Arrivals,
    Applications,
    /// Attempts, and one person may make many.
    Attempts,
    Detections,
    Stranded,
    Returns,
    Other,
}

/// How a figure stands within another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum FigureRelation {
    /// One of the parts that the other is the sum of.
    Part,
    /// Inside the other, which has more than such figures.
    Subset,
}

/// A figure that a paper states.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureRecorded {
    pub id: FigureId,
    pub series: FigureSeries,
    /// "LT", "EU", "BY → IQ".
    pub place: String,
    pub number: StatedCount,
    /// The source's words where it gives no number: "several thousand".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// Day for which the source states it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<PartialDay>,
    pub source: String,
    /// The figure this one is within.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<FigureId>,
    /// Present exactly when `within` is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relation: Option<FigureRelation>,
}
