//! Brings a store to the schema this program knows, over `PRAGMA user_version`.

use rusqlite::{Connection, TransactionBehavior};

use crate::store::StoreError;

/// Released migrations never change; a new one is added at the end.
const MIGRATIONS: &[&str] = &[
    include_str!("../../../../../migrations/central/sqlite/0001_start.sql"),
    include_str!("../../../../../migrations/central/sqlite/0002_known_pos.sql"),
];

/// The newest schema this program knows.
#[must_use]
pub fn known_schema() -> i64 {
    i64::try_from(MIGRATIONS.len()).expect("there are few migrations")
}

/// Applies what is missing, in one transaction, and refuses a store of a newer program.
pub fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let known = known_schema();
    let found = version(connection)?;
    if found > known {
        return Err(StoreError::NewerSchema { found, known });
    }
    if found == known {
        return Ok(());
    }
    let txn = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another process may have migrated while this one waited for the lock.
    let found = usize::try_from(version(&txn)?)
        .map_err(|_| StoreError::Damaged("schema version is negative".into()))?;
    for sql in MIGRATIONS.iter().skip(found) {
        txn.execute_batch(sql)?;
    }
    txn.pragma_update(None, "user_version", known)?;
    txn.commit()?;
    Ok(())
}

fn version(connection: &Connection) -> Result<i64, StoreError> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}
