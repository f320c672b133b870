//! The crates that the lock file names, before anything is built of them: a build that fails for want of a network would
//! otherwise look like any other failure.

use crate::{Outcome, Stop, place::Place, steps};
use std::process::{Command, Stdio};

/// Fetches what this machine's builds need and does not have.
pub fn ensure(place: &Place) -> Outcome {
    let target = host();
    fetched(|offline| {
        let mut args = vec!["fetch", "--locked"];
        if let Some(target) = &target {
            args.extend(["--target", target]);
        }
        if offline {
            let mut look = place.cargo(&args);
            let quiet = look.arg("--offline").stderr(Stdio::null());
            return quiet.status().is_ok_and(|status| status.success());
        }
        steps::one("cargo: fetch the crates", || {
            steps::succeed("cargo fetch", &mut place.cargo(&args))
        })
        .is_ok()
    })
}

/// Looks without the network first: a ready machine must not need one.
fn fetched(mut fetch: impl FnMut(bool) -> bool) -> Outcome {
    if fetch(true) || fetch(false) {
        return Ok(());
    }
    Err(Stop::new(
        "cargo could not fetch the crates that Cargo.lock names (its own message is above); with \
         a working network run `cargo fetch --locked` and start this again.",
    ))
}

/// What this machine builds for; without it cargo would fetch the crates of every system.
fn host() -> Option<String> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let told = Command::new(rustc).arg("-vV").output().ok()?;
    host_in(&String::from_utf8_lossy(&told.stdout))
}

fn host_in(told: &str) -> Option<String> {
    told.lines()
        .find_map(|line| line.strip_prefix("host: "))
        .map(|host| host.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ready_machine_needs_no_network() {
        let mut asked = Vec::new();
        let done = fetched(|offline| {
            asked.push(offline);
            true
        });
        assert_eq!((done, asked), (Ok(()), vec![true]));
        assert_eq!(fetched(|offline| !offline), Ok(()), "fetched now");
    }

    #[test]
    fn without_a_network_the_command_is_said() {
        let stop = fetched(|_| false).expect_err("nothing can be fetched");
        assert!(
            stop.0
                .contains("with a working network run `cargo fetch --locked`"),
            "{stop}"
        );
    }

    #[test]
    fn the_host_is_in_what_rustc_tells() {
        let told = "rustc 1.89.0\nbinary: rustc\nhost: x86_64-unknown-linux-gnu\nrelease: 1.89.0\n";
        assert_eq!(host_in(told).as_deref(), Some("x86_64-unknown-linux-gnu"));
        assert_eq!(host_in(""), None);
    }
}
