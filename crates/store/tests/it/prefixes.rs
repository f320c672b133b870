//! I-02 after every prefix: whatever several computers did, each entry that is written and each page that arrives leaves
//! every row as a fold from nothing makes it, and what can be told apart from SQL as the reference fold says.

use std::path::Path;

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use replication::session::{Session, Step};
use store::{AsKnown, Store};
use tempfile::TempDir;

use crate::central::Central;
use crate::world::day;
use crate::{history, moves_history, reference, rows};

pub(crate) type Checked = Result<(), TestCaseError>;

/// Rows against the reference fold, column by column, and every derived table against a rebuild from nothing.
pub(crate) fn sound(store: &Store, folder: &Path, after: &str) -> Checked {
    let expected = reference::said(&reference::held(folder));
    let shown = reference::shown(folder);
    let lacking: Vec<_> = expected.difference(&shown).collect();
    let unfounded: Vec<_> = shown.difference(&expected).collect();
    prop_assert!(
        lacking.is_empty() && unfounded.is_empty(),
        "after {after}: {lacking:#?} {unfounded:#?}"
    );
    if let Some(difference) = rows::difference(folder) {
        return Err(TestCaseError::fail(format!("after {after}:{difference}")));
    }
    let digest = store.projection_digest().expect("read");
    let (again, _) = store.rebuild().expect("rebuilt");
    prop_assert_eq!(digest, again, "after {}", after);
    Ok(())
}

fn entries(folder: &Path) -> i64 {
    let connection = crate::world::bare(folder);
    connection
        .query_row("SELECT count(*) FROM entry", [], |row| row.get(0))
        .expect("counted")
}

/// One exchange in pages as small as they come; the rows are looked at after each of them.
pub(crate) fn exchange(store: &Store, folder: &Path, central: &mut Central) -> Checked {
    let device = store
        .identity()
        .expect("readable")
        .expect("enrolled")
        .device
        .0;
    let mut local = store;
    let mut session = Session::new(1);
    let mut step = session.start(&local);
    let mut held = entries(folder);
    loop {
        match step {
            Step::Send(request) => {
                let reply = central.exchange(device, &request);
                step = session.received(&mut local, &reply);
                let now = entries(folder);
                // Positions change rows too, without another entry.
                sound(store, folder, &format!("a page from {held} to {now}"))?;
                held = now;
            }
            Step::Done(_) => return Ok(()),
            Step::Failed(reason) => panic!("the exchange failed: {reason:?}"),
        }
    }
}

/// One computer's file after whatever was just done to it, if it has grown.
fn each(computers: &[Store], folders: &[TempDir], held: &mut [i64], after: &str) -> Checked {
    for ((store, folder), held) in computers.iter().zip(folders).zip(held) {
        let now = entries(folder.path());
        if now != *held {
            *held = now;
            sound(store, folder.path(), after)?;
        }
    }
    Ok(())
}

/// Every prefix that the server ever had, folded from nothing by the second time axis: its balances are the reference's.
fn positions(store: &Store, folder: &Path) -> Checked {
    let all = reference::held(folder);
    let last = all.iter().filter_map(|one| one.pos).max().unwrap_or(0);
    for pos in 1..=last {
        let prefix: Vec<_> = all
            .iter()
            .filter(|one| one.pos.is_some_and(|at| at <= pos))
            .cloned()
            .collect();
        let expected = ledger::fold::Balances::of(&prefix).expect("in range");
        let of = AsKnown {
            accepted_by: 1_627_135_800 + pos.cast_signed(),
            occurred_by: day(31),
        };
        let wrong = store.read_as_known::<_, store::StoreError>(of, |reads| {
            for (key, quantity) in expected.iter() {
                let found = reads.balance(key.lot, key.node, key.condition)?;
                if found != quantity {
                    return Ok(Some((*key, quantity, found)));
                }
            }
            Ok(None)
        });
        prop_assert_eq!(wrong.expect("read"), None, "at position {}", pos);
    }
    Ok(())
}

fn receipts_and_chain(deeds: &[history::Deed]) -> Checked {
    let mut world = history::World::new();
    let mut held = [0; 3];
    world.central.page_bytes = 1;
    for deed in deeds {
        if let history::Deed::Sync { by, .. } = deed {
            let (store, folder) = (&world.computers[*by], world.folders[*by].path());
            exchange(store, folder, &mut world.central)?;
            held[*by] = entries(folder);
        } else {
            world.act(deed);
            let after = format!("{deed:?}");
            each(&world.computers, &world.folders, &mut held, &after)?;
        }
    }
    let (office, folder) = (&world.computers[2], world.folders[2].path());
    exchange(office, folder, &mut world.central)?;
    positions(office, folder)
}

fn transfers_and_counts(deeds: &[moves_history::Deed]) -> Checked {
    let mut world = moves_history::World::new();
    let mut held = [0; 3];
    world.central.page_bytes = 1;
    for deed in deeds {
        if let moves_history::Deed::Sync { by, .. } = deed {
            let (store, folder) = (&world.computers[*by], world.folders[*by].path());
            exchange(store, folder, &mut world.central)?;
            held[*by] = entries(folder);
        } else {
            world.act(deed);
            let after = format!("{deed:?}");
            each(&world.computers, &world.folders, &mut held, &after)?;
        }
    }
    let (office, folder) = (&world.computers[2], world.folders[2].path());
    exchange(office, folder, &mut world.central)?;
    positions(office, folder)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, max_shrink_iters: 200, max_shrink_time: 60_000, ..ProptestConfig::default() })]

    #[test]
    fn i_02_every_prefix_of_receipts_and_chain(deeds in proptest::collection::vec(history::deed(), 1..30)) {
        receipts_and_chain(&deeds)?;
    }

    #[test]
    fn i_02_every_prefix_of_transfers_and_counts(deeds in proptest::collection::vec(moves_history::deed(), 1..30)) {
        transfers_and_counts(&deeds)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, max_shrink_iters: 200, max_shrink_time: 60_000, ..ProptestConfig::default() })]

    #[test]
    #[ignore = "long: cargo xtask test --long runs it"]
    fn i_02_every_prefix_of_long_histories_of_receipts(deeds in proptest::collection::vec(history::deed(), 30..90)) {
        receipts_and_chain(&deeds)?;
    }

    #[test]
    #[ignore = "long: cargo xtask test --long runs it"]
    fn i_02_every_prefix_of_long_histories_of_transfers(deeds in proptest::collection::vec(moves_history::deed(), 30..90)) {
        transfers_and_counts(&deeds)?;
    }
}
