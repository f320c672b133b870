//! The operation of years, small: what the bench measures is right.

use scenario::big::{self, Size};
use store::view::{MatrixColumn, PartyRow};
use store::{StockQuery, gathered};
use tempfile::tempdir;

#[test]
fn the_sums_of_the_big_operation_are_those_of_its_lines() {
    let dir = tempdir().unwrap();
    let size = Size {
        sites: 4,
        items: 9,
        donors: 3,
        ..Size::of(1_000)
    };
    let store = big::make(dir.path(), size).unwrap();
    let lines: i64 = store
        .read(|reads| {
            let mut lines = 0;
            for site in 0..size.sites {
                for item in 0..size.items {
                    let card = reads.stock_card(big::site(site), big::item(item))?;
                    lines += i64::try_from(card.len()).unwrap();
                }
            }
            Ok::<_, store::StoreError>(lines)
        })
        .unwrap();
    assert_eq!(lines, 1_000, "five movement lines a document");
    let matrix = store.read(|reads| reads.matrix(None)).unwrap();
    assert_eq!(matrix.rows.len(), 27, "every donor gave every item");
    for row in &matrix.rows {
        for (column, figure) in [
            (MatrixColumn::Good, &row.good),
            (MatrixColumn::Issued, &row.issued),
            (MatrixColumn::OnHandGood, &row.on_hand_good),
        ] {
            let cell = store
                .read(|reads| {
                    reads.matrix_cell(None, row.donor, row.group, row.item, row.bought, column)
                })
                .unwrap();
            let sum: i64 = cell.documents.iter().filter_map(|one| one.quantity).sum();
            assert_eq!(figure.value.unwrap_or(0), sum, "{column:?} of {row:?}");
        }
    }
    let all = store.read(|reads| reads.balances(None)).unwrap();
    let one_by_one: usize = (0..size.sites)
        .map(|site| {
            store
                .read(|reads| reads.balances(Some(big::site(site))))
                .unwrap()
                .len()
        })
        .sum();
    assert_eq!(all.len(), one_by_one);
    let before = store.projection_digest().unwrap();
    assert_eq!(store.rebuild().unwrap().0, before);
}

/// Item by item over all sites, site by site of one item, and donor by donor: the same goods every time.
#[test]
fn stock_at_all_sites_is_what_stands_at_each() {
    let dir = tempdir().unwrap();
    let size = Size {
        sites: 4,
        items: 9,
        donors: 3,
        ..Size::of(1_000)
    };
    let store = big::make(dir.path(), size).unwrap();
    let items = |donor| {
        let query = StockQuery {
            donor,
            ..StockQuery::default()
        };
        store.read(|reads| reads.stock_items(&query)).unwrap()
    };
    let sites = |item| {
        let query = StockQuery::default();
        store.read(|reads| reads.stock_sites(&query, item)).unwrap()
    };
    let all = items(None);
    let balances = store.read(|reads| reads.balances(None)).unwrap();
    let parties = store.read(|reads| reads.parties()).unwrap();
    assert_eq!(all.len(), 9);
    for row in &all {
        let of_item = balances.iter().filter(|one| one.item == row.item);
        assert_eq!(row.good, of_item.map(|one| one.good).sum::<i64>());
        let there = sites(row.item);
        assert_eq!(row.good, there.iter().map(|one| one.good).sum::<i64>());
        assert_eq!(usize::try_from(row.sites).unwrap(), there.len());
        let given = |party: &PartyRow| {
            let mut goods = items(Some(party.id)).into_iter();
            goods
                .find(|one| one.item == row.item)
                .map_or(0, |one| one.good)
        };
        assert_eq!(row.good, parties.iter().map(given).sum::<i64>());
    }
}

#[test]
fn a_document_is_found_by_a_part_of_its_number_and_an_item_without_its_accents() {
    let dir = tempdir().unwrap();
    let store = big::make(dir.path(), Size::of(5_000)).unwrap();
    let find = |text: &str| {
        let query = store::DocumentQuery {
            text: Some(text.to_owned()),
            limit: 50,
            ..store::DocumentQuery::default()
        };
        let found = store.read(|reads| reads.documents(&query)).unwrap();
        found.into_iter().map(|row| row.number).collect::<Vec<_>>()
    };
    assert_eq!(find("iss-21-a-000999"), ["S199-ISS-21-A-000999"]);
    assert_eq!(find("S199-iss 0999"), ["S199-ISS-21-A-000999"]);
    assert_eq!(
        find("centre 199 grn").len(),
        1,
        "by its site and its number"
    );
    assert!(find("no such paper").is_empty());
    let items = store
        .read(|reads| reads.find_items("seimos palapine 17", 50))
        .unwrap();
    assert!(
        items.iter().any(|item| item.code == "ITEM-00017"),
        "{items:?}"
    );
}

#[test]
fn entries_lie_in_less_than_a_fifth_of_their_bytes() {
    let dir = tempdir().unwrap();
    let size = Size {
        sites: 4,
        items: 9,
        donors: 3,
        ..Size::of(2_000)
    };
    let store = big::make(dir.path(), size).unwrap();
    let own: usize = gathered::entries(&store)
        .unwrap()
        .iter()
        .map(Vec::len)
        .sum();
    let kept = gathered::kept_bytes(&store).unwrap();
    assert!(kept * 5 < own as u64, "{kept} of {own}");
}
