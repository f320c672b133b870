//! The device's SQLite file: journal, projections, reads. All SQL of the device lives here and in `migrations/device`.
//!
//! One door for writing: [`Store::write`] opens one transaction, hands out a [`Writing`], and commits what was appended
//! together with every projection it touches, or nothing. What a newcomer gets wrong: projections are never written by
//! anything but the fold of entries; a table that is not rebuilt by [`Store::rebuild`] is either the journal itself or
//! local to this computer (drafts, PINs, settings), and never the other way round.

mod as_known;
mod changes;
mod error;
mod export;
pub mod failpoint;
#[cfg(feature = "floor")]
pub mod floor;
mod fold_text;
#[cfg(feature = "floor")]
pub mod gathered;
mod identity;
mod journal;
mod kept;
pub mod keyfile;
pub mod keys;
mod keystore;
mod local;
mod mark;
mod migrate;
mod open;
mod projection;
pub mod reads;
mod row;
mod sync;
mod total_units;
mod verify;
pub mod view;
mod write;

pub use as_known::{AsKnown, Counted};
pub use changes::{Changes, Subject};
pub use error::{OpenError, StoreError};
pub use export::{ExportFacts, ExportSummary};
pub use identity::Identity;
#[doc(hidden)]
pub use kept::{Coded, Kept};
pub use keys::{DataKey, SigningSeed};
#[cfg(feature = "failpoints")]
pub use keystore::in_memory as keystore_in_memory;
pub use local::{Alarm, FullCheck, Pin, SyncNote};
#[cfg(feature = "failpoints")]
pub use open::connection;
pub use open::{MakeError, Store, nothing_written};
pub use projection::ProjectionDigest;
pub use reads::{DocumentQuery, Reads, StockQuery};
#[doc(hidden)]
pub use total_units::know_total_units;
pub use verify::{Flaw, Leaving, Pace, Verified};
pub use write::{Stamp, Writing};

/// Every fixed statement with its name, for the test that prepares them against the schema.
#[doc(hidden)]
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static str)> {
    [
        as_known::ALL.to_vec(),
        export::ALL.to_vec(),
        identity::ALL.to_vec(),
        journal::ALL.to_vec(),
        journal::load::ALL.to_vec(),
        local::ALL.to_vec(),
        local::checks::ALL.to_vec(),
        projection::statements(),
        reads::statements(),
        sync::statements(),
        verify::ALL.to_vec(),
        write::ALL.to_vec(),
    ]
    .concat()
}
