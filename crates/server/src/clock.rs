//! The server's clock. It says when an entry was accepted, and "as known on" asks by that time.
//!
//! What a newcomer gets wrong: only a story that is told again sets it. Limits of time and rate, and certificates, go by
//! the machine.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// Unix seconds, by this machine or as somebody set them. Clones of a set clock are the same clock.
#[derive(Debug, Clone, Default)]
pub struct Clock(Option<Arc<AtomicI64>>);

impl Clock {
    /// Stands where it is set.
    #[must_use]
    pub fn at(unix: i64) -> Self {
        Self(Some(Arc::new(AtomicI64::new(unix))))
    }

    /// Moves a clock that was made by `at`; this machine's own is not moved.
    pub fn set(&self, unix: i64) {
        if let Some(seconds) = &self.0 {
            seconds.store(unix, Ordering::SeqCst);
        }
    }

    /// Unix seconds.
    #[must_use]
    pub fn now(&self) -> i64 {
        if let Some(seconds) = &self.0 {
            return seconds.load(Ordering::SeqCst);
        }
        let since = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
    }
}
