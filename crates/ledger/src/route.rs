//! Where an entry of each kind is at home, who may write it there, and which other scopes see it: one table, [`routes`],
//! for who writes an entry and for who judges it.
//!
//! What a newcomer gets wrong: not all of `also` follows from the body. A confirmation names its acceptance, and the sites
//! that expect it stand in the proposal: who writes adds those who are concerned, and [`More`] says who they may be.

use std::collections::BTreeSet;

use crate::body::{
    Body, ConsignmentStep, Differing, DocumentKind, DocumentReversed, MoveKind, RecordMove,
};
use crate::fold::StockDocument as _;
use crate::ids::SiteId;
use crate::role::{Action, Role, roles};
use crate::scope::Scope;

/// One way for an entry into the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    pub home: Scope,
    pub action: Action,
    needed: BTreeSet<Scope>,
    more: More,
}

/// Who may see an entry besides those its body names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum More {
    Nobody,
    /// The sites concerned.
    Sites,
    Office,
    /// Whoever sees what it is about.
    Anyone,
}

impl Route {
    fn new(home: Scope, action: Action) -> Self {
        Self {
            home,
            action,
            needed: BTreeSet::new(),
            more: More::Nobody,
        }
    }

    fn site(site: SiteId, action: Action) -> Self {
        Self::new(Scope::Site(site), action)
    }

    fn office(action: Action) -> Self {
        Self::new(Scope::Coordination, action)
    }

    fn catalogue(action: Action) -> Self {
        Self::new(Scope::Catalogue, action)
    }

    fn funds(action: Action) -> Self {
        Self::new(Scope::Funds, action)
    }

    fn seen_by(mut self, scopes: impl IntoIterator<Item = Scope>) -> Self {
        self.needed.extend(scopes);
        self.needed.remove(&self.home);
        self
    }

    fn seen_by_office(self) -> Self {
        self.seen_by([Scope::Coordination])
    }

    fn seen_by_sites(self, sites: impl IntoIterator<Item = SiteId>) -> Self {
        self.seen_by(sites.into_iter().map(Scope::Site))
    }

    fn and(self, more: More) -> Self {
        Self { more, ..self }
    }

    /// The scopes that see the entry besides its home, with those `concerned` by facts outside the body.
    #[must_use]
    pub fn also(&self, concerned: &[Scope]) -> Vec<Scope> {
        let mut also = self.needed.clone();
        also.extend(concerned);
        also.remove(&self.home);
        also.into_iter().collect()
    }

    /// Whether an entry may name these scopes: all that it must, and no other than it may.
    #[must_use]
    pub fn admits(&self, also: &[Scope]) -> bool {
        let may = |scope: &Scope| match (self.more, scope) {
            (More::Sites, Scope::Site(_))
            | (More::Office, Scope::Coordination)
            | (
                More::Anyone,
                Scope::Catalogue | Scope::Coordination | Scope::Funds | Scope::Site(_),
            ) => true,
            (
                More::Nobody | More::Sites | More::Office,
                Scope::Catalogue | Scope::Coordination | Scope::Funds | Scope::Site(_),
            ) => self.needed.contains(scope) || *scope == self.home,
        };
        self.needed.iter().all(|scope| also.contains(scope)) && also.iter().all(may)
    }
}

