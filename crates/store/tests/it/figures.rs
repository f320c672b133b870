//! I-02: the incremental digest, what is looked at before an export, and the full check beside a person's work.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use ledger::body::{
    DifferenceExplained, Differing, DocumentApproved, DocumentKind, StatedTotalRecorded,
};
use ledger::ids::{ExplanationId, ItemId, StatedTotalId};
use ledger::scope::Scope;
use rusqlite::Connection;
use rusqlite::types::Value;
use store::{Alarm, Flaw, FullCheck, Leaving, Pace, Store, StoreError};
use tempfile::{TempDir, tempdir};

use crate::central::id;
use crate::moves_world::opening;
use crate::world::{
    COORDINATOR, KEEPER, append, at_site, bare, central, computer, data_key, issue, lot, receipt,
    site, stock_move, sync,
};

/// Receipts, issues, moves between conditions and places, and what a reversal takes back.
pub fn busy() -> (TempDir, Store) {
    let dir = tempdir().expect("a folder");
    let store = computer(dir.path(), 4);
    sync(&store, &mut central());
    let keeper = |body: ledger::body::Body, also: &[Scope]| {
        append(&store, KEEPER, body, at_site(), also);
    };
    for number in 1..4 {
        let given = 100 * i64::try_from(number).expect("small");
        keeper(receipt(number, given, 7).into(), &[Scope::Coordination]);
        keeper(issue(number, lot(number), 40).into(), &[]);
        keeper(stock_move(number, 0, lot(number), 5).into(), &[]);
    }
    let mut others = receipt(4, 60, 2);
    others.lines[0].item = ItemId(id(502));
    keeper(others.into(), &[Scope::Coordination]);
    (dir, store)
}

/// The kept digests, as the file holds them.
pub fn kept(dir: &Path) -> (i64, i64, i64) {
    const KEPT: &str = "SELECT balance_digest, stock_digest, matrix_digest FROM state";
    bare(dir)
        .query_row(KEPT, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .expect("read")
}

/// A table of figures: what names its rows, and what it says of each.
pub const FIGURES: &[(&str, &[&str], &[&str])] = &[
    ("balance", &["lot", "node", "condition"], &["quantity"]),
    (
        "stock_sum",
        &["site", "item"],
        &["good", "damaged", "quarantine", "expired", "recalled"],
    ),
    (
        "matrix_sum",
        &["site", "donor", "item", "bought"],
        &["good", "damaged", "receipts", "issued", "on_hand_good"],
    ),
];

/// One row's key and figures.
type Row = (Vec<Value>, Vec<i64>);

fn rows(connection: &Connection, (table, key, sums): (&str, &[&str], &[&str])) -> Vec<Row> {
    let columns = [key, sums].concat().join(", ");
    let mut statement = connection
        .prepare(&format!("SELECT {columns} FROM {table}"))
        .expect("prepared");
    let read = |row: &rusqlite::Row<'_>| {
        let keys = (0..key.len())
            .map(|at| row.get(at))
            .collect::<Result<_, _>>()?;
        let sums = (key.len()..key.len() + sums.len()).map(|at| row.get(at));
        Ok((keys, sums.collect::<Result<_, _>>()?))
    };
    let found = statement.query_map([], read).expect("run");
    found.map(|row| row.expect("read")).collect()
}

/// Spoils one table behind the store's back in every way in which one row, or a pair of rows, can be wrong, and demands
/// that each is noticed; what was there is put back in between.
struct Spoiler<'a> {
    store: &'a Store,
    file: Connection,
    table: &'a str,
    key: &'a [&'a str],
    tried: usize,
}

