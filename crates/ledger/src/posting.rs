//! Double entry: every posting moves a positive quantity of one lot in one condition from one node to another.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use crate::ids::{CountId, KitBuildId, LotId, PartyId, PlaceId, PointId, SiteId, TransferId};

/// Why goods were written off.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum LossCause {
    Theft,
    Transit,
    Damage,
    Expiry,
    Spoilage,
    Recall,
    Sample,
    /// Left the store and nobody wrote it down; common in emergencies, so it has a name.
    IssuedWithoutRecord,
    /// Handed to people and nobody wrote it down.
    DistributedWithoutRecord,
    Unknown,
}

impl LossCause {
    /// Every cause, in the order in which people choose.
    pub const ALL: &[Self] = &[
        Self::Theft,
        Self::Transit,
        Self::Damage,
        Self::Expiry,
        Self::Spoilage,
        Self::Recall,
        Self::Sample,
        Self::IssuedWithoutRecord,
        Self::DistributedWithoutRecord,
        Self::Unknown,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Theft => "theft",
            Self::Transit => "transit",
            Self::Damage => "damage",
            Self::Expiry => "expiry",
            Self::Spoilage => "spoilage",
            Self::Recall => "recall",
            Self::Sample => "sample",
            Self::IssuedWithoutRecord => "issued_without_record",
            Self::DistributedWithoutRecord => "distributed_without_record",
            Self::Unknown => "unknown",
        }
    }
}

/// A place goods can be: physical (a site, or a place inside it) or virtual. Written `<word>/<id>`, a place inside a site
/// `site/<site>/<place>`, so that all of a site is one range of texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Node {
    Site(SiteId),
    /// An area or bin of a site.
    Place(SiteId, PlaceId),
    Donor(PartyId),
    Supplier(PartyId),
    /// Taken over with a site; nobody knows any more who gave it.
    UnknownSource,
    /// On the road between two sites, under the waybill that names them.
    Transit(TransferId),
    Distributed(PointId),
    /// Used up by the site itself.
    Consumed(SiteId),
    Loss(LossCause),
    Disposed(SiteId),
    /// Where a count takes what it found, and puts what it missed.
    Variance(CountId),
    Returned(PartyId),
    /// On loan with a partner.
    Partner(PartyId),
    /// Components inside the kits of one build.
    KitWork(KitBuildId),
}

impl Node {
    /// The site in which goods at this node physically are.
    #[must_use]
    pub fn site(self) -> Option<SiteId> {
        match self {
            Self::Site(site) | Self::Place(site, _) => Some(site),
            Self::Donor(_)
            | Self::Supplier(_)
            | Self::UnknownSource
            | Self::Transit(_)
            | Self::Distributed(_)
            | Self::Consumed(_)
            | Self::Loss(_)
            | Self::Disposed(_)
            | Self::Variance(_)
            | Self::Returned(_)
            | Self::Partner(_)
            | Self::KitWork(_) => None,
        }
    }

    /// The named place inside a site.
    #[must_use]
    pub fn place(self) -> Option<PlaceId> {
        match self {
            Self::Place(_, place) => Some(place),
            Self::Site(_)
            | Self::Donor(_)
            | Self::Supplier(_)
            | Self::UnknownSource
            | Self::Transit(_)
            | Self::Distributed(_)
            | Self::Consumed(_)
            | Self::Loss(_)
            | Self::Disposed(_)
            | Self::Variance(_)
            | Self::Returned(_)
            | Self::Partner(_)
            | Self::KitWork(_) => None,
        }
    }

    /// Whether what stands here was put here by a posting, so that no more can leave than came. Sources and variances
    /// are normally negative.
    #[must_use]
    pub fn holds(self) -> bool {
        match self {
            Self::Donor(_) | Self::Supplier(_) | Self::UnknownSource | Self::Variance(_) => false,
            Self::Site(_)
            | Self::Place(..)
            | Self::Transit(_)
            | Self::Distributed(_)
            | Self::Consumed(_)
            | Self::Loss(_)
            | Self::Disposed(_)
            | Self::Returned(_)
            | Self::Partner(_)
            | Self::KitWork(_) => true,
        }
    }

