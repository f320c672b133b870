//! kill −9 of a real server in the middle of pushes: what was acknowledged is there.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use replication::wire::Outcome;

use crate::device::Device;
use crate::pushing::assert_checkpoints;
use crate::stage::Stage;

const ROUNDS: u64 = 6;
const DEVICES: usize = 3;

/// Killed when dropped, so that a failing test leaves nothing behind.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        // It may be dead already: that is what these tests are about.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

fn start(directory: &Path) -> (Process, SocketAddr) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_relief-server"))
        .args([
            "--data",
            directory.to_str().unwrap(),
            "--listen",
            "127.0.0.1:0",
        ])
        .env("RUST_LOG", "error")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    let address = line
        .trim()
        .strip_prefix("listening on ")
        .unwrap()
        .parse()
        .unwrap();
    (Process(child), address)
}

#[test]
fn what_was_acknowledged_survives_a_kill() {
    let stage = Stage::closed();
    let scope = stage.site_scope();
    let (process, address) = start(stage.directory.path());
    let mut devices: Vec<Device> = (0..DEVICES)
        .map(|_| {
            let code = stage.code("store_keeper");
            Device::enrol_at(&stage.client, address, &code, "store_keeper", stage.ona)
        })
        .collect();
    drop(process);
    // Kept outside the system under test: the last sequence number acknowledged to each device.
    let mut acknowledged = vec![0_u64; DEVICES];
    let mut waiting: Vec<Option<replication::wire::PushRange>> = vec![None; DEVICES];
    for round in 0..ROUNDS {
        let (mut process, address) = start(stage.directory.path());
        let (tell, told) = mpsc::channel();
        std::thread::scope(|threads| {
            for (at, (device, waiting)) in devices.iter_mut().zip(&mut waiting).enumerate() {
                let (scope, tell) = (scope.clone(), tell.clone());
                device.address = address;
                threads.spawn(move || {
                    loop {
                        let range = waiting.take().unwrap_or_else(|| device.range(&scope, 7));
                        let Some(results) = device.try_push(vec![range.clone()]) else {
                            *waiting = Some(range);
                            return;
                        };
                        assert!(
                            matches!(results[0].outcome, Outcome::Accepted | Outcome::Exists),
                            "{results:?}"
                        );
                        tell.send((at, results[0].up_to_seq)).unwrap();
                    }
                });
            }
            std::thread::sleep(Duration::from_millis(120 + 37 * round));
            process.0.kill().unwrap();
        });
        drop(process);
        drop(tell);
        for (at, up_to) in told {
            acknowledged[at] = acknowledged[at].max(up_to);
        }
        let log = stage.log(&scope);
        assert!(
            log.windows(2).all(|two| two[0].pos + 1 == two[1].pos),
            "positions are dense"
        );
        for (device, acknowledged) in devices.iter().zip(&acknowledged) {
            let own: Vec<u64> = log
                .iter()
                .filter(|entry| entry.device == device.certificate.device)
                .map(|entry| entry.seq)
                .collect();
            assert_eq!(
                own,
                (1..=own.len() as u64).collect::<Vec<_>>(),
                "nothing twice, nothing missing"
            );
            assert!(
                own.len() as u64 >= *acknowledged,
                "round {round}: {} < {acknowledged}",
                own.len()
            );
        }
        assert_checkpoints(&stage);
    }
    assert!(
        acknowledged.iter().all(|count| *count > 0),
        "the rounds were too short: {acknowledged:?}"
    );
}

#[test]
fn a_second_server_on_the_same_directory_says_so() {
    let stage = Stage::open();
    let second = Command::new(env!("CARGO_BIN_EXE_relief-server"))
        .args([
            "--data",
            stage.directory.path().to_str().unwrap(),
            "--listen",
            "127.0.0.1:0",
        ])
        .output()
        .unwrap();
    assert!(!second.status.success());
    let said = String::from_utf8(second.stderr).unwrap();
    assert!(
        said.contains("another relief-server already runs"),
        "{said}"
    );
}
