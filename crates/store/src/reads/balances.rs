//! What stands at every site, item by item, as it was added up where documents are folded.

use ledger::ids::{ItemId, SiteId};
use rusqlite::named_params;
use uuid::Uuid;

use crate::error::StoreError;
use crate::reads::Reads;
use crate::row::{Id, rows, statements};
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
        // By place, not by name: there are a hundred thousand of them.
        let read = |row: &rusqlite::Row<'_>| {
            Ok(BalanceRow {
                site: SiteId::of(Uuid::from_bytes(row.get(0)?)),
                item: ItemId::of(Uuid::from_bytes(row.get(1)?)),
                good: row.get(2)?,
                damaged: row.get(3)?,
                quarantine: row.get(4)?,
                expired: row.get(5)?,
                recalled: row.get(6)?,
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
