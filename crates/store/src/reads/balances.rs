//! What stands at every site, item by item, as it was added up where documents are folded.

use ledger::ids::SiteId;
use rusqlite::named_params;

use crate::error::StoreError;
use crate::reads::Reads;
use crate::row::{Columns, Id, rows, statements};
use crate::view::BalanceRow;

statements! {
    OF_SITE = "SELECT site, item, good, damaged, quarantine, expired, recalled FROM stock_sum
               WHERE site = :site ORDER BY item";
    OF_ALL = "SELECT site, item, good, damaged, quarantine, expired, recalled FROM stock_sum ORDER BY site, item";
}

impl Reads<'_> {
    /// The balances of a site, or of all of them; an item of which nothing stands at a site has no row. A merged item
    /// keeps the balance of each of its records.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn balances(&self, site: Option<SiteId>) -> Result<Vec<BalanceRow>, StoreError> {
        let read = |row: &rusqlite::Row<'_>| {
            Ok(BalanceRow {
                site: row.id("site")?,
                item: row.id("item")?,
                good: row.get("good")?,
                damaged: row.get("damaged")?,
                quarantine: row.get("quarantine")?,
                expired: row.get("expired")?,
                recalled: row.get("recalled")?,
            })
        };
        match site {
            Some(site) => {
                let params = named_params! { ":site": site.blob() };
                rows(self.connection, OF_SITE, params, read)
            }
            None => rows(self.connection, OF_ALL, &[], read),
        }
    }
}
