//! Projections: derived rows, one fold unit at a time. Private to `store`; nothing else writes these tables.
//!
//! What a newcomer gets wrong: a unit's rows are never patched. They are deleted and made again from all entries of the
//! unit, so that the order in which entries arrived cannot show.

mod announced;
mod balances;
mod catalogue;
mod chain;
mod closures;
mod coordination;
mod digest;
mod discrepancies;
mod document;
mod explained;
mod funds;
mod goods;
mod kits;
pub(crate) mod lots;
mod moves;
mod packed;
mod registers;
mod sites;
mod stage_moves;
mod sums;
mod tally;
mod tasks;
mod titles;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use ledger::fold::{Stamped, Unit};
use proof::entry::Envelope;
use rusqlite::{Connection, TransactionBehavior, named_params};

use crate::changes::Changes;
use crate::error::{OpenError, StoreError};
use crate::failpoint;
use crate::journal::{self, load, packed::Unpacked};
use crate::open::{CACHE_KIB, Store, keep_deciphered};
use crate::row::{Columns, number, rows, run, statements, wrong};
use crate::verify::Pace;

pub(crate) use balances::are_sums as balances_are_sums;
pub use digest::ProjectionDigest;
pub(crate) use digest::{Heaps, heaps, of as digest_of};
pub(crate) use funds::are_folded as funds_are_folded;
pub(crate) use tally::{Tally, of_movements};

/// Raised when the folds or the derived tables change, so that older files fold again at opening.
const VERSION: i64 = 11;

statements! {
    VERSION_HELD = "SELECT projection FROM state";
    SET_VERSION = "UPDATE state SET projection = :version";
    FORGET_UNITS = "DELETE FROM unit_entry";
    FORGET_TEXT = "INSERT INTO document_text (document_text) VALUES ('delete-all')";
    FORGET_UNREAD = "DELETE FROM unread_entry";
    ALL_ENTRIES = "SELECT entry.id, stream.scope, entry.bytes FROM entry JOIN stream ON stream.id = entry.stream
                   WHERE entry.id > :after ORDER BY entry.id LIMIT 1000";
    KNOWN_ENTRIES = "SELECT entry.id, stream.scope, entry.bytes FROM entry JOIN stream ON stream.id = entry.stream
                     JOIN position ON position.entry = entry.id
                     WHERE entry.id > :after AND position.accepted_at <= :accepted_by ORDER BY entry.id LIMIT 1000";
    /// As they came, so that entries are read and rows are made side by side.
    ALL_UNITS = "SELECT unit FROM unit_entry GROUP BY unit ORDER BY min(entry), unit";
}

/// Bytes of entries folded at a time when all are folded again; one more entry may exceed it.
const PAGE_BYTES: usize = 4 * 1024 * 1024;

/// Pages kept deciphered while the ledger's own figures are folded again, in KiB: rows go into twenty tables at once. At a
/// million lines this took a sixth less time than a quarter of it, and twice as much no less.
const REFILL_KIB: i64 = 96 * 1024;

/// When the balances, the sums and the index of texts follow what is folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Summing {
    /// With each unit, by the difference it makes.
    ByUnit,
    /// All of them once, when every unit is folded.
    AtTheEnd,
}

/// Every statement of the projections, for the test that prepares them.
pub(crate) fn statements() -> Vec<(&'static str, &'static str)> {
    [
        ALL,
        announced::ALL,
        balances::ALL,
        catalogue::ALL,
        coordination::ALL,
        document::ALL,
        explained::ALL,
        funds::ALL,
        goods::ALL,
        lots::ALL,
        kits::ALL,
        chain::ALL,
        closures::ALL,
        discrepancies::ALL,
        moves::ALL,
        packed::ALL,
        stage_moves::ALL,
        registers::ALL,
        sites::ALL,
        sums::ALL,
        tally::ALL,
        tasks::ALL,
        titles::ALL,
    ]
    .concat()
}

/// Folds units again and replaces their rows.
pub(crate) fn refold(connection: &Connection, units: &[Unit]) -> Result<(), StoreError> {
    let distinct: BTreeSet<Unit> = units.iter().copied().collect();
    fold(connection, distinct, Summing::ByUnit)
}

