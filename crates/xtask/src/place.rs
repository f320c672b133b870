//! Where things are: the repository, the target directory, the tools, and the cargo to call.

use crate::{Outcome, Stop};
use std::{
    ffi::OsString,
    path::{Path, PathBuf},
    process::Command,
};

/// The language WebKit must be told: under `C.UTF-8` it reports the language "C", on which
/// `Intl.NumberFormat` throws and the page stays blank.
pub const LANG: &str = "en_US.UTF-8";

/// The directories a command works in.
#[derive(Debug, Clone)]
pub struct Place {
    /// The repository's root.
    pub root: PathBuf,
    /// Cargo's target directory (`CARGO_TARGET_DIR`, or `target`).
    pub target: PathBuf,
}

impl Place {
    /// Finds the repository from where cargo says this crate is, or from the working directory.
    pub fn find() -> Outcome<Self> {
        let start = std::env::var_os("CARGO_MANIFEST_DIR")
            .map(PathBuf::from)
            .or_else(|| std::env::current_dir().ok())
            .ok_or_else(|| Stop::new("the working directory cannot be read."))?;
        let root = start
            .ancestors()
            .find(|dir| dir.join("crates/xtask/Cargo.toml").is_file())
            .ok_or_else(|| Stop::new("start this inside the repository of Relief Ledger."))?
            .to_path_buf();
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(
            || root.join("target"),
            |dir| {
                if Path::new(&dir).is_absolute() {
                    PathBuf::from(dir)
                } else {
                    root.join(dir)
                }
            },
        );
        Ok(Self { root, target })
    }

    /// The front end's directory.
    pub fn ui(&self) -> PathBuf {
        self.root.join("ui")
    }

    /// Where `cargo install` puts the tools that only this project needs.
    pub fn tools(&self) -> PathBuf {
        self.target.join("tools")
    }

    /// Where this tool keeps its stamps.
    pub fn stamps(&self) -> PathBuf {
        self.target.join("xtask")
    }

    /// A built program of ours.
    pub fn program(&self, profile: Profile, name: &str) -> PathBuf {
        self.target.join(profile.folder()).join(name)
    }

    /// `PATH` with our tools first.
    pub fn path_variable(&self) -> OsString {
        let old = std::env::var_os("PATH").unwrap_or_default();
        let dirs = std::iter::once(self.tools().join("bin")).chain(std::env::split_paths(&old));
        std::env::join_paths(dirs).unwrap_or(old)
    }

    /// The cargo that runs us, in the root, with our tools in its `PATH`.
    pub fn cargo(&self, args: &[&str]) -> Command {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(cargo);
        command
            .args(args)
            .current_dir(&self.root)
            .env("PATH", self.path_variable())
            .env_remove("CARGO_MANIFEST_DIR")
            .env_remove("CARGO_MANIFEST_PATH");
        command
    }

    /// npm, in the front end's directory.
    pub fn npm(&self, args: &[&str]) -> Command {
        let mut command = Command::new("npm");
        command.args(args).current_dir(self.ui());
        command
    }
}

/// Which build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Quick to build; what tests use.
    Dev,
    /// What people get.
    Release,
}

impl Profile {
    /// Its folder under the target directory.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Dev => "debug",
            Self::Release => "release",
        }
    }
}