    /// The node of a site, or of a place in it.
    #[must_use]
    pub fn at(site: SiteId, place: Option<PlaceId>) -> Self {
        place.map_or(Self::Site(site), |place| Self::Place(site, place))
    }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Site(id) => write!(f, "site/{id}"),
            Self::Place(site, place) => write!(f, "site/{site}/{place}"),
            Self::Donor(id) => write!(f, "donor/{id}"),
            Self::Supplier(id) => write!(f, "supplier/{id}"),
            Self::UnknownSource => f.write_str("source/unknown"),
            Self::Transit(id) => write!(f, "transit/{id}"),
            Self::Distributed(id) => write!(f, "distributed/{id}"),
            Self::Consumed(id) => write!(f, "consumed/{id}"),
            Self::Loss(cause) => write!(f, "loss/{}", cause.word()),
            Self::Disposed(id) => write!(f, "disposed/{id}"),
            Self::Variance(id) => write!(f, "variance/{id}"),
            Self::Returned(id) => write!(f, "returned/{id}"),
            Self::Partner(id) => write!(f, "partner/{id}"),
            Self::KitWork(id) => write!(f, "kit/{id}"),
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
        let uuid = |id: &str| Uuid::parse_str(id).map_err(|_| refuse());
        let (kind, id) = text.split_once('/').ok_or_else(refuse)?;
        Ok(match kind {
            "site" => match id.split_once('/') {
                Some((site, place)) => Self::Place(SiteId(uuid(site)?), PlaceId(uuid(place)?)),
                None => Self::Site(SiteId(uuid(id)?)),
            },
            "donor" => Self::Donor(PartyId(uuid(id)?)),
            "supplier" => Self::Supplier(PartyId(uuid(id)?)),
            "source" if id == "unknown" => Self::UnknownSource,
            "transit" => Self::Transit(TransferId(uuid(id)?)),
            "distributed" => Self::Distributed(PointId(uuid(id)?)),
            "consumed" => Self::Consumed(SiteId(uuid(id)?)),
            "loss" => {
                let cause = LossCause::ALL.iter().find(|cause| cause.word() == id);
                Self::Loss(*cause.ok_or_else(refuse)?)
            }
            "disposed" => Self::Disposed(SiteId(uuid(id)?)),
            "variance" => Self::Variance(CountId(uuid(id)?)),
            "returned" => Self::Returned(PartyId(uuid(id)?)),
            "partner" => Self::Partner(PartyId(uuid(id)?)),
            "kit" => Self::KitWork(KitBuildId(uuid(id)?)),
            _ => return Err(refuse()),
        })
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
    /// Held back until somebody has looked.
    Quarantine,
    Expired,
    Recalled,
}

impl Condition {
    /// Every condition, the usable one first.
    pub const ALL: &[Self] = &[
        Self::Good,
        Self::Damaged,
        Self::Quarantine,
        Self::Expired,
        Self::Recalled,
    ];
}

/// The movement types of the domain, as a stock card names them.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Movement {
    Receipt,
    ReceiptRefused,
    Issue,
    InternalMove,
    ConditionChange,
    Consumption,
    TransferOut,
    TransferIn,
    ReturnFromUser,
    ReturnToDonor,
    LoanOut,
    LoanBack,
    Loss,
    Disposal,
    CountGain,
    CountLoss,
    KitBuild,
    KitBreak,
    Repack,
    OwnershipChange,
    Opening,
    Reversal,
}

/// One movement line, derived from an entry by `fold`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    pub movement: Movement,
    pub lot: LotId,
    /// As it left `from`.
    pub condition: Condition,
    /// As it arrived at `to`: another one where goods broke on the road, or were found to be fit again.
    pub to_condition: Condition,
    pub from: Node,
    pub to: Node,
    /// Base units, 1 ≤ n < 2^53.
    pub quantity: i64,
}
