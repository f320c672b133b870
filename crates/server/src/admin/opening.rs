//! Opening an operation: keys, an empty store, and the first three entries.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use chrono::NaiveDate;
use ledger::body::{Body, DeviceEnrolled, OperationOpened, PersonRegistered};
use ledger::ids::{DeviceId, OperationId, PersonId};
use ledger::role::{Grant, Role};
use uuid::Uuid;

use super::{Admin, AdminError, directory};
use crate::append::{Append, OwnEntry, enrolled};
use crate::clock::Clock;
use crate::keys::Keys;
use crate::store::sqlite::Sqlite;
use crate::store::{Operation, Storage};

/// The letter of the server's own device. Other devices take the first letter that is free.
const SERVER_LETTER: &str = "S";

/// What `init` asks for.
#[derive(Debug, Clone)]
pub struct Opening {
    /// "Lithuania 2021".
    pub name: String,
    pub opened_on: NaiveDate,
    /// Name of the person in whose name the server writes.
    pub administrator: String,
}

impl Admin {
    /// Makes the data directory and opens the operation in it.
    ///
    /// # Errors
    /// It holds an operation already, or cannot be written.
    pub fn init(at: &Path, opening: &Opening) -> Result<Self, AdminError> {
        Self::init_at(at, opening, Clock::default())
    }

    /// The same by a clock that is not this machine's: for a story that is told again.
    ///
    /// # Errors
    /// As `init`.
    pub fn init_at(at: &Path, opening: &Opening, clock: Clock) -> Result<Self, AdminError> {
        if opening.name.trim().is_empty() {
            return Err(AdminError::Empty("name"));
        }
        let refuse = |cause| AdminError::File {
            path: at.to_owned(),
            cause,
        };
        fs::create_dir_all(at).map_err(refuse)?;
        let storage = Sqlite::open(&directory::database(at))?;
        if let Some(held) = storage.read()?.operation()? {
            return Err(AdminError::AlreadyOpened {
                directory: at.to_owned(),
                name: held.name,
            });
        }
        fs::set_permissions(at, Permissions::from_mode(0o700)).map_err(refuse)?;
        let keys = Keys::create(at)?;
        write_opening(&storage, &keys, opening, (at, clock.now()))?;
        Ok(Self {
            directory: at.to_owned(),
            storage,
            keys,
            clock,
        })
    }
}

fn write_opening(
    storage: &Sqlite,
    keys: &Keys,
    opening: &Opening,
    (at, now): (&Path, i64),
) -> Result<(), AdminError> {
    let operation = Operation {
        key: 0,
        uuid: Uuid::now_v7(),
        name: opening.name.clone(),
        epoch: 1,
        head: 0,
        accepted_at: 0,
        administrator: Uuid::now_v7(),
        device: Uuid::now_v7(),
    };
    let txn = storage.begin()?;
    // Another `init` may have been quicker.
    if let Some(held) = txn.operation()? {
        return Err(AdminError::AlreadyOpened {
            directory: at.to_owned(),
            name: held.name,
        });
    }
    txn.open_operation(&operation)?;
    let server = DeviceEnrolled {
        device: DeviceId(operation.device),
        name: "Server".to_owned(),
        letter: SERVER_LETTER.to_owned(),
        signing_key: keys.server.public().to_string(),
        reads: vec!["*".to_owned()],
        writes: vec!["catalogue".to_owned()],
        roles: vec![Role::Administrator],
        site: None,
    };
    let device = enrolled(&server, 0)?;
    let opened = OperationOpened {
        operation: OperationId(operation.uuid),
        name: opening.name.clone(),
        opened_on: opening.opened_on,
    };
    let administrator = PersonRegistered {
        id: PersonId(operation.administrator),
        name: opening.administrator.clone(),
        grants: vec![Grant {
            role: Role::Administrator,
            site: None,
        }],
        pin_code: None,
    };
    // The server's certificate comes first: whoever reads the stream from its beginning needs the key before all else.
    let bodies: [Body; 3] = [server.into(), opened.into(), administrator.into()];
    let mut append = Append::new(txn, keys, now)?;
    append.write_as(&device, &bodies.map(OwnEntry::from))?;
    append.commit()?;
    Ok(())
}