fn fold(
    connection: &Connection,
    units: impl IntoIterator<Item = Unit>,
    summing: Summing,
) -> Result<(), StoreError> {
    for unit in units {
        one(connection, &unit, summing)?;
        if summing == Summing::ByUnit {
            document::index_text(connection, &unit)?;
        }
        failpoint::hit("unit-folded");
    }
    Ok(())
}

fn one(connection: &Connection, unit: &Unit, summing: Summing) -> Result<(), StoreError> {
    let held = load::unit(connection, unit)?;
    let entries = load::stamped(&held);
    let touched = announced::Touched::begin(connection, unit, summing)?;
    replace(connection, unit, (&held, &entries), summing)?;
    touched.end(connection, unit)
}

/// Replaces the rows of one unit by what its entries say.
fn replace(
    connection: &Connection,
    unit: &Unit,
    (held, entries): (&[load::Held], &[Stamped]),
    summing: Summing,
) -> Result<(), StoreError> {
    match unit {
        Unit::Operation
        | Unit::ItemGroup(_)
        | Unit::Item(_)
        | Unit::Party(_)
        | Unit::Site(_)
        | Unit::Point(_)
        | Unit::Person(_)
        | Unit::Place(_)
        | Unit::Limit(_) => {
            catalogue::replace(connection, unit, entries)?;
            sites::replace_alias(connection, unit, entries)
        }
        Unit::Device(id) => catalogue::replace_device(connection, *id, entries),
        Unit::Activation(_) | Unit::Offer(_) => {
            coordination::replace_record(connection, unit, held, entries)
        }
        Unit::Acceptance(id) => coordination::replace_acceptance(connection, *id, held, entries),
        Unit::Document(id) => {
            let moved = goods::replace(connection, *id, held, entries, summing)?;
            fold(connection, moved, summing)
        }
        Unit::Kit(id) => kits::replace_kit(connection, *id, entries),
        Unit::Reservation(id) => kits::replace_reservation(connection, *id, held, entries),
        Unit::Decision(_) | Unit::Allocation(_) | Unit::StatedTotal(_) => {
            funds::replace(connection, unit, held)
        }
        Unit::Request(id) => chain::replace_request(connection, *id, held, entries),
        Unit::Transport(id) => chain::replace_transport(connection, *id, held, entries),
        Unit::Consignment(id) => chain::replace_consignment(connection, *id, held, entries),
        Unit::Discrepancy(id) => chain::replace_discrepancy(connection, *id, held, entries),
        Unit::Synonym(id) => chain::replace_synonym(connection, *id, entries),
        Unit::Packaging(_)
        | Unit::Proposal(_)
        | Unit::AccessNote(_)
        | Unit::HeadCounts(_)
        | Unit::Norm(_) => sites::replace(connection, unit, entries),
        Unit::Deployment(_) | Unit::Asset(_) | Unit::Figure(_) => {
            registers::replace(connection, unit, entries)
        }
        Unit::Task(id) => tasks::replace(connection, *id, held, entries),
        Unit::FigureExplained(_) | Unit::TotalExplained(_) | Unit::HeadsExplained(_) => {
            explained::replace(connection, unit, entries)
        }
    }
}

/// At opening: folds everything again if the file's rows were made by other folds than this program's.
pub(crate) fn bring_up_to_date(connection: &mut Connection) -> Result<(), OpenError> {
    if number(connection, VERSION_HELD, &[])? == VERSION {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    rebuild(&transaction)?;
    transaction.commit()?;
    Ok(())
}

/// Where a fold of everything stops.
pub(crate) struct Upto {
    /// Unix seconds.
    pub accepted_by: i64,
    pub occurred_by: NaiveDate,
}

impl Upto {
    /// A record of the catalogue has no business date of its own; what was in use then may be written down later.
    fn takes(&self, scope: &str, envelope: &Envelope) -> bool {
        scope == "catalogue" || envelope.occurred_on <= self.occurred_by.to_string()
    }
}

/// How many entries a fold of everything took.
#[derive(Default)]
pub(crate) struct Folded {
    pub taken: u32,
    pub passed_over: u32,
}

/// Every table that a fold fills.
pub(crate) fn derived() -> BTreeSet<&'static str> {
    let tables = digest::TABLES.iter().map(|table| table.name);
    tables
        .chain(["unit_entry", "unread_entry", "document_text"])
        .collect()
}

