//! How long a thread works without a pause: its own time on a processor between two sleeps, as the kernel counts it.
//!
//! What a newcomer gets wrong: a wait says how long a person was kept, and of that how busy the whole machine was. Whether
//! the program blocks its own thread is another question, and the one that a program can answer for.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use anyhow::{Context as _, Result};

/// Between two looks: a stretch that begins and ends within one is too short to count.
const LOOK: Duration = Duration::from_millis(1);

/// Looks at the main thread of a process until it is asked.
pub(super) struct Watch {
    over: Arc<AtomicBool>,
    longest: JoinHandle<Result<Duration>>,
}

impl Watch {
    pub fn begin(process: u32) -> Self {
        let over = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&over);
        let longest = thread::spawn(move || {
            let mut longest = Longest::new(Look::at(process)?);
            while !told.load(Ordering::Relaxed) {
                thread::sleep(LOOK);
                longest.take(Look::at(process)?);
            }
            Ok(Duration::from_nanos(longest.worked))
        });
        Self { over, longest }
    }

    /// The longest stretch of work so far.
    pub fn end(self) -> Result<Duration> {
        self.over.store(true, Ordering::Relaxed);
        self.longest
            .join()
            .map_err(|_| anyhow::anyhow!("the watch broke off"))?
    }
}

/// What the kernel counted of a thread so far.
#[derive(Clone, Copy)]
struct Look {
    /// Nanoseconds on a processor.
    worked: u64,
    /// How often it went to sleep of its own accord.
    slept: u64,
}

impl Look {
    fn at(process: u32) -> Result<Self> {
        let task = format!("/proc/{process}/task/{process}");
        let (schedstat, status) = (
            fs::read_to_string(format!("{task}/schedstat"))?,
            fs::read_to_string(format!("{task}/status"))?,
        );
        let worked = schedstat.split(' ').next().context("an empty schedstat")?;
        let slept = status
            .lines()
            .find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"))
            .context("no count of switches")?;
        Ok(Self {
            worked: worked.parse()?,
            slept: slept.trim().parse()?,
        })
    }
}

/// The longest stretch in a row of looks.
struct Longest {
    began: Look,
    worked: u64,
}

impl Longest {
    fn new(began: Look) -> Self {
        Self { began, worked: 0 }
    }

    /// A stretch that ends between two looks ends with the second, so that it is rather too long than too short.
    fn take(&mut self, now: Look) {
        self.worked = self.worked.max(now.worked - self.began.worked);
        if now.slept != self.began.slept {
            self.began = now;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Longest, Look};

    #[test]
    fn a_stretch_ends_where_the_thread_sleeps() {
        let look = |worked, slept| Look { worked, slept };
        let mut longest = Longest::new(look(100, 1));
        for now in [
            look(103, 1),
            look(107, 1),
            look(108, 2),
            look(111, 2),
            look(112, 3),
            look(112, 3),
        ] {
            longest.take(now);
        }
        assert_eq!(longest.worked, 8);
        longest.take(look(130, 3));
        assert_eq!(longest.worked, 18);
    }
}
