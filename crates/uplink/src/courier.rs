//! When to exchange: after every write, when the server has news, from time to time, and after a failure with back-off.
//!
//! Two threads: one exchanges, the other holds the long poll. What a newcomer gets wrong: the courier keeps no state for
//! the screen. What is shown is recomputed by `app` from facts; here is only "now" or "later".

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use app::{Context, Problem, RETRY_AFTER};

use crate::HttpsLink;

/// First wait after a failure; it doubles with each.
const SHORTEST: Duration = Duration::from_secs(2);
/// Longest wait, also between exchanges when all is well and the long poll is silent.
const LONGEST: Duration = Duration::from_secs(300);
/// Longest wait for a server that cannot be reached: asking costs one packet, and a person who has just found a network
/// should not wait for minutes.
const LONGEST_UNREACHED: Duration = Duration::from_secs(15);
/// How often a ledger that is not enrolled, or locked, is looked at.
pub(crate) const LOOK: Duration = Duration::from_secs(1);

/// Rung when an exchange is due.
#[derive(Debug, Default)]
pub(crate) struct Bell {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    /// Something was written here, or the server has news.
    due: bool,
    stop: bool,
    /// Exchanges that went well, and all that ended.
    well: u64,
    ended: u64,
}

impl Bell {
    pub(crate) fn ring(&self) {
        self.lock().due = true;
        self.changed.notify_all();
    }

    fn stop(&self) {
        self.lock().stop = true;
        self.changed.notify_all();
    }

