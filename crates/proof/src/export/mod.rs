//! The audit export (`.reliefaudit`): one uncompressed file of JSON Lines that proves itself.
//!
//! Order of the lines: `header`, every `stream`, every `head`, every `log` (one a scope held, with its checkpoint), every
//! `entry` (those with a position in order of position, then the others), `end`. Every line ends with `"sum"`, the
//! SHA-256 of the line before it, so that a damaged line is named; the last line carries the SHA-256 of the whole file
//! before it and the exporting device's signature over that.
//! What a newcomer gets wrong: the sums only find damage. What stops a forger, who can compute sums too, are the chains
//! under the devices' signed heads and the logs under the checkpoints.

mod check;
mod damage;
mod fault;
mod held;
mod line;
mod records;
mod table;
mod verify;
mod write;

pub use fault::{Fault, Subject, VerifyError, Wrong};
pub use records::{
    Accepted, EntryRecord, FORMAT, HeadRecord, Header, LogIndex, LogRecord, StreamRecord,
};
pub use table::EntryTable;
pub use verify::{Anchors, Report, verify};
pub use write::{ExportWriter, WriteError};
