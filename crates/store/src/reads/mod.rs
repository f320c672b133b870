//! Reads: one function per question a screen or a rule asks, each in a snapshot.
//!
//! SQL stands in `.sql` files beside the modules; columns are read by name.

mod balances;
mod catalogue;
mod chain;
mod closure;
mod consignments;
mod coordination;
mod counts;
mod discrepancies;
mod documents;
pub(crate) mod explained;
mod facts;
mod funds;
mod goods;
mod kits;
mod matching;
mod matrix;
mod moves;
mod packed;
mod records;
mod registers;
mod returns;
mod similar;
mod sites;
mod stock;
mod tasks;
mod titles;
mod transfers;
mod unsent;

use ledger::body::DocumentKind;
use ledger::ids::SiteId;
use rusqlite::Connection;

pub use balances::StockQuery;
pub use chain::{Moved, SynonymRow};
pub use closure::SignedBefore;
pub use consignments::ConsignedFacts;
pub use facts::{AvailableLot, PostedEntry};

/// A snapshot to read from.
pub struct Reads<'a> {
    pub(crate) connection: &'a Connection,
    /// Whether the tables are those of a day looked back at.
    pub(crate) looks_back: bool,
}

/// Which documents to list, newest first.
#[derive(Debug, Clone, Default)]
pub struct DocumentQuery {
    pub site: Option<SiteId>,
    pub kind: Option<DocumentKind>,
    /// Words to find in number, party, site; case and diacritics are folded.
    pub text: Option<String>,
    pub offset: u32,
    pub limit: u32,
}

/// Every statement of the reads, for the test that prepares them.
pub(crate) fn statements() -> Vec<(&'static str, &'static str)> {
    [
        balances::ALL,
        catalogue::ALL,
        coordination::ALL,
        documents::ALL,
        explained::ALL,
        facts::ALL,
        funds::ALL,
        goods::ALL,
        matching::ALL,
        matrix::ALL,
        moves::ALL,
        packed::ALL,
        records::ALL,
        registers::ALL,
        sites::ALL,
        stock::ALL,
        unsent::ALL,
        counts::ALL,
        kits::ALL,
        transfers::ALL,
        transfers::answers::ALL,
        transfers::lines::ALL,
        transfers::road::ALL,
        chain::ALL,
        closure::ALL,
        closure::named::ALL,
        titles::ALL,
        closure::remaining::ALL,
        closure::signed::ALL,
        consignments::ALL,
        discrepancies::ALL,
        tasks::ALL,
        tasks::announced::ALL,
        tasks::differences::ALL,
        tasks::goods::ALL,
        tasks::office::ALL,
        tasks::received::ALL,
        tasks::clocks::ALL,
    ]
    .concat()
}
