//! What a keystroke of a search finds, and how much of the file it goes through for that.

use std::path::Path;

use ledger::body::{
    Duplicate, ItemRegistered, OpeningLine, OpeningPosted, RecordsMerged, SynonymConfirmed,
    Tracking, Unit,
};
use ledger::ids::{ItemId, LotId, MergeId, OpeningId, SynonymId};
use ledger::scope::Scope;
use rusqlite::{Connection, StatementStatus};
use store::{DocumentQuery, Store};
use tempfile::tempdir;

use crate::central::id;
use crate::world::{
    COORDINATOR, append, at_site, bare, bedding, blankets, central, computer, czechia, latvia,
    receipt, site, sync,
};

/// Documents of the made list. All of them say "paper"; each has a number of its own.
const DOCUMENTS: i64 = 5_000;
/// Items of the made catalogue.
const ITEMS: i64 = 2_000;

/// A file with many documents and items, put there by hand: no search asks what stands behind their rows.
fn crowded(dir: &Path) -> Connection {
    let store = computer(dir, 4);
    sync(&store, &mut central());
    let first = receipt(1, 5, 0);
    append(
        &store,
        COORDINATOR,
        first,
        at_site(),
        &[Scope::Coordination],
    );
    drop(store);
    let connection = bare(dir);
    connection
        .execute_batch(
            "PRAGMA foreign_keys = OFF;
             CREATE TEMP TABLE many AS WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < 5000)
                 SELECT n FROM counted;",
        )
        .expect("counted");
    let documents = connection
        .execute(
            "INSERT INTO document (unit, id, kind, stage, number, site, party, occurred_on, recorded_at, person, lines,
                 folded, entry, last_entry)
             SELECT CAST('document:' || many.n AS BLOB), randomblob(16), kind, stage, number, site, party,
                 unixepoch('2021-07-24') / 86400 + many.n / 10, recorded_at, person, lines,
                 'paper ' || (100000 + many.n), 1000 + many.n, last_entry
               FROM many, document WHERE document.kind = 'receipt'",
            [],
        )
        .expect("documents");
    assert_eq!(i64::try_from(documents).ok(), Some(DOCUMENTS));
    connection
        .execute_batch(
            "INSERT INTO document_text (rowid, folded) SELECT entry, folded FROM document WHERE entry > 1000;
             INSERT INTO item (id, group_id, code, names, unit, tracking, durable, folded)
             SELECT randomblob(16), group_id, 'I-' || (10000 + many.n), names, unit, tracking, durable,
                 'something to keep warm i-' || (10000 + many.n)
               FROM many, item WHERE many.n <= 2000 AND item.code = 'BL-1';",
        )
        .expect("items");
    connection
}

/// Steps of SQLite's machine for one search, and the rows it gave.
fn steps(connection: &Connection, name: &str, words: &str, matched: Option<&str>) -> (i64, usize) {
    let statements = store::statements();
    let (_, text) = statements
        .iter()
        .find(|(one, _)| *one == name)
        .expect("the statement");
    let mut statement = connection.prepare(text).expect("prepared");
    for (parameter, value) in [(":words", Some(words)), (":match", matched)] {
        if let Some(at) = statement.parameter_index(parameter).expect("asked") {
            statement.raw_bind_parameter(at, value).expect("bound");
        }
    }
    for (parameter, value) in [(":limit", 20), (":offset", 0), (":since", 0)] {
        if let Some(at) = statement.parameter_index(parameter).expect("asked") {
            statement.raw_bind_parameter(at, value).expect("bound");
        }
    }
    let mut found = 0;
    let mut rows = statement.raw_query();
    while rows.next().expect("a row").is_some() {
        found += 1;
    }
    drop(rows);
    (statement.get_status(StatementStatus::VmStep).into(), found)
}

