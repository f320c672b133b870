//! People: who may act in which role where, and the one-time code with which each sets a PIN on a device.
//!
//! What a newcomer gets wrong: the code itself is printed once and stored nowhere; its hash is in the person's entry,
//! because devices check it while offline.

use ledger::body::{Body, PersonRegistered};
use ledger::ids::{PersonId, SiteId};
use ledger::role::{Grant, Role};
use proof::hash::sha256;
use replication::code;
use serde::Serialize;
use uuid::Uuid;

use super::{Admin, AdminError, sites};
use crate::append::{Append, OwnEntry};
use crate::keys::random;
use crate::store::{PersonVersion, Read, StoreError};

/// Characters of a PIN code.
const CODE_CHARACTERS: usize = 8;

/// A grant as typed: `coordinator` or `store_keeper@PAB`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownGrant {
    pub role: Role,
    /// The site's code.
    pub site: Option<String>,
}

impl std::str::FromStr for ShownGrant {
    type Err = AdminError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (word, site) = match text.split_once('@') {
            Some((word, site)) => (word, Some(site.to_owned())),
            None => (text, None),
        };
        let role = role(word)?;
        match (at_a_site(role), &site) {
            (true, None) => Err(AdminError::NeedsSite(word.to_owned())),
            (false, Some(_)) => Err(AdminError::TakesNoSite(word.to_owned())),
            (true, Some(_)) | (false, None) => Ok(Self { role, site }),
        }
    }
}

/// A person and the code to hand over, which is shown this once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonCode {
    pub person: PersonId,
    pub name: String,
    /// `XXXX-XXXX`.
    pub pin_code: String,
}

impl Admin {
    /// Registers a person with a first PIN code.
    ///
    /// # Errors
    /// The name is taken, or a grant names a site that is not there.
    pub fn add_person(&self, name: &str, grants: &[ShownGrant]) -> Result<PersonCode, AdminError> {
        if name.trim().is_empty() {
            return Err(AdminError::Empty("name"));
        }
        self.append(|append| {
            let operation = append.operation.key;
            if append
                .txn()
                .persons(operation)?
                .iter()
                .any(|person| person.name == name)
            {
                return Err(AdminError::PersonExists(name.to_owned()));
            }
            let grants = grants
                .iter()
                .map(|grant| resolve(append.txn(), operation, grant))
                .collect::<Result<Vec<_>, _>>()?;
            register(append, PersonId(Uuid::now_v7()), name, grants)
        })
    }

    /// Gives a person a new PIN code; the old one is void from then on.
    ///
    /// # Errors
    /// No person, or several, have this name or id.
    pub fn new_person_code(&self, name_or_id: &str) -> Result<PersonCode, AdminError> {
        self.append(|append| {
            let held = find(append.txn().persons(append.operation.key)?, name_or_id)?;
            let grants = serde_json::from_str(&held.grants).map_err(|cause| {
                StoreError::Damaged(format!("grants of {}: {cause}", held.person))
            })?;
            register(append, PersonId(held.person), &held.name, grants)
        })
    }
}

fn register(
    append: &mut Append<'_>,
    id: PersonId,
    name: &str,
    grants: Vec<Grant>,
) -> Result<PersonCode, AdminError> {
    let plain = code::base32(&random::<5>()?, CODE_CHARACTERS);
    let body = PersonRegistered {
        id,
        name: name.to_owned(),
        grants,
        pin_code: Some(pin_code_hash(id, &plain)),
    };
    append.write_own(&[OwnEntry::from(Body::from(body))])?;
    Ok(PersonCode {
        person: id,
        name: name.to_owned(),
        pin_code: code::grouped(&plain),
    })
}

/// The rule of `ledger::body::PersonRegistered`; the code is its eight characters in capitals, without the hyphen.
fn pin_code_hash(person: PersonId, plain: &str) -> String {
    sha256(&[
        b"relief-pin-code/1\n",
        person.to_string().as_bytes(),
        b"\n",
        plain.as_bytes(),
    ])
    .to_string()
}

fn find(persons: Vec<PersonVersion>, name_or_id: &str) -> Result<PersonVersion, AdminError> {
    let id = Uuid::parse_str(name_or_id).ok();
    let mut found: Vec<_> = persons
        .into_iter()
        .filter(|person| Some(person.person) == id || person.name == name_or_id)
        .collect();
    match (found.pop(), found.len()) {
        (Some(person), 0) => Ok(person),
        (Some(_), others) => Err(AdminError::AmbiguousPerson {
            name: name_or_id.to_owned(),
            count: others + 1,
        }),
        (None, _) => Err(AdminError::UnknownPerson(name_or_id.to_owned())),
    }
}

fn resolve(
    read: &(impl Read + ?Sized),
    operation: i64,
    grant: &ShownGrant,
) -> Result<Grant, AdminError> {
    let site: Option<SiteId> = grant
        .site
        .as_deref()
        .map(|code| sites::by_code(read, operation, code))
        .transpose()?;
    Ok(Grant {
        role: grant.role,
        site,
    })
}

/// Reads a role's word.
pub(super) fn role(word: &str) -> Result<Role, AdminError> {
    serde_json::from_value(serde_json::Value::from(word))
        .map_err(|_| AdminError::UnknownRole(word.to_owned()))
}

/// Whether a role is held at one site.
pub(super) fn at_a_site(role: Role) -> bool {
    match role {
        Role::StoreKeeper | Role::SiteHead | Role::Dispatcher => true,
        Role::Coordinator
        | Role::DonorLiaison
        | Role::FundOfficer
        | Role::Auditor
        | Role::Administrator => false,
    }
}
