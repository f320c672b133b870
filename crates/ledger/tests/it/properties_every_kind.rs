//! Properties of the folds over histories of every kind of entry about the same few things, most of which no rule would
//! have let anybody write: what arrives from others is folded all the same.

use ledger::body::KINDS;
use ledger::fold::{Balances, Stamped, Titles};
use ledger::ids::{DeviceId, LotId};
use proptest::prelude::*;

use crate::draw::Draw;
use crate::world::{by, entry, quarantined, uuid};

/// Entries by two people on two devices; the last few of each device have no position yet.
fn history() -> impl Strategy<Value = Vec<Stamped>> {
    let step = (
        0..KINDS.len(),
        any::<u64>(),
        any::<bool>(),
        any::<bool>(),
        proptest::bool::weighted(0.1),
    );
    proptest::collection::vec(step, 0..60).prop_map(|steps| {
        let count = steps.len() as u64;
        let stamped = |(at, step): (usize, (usize, u64, bool, bool, bool))| {
            let (kind, seed, other, second, bad) = step;
            let pos = at as u64 + 1;
            let sites = [uuid("pabrade"), uuid("rukla")];
            let mut draw = if seed.is_multiple_of(2) {
                Draw::among(seed, sites)
            } else {
                Draw::among_many(seed, sites)
            };
            let stamped = entry(pos, draw.body(KINDS[kind]));
            let stamped = by(if second { "ona" } else { "jonas" }, stamped);
            let device = DeviceId(uuid(if other { "laptop" } else { "desk" }));
            let stamped = Stamped {
                device,
                pos: (pos + 6 <= count).then_some(pos),
                ..stamped
            };
            if bad { quarantined(stamped) } else { stamped }
        };
        steps.into_iter().enumerate().map(stamped).collect()
    })
}

fn shuffled() -> impl Strategy<Value = (Vec<Stamped>, Vec<Stamped>)> {
    history().prop_flat_map(|history| (Just(history.clone()), Just(history).prop_shuffle()))
}

proptest! {
    #[test]
    fn i_01_whatever_is_written_conserves(history in history()) {
        let balances = Balances::of(&history).expect("small numbers");
        let lots: Vec<LotId> = balances.iter().map(|(key, _)| key.lot).collect();
        for lot in lots {
            prop_assert_eq!(balances.lot_total(lot), 0, "{}", lot);
        }
        for (lot, title) in Titles::of(&history).iter() {
            let held: i64 = title.holders().iter().map(|(_, units)| units).sum();
            let there = title.received + title.found.max(0);
            if title.known {
                prop_assert_eq!(held, there, "titles of {}", lot);
            } else {
                let took = title.moved.values().filter(|by| **by > 0).sum::<i64>();
                prop_assert_eq!(held, took, "titles of {}", lot);
            }
        }
    }

    #[test]
    fn i_16_no_order_of_arrival_shows((history, shuffled) in shuffled()) {
        prop_assert_eq!(Balances::of(&history), Balances::of(&shuffled));
        prop_assert_eq!(Titles::of(&history), Titles::of(&shuffled));
    }

    #[test]
    fn what_is_quarantined_moves_nothing(history in history()) {
        let all: Vec<Stamped> = history.into_iter().map(quarantined).collect();
        prop_assert_eq!(Balances::of(&all).expect("small numbers").iter().count(), 0);
        for (lot, title) in Titles::of(&all).iter() {
            prop_assert_eq!(title.received, 0, "{}", lot);
            prop_assert!(title.moved.is_empty(), "{}", lot);
        }
    }
}
