//! The floor of the benches: a bare writer that puts the very rows a posting left behind into the same tables, under
//! the same settings, and does nothing else.
//!
//! What a newcomer gets wrong: this is no way to write to a ledger. It fills throw-away copies, to tell how much of a
//! posting's time is the disk's and the cipher's.

use std::collections::HashSet;
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use ledger::ids::{ItemId, SiteId};
use ledger::posting::Node;
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, TransactionBehavior, params_from_iter};

use crate::error::OpenError;
use crate::kept::Kept;
use crate::keys::DataKey;
use crate::open::connect;
use crate::projection;
use crate::row::Id;

/// Rows of one table, each with all its columns.
type Rows = Vec<(usize, Vec<Value>)>;

/// Columns that number entries, or an entry's place in its stream: in another file than the watched one they are moved
/// to where nothing stands yet.
const NUMBERS: &[&str] = &["entry", "last_entry", "seq"];

/// A table of the watched file.
struct Watched {
    name: String,
    /// Which of its columns number entries.
    numbers: Vec<bool>,
    seen: HashSet<String>,
}

impl Watched {
    fn open(connection: &Connection, name: String) -> Result<Self, OpenError> {
        let statement = connection.prepare(&format!("SELECT * FROM \"{name}\""))?;
        let of_entries =
            |column: &str| NUMBERS.contains(&column) || (name == "entry" && column == "id");
        let numbers = statement.column_names().map(of_entries).collect();
        drop(statement);
        Ok(Self {
            name,
            numbers,
            seen: HashSet::new(),
        })
    }

    fn moved(&self, values: &[Value], by: i64) -> Vec<Value> {
        let each = values.iter().zip(&self.numbers);
        each.map(|(value, number)| match value {
            Value::Integer(at) if *number => Value::Integer(at + by),
            other => other.clone(),
        })
        .collect()
    }
}

/// Watches a ledger file and takes down what each posting adds or changes.
pub struct Watcher {
    connection: Connection,
    tables: Vec<Watched>,
    last_entry: i64,
}

