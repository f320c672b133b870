//! One counted line: its counts, what differs from the announcement, its labels.

use super::{Difference, Facts, LineRequest, Refusal};
use crate::body::Tracking;
use crate::quantity::{self, MAX_EXACT, QuantityRefusal};
use crate::rules::{date, written};

/// `(short, over)` of a line: expected = counted + short − over, and never are both positive.
#[must_use]
pub fn differences(expected: Option<i64>, counted: i64) -> (i64, i64) {
    let missing = expected.map_or(0, |expected| expected - counted);
    (missing.max(0), (-missing).max(0))
}

pub(super) fn check_counts(line: usize, asked: &LineRequest) -> Result<i64, Refusal> {
    let refuse = |refusal| Refusal::Count { line, refusal };
    for count in [
        asked.good,
        asked.damaged,
        asked.refused,
        asked.expected.unwrap_or(0),
    ] {
        quantity::check_count(count).map_err(refuse)?;
    }
    // Three counts below 2^53 cannot leave i64.
    let counted = asked.good + asked.damaged + asked.refused;
    if counted > MAX_EXACT {
        return Err(refuse(QuantityRefusal::TooLarge));
    }
    Ok(counted)
}

pub(super) fn check_differences(
    line: usize,
    asked: &LineRequest,
    expected: Option<i64>,
    remaining: Option<i64>,
    counted: i64,
) -> Result<(i64, i64), Refusal> {
    if counted == 0 && expected.unwrap_or(0) == 0 {
        return Err(Refusal::NothingCounted { line });
    }
    let (short, over) = differences(expected, counted);
    if written(asked.reason.as_deref()).is_some() {
        return Ok((short, over));
    }
    if let (Some(remaining), Some(expected)) = (remaining, expected)
        && expected > remaining.max(0)
    {
        return Err(Refusal::MoreThanAccepted {
            line,
            remaining,
            expected,
        });
    }
    if let Some(expected) = expected.filter(|_| over > 0) {
        return Err(Refusal::MoreThanAnnounced {
            line,
            expected,
            counted,
        });
    }
    for (difference, quantity) in [
        (Difference::Damaged, asked.damaged),
        (Difference::Short, short),
        (Difference::Refused, asked.refused),
    ] {
        if quantity > 0 {
            return Err(Refusal::NeedsReason {
                line,
                difference,
                quantity,
            });
        }
    }
    Ok((short, over))
}

pub(super) fn check_tracking(
    facts: &Facts,
    line: usize,
    asked: &LineRequest,
    counted: i64,
) -> Result<(), Refusal> {
    if let Some(expiry) = asked.expiry {
        date::check_year(expiry).map_err(|refusal| Refusal::Expiry { line, refusal })?;
    }
    let tracking = facts
        .items
        .get(&asked.item)
        .copied()
        .unwrap_or(Tracking::None);
    let (expiry, batch, serial) = match tracking {
        Tracking::None => (false, false, false),
        Tracking::Expiry => (true, false, false),
        Tracking::BatchExpiry => (true, true, false),
        Tracking::Serial => (false, true, true),
    };
    if counted == 0 {
        return Ok(());
    }
    if expiry && asked.expiry.is_none() {
        return Err(Refusal::NeedsExpiry { line });
    }
    if batch && written(asked.batch.as_deref()).is_none() {
        return Err(Refusal::NeedsBatch { line });
    }
    if serial && counted > 1 {
        return Err(Refusal::SerialCountsOne { line, counted });
    }
    Ok(())
}
