//! Who this computer is in the operation: filled once, at enrolment.

use ledger::ids::{DeviceId, OperationId, SiteId};
use ledger::role::Role;
use ledger::scope::Scope;
use proof::keys::PublicKey;
use rusqlite::{Connection, Row, named_params};

use crate::error::StoreError;
use crate::keys::SigningSeed;
use crate::open::Store;
use crate::row::{Columns, Id, first, json, run, signed, statements, unsigned, wrong};

/// What the server's answer to the enrolment said, with the key that the computer made for itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    pub operation: OperationId,
    pub operation_name: String,
    pub device: DeviceId,
    pub letter: String,
    pub name: String,
    pub seed: SigningSeed,
    /// Scopes as text; `*` is every scope.
    pub reads: Vec<String>,
    pub writes: Vec<String>,
    pub roles: Vec<Role>,
    pub site: Option<SiteId>,
    /// `host:port`.
    pub server_address: String,
    /// Key of the server's certificate authority, pinned.
    pub server_key: PublicKey,
    /// Key that signs checkpoints, pinned.
    pub log_key: PublicKey,
    pub administrator_key: PublicKey,
    pub epoch: u64,
}

statements! {
    GET = "SELECT * FROM identity";
    SEED = "SELECT seed FROM enrolment";
    KEEP_SEED = "INSERT INTO enrolment (one, seed) VALUES (1, :seed)";
    FORGET_SEED = "DELETE FROM enrolment";
    PUT = "INSERT INTO identity (one, operation, operation_name, device, letter, name, seed, reads, writes, roles, site,
               server_address, server_key, log_key, administrator_key, epoch)
           VALUES (1, :operation, :operation_name, :device, :letter, :name, :seed, :reads, :writes, :roles, :site,
               :server_address, :server_key, :log_key, :administrator_key, :epoch)";
    MOVE_SERVER = "UPDATE identity SET server_address = :address";
}

impl Identity {
    /// Whether this computer writes a scope.
    #[must_use]
    pub fn may_write(&self, scope: Scope) -> bool {
        let text = scope.to_string();
        self.writes.iter().any(|one| *one == "*" || *one == text)
    }

    /// Whether this computer reads a scope.
    #[must_use]
    pub fn may_read(&self, scope: Scope) -> bool {
        let text = scope.to_string();
        self.reads.iter().any(|one| *one == "*" || *one == text)
    }
}

fn key(row: &Row<'_>, name: &str) -> rusqlite::Result<PublicKey> {
    let bytes: [u8; 32] = row.get(name)?;
    PublicKey::from_slice(&bytes).map_err(wrong)
}

/// The identity, if the computer is enrolled.
pub(crate) fn get(connection: &Connection) -> Result<Option<Identity>, StoreError> {
    first(connection, GET, &[], |row| {
        Ok(Identity {
            operation: row.id("operation")?,
            operation_name: row.get("operation_name")?,
            device: row.id("device")?,
            letter: row.get("letter")?,
            name: row.get("name")?,
            seed: SigningSeed(row.get("seed")?),
            reads: row.json("reads")?,
            writes: row.json("writes")?,
            roles: row.json("roles")?,
            site: row.maybe_id("site")?,
            server_address: row.get("server_address")?,
            server_key: key(row, "server_key")?,
            log_key: key(row, "log_key")?,
            administrator_key: key(row, "administrator_key")?,
            epoch: unsigned(row.get("epoch")?),
        })
    })
}

/// The identity of a computer that must be enrolled.
pub(crate) fn require(connection: &Connection) -> Result<Identity, StoreError> {
    get(connection)?.ok_or(StoreError::NotEnrolled)
}

impl Store {
    /// Who this computer is; `None` before enrolment.
    ///
    /// # Errors
    /// `StoreError` when the file cannot be read.
    pub fn identity(&self) -> Result<Option<Identity>, StoreError> {
        self.read(|reads| get(reads.connection))
    }

    /// Keeps the seed with which an enrolment begins, or returns the one kept by an enrolment that was interrupted, so
    /// that asking again enrols the same key.
    ///
    /// # Errors
    /// `AlreadyEnrolled`, or that the file cannot be written.
    pub fn begin_enrolment(&self, fresh: SigningSeed) -> Result<SigningSeed, StoreError> {
        self.transact(|connection| {
            if get(connection)?.is_some() {
                return Err(StoreError::AlreadyEnrolled);
            }
            let kept = first(connection, SEED, &[], |row| {
                Ok(SigningSeed(row.get("seed")?))
            })?;
            if let Some(kept) = kept {
                return Ok(kept);
            }
            run(connection, KEEP_SEED, named_params! { ":seed": fresh.0 })?;
            Ok(fresh)
        })
    }

    /// Keeps who this computer is. Once.
    ///
    /// # Errors
    /// `AlreadyEnrolled`, or that the file cannot be written.
    pub fn enrol(&self, identity: &Identity) -> Result<(), StoreError> {
        self.transact(|connection| {
            if get(connection)?.is_some() {
                return Err(StoreError::AlreadyEnrolled);
            }
            let params = named_params! {
                ":operation": identity.operation.blob(),
                ":operation_name": identity.operation_name,
                ":device": identity.device.blob(),
                ":letter": identity.letter,
                ":name": identity.name,
                ":seed": identity.seed.0,
                ":reads": json(&identity.reads),
                ":writes": json(&identity.writes),
                ":roles": json(&identity.roles),
                ":site": identity.site.map(Id::blob),
                ":server_address": identity.server_address,
                ":server_key": identity.server_key.as_bytes(),
                ":log_key": identity.log_key.as_bytes(),
                ":administrator_key": identity.administrator_key.as_bytes(),
                ":epoch": signed(identity.epoch),
            };
            run(connection, PUT, params)?;
            run(connection, FORGET_SEED, &[])?;
            Ok(())
        })
    }

    /// The server moved to another address; its key stays pinned.
    ///
    /// # Errors
    /// `NotEnrolled`, or that the file cannot be written.
    pub fn set_server_address(&self, address: &str) -> Result<(), StoreError> {
        self.transact(|connection| {
            match run(
                connection,
                MOVE_SERVER,
                named_params! { ":address": address },
            )? {
                0 => Err(StoreError::NotEnrolled),
                _ => Ok(()),
            }
        })
    }
}
