//! The sums of the matrix against its lines: a cell's documents add up to it, whatever came when.

use ledger::body::{DocumentApproved, DocumentKind};
use ledger::ids::{IssueId, ItemId, PartyId, SiteId};
use ledger::quantity::{Qualifier, StatedQuantity};
use ledger::role::Role;
use ledger::scope::Scope;
use store::view::{CellDocument, Figure, MatrixColumn, MatrixRow};
use store::{Stamp, Store, StoreError};
use tempfile::tempdir;

use crate::moves_world::{counted, opening};
use crate::world::{
    COORDINATOR, KEEPER, append, at_site, blankets, central, computer, czechia, day, issue, latvia,
    lot, offer, receipt, reversal, site, stamp, sync,
};

/// Every summed figure of a row, with its column.
fn figures(row: &MatrixRow) -> [(MatrixColumn, &Figure); 6] {
    [
        (MatrixColumn::Good, &row.good),
        (MatrixColumn::Damaged, &row.damaged),
        (MatrixColumn::Short, &row.short),
        (MatrixColumn::Issued, &row.issued),
        (MatrixColumn::OnHandGood, &row.on_hand_good),
        (MatrixColumn::OnHandDamaged, &row.on_hand_damaged),
    ]
}

/// Each cell is what its documents give, and a site's balances are what its lots hold.
pub fn check(store: &Store, sites: &[SiteId]) {
    let places = sites.iter().copied().map(Some).chain([None]);
    for at in places {
        let matrix = store.read(|reads| reads.matrix(at)).expect("read");
        for row in &matrix.rows {
            let Some(item) = row.item else {
                continue;
            };
            for (column, figure) in figures(row) {
                let cell = store
                    .read(|reads| {
                        reads.matrix_cell(at, row.donor, row.group, Some(item), row.bought, column)
                    })
                    .expect("read");
                let sum: i64 = cell.documents.iter().filter_map(|one| one.quantity).sum();
                assert_eq!(
                    figure.value.unwrap_or(0),
                    sum,
                    "{column:?} of {row:?}: {cell:?}"
                );
            }
        }
    }
    for at in sites {
        let stock = store.read(|reads| reads.stock(*at)).expect("read");
        let balances = store.read(|reads| reads.balances(Some(*at))).expect("read");
        for row in &stock {
            let found = balances.iter().find(|one| one.item == row.item);
            let found = found.map_or((0, 0), |one| (one.good, one.damaged));
            assert_eq!(found, (row.good, row.damaged), "{row:?}");
        }
    }
}

fn cells(store: &Store, donor: PartyId, item: ItemId) -> Vec<Option<i64>> {
    let matrix = store.read(|reads| reads.matrix(None)).expect("read");
    let row = matrix
        .rows
        .iter()
        .find(|row| row.donor == donor && row.item == Some(item));
    row.map(|row| figures(row).map(|(_, figure)| figure.value).to_vec())
        .unwrap_or_default()
}

#[test]
fn the_sums_follow_receipts_issues_and_their_reversals() {
    let dir = tempdir().expect("a folder");
    let store = computer(dir.path(), 4);
    sync(&store, &mut central());
    append(
        &store,
        KEEPER,
        receipt(1, 488, 12),
        at_site(),
        &[Scope::Coordination],
    );
    append(
        &store,
        KEEPER,
        receipt(2, 20, 0),
        at_site(),
        &[Scope::Coordination],
    );
    append(&store, KEEPER, issue(1, lot(1), 120), at_site(), &[]);
    let some = |values: [i64; 6]| values.map(Some).to_vec();
    assert_eq!(
        cells(&store, czechia(), blankets()),
        some([508, 12, 0, 120, 388, 12])
    );
    check(&store, &[site()]);
    let wrong = issue(1, lot(1), 120).id;
    let undone = reversal(1, wrong.into(), DocumentKind::Issue, None);
    append(&store, KEEPER, undone, at_site(), &[]);
    let issued = cells(&store, czechia(), blankets())[3];
    assert_eq!(issued, None, "nothing standing is issued");
    check(&store, &[site()]);
    let before = store.projection_digest().expect("a digest");
    let (after, _) = store.rebuild().expect("rebuilt");
    assert_eq!(before, after, "moved by differences, and added up anew");
}

/// The donor gave what was there when the site was taken over, and nothing is left of it.
#[test]
fn a_donor_of_take_over_stock_that_is_used_up_stays_in_the_matrix() {
    let dir = tempdir().expect("a folder");
    let store = computer(dir.path(), 4);
    sync(&store, &mut central());
    append(&store, KEEPER, opening(2, 40), at_site(), &[]);
    assert!(cells(&store, czechia(), blankets()).is_empty(), "proposed");
    let approval = DocumentApproved {
        document: opening(2, 0).id.into(),
        document_kind: DocumentKind::Opening,
        site: site(),
    };
    append(&store, COORDINATOR, approval, at_site(), &[]);
    let on_hand = |store: &Store| cells(store, czechia(), blankets())[4..].to_vec();
    assert_eq!(on_hand(&store), [Some(40), Some(0)]);
    let of = lot(150_002);
    append(&store, KEEPER, counted(1, of, 40, 0, false), at_site(), &[]);
    assert_eq!(on_hand(&store), [Some(0), Some(0)], "known, and none left");
    check(&store, &[site()]);
    let before = store.projection_digest().expect("a digest");
    assert_eq!(store.rebuild().expect("rebuilt").0, before);
}