/// The next entries by row number: few enough of them, and few enough bytes.
fn entries_after(
    connection: &Connection,
    after: i64,
    upto: Option<&Upto>,
) -> Result<Vec<(i64, String, Envelope)>, StoreError> {
    let sql = upto.map_or(ALL_ENTRIES, |_| KNOWN_ENTRIES);
    let mut statement = connection.prepare_cached(sql)?;
    let mut found = match upto {
        None => statement.query(named_params! { ":after": after })?,
        Some(upto) => {
            statement.query(named_params! { ":after": after, ":accepted_by": upto.accepted_by })?
        }
    };
    let (mut page, mut held) = (Vec::new(), 0);
    while let Some(row) = found.next()? {
        let Unpacked(bytes) = row.get("bytes")?;
        let envelope = Envelope::parse(&bytes).map_err(wrong)?;
        page.push((row.get("id")?, row.get("scope")?, envelope));
        held += bytes.len();
        if held >= PAGE_BYTES {
            break;
        }
    }
    Ok(page)
}

/// Lines with a positive quantity, each with its place. Only a hostile device writes others; they post nothing, and the
/// tables do not take them.
fn counting<L>(lines: &[L], quantity: impl Fn(&L) -> i64) -> impl Iterator<Item = (&L, i64)> {
    let placed = lines.iter().zip(0_i64..);
    placed.filter(move |(line, _)| quantity(line) > 0)
}

/// Drops every derived row and folds all entries again.
pub(crate) fn rebuild(connection: &Connection) -> Result<Changes, StoreError> {
    keep_deciphered(connection, REFILL_KIB)?;
    let refilled = refill(connection, None, &Pace::hurried());
    // Whether it went well or not: the connection goes on.
    keep_deciphered(connection, CACHE_KIB)?;
    let (_, changes) = refilled?;
    tally::keep_anew(connection)?;
    run(
        connection,
        SET_VERSION,
        named_params! { ":version": VERSION },
    )?;
    Ok(changes)
}

/// Drops every derived row and folds the entries again, all of them or up to where it is said.
pub(crate) fn refill(
    connection: &Connection,
    upto: Option<&Upto>,
    pace: &Pace,
) -> Result<(Folded, Changes), StoreError> {
    for table in digest::TABLES {
        connection.execute(&format!("DELETE FROM {}", table.name), [])?;
    }
    run(connection, FORGET_TEXT, &[])?;
    run(connection, FORGET_UNITS, &[])?;
    run(connection, FORGET_UNREAD, &[])?;
    let (mut folded, mut changes) = (Folded::default(), Changes::default());
    let mut after = 0;
    loop {
        let page = entries_after(connection, after, upto)?;
        let Some((last, _, _)) = page.last() else {
            break;
        };
        after = *last;
        for (entry, scope, envelope) in &page {
            pace.breathe()?;
            if upto.is_some_and(|upto| !upto.takes(scope, envelope)) {
                folded.passed_over += 1;
                continue;
            }
            folded.taken += 1;
            journal::index(connection, *entry, scope, envelope, &mut changes)?;
        }
    }
    let units = rows(connection, ALL_UNITS, &[], |row| row.kept::<Unit>("unit"))?;
    for some in units.chunks(16) {
        pace.breathe()?;
        fold(connection, some.iter().copied(), Summing::AtTheEnd)?;
    }
    pace.breathe()?;
    document::index_every_text(connection)?;
    balances::add_up(connection, pace)?;
    pace.breathe()?;
    announced::add_up(connection)?;
    pace.breathe()?;
    sums::add_up(connection)?;
    Ok((folded, changes))
}

impl Store {
    /// The digest of what is shown now.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn projection_digest(&self) -> Result<ProjectionDigest, StoreError> {
        self.read(|reads| digest::of(reads.connection))
    }

    /// Drops every derived row and folds all entries again.
    ///
    /// # Errors
    /// That the file cannot be written.
    pub fn rebuild(&self) -> Result<(ProjectionDigest, Changes), StoreError> {
        self.transact(|connection| {
            let changes = rebuild(connection)?;
            Ok((digest::of(connection)?, changes))
        })
    }
}
