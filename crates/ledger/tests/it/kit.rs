//! Kits: contents, building, breaking, whose goods are inside.

use std::collections::BTreeMap;

use ledger::body::{KitBuilt, KitComponent, KitDefined};
use ledger::fold::{Balances, StockDocument};
use ledger::ids::*;
use ledger::posting::{Condition, Node};
use ledger::rules::kit::*;
use ledger::rules::take::{self, Taken};
use proptest::prelude::*;

use crate::goods::{lot, site};
use crate::world::{check, day, entry, given, number, outcome, plain, stamp, uuid};

fn item(name: &str) -> ItemId {
    ItemId(uuid(name))
}

/// `blankets 2, tents 1`
fn components(cell: &str) -> Vec<KitComponent> {
    let one = |text: &str| {
        let mut words = text.split_whitespace();
        KitComponent {
            item: item(words.next().expect("an item")),
            quantity: number(words.next().expect("a quantity")),
        }
    };
    given(cell).map_or_else(Vec::new, |cell| cell.split(',').map(one).collect())
}

#[test]
fn a_kit_contains_known_items_once_each() {
    let table = "
        offer | blankets 2, tents 1  | ok
        offer | -                    | the kit contains nothing
        offer | blankets 0           | line 1: the quantity is zero
        offer | blankets 1, offer 1  | line 2: a kit does not contain itself
        offer | blankets 1, decision 1 | line 2: item decision is not known
        offer | tents 1, tents 1     | line 2: item tents stands twice
        total | tents 1              | item total is not known
    ";
    check(table, |row| {
        let facts = DefineFacts {
            items: ["offer", "blankets", "tents"].map(item).into(),
            version: 1,
            already_posted: false,
        };
        let request = DefineRequest {
            id: KitId(uuid("match")),
            item: item(row[0]),
            components: components(row[1]),
        };
        let body = define(&facts, &request);
        assert!(body.as_ref().map_or(true, |body| body.version == 2));
        outcome(body)
    });
}

fn kit() -> KitDefined {
    KitDefined {
        id: KitId(uuid("match")),
        item: item("offer"),
        version: 1,
        components: components("blankets 2, tents 1"),
    }
}

fn build_facts() -> BuildFacts {
    let facts = |name, expiry: Option<&str>| take::LotFacts {
        item: item(name),
        expiry: expiry.map(day),
    };
    BuildFacts {
        kit: Some(kit()),
        goods: take::Facts {
            lots: [
                (lot("lot-1"), facts("blankets", Some("2023-01-31"))),
                (lot("lot-2"), facts("blankets", None)),
                (lot("lot-3"), facts("tents", None)),
                (lot("line-1"), facts("tents", Some("2021-07-25"))),
                (lot("line-2"), facts("decision", None)),
            ]
            .into(),
            stock: ["lot-1", "lot-2", "lot-3", "line-1", "line-2"]
                .map(|name| ((lot(name), Condition::Good, None), 100))
                .into(),
            ..take::Facts::default()
        },
        already_posted: false,
    }
}

fn taken(cell: &str) -> Vec<Taken> {
    let one = |text: &str| {
        let mut words = text.split_whitespace();
        Taken {
            lot: lot(words.next().expect("a lot")),
            condition: Condition::Good,
            place: None,
            quantity: number(words.next().expect("a quantity")),
        }
    };
    given(cell).map_or_else(Vec::new, |cell| cell.split(',').map(one).collect())
}

fn build_request(kits: &str, lines: &str) -> BuildRequest {
    BuildRequest {
        id: KitBuildId(uuid("proposal")),
        number: "PAB-KIT-21-A-00001".to_owned(),
        site: site("pabrade"),
        kit: KitId(uuid("match")),
        lot: lot("ol-1"),
        quantity: number(kits),
        place: None,
        occurred_on: day("2021-07-26"),
        lines: taken(lines),
    }
}

