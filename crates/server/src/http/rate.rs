//! Rate limits: a token bucket a device, and one an address for enrolment, where nobody is known yet.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use uuid::Uuid;

use super::refusal::Refusal;
use crate::run::Limits;

/// Above this many buckets, full ones are forgotten.
const KEPT: usize = 10_000;

pub(crate) struct Rates {
    devices: Buckets<Uuid>,
    enrolments: Buckets<IpAddr>,
}

impl Rates {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            devices: Buckets::new(limits.requests_a_minute),
            enrolments: Buckets::new(limits.enrolments_a_minute),
        }
    }

    /// Counts one request of a device that proved who it is.
    pub(super) fn device(&self, device: Uuid) -> Result<(), Refusal> {
        self.devices.take(device, Instant::now())
    }

    /// Counts one attempt to enrol, right or wrong: guessing 50 bits must stay hopeless.
    pub(super) fn enrolment(&self, peer: IpAddr) -> Result<(), Refusal> {
        self.enrolments.take(peer, Instant::now())
    }
}

struct Buckets<K> {
    a_minute: u32,
    levels: Mutex<HashMap<K, Bucket>>,
}

/// In milli-tokens, so that no fraction is lost.
#[derive(Clone, Copy)]
struct Bucket {
    milli: u64,
    at: Instant,
}

impl<K: Eq + Hash> Buckets<K> {
    fn new(a_minute: u32) -> Self {
        Self {
            a_minute,
            levels: Mutex::new(HashMap::new()),
        }
    }

    fn full(&self) -> u64 {
        u64::from(self.a_minute) * 1000
    }

    fn level(&self, bucket: Bucket, now: Instant) -> u64 {
        let millis =
            u64::try_from(now.saturating_duration_since(bucket.at).as_millis()).unwrap_or(u64::MAX);
        let gained = millis.saturating_mul(u64::from(self.a_minute)) / 60;
        bucket.milli.saturating_add(gained).min(self.full())
    }

    fn take(&self, who: K, now: Instant) -> Result<(), Refusal> {
        let mut levels = self.levels.lock().unwrap_or_else(PoisonError::into_inner);
        if levels.len() > KEPT {
            levels.retain(|_, bucket| self.level(*bucket, now) < self.full());
        }
        let level = levels
            .get(&who)
            .map_or(self.full(), |bucket| self.level(*bucket, now));
        if level < 1000 {
            let seconds = (1000 - level) * 60 / (u64::from(self.a_minute).max(1) * 1000) + 1;
            return Err(Refusal::busy(
                "too many requests",
                u32::try_from(seconds).unwrap_or(60),
            ));
        }
        levels.insert(
            who,
            Bucket {
                milli: level - 1000,
                at: now,
            },
        );
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_bucket_empties_and_fills_again() {
        let buckets = Buckets::new(60);
        let start = Instant::now();
        for _ in 0..60 {
            assert!(buckets.take("a", start).is_ok());
        }
        assert!(buckets.take("a", start).is_err());
        assert!(
            buckets.take("b", start).is_ok(),
            "another's bucket is its own"
        );
        assert!(
            buckets
                .take("a", start + Duration::from_millis(1100))
                .is_ok()
        );
        assert!(
            buckets
                .take("a", start + Duration::from_millis(1200))
                .is_err()
        );
    }
}
