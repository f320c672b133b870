//! Roles, grants, and who may do what: one table, `TABLE`, read from top to bottom.
//!
//! What a newcomer gets wrong: a grant at one site says nothing about the operation, so a coordinator needs one without a
//! site. That two persons take part (proposer and confirmer) is a rule of the verb, not of this table.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ids::SiteId;

#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    StoreKeeper,
    SiteHead,
    Dispatcher,
    Coordinator,
    DonorLiaison,
    FundOfficer,
    Auditor,
    Administrator,
}

/// A role a person holds, at one site or (site = null) in the whole operation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Grant {
    pub role: Role,
    pub site: Option<SiteId>,
}

/// What a grant must reach for an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reach {
    /// Any grant, at whatever site.
    Anywhere,
    /// A grant at the site the action names, or in the whole operation.
    Site,
    /// A grant in the whole operation.
    Operation,
}

macro_rules! actions {
    ($($action:ident $reach:ident [$($role:ident)+])+) => {
        /// Everything a person does in the product.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action {
            $($action,)+
        }

        /// Who may do what, one row for every action. The role acted in is the first one listed that the person holds.
        pub const TABLE: &[(Action, Reach, &[Role])] =
            &[$((Action::$action, Reach::$reach, &[$(Role::$role),+]),)+];
    };
}

actions! {
    ReadCatalogue        Anywhere  [StoreKeeper SiteHead Dispatcher Coordinator DonorLiaison FundOfficer Auditor Administrator]
    ReadSyncState        Anywhere  [StoreKeeper SiteHead Dispatcher Coordinator DonorLiaison FundOfficer Auditor Administrator]
    ReadCoordination     Operation [Coordinator DonorLiaison FundOfficer Auditor]
    ReadMatrix           Operation [Coordinator DonorLiaison FundOfficer Auditor]
    ReadSite             Site      [StoreKeeper SiteHead Dispatcher Coordinator Auditor]
    ReadFunds            Operation [FundOfficer Auditor]
    RecordActivation     Operation [Coordinator]
    RecordOffer          Operation [Coordinator DonorLiaison]
    ProposeAcceptance    Operation [Coordinator]
    ConfirmAcceptance    Operation [Coordinator]
    MatchReceipt         Operation [Coordinator]
    WithdrawMatch        Operation [Coordinator]
    PostReceipt          Site      [StoreKeeper SiteHead]
    PostIssue            Site      [StoreKeeper SiteHead]
    ReverseAtSite        Site      [StoreKeeper SiteHead]
    RecordDecision       Operation [FundOfficer]
    RecordAllocation     Operation [FundOfficer]
    RecordStatedTotal    Operation [FundOfficer]
    ExportFundingReport  Operation [FundOfficer Auditor]
    ExportAudit          Operation [Auditor]
    MaintainCatalogue    Operation [Administrator]
    EnrolDevice          Operation [Administrator]
    MoveStock            Site      [StoreKeeper SiteHead]
    WriteOff             Site      [StoreKeeper SiteHead]
    ApproveAtSite        Site      [SiteHead Coordinator]
    SetLimit             Operation [Coordinator]
    DispatchTransfer     Site      [StoreKeeper SiteHead Dispatcher]
    ReceiveTransfer      Site      [StoreKeeper SiteHead]
    SettleTransfer       Site      [SiteHead Coordinator]
    MatchDispatch        Site      [StoreKeeper SiteHead]
    PostCount            Site      [StoreKeeper SiteHead]
    PostOpening          Site      [StoreKeeper SiteHead]
    DefineKit            Operation [Coordinator]
    MakeKits             Site      [StoreKeeper SiteHead]
    ReserveStock         Site      [StoreKeeper SiteHead Coordinator]
    MoveActivation       Operation [Coordinator]
    SignClosure          Operation [Coordinator]
    RecordRequest        Operation [Coordinator]
    MoveOffer            Operation [Coordinator DonorLiaison]
    ReduceAcceptance     Operation [Coordinator]
    PlanTransport        Operation [Coordinator DonorLiaison]
    AnnounceConsignment  Operation [Coordinator DonorLiaison]
    SettleDiscrepancy    Operation [Coordinator DonorLiaison]
    SettleAtSite         Site      [StoreKeeper SiteHead]
    ConfirmSynonym       Operation [Coordinator DonorLiaison]
    MaintainItems        Operation [Coordinator Administrator]
    MaintainParties      Operation [Coordinator DonorLiaison Administrator]
    MaintainSites        Operation [Coordinator Administrator]
    MaintainNorms        Operation [Coordinator Administrator]
    MergeRecords         Operation [Coordinator Administrator]
    ProposeItem          Site      [StoreKeeper SiteHead]
    SettleProposal       Operation [Coordinator Administrator]
    RecordAccessNote     Operation [Coordinator]
    RecordHeadCount      Site      [StoreKeeper SiteHead]
    RecordRegister       Operation [Coordinator DonorLiaison]
    ReadTasks            Anywhere  [StoreKeeper SiteHead Dispatcher Coordinator DonorLiaison FundOfficer Auditor Administrator]
    SettleConflict       Operation [Coordinator]
    SettleWithdrawal     Operation [Coordinator DonorLiaison]
    ReviewCount          Site      [SiteHead]
    ConfirmDate          Site      [SiteHead Coordinator]
    ExplainFigure        Operation [Coordinator DonorLiaison]
    ExplainTotal         Operation [FundOfficer]
    ExplainHeads         Site      [StoreKeeper SiteHead]
}

/// None of the person's grants allows the action there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{action} needs another role")]
pub struct NotPermitted {
    pub action: Action,
    pub site: Option<SiteId>,
    /// Roles that may.
    pub needs: Vec<Role>,
}

fn row(action: Action) -> (Reach, &'static [Role]) {
    let row = TABLE.iter().find(|(listed, _, _)| *listed == action);
    row.map_or((Reach::Operation, &[][..]), |(_, reach, roles)| {
        (*reach, *roles)
    })
}

/// Roles that may do it, wherever a grant must reach.
#[must_use]
pub fn roles(action: Action) -> &'static [Role] {
    row(action).1
}

/// Which role a person acts in. `site` is the site the action concerns; `None` for an action of the whole operation, or
/// for one over all sites, which only a grant without a site allows.
///
/// # Errors
/// `NotPermitted` with the roles that may.
pub fn may(grants: &[Grant], action: Action, site: Option<SiteId>) -> Result<Role, NotPermitted> {
    let (reach, roles) = row(action);
    let reaches = |grant: &Grant| match reach {
        Reach::Anywhere => true,
        Reach::Site => grant.site.is_none() || (site.is_some() && grant.site == site),
        Reach::Operation => grant.site.is_none(),
    };
    let held = |role: &&Role| {
        grants
            .iter()
            .any(|grant| grant.role == **role && reaches(grant))
    };
    roles
        .iter()
        .find(held)
        .copied()
        .ok_or_else(|| NotPermitted {
            action,
            site,
            needs: roles.to_vec(),
        })
}

impl Role {
    /// Every role, in the order of the tables.
    pub const ALL: &[Self] = &[
        Self::StoreKeeper,
        Self::SiteHead,
        Self::Dispatcher,
        Self::Coordinator,
        Self::DonorLiaison,
        Self::FundOfficer,
        Self::Auditor,
        Self::Administrator,
    ];
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}
