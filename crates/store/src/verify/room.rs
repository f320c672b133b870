//! Whether the disk has room for what a check makes: a posting must not find it full on account of a check.

use std::path::Path;

use crate::error::StoreError;

/// Room for so many bytes beside this file, which exists and is empty.
#[cfg(unix)]
pub(super) fn demand(file: &Path, bytes: u64) -> Result<(), StoreError> {
    let disk = rustix::fs::statvfs(file).map_err(|cause| StoreError::Failed {
        detail: cause.to_string(),
    })?;
    // For whoever is not the system itself.
    if disk.f_bavail.saturating_mul(disk.f_frsize) >= bytes {
        Ok(())
    } else {
        Err(StoreError::DiskFull)
    }
}

/// Likewise: here a file takes its room as soon as its length is set, or is refused it.
#[cfg(not(unix))]
pub(super) fn demand(file: &Path, bytes: u64) -> Result<(), StoreError> {
    let fits = std::fs::File::options()
        .write(true)
        .open(file)
        .and_then(|file| {
            file.set_len(bytes)?;
            file.set_len(0)
        });
    match fits {
        Ok(()) => Ok(()),
        Err(cause) if cause.kind() == std::io::ErrorKind::StorageFull => Err(StoreError::DiskFull),
        Err(cause) => Err(StoreError::Failed {
            detail: cause.to_string(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_that_would_be_full_is_left_alone() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        demand(file.path(), 4096).expect("some room");
        assert!(matches!(
            demand(file.path(), 1 << 60),
            Err(StoreError::DiskFull)
        ));
        assert_eq!(file.as_file().metadata().expect("there").len(), 0);
    }
}
