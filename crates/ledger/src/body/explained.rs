//! Why a number that a source states differs from the one computed from its parts (I-14).

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ids::{ExplanationId, FigureId, SiteId, StatedTotalId};

/// What is stated and computed and differs.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Differing {
    /// A published figure, from the figures that are its parts.
    Figure { figure: FigureId },
    /// A total of the funds, from its allocations.
    StatedTotal { total: StatedTotalId },
    /// The total counted at a site on a day, from the bands.
    HeadCount {
        site: SiteId,
        #[ts(type = "string")]
        #[schemars(with = "String")]
        day: NaiveDate,
    },
}

/// A person says why the two differ. What a newcomer gets wrong: it explains these two numbers and no others. When either
/// changes, the difference is told again, and this stays readable as what was said of the older ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DifferenceExplained {
    pub id: ExplanationId,
    pub of: Differing,
    /// As the person saw them: people, or minor units of the total's currency.
    pub stated: i64,
    pub computed: i64,
    pub explanation: String,
    /// Where it is written, if it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}