#[test]
fn a_search_goes_through_its_hits_and_not_through_all_documents() {
    let dir = tempdir().expect("a folder");
    let connection = crowded(dir.path());
    let found = "store::reads::documents::FOUND";
    let (one, rows) = steps(&connection, found, r#"["100042"]"#, Some("\"100042\""));
    assert_eq!(rows, 1);
    assert!(one < 1_000, "{one} steps for one hit");
    let (ten, rows) = steps(&connection, found, r#"["10004"]"#, Some("\"10004\""));
    assert_eq!(rows, 10);
    assert!(ten < 3_000, "{ten} steps for ten hits");
    let (all, rows) = steps(&connection, found, r#"["paper"]"#, Some("\"paper\""));
    assert_eq!(rows, 20);
    assert!(all < DOCUMENTS * 60, "{all} steps for {DOCUMENTS} hits");
}

#[test]
fn what_many_documents_hold_is_found_among_the_newest() {
    let dir = tempdir().expect("a folder");
    let connection = crowded(dir.path());
    connection
        .execute_batch("UPDATE document SET number = 'No ' || entry")
        .expect("numbered");
    drop(connection);
    let store = Store::open(dir.path(), &crate::world::data_key()).expect("opened");
    let found = documents(&store, "paper");
    assert_eq!(found.len(), 20);
    assert_eq!(found[0], "No 6000", "of the last day");
    assert!(found[1..11].iter().all(|one| one.starts_with("No 599")));
    assert!(found[11..].iter().all(|one| one.starts_with("No 598")));
}

#[test]
fn a_list_stops_when_its_page_is_full_and_joins_nothing_it_does_not_show() {
    let dir = tempdir().expect("a folder");
    let connection = crowded(dir.path());
    let list = "store::reads::documents::LIST";
    let (page, rows) = steps(&connection, list, "[]", None);
    assert_eq!(rows, 20);
    assert!(page < 4_000, "{page} steps for a page");
    let (walk, rows) = steps(&connection, list, r#"["zq"]"#, None);
    assert_eq!(rows, 0);
    assert!(walk < DOCUMENTS * 60, "{walk} steps for no hit");
}

#[test]
fn an_item_search_compares_texts_and_joins_nothing_it_does_not_show() {
    let dir = tempdir().expect("a folder");
    let connection = crowded(dir.path());
    for words in [
        r#"["warm"]"#,
        r#"["i-10042"]"#,
        r#"["zq"]"#,
        r#"["keep","i-1"]"#,
    ] {
        let (walk, _) = steps(&connection, "store::reads::catalogue::ITEMS", words, None);
        assert!(walk < ITEMS * 40, "{walk} steps for {words}");
    }
}

fn documents(store: &Store, text: &str) -> Vec<String> {
    let query = DocumentQuery {
        text: Some(text.to_owned()),
        limit: 20,
        ..DocumentQuery::default()
    };
    let found = store.read(|reads| reads.documents(&query)).expect("read");
    found.into_iter().map(|row| row.number).collect()
}

fn items(store: &Store, text: &str) -> Vec<String> {
    let found = store.read(|reads| reads.find_items(text, 20));
    found
        .expect("read")
        .into_iter()
        .map(|row| row.code)
        .collect()
}

#[test]
fn a_batch_finds_the_documents_it_came_with() {
    let dir = tempdir().expect("a folder");
    let store = computer(dir.path(), 4);
    sync(&store, &mut central());
    let mut came = receipt(1, 5, 0);
    came.lines[0].batch = Some("ŽX-77".to_owned());
    let number = came.number.clone();
    append(&store, COORDINATOR, came, at_site(), &[]);
    append(&store, COORDINATOR, receipt(2, 5, 0), at_site(), &[]);
    let opening = OpeningPosted {
        id: OpeningId(id(1)),
        number: "PAB-OPN-1".to_owned(),
        site: site(),
        note: "what stood here".to_owned(),
        lines: vec![OpeningLine {
            id: LotId(id(2)),
            item: blankets(),
            batch: Some("old-5".to_owned()),
            expiry: None,
            donor: None,
            condition: ledger::posting::Condition::Good,
            quantity: 3,
            place: None,
            packed: None,
        }],
    };
    append(&store, COORDINATOR, opening, at_site(), &[]);
    assert_eq!(documents(&store, "zx-77"), [number]);
    assert_eq!(documents(&store, "OLD-5"), ["PAB-OPN-1"]);
}

#[test]
fn what_a_donor_called_an_item_finds_it() {
    let dir = tempdir().expect("a folder");
    let store = computer(dir.path(), 4);
    sync(&store, &mut central());
    assert!(items(&store, "wolldecken").is_empty());
    let confirmed = SynonymConfirmed {
        id: SynonymId(id(1)),
        text: "wolldecken groß".to_owned(),
        language: "de".to_owned(),
        group: bedding(),
        item: Some(blankets()),
    };
    append(&store, COORDINATOR, confirmed, Scope::Catalogue, &[]);
    assert_eq!(items(&store, "Wolldecken"), ["BL-1"]);
    assert_eq!(items(&store, "gross blanket"), ["BL-1"], "words of both");
    assert!(items(&store, "wolldecken tent").is_empty());
}

#[test]
fn a_record_that_was_merged_away_finds_what_it_stands_for() {
    let dir = tempdir().expect("a folder");
    let store = computer(dir.path(), 4);
    sync(&store, &mut central());
    let other = ItemRegistered {
        id: ItemId(id(2)),
        group: bedding(),
        code: "OLD-9".to_owned(),
        names: [("en".to_owned(), "Quilt".to_owned())].into(),
        unit: Unit::Piece,
        tracking: Tracking::None,
        durable: true,
        dangerous_goods: None,
    };
    append(&store, COORDINATOR, other, Scope::Catalogue, &[]);
    let (mut of_latvia, of_czechia) = (receipt(1, 5, 0), receipt(2, 5, 0));
    of_latvia.donor = latvia();
    let both = [of_czechia.number.clone(), of_latvia.number.clone()];
    for body in [of_latvia, of_czechia] {
        append(&store, COORDINATOR, body, at_site(), &[]);
    }
    assert_eq!(documents(&store, "latvia"), [both[1].as_str()]);
    for (number, records) in [
        Duplicate::Item {
            from: ItemId(id(2)),
            into: blankets(),
        },
        Duplicate::Party {
            from: latvia(),
            into: czechia(),
        },
    ]
    .into_iter()
    .enumerate()
    {
        let merge = MergeId(id(900 + number as u128));
        let merged = RecordsMerged { id: merge, records };
        append(&store, COORDINATOR, merged, Scope::Catalogue, &[]);
    }
    assert_eq!(items(&store, "old-9"), ["BL-1"]);
    assert_eq!(items(&store, "quilt blanket"), ["BL-1"]);
    assert_eq!(documents(&store, "latvia"), both, "by the name it had");
    assert_eq!(documents(&store, "cekija"), both, "and by the one it has");
}

#[test]
fn a_text_with_control_characters_is_searched_like_any_other() {
    let dir = tempdir().expect("a folder");
    let store = computer(dir.path(), 4);
    sync(&store, &mut central());
    append(&store, COORDINATOR, receipt(1, 5, 0), at_site(), &[]);
    assert_eq!(documents(&store, "grn-21\0b-00001").len(), 1);
    assert_eq!(
        documents(&store, "\0").len(),
        1,
        "no word is every document"
    );
    assert!(
        documents(&store, "grn-21 a b p - 0 2 1 pab nothing").is_empty(),
        "every word counts"
    );
}

#[test]
fn two_letters_are_looked_for_among_the_newest_documents() {
    let dir = tempdir().expect("a folder");
    let connection = crowded(dir.path());
    connection
        .execute_batch(
            "INSERT INTO document (unit, id, kind, stage, number, site, party, occurred_on, recorded_at, person, lines,
                 folded, entry, last_entry)
             SELECT CAST('document:new ' || many.n || ' ' || times.n AS BLOB), randomblob(16), kind, stage, number, site, party,
                 unixepoch('2030-01-01') / 86400, recorded_at, person, lines, 'new', 100000 + many.n * 10 + times.n, last_entry
               FROM many, (SELECT n FROM many WHERE n <= 4) AS times, document WHERE document.entry < 1000;
             UPDATE document SET folded = 'qzx' WHERE entry IN (1001, 100011);
             INSERT INTO document_text (rowid, folded) VALUES (100011, 'qzx');
             INSERT OR REPLACE INTO document_text (rowid, folded) VALUES (1001, 'qzx');",
        )
        .expect("documents");
    drop(connection);
    let store = Store::open(dir.path(), &crate::world::data_key()).expect("opened");
    assert_eq!(documents(&store, "qz").len(), 1, "of the newest 20 000");
    assert_eq!(documents(&store, "qzx").len(), 2, "of all");
    assert_eq!(
        documents(&store, "paper").len(),
        20,
        "many, none of them among the newest"
    );
}
