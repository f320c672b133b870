//! That the journal is append-only, tried with statements no other code may hold.

use chrono::NaiveDate;

use super::connect;
use crate::admin::{Admin, Opening, directory};

#[test]
fn the_journal_can_neither_be_changed_nor_deleted() {
    let home = tempfile::TempDir::new().unwrap();
    let opening = Opening {
        name: "Lithuania 2021".into(),
        opened_on: NaiveDate::from_ymd_opt(2021, 7, 15).unwrap(),
        administrator: "Administrator".into(),
    };
    Admin::init(home.path(), &opening).unwrap();
    let connection = connect(&directory::database(home.path())).unwrap();
    let forbidden = [
        "UPDATE entry SET bytes = x'00' WHERE pos = 1",
        "DELETE FROM entry WHERE pos = 1",
        "REPLACE INTO entry SELECT * FROM entry WHERE pos = 1",
        "UPDATE head SET seq = seq + 1",
        "DELETE FROM head",
        "UPDATE scope_index SET pos = pos + 1",
        "DELETE FROM scope_index",
        "DELETE FROM stream",
        "UPDATE person_version SET grants = '[]'",
    ];
    for statement in forbidden {
        let error = connection
            .execute(statement, [])
            .expect_err(statement)
            .to_string();
        assert!(error.contains("never"), "{statement}: {error}");
    }
}
