//! Benches: the same calls that people make, against floors measured in the same run.
//!
//! What a newcomer gets wrong: a figure alone says little about another machine. The ratio to the floor of the same run
//! is what is compared: 1 would be as fast as the bare disk, cipher or wire.

mod interface;
mod million;
mod post;
mod stretch;
mod sync;
mod window;

use std::time::Duration;

use anyhow::{Result, bail};
use serde::Serialize;

/// One line of the output. Times are in ms, memory in MB.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    pub bench: &'static str,
    pub figure: &'static str,
    pub value: f64,
    pub unit: &'static str,
    pub floor: Option<f64>,
    /// Speed against the floor.
    pub ratio: Option<f64>,
    /// How many measurements the value is the median of.
    pub n: usize,
}

impl Line {
    fn timed(
        bench: &'static str,
        figure: &'static str,
        value: Duration,
        floor: Option<Duration>,
        n: usize,
    ) -> Self {
        let ms = |time: Duration| (time.as_secs_f64() * 1e6).round() / 1e3;
        let ratio =
            floor.map(|floor| (floor.as_secs_f64() / value.as_secs_f64() * 1e3).round() / 1e3);
        Self {
            bench,
            figure,
            value: ms(value),
            unit: "ms",
            floor: floor.map(ms),
            ratio,
            n,
        }
    }
}

/// Every bench, in the order in which they run.
pub const BENCHES: &[&str] = &[
    "post12",
    "sync10k",
    "start",
    "memory",
    "interface",
    "million",
];

/// Runs one bench.
///
/// # Errors
/// There is no such bench, or it could not run.
pub fn run(name: &str) -> Result<Vec<Line>> {
    match name {
        "post12" => post::post12(),
        "sync10k" => sync::sync10k(),
        "start" => window::start(),
        "memory" => window::memory(),
        "interface" => interface::interface(),
        "million" => million::million(),
        other => bail!(
            "there is no bench `{other}`; there are {}",
            BENCHES.join(", ")
        ),
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
