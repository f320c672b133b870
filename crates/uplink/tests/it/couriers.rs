//! Sync that drives itself.

use std::time::Duration;

use uplink::Courier;

use crate::stage::{Stage, eventually};

const SOON: Duration = Duration::from_secs(4);

#[test]
fn what_is_written_is_sent_and_shows_elsewhere_by_itself() {
    let stage = Stage::open();
    let (writer, reader) = (stage.keeper(), stage.keeper());
    let _writing = Courier::start(&writer.context, &writer.link).unwrap();
    let _reading = Courier::start(&reader.context, &reader.link).unwrap();
    // Both long polls are up.
    std::thread::sleep(Duration::from_millis(500));
    writer.add_point(&stage, "Block 1");
    eventually("sent", SOON, || writer.unsent() == 0);
    eventually("shown", SOON, || reader.points() == ["Block 1"]);
}

#[test]
fn a_server_that_comes_back_is_found_again() {
    let mut stage = Stage::open();
    let device = stage.keeper();
    let _courier = Courier::start(&device.context, &device.link).unwrap();
    let address = stage.stop();
    device.add_point(&stage, "Block 1");
    std::thread::sleep(Duration::from_millis(600));
    assert_eq!(device.unsent(), 1);
    stage.start(address);
    eventually(
        "sent after the server came back",
        Duration::from_secs(15),
        || device.unsent() == 0,
    );
}

#[test]
fn a_courier_stops_at_once_and_leaves_the_rest_for_next_time() {
    let stage = Stage::open();
    let device = stage.keeper();
    let courier = Courier::start(&device.context, &device.link).unwrap();
    // The long poll is up.
    std::thread::sleep(Duration::from_millis(500));
    let began = std::time::Instant::now();
    drop(courier);
    assert!(
        began.elapsed() < Duration::from_secs(2),
        "{:?}",
        began.elapsed()
    );
    device.add_point(&stage, "Block 1");
    assert_eq!(device.unsent(), 1);
}