#[test]
fn a_build_takes_exactly_what_the_kits_contain() {
    let table = "
        10 | lot-1 12, lot-2 8, lot-3 10  | ok
        10 | lot-1 12, lot-2 7, lot-3 10  | 20 of item blankets are needed, 19 are given
        10 | lot-1 20, lot-3 11           | 10 of item tents are needed, 11 are given
        10 | lot-1 20                     | 10 of item tents are needed, 0 are given
        10 | lot-1 20, line-1 10          | line 2: lot line-1 expired on 2021-07-25
        10 | lot-1 20, lot-3 10, line-2 1 | line 3: item decision is no component of the kit
        99 | lot-1 101, lot-3 99          | line 1: 100 of lot lot-1 are available, 101 are asked
        0  | lot-1 20, lot-3 10           | the quantity is zero
    ";
    check(table, |row| {
        outcome(build(
            &build_facts(),
            &build_request(row[0], row[1]),
            &stamp("jonas"),
        ))
    });
    let good = build_request("10", "lot-1 12, lot-2 8, lot-3 10");
    let unknown = BuildFacts {
        kit: None,
        ..build_facts()
    };
    assert_eq!(
        outcome(build(&unknown, &good, &stamp("jonas"))),
        "kit match is not known"
    );
    let posted = BuildFacts {
        already_posted: true,
        ..build_facts()
    };
    assert_eq!(
        plain(&outcome(build(&posted, &good, &stamp("jonas")))),
        format!("build {} was posted before", good.id)
    );
    let mut damaged = good.clone();
    damaged.lines[1].condition = Condition::Damaged;
    damaged.lines[1].quantity = 1000;
    assert_eq!(
        outcome(build(&build_facts(), &damaged, &stamp("jonas"))),
        "line 2: only good stock goes into kits, lot lot-2 is Damaged"
    );
    let body = build(&build_facts(), &good, &stamp("jonas")).expect("a build");
    assert_eq!(
        body.expiry,
        Some(day("2023-01-31")),
        "the component that expires first"
    );
}

fn built(kits: i64) -> KitBuilt {
    let lines = format!("lot-1 {}, lot-2 {}, lot-3 {kits}", kits + 2, kits - 2);
    build(
        &build_facts(),
        &build_request(&kits.to_string(), &lines),
        &stamp("jonas"),
    )
    .expect("a build")
}

fn break_request(kits: i64, number: usize) -> BreakRequest {
    BreakRequest {
        id: KitBreakId(uuid(&format!("break {number}"))),
        number: format!("PAB-KTB-21-A-{number:05}"),
        site: site("pabrade"),
        build: KitBuildId(uuid("proposal")),
        condition: Condition::Good,
        place: None,
        quantity: kits,
        occurred_on: day("2021-07-26"),
    }
}

fn break_facts() -> BreakFacts {
    let body = built(10);
    BreakFacts {
        inside: body
            .lines
            .iter()
            .map(|line| (line.lot, line.quantity))
            .collect(),
        build: Some(body),
        there: 10,
        already_posted: false,
    }
}

#[test]
fn a_break_gives_back_the_lots_that_went_in() {
    let table = "
        3  | lot-1 6 lot-3 3
        7  | lot-1 12 lot-2 2 lot-3 7
        10 | lot-1 12 lot-2 8 lot-3 10
        11 | 10 kits are there, 11 are asked
        0  | the quantity is zero
    ";
    check(table, |row| {
        let body = match unbuild(
            &break_facts(),
            &break_request(number(row[0]), 1),
            &stamp("jonas"),
        ) {
            Ok(body) => body,
            Err(refusal) => return plain(&refusal.to_string()),
        };
        let mut lines: Vec<String> = body
            .lines
            .iter()
            .map(|line| plain(&format!("{} {}", line.lot, line.quantity)))
            .collect();
        lines.sort();
        lines.join(" ")
    });
    let unknown = BreakFacts {
        build: None,
        ..break_facts()
    };
    let told = outcome(unbuild(&unknown, &break_request(1, 1), &stamp("jonas")));
    assert!(
        told.ends_with("only the site that put the kits together can take them apart"),
        "{told}"
    );
    let emptied = BreakFacts {
        inside: BTreeMap::new(),
        ..break_facts()
    };
    assert_eq!(
        outcome(unbuild(&emptied, &break_request(1, 1), &stamp("jonas"))),
        "0 of item blankets are inside, 2 would have to come out"
    );
}