impl Spoiler<'_> {
    /// Runs a statement over one row, which the statement finds by the key.
    fn one(&self, sql: &str, row: &Row) {
        let parts = self.key.iter().enumerate();
        let parts = parts.map(|(n, column)| format!("{column} = ?{}", n + 1));
        let sql = format!("{sql} WHERE {}", parts.collect::<Vec<_>>().join(" AND "));
        let changed = self.file.execute(&sql, rusqlite::params_from_iter(&row.0));
        assert_eq!(changed.expect("changed"), 1, "{sql}");
    }

    fn set(&self, column: &str, row: &Row, to: i64) {
        self.one(&format!("UPDATE {} SET {column} = {to}", self.table), row);
    }

    /// What names the goods of a row.
    fn goods(&self) -> &str {
        let named = self
            .key
            .iter()
            .find(|column| ["lot", "item"].contains(column));
        named.expect("a lot or an item")
    }

    /// The same figures once more, for goods that nobody has.
    fn plant(&self, row: &Row) {
        let mut statement = self
            .file
            .prepare("SELECT name FROM pragma_table_info(?1)")
            .expect("prepared");
        let names = statement
            .query_map([self.table], |row| row.get(0))
            .expect("run");
        let values: Vec<String> = names
            .map(|name| {
                let name: String = name.expect("read");
                if name == self.goods() {
                    "randomblob(16)".to_owned()
                } else {
                    name
                }
            })
            .collect();
        let (table, values) = (self.table, values.join(", "));
        self.one(
            &format!("INSERT INTO {table} SELECT {values} FROM {table}"),
            row,
        );
    }

    fn noticed(&mut self, what: &str, spoil: impl FnOnce(&Self)) {
        let table = self.table;
        self.file
            .execute_batch(&format!(
                "CREATE TEMP TABLE before AS SELECT * FROM {table}"
            ))
            .expect("kept");
        spoil(self);
        assert!(
            !self.store.figures_stand().expect("read"),
            "{table}: {what}"
        );
        self.tried += 1;
        self.file
            .execute_batch(&format!(
                "DELETE FROM {table}; INSERT INTO {table} SELECT * FROM before; DROP TABLE temp.before"
            ))
            .expect("put back");
        assert!(
            self.store.figures_stand().expect("read"),
            "{table}: put back"
        );
    }

    fn row(&mut self, (row, next): (&Row, &Row), sums: &[&str]) {
        for (column, now) in sums.iter().zip(&row.1) {
            let other = if *now == -1 { 1 } else { now + 1 };
            self.noticed("changed", |one| one.set(column, row, other));
        }
        self.noticed("dropped", |one| {
            one.one(&format!("DELETE FROM {}", one.table), row)
        });
        self.noticed("planted", |one| one.plant(row));
        self.noticed("another's", |one| {
            one.one(
                &format!("UPDATE {} SET {} = randomblob(16)", one.table, one.goods()),
                row,
            );
        });
        if row.1 != next.1 {
            self.noticed("swapped with the next", |one| {
                for (at, column) in sums.iter().enumerate() {
                    one.set(column, row, next.1[at]);
                    one.set(column, next, row.1[at]);
                }
            });
        }
    }
}

/// How many ways were tried.
pub fn every_spoiled_row_is_noticed(store: &Store, dir: &Path) -> usize {
    let mut tried = 0;
    for (table, key, sums) in FIGURES {
        let file = bare(dir);
        let found = rows(&file, (table, key, sums));
        assert!(found.len() > 1, "{table}");
        let mut spoiler = Spoiler {
            store,
            file,
            table,
            key,
            tried: 0,
        };
        for (n, row) in found.iter().enumerate() {
            let next = &found[(n + 1) % found.len()];
            spoiler.row((row, next), sums);
        }
        tried += spoiler.tried;
    }
    tried
}

fn spoiled(dir: &Path, sql: &str) {
    bare(dir).execute_batch(sql).expect("spoiled");
}

#[test]
fn what_an_export_rests_on_is_looked_at_before_it() {
    let (dir, store) = busy();
    for leaving in [Leaving::Funds, Leaving::Journal] {
        assert_eq!(store.check_before(leaving).expect("checked"), None);
    }
    // Digest and balances agree, and neither with what was moved: as a fault of a fold would leave them.
    let line = "(entry, n) = (SELECT entry, n FROM movement ORDER BY quantity DESC LIMIT 1)";
    spoiled(
        dir.path(),
        &format!("UPDATE movement SET quantity = quantity - 1 WHERE {line}"),
    );
    assert!(store.figures_stand().expect("read"));
    for leaving in [Leaving::Funds, Leaving::Journal] {
        let found = store.check_before(leaving).expect("checked");
        assert_eq!(found, Some(Flaw::Projection), "{leaving:?}");
    }
    store.rebuild().expect("rebuilt");
    assert_eq!(store.check_before(Leaving::Funds).expect("checked"), None);
}

/// An allocation, a total that states another sum, and why.
fn funded(store: &Store) {
    let funds = |body: ledger::body::Body| {
        append(store, COORDINATOR, body, Scope::Funds, &[]);
    };
    let part = crate::invariants::allocation(1, Some(6_000));
    let total = StatedTotalRecorded {
        id: StatedTotalId(id(99_501)),
        title: "as printed".to_owned(),
        amount: crate::invariants::allocation(2, Some(7_000)).amount,
        parts: vec![part.id],
        source: "paper".to_owned(),
    };
    let why = DifferenceExplained {
        id: ExplanationId(id(98_501)),
        of: Differing::StatedTotal { total: total.id },
        stated: 7_000,
        computed: 6_000,
        explanation: "a part is not recorded yet".to_owned(),
        source: None,
    };
    funds(part.into());
    funds(total.into());
    funds(why.into());
}

