//! The status of an entry: integrated, or quarantined with a reason. Never a refusal.
//!
//! What a newcomer gets wrong: an entry whose author could not yet know that a grant had been withdrawn (its `saw` is
//! older) is integrated; so the grants of every version since then count.

use std::str::FromStr;

use ledger::body::{Body, BodyError, DocumentKind, MoveKind, RecordMove};
use ledger::ids::SiteId;
use ledger::role::{Action, Grant, Role, TABLE};
use ledger::scope::Scope;
use proof::entry::Envelope;

use super::Append;
use crate::store::{Device, StoreError};

/// What was decided about one entry.
pub(super) struct Verdict {
    /// Home scope first, then the others that see it.
    pub(super) scopes: Vec<String>,
    /// A stable code, or `None` for an integrated entry.
    pub(super) quarantine: Option<&'static str>,
    /// The body, when this program understands it.
    pub(super) body: Option<Body>,
}

impl Append<'_> {
    pub(super) fn judge(
        &mut self,
        device: &Device,
        home: Scope,
        entry: &Envelope,
    ) -> Result<Verdict, StoreError> {
        let mut scopes = vec![home.to_string()];
        let mut unknown_scope = false;
        for text in &entry.also {
            let known = match Scope::from_str(text) {
                // One spelling a scope: another would open a log that nobody reads.
                Ok(scope) if scope.to_string() != *text => false,
                Ok(Scope::Site(site)) => self.knows_site(site.0)?,
                Ok(Scope::Catalogue | Scope::Coordination | Scope::Funds) => true,
                Err(_) => false,
            };
            if !known {
                unknown_scope = true;
            } else if !scopes.contains(text) {
                scopes.push(text.clone());
            }
        }
        // A kind of a later version is stored and forwarded, and its rights are those of its role.
        let (body, unreadable) = match Body::from_json(&entry.kind, entry.schema, entry.body.get())
        {
            Ok(body) => (Some(body), false),
            Err(BodyError::Unknown { .. }) => (None, false),
            Err(BodyError::Malformed { .. }) => (None, true),
        };
        let quarantine = if device.revoked_at_pos.is_some() {
            Some("device-revoked")
        } else if !allows(&device.writes, &home.to_string()) {
            Some("scope-not-writable")
        } else if unknown_scope {
            Some("scope-unknown")
        } else if unreadable {
            Some("body-unreadable")
        } else if device.device == self.operation.device {
            None
        } else if body
            .as_ref()
            .is_some_and(|body| !belongs(body, home, &entry.role))
        {
            Some("kind-not-allowed")
        } else {
            self.judge_person(device, home, entry)?
        };
        Ok(Verdict {
            scopes,
            quarantine,
            body,
        })
    }

    /// Up to where this entry's author knew the journal: no less than at enrolment, and than the device said before.
    /// Otherwise it could go back to a time when a grant still stood.
    fn knew(&mut self, device: &Device, entry: &Envelope) -> Result<u64, StoreError> {
        let before = match self.known.get(&device.device) {
            Some(before) => *before,
            None => self
                .txn
                .last_entries(self.operation.key, device.device)?
                .iter()
                .filter_map(|bytes| Envelope::parse(bytes).ok())
                .map(|last| last.saw.pos)
                .fold(device.enrolled_at_pos, u64::max),
        };
        let knew = before.max(entry.saw.pos);
        self.known.insert(device.device, knew);
        Ok(knew)
    }

    fn judge_person(
        &mut self,
        device: &Device,
        home: Scope,
        entry: &Envelope,
    ) -> Result<Option<&'static str>, StoreError> {
        if !device.roles.contains(&entry.role) {
            return Ok(Some("role-not-on-device"));
        }
        let knew = self.knew(device, entry)?;
        let versions = self
            .txn
            .grants_since(self.operation.key, entry.person, knew)?;
        if versions.is_empty() {
            return Ok(Some("person-unknown"));
        }
        let Some(role) = role(&entry.role) else {
            return Ok(Some("role-not-granted"));
        };
        for version in versions {
            let grants: Vec<Grant> = serde_json::from_str(&version).map_err(|cause| {
                StoreError::Damaged(format!("grants of {}: {cause}", entry.person))
            })?;
            if grants
                .iter()
                .any(|grant| grant.role == role && covers(grant, home))
            {
                return Ok(None);
            }
        }
        Ok(Some("role-not-granted"))
    }
}