proptest! {
    /// I-09: whatever is built and broken, every component lot keeps its sum, and what is inside is what the kits hold.
    #[test]
    fn i_09_building_and_breaking_conserve_every_component_lot(breaks in proptest::collection::vec(1i64..6, 0..5)) {
        let body = built(10);
        let mut journal = vec![entry(1, body.clone())];
        let mut kits = 10;
        for (at, quantity) in breaks.into_iter().enumerate() {
            let balances = Balances::of(&journal).expect("small numbers");
            let inside = |lot| balances.get(&ledger::fold::StockKey {
                lot,
                node: Node::KitWork(body.id),
                condition: Condition::Good,
            });
            let facts = BreakFacts {
                inside: body.lines.iter().map(|line| (line.lot, inside(line.lot))).collect(),
                build: Some(body.clone()),
                there: kits,
                already_posted: false,
            };
            match unbuild(&facts, &break_request(quantity, at), &stamp("jonas")) {
                Ok(broken) => {
                    kits -= quantity;
                    journal.push(entry(at as u64 + 2, broken));
                }
                Err(BreakRefusal::NotEnough { .. }) => prop_assert!(quantity > kits),
                Err(other) => prop_assert!(false, "{other}"),
            }
            let after = Balances::of(&journal).expect("small numbers");
            let mut held = 0;
            for line in &body.lines {
                prop_assert_eq!(after.lot_total(line.lot), 0);
                held += after.get(&ledger::fold::StockKey {
                    lot: line.lot,
                    node: Node::KitWork(body.id),
                    condition: Condition::Good,
                });
            }
            prop_assert_eq!(held, kits * 3, "three units a kit are inside");
            prop_assert_eq!(after.lot_total(body.lot), 0);
        }
    }

    /// I-09: the shares of a kit add up to what is inside it, and its percents to 100.
    #[test]
    fn i_09_provenance_shares_add_up(parts in proptest::collection::vec((0u8..5, 0i64..1_000_000), 0..12)) {
        let donor = |number: u8| (number > 0).then(|| PartyId(uuid(&format!("donor {number}"))));
        let parts: Vec<_> = parts.into_iter().map(|(number, units)| (donor(number), units)).collect();
        let total: i64 = parts.iter().map(|(_, units)| units).sum();
        let found = shares(&parts);
        prop_assert_eq!(found.iter().map(|share| share.quantity).sum::<i64>(), total);
        prop_assert_eq!(found.iter().map(|share| share.percent).sum::<i64>(), if total > 0 { 100 } else { 0 });
        prop_assert!(found.windows(2).all(|two| two[0].quantity >= two[1].quantity));
    }
}

#[test]
fn forty_percent_from_one_donor() {
    let donor = |name: &str| Some(PartyId(uuid(name)));
    let found = shares(&[
        (donor("estonia"), 30),
        (donor("czechia"), 40),
        (None, 15),
        (donor("estonia"), 15),
    ]);
    let told: Vec<_> = found
        .iter()
        .map(|share| (share.donor, share.quantity, share.percent))
        .collect();
    assert_eq!(
        told,
        [
            (donor("estonia"), 45, 45),
            (donor("czechia"), 40, 40),
            (None, 15, 15)
        ]
    );
    let thirds = shares(&[(donor("estonia"), 1), (donor("czechia"), 1), (None, 1)]);
    assert_eq!(thirds.iter().map(|share| share.percent).sum::<i64>(), 100);
}

#[test]
fn kits_are_a_lot_of_their_own() {
    let body = built(10);
    let cards = body.cards(day("2021-07-26"));
    assert_eq!((cards[0].1.lot, cards[0].1.donor), (body.lot, None));
}
