//! One newtype per identity, all of them UUIDv7 minted by the caller (this crate has no randomness).

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
        #[serde(transparent)]
        #[ts(type = "string")]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )+};
}

ids! {
    /// One response operation ("Lithuania 2021"): one ledger, one server row, one file per device.
    OperationId,
    /// One enrolled computer.
    DeviceId,
    PersonId,
    /// A state, EU body, agency, society or host authority.
    PartyId,
    SiteId,
    /// A place inside a site to which goods are issued (a dormitory block, a family area).
    PointId,
    ItemGroupId,
    ItemId,
    ActivationId,
    OfferId,
    OfferLineId,
    AcceptanceId,
    AcceptanceLineId,
    ReceiptId,
    /// A line of a receipt; also the identity of the lot it creates, which is what makes provenance unbreakable.
    LotId,
    IssueId,
    IssueLineId,
    ReversalId,
    MatchId,
    DecisionId,
    AllocationId,
    StatedTotalId,
    DraftId,
    /// An area or bin inside a site.
    PlaceId,
    /// A waybill between two sites, from its dispatch on.
    TransferId,
    /// The receiver's own document about a transfer.
    TransferReceiptId,
    CountId,
    KitId,
    KitBuildId,
    KitBreakId,
    OpeningId,
    StockMoveId,
    ReservationId,
    PackagingId,
    /// One a kind of limit; see `body::LimitKind::id`.
    LimitId,
    /// What closes the rest of a transfer.
    SettlementId,
    /// A request for assistance; its versions share it.
    RequestId,
    RequestLineId,
    TransportId,
    ConsignmentId,
    ConsignmentLineId,
    /// A difference between paper and goods: one kind on one receipt line.
    DiscrepancyId,
    /// One change of stage.
    MoveId,
    /// One reduction of an acceptance.
    ReductionId,
    /// One signed list of what remains of an activation.
    ClosureId,
    /// One remembered wording.
    SynonymId,
    /// What a site would have the catalogue say.
    ProposalId,
    MergeId,
    AccessNoteId,
    HeadCountId,
    NormId,
    DeploymentId,
    AssetId,
    FigureId,
    /// What a person said of a difference between a stated number and a computed one.
    ExplanationId,
    /// What devices that were apart left to settle; see `task`.
    TaskId,
    /// A record of the catalogue or of a register, whichever it is.
    RecordId,
}

/// Any document a person can open, by the identity its first entry carries.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(transparent)]
#[ts(type = "string")]
pub struct DocumentId(pub Uuid);

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

macro_rules! documents {
    ($($name:ident),+) => {$(
        impl From<$name> for DocumentId {
            fn from(id: $name) -> Self {
                Self(id.0)
            }
        }
    )+};
}

documents!(
    ActivationId,
    OfferId,
    AcceptanceId,
    ReceiptId,
    IssueId,
    MatchId,
    ReversalId,
    DecisionId,
    AllocationId,
    StatedTotalId,
    TransferId,
    TransferReceiptId,
    CountId,
    KitBuildId,
    KitBreakId,
    OpeningId,
    StockMoveId,
    SettlementId,
    ReservationId,
    RequestId,
    TransportId,
    ConsignmentId,
    DiscrepancyId,
    MoveId,
    ReductionId,
    SynonymId
);
