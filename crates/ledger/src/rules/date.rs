//! Dates a person types.

use chrono::{Datelike, NaiveDate};

use super::{Clock, Stamp};

/// Years that a date in a document may have; "0024" is a slip of the hand.
pub const YEARS: std::ops::RangeInclusive<i32> = 1990..=2100;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum DateRefusal {
    #[error("the year {year} is not between 1990 and 2100")]
    YearOutOfRange { year: i32 },
    #[error("{date} is after today, {today}")]
    DateInFuture { date: NaiveDate, today: NaiveDate },
}

/// A date that may lie in the future, such as an expiry.
///
/// # Errors
/// `YearOutOfRange`.
pub fn check_year(date: NaiveDate) -> Result<(), DateRefusal> {
    let year = date.year();
    if YEARS.contains(&year) {
        Ok(())
    } else {
        Err(DateRefusal::YearOutOfRange { year })
    }
}

/// A date on which something has happened.
///
/// # Errors
/// `YearOutOfRange`; `DateInFuture` when the clock is good.
pub fn check_past(date: NaiveDate, stamp: &Stamp) -> Result<(), DateRefusal> {
    check_year(date)?;
    if date > stamp.today && stamp.clock == Clock::Good {
        return Err(DateRefusal::DateInFuture {
            date,
            today: stamp.today,
        });
    }
    Ok(())
}

/// Whether the person is to be asked if the date is right, because the clock cannot judge it.
#[must_use]
pub fn needs_asking(date: NaiveDate, stamp: &Stamp) -> bool {
    date > stamp.today && stamp.clock == Clock::Suspect
}
