//! What the sync pill and drawer show.

use super::goods::DocumentRow;
use super::views;

views! {
    /// One exchange with the server, kept 90 days.
    pub struct SyncLogRow {
        pub at: String,
        pub sent: u32,
        pub received: u32,
        /// Problem code, or null when it went well.
        pub problem: Option<String>,
    }

    pub struct Unsent {
        /// Entries after the cursor.
        pub entries: u32,
        pub documents: Vec<DocumentRow>,
        /// Time of recording of the oldest (RFC 3339).
        pub oldest: Option<String>,
        /// Last exchange that went well (RFC 3339).
        pub last_exchange: Option<String>,
        pub log: Vec<SyncLogRow>,
    }
}
