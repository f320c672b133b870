//! Whether balances are the sums of what was recorded, found in seconds: by the incremental digest and by the movement
//! lines, without folding anything again.
//!
//! What a newcomer gets wrong: this is not the full check. It takes the movement lines as they stand; that they are what the
//! entries fold to, the full check finds.

use rusqlite::Connection;

use super::{Flaw, Pace, Stop};
use crate::error::StoreError;
use crate::open::Store;
use crate::projection::{self, Tally};

/// What leaves this computer, and so what must be looked at before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaving {
    /// The funding report: sums of allocations beside what papers state.
    Funds,
    /// The audit export: the entries themselves and what proves them. It holds no sum.
    Journal,
}

impl Store {
    /// Whether balances and the sums shown from them are as the last change left them.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn figures_stand(&self) -> Result<bool, StoreError> {
        self.read(|reads| stand(reads.connection, &Pace::hurried()))
    }

    /// Looks at what an export rests on: that balances and sums are as they were left, that balances are the sums of the
    /// movement lines, and what the file to be written will hold: the rows of the funding report against their entries,
    /// or every hash, chain, signature and log of the journal.
    ///
    /// # Errors
    /// That the check itself could not run; what it finds is in the result.
    pub fn check_before(&self, leaving: Leaving) -> Result<Option<Flaw>, StoreError> {
        let figures = self.read(|reads| {
            let pace = Pace::hurried();
            Ok::<_, StoreError>(stand(reads.connection, &pace)? && add_up(reads.connection, &pace)?)
        });
        match figures {
            Ok(true) => {}
            Ok(false) => return Ok(Some(Flaw::Projection)),
            Err(StoreError::Damaged { detail }) => return Ok(Some(Flaw::Damaged { detail })),
            Err(cause) => return Err(cause),
        }
        match leaving {
            Leaving::Funds => {
                let same = self.rehearse(projection::funds_are_folded)?;
                Ok((!same).then_some(Flaw::Projection))
            }
            Leaving::Journal => {
                let journal = self.read::<_, Stop>(|reads| {
                    super::check_journal(reads.connection, &Pace::hurried())
                });
                match journal {
                    Ok(_) => Ok(None),
                    Err(Stop::Flaw(flaw)) => Ok(Some(flaw)),
                    Err(Stop::Store(cause)) => Err(cause),
                }
            }
        }
    }
}

/// The rows against the digest that moved with them.
pub(super) fn stand(connection: &Connection, pace: &Pace) -> Result<bool, StoreError> {
    Ok(Tally::kept(connection)? == Tally::of_rows(connection, pace)?)
}

/// The balances against the movement lines. Where a hostile device wrote more than exact numbers hold, a balance stands at
/// their bound and only the sums themselves tell.
fn add_up(connection: &Connection, pace: &Pace) -> Result<bool, StoreError> {
    if projection::of_movements(connection, pace)? == Tally::kept(connection)?.balances {
        return Ok(true);
    }
    projection::balances_are_sums(connection, pace)
}
