//! The second time axis: what was known on one day about another.
//!
//! The journal is folded again, but only as far as the server had accepted it by then, into temporary tables of the same
//! names as the derived ones. SQLite finds a temporary table before one of the file, so that every read works there
//! unchanged. What a newcomer gets wrong: the connection is opened read-only, so that a fold which meant to write into
//! the file fails instead; only its temporary tables can be written.

use chrono::NaiveDate;
use rusqlite::{Connection, OpenFlags, named_params};

use crate::error::StoreError;
use crate::open::{Store, locked};
use crate::projection::{self, ProjectionDigest, Upto};
use crate::reads::Reads;
use crate::row::{count, number, rows, statements};
use crate::verify::Pace;

statements! {
    SHAPES = "SELECT type, name, tbl_name, sql FROM main.sqlite_schema WHERE sql IS NOT NULL
              ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 WHEN 'view' THEN 2 ELSE 3 END, name";
    SHAPED = "SELECT count(*) FROM sqlite_temp_schema";
    OWN_ENTRIES = "SELECT own_entries FROM state";
    PULLED_ENTRIES = "SELECT coalesce(sum(size), 0) FROM scope";
    WAITING = "SELECT count(*) FROM entry LEFT JOIN position ON position.entry = entry.id WHERE position.entry IS NULL";
    PREFIX = "SELECT count(*) FROM position WHERE accepted_at <= :accepted_by";
    LATER = "SELECT count(*) FROM position WHERE accepted_at > :accepted_by";
}

/// The prefix of the journal to look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsKnown {
    /// Unix seconds: entries the server accepted up to then were known, by the server's clock.
    pub accepted_by: i64,
    /// Entries whose business date is later are left out. Those of the catalogue have none and always count.
    pub occurred_by: NaiveDate,
}

/// What the prefix holds and what it leaves out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counted {
    pub entries: u32,
    /// Not confirmed by the server, so nobody can say since when it is known.
    pub unconfirmed: u32,
    /// Accepted later.
    pub known_later: u32,
    /// Known by then, about a later day.
    pub happened_later: u32,
}

/// The last prefix that was looked at, kept because the next read asks for the same.
pub(crate) struct View {
    connection: Connection,
    built: Option<Built>,
}

struct Built {
    of: AsKnown,
    ledger: Reached,
    /// Positions in it. They come and never go, so while as many lie in the prefix it is the same.
    prefix: i64,
    counted: Counted,
}

/// Own entries written and entries pulled: a position comes only with a page, so while both stand still, so does
/// everything that is counted.
type Reached = (i64, i64);

impl Store {
    /// Reads in one snapshot of what was known then.
    ///
    /// # Errors
    /// What `f` returns, or that the file cannot be read.
    pub fn read_as_known<T, E: From<StoreError>>(
        &self,
        of: AsKnown,
        f: impl FnOnce(&Reads<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.with_view(of, |reads, _| f(reads))
    }

    /// What a prefix holds and leaves out.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn count_as_known(&self, of: AsKnown) -> Result<Counted, StoreError> {
        self.with_view(of, |_, counted| Ok(counted))
    }

    /// The digest of what was known then: that of a file which holds nothing else.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn projection_digest_as_known(&self, of: AsKnown) -> Result<ProjectionDigest, StoreError> {
        self.with_view(of, |reads, _| projection::digest_of(reads.connection))
    }

    /// Lets go of the tables of the last look back: they take as much memory as the whole ledger. One that is being
    /// read this moment keeps them.
    pub fn stop_looking_back(&self) {
        if let Ok(mut kept) = self.view.try_lock() {
            *kept = None;
        }
    }

    fn with_view<T, E: From<StoreError>>(
        &self,
        of: AsKnown,
        f: impl FnOnce(&Reads<'_>, Counted) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut kept = locked(&self.view);
        let view = match &mut *kept {
            Some(view) => view,
            None => kept.insert(View::open(self)?),
        };
        view.read(of, f)
    }
}

