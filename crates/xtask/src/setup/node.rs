//! Node and the front end's packages, exactly as the lock file names them.

use super::{Stamp, digest_of};
use crate::{Outcome, Stop, place::Place, steps};
use std::process::{Command, Stdio};

/// The oldest Node that builds the front end: major, minor.
const FLOOR: (u32, u32) = (20, 19);

/// Checks Node, then runs `npm ci` when the lock file changed since the last time.
pub fn ensure(place: &Place) -> Outcome {
    let version = version()?;
    let ui = place.ui();
    let lock = ui.join("package-lock.json");
    if !lock.is_file() {
        return Err(Stop::new(
            "ui/package-lock.json is missing; check it out again.",
        ));
    }
    let now = format!("{version} {}", digest_of(&[lock])?);
    let stamp = Stamp::new(place, "npm");
    if stamp.says(&now) && ui.join("node_modules/.package-lock.json").is_file() {
        return Ok(());
    }
    steps::one("npm: install the front end's packages", || {
        installed(steps::succeed(
            "npm ci",
            &mut place.npm(&["ci", "--no-audit", "--no-fund"]),
        ))
    })?;
    stamp.write(&now)
}

/// How npm ended, in the sentence that helps.
fn installed(ended: Outcome) -> Outcome {
    ended.map_err(|_| {
        Stop::new(
            "npm could not install the front end's packages (its own message is above); with a \
             working network run `npm ci` in ui/ and start this again.",
        )
    })
}

fn version() -> Outcome<String> {
    let node = Command::new("node")
        .arg("--version")
        .stderr(Stdio::null())
        .output();
    let told = node.map(|found| String::from_utf8_lossy(&found.stdout).trim().to_owned());
    let npm = Command::new("npm")
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    usable(told.ok(), npm.is_ok_and(|status| status.success()))
}

/// Node's version when it and npm will do; `told` is what `node --version` answers, if there is a node.
fn usable(told: Option<String>, npm: bool) -> Outcome<String> {
    let advice = format!(
        "install Node.js {}.{} or newer with npm (https://nodejs.org/en/download) and start this \
         again.",
        FLOOR.0, FLOOR.1
    );
    let text = told.ok_or_else(|| Stop::new(format!("Node.js is missing; {advice}")))?;
    if !new_enough(&text) {
        return Err(Stop::new(format!(
            "Node.js {text} is too old for the front end's tools; {advice}"
        )));
    }
    if npm {
        Ok(text)
    } else {
        Err(Stop::new(format!(
            "npm is missing beside Node.js; {advice}"
        )))
    }
}

/// Whether the answer of `node --version` is of the floor or newer.
fn new_enough(version: &str) -> bool {
    let mut parts = version
        .trim_start_matches('v')
        .split('.')
        .map_while(|part| part.parse::<u32>().ok());
    match (parts.next(), parts.next()) {
        (Some(major), Some(minor)) => (major, minor) >= FLOOR,
        (_, _) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_named_with_what_to_install() {
        let node = |version: &str| Some(version.to_owned());
        for (told, npm, words) in [
            (None, false, "Node.js is missing; "),
            (node("v18.19.0"), true, "Node.js v18.19.0 is too old"),
            (node("v20.19.0"), false, "npm is missing beside Node.js; "),
        ] {
            let stop = usable(told, npm).expect_err("not usable");
            assert!(stop.0.starts_with(words), "{stop}");
            assert!(stop.0.contains("install Node.js 20.19 or newer"), "{stop}");
        }
        assert_eq!(usable(node("v22.1.0"), true), Ok("v22.1.0".to_owned()));
    }

    #[test]
    fn without_a_network_npm_is_told_how_to_go_on() {
        let stop = installed(Err(Stop::new("npm ci failed"))).expect_err("it failed");
        assert!(
            stop.0
                .contains("with a working network run `npm ci` in ui/"),
            "{stop}"
        );
        assert_eq!(installed(Ok(())), Ok(()));
    }

    #[test]
    fn the_floor_is_twenty_nineteen() {
        assert!(new_enough("v20.19.0"));
        assert!(new_enough("v22.1.0"));
        assert!(!new_enough("v20.18.3"));
        assert!(!new_enough("v18.19.0"), "Debian 12's own");
        assert!(!new_enough("command not found"));
    }
}
