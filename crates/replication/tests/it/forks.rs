//! A computer whose file was copied: two devices with one identity. Neither jams, and the person is told which it is.

use replication::session::{Reason, Session};

use crate::central::Central;
use crate::device::Device;
use crate::exchange::run;

const SCOPES: [&str; 3] = ["catalogue", "coordination", "funds"];

fn exchange(device: &mut Device, central: &mut Central) -> Result<(), Reason> {
    run(device, central, &mut Session::default(), |_, reply| {
        Some(reply)
    })
    .map(|_| ())
}

fn forked() -> (Central, Device) {
    let mut central = Central::new(1 << 20);
    central.enrol(2);
    central.enrol(3);
    let (mut first, mut copy) = (Device::new(2, &SCOPES), Device::new(2, &SCOPES));
    first.write("coordination", r#"{"n":1}"#, &[]);
    first.write("coordination", r#"{"n":2}"#, &[]);
    exchange(&mut first, &mut central).expect("the first is the rightful one");
    copy.write("coordination", r#"{"n":"other"}"#, &[]);
    (central, copy)
}

fn fork() -> Result<(), Reason> {
    Err(Reason::Fork {
        scope: "coordination".to_owned(),
    })
}

#[test]
fn a_copy_that_sent_less_is_told_of_the_fork() {
    let (mut central, mut copy) = forked();
    assert_eq!(exchange(&mut copy, &mut central), fork());
}

#[test]
fn a_log_that_cannot_be_stored_stops_no_other() {
    let (mut central, mut copy) = forked();
    let mut other = Device::new(3, &SCOPES);
    other.write("funds", "{}", &[]);
    exchange(&mut other, &mut central).expect("another device");
    copy.refuses = Some("coordination".to_owned());
    assert_eq!(exchange(&mut copy, &mut central), fork());
    assert_eq!(copy.logs["funds"].len(), 1);
}
