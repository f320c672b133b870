//! Devices: which ones exist, codes for new ones, and revocation.

use std::collections::BTreeSet;

use ledger::body::{Body, DeviceRevoked};
use ledger::ids::DeviceId;
use ledger::role::Role;
use ledger::scope::Scope;
use proof::hash::sha256;
use replication::code::EnrolmentCode;
use serde::Serialize;
use uuid::Uuid;

use super::people::{at_a_site, role};
use super::{Admin, AdminError, operation, sites};
use crate::append::OwnEntry;
use crate::keys::random;
use crate::store::{self, Device, Read, Storage};

/// What a new device is for: the roles its people act in, and the site it stands at.
#[derive(Debug, Clone)]
pub struct Office {
    pub device_name: String,
    /// Role words; all at a site, or none.
    pub roles: Vec<String>,
    /// The site's code.
    pub site: Option<String>,
    pub valid_hours: u32,
}

/// A device as listed.
#[derive(Debug, Clone, Serialize)]
pub struct ShownDevice {
    pub device: Uuid,
    pub letter: String,
    pub name: String,
    pub roles: Vec<String>,
    pub reads: Vec<String>,
    pub writes: Vec<String>,
    pub site: Option<Uuid>,
    pub enrolled_at_pos: u64,
    pub revoked_at_pos: Option<u64>,
}

/// An enrolment code as listed: never the code itself, only the first digits of its hash.
#[derive(Debug, Clone, Serialize)]
pub struct ShownCode {
    pub id: String,
    pub device_name: String,
    pub roles: Vec<String>,
    /// Unix seconds.
    pub expires_at: i64,
    pub used_at: Option<i64>,
    pub used_by: Option<Uuid>,
    pub expired: bool,
}

impl Admin {
    /// Makes a one-time code for a new device; it is shown this once.
    ///
    /// # Errors
    /// The roles do not go together, or the site is not there.
    pub fn new_enrolment_code(&self, office: &Office) -> Result<EnrolmentCode, AdminError> {
        if office.device_name.trim().is_empty() {
            return Err(AdminError::Empty("device name"));
        }
        let roles = office
            .roles
            .iter()
            .map(|word| role(word))
            .collect::<Result<Vec<_>, _>>()?;
        if roles.is_empty() {
            return Err(AdminError::Empty("list of roles"));
        }
        let code = EnrolmentCode::new(random()?, &self.keys.server.public());
        let created_at = self.clock.now();
        self.write(|txn, operation| {
            let rights = rights(txn, operation.key, &roles, office.site.as_deref())?;
            let row = store::EnrolmentCode {
                secret_hash: sha256(&[code.secret().as_bytes()]),
                device_name: office.device_name.clone(),
                reads: rights.reads.into_iter().collect(),
                writes: rights.writes.into_iter().collect(),
                roles: rights.roles.into_iter().map(word).collect(),
                site: rights.site,
                created_at,
                expires_at: created_at + i64::from(office.valid_hours) * 3600,
                used_at: None,
                used_by: None,
            };
            Ok(txn.insert_code(operation.key, &row)?)
        })?;
        Ok(code)
    }

    /// Every device, the server's own included, in the order of enrolment.
    ///
    /// # Errors
    /// The store's.
    pub fn devices(&self) -> Result<Vec<ShownDevice>, AdminError> {
        let read = self.storage.read()?;
        let operation = operation(&*read)?;
        Ok(read
            .devices(operation.key)?
            .into_iter()
            .map(shown)
            .collect())
    }

    /// Every enrolment code ever made.
    ///
    /// # Errors
    /// The store's.
    pub fn codes(&self) -> Result<Vec<ShownCode>, AdminError> {
        let read = self.storage.read()?;
        let operation = operation(&*read)?;
        let at = self.clock.now();
        let codes = read
            .codes(operation.key)?
            .into_iter()
            .map(|code| ShownCode {
                id: code.secret_hash.to_string()[..8].to_owned(),
                device_name: code.device_name,
                roles: code.roles,
                expires_at: code.expires_at,
                used_at: code.used_at,
                used_by: code.used_by,
                expired: code.used_at.is_none() && code.expires_at <= at,
            });
        Ok(codes.collect())
    }

