//! Activations, offers, acceptances, and receipts that wait for their acceptance.

use ledger::amount::Amount;
use ledger::body::{OfferSource, OfferedCondition, Title, Unit};
use ledger::ids::{
    AcceptanceId, AcceptanceLineId, ActivationId, ConsignmentId, ConsignmentLineId, ItemGroupId,
    ItemId, LotId, MatchId, OfferId, OfferLineId, PartyId, PersonId, ReceiptId, SiteId,
};
use ledger::quantity::StatedQuantity;
use ledger::stages::{ActivationStage, OfferStage, OfferStanding};
use ledger::text::Names;

use super::chain::MoveView;
use super::goods::{DocumentRow, EntryMark};
use super::views;
use crate::total_units::total_units;

#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
    ts_rs::TS,
)]
#[serde(rename_all = "snake_case")]
pub enum AcceptanceState {
    Proposed,
    Confirmed,
    /// Given up wholly.
    Cancelled,
}

views! {
    pub struct ActivationView {
        pub document: DocumentRow,
        pub entry: EntryMark,
        pub id: ActivationId,
        pub requesting_state: PartyId,
        pub requesting_state_names: Names,
        pub ucpm_number: Option<String>,
        pub hazard: String,
        pub requested_on: String,
        pub source: Option<String>,
        /// Number of the disaster in the GLIDE register.
        pub glide: Option<String>,
        pub note: Option<String>,
        pub offers: u32,
        pub stage: ActivationStage,
        /// Where it may be moved from here.
        pub next: Vec<ActivationStage>,
        pub moves: Vec<MoveView>,
    }

    pub struct OfferView {
        pub document: DocumentRow,
        pub entry: EntryMark,
        pub id: OfferId,
        pub activation: ActivationId,
        pub donor: PartyId,
        pub donor_names: Names,
        pub source: OfferSource,
        pub offered_on: Option<String>,
        pub value: Amount,
        pub reference: Option<String>,
        pub lines: Vec<OfferLineView>,
        pub acceptances: Vec<AcceptanceView>,
        /// With what acceptances took and, where a call gives it, on the day of the reading.
        pub stage: OfferStage,
        /// By moves alone.
        pub moved_to: OfferStage,
        /// Where it may be moved from here.
        pub next: Vec<OfferStage>,
        /// Its activation is closed, as far as is known: nothing more of it is taken.
        pub activation_closed: bool,
        pub valid_until: Option<String>,
        pub available_from: Option<String>,
        pub transport_need: Option<String>,
        pub moves: Vec<MoveView>,
    }

    pub struct OfferLineView {
        pub id: OfferLineId,
        pub text: String,
        pub group: Option<ItemGroupId>,
        pub group_names: Option<Names>,
        pub item: Option<ItemId>,
        pub item_names: Option<Names>,
        pub unit: Option<Unit>,
        pub quantity: StatedQuantity,
        pub title: Title,
        /// Confirmed and proposed together.
        #[ts(type = "number")]
        pub accepted: i64,
        pub packaging: Option<String>,
        #[ts(type = "number | null")]
        pub weight_g: Option<i64>,
        #[ts(type = "number | null")]
        pub volume_dm3: Option<i64>,
        pub condition: Option<OfferedCondition>,
        pub expiry: Option<String>,
    }

    pub struct AcceptanceView {
        pub document: DocumentRow,
        pub entry: EntryMark,
        pub id: AcceptanceId,
        pub offer: OfferId,
        pub donor: PartyId,
        pub donor_names: Names,
        pub state: AcceptanceState,
        pub proposed_by: PersonId,
        pub proposed_by_name: String,
        pub confirmed_by: Option<PersonId>,
        pub confirmed_by_name: Option<String>,
        pub lines: Vec<AcceptanceLineView>,
        /// On which the goods are taken, in the proposer's words.
        pub conditions: Option<String>,
        /// Some line was reduced after it was proposed.
        pub reduced: bool,
        /// Acceptances before it in fold order left too little of the offer.
        pub contested: bool,
        /// The donor had withdrawn the offer before it in fold order.
        pub after_withdrawal: bool,
        /// Its activation is closed, as far as is known: it is neither confirmed nor reduced, and nothing is announced for it.
        pub activation_closed: bool,
        /// It may be given up wholly: nothing of it has come or is under way.
        pub cancellable: bool,
        pub moves: Vec<MoveView>,
    }

    pub struct AcceptanceLineView {
        pub id: AcceptanceLineId,
        pub offer_line: OfferLineId,
        pub item: ItemId,
        pub item_code: String,
        pub item_names: Names,
        pub unit: Unit,
        #[ts(type = "number")]
        pub quantity: i64,
        /// What it was before it was reduced.
        #[ts(type = "number")]
        pub proposed: i64,
        /// Received against it or matched to it so far.
        #[ts(type = "number")]
        pub received: i64,
        pub site: SiteId,
        pub site_name: String,
    }

    /// An unannounced receipt beside the confirmed acceptance of the same donor that answers it best.
    pub struct MatchProposal {
        pub receipt: ReceiptId,
        pub receipt_number: String,
        pub site: SiteId,
        pub site_name: String,
        pub occurred_on: String,
        pub donor: PartyId,
        pub donor_names: Names,
        /// Null when no acceptance of this donor fits.
        pub acceptance: Option<AcceptanceId>,
        pub lines: Vec<MatchProposalLine>,
        /// Lines of the acceptance's consignments with which its goods may have come.
        pub consignments: Vec<MatchProposalConsignment>,
    }

    pub struct MatchProposalLine {
        pub lot: LotId,
        pub item: ItemId,
        pub item_names: Names,
        pub unit: Unit,
        /// Good, damaged and refused together, as counted.
        #[ts(type = "number")]
        pub received: i64,
        pub acceptance_line: Option<AcceptanceLineId>,
        #[ts(type = "number | null")]
        pub accepted: Option<i64>,
        /// What linking would count against the acceptance line.
        #[ts(type = "number")]
        pub quantity: i64,
        /// The line of a consignment with which it probably came; null for goods that nobody announced.
        pub consignment_line: Option<ConsignmentLineId>,
    }

    /// A confirmed acceptance of a receipt's donor that still expects something the receipt brought.
    pub struct MatchCandidate {
        pub acceptance: AcceptanceId,
        pub number: String,
        pub occurred_on: String,
        pub lines: Vec<MatchCandidateLine>,
        /// Lines of its consignments with which its goods may have come.
        pub consignments: Vec<MatchProposalConsignment>,
        /// How the lots of the receipt would be linked to it; every lot has a line.
        pub suggested: Vec<MatchProposalLine>,
    }

    pub struct MatchCandidateLine {
        pub id: AcceptanceLineId,
        pub item: ItemId,
        pub item_names: Names,
        pub unit: Unit,
        pub site_name: String,
        #[ts(type = "number")]
        pub accepted: i64,
        /// Accepted less what was received against it or linked to it; never below 0.
        #[ts(type = "number")]
        pub left: i64,
    }

    /// A link opened: of one receipt with one acceptance, line by line.
    pub struct MatchView {
        pub document: DocumentRow,
        pub entry: EntryMark,
        pub id: MatchId,
        /// It is the one that counts for its receipt.
        pub stands: bool,
        pub receipt: ReceiptId,
        pub receipt_number: String,
        pub acceptance: AcceptanceId,
        /// Empty where the acceptance has not arrived.
        pub acceptance_number: String,
        pub donor_names: Names,
        pub reversal_reason: Option<String>,
        /// Every lot of the receipt, also one of which nothing is linked.
        pub lines: Vec<MatchProposalLine>,
        /// Those that it names.
        pub consignments: Vec<MatchProposalConsignment>,
    }

    pub struct MatchProposalConsignment {
        pub consignment: ConsignmentId,
        /// Its waybill or vehicle; empty where neither is known.
        pub number: String,
        pub consignment_line: ConsignmentLineId,
        pub acceptance_line: AcceptanceLineId,
        /// Dispatched less counted.
        #[ts(type = "number")]
        pub left: i64,
    }
}

impl OfferView {
    /// How it stands by moves and confirmed acceptances; a contested acceptance takes nothing.
    #[must_use]
    pub fn standing(&self) -> OfferStanding {
        let taken = |line: OfferLineId| -> i64 {
            let counts = |one: &&AcceptanceView| {
                one.state == AcceptanceState::Confirmed && !one.contested && !one.after_withdrawal
            };
            let acceptances = self.acceptances.iter().filter(counts);
            let lines = acceptances.flat_map(|one| &one.lines);
            total_units(
                lines
                    .filter(|one| one.offer_line == line)
                    .map(|one| one.quantity),
            )
        };
        let full = |line: &OfferLineView| {
            let taken = taken(line.id);
            taken > 0 && line.quantity.ceiling().is_none_or(|most| taken >= most)
        };
        OfferStanding {
            moved_to: self.moved_to,
            some_accepted: self.lines.iter().any(|line| taken(line.id) > 0),
            all_accepted: !self.lines.is_empty() && self.lines.iter().all(full),
            valid_until: self.valid_until.as_deref().and_then(|day| day.parse().ok()),
        }
    }
}
