//! What lies where in a data directory: `central.db`, `keys/`, `lock`.

use std::path::{Path, PathBuf};

/// The store's file.
#[must_use]
pub fn database(directory: &Path) -> PathBuf {
    directory.join("central.db")
}
