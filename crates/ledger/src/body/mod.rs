//! Entry bodies: what each kind of entry says. They are stored for ever, so fields are only ever added, and added
//! optional; a golden file in `tests/golden` holds one of every kind and version ever shipped.

mod catalogue;
mod chain;
mod closures;
mod coordination;
mod explained;
mod funds;
mod goods;
mod moves;
mod needs;
mod packaging;
mod packed;
mod registers;
mod stock;
mod tasks;

pub use catalogue::*;
pub use chain::*;
pub use closures::*;
pub use coordination::*;
pub use explained::*;
pub use funds::*;
pub use goods::*;
pub use moves::*;
pub use needs::*;
pub use packaging::*;
pub use packed::*;
pub use registers::*;
pub use stock::*;
pub use tasks::*;

use serde::Serialize;

macro_rules! bodies {
    ($($kind:literal => $name:ident),+ $(,)?) => {
        /// What one entry says. `kind` is the word in the envelope; every body so far has schema 1.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Body {
            $($name($name),)+
        }

        /// Every kind this program understands, in the order of declaration.
        pub const KINDS: &[&str] = &[$($kind),+];

        impl Body {
            /// The word that stands for this kind in the envelope.
            #[must_use]
            pub fn kind(&self) -> &'static str {
                match self {
                    $(Self::$name(_) => $kind,)+
                }
            }

            /// The version of the body's schema.
            #[must_use]
            pub fn schema(&self) -> u32 {
                1
            }

            /// Compact JSON of the body alone.
            ///
            /// # Panics
            /// Never: every body serialises.
            #[must_use]
            pub fn to_json(&self) -> String {
                fn text(body: &impl Serialize) -> String {
                    serde_json::to_string(body).expect("entry bodies always serialise")
                }
                match self {
                    $(Self::$name(body) => text(body),)+
                }
            }

            /// Reads a body of a known kind and schema.
            ///
            /// # Errors
            /// `Unknown` when this program is older than the entry; `Malformed` when the JSON does not fit the kind.
            pub fn from_json(kind: &str, schema: u32, json: &str) -> Result<Self, BodyError> {
                match (kind, schema) {
                    $(($kind, 1) => serde_json::from_str(json)
                        .map(Self::$name)
                        .map_err(|cause| BodyError::Malformed { kind: kind.to_owned(), cause: cause.to_string() }),)+
                    _ => Err(BodyError::Unknown { kind: kind.to_owned(), schema }),
                }
            }
        }

        $(impl From<$name> for Body {
            fn from(body: $name) -> Self {
                Self::$name(body)
            }
        })+
    };
}

/// Why a body cannot be read. An unknown one is stored, forwarded and shown as "needs an update".
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BodyError {
    #[error("entry kind {kind} (schema {schema}) is newer than this program")]
    Unknown { kind: String, schema: u32 },
    #[error("entry of kind {kind} cannot be read: {cause}")]
    Malformed { kind: String, cause: String },
}

bodies! {
    "operation_opened" => OperationOpened,
    "item_group_registered" => ItemGroupRegistered,
    "item_registered" => ItemRegistered,
    "party_registered" => PartyRegistered,
    "site_registered" => SiteRegistered,
    "point_registered" => PointRegistered,
    "person_registered" => PersonRegistered,
    "device_enrolled" => DeviceEnrolled,
    "device_revoked" => DeviceRevoked,
    "activation_recorded" => ActivationRecorded,
    "offer_received" => OfferReceived,
    "acceptance_proposed" => AcceptanceProposed,
    "acceptance_confirmed" => AcceptanceConfirmed,
    "receipt_matched" => ReceiptMatched,
    "receipt_posted" => ReceiptPosted,
    "issue_posted" => IssuePosted,
    "document_reversed" => DocumentReversed,
    "decision_recorded" => DecisionRecorded,
    "allocation_recorded" => AllocationRecorded,
    "stated_total_recorded" => StatedTotalRecorded,
    "document_approved" => DocumentApproved,
    "place_registered" => PlaceRegistered,
    "stock_moved" => StockMoved,
    "limit_set" => LimitSet,
    "transfer_dispatched" => TransferDispatched,
    "transfer_received" => TransferReceived,
    "transfer_settled" => TransferSettled,
    "receipt_matched_to_dispatch" => ReceiptMatchedToDispatch,
    "count_posted" => CountPosted,
    "opening_posted" => OpeningPosted,
    "kit_defined" => KitDefined,
    "kit_built" => KitBuilt,
    "kit_broken" => KitBroken,
    "stock_reserved" => StockReserved,
    "reservation_ended" => ReservationEnded,
    "stage_moved" => StageMoved,
    "request_recorded" => RequestRecorded,
    "acceptance_reduced" => AcceptanceReduced,
    "transport_planned" => TransportPlanned,
    "consignment_announced" => ConsignmentAnnounced,
    "synonym_confirmed" => SynonymConfirmed,
    "packaging_registered" => PackagingRegistered,
    "item_proposed" => ItemProposed,
    "proposal_settled" => ProposalSettled,
    "records_merged" => RecordsMerged,
    "merge_undone" => MergeUndone,
    "access_note_recorded" => AccessNoteRecorded,
    "head_count_recorded" => HeadCountRecorded,
    "norm_registered" => NormRegistered,
    "deployment_recorded" => DeploymentRecorded,
    "asset_recorded" => AssetRecorded,
    "figure_recorded" => FigureRecorded,
    "task_resolved" => TaskResolved,
    "closure_signed" => ClosureSigned,
    "difference_explained" => DifferenceExplained,
}