/// Whether a list of scopes allows one.
pub(crate) fn allows(list: &[String], scope: &str) -> bool {
    list.iter()
        .any(|allowed| allowed == "*" || allowed == scope)
}

/// Whether a grant reaches into a scope: one at a site reaches into that site alone.
fn covers(grant: &Grant, home: Scope) -> bool {
    grant.site.is_none_or(|site| home == Scope::Site(site))
}

fn role(word: &str) -> Option<Role> {
    serde_json::from_value(serde_json::Value::from(word)).ok()
}

/// Whether a device may write such a body: at home in this scope, by a person in this role.
///
/// What a newcomer gets wrong: the folds look at the body alone. Without this, a keeper's laptop could record a decision
/// on funds, or a receipt at another site, in its own site's scope.
fn belongs(body: &Body, home: Scope, role_word: &str) -> bool {
    let action = match body {
        Body::OperationOpened(_)
        | Body::PersonRegistered(_)
        | Body::DeviceEnrolled(_)
        | Body::DeviceRevoked(_) => None,
        Body::PointRegistered(body) => at(home, Scope::Site(body.site), Action::PostIssue),
        Body::ReceiptPosted(body) => at(home, Scope::Site(body.site), Action::PostReceipt),
        Body::IssuePosted(body) => at(home, Scope::Site(body.site), Action::PostIssue),
        Body::DocumentReversed(body) if body.document_kind == DocumentKind::Match => {
            at(home, Scope::Coordination, Action::WithdrawMatch)
        }
        Body::DocumentReversed(body)
            if body.document_kind == DocumentKind::TransferSettlement
                && home == Scope::Coordination =>
        {
            Some(Action::SettleTransfer)
        }
        Body::DocumentReversed(body) if body.document_kind.moves_goods() => {
            at(home, Scope::Site(body.site), Action::ReverseAtSite)
        }
        Body::DocumentReversed(_) => None,
        Body::ActivationRecorded(_) => at(home, Scope::Coordination, Action::RecordActivation),
        Body::OfferReceived(_) => at(home, Scope::Coordination, Action::RecordOffer),
        Body::AcceptanceProposed(_) => at(home, Scope::Coordination, Action::ProposeAcceptance),
        Body::AcceptanceConfirmed(_) => at(home, Scope::Coordination, Action::ConfirmAcceptance),
        Body::ReceiptMatched(_) => at(home, Scope::Coordination, Action::MatchReceipt),
        Body::DecisionRecorded(_) => at(home, Scope::Funds, Action::RecordDecision),
        Body::AllocationRecorded(_) => at(home, Scope::Funds, Action::RecordAllocation),
        Body::StatedTotalRecorded(_) => at(home, Scope::Funds, Action::RecordStatedTotal),
        Body::DocumentApproved(_)
        | Body::PlaceRegistered(_)
        | Body::StockMoved(_)
        | Body::TransferDispatched(_)
        | Body::TransferReceived(_)
        | Body::TransferSettled(_)
        | Body::ReceiptMatchedToDispatch(_)
        | Body::CountPosted(_)
        | Body::OpeningPosted(_)
        | Body::KitBuilt(_)
        | Body::KitBroken(_)
        | Body::StockReserved(_)
        | Body::ReservationEnded(_) => in_a_store(body, home),
        Body::LimitSet(_) => at(home, Scope::Catalogue, Action::SetLimit),
        // A computer enrolled before the office kept the catalogue writes none; what it says here goes to the catalogue's readers.
        Body::KitDefined(_) => at(home, Scope::Coordination, Action::DefineKit),
        Body::StageMoved(body) => moves(home, &body.record),
        Body::RequestRecorded(_) => at(home, Scope::Coordination, Action::RecordRequest),
        Body::AcceptanceReduced(_) => at(home, Scope::Coordination, Action::ReduceAcceptance),
        Body::TransportPlanned(_) => at(home, Scope::Coordination, Action::PlanTransport),
        Body::ConsignmentAnnounced(_) => at(home, Scope::Coordination, Action::AnnounceConsignment),
        Body::SynonymConfirmed(_) => at(home, Scope::Coordination, Action::ConfirmSynonym),
        // The coordination office keeps the catalogue; people and devices stay the server's own.
        Body::ItemGroupRegistered(_) | Body::ItemRegistered(_) | Body::PackagingRegistered(_) => {
            at(home, Scope::Catalogue, Action::MaintainItems)
        }
        Body::PartyRegistered(_) => at(home, Scope::Catalogue, Action::MaintainParties),
        Body::SiteRegistered(_) => at(home, Scope::Catalogue, Action::MaintainSites),
        Body::NormRegistered(_) => at(home, Scope::Catalogue, Action::MaintainNorms),
        Body::RecordsMerged(_) | Body::MergeUndone(_) => {
            at(home, Scope::Catalogue, Action::MergeRecords)
        }
        Body::ProposalSettled(_) => at(home, Scope::Catalogue, Action::SettleProposal),
        Body::ItemProposed(body) => at(home, Scope::Site(body.site), Action::ProposeItem),
        Body::AccessNoteRecorded(_) => at(home, Scope::Coordination, Action::RecordAccessNote),
        Body::HeadCountRecorded(body) => at(home, Scope::Site(body.site), Action::RecordHeadCount),
        Body::DeploymentRecorded(_) | Body::AssetRecorded(_) | Body::FigureRecorded(_) => {
            at(home, Scope::Coordination, Action::RecordRegister)
        }
        Body::TaskResolved(body) => at(home, body.kind.home(body.site), body.kind.row().owner),
    };
    let row = TABLE.iter().find(|(listed, _, _)| Some(*listed) == action);
    row.is_some_and(|(_, _, roles)| role(role_word).is_some_and(|role| roles.contains(&role)))
}