    fn ended(&self, well: bool) {
        let mut state = self.lock();
        state.ended += 1;
        state.well += u64::from(well);
        drop(state);
        self.changed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until `done` says so, or the time is over; `None` when the courier stops.
    fn wait<T>(&self, until: Instant, done: impl Fn(&mut State) -> Option<T>) -> Option<Option<T>> {
        let mut state = self.lock();
        loop {
            if state.stop {
                return None;
            }
            if let Some(result) = done(&mut state) {
                return Some(Some(result));
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Some(None);
            }
            state = self
                .changed
                .wait_timeout(state, left)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
    }

    /// Waits at least `pause`, whatever rings; false when the courier stops.
    fn pause(&self, pause: Duration) -> bool {
        self.wait(Instant::now() + pause, |_| None::<()>).is_some()
    }
}

/// Drives sync in the background for as long as it lives.
pub struct Courier {
    bell: Arc<Bell>,
    link: Arc<HttpsLink>,
    threads: Vec<JoinHandle<()>>,
}

impl Courier {
    /// Starts exchanging for a data directory. `link` must be the one the context was opened with.
    ///
    /// # Errors
    /// The system starts no threads.
    pub fn start(context: &Arc<Context>, link: &Arc<HttpsLink>) -> std::io::Result<Self> {
        let bell = link.bell();
        let mut courier = Self {
            bell: Arc::clone(&bell),
            link: Arc::clone(link),
            threads: Vec::new(),
        };
        let (ours, rung) = (Arc::clone(context), Arc::clone(&bell));
        courier.spawn("courier", move || exchange_for_ever(&ours, &rung))?;
        let (ours, rung) = (Arc::clone(context), bell);
        courier.spawn("news", move || listen_for_ever(&ours, &rung))?;
        Ok(courier)
    }

    fn spawn(&mut self, name: &str, work: impl FnOnce() + Send + 'static) -> std::io::Result<()> {
        self.threads.push(
            std::thread::Builder::new()
                .name(name.to_owned())
                .spawn(|| {
                    step_back();
                    work();
                })?,
        );
        Ok(())
    }
}

/// Ends requests under way; what was not sent is sent next time.
impl Drop for Courier {
    fn drop(&mut self) {
        self.bell.stop();
        self.link.close();
        for thread in self.threads.drain(..) {
            if thread.join().is_err() {
                tracing::error!("a courier thread ended early");
            }
        }
    }
}

/// Lets whatever a person waits for go first: folding a page takes a processor for as long as it has entries, and a cheap
/// laptop has two.
pub(crate) fn step_back() {
    // Of nineteen steps down; on Linux for this thread alone.
    #[cfg(target_os = "linux")]
    if let Err(fault) = rustix::process::nice(5) {
        tracing::info!(%fault, "the exchange runs beside the window as its equal");
    }
}

fn exchange_for_ever(context: &Context, bell: &Bell) {
    let mut failures = 0;
    loop {
        // Taken before the exchange, so that a write during it asks for another one.
        bell.lock().due = false;
        let result = context.sync_once();
        let pause = match &result {
            Ok(_) => {
                failures = 0;
                Duration::ZERO
            }
            Err(problem) if not_yet(problem) => LOOK,
            Err(problem) => {
                failures += 1;
                tracing::info!(%problem, failures, "an exchange failed");
                SHORTEST
            }
        };
        bell.ended(result.is_ok());
        // A write must not turn an unreachable server into a busy loop.
        if !bell.pause(pause) {
            return;
        }
        let rest = match &result {
            Ok(_) => jitter(LONGEST),
            Err(problem) if not_yet(problem) => Duration::ZERO,
            Err(problem) => back_off(failures, ceiling(problem))
                .max(asked_for(problem))
                .saturating_sub(pause),
        };
        if bell
            .wait(Instant::now() + rest, |state| state.due.then_some(()))
            .is_none()
        {
            return;
        }
    }
}

/// Listens only while exchanges go well: after each one that did, until the server stops answering.
fn listen_for_ever(context: &Context, bell: &Bell) {
    let mut seen = 0;
    loop {
        let far = Instant::now() + LONGEST;
        match bell.wait(far, |state| (state.well > seen).then_some(state.well)) {
            None => return,
            Some(None) => continue,
            Some(Some(well)) => seen = well,
        }
        loop {
            match context.wait_for_news() {
                Ok(false) => {}
                // The next exchange brings it; only then is it worth listening again.
                Ok(true) => {
                    bell.ring();
                    break;
                }
                Err(problem) => {
                    tracing::info!(%problem, "the server does not answer");
                    // Finds out whether it is gone, and waits for it with back-off.
                    if !bell.pause(SHORTEST) {
                        return;
                    }
                    bell.ring();
                    break;
                }
            }
            if bell.lock().stop {
                return;
            }
        }
    }
}

/// There is nothing to exchange yet, and no network was touched.
pub(crate) fn not_yet(problem: &Problem) -> bool {
    [
        "not-enrolled",
        "locked",
        "in-use",
        "newer-schema",
        "file-damaged",
        "file-missing",
    ]
    .contains(&problem.code.as_str())
}

/// How long the server asks to be left alone; no server keeps a device away for longer than [`LONGEST`].
fn asked_for(problem: &Problem) -> Duration {
    let seconds = problem.facts.get(RETRY_AFTER);
    let seconds = seconds.and_then(|text| text.parse().ok()).unwrap_or(0);
    Duration::from_secs(seconds).min(LONGEST)
}

fn ceiling(problem: &Problem) -> Duration {
    if problem.code == "server-unreachable" {
        LONGEST_UNREACHED
    } else {
        LONGEST
    }
}

/// 2 s, 4 s, 8 s … up to `longest`, each up to a quarter longer.
fn back_off(failures: u32, longest: Duration) -> Duration {
    let doubled = SHORTEST.saturating_mul(
        1_u32
            .checked_shl(failures.saturating_sub(1))
            .unwrap_or(u32::MAX),
    );
    jitter(doubled.min(longest))
}

/// Spreads devices that lost the server at the same moment.
fn jitter(duration: Duration) -> Duration {
    let mut random = [0_u8; 1];
    if getrandom::fill(&mut random).is_err() {
        return duration;
    }
    duration + duration * u32::from(random[0]) / 1024
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_five_minutes() {
        let bounds = [
            (1, 2, 3),
            (2, 4, 5),
            (3, 8, 10),
            (8, 256, 320),
            (9, 300, 375),
            (200, 300, 375),
        ];
        for (failures, at_least, at_most) in bounds {
            let wait = back_off(failures, LONGEST);
            assert!(
                wait >= Duration::from_secs(at_least),
                "{failures}: {wait:?}"
            );
            assert!(wait <= Duration::from_secs(at_most), "{failures}: {wait:?}");
        }
    }

    #[test]
    fn an_unreachable_server_is_asked_again_within_seconds() {
        let problem = |code: &str| Problem::new(code);
        let wait = |code: &str| back_off(20, ceiling(&problem(code)));
        assert!(wait("server-unreachable") < Duration::from_secs(20));
        assert!(wait("server-refused") >= LONGEST);
    }

    #[test]
    fn a_busy_server_is_left_alone_as_long_as_it_asks() {
        let busy = |seconds: &str| Problem::new("server-busy").with(RETRY_AFTER, seconds);
        let waits = [("90", 90), ("0", 0), ("rubbish", 0), ("999999", 300)];
        for (asked, wait) in waits {
            assert_eq!(
                asked_for(&busy(asked)),
                Duration::from_secs(wait),
                "{asked}"
            );
        }
        assert_eq!(
            asked_for(&Problem::new("server-unreachable")),
            Duration::ZERO
        );
    }

    #[test]
    fn a_ring_is_not_lost_and_a_stop_is_final() {
        let bell = Bell::default();
        bell.ring();
        let soon = || Instant::now() + Duration::from_millis(20);
        assert_eq!(
            bell.wait(soon(), |state| std::mem::take(&mut state.due).then_some(())),
            Some(Some(()))
        );
        assert_eq!(
            bell.wait(soon(), |state| state.due.then_some(())),
            Some(None)
        );
        bell.stop();
        assert_eq!(bell.wait(soon(), |state| state.due.then_some(())), None);
        assert!(!bell.pause(Duration::from_secs(60)));
    }
}