/// The ways of a body into the journal; none for what the server alone writes.
#[must_use]
#[expect(clippy::too_many_lines, reason = "one table, read from top to bottom")]
pub fn routes(body: &Body) -> Vec<Route> {
    let route = match body {
        // Who may work at what stays the server's own.
        Body::OperationOpened(_)
        | Body::PersonRegistered(_)
        | Body::DeviceEnrolled(_)
        | Body::DeviceRevoked(_) => return Vec::new(),
        Body::DocumentReversed(body) => return reversal(body),
        Body::StageMoved(body) => return moves(&body.record),
        Body::StockReserved(body) => return site_or_office(body.site, Action::ReserveStock),
        Body::ReservationEnded(body) => return site_or_office(body.site, Action::ReserveStock),
        Body::TransferSettled(body) => {
            let both = site_or_office(body.site, Action::SettleTransfer);
            let seen = |route: Route| route.seen_by_sites([body.to]);
            return both.into_iter().map(seen).collect();
        }

        Body::ItemGroupRegistered(_) | Body::ItemRegistered(_) | Body::PackagingRegistered(_) => {
            Route::catalogue(Action::MaintainItems)
        }
        Body::PartyRegistered(_) => Route::catalogue(Action::MaintainParties),
        Body::SiteRegistered(_) => Route::catalogue(Action::MaintainSites),
        Body::NormRegistered(_) => Route::catalogue(Action::MaintainNorms),
        Body::RecordsMerged(_) | Body::MergeUndone(_) => Route::catalogue(Action::MergeRecords),
        Body::ProposalSettled(_) => Route::catalogue(Action::SettleProposal),
        Body::LimitSet(_) => Route::catalogue(Action::SetLimit),

        Body::ActivationRecorded(_) => Route::office(Action::RecordActivation),
        Body::RequestRecorded(body) => Route::office(Action::RecordRequest)
            .seen_by_sites(body.lines.iter().filter_map(|line| line.site)),
        Body::OfferReceived(_) => Route::office(Action::RecordOffer),
        // A site reads the others' acceptances in the catalogue: else it could not tell that its goods are contested.
        Body::AcceptanceProposed(body) => Route::office(Action::ProposeAcceptance)
            .seen_by([Scope::Catalogue])
            .seen_by_sites(body.lines.iter().map(|line| line.site)),
        Body::AcceptanceConfirmed(_) => Route::office(Action::ConfirmAcceptance)
            .seen_by([Scope::Catalogue])
            .and(More::Sites),
        Body::AcceptanceReduced(_) => Route::office(Action::ReduceAcceptance)
            .seen_by([Scope::Catalogue])
            .and(More::Sites),
        Body::TransportPlanned(_) => Route::office(Action::PlanTransport),
        Body::ClosureSigned(_) => Route::office(Action::SignClosure),
        // Announced again for the site to which the goods are diverted.
        Body::ConsignmentAnnounced(body) => Route::office(Action::AnnounceConsignment)
            .seen_by_sites([body.site])
            .and(More::Sites),
        Body::ReceiptMatched(_) => Route::office(Action::MatchReceipt).and(More::Sites),
        Body::SynonymConfirmed(_) => Route::office(Action::ConfirmSynonym),
        // A computer enrolled before the office kept the catalogue writes none; what it says here goes to the catalogue's readers.
        Body::KitDefined(_) => Route::office(Action::DefineKit).seen_by([Scope::Catalogue]),
        Body::AccessNoteRecorded(body) => Route::office(Action::RecordAccessNote)
            .seen_by_sites([body.site])
            .and(More::Sites),
        Body::DeploymentRecorded(_) | Body::AssetRecorded(_) | Body::FigureRecorded(_) => {
            Route::office(Action::RecordRegister)
        }
        // Where the numbers are that it explains.
        Body::DifferenceExplained(body) => match body.of {
            Differing::Figure { .. } => Route::office(Action::ExplainFigure),
            Differing::StatedTotal { .. } => Route::funds(Action::ExplainTotal),
            Differing::HeadCount { site, .. } => {
                Route::site(site, Action::ExplainHeads).seen_by_office()
            }
        },
        // It goes wherever the entries went that it settles.
        Body::TaskResolved(body) => {
            let row = body.kind.row();
            if !row.choices.contains(&body.choice) {
                return Vec::new();
            }
            Route::new(body.kind.home(body.site), row.owner).and(More::Anyone)
        }

        Body::DecisionRecorded(_) => Route::funds(Action::RecordDecision),
        Body::AllocationRecorded(_) => Route::funds(Action::RecordAllocation),
        Body::StatedTotalRecorded(_) => Route::funds(Action::RecordStatedTotal),

        Body::PointRegistered(body) => Route::site(body.site, Action::PostIssue),
        Body::PlaceRegistered(body) => Route::site(body.site, Action::MoveStock),
        Body::ReceiptPosted(body) => Route::site(body.site, Action::PostReceipt).seen_by_office(),
        Body::IssuePosted(body) => Route::site(body.site, Action::PostIssue),
        Body::StockMoved(body) => {
            let writes_off = matches!(body.how.kind(), MoveKind::Loss | MoveKind::Disposal);
            let action = if writes_off {
                Action::WriteOff
            } else {
                Action::MoveStock
            };
            let approved = body.needs_approval().then_some(Scope::Coordination);
            Route::site(body.site, action).seen_by(approved)
        }
        Body::DocumentApproved(body) => {
            Route::site(body.site, Action::ApproveAtSite).seen_by_office()
        }
        Body::TransferDispatched(body) => Route::site(body.site, Action::DispatchTransfer)
            .seen_by_office()
            .seen_by_sites([body.to]),
        Body::TransferReceived(body) => Route::site(body.site, Action::ReceiveTransfer)
            .seen_by_office()
            .seen_by_sites([body.from]),
        Body::ReceiptMatchedToDispatch(body) => Route::site(body.site, Action::MatchDispatch)
            .seen_by_office()
            .seen_by_sites([body.from]),
        Body::CountPosted(body) => Route::site(body.site, Action::PostCount),
        Body::OpeningPosted(body) => Route::site(body.site, Action::PostOpening).seen_by_office(),
        Body::KitBuilt(body) => Route::site(body.site, Action::MakeKits),
        Body::KitBroken(body) => Route::site(body.site, Action::MakeKits),
        Body::ItemProposed(body) => Route::site(body.site, Action::ProposeItem),
        Body::HeadCountRecorded(body) => {
            Route::site(body.site, Action::RecordHeadCount).seen_by_office()
        }
    };
    vec![route]
}