/// The issue comes before the receipt that says whose the goods were.
#[test]
fn goods_issued_before_their_receipt_came_go_to_their_donor() {
    let dir = tempdir().expect("a folder");
    let store = computer(dir.path(), 4);
    sync(&store, &mut central());
    append(&store, KEEPER, issue(1, lot(1), 120), at_site(), &[]);
    assert!(cells(&store, czechia(), blankets()).is_empty());
    check(&store, &[site()]);
    append(
        &store,
        KEEPER,
        receipt(1, 488, 12),
        at_site(),
        &[Scope::Coordination],
    );
    let some = |values: [i64; 6]| values.map(Some).to_vec();
    assert_eq!(
        cells(&store, czechia(), blankets()),
        some([488, 12, 0, 120, 368, 12])
    );
    check(&store, &[site()]);
}

#[test]
fn an_offered_quantity_keeps_how_exactly_it_was_stated() {
    let dir = tempdir().expect("a folder");
    let store = computer(dir.path(), 4);
    sync(&store, &mut central());
    for (number, value, qualifier) in [
        (71, Some(500), Qualifier::UpTo),
        (72, Some(100), Qualifier::Exact),
        (73, None, Qualifier::NotStated),
    ] {
        let mut body = offer(latvia(), number, Some(1));
        body.lines[0].quantity = StatedQuantity { value, qualifier };
        append(&store, COORDINATOR, body, Scope::Coordination, &[]);
    }
    let matrix = store.read(|reads| reads.matrix(None)).expect("read");
    let row = matrix
        .rows
        .iter()
        .find(|row| row.donor == latvia())
        .expect("a row");
    assert_eq!(row.offered.value, Some(600));
    assert_eq!(
        row.offered.qualifiers,
        [Qualifier::Exact, Qualifier::UpTo, Qualifier::NotStated]
    );
    let cell = store
        .read(|reads| {
            reads.matrix_cell(
                None,
                latvia(),
                row.group,
                row.item,
                false,
                MatrixColumn::Offered,
            )
        })
        .expect("read");
    let stated: Vec<_> = cell
        .documents
        .iter()
        .map(|one| (one.quantity, one.qualifiers.clone()))
        .collect();
    assert!(
        stated.contains(&(Some(500), vec![Qualifier::UpTo])),
        "{stated:?}"
    );
    assert!(
        stated.contains(&(None, vec![Qualifier::NotStated])),
        "{stated:?}"
    );
}

/// Only a hostile device gives two documents one id. What was added for the one must go when the other takes its place.
#[test]
fn two_documents_under_one_id_leave_no_sum_behind() {
    let dir = tempdir().expect("a folder");
    let store = computer(dir.path(), 4);
    sync(&store, &mut central());
    let received = receipt(1, 488, 12);
    let mut issued = issue(1, lot(1), 5);
    issued.id = IssueId(received.id.0);
    append(&store, KEEPER, issued.clone(), at_site(), &[]);
    append(
        &store,
        KEEPER,
        received.clone(),
        at_site(),
        &[Scope::Coordination],
    );
    append(&store, KEEPER, issue(2, lot(1), 7), at_site(), &[]);
    check(&store, &[site()]);
    let before = store.projection_digest().expect("a digest");
    assert_eq!(store.rebuild().expect("rebuilt").0, before);

    let dir = tempdir().expect("a folder");
    let store = computer(dir.path(), 4);
    sync(&store, &mut central());
    append(&store, KEEPER, received, at_site(), &[Scope::Coordination]);
    append(&store, KEEPER, issued, at_site(), &[]);
    check(&store, &[site()]);
    let before = store.projection_digest().expect("a digest");
    assert_eq!(store.rebuild().expect("rebuilt").0, before);
}

#[test]
fn a_cell_of_many_documents_shows_the_newest_and_counts_all() {
    let dir = tempdir().expect("a folder");
    let store = computer(dir.path(), 4);
    sync(&store, &mut central());
    for of_day in [24, 25] {
        let stamp = Stamp {
            occurred_on: day(of_day),
            ..stamp(COORDINATOR, Role::Coordinator)
        };
        let numbers = if of_day == 24 { 0..150 } else { 150..250_u128 };
        store
            .write::<_, StoreError>(stamp, |writing| {
                for number in numbers {
                    writing.append(receipt(number, 1, 0), at_site(), &[])?;
                }
                Ok(())
            })
            .expect("written");
    }
    let cell = store
        .read(|reads| {
            reads.matrix_cell(
                None,
                czechia(),
                None,
                Some(blankets()),
                false,
                MatrixColumn::Good,
            )
        })
        .expect("read");
    assert_eq!((cell.documents.len(), cell.total), (200, 250));
    let newest = |one: &CellDocument| one.document.occurred_on == "2021-07-25";
    assert!(cell.documents[..100].iter().all(newest));
    assert!(!cell.documents[100..].iter().any(newest));
}
