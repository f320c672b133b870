//! Whether what is shown is what was recorded: the checks, the alarm where it is not, and what a person can do then.
//!
//! What a newcomer gets wrong: nothing is put right by itself. What is found wrong is told on every page and stops exports
//! until somebody has the figures added up again, or a later full check finds nothing wrong; a journal that is itself
//! broken is not touched.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use store::{Flaw, FullCheck, Leaving, Pace, Store, StoreError};

use crate::change::Change;
use crate::context::{Context, Ledger, under_way};
use crate::contract::replies::{Alarm, LastCheck, LedgerChecks, Verified};
use crate::contract::requests::Nothing;
use crate::problem::Problem;
use crate::source::rfc3339;

/// How long a full check is good for, whatever it found: it would find the same again.
const GOOD_FOR: TimeDelta = TimeDelta::hours(24);
/// When it is looked again whether an exchange has ended.
const AFTER_AN_EXCHANGE: Duration = Duration::from_secs(10);

/// How much a check looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    /// Every page of the file.
    Everything,
    /// What the journal holds and what is derived from it.
    Rows,
}

/// Checks every chain, checkpoint and projection of this file.
pub(crate) fn verify(context: &Context, _: Nothing) -> Result<Verified, Problem> {
    let store = context.store()?;
    ended(context, &store, &store.verify()?, Of::Everything)
}

/// Folds every entry again where what is shown differs from the journal, and checks once more.
pub(crate) fn add_up_again(context: &Context, _: Nothing) -> Result<Verified, Problem> {
    let store = context.store()?;
    let mut found = store.verify()?;
    if let Some(Flaw::Projection) = found.flaw {
        let (_, changes) = store.rebuild()?;
        context.tell(Change::from(&changes));
        found = store.verify()?;
    }
    ended(context, &store, &found, Of::Everything)
}

/// What stands against this file's figures, and how the last full check ended.
pub(crate) fn told(context: &Context, _: Nothing) -> Result<LedgerChecks, Problem> {
    let store = context.store()?;
    let alarm = store.alarm()?.map(|alarm| Alarm {
        since: rfc3339(alarm.since),
        problem: standing(&alarm),
    });
    let last = store.last_full_check()?.map(|last| LastCheck {
        ended_at: rfc3339(last.ended_at),
        entries: last.entries,
        intact: last.problem.is_none(),
    });
    Ok(LedgerChecks { alarm, last })
}

/// Nothing leaves a file whose sums do not agree with its entries. An alarm that stands is answer enough; else what the
/// export rests on is looked at, in seconds where the full check takes minutes.
pub(crate) fn demand_intact(context: &Context, leaving: Leaving) -> Result<(), Problem> {
    let store = context.store()?;
    if let Some(alarm) = store.alarm()? {
        return Err(standing(&alarm));
    }
    match store.check_before(leaving)? {
        None => Ok(()),
        Some(flaw) => Err(raised(context, &store, &flaw)),
    }
}

/// The ledger that was just opened. A file of ordinary size is compared with its digest before anybody sees a figure of it;
/// a larger one is left to [`Context::compare_figures`], so that the window need not wait.
pub(crate) fn opened(store: Store, now: DateTime<Utc>) -> Ledger {
    let compared = store
        .is_small()
        .and_then(|small| Ok(!small || store.figures_stand()?));
    match compared {
        Ok(true) => Ledger::Open(store.into()),
        Ok(false) => {
            // A full disk keeps nobody from the ledger: it is found again beside the work, and before an export.
            let _ = store.raise_alarm(&alarm_of(&Flaw::Projection, now));
            Ledger::Open(store.into())
        }
        Err(cause @ StoreError::Damaged { .. }) => Ledger::Broken(cause.into()),
        // Compared again beside the work.
        Err(_) => Ledger::Open(store.into()),
    }
}

impl Context {
    /// Compares what is shown with the digest that moved with it, and raises the alarm where they differ.
    ///
    /// # Errors
    /// That the ledger is not open, or cannot be read.
    pub fn compare_figures(&self) -> Result<(), Problem> {
        let store = self.store()?;
        let stand = store.figures_stand().map_err(Problem::from);
        if !damage_told(self, &store, stand, true)? {
            raised(self, &store, &Flaw::Projection);
        }
        Ok(())
    }

    /// Makes the full check beside the work when it is due, at this pace, and says how long it is not due again.
    ///
    /// # Errors
    /// That the ledger is not open, or that the check could not run.
    pub fn check_when_due(&self, pace: &Pace) -> Result<Duration, Problem> {
        let store = self.store()?;
        let day = GOOD_FOR.to_std().unwrap_or_default();
        damage_told(self, &store, self.check_if_due(&store, pace), day)
    }

