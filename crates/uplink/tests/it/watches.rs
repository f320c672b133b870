//! The watch over the figures.

use std::time::{Duration, Instant};

use serde_json::json;
use uplink::Watch;

use crate::stage::{Stage, eventually};

#[test]
fn a_watch_checks_beside_the_work_and_stops_at_once() {
    let stage = Stage::open();
    let device = stage.keeper();
    let last = || device.call("ledger_checks", json!({})).unwrap()["last"].clone();
    let early = Watch::start(&device.context).unwrap();
    std::thread::sleep(Duration::from_millis(300));
    assert!(last().is_null(), "the window comes first");
    let began = Instant::now();
    early.stop(Duration::from_millis(300));
    assert!(
        began.elapsed() < Duration::from_secs(2),
        "{:?}",
        began.elapsed()
    );
    let watch = Watch::start_after(&device.context, Duration::ZERO).unwrap();
    device.add_point(&stage, "Block 1");
    eventually("checked", Duration::from_secs(20), || {
        last()["intact"] == true
    });
    let began = Instant::now();
    drop(watch);
    assert!(began.elapsed() < Duration::from_secs(2));
}
