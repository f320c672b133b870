//! What waits to be sent, and what this program cannot read.

use crate::error::StoreError;
use crate::local;
use crate::reads::Reads;
use crate::row::{count, first, number, statements};
use crate::view::Unsent;

statements! {
    COUNT = "SELECT coalesce(sum(seq - acknowledged), 0) FROM stream
             WHERE device = (SELECT device FROM identity) AND seq > acknowledged";
    OLDEST = "SELECT min(entry.recorded_at) AS oldest FROM stream
              JOIN entry ON entry.stream = stream.id AND entry.seq = stream.acknowledged + 1
              WHERE stream.device = (SELECT device FROM identity)";
    LAST_EXCHANGE = "SELECT at FROM sync_log WHERE problem IS NULL ORDER BY id DESC LIMIT 1";
    UNREAD = "SELECT count(*) FROM unread_entry";
    UNREAD_KIND = "SELECT kind FROM unread_entry ORDER BY entry LIMIT 1";
}

/// Exchanges shown in the drawer.
const LOG: u32 = 50;

impl Reads<'_> {
    /// What waits to be sent.
    ///
    /// # Errors
    /// That the file cannot be read; so for every function here.
    pub fn unsent(&self) -> Result<Unsent, StoreError> {
        Ok(Unsent {
            entries: self.unsent_count()?,
            documents: self.unsent_documents()?,
            oldest: self.oldest_unsent()?,
            last_exchange: self.last_exchange()?,
            log: local::log(self.connection, LOG)?,
        })
    }

    /// How many entries of this computer the server has not acknowledged.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn unsent_count(&self) -> Result<u32, StoreError> {
        Ok(count(number(self.connection, COUNT, &[])?))
    }

    /// When the oldest unsent entry was recorded (RFC 3339).
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn oldest_unsent(&self) -> Result<Option<String>, StoreError> {
        let found = first(self.connection, OLDEST, &[], |row| {
            row.get::<_, Option<String>>("oldest")
        })?;
        Ok(found.flatten())
    }

    /// The last exchange that went well (RFC 3339).
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn last_exchange(&self) -> Result<Option<String>, StoreError> {
        first(self.connection, LAST_EXCHANGE, &[], |row| row.get("at"))
    }

    /// How many entries held are of a kind this program does not know.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn needs_update(&self) -> Result<u32, StoreError> {
        Ok(count(number(self.connection, UNREAD, &[])?))
    }

    /// The kind of the first entry this program does not know.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn unknown_kind(&self) -> Result<Option<String>, StoreError> {
        first(self.connection, UNREAD_KIND, &[], |row| row.get("kind"))
    }
}
