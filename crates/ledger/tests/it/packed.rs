//! I-08: a line counted in packs comes to its quantity, in a named packaging version of its item.

use ledger::body::Packed;
use ledger::ids::*;
use ledger::quantity::MAX_EXACT;
use ledger::rules::packed::{Facts, Known, check, comes_to, share};
use proptest::prelude::*;

use crate::world::{self, number, outcome, uuid};

/// Cartons of twenty blankets are known.
pub fn cartons_of_twenty() -> Facts {
    let known = Known {
        items: [ItemId(uuid("blankets"))].into(),
        base_units: 20,
    };
    [(PackagingId(uuid("carton")), known)].into()
}

pub fn cartons(packs: i64, loose: i64) -> Option<Packed> {
    Some(Packed {
        packaging: PackagingId(uuid("carton")),
        packs,
        loose,
    })
}

#[test]
fn i_08_packs_and_what_lies_beside_them_come_to_the_quantity_of_the_line() {
    let table = "
        carton | 12                  | 0                | blankets | 240  | ok
        carton | 12                  | 3                | blankets | 243  | ok
        carton | 1                   | 45               | blankets | 65   | ok
        carton | 12                  | 0                | blankets | 241  | line 1: 12 packs and 0 loose come to 240, and the line says 241
        carton | 12                  | 3                | blankets | 240  | line 1: 12 packs and 3 loose come to 243, and the line says 240
        carton | 12                  | 0                | blankets | 0    | line 1: 12 packs and 0 loose come to 240, and the line says 0
        carton | 0                   | 5                | blankets | 5    | line 1: a packaging is named and no pack was counted
        carton | -1                  | 25               | blankets | 5    | line 1: a quantity is not negative
        carton | 1                   | -1               | blankets | 19   | line 1: a quantity is not negative
        carton | 450359962737050     | 0                | blankets | 1    | line 1: the number is larger than 9007199254740991
        carton | 9223372036854775807 | 0                | blankets | 1    | line 1: the number is larger than 9007199254740991
        carton | 1                   | 9007199254740980 | blankets | 1    | line 1: the number is larger than 9007199254740991
        box    | 12                  | 0                | blankets | 240  | line 1: packaging box is not known
        carton | 12                  | 0                | tents    | 240  | line 1: packaging carton is of another item than tents
    ";
    world::check(table, |cells| {
        let packed = Packed {
            packaging: PackagingId(uuid(cells[0])),
            packs: number(cells[1]),
            loose: number(cells[2]),
        };
        let counted = (ItemId(uuid(cells[3])), number(cells[4]));
        outcome(check(&cartons_of_twenty(), 1, counted, Some(packed)))
    });
    assert_eq!(
        check(&Facts::new(), 1, (ItemId(uuid("tents")), 5), None),
        Ok(()),
        "a line counted in base units names no packaging"
    );
}

#[test]
fn numbers_that_no_line_carries_are_no_packs() {
    let exact = |packs, loose| cartons(packs, loose).and_then(|packed| packed.exact());
    assert_eq!(exact(1, 0), Some((1, 0)));
    assert_eq!(exact(MAX_EXACT, MAX_EXACT), Some((MAX_EXACT, MAX_EXACT)));
    for (packs, loose) in [(0, 5), (-1, 0), (1, -1), (MAX_EXACT + 1, 0), (1, i64::MAX)] {
        assert_eq!(exact(packs, loose), None, "{packs} and {loose}");
    }
}

#[test]
fn a_lot_that_fills_no_pack_has_none() {
    let known = cartons_of_twenty();
    assert_eq!(share(&known, cartons(2, 5), 45, 45), cartons(2, 5));
    assert_eq!(share(&known, cartons(2, 5), 45, 26), cartons(1, 6));
    assert_eq!(share(&known, cartons(2, 5), 45, 19), None);
    assert_eq!(share(&known, None, 45, 19), None);
}

proptest! {
    /// Whatever a line is divided into, the units are conserved.
    #[test]
    fn i_08_dividing_a_line_among_lots_conserves_its_units(packs in 1..1000_i64, loose in 0..100_i64, at in 0..=100_u8) {
        let known = cartons_of_twenty();
        let whole = packs * 20 + loose;
        let first = whole * i64::from(at) / 100;
        let units = |part: i64| share(&known, cartons(packs, loose), whole, part)
            .map_or(Ok(part), |packed| comes_to(packed, 20));
        for part in [first, whole - first] {
            prop_assert_eq!(units(part), Ok(part));
        }
    }
}
