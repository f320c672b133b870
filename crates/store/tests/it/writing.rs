//! The one door for writing: all or nothing.

use ledger::ids::{DraftId, PersonId};
use ledger::role::Role;
use ledger::scope::Scope;
use proof::entry::MAX_ENTRY_BYTES;
use store::view::DraftRow;
use store::{StoreError, Subject};
use tempfile::tempdir;

use crate::central::id;
use crate::world::{KEEPER, at_site, central, computer, receipt, stamp, sync};

#[derive(Debug)]
enum Refusal {
    Rule,
    Store(#[allow(dead_code)] StoreError),
}

impl From<StoreError> for Refusal {
    fn from(cause: StoreError) -> Self {
        Self::Store(cause)
    }
}

#[test]
fn a_refusal_writes_nothing_and_gives_its_number_back() {
    let dir = tempdir().expect("a folder");
    let store = computer(dir.path(), 2);
    sync(&store, &mut central());
    let before = store.projection_digest().expect("read");
    let refused = store.write::<(), Refusal>(stamp(KEEPER, Role::StoreKeeper), |writing| {
        assert_eq!(
            writing.next_number("PAB", "GRN", 2021)?,
            "PAB-GRN-21-A-00001"
        );
        writing.append(receipt(1, 5, 0), at_site(), &[Scope::Coordination])?;
        assert_eq!(writing.reads().stock(crate::world::site())?.len(), 1);
        Err(Refusal::Rule)
    });
    assert!(matches!(refused, Err(Refusal::Rule)));
    assert_eq!(store.projection_digest().expect("read"), before);
    assert_eq!(store.read(|reads| reads.unsent_count()).expect("read"), 0);
    let write = |year| {
        store.write::<_, StoreError>(stamp(KEEPER, Role::StoreKeeper), |writing| {
            writing.next_number("PAB", "GRN", year)
        })
    };
    assert_eq!(write(2021).expect("written").0, "PAB-GRN-21-A-00001");
    assert_eq!(write(2021).expect("written").0, "PAB-GRN-21-A-00002");
    assert_eq!(write(2022).expect("written").0, "PAB-GRN-22-A-00001");
}

#[test]
fn a_draft_ends_with_the_posting_it_became() {
    let dir = tempdir().expect("a folder");
    let store = computer(dir.path(), 2);
    sync(&store, &mut central());
    let (draft, person) = (DraftId(id(900)), PersonId(id(KEEPER)));
    let row = DraftRow {
        id: draft,
        kind: "receipt".to_owned(),
        person,
        saved_at: "2021-07-24T14:00:00Z".to_owned(),
        content: serde_json::json!({ "good": 488 }),
    };
    store.save_draft(&row).expect("saved");
    drop(store);
    let store = store::Store::open(dir.path(), &crate::world::data_key()).expect("opened");
    assert_eq!(
        store.read(|reads| reads.drafts(person)).expect("read"),
        vec![row]
    );
    let (_, changes) = store
        .write::<_, StoreError>(stamp(KEEPER, Role::StoreKeeper), |writing| {
            writing.append(receipt(1, 5, 0), at_site(), &[])?;
            writing.end_draft(draft)
        })
        .expect("written");
    assert!(
        changes.subjects.contains(&Subject::Drafts) && changes.subjects.contains(&Subject::Stock)
    );
    assert!(
        store
            .read(|reads| reads.drafts(person))
            .expect("read")
            .is_empty()
    );
}

#[test]
fn limits_and_scopes_hold() {
    let dir = tempdir().expect("a folder");
    let store = computer(dir.path(), 2);
    sync(&store, &mut central());
    let mut long = receipt(1, 5, 0);
    long.paper = Some("x".repeat(MAX_ENTRY_BYTES));
    let write = |body, scope| {
        store.write::<_, StoreError>(stamp(KEEPER, Role::StoreKeeper), |writing| {
            writing.append(body, scope, &[])
        })
    };
    assert!(matches!(
        write(long, at_site()),
        Err(StoreError::EntryTooLong { .. })
    ));
    assert!(matches!(
        write(receipt(1, 5, 0), Scope::Funds),
        Err(StoreError::ScopeNotWritten { .. })
    ));
    assert!(write(receipt(1, 5, 0), at_site()).is_ok());
}
