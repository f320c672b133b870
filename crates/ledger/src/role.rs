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

/// Everything a person does in the product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Action {
    ReadCatalogue,
    ReadSyncState,
    ReadCoordination,
    ReadMatrix,
    ReadSite,
    ReadFunds,
    RecordActivation,
    RecordOffer,
    ProposeAcceptance,
    ConfirmAcceptance,
    MatchReceipt,
    WithdrawMatch,
    PostReceipt,
    PostIssue,
    ReverseAtSite,
    RecordDecision,
    RecordAllocation,
    RecordStatedTotal,
    ExportFundingReport,
    ExportAudit,
    MaintainCatalogue,
    EnrolDevice,
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

use Action as A;
use Reach::{Anywhere, Operation, Site};
use Role as R;

/// Who may do what. The role acted in is the first one listed here that the person holds.
pub const TABLE: &[(Action, Reach, &[Role])] = &[
    (A::ReadCatalogue, Anywhere, EVERYONE),
    (A::ReadSyncState, Anywhere, EVERYONE),
    (
        A::ReadCoordination,
        Operation,
        &[R::Coordinator, R::DonorLiaison, R::FundOfficer, R::Auditor],
    ),
    (
        A::ReadMatrix,
        Operation,
        &[R::Coordinator, R::DonorLiaison, R::FundOfficer, R::Auditor],
    ),
    (
        A::ReadSite,
        Site,
        &[
            R::StoreKeeper,
            R::SiteHead,
            R::Dispatcher,
            R::Coordinator,
            R::Auditor,
        ],
    ),
    (A::ReadFunds, Operation, &[R::FundOfficer, R::Auditor]),
    (A::RecordActivation, Operation, &[R::Coordinator]),
    (
        A::RecordOffer,
        Operation,
        &[R::Coordinator, R::DonorLiaison],
    ),
    (A::ProposeAcceptance, Operation, &[R::Coordinator]),
    (A::ConfirmAcceptance, Operation, &[R::Coordinator]),
    (A::MatchReceipt, Operation, &[R::Coordinator]),
    (A::WithdrawMatch, Operation, &[R::Coordinator]),
    (A::PostReceipt, Site, &[R::StoreKeeper, R::SiteHead]),
    (A::PostIssue, Site, &[R::StoreKeeper, R::SiteHead]),
    (A::ReverseAtSite, Site, &[R::StoreKeeper, R::SiteHead]),
    (A::RecordDecision, Operation, &[R::FundOfficer]),
    (A::RecordAllocation, Operation, &[R::FundOfficer]),
    (A::RecordStatedTotal, Operation, &[R::FundOfficer]),
    (
        A::ExportFundingReport,
        Operation,
        &[R::FundOfficer, R::Auditor],
    ),
    (A::ExportAudit, Operation, &[R::Auditor]),
    (A::MaintainCatalogue, Operation, &[R::Administrator]),
    (A::EnrolDevice, Operation, &[R::Administrator]),
];

const EVERYONE: &[Role] = &[
    R::StoreKeeper,
    R::SiteHead,
    R::Dispatcher,
    R::Coordinator,
    R::DonorLiaison,
    R::FundOfficer,
    R::Auditor,
    R::Administrator,
];

/// None of the person's grants allows the action there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{action} needs another role")]
pub struct NotPermitted {
    pub action: Action,
    pub site: Option<SiteId>,
    /// Roles that may.
    pub needs: Vec<Role>,
}

/// Which role a person acts in. `site` is the site the action concerns; `None` for an action of the whole operation, or
/// for one over all sites, which only a grant without a site allows.
///
/// # Errors
/// `NotPermitted` with the roles that may.
pub fn may(grants: &[Grant], action: Action, site: Option<SiteId>) -> Result<Role, NotPermitted> {
    let row = TABLE.iter().find(|(listed, _, _)| *listed == action);
    let (reach, roles) = row.map_or((Operation, &[][..]), |(_, reach, roles)| (*reach, *roles));
    let reaches = |grant: &Grant| match reach {
        Anywhere => true,
        Site => grant.site.is_none() || (site.is_some() && grant.site == site),
        Operation => grant.site.is_none(),
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
    pub const ALL: &[Self] = EVERYONE;
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}