/// A row of the funding report that no entry says, and one that says something else.
#[test]
fn the_rows_of_the_funding_report_are_held_against_their_entries() {
    let (dir, store) = busy();
    funded(&store);
    let before = store.projection_digest().expect("read");
    assert_eq!(store.check_before(Leaving::Funds).expect("checked"), None);
    assert_eq!(store.projection_digest().expect("read"), before, "given up");
    for sql in [
        "UPDATE allocation SET amount = replace(amount, '6000', '9000')",
        "DELETE FROM allocation",
        "INSERT INTO allocation SELECT randomblob(16), decision, instrument, purpose, recipient, amount, state, sources
           FROM allocation",
        "UPDATE explanation SET text = 'it is the same'",
        "DELETE FROM explanation",
        "INSERT INTO explanation SELECT kind, subject, n + 1, randomblob(16), day, stated, computed, text, source, counts,
                person, recorded_at FROM explanation",
        "UPDATE document SET person = randomblob(16) WHERE kind = 'stated_total'",
        "DELETE FROM document WHERE kind = 'allocation'",
        "UPDATE document SET entry = (SELECT max(id) FROM entry) WHERE kind = 'stated_total'",
    ] {
        spoiled(dir.path(), sql);
        let found = store.check_before(Leaving::Funds).expect("checked");
        assert_eq!(found, Some(Flaw::Projection), "{sql}");
        assert_eq!(store.check_before(Leaving::Journal).expect("checked"), None);
        store.rebuild().expect("rebuilt");
    }
}

/// More than exact numbers hold, by a hostile device: balances stand at their bound, and nothing is wrong with that.
#[test]
fn a_balance_at_the_bound_is_no_mismatch() {
    let dir = tempdir().expect("a folder");
    let store = computer(dir.path(), 4);
    sync(&store, &mut central());
    let most = ledger::quantity::MAX_EXACT;
    for number in 1..4 {
        let mut body = opening(number, most);
        body.lines[0].id = lot(77);
        let approved = DocumentApproved {
            document: body.id.into(),
            document_kind: DocumentKind::Opening,
            site: site(),
        };
        append(&store, KEEPER, body, at_site(), &[]);
        append(&store, COORDINATOR, approved, at_site(), &[]);
    }
    let at_bound: i64 = bare(dir.path())
        .query_row("SELECT max(quantity) FROM balance", [], |row| row.get(0))
        .expect("read");
    assert_eq!(at_bound, most);
    assert!(store.figures_stand().expect("read"));
    assert_eq!(store.check_before(Leaving::Journal).expect("checked"), None);
    assert_eq!(store.verify().expect("checked").flaw, None);
    spoiled(
        dir.path(),
        "UPDATE balance SET quantity = quantity - 1 WHERE quantity > 0",
    );
    let found = store.check_before(Leaving::Journal).expect("checked");
    assert_eq!(found, Some(Flaw::Projection));
}

/// Nobody launders a wrong row by working with it, and a rebuild puts it right.
#[test]
fn a_wrong_row_stays_noticed_however_often_it_moves() {
    let (dir, store) = busy();
    spoiled(
        dir.path(),
        "UPDATE balance SET quantity = quantity + 3 WHERE substr(node, 1, 1) = x'09' AND condition = 0",
    );
    assert!(!store.figures_stand().expect("read"));
    for number in 1..4 {
        append(
            &store,
            KEEPER,
            issue(10 + number, lot(number), 1),
            at_site(),
            &[],
        );
        assert!(!store.figures_stand().expect("read"));
    }
    store.rebuild().expect("rebuilt");
    assert!(store.figures_stand().expect("read"));
    assert_eq!(store.verify().expect("checked").flaw, None);
}

#[test]
fn a_digest_that_is_wrong_itself_is_a_mismatch_and_a_rebuild_mends_it() {
    let (dir, store) = busy();
    spoiled(dir.path(), "UPDATE state SET matrix_digest = 17");
    assert!(!store.figures_stand().expect("read"));
    assert_eq!(
        store.verify().expect("checked").flaw,
        Some(Flaw::Projection)
    );
    let beside = store.verify_beside(&Pace::hurried()).expect("checked");
    assert_eq!(beside.expect("ended").flaw, Some(Flaw::Projection));
    store.rebuild().expect("rebuilt");
    assert_eq!(store.verify().expect("checked").flaw, None);
}

