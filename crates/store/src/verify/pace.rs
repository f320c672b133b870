//! How fast a check goes beside a person's work, and how it is stopped.

use std::sync::{Condvar, Mutex};
use std::time::{Duration, Instant};

use rusqlite::{Connection, InterruptHandle};

use crate::error::StoreError;
use crate::open::locked;

/// Work in one go, and the rest after it: a cheap laptop has two processors, and what a person does comes first.
const WORK: Duration = Duration::from_millis(20);
const REST: Duration = Duration::from_millis(20);

/// The pace of one check. Shared between the thread that checks and the one that stops it.
pub struct Pace {
    unhurried: bool,
    state: Mutex<State>,
    stopped: Condvar,
}

struct State {
    stop: bool,
    /// What runs a statement this moment.
    running: Option<InterruptHandle>,
    rested: Instant,
}

impl Pace {
    /// Rests as long as it works.
    #[must_use]
    pub fn unhurried() -> Self {
        Self::of(true)
    }

    /// As fast as the computer can: somebody waits for it.
    #[must_use]
    pub fn hurried() -> Self {
        Self::of(false)
    }

    fn of(unhurried: bool) -> Self {
        Self {
            unhurried,
            state: Mutex::new(State {
                stop: false,
                running: None,
                rested: Instant::now(),
            }),
            stopped: Condvar::new(),
        }
    }

    /// Whether it spares the computer, in time and in memory.
    pub(crate) fn is_unhurried(&self) -> bool {
        self.unhurried
    }

    /// Ends what goes at this pace at once, and for good. A statement that began this moment may not have noticed: whoever
    /// waits for the end stops again.
    pub fn stop(&self) {
        let mut state = locked(&self.state);
        state.stop = true;
        if let Some(running) = &state.running {
            running.interrupt();
        }
        drop(state);
        self.stopped.notify_all();
    }

    #[must_use]
    pub fn is_stopped(&self) -> bool {
        locked(&self.state).stop
    }

    /// Waits so long; false when it was stopped meanwhile.
    #[must_use]
    pub fn pause(&self, time: Duration) -> bool {
        let until = Instant::now() + time;
        let mut state = locked(&self.state);
        while !state.stop {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return true;
            }
            state = self
                .stopped
                .wait_timeout(state, left)
                .unwrap_or_else(std::sync::PoisonError::into_inner)
                .0;
        }
        false
    }

    /// A statement of this connection that takes long is ended too when it is stopped.
    pub(crate) fn runs(&self, connection: &Connection) {
        locked(&self.state).running = Some(connection.get_interrupt_handle());
    }

    /// Called between rows: rests when it is time, and fails once it was stopped.
    pub(crate) fn breathe(&self) -> Result<(), StoreError> {
        if !self.unhurried {
            return Ok(());
        }
        let state = locked(&self.state);
        let (stop, worked) = (state.stop, state.rested.elapsed());
        drop(state);
        if stop || worked >= WORK && !self.pause(REST) {
            return Err(StoreError::Failed {
                detail: "the check was stopped".to_owned(),
            });
        }
        if worked >= WORK {
            locked(&self.state).rested = Instant::now();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stop_ends_a_pause_and_is_final() {
        let pace = Pace::unhurried();
        assert!(pace.pause(Duration::ZERO));
        assert!(pace.breathe().is_ok());
        std::thread::scope(|threads| {
            let waits = threads.spawn(|| pace.pause(Duration::from_secs(600)));
            pace.stop();
            assert!(!waits.join().expect("no panic"));
        });
        assert!(pace.is_stopped() && pace.breathe().is_err());
        assert!(!pace.pause(Duration::ZERO));
    }
}
