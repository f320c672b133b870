//! The schema by version. A migration and its bookkeeping are one transaction, so that a crash leaves the old schema or
//! the new one.

use proof::hash::sha256;
use rusqlite::{Connection, TransactionBehavior, named_params};

use crate::error::OpenError;

/// Name and text of each migration; its version is its place, from 1. Released ones never change.
const MIGRATIONS: &[(&str, &str)] = &[
    (
        "0001_start",
        include_str!("../../../migrations/device/0001_start.sql"),
    ),
    (
        "0002_stock",
        include_str!("../../../migrations/device/0002_stock.sql"),
    ),
    (
        "0003_chain",
        include_str!("../../../migrations/device/0003_chain.sql"),
    ),
    (
        "0004_sites",
        include_str!("../../../migrations/device/0004_sites.sql"),
    ),
    (
        "0005_moves",
        include_str!("../../../migrations/device/0005_moves.sql"),
    ),
    (
        "0006_tasks",
        include_str!("../../../migrations/device/0006_tasks.sql"),
    ),
    (
        "0007_sums",
        include_str!("../../../migrations/device/0007_sums.sql"),
    ),
    (
        "0008_constraints",
        include_str!("../../../migrations/device/0008_constraints.sql"),
    ),
    (
        "0009_known_by_stock",
        include_str!("../../../migrations/device/0009_known_by_stock.sql"),
    ),
    (
        "0010_views",
        include_str!("../../../migrations/device/0010_views.sql"),
    ),
    (
        "0011_lines",
        include_str!("../../../migrations/device/0011_lines.sql"),
    ),
    (
        "0012_consigned",
        include_str!("../../../migrations/device/0012_consigned.sql"),
    ),
    (
        "0013_closures",
        include_str!("../../../migrations/device/0013_closures.sql"),
    ),
    (
        "0014_explanations",
        include_str!("../../../migrations/device/0014_explanations.sql"),
    ),
    (
        "0015_packs",
        include_str!("../../../migrations/device/0015_packs.sql"),
    ),
    (
        "0016_digest",
        include_str!("../../../migrations/device/0016_digest.sql"),
    ),
    (
        "0017_titles",
        include_str!("../../../migrations/device/0017_titles.sql"),
    ),
    (
        "0018_lots_by_site",
        include_str!("../../../migrations/device/0018_lots_by_site.sql"),
    ),
];

/// The newest schema this program knows.
pub(crate) fn known() -> i64 {
    i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX)
}

/// The schema the file has; 0 before the first migration.
pub(crate) fn version(connection: &Connection) -> Result<i64, OpenError> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Brings the file to the newest schema, or refuses one that is newer still.
pub(crate) fn migrate(connection: &mut Connection) -> Result<(), OpenError> {
    let found = version(connection)?;
    if found > known() {
        return Err(OpenError::NewerSchema {
            found,
            known: known(),
        });
    }
    for ((name, text), version) in MIGRATIONS.iter().zip(1_i64..) {
        if version <= found {
            continue;
        }
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute_batch(text)?;
        transaction.execute(
            "INSERT INTO migration (version, name, checksum) VALUES (:version, :name, :checksum)",
            named_params! {
                ":version": version,
                ":name": name,
                ":checksum": sha256(&[text.as_bytes()]).to_string(),
            },
        )?;
        transaction.pragma_update(None, "user_version", version)?;
        crate::failpoint::hit("migration-before-commit");
        transaction.commit()?;
    }
    Ok(())
}
