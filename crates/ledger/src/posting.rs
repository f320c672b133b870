//! Double entry: every posting moves a positive quantity of one lot in one condition from one node to another.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use crate::ids::{LotId, PartyId, PointId, SiteId};

/// A place goods can be, physical (a site) or virtual. Written `site/<id>`, `donor/<id>`, `distributed/<id>`, `returned/<id>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Node {
    Site(SiteId),
    Donor(PartyId),
    Distributed(PointId),
    Returned(PartyId),
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Site(id) => write!(f, "site/{id}"),
            Self::Donor(id) => write!(f, "donor/{id}"),
            Self::Distributed(id) => write!(f, "distributed/{id}"),
            Self::Returned(id) => write!(f, "returned/{id}"),
        }
    }
}

/// The text is not a node.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not a node")]
pub struct NotANode(pub String);

impl FromStr for Node {
    type Err = NotANode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refuse = || NotANode(text.to_owned());
        let (kind, id) = text.split_once('/').ok_or_else(refuse)?;
        let id = Uuid::parse_str(id).map_err(|_| refuse())?;
        match kind {
            "site" => Ok(Self::Site(SiteId(id))),
            "donor" => Ok(Self::Donor(PartyId(id))),
            "distributed" => Ok(Self::Distributed(PointId(id))),
            "returned" => Ok(Self::Returned(PartyId(id))),
            _ => Err(refuse()),
        }
    }
}

/// A dimension of the stock position; only GOOD is available to issue.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Condition {
    Good,
    Damaged,
}

/// The movement types of the domain that exist so far.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Movement {
    Receipt,
    ReceiptRefused,
    Issue,
    Reversal,
}

/// One movement line, derived from an entry by `fold`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    pub movement: Movement,
    pub lot: LotId,
    pub condition: Condition,
    pub from: Node,
    pub to: Node,
    /// Base units, 1 ≤ n < 2^53.
    pub quantity: i64,
}