/// What is at home at a site; some of it may also be said by the office, in its own scope.
fn in_a_store(body: &Body, home: Scope) -> Option<Action> {
    let here = |site: SiteId, action| at(home, Scope::Site(site), action);
    let or_office =
        |site: SiteId, action| here(site, action).or_else(|| at(home, Scope::Coordination, action));
    if let Body::DocumentApproved(body) = body {
        here(body.site, Action::ApproveAtSite)
    } else if let Body::PlaceRegistered(body) = body {
        here(body.site, Action::MoveStock)
    } else if let Body::StockMoved(body) = body {
        let writes_off = matches!(body.how.kind(), MoveKind::Loss | MoveKind::Disposal);
        let action = if writes_off {
            Action::WriteOff
        } else {
            Action::MoveStock
        };
        here(body.site, action)
    } else if let Body::TransferDispatched(body) = body {
        here(body.site, Action::DispatchTransfer)
    } else if let Body::TransferReceived(body) = body {
        here(body.site, Action::ReceiveTransfer)
    } else if let Body::TransferSettled(body) = body {
        or_office(body.site, Action::SettleTransfer)
    } else if let Body::ReceiptMatchedToDispatch(body) = body {
        here(body.site, Action::MatchDispatch)
    } else if let Body::CountPosted(body) = body {
        here(body.site, Action::PostCount)
    } else if let Body::OpeningPosted(body) = body {
        here(body.site, Action::PostOpening)
    } else if let Body::KitBuilt(body) = body {
        here(body.site, Action::MakeKits)
    } else if let Body::KitBroken(body) = body {
        here(body.site, Action::MakeKits)
    } else if let Body::StockReserved(body) = body {
        or_office(body.site, Action::ReserveStock)
    } else if let Body::ReservationEnded(body) = body {
        or_office(body.site, Action::ReserveStock)
    } else {
        None
    }
}

/// Moves are coordination's, but a discrepancy has two ends: the site settles it in its own scope.
fn moves(home: Scope, record: &RecordMove) -> Option<Action> {
    match record {
        RecordMove::Activation { .. } => at(home, Scope::Coordination, Action::MoveActivation),
        RecordMove::Request { .. } => at(home, Scope::Coordination, Action::RecordRequest),
        RecordMove::Offer { .. } => at(home, Scope::Coordination, Action::MoveOffer),
        RecordMove::Acceptance { .. } => at(home, Scope::Coordination, Action::ReduceAcceptance),
        RecordMove::Transport { .. } => at(home, Scope::Coordination, Action::PlanTransport),
        RecordMove::Consignment { .. } => {
            at(home, Scope::Coordination, Action::AnnounceConsignment)
        }
        RecordMove::Discrepancy { site, .. } => {
            at(home, Scope::Coordination, Action::SettleDiscrepancy)
                .or_else(|| at(home, Scope::Site(*site), Action::SettleAtSite))
        }
    }
}

fn at(home: Scope, place: Scope, action: Action) -> Option<Action> {
    (home == place).then_some(action)
}
