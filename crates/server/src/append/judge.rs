//! The status of an entry: integrated, or quarantined with a reason. Never a refusal.
//!
//! What a newcomer gets wrong: an entry whose author could not yet know that a grant had been withdrawn (its `saw` is
//! older) is integrated; so the grants of every version since then count.

use std::str::FromStr;

use ledger::body::{Body, BodyError};
use ledger::role::{Grant, Role};
use ledger::route;
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
        let mut unknown_scope = !self.exists(home)?;
        for text in &entry.also {
            let known = match Scope::from_str(text) {
                // One spelling a scope: another would open a log that nobody reads.
                Ok(scope) if scope.to_string() != *text => false,
                Ok(scope) => self.exists(scope)?,
                Err(_) => false,
            };
            if !known {
                unknown_scope = true;
            } else if !scopes.contains(text) {
                scopes.push(text.clone());
            }
        }
        // Whatever becomes of the entry, what its device knew it has said.
        let knew = self.knew(device, entry)?;
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
        } else if let Some(wrong) = body.as_ref().and_then(|body| misplaced(body, home, entry)) {
            Some(wrong)
        } else {
            self.judge_person(device, home, entry, knew)?
        };
        Ok(Verdict {
            scopes,
            quarantine,
            body,
        })
    }

    /// Up to where this entry's author knew the journal: no less than at enrolment, and than the device ever said before.
    /// Otherwise it could go back to a time when a grant still stood.
    fn knew(&mut self, device: &Device, entry: &Envelope) -> Result<u64, StoreError> {
        let said = self.known.get(&device.device).copied();
        let before = match said.or(device.known_pos) {
            Some(before) => before,
            None => self
                .txn
                .last_entries(self.operation.key, device.device)?
                .iter()
                .filter_map(|bytes| Envelope::parse(bytes).ok())
                .map(|last| last.saw.pos)
                .fold(device.enrolled_at_pos, u64::max),
        };
        // Nobody knows what is yet to come, nor a position of an epoch that is over.
        let knew = before.max(entry.saw.pos.min(self.operation.head));
        self.known.insert(device.device, knew);
        Ok(knew)
    }

    fn judge_person(
        &mut self,
        device: &Device,
        home: Scope,
        entry: &Envelope,
        knew: u64,
    ) -> Result<Option<&'static str>, StoreError> {
        if !device.roles.contains(&entry.role) {
            return Ok(Some("role-not-on-device"));
        }
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

/// What is wrong with a body where it stands: its home, the role it is written in, or who sees it.
///
/// What a newcomer gets wrong: the folds look at the body alone. Without this, a keeper's laptop could record a decision
/// on funds, or a receipt at another site, in its own site's scope.
fn misplaced(body: &Body, home: Scope, entry: &Envelope) -> Option<&'static str> {
    let route = role(&entry.role).and_then(|role| route::way(body, home, role));
    let Some(route) = route else {
        return Some("kind-not-allowed");
    };
    let also: Vec<Scope> = entry
        .also
        .iter()
        .filter_map(|text| text.parse().ok())
        .collect();
    (!route.admits(&also)).then_some("readers-not-allowed")
}
