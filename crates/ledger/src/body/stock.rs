//! The scope of a site: plain movements of stock, from a shelf to another, out of the store and back.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use crate::ids::{
    ItemId, LimitId, LotId, PackagingId, PartyId, PlaceId, PointId, SiteId, StockMoveId,
};
use crate::posting::{Condition, LossCause};

/// Kinds of plain movement.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum MoveKind {
    InternalMove,
    ConditionChange,
    Consumption,
    ReturnFromUser,
    ReturnToDonor,
    LoanOut,
    LoanBack,
    Loss,
    Disposal,
    OwnershipChange,
    Repack,
}

/// What kind of movement it is, and what that kind alone says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum MoveHow {
    /// To another place of the same site; null: to no named place.
    InternalMove {
        to: Option<PlaceId>,
    },
    ConditionChange {
        to: Condition,
    },
    /// Used up by the site itself.
    Consumption,
    ReturnFromUser {
        point: PointId,
    },
    ReturnToDonor {
        party: PartyId,
    },
    LoanOut {
        party: PartyId,
        due_on: NaiveDate,
    },
    LoanBack {
        party: PartyId,
    },
    /// `report`: number of the report on it (police, carrier, own).
    Loss {
        cause: LossCause,
        report: String,
    },
    Disposal {
        certificate: String,
    },
    /// Another holds the title from now on; the goods stay.
    OwnershipChange {
        from: PartyId,
        to: PartyId,
        certificate: String,
    },
    /// Other packs around the same base units.
    Repack {
        from: PackagingId,
        to: PackagingId,
    },
}

/// Units of one lot, where they stand in the site and in which condition; for goods that come back, where they are put
/// and in which condition they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockMoveLine {
    pub lot: LotId,
    pub item: ItemId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceId>,
    pub condition: Condition,
    pub quantity: i64,
}

/// A plain movement. The entry's `reason` says why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockMoved {
    pub id: StockMoveId,
    /// `PAB-MOV-21-B-00001`, `PAB-LOS-21-B-00001`, …
    pub number: String,
    pub site: SiteId,
    pub how: MoveHow,
    /// It posts nothing before a second person approves it: a write-off above the limit that its author knew.
    pub approval: bool,
    pub lines: Vec<StockMoveLine>,
}

impl MoveHow {
    #[must_use]
    pub fn kind(&self) -> MoveKind {
        match self {
            Self::InternalMove { .. } => MoveKind::InternalMove,
            Self::ConditionChange { .. } => MoveKind::ConditionChange,
            Self::Consumption => MoveKind::Consumption,
            Self::ReturnFromUser { .. } => MoveKind::ReturnFromUser,
            Self::ReturnToDonor { .. } => MoveKind::ReturnToDonor,
            Self::LoanOut { .. } => MoveKind::LoanOut,
            Self::LoanBack { .. } => MoveKind::LoanBack,
            Self::Loss { .. } => MoveKind::Loss,
            Self::Disposal { .. } => MoveKind::Disposal,
            Self::OwnershipChange { .. } => MoveKind::OwnershipChange,
            Self::Repack { .. } => MoveKind::Repack,
        }
    }

    /// The middle of the document's number.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::InternalMove { .. } => "MOV",
            Self::ConditionChange { .. } => "CND",
            Self::Consumption => "CON",
            Self::ReturnFromUser { .. } => "RET",
            Self::ReturnToDonor { .. } => "RTD",
            Self::LoanOut { .. } => "LOA",
            Self::LoanBack { .. } => "LOB",
            Self::Loss { .. } => "LOS",
            Self::Disposal { .. } => "DIS",
            Self::OwnershipChange { .. } => "OWN",
            Self::Repack { .. } => "REP",
        }
    }

    /// The other party, if there is one.
    #[must_use]
    pub fn party(&self) -> Option<PartyId> {
        match self {
            Self::ReturnToDonor { party }
            | Self::LoanOut { party, .. }
            | Self::LoanBack { party }
            | Self::OwnershipChange { to: party, .. } => Some(*party),
            Self::InternalMove { .. }
            | Self::ConditionChange { .. }
            | Self::Consumption
            | Self::ReturnFromUser { .. }
            | Self::Loss { .. }
            | Self::Disposal { .. }
            | Self::Repack { .. } => None,
        }
    }
}

/// What a limit is about.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum LimitKind {
    WriteOff,
    CountVariance,
}

impl LimitKind {
    pub const ALL: &[Self] = &[Self::WriteOff, Self::CountVariance];

    /// What limits of this kind fold under: the last one set counts.
    #[must_use]
    pub fn id(self) -> LimitId {
        LimitId(Uuid::from_u128(match self {
            Self::WriteOff => 1,
            Self::CountVariance => 2,
        }))
    }
}

/// Base units of one item, in one document, up to which no second person is needed. While none is set, every one needs
/// a second person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LimitSet {
    pub kind: LimitKind,
    pub units: i64,
}
