//! Enrolment and exchanges over the real link.

use crate::stage::{Device, Stage};

#[test]
fn what_one_device_pushes_another_pulls() {
    let stage = Stage::open();
    let (one, other) = (stage.keeper(), stage.keeper());
    one.add_point(&stage, "Block 1");
    one.add_point(&stage, "Block 2");
    assert_eq!(one.unsent(), 2);
    assert_eq!(one.context.sync_once().unwrap().sent, 2);
    assert_eq!(one.unsent(), 0);
    assert_eq!(other.points(), Vec::<String>::new());
    other.context.sync_once().unwrap();
    let mut points = other.points();
    points.sort();
    assert_eq!(points, ["Block 1", "Block 2"]);
    assert_eq!(
        one.context.sync_once().unwrap().sent,
        0,
        "nothing is sent twice"
    );
}

#[test]
fn a_server_with_another_key_is_refused_and_nothing_is_lost() {
    let mut stage = Stage::open();
    let device = stage.keeper();
    device.add_point(&stage, "Block 1");
    let address = stage.stop();
    let mut stranger = Stage::open();
    stranger.stop();
    stranger.start(address);
    let problem = device.context.sync_once().unwrap_err();
    assert_eq!(problem.code, "server-key-mismatch");
    assert_eq!(device.unsent(), 1);
    stranger.stop();
    stage.start(address);
    assert_eq!(device.context.sync_once().unwrap().sent, 1);
}

#[test]
fn a_code_is_not_shown_to_a_server_that_did_not_give_it() {
    let (stage, stranger) = (Stage::open(), Stage::open());
    let device = Device::new();
    let code = stage.code();
    let problem = device
        .enrol(&stranger.address().to_string(), &code)
        .unwrap_err();
    assert_eq!(problem.code, "server-key-mismatch");
    assert_eq!(stranger.admin.devices().unwrap().len(), 1);
    device.enrol(&stage.address().to_string(), &code).unwrap();
}

#[test]
fn bad_codes_and_addresses_each_get_their_word() {
    let stage = Stage::open();
    let address = stage.address().to_string();
    let used = stage.code();
    Device::new().enrol(&address, &used).unwrap();
    let problem = |address: &str, code: &str| Device::new().enrol(address, code).unwrap_err().code;
    assert_eq!(problem(&address, &used), "code-used");
    assert_eq!(problem(&address, "0000-0000"), "code-invalid");
    let code = stage.code();
    for nowhere in [
        "127.0.0.1:1",
        "no-such-host.invalid:8443",
        "user@127.0.0.1:1",
        "127.0.0.1:1/path:2",
    ] {
        assert_eq!(problem(nowhere, &code), "server-unreachable", "{nowhere}");
    }
    Device::new().enrol(&address, &code).unwrap();
}