impl Watcher {
    /// Begins to watch the file at `path`; what is in it already is not taken down.
    ///
    /// # Errors
    /// `OpenError`.
    pub fn open(path: &Path, key: &DataKey) -> Result<Self, OpenError> {
        let connection = connect(path, key, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        let tables: Vec<String> = connection
            .prepare(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'
                 AND sql NOT LIKE 'CREATE VIRTUAL TABLE%' ORDER BY rowid",
            )?
            .query_map([], |row| row.get("name"))?
            .collect::<Result<_, _>>()?;
        let tables = tables.into_iter();
        let tables = tables.map(|name| Watched::open(&connection, name));
        let tables = tables.collect::<Result<_, _>>()?;
        let mut watcher = Self {
            last_entry: last_entry(&connection)?,
            tables,
            connection,
        };
        watcher.step()?;
        Ok(watcher)
    }

    /// The rows added or changed since the last step, in the order of the tables.
    ///
    /// # Errors
    /// `OpenError`.
    pub fn step(&mut self) -> Result<Rows, OpenError> {
        let mut rows = Vec::new();
        for (at, table) in self.tables.iter_mut().enumerate() {
            let mut statement = self
                .connection
                .prepare(&format!("SELECT * FROM \"{}\"", table.name))?;
            let width = statement.column_count();
            let mut found = statement.query([])?;
            while let Some(row) = found.next()? {
                let values = (0..width)
                    .map(|column| row.get(column))
                    .collect::<Result<Vec<Value>, _>>()?;
                if table.seen.insert(format!("{values:?}")) {
                    rows.push((at, values));
                }
            }
        }
        Ok(rows)
    }

    /// Writes each group of rows into the file at `path` in a transaction of its own, and says how long each one took. The
    /// file is a copy of the watched one as it was at first, or another that holds more.
    ///
    /// # Errors
    /// `OpenError`.
    pub fn replay(
        &self,
        path: &Path,
        key: &DataKey,
        groups: &[Rows],
    ) -> Result<Vec<Duration>, OpenError> {
        let mut connection = connect(path, key, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        // A row that changed is written by REPLACE, past the triggers that keep the journal.
        connection.pragma_update(None, "recursive_triggers", false)?;
        let by = last_entry(&connection)? - self.last_entry;
        let mut times = Vec::with_capacity(groups.len());
        for group in groups {
            let group = group.iter().map(|(table, values)| {
                let table = &self.tables[*table];
                (table, table.moved(values, by))
            });
            let group: Vec<_> = group.collect();
            let began = Instant::now();
            let transaction =
                connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            transaction.pragma_update(None, "defer_foreign_keys", true)?;
            for (table, values) in group {
                let marks = vec!["?"; values.len()].join(", ");
                let sql = format!("INSERT OR REPLACE INTO \"{}\" VALUES ({marks})", table.name);
                transaction
                    .prepare_cached(&sql)?
                    .execute(params_from_iter(values))?;
            }
            transaction.commit()?;
            times.push(began.elapsed());
        }
        Ok(times)
    }
}

fn last_entry(connection: &Connection) -> Result<i64, OpenError> {
    Ok(connection.query_row(LAST_ENTRY, [], |row| row.get(0))?)
}

const LAST_ENTRY: &str = "SELECT coalesce(max(id), 0) FROM entry";
const STOCK: &str =
    "SELECT balance.lot, balance.node, balance.condition, balance.quantity, lot.item
                     FROM balance JOIN lot ON lot.lot = balance.lot WHERE balance.node = ?1 AND balance.node NOT BETWEEN x'04' AND x'05'";
const BALANCES: &str =
    "SELECT item, good, damaged, quarantine, expired, recalled FROM stock_sum WHERE site = ?1";
const ALL_BALANCES: &str = "SELECT * FROM stock_sum";
const CARD: &str =
    "SELECT movement.* FROM lot_site CROSS JOIN lot ON lot.site = lot_site.site AND lot.item = ?1
                    JOIN lot_at ON lot_at.site = ?2 AND lot_at.lot = lot.lot JOIN movement ON movement.lot = lot.lot";
const AVAILABLE: &str = "SELECT balance.lot, balance.quantity, lot.received_on, lot.expiry FROM lot_site
                    CROSS JOIN lot ON lot.site = lot_site.site AND lot.item = ?1 CROSS JOIN balance ON balance.lot = lot.lot
                    WHERE balance.condition = 0 AND balance.node = ?2";
const MATRIX: &str = "SELECT * FROM matrix_sum WHERE site = x''";
const ITEMS: &str = "SELECT folded FROM item";
const FOUND: &str = "SELECT rowid FROM document_text WHERE document_text MATCH ?1";

/// The least that answers a question of a screen: one statement, and nothing made of its rows.
pub enum Look<'a> {
    Stock(SiteId),
    Balances(Option<SiteId>),
    Card(ItemId, SiteId),
    Available(ItemId, SiteId),
    Matrix,
    Items,
    Found(&'a str),
}

/// A bare connection to a ledger file, under the same cipher and settings.
pub struct Bare(Connection);

impl Bare {
    /// # Errors
    /// `OpenError`.
    pub fn open(path: &Path, key: &DataKey) -> Result<Self, OpenError> {
        connect(path, key, OpenFlags::SQLITE_OPEN_READ_WRITE).map(Self)
    }

    /// Takes one of the looks.
    ///
    /// # Errors
    /// `OpenError`.
    pub fn look(&self, look: &Look) -> Result<usize, OpenError> {
        let (sql, params): (&str, Vec<Value>) = match look {
            Look::Stock(site) => (STOCK, vec![Node::Site(*site).kept().into()]),
            Look::Balances(None) => (ALL_BALANCES, Vec::new()),
            Look::Balances(Some(site)) => (BALANCES, vec![site.blob().to_vec().into()]),
            Look::Card(item, site) => (
                CARD,
                vec![item.blob().to_vec().into(), site.blob().to_vec().into()],
            ),
            Look::Available(item, site) => (
                AVAILABLE,
                vec![item.blob().to_vec().into(), Node::Site(*site).kept().into()],
            ),
            Look::Matrix => (MATRIX, Vec::new()),
            Look::Items => (ITEMS, Vec::new()),
            Look::Found(word) => (FOUND, vec![format!("\"{word}\"").into()]),
        };
        let mut statement = self.0.prepare_cached(sql)?;
        let width = statement.column_count();
        let mut found = statement.query(params_from_iter(params))?;
        let mut count = 0;
        while let Some(row) = found.next()? {
            for column in 0..width {
                std::hint::black_box(row.get_ref(column)?);
            }
            count += 1;
        }
        Ok(count)
    }

    /// Inserts every derived row of this file into `other`, whose schema is the same and which holds none, and says how
    /// long the inserting took.
    ///
    /// # Errors
    /// `OpenError`.
    pub fn copy_derived(&self, other: &mut Self) -> Result<Duration, OpenError> {
        const BATCH: usize = 10_000;
        // Only the rows are wanted: some of what they refer to lies in this file.
        other.0.pragma_update(None, "foreign_keys", false)?;
        let transaction = other
            .0
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut took = Duration::ZERO;
        for table in projection::derived() {
            if table == "document_text" {
                continue;
            }
            let mut source = self.0.prepare(&format!("SELECT * FROM {table}"))?;
            let marks = vec!["?"; source.column_count()].join(", ");
            let mut insert =
                transaction.prepare(&format!("INSERT INTO {table} VALUES ({marks})"))?;
            let width = source.column_count();
            let mut found = source.query([])?;
            loop {
                let mut batch: Vec<Vec<Value>> = Vec::with_capacity(BATCH);
                while batch.len() < BATCH
                    && let Some(row) = found.next()?
                {
                    batch.push((0..width).map(|at| row.get(at)).collect::<Result<_, _>>()?);
                }
                if batch.is_empty() {
                    break;
                }
                let began = Instant::now();
                for values in &batch {
                    insert.execute(params_from_iter(values))?;
                }
                took += began.elapsed();
            }
        }
        let began = Instant::now();
        transaction.commit()?;
        Ok(took + began.elapsed())
    }
}

/// Changes a figure behind the journal's back, as a test of the check and of its remedy needs.
///
/// # Errors
/// `OpenError`.
pub fn spoil_a_balance(dir: &Path, key: &DataKey) -> Result<(), OpenError> {
    spoil(
        dir,
        key,
        "UPDATE balance SET quantity = quantity + 1 WHERE quantity > 0",
    )
}

/// Changes what a receipt counted behind the journal's back, and no figure of stock: only the full check knows of it.
///
/// # Errors
/// `OpenError`.
pub fn spoil_a_receipt_line(dir: &Path, key: &DataKey) -> Result<(), OpenError> {
    spoil(dir, key, "UPDATE receipt_line SET good = good + 1")
}

/// Breaks the first page of the balances on the disk, as a dying disk does.
///
/// # Errors
/// `OpenError`.
pub fn damage_the_balances(dir: &Path, key: &DataKey) -> Result<(), OpenError> {
    const PAGE: &str = "SELECT rootpage FROM sqlite_schema WHERE name = 'balance'";
    let path = dir.join("ledger.db");
    let connection = connect(&path, key, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let number = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, u32>(0));
    // Whoever has the file open reads it again.
    connection.execute_batch("UPDATE state SET projection = projection")?;
    number("PRAGMA wal_checkpoint(TRUNCATE)")?;
    let (page, pages) = (u64::from(number(PAGE)?), number("PRAGMA page_count")?);
    let size = std::fs::metadata(&path)?.len() / u64::from(pages);
    let mut file = std::fs::File::options().write(true).open(&path)?;
    file.seek(SeekFrom::Start((page - 1) * size))?;
    file.write_all(&[7; 64])?;
    Ok(())
}

/// Has the file say that damage was found in it.
///
/// # Errors
/// `OpenError`.
pub fn raise_an_alarm(dir: &Path, key: &DataKey) -> Result<(), OpenError> {
    spoil(
        dir,
        key,
        "INSERT INTO alarm (one, since, problem) VALUES (1, '2021-07-24T12:00:00Z', 'file-damaged')",
    )
}

fn spoil(dir: &Path, key: &DataKey, sql: &str) -> Result<(), OpenError> {
    let file = dir.join("ledger.db");
    let connection = connect(&file, key, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.execute_batch(sql)?;
    Ok(())
}

/// Makes the file in `dir` say that a later program wrote it, as a test of what this one says then needs.
///
/// # Errors
/// `OpenError`.
pub fn write_as_newer(dir: &Path, key: &DataKey, version: i64) -> Result<(), OpenError> {
    let connection = connect(
        &dir.join("ledger.db"),
        key,
        OpenFlags::SQLITE_OPEN_READ_WRITE,
    )?;
    connection.pragma_update(None, "user_version", version)?;
    Ok(())
}
