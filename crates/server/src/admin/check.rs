//! How a catalogue entry must look, whichever command brings it: `site add` or a whole file.
//!
//! What a newcomer gets wrong: an entry may come again with the same id, which is a correction; only another thing under
//! the same code is a second one.

use std::collections::BTreeMap;

use ledger::body::{Body, SiteRegistered};
use ledger::text::Names;
use uuid::Uuid;

use super::AdminError;
use crate::store::{Read, StoreError};

/// The language in which everything has a name.
const ENGLISH: &str = "en";

/// The codes of sites, each with the site that has it.
pub(super) struct SiteCodes(BTreeMap<String, Uuid>);

impl SiteCodes {
    /// Those of the operation.
    pub(super) fn held(read: &(impl Read + ?Sized), operation: i64) -> Result<Self, StoreError> {
        let held = read.sites(operation)?;
        Ok(Self(
            held.into_iter()
                .map(|site| (site.code, site.site))
                .collect(),
        ))
    }

    /// Gives a code to a site, unless another has it.
    pub(super) fn take(&mut self, site: &SiteRegistered) -> Result<(), AdminError> {
        let holder = self.0.entry(site.code.clone()).or_insert(site.id.0);
        if *holder == site.id.0 {
            Ok(())
        } else {
            Err(AdminError::SiteExists(site.code.clone()))
        }
    }
}

/// What can be seen of an entry by itself. What is not listed is not of a catalogue.
pub(super) fn entry(body: &Body) -> Result<(), AdminError> {
    if let Body::SiteRegistered(body) = body {
        site(body)
    } else if let Body::ItemGroupRegistered(body) = body {
        names(&body.names)
    } else if let Body::ItemRegistered(body) = body {
        names(&body.names)
    } else if let Body::PartyRegistered(body) = body {
        names(&body.names)
    } else if let Body::PointRegistered(body) = body {
        filled("name", &body.name)
    } else if let Body::PersonRegistered(body) = body {
        filled("name", &body.name)
    } else if matches!(body, Body::PackagingRegistered(_) | Body::NormRegistered(_)) {
        Ok(())
    } else {
        Err(AdminError::NotOfACatalogue(body.kind().to_owned()))
    }
}

/// A site: its documents are numbered by its code, and its day is that of its time zone.
pub(super) fn site(site: &SiteRegistered) -> Result<(), AdminError> {
    let well_formed = (2..=5).contains(&site.code.len())
        && site.code.bytes().all(|byte| byte.is_ascii_uppercase());
    if !well_formed {
        return Err(AdminError::BadSiteCode(site.code.clone()));
    }
    filled("name", &site.name)?;
    if site.time_zone.parse::<chrono_tz::Tz>().is_err() {
        return Err(AdminError::BadTimeZone(site.time_zone.clone()));
    }
    Ok(())
}

/// A screen in a language without a name falls back to the English one.
fn names(names: &Names) -> Result<(), AdminError> {
    if names.get(ENGLISH).is_none_or(|name| name.trim().is_empty()) {
        return Err(AdminError::NoEnglishName);
    }
    Ok(())
}

fn filled(what: &'static str, text: &str) -> Result<(), AdminError> {
    if text.trim().is_empty() {
        return Err(AdminError::Empty(what));
    }
    Ok(())
}
