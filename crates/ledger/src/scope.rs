//! Scopes: what a device carries, and where an entry lives.

use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

use crate::ids::SiteId;

/// A scope, written `catalogue`, `coordination`, `funds` or `site:<uuid>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    Catalogue,
    Coordination,
    Funds,
    Site(SiteId),
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Catalogue => f.write_str("catalogue"),
            Self::Coordination => f.write_str("coordination"),
            Self::Funds => f.write_str("funds"),
            Self::Site(site) => write!(f, "site:{site}"),
        }
    }
}

/// The text is not a scope.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not a scope")]
pub struct NotAScope(pub String);

impl FromStr for Scope {
    type Err = NotAScope;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "catalogue" => Ok(Self::Catalogue),
            "coordination" => Ok(Self::Coordination),
            "funds" => Ok(Self::Funds),
            other => other
                .strip_prefix("site:")
                .and_then(|id| Uuid::parse_str(id).ok())
                .map(|id| Self::Site(SiteId(id)))
                .ok_or_else(|| NotAScope(text.to_owned())),
        }
    }
}