    /// Revokes a device: what it pushes from this position on is quarantined.
    ///
    /// # Errors
    /// No such device, or it was revoked before.
    pub fn revoke(&self, id_or_letter: &str, reason: &str) -> Result<DeviceId, AdminError> {
        if reason.trim().is_empty() {
            return Err(AdminError::Empty("reason"));
        }
        self.append(|append| {
            let id = Uuid::parse_str(id_or_letter).ok();
            let found = append
                .txn()
                .devices(append.operation.key)?
                .into_iter()
                .find(|device| Some(device.device) == id || device.letter == id_or_letter)
                .ok_or_else(|| AdminError::UnknownDevice(id_or_letter.to_owned()))?;
            if found.device == append.operation.device {
                return Err(AdminError::OwnDevice);
            }
            if found.revoked_at_pos.is_some() {
                return Err(AdminError::AlreadyRevoked(id_or_letter.to_owned()));
            }
            let device = DeviceId(found.device);
            let body = Body::from(DeviceRevoked {
                device,
                reason: reason.to_owned(),
            });
            append.write_own(&[OwnEntry {
                body,
                occurred_on: None,
                reason: Some(reason.to_owned()),
            }])?;
            Ok(device)
        })
    }
}

/// What a device may read and write, from the roles it serves.
struct Rights {
    reads: BTreeSet<String>,
    writes: BTreeSet<String>,
    roles: BTreeSet<Role>,
    site: Option<Uuid>,
}

fn rights(
    read: &(impl Read + ?Sized),
    operation: i64,
    roles: &[Role],
    site: Option<&str>,
) -> Result<Rights, AdminError> {
    let mut rights = Rights {
        reads: BTreeSet::new(),
        writes: BTreeSet::new(),
        roles: BTreeSet::new(),
        site: None,
    };
    if site.is_some() && !roles.iter().any(|role| at_a_site(*role)) {
        return Err(AdminError::TakesNoSite(word(roles[0])));
    }
    for role in roles {
        match role {
            // One laptop stands in a store: whoever works there uses it.
            Role::StoreKeeper | Role::SiteHead | Role::Dispatcher => {
                let code = site.ok_or_else(|| AdminError::NeedsSite(word(*role)))?;
                let id = sites::by_code(read, operation, code)?;
                rights
                    .reads
                    .extend([Scope::Catalogue.to_string(), Scope::Site(id).to_string()]);
                rights.writes.insert(Scope::Site(id).to_string());
                rights
                    .roles
                    .extend([Role::StoreKeeper, Role::SiteHead, Role::Dispatcher]);
                rights.site = Some(id.0);
            }
            Role::Coordinator | Role::DonorLiaison | Role::FundOfficer => {
                rights.reads.insert("*".to_owned());
                rights
                    .writes
                    // Of the catalogue `append::judge` takes from them what the office keeps, and no certificate.
                    .extend(
                        [Scope::Catalogue, Scope::Coordination, Scope::Funds]
                            .map(|scope| scope.to_string()),
                    );
                rights
                    .roles
                    .extend([Role::Coordinator, Role::DonorLiaison, Role::FundOfficer]);
            }
            Role::Auditor => {
                rights.reads.insert("*".to_owned());
                rights.roles.insert(Role::Auditor);
            }
            Role::Administrator => return Err(AdminError::NoDeviceForRole(word(*role))),
        }
    }
    if rights.reads.contains("*") {
        rights.reads = BTreeSet::from(["*".to_owned()]);
    }
    Ok(rights)
}

fn word(role: Role) -> String {
    let word = match role {
        Role::StoreKeeper => "store_keeper",
        Role::SiteHead => "site_head",
        Role::Dispatcher => "dispatcher",
        Role::Coordinator => "coordinator",
        Role::DonorLiaison => "donor_liaison",
        Role::FundOfficer => "fund_officer",
        Role::Auditor => "auditor",
        Role::Administrator => "administrator",
    };
    word.to_owned()
}

fn shown(device: Device) -> ShownDevice {
    ShownDevice {
        device: device.device,
        letter: device.letter,
        name: device.name,
        roles: device.roles,
        reads: device.reads,
        writes: device.writes,
        site: device.site,
        enrolled_at_pos: device.enrolled_at_pos,
        revoked_at_pos: device.revoked_at_pos,
    }
}
