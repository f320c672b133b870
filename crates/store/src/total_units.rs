//! Sums of quantities that no row can break.
//!
//! What a newcomer gets wrong: SQLite's own `sum` refuses to go on beyond 2^63, and a stranger's one document with a
//! thousand lines of 2^53 goes there: then no page reads that shows any of it. Reads add quantities up by
//! `total_units`, which stands at the bound of exact numbers, as balances do.

use ledger::quantity::MAX_EXACT;
use rusqlite::Connection;
use rusqlite::functions::{Aggregate, Context, FunctionFlags};

/// The sum of quantities, at most the bound of exact numbers.
pub(crate) fn total_units(quantities: impl IntoIterator<Item = i64>) -> i64 {
    bounded(quantities.into_iter().map(i128::from).sum())
}

fn bounded(sum: i128) -> i64 {
    let most = i128::from(MAX_EXACT);
    i64::try_from(sum.clamp(-most, most)).expect("clamped")
}

/// `total_units(quantity)` in SQL: null of no rows, as `sum`.
struct TotalUnits;

impl Aggregate<Option<i128>, Option<i64>> for TotalUnits {
    fn init(&self, _: &mut Context<'_>) -> rusqlite::Result<Option<i128>> {
        Ok(None)
    }

    fn step(&self, context: &mut Context<'_>, sum: &mut Option<i128>) -> rusqlite::Result<()> {
        if let Some(quantity) = context.get::<Option<i64>>(0)? {
            *sum = Some(sum.unwrap_or(0) + i128::from(quantity));
        }
        Ok(())
    }

    fn finalize(
        &self,
        _: &mut Context<'_>,
        sum: Option<Option<i128>>,
    ) -> rusqlite::Result<Option<i64>> {
        Ok(sum.flatten().map(bounded))
    }
}

/// Makes `total_units` known to a connection. It is innocuous, so that a view may use it under an untrusted schema.
#[doc(hidden)]
pub fn know_total_units(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8
        | FunctionFlags::SQLITE_DETERMINISTIC
        | FunctionFlags::SQLITE_INNOCUOUS;
    connection.create_aggregate_function("total_units", 1, flags, TotalUnits)
}
