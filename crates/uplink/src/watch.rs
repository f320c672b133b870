//! The watch over the figures: compared when the ledger opens, and checked in full once a day, beside a person's work.
//!
//! What a newcomer gets wrong: what is found is neither said nor mended here. `app` raises the alarm, the window tells it,
//! and a person decides.

use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use app::{Context, Pace, Problem};

use crate::courier::{LOOK, not_yet, step_back};

/// How long after the ledger was opened the full check may begin: by then the window stands and a person works.
const AFTER_OPENING: Duration = Duration::from_secs(60);
/// When a check that could not run is tried again.
const AGAIN: Duration = Duration::from_secs(3600);
/// Likewise where the disk has no room for it: that seldom passes within the hour.
const AGAIN_WITH_ROOM: Duration = Duration::from_secs(24 * 3600);
/// How long at most the end of the watch is waited for; its thread ends with the program anyway.
const ENDS_WITHIN: Duration = Duration::from_secs(10);
/// How long at most is waited for the next look: the clock may be set, and the computer sleep.
const LONGEST: Duration = Duration::from_secs(900);

/// Watches the figures for as long as it lives.
pub struct Watch {
    pace: Arc<Pace>,
    thread: Option<JoinHandle<()>>,
}

impl Watch {
    /// Begins to watch a data directory; one that is locked or not enrolled yet is waited for.
    ///
    /// # Errors
    /// The system starts no threads.
    pub fn start(context: &Arc<Context>) -> std::io::Result<Self> {
        Self::start_after(context, AFTER_OPENING)
    }

    /// Likewise, with another wait before the first full check.
    ///
    /// # Errors
    /// The system starts no threads.
    pub fn start_after(context: &Arc<Context>, wait: Duration) -> std::io::Result<Self> {
        let pace = Arc::new(Pace::unhurried());
        let (ours, goes) = (Arc::clone(context), Arc::clone(&pace));
        let thread = std::thread::Builder::new()
            .name("watch".to_owned())
            .spawn(move || {
                step_back();
                watch(&ours, &goes, wait);
            })?;
        Ok(Self {
            pace,
            thread: Some(thread),
        })
    }

    /// Ends a check under way, and waits so long at most until what it made is away; what is left then goes at the next
    /// start.
    pub fn stop(mut self, within: Duration) {
        self.end(within);
    }

    fn end(&mut self, within: Duration) {
        let until = Instant::now() + within;
        let Some(thread) = self.thread.take() else {
            return;
        };
        loop {
            // Again each time: it may just have begun a statement that heard nothing of it.
            self.pace.stop();
            if thread.is_finished() {
                break;
            }
            if Instant::now() >= until {
                tracing::warn!("the watch over the figures did not end in time");
                return;
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        if thread.join().is_err() {
            tracing::error!("the watch over the figures ended early");
        }
    }
}

/// Ends a check under way at once; it begins anew at the next start.
impl Drop for Watch {
    fn drop(&mut self) {
        self.end(ENDS_WITHIN);
    }
}

fn watch(context: &Context, pace: &Pace, wait: Duration) {
    loop {
        match context.compare_figures() {
            Err(problem) if not_yet(&problem) => {
                if !pace.pause(LOOK) {
                    return;
                }
            }
            Err(problem) => {
                could_not(&problem);
                break;
            }
            Ok(()) => break,
        }
    }
    if !pace.pause(wait) {
        return;
    }
    loop {
        let rest = match context.check_when_due(pace) {
            Ok(rest) => rest.min(LONGEST),
            Err(problem) if not_yet(&problem) => LOOK,
            Err(problem) => {
                could_not(&problem);
                again_after(&problem)
            }
        };
        if !pace.pause(rest) {
            return;
        }
    }
}

fn again_after(problem: &Problem) -> Duration {
    if problem.code == "disk-full" {
        AGAIN_WITH_ROOM
    } else {
        AGAIN
    }
}

fn could_not(problem: &Problem) {
    tracing::warn!(%problem, "the figures could not be checked");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_left_alone_for_a_day() {
        let wait = |code: &str| again_after(&Problem::new(code)).as_secs() / 3600;
        assert_eq!((wait("disk-full"), wait("storage-failed")), (24, 1));
    }
}
