//! Numbers of the server's that the device stores: bounded when they are read, whatever the server says.
//!
//! What a newcomer gets wrong: a position or a time outside these bounds does no harm at once. It is written into the
//! next entry's `saw`, which nobody takes then, or overflows where two clocks are compared; so it never gets in.

use proof::entry::INTEGER_BOUND;
use serde::{Deserialize, Deserializer, de};

/// The first second of the year 10 000: RFC 3339 knows no later ones.
const LAST_INSTANT: i64 = 253_402_300_800;

/// A count or position below 2^53.
pub fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    let number = u64::deserialize(deserializer)?;
    if number < INTEGER_BOUND.unsigned_abs() {
        Ok(number)
    } else {
        Err(de::Error::custom("a number of 2^53 or more"))
    }
}

/// Unix seconds from 1970 to 9999.
pub fn instant<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    let seconds = i64::deserialize(deserializer)?;
    if (0..LAST_INSTANT).contains(&seconds) {
        Ok(seconds)
    } else {
        Err(de::Error::custom("a time before 1970 or after 9999"))
    }
}
