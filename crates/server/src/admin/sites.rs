//! Sites: the places that hold goods, known on paper by a short code.

use ledger::body::{SiteKind, SiteRegistered};
use ledger::ids::SiteId;
use uuid::Uuid;

use super::check::{self, SiteCodes};
use super::{Admin, AdminError, operation};
use crate::append::OwnEntry;
use crate::store::{Read, Site, Storage};

/// What a new site needs.
#[derive(Debug, Clone)]
pub struct NewSite {
    /// Two to five capitals: `PAB`.
    pub code: String,
    pub name: String,
    pub kind: SiteKind,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// IANA: `Europe/Vilnius`.
    pub time_zone: String,
}

impl Admin {
    /// Registers a site.
    ///
    /// # Errors
    /// Its code is taken or malformed, its time zone unknown, or it has no name.
    pub fn add_site(&self, site: &NewSite) -> Result<SiteId, AdminError> {
        let body = SiteRegistered {
            id: SiteId(Uuid::now_v7()),
            code: site.code.clone(),
            name: site.name.clone(),
            kind: site.kind,
            country: site.country.clone(),
            time_zone: site.time_zone.clone(),
            facilities: None,
        };
        check::site(&body)?;
        self.append(|append| {
            SiteCodes::held(append.txn(), append.operation.key)?.take(&body)?;
            let id = body.id;
            append.write_own(&[OwnEntry::from(ledger::body::Body::from(body))])?;
            Ok(id)
        })
    }

    /// Every site.
    ///
    /// # Errors
    /// The store's.
    pub fn sites(&self) -> Result<Vec<Site>, AdminError> {
        let read = self.storage.read()?;
        let operation = operation(&*read)?;
        Ok(read.sites(operation.key)?)
    }
}

/// The site with this code.
pub(super) fn by_code(
    read: &(impl Read + ?Sized),
    operation: i64,
    code: &str,
) -> Result<SiteId, AdminError> {
    read.sites(operation)?
        .into_iter()
        .find(|site| site.code == code)
        .map(|site| SiteId(site.site))
        .ok_or_else(|| AdminError::UnknownSite(code.to_owned()))
}