/// The way on which a body may stand in a scope, written in this role.
#[must_use]
pub fn way(body: &Body, home: Scope, role: Role) -> Option<Route> {
    let permits = |route: &Route| route.home == home && roles(route.action).contains(&role);
    routes(body).into_iter().find(permits)
}

/// Whether an entry that the server took stands where its kind may. A server judges the kinds that it knows; one of a
/// newer kind it passes on, and whoever knows the kind judges for it.
///
/// What a newcomer gets wrong: who sees the entry is not asked. It has been seen.
#[must_use]
pub fn stands(body: &Body, home: Scope, role: Role) -> bool {
    let by_server_alone = home == Scope::Catalogue && routes(body).is_empty();
    by_server_alone || way(body, home, role).is_some()
}

/// What a site says, and the office too, each in its own scope and seen by the other.
fn site_or_office(site: SiteId, action: Action) -> Vec<Route> {
    vec![
        Route::site(site, action).seen_by_office(),
        Route::office(action).seen_by_sites([site]),
    ]
}

/// A reversal lives where its document does, and goes wherever that went.
fn reversal(body: &DocumentReversed) -> Vec<Route> {
    let at_site = || Route::site(body.site, Action::ReverseAtSite);
    match body.document_kind {
        DocumentKind::Match => vec![
            Route::office(Action::WithdrawMatch)
                .seen_by_sites([body.site])
                .and(More::Sites),
        ],
        DocumentKind::TransferSettlement => vec![
            at_site().seen_by_office().and(More::Sites),
            Route::office(Action::SettleTransfer)
                .seen_by_sites([body.site])
                .and(More::Sites),
        ],
        DocumentKind::Receipt
        | DocumentKind::Transfer
        | DocumentKind::TransferReceipt
        | DocumentKind::DispatchMatch => vec![at_site().seen_by_office().and(More::Sites)],
        DocumentKind::Opening => vec![at_site().seen_by_office()],
        // Of those alone that needed a second person.
        DocumentKind::StockMove => vec![at_site().and(More::Office)],
        DocumentKind::Issue
        | DocumentKind::Count
        | DocumentKind::KitBuild
        | DocumentKind::KitBreak => vec![at_site()],
        DocumentKind::Activation
        | DocumentKind::Offer
        | DocumentKind::Acceptance
        | DocumentKind::Reversal
        | DocumentKind::Decision
        | DocumentKind::Allocation
        | DocumentKind::StatedTotal
        | DocumentKind::Reservation
        | DocumentKind::Request
        | DocumentKind::Transport
        | DocumentKind::Consignment => Vec::new(),
    }
}

/// Moves are coordination's, but a discrepancy has two ends: the site settles it in its own scope.
fn moves(record: &RecordMove) -> Vec<Route> {
    let route = match record {
        RecordMove::Activation { .. } => Route::office(Action::MoveActivation),
        RecordMove::Request { .. } => Route::office(Action::RecordRequest).and(More::Sites),
        RecordMove::Offer { .. } => Route::office(Action::MoveOffer).and(More::Sites),
        RecordMove::Acceptance { .. } => Route::office(Action::ReduceAcceptance)
            .seen_by([Scope::Catalogue])
            .and(More::Sites),
        RecordMove::Transport { .. } => Route::office(Action::PlanTransport),
        RecordMove::Consignment { to, .. } => {
            let new = if let ConsignmentStep::Diverted { site } = to {
                Some(*site)
            } else {
                None
            };
            Route::office(Action::AnnounceConsignment)
                .seen_by_sites(new)
                .and(More::Sites)
        }
        RecordMove::Discrepancy { site, .. } => {
            return vec![
                Route::office(Action::SettleDiscrepancy).seen_by_sites([*site]),
                Route::site(*site, Action::SettleAtSite).seen_by_office(),
            ];
        }
    };
    vec![route]
}