impl View {
    fn open(store: &Store) -> Result<Self, StoreError> {
        let connection = store.connect(OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        // Temporary tables cannot refer to those of the file; what they hold was checked when the file's rows were made.
        connection.pragma_update(None, "foreign_keys", false)?;
        Ok(Self {
            connection,
            built: None,
        })
    }

    fn read<T, E: From<StoreError>>(
        &mut self,
        of: AsKnown,
        f: impl FnOnce(&Reads<'_>, Counted) -> Result<T, E>,
    ) -> Result<T, E> {
        let transaction = self.connection.transaction().map_err(StoreError::from)?;
        let built = self.built.take().filter(|built| built.of == of);
        let built = look(&transaction, of, built)?;
        let reads = Reads {
            connection: &transaction,
            looks_back: true,
        };
        let result = f(&reads, built.counted);
        // Committed whatever `f` said: what was folded can be looked at again.
        transaction.commit().map_err(StoreError::from)?;
        self.built = Some(built);
        result
    }
}

fn reached(connection: &Connection) -> Result<Reached, StoreError> {
    Ok((
        number(connection, OWN_ENTRIES, &[])?,
        number(connection, PULLED_ENTRIES, &[])?,
    ))
}

/// What was built of this prefix if it still holds, else the prefix folded anew.
fn look(connection: &Connection, of: AsKnown, built: Option<Built>) -> Result<Built, StoreError> {
    let ledger = reached(connection)?;
    if let Some(built) = built {
        if built.ledger == ledger {
            return Ok(built);
        }
        if built.prefix == prefix(connection, of)? {
            return Ok(Built {
                ledger,
                counted: left_out(connection, of, built.counted)?,
                ..built
            });
        }
    }
    Ok(Built {
        of,
        ledger,
        prefix: prefix(connection, of)?,
        counted: left_out(connection, of, build(connection, of)?)?,
    })
}

fn prefix(connection: &Connection, of: AsKnown) -> Result<i64, StoreError> {
    let params = named_params! { ":accepted_by": of.accepted_by };
    number(connection, PREFIX, params)
}

/// Counts anew what may grow while a prefix stays the same.
fn left_out(connection: &Connection, of: AsKnown, counted: Counted) -> Result<Counted, StoreError> {
    let params = named_params! { ":accepted_by": of.accepted_by };
    Ok(Counted {
        unconfirmed: count(number(connection, WAITING, &[])?),
        known_later: count(number(connection, LATER, params)?),
        ..counted
    })
}

fn build(connection: &Connection, of: AsKnown) -> Result<Counted, StoreError> {
    if number(connection, SHAPED, &[])? == 0 {
        shape(connection)?;
    }
    let upto = Upto {
        accepted_by: of.accepted_by,
        occurred_by: of.occurred_by,
    };
    let (folded, _) = projection::refill(connection, Some(&upto), &Pace::hurried())?;
    Ok(Counted {
        entries: folded.taken,
        happened_later: folded.passed_over,
        ..Counted::default()
    })
}

/// Makes a temporary table, with its indexes and triggers, of every derived one, and every view over them.
fn shape(connection: &Connection) -> Result<(), StoreError> {
    let derived = projection::derived();
    let shapes = rows(connection, SHAPES, &[], |row| {
        let (kind, table, sql): (String, String, String) =
            (row.get("type")?, row.get("tbl_name")?, row.get("sql")?);
        Ok((kind, table, sql))
    })?;
    for (kind, table, sql) in shapes {
        if kind == "view" || derived.contains(table.as_str()) {
            connection.execute_batch(&temporary(&sql)?)?;
        }
    }
    Ok(())
}

/// SQLite keeps the text of a definition with its first words in one form, whatever was typed.
fn temporary(sql: &str) -> Result<String, StoreError> {
    const BEGINNINGS: &[&str] = &[
        "CREATE TABLE ",
        "CREATE INDEX ",
        "CREATE UNIQUE INDEX ",
        "CREATE VIEW ",
        "CREATE TRIGGER ",
        "CREATE VIRTUAL TABLE ",
    ];
    let found = BEGINNINGS
        .iter()
        .find_map(|beginning| Some((beginning, sql.strip_prefix(beginning)?)));
    match found {
        Some((beginning, rest)) => Ok(format!("{beginning}temp.{rest}")),
        None => Err(StoreError::damaged(format!("the schema holds {sql}"))),
    }
}

#[cfg(test)]
mod tests {
    use ledger::body::PointRegistered;
    use ledger::ids::{DeviceId, OperationId, PersonId, PointId, SiteId};
    use ledger::role::Role;
    use ledger::scope::Scope;
    use proof::keys::SigningKey;
    use uuid::Uuid;

    use super::{AsKnown, Counted};
    use crate::open::locked;
    use crate::{DataKey, Identity, SigningSeed, Stamp, Store, StoreError};

    const NEVER: AsKnown = AsKnown {
        accepted_by: 0,
        occurred_by: chrono::NaiveDate::MAX,
    };

    fn enrolled(dir: &std::path::Path) -> Store {
        let key = SigningKey::from_seed(&[1; 32]).public();
        let store = Store::create(dir, &DataKey([9; 32])).expect("a new file");
        let identity = Identity {
            operation: OperationId(Uuid::from_u128(2)),
            operation_name: "Lithuania 2021".to_owned(),
            device: DeviceId(Uuid::from_u128(7)),
            letter: "A".to_owned(),
            name: "Store".to_owned(),
            seed: SigningSeed([7; 32]),
            reads: vec!["*".to_owned()],
            writes: vec!["*".to_owned()],
            roles: vec![Role::StoreKeeper],
            site: None,
            server_address: "localhost:8443".to_owned(),
            server_key: key,
            log_key: key,
            administrator_key: key,
            epoch: 1,
        };
        store.enrol(&identity).expect("enrolled");
        store
    }

    fn write(store: &Store) {
        let stamp = Stamp {
            person: PersonId(Uuid::from_u128(3)),
            role: Role::StoreKeeper,
            recorded_at: "2021-07-24T14:10:00Z".parse().expect("a time"),
            occurred_on: "2021-07-24".parse().expect("a day"),
            reason: None,
            reverses: None,
        };
        let gate = PointRegistered {
            id: PointId(Uuid::from_u128(100)),
            site: SiteId(Uuid::from_u128(1)),
            name: "Gate".to_owned(),
        };
        store
            .write::<_, StoreError>(stamp, |writing| writing.append(gate, Scope::Catalogue, &[]))
            .expect("written");
    }

    #[test]
    fn an_entry_outside_the_prefix_is_counted_and_nothing_is_folded_again() {
        let dir = tempfile::tempdir().expect("a folder");
        let store = enrolled(dir.path());
        assert_eq!(
            store.count_as_known(NEVER).expect("read"),
            Counted::default()
        );
        let mark = |sql: &str| {
            let kept = locked(&store.view);
            let connection = &kept.as_ref().expect("kept").connection;
            let found: i64 = connection
                .query_row(sql, [], |row| row.get(0))
                .expect("run");
            found
        };
        mark("INSERT INTO temp.point (id, site, name) VALUES (x'01', x'02', 'mark') RETURNING 1");
        write(&store);
        let counted = store.count_as_known(NEVER).expect("read");
        assert_eq!((counted.entries, counted.unconfirmed), (0, 1));
        assert_eq!(
            mark("SELECT count(*) FROM temp.point"),
            1,
            "the same tables"
        );
        store.stop_looking_back();
        assert!(locked(&store.view).is_none());
    }
}