    fn check_if_due(&self, store: &Store, pace: &Pace) -> Result<Duration, Problem> {
        self.identity()?;
        let wait = match store.last_full_check()? {
            Some(last) if last.entries <= store.entries_held()? => {
                until_due(last.ended_at, self.now())
            }
            Some(_) | None => TimeDelta::zero(),
        };
        if wait > TimeDelta::zero() {
            return Ok(wait.to_std().unwrap_or_default());
        }
        if under_way(&self.exchange) {
            return Ok(AFTER_AN_EXCHANGE);
        }
        if let Some(found) = store.verify_beside(pace)? {
            ended(self, store, &found, Of::Rows)?;
        }
        Ok(GOOD_FOR.to_std().unwrap_or_default())
    }
}

/// Damage that shows in an open file is the alarm. Whoever looked goes on with `then`: looked at again at once, the file
/// would say the same.
fn damage_told<T>(
    context: &Context,
    store: &Store,
    looked: Result<T, Problem>,
    then: T,
) -> Result<T, Problem> {
    match looked {
        Err(problem) if problem.code == "file-damaged" => {
            let detail = problem.facts.get("detail").cloned().unwrap_or_default();
            raised(context, store, &Flaw::Damaged { detail });
            Ok(then)
        }
        looked => looked,
    }
}

/// How long a check is good yet; one from a clock that was ahead is over.
fn until_due(ended_at: DateTime<Utc>, now: DateTime<Utc>) -> TimeDelta {
    if ended_at > now {
        return TimeDelta::zero();
    }
    (ended_at + GOOD_FOR - now).max(TimeDelta::zero())
}

/// Notes how a full check ended, and tells whoever shows it.
fn ended(
    context: &Context,
    store: &Store,
    found: &store::Verified,
    of: Of,
) -> Result<Verified, Problem> {
    let problem = found.flaw.as_ref().map(flaw);
    let check = FullCheck {
        ended_at: context.now(),
        entries: found.entries,
        problem: problem.as_ref().map(|problem| problem.code.clone()),
    };
    let detail = found.flaw.as_ref().map(ToString::to_string);
    let noted = store.note_full_check(&check, detail.as_deref(), of == Of::Everything);
    // What was found counts, also where a broken file cannot be written any more.
    if problem.is_none() {
        noted?;
    }
    context.tell(Change::of("checks"));
    Ok(Verified {
        intact: problem.is_none(),
        entries: found.entries,
        head: found.head.clone(),
        problem,
    })
}

/// Raises the alarm, tells whoever shows it, and gives what to say.
fn raised(context: &Context, store: &Store, found: &Flaw) -> Problem {
    // It is found again by whatever looks next, should the file not take it.
    let _ = store.raise_alarm(&alarm_of(found, context.now()));
    context.tell(Change::of("checks"));
    flaw(found)
}

fn alarm_of(found: &Flaw, now: DateTime<Utc>) -> store::Alarm {
    store::Alarm {
        since: now,
        problem: flaw(found).code,
        detail: Some(found.to_string()),
    }
}

/// An alarm as the problem that it was raised for.
fn standing(alarm: &store::Alarm) -> Problem {
    if alarm.problem == "projection-mismatch" {
        return Problem::new("projection-mismatch");
    }
    let detail = alarm.detail.as_deref().unwrap_or_default();
    Problem::new("file-damaged").with("detail", detail)
}

fn flaw(flaw: &Flaw) -> Problem {
    match flaw {
        Flaw::Projection => Problem::new("projection-mismatch"),
        Flaw::Damaged { .. } | Flaw::Entry { .. } | Flaw::Head { .. } | Flaw::Log { .. } => {
            Problem::new("file-damaged").with("detail", flaw)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_is_good_for_a_day_and_one_of_tomorrow_for_nothing() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().expect("a time");
        let ended = at("2021-07-24T12:00:00Z");
        for (now, hours) in [
            ("2021-07-24T12:00:00Z", 24),
            ("2021-07-25T06:00:00Z", 6),
            ("2021-07-25T12:00:00Z", 0),
            ("2021-08-24T12:00:00Z", 0),
            ("2021-07-24T11:59:59Z", 0),
        ] {
            assert_eq!(until_due(ended, at(now)), TimeDelta::hours(hours), "{now}");
        }
    }
}
