//! Roles, grants, and who may do what.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ids::SiteId;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
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