fn left_behind(dir: &Path) -> Vec<String> {
    let names = std::fs::read_dir(dir).expect("read");
    let names = names.map(|one| one.expect("read").file_name().into_string().expect("text"));
    names
        .filter(|name| name.starts_with("ledger.check"))
        .collect()
}

#[test]
fn the_check_beside_the_work_finds_what_the_full_check_finds() {
    let (dir, store) = busy();
    let found = store.verify().expect("checked");
    let beside = store.verify_beside(&Pace::unhurried()).expect("checked");
    assert_eq!(beside, Some(found));
    assert_eq!(left_behind(dir.path()), Vec::<String>::new());
    for sql in [
        "UPDATE receipt_line SET good = good + 1 WHERE n = 0",
        "UPDATE lot SET number = 'PAB-GRN-21-A-99999'",
        "DELETE FROM document WHERE kind = 'issue' AND entry = (SELECT max(entry) FROM document WHERE kind = 'issue')",
        "INSERT INTO site SELECT randomblob(16), code, name, kind, country, time_zone, folded, facilities FROM site",
        "UPDATE lot_at SET ends = ends + 1",
    ] {
        if let Err(cause) = bare(dir.path()).execute_batch(sql) {
            panic!("{sql}: {cause}");
        }
        let beside = store.verify_beside(&Pace::hurried()).expect("checked");
        assert_eq!(beside.expect("ended").flaw, Some(Flaw::Projection), "{sql}");
        store.rebuild().expect("rebuilt");
    }
    spoiled(
        dir.path(),
        "DROP TRIGGER head_is_never_changed; UPDATE stream SET chain = zeroblob(32) WHERE seq > 0",
    );
    let beside = store.verify_beside(&Pace::hurried()).expect("checked");
    assert!(matches!(
        beside.expect("ended").flaw,
        Some(Flaw::Entry { .. })
    ));
    assert_eq!(left_behind(dir.path()), Vec::<String>::new());
}

#[test]
fn nobody_waits_for_the_check_beside_the_work() {
    let (_dir, store) = busy();
    for number in 100..220 {
        append(
            &store,
            KEEPER,
            receipt(number, 5, 1),
            at_site(),
            &[Scope::Coordination],
        );
    }
    let (pace, ended) = (Pace::unhurried(), AtomicBool::new(false));
    std::thread::scope(|threads| {
        let check = threads.spawn(|| {
            let found = store.verify_beside(&pace);
            ended.store(true, Ordering::SeqCst);
            found
        });
        let (mut number, mut meanwhile) = (1_000, 0);
        while !ended.load(Ordering::SeqCst) {
            append(
                &store,
                KEEPER,
                receipt(number, 5, 1),
                at_site(),
                &[Scope::Coordination],
            );
            number += 1;
            meanwhile += u32::from(!ended.load(Ordering::SeqCst));
        }
        assert!(meanwhile > 1, "{meanwhile} posts while it went on");
        let found = check.join().expect("no panic").expect("checked");
        assert_eq!(
            found.expect("ended").flaw,
            None,
            "whatever was posted meanwhile"
        );
    });
    assert_eq!(store.verify().expect("checked").flaw, None);
}

#[test]
fn a_check_that_is_stopped_ends_at_once_and_leaves_nothing() {
    let (dir, store) = busy();
    for number in 100..400 {
        append(
            &store,
            KEEPER,
            receipt(number, 5, 1),
            at_site(),
            &[Scope::Coordination],
        );
    }
    let pace = Pace::unhurried();
    std::thread::scope(|threads| {
        let check = threads.spawn(|| store.verify_beside(&pace));
        std::thread::sleep(Duration::from_millis(60));
        let began = Instant::now();
        pace.stop();
        let found = check.join().expect("no panic").expect("no failure");
        assert_eq!(found, None);
        assert!(
            began.elapsed() < Duration::from_secs(2),
            "{:?}",
            began.elapsed()
        );
    });
    assert_eq!(store.verify_beside(&pace).expect("no failure"), None);
    assert_eq!(left_behind(dir.path()), Vec::<String>::new());
}

/// A check that was killed leaves a file that nobody can read; the next start takes it away.
#[test]
fn what_a_killed_check_left_is_gone_after_the_next_start() {
    let (dir, store) = busy();
    std::fs::write(dir.path().join("ledger.check"), b"half a copy").expect("written");
    let beside = store.verify_beside(&Pace::hurried()).expect("checked");
    assert_eq!(beside.expect("ended").flaw, None);
    std::fs::write(dir.path().join("ledger.check"), b"half a copy").expect("written");
    drop(store);
    drop(Store::open(dir.path(), &data_key()).expect("opened"));
    assert_eq!(left_behind(dir.path()), Vec::<String>::new());
}

