//! `ledger.mark`: a line outside the database that says which key it has and how far this computer had written, so that
//! a lost tail of the write-ahead log is noticed and a wrong key is told from a damaged file.
//!
//! What a newcomer gets wrong: it is written after the commit and never synced. It may lag behind the file (a crash),
//! which is fine; a file that lags behind it has lost something that was recorded.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::Mutex;

use proof::hash::sha256;

use crate::keys::DataKey;

const NAME: &str = "ledger.mark";

/// How far this computer had written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Reached {
    pub own_entries: i64,
    pub request_number: i64,
}

/// The open file.
pub(crate) struct Mark {
    file: Mutex<File>,
    key_check: String,
}

/// What the file said when it was opened; `None` where it is missing or unreadable.
pub(crate) struct Said {
    pub key_fits: bool,
    pub reached: Reached,
}

impl Mark {
    pub(crate) fn open(dir: &Path, key: &DataKey) -> io::Result<(Self, Option<Said>)> {
        let key_check =
            sha256(&[b"relief-ledger key check/1\n", &key.0]).to_string()[..16].to_owned();
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(dir.join(NAME))?;
        let mut text = Vec::new();
        (&file).take(256).read_to_end(&mut text)?;
        let said = read(&String::from_utf8_lossy(&text), &key_check);
        file.seek(SeekFrom::Start(0))?;
        Ok((
            Self {
                file: Mutex::new(file),
                key_check,
            },
            said,
        ))
    }

    /// Whether nothing was ever noted here: a computer killed while it made its file leaves an empty mark behind.
    pub(crate) fn is_blank(dir: &Path) -> bool {
        std::fs::metadata(dir.join(NAME)).map_or(true, |file| file.len() == 0)
    }

    /// Forgets the mark of a file that is no longer there.
    pub(crate) fn forget(dir: &Path) -> io::Result<()> {
        match std::fs::remove_file(dir.join(NAME)) {
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => Err(cause),
            Ok(()) | Err(_) => Ok(()),
        }
    }

    /// Notes how far the file has come. Fixed width, so that the line is overwritten in one write.
    pub(crate) fn note(&self, reached: Reached) -> io::Result<()> {
        let line = format!(
            "relief-ledger mark/1 {} {:020} {:020}\n",
            self.key_check, reached.own_entries, reached.request_number
        );
        let mut file = self
            .file
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        file.seek(SeekFrom::Start(0))?;
        file.write_all(line.as_bytes())
    }
}

fn read(text: &str, key_check: &str) -> Option<Said> {
    let rest = text
        .strip_prefix("relief-ledger mark/1 ")?
        .strip_suffix('\n')?;
    let mut parts = rest.split(' ');
    let (check, own, request) = (parts.next()?, parts.next()?, parts.next()?);
    Some(Said {
        key_fits: check == key_check,
        reached: Reached {
            own_entries: own.parse().ok()?,
            request_number: request.parse().ok()?,
        },
    })
}
