//! Where the built programs are, seen from a running test.

use anyhow::{Context as _, bail};
use std::{
    env,
    path::{Path, PathBuf},
};

/// The folder of the profile that this test was built with: `target/debug`.
///
/// # Errors
/// When this is not a test that cargo built.
pub fn folder() -> anyhow::Result<PathBuf> {
    let test = env::current_exe()?;
    test.parent()
        .and_then(Path::parent)
        .map(Path::to_path_buf)
        .context("a test lies in target/<profile>/deps")
}

/// One of our programs, for instance `relief-server`.
///
/// # Errors
/// When it is not built.
pub fn ours(name: &str) -> anyhow::Result<PathBuf> {
    let program = folder()?.join(name);
    if !program.is_file() {
        bail!(
            "{} is not built; `cargo xtask test` builds it, or `cargo build --workspace --bins`",
            program.display()
        );
    }
    Ok(program)
}

/// The window's driver, as `cargo xtask test` installs it, or from `PATH`.
///
/// # Errors
/// When it is in neither.
pub(crate) fn driver() -> anyhow::Result<PathBuf> {
    let own = folder()?.join("../tools/bin");
    let path = env::var_os("PATH").unwrap_or_default();
    std::iter::once(own)
        .chain(env::split_paths(&path))
        .map(|dir| dir.join("tauri-driver"))
        .find(|program| program.is_file())
        .context("tauri-driver is missing; `cargo xtask test` installs it")
}

/// Where pictures of failures go: `target/journeys`.
///
/// # Errors
/// When it cannot be made.
pub fn pictures() -> anyhow::Result<PathBuf> {
    let dir = folder()?.join("../journeys");
    std::fs::create_dir_all(&dir).with_context(|| format!("{} cannot be made", dir.display()))?;
    Ok(dir)
}

/// A file of the repository, by its path from the root.
#[must_use]
pub fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}