#[test]
fn the_alarm_stands_until_a_full_check_finds_nothing() {
    let (dir, store) = busy();
    let at = |text: &str| text.parse().expect("a time");
    let check = |ended_at: &str, problem: Option<&str>| FullCheck {
        ended_at: at(ended_at),
        entries: 12,
        problem: problem.map(str::to_owned),
    };
    assert_eq!(
        (
            store.alarm().expect("read"),
            store.last_full_check().expect("read")
        ),
        (None, None)
    );
    let wrong = check("2021-07-24T12:00:00Z", Some("projection-mismatch"));
    store
        .note_full_check(&wrong, Some("what is shown"), true)
        .expect("noted");
    let again = Alarm {
        since: at("2021-07-25T12:00:00Z"),
        problem: "projection-mismatch".to_owned(),
        detail: None,
    };
    store.raise_alarm(&again).expect("raised");
    drop(store);
    let store = Store::open(dir.path(), &data_key()).expect("opened");
    let stands = store
        .alarm()
        .expect("read")
        .expect("it outlives the program");
    assert_eq!(stands.since, wrong.ended_at, "since it was first found");
    assert_eq!(store.last_full_check().expect("read"), Some(wrong));
    store.rebuild().expect("rebuilt");
    assert!(
        store.alarm().expect("read").is_some(),
        "until somebody has looked"
    );
    let right = check("2021-07-26T12:00:00Z", None);
    store.note_full_check(&right, None, false).expect("noted");
    assert_eq!(store.alarm().expect("read"), None);
    assert_eq!(store.last_full_check().expect("read"), Some(right));
}

/// Whoever looked at less ends no alarm about more, and puts no lesser one in its place.
#[test]
fn an_alarm_about_damage_stands_until_the_whole_file_was_looked_at() {
    let (_dir, store) = busy();
    let at = |text: &str| text.parse().expect("a time");
    let raised = |problem: &str| {
        let alarm = Alarm {
            since: at("2021-07-24T12:00:00Z"),
            problem: problem.to_owned(),
            detail: None,
        };
        store.raise_alarm(&alarm).expect("raised");
    };
    let checked = |problem: Option<&str>, whole: bool| {
        let check = FullCheck {
            ended_at: at("2021-07-25T12:00:00Z"),
            entries: 12,
            problem: problem.map(str::to_owned),
        };
        store.note_full_check(&check, None, whole).expect("noted");
        let alarm = store.alarm().expect("read");
        alarm.map(|alarm| alarm.problem)
    };
    let (damaged, mismatch) = (
        Some("file-damaged".to_owned()),
        Some("projection-mismatch".to_owned()),
    );
    raised("projection-mismatch");
    raised("file-damaged");
    raised("projection-mismatch");
    assert_eq!(store.alarm().expect("read").map(|one| one.problem), damaged);
    assert_eq!(checked(None, false), damaged);
    assert_eq!(checked(Some("projection-mismatch"), false), damaged);
    assert_eq!(checked(Some("projection-mismatch"), true), mismatch);
    assert_eq!(checked(None, false), None);
    raised("file-damaged");
    assert_eq!(checked(None, true), None);
}

/// A page that the disk lost is told by whoever reads it, and by nobody else.
#[test]
fn a_damaged_page_stops_what_reads_it_and_nothing_else() {
    let (dir, store) = busy();
    store::floor::damage_the_balances(dir.path(), &data_key()).expect("damaged");
    let damaged = |found| matches!(found, Err(StoreError::Damaged { .. }));
    assert!(damaged(store.figures_stand().map(|_| ())));
    assert!(store.entries_held().expect("another reader") > 0);
    assert!(matches!(
        store.verify().expect("checked").flaw,
        Some(Flaw::Damaged { .. })
    ));
    let found = store.verify_beside(&Pace::hurried()).expect("checked");
    assert!(matches!(
        found.expect("ended").flaw,
        Some(Flaw::Damaged { .. })
    ));
    assert!(damaged(store.rebuild().map(|_| ())), "the writer met it");
    let alarm = Alarm {
        since: "2021-07-24T12:00:00Z".parse().expect("a time"),
        problem: "file-damaged".to_owned(),
        detail: None,
    };
    store.raise_alarm(&alarm).expect("the writer writes on");
}
