//! Makes a bare Debian or Ubuntu machine ready: system packages, Node's packages, crates, cargo's tools.
//!
//! Everything is looked for before anything is installed, so a ready machine pays a few
//! milliseconds and needs neither network nor rights.

mod crates;
mod node;
mod system;
mod tools;

use crate::{Outcome, Stop, place::Place, steps};
use sha2::{Digest, Sha256};
use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

/// What the machine is to be ready for; each needs what the one before it needs, and more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// Build the programs and show the window on a screen that is there.
    Run,
    /// Show the window on a screen of our own and take its picture.
    Screenshot,
    /// Measure on a screen of our own.
    Bench,
    /// Run every test, also those that drive the window.
    Test,
}

/// Installs what is missing, or stops with the one sentence that says what to do.
pub fn ensure(place: &Place, need: Need) -> Outcome {
    system::ensure(need)?;
    node::ensure(place)?;
    crates::ensure(place)?;
    tools::ensure(place, need)
}

/// Builds the front end into `ui/dist` when any file that goes into it changed.
pub fn ui_build(place: &Place) -> Outcome {
    let ui = place.ui();
    let mut files = Vec::new();
    for dir in [
        ui.join("src"),
        ui.join("public"),
        place.root.join("locales"),
    ] {
        collect(&dir, &mut files)?;
    }
    for entry in read_dir(&ui)? {
        if entry.is_file() {
            files.push(entry);
        }
    }
    let now = digest_of(&files)?;
    let stamp = Stamp::new(place, "ui-dist");
    if stamp.says(&now) && ui.join("dist/index.html").is_file() {
        return Ok(());
    }
    steps::one("ui: build", || {
        steps::succeed("ui: build", &mut place.npm(&["run", "--silent", "build"]))
    })?;
    stamp.write(&now)
}

/// A file that remembers the state something was last made from.
struct Stamp(PathBuf);

impl Stamp {
    fn new(place: &Place, name: &str) -> Self {
        Self(place.stamps().join(name))
    }

    fn says(&self, state: &str) -> bool {
        fs::read_to_string(&self.0).is_ok_and(|old| old == state)
    }

    fn write(&self, state: &str) -> Outcome {
        let dir = self.0.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(dir)
            .and_then(|()| fs::write(&self.0, state))
            .map_err(|fault| Stop::new(format!("{} cannot be written: {fault}.", self.0.display())))
    }
}

/// The SHA-256 in lower-case hex of the names and contents of `files`, in the order of their names.
fn digest_of(files: &[PathBuf]) -> Outcome<String> {
    let mut sorted = files.to_vec();
    sorted.sort();
    let mut hash = Sha256::new();
    for file in &sorted {
        let bytes = fs::read(file)
            .map_err(|fault| Stop::new(format!("{} cannot be read: {fault}.", file.display())))?;
        hash.update(file.as_os_str().as_encoded_bytes());
        hash.update((bytes.len() as u64).to_be_bytes());
        hash.update(&bytes);
    }
    Ok(hex(&hash.finalize()))
}

/// Lower-case hex.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn collect(dir: &Path, files: &mut Vec<PathBuf>) -> Outcome {
    if !dir.is_dir() {
        return Ok(());
    }
    for entry in read_dir(dir)? {
        if entry.is_dir() {
            collect(&entry, files)?;
        } else {
            files.push(entry);
        }
    }
    Ok(())
}

fn read_dir(dir: &Path) -> Outcome<Vec<PathBuf>> {
    let fault = |fault| Stop::new(format!("{} cannot be read: {fault}.", dir.display()));
    fs::read_dir(dir)
        .map_err(fault)?
        .map(|entry| entry.map(|entry| entry.path()).map_err(fault))
        .collect()
}
