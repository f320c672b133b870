//! Cargo's own tools: clippy and rustfmt, nextest, and the driver of the window.

use super::Need;
use crate::{Outcome, Stop, place::Place, steps};
use std::process::{Command, Stdio};

/// Installs what is missing for `need`; nothing for a mere build.
pub fn ensure(place: &Place, need: Need) -> Outcome {
    if need < Need::Test {
        return Ok(());
    }
    component(place, "clippy", "clippy")?;
    component(place, "rustfmt", "fmt")?;
    if !answers(&mut place.cargo(&["nextest", "--version"])) {
        install(place, "cargo-nextest", "^0.9")?;
    }
    if !place.tools().join("bin/tauri-driver").is_file() {
        install(place, "tauri-driver", "~2.1")?;
    }
    Ok(())
}

fn component(place: &Place, name: &str, subcommand: &str) -> Outcome {
    if answers(&mut place.cargo(&[subcommand, "--version"])) {
        return Ok(());
    }
    steps::one(&format!("rustup: add {name}"), || {
        let mut add = Command::new("rustup");
        add.args(["component", "add", name])
            .current_dir(&place.root);
        steps::succeed("rustup", &mut add).map_err(|_| {
            Stop::new(format!(
                "{name} is missing; run `rustup component add {name}`, or install your \
                 distribution's package of it, and start this again."
            ))
        })
    })
}

fn install(place: &Place, name: &str, version: &str) -> Outcome {
    let root = place.tools();
    steps::one(&format!("cargo: install {name}"), || {
        let mut command = place.cargo(&["install", "--locked", name, "--version", version]);
        // A target directory of its own: its profile would otherwise fill ours with second builds.
        command
            .arg("--root")
            .arg(&root)
            .env("CARGO_TARGET_DIR", root.join("build"));
        steps::succeed(name, &mut command).map_err(|_| {
            Stop::new(format!(
                "{name} could not be installed (cargo's message is above); with a working network \
                 run `cargo install --locked {name} --version {version} --root {}` and start this \
                 again.",
                root.display()
            ))
        })?;
        // Only the program is wanted; what it was built from is hundreds of megabytes.
        drop(std::fs::remove_dir_all(root.join("build")));
        Ok(())
    })
}

fn answers(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}
