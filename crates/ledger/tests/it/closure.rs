//! Closing an activation: what keeps it open, the list that is signed, and how lists fold.

use ledger::body::{ClosureSigned, RemainingStock};
use ledger::fold::{self, Why, signed_lists, standing_list};
use ledger::ids::*;
use ledger::posting::Condition;
use ledger::quantity::MAX_EXACT;
use ledger::rules::closure::{
    Closing, Facts, Left, ListStanding, MOST_LINES, Open, Request, consignment_is_open,
    differences, may_close, request_is_open, sign, spread, transport_is_open,
};
use ledger::stages::{ActivationStage, ConsignmentStage, RequestStage, Stages, TransportStage};
use proptest::prelude::*;

use crate::world::{by, check, entry, number, outcome, quarantined, uuid};

/// `pabrade blankets czechia GOOD 20, …`; `-`: nothing.
fn lines(text: &str) -> Vec<RemainingStock> {
    let line = |words: &str| {
        let words: Vec<&str> = words.split_whitespace().collect();
        let condition = format!("\"{}\"", words[3]);
        RemainingStock {
            site: SiteId(uuid(words[0])),
            item: ItemId(uuid(words[1])),
            donor: PartyId(uuid(words[2])),
            condition: serde_json::from_str(&condition).expect("a condition"),
            quantity: number(words[4]),
        }
    };
    let lines = text.split(',').filter(|text| text.trim() != "-");
    lines.map(line).collect()
}

fn list(id: &str, text: &str) -> ClosureSigned {
    let activation = ActivationId(uuid("activation"));
    ClosureSigned::of(ClosureId(uuid(id)), activation, lines(text))
}

fn stage(word: &str) -> ActivationStage {
    serde_json::from_str(&format!("\"{word}\"")).expect("a stage")
}

const LEFT: [(&str, Left); 10] = [
    ("offer", Left::Offers),
    ("acceptance", Left::Acceptances),
    ("request", Left::Requests),
    ("transport", Left::Transports),
    ("consignment", Left::Consignments),
    ("receipt", Left::Receipts),
    ("transfer", Left::Transfers),
    ("discrepancy", Left::Discrepancies),
    ("returnable", Left::Returnables),
    ("shortfall", Left::Shortfalls),
];

#[test]
fn what_keeps_an_activation_open() {
    let table = "
        from             | left                 | list      | remains | outcome
        operations_ended | -                    | stands    | yes     | ok
        operations_ended | -                    | stands    | no      | ok
        operations_ended | -                    | missing   | yes     | nobody has signed the remaining stock list
        operations_ended | -                    | missing   | no      | nobody has signed the remaining stock list
        operations_ended | -                    | changed 2 | yes     | 2 lines of the signed list are different now
        operations_ended | offer 2              | stands    | yes     | 2 Offers are open
        operations_ended | acceptance 1         | stands    | yes     | 1 Acceptances are open
        operations_ended | request 1            | stands    | yes     | 1 Requests are open
        operations_ended | transport 1          | stands    | yes     | 1 Transports are open
        operations_ended | consignment 3        | stands    | yes     | 3 Consignments are open
        operations_ended | receipt 2            | stands    | yes     | 2 Receipts are open
        operations_ended | transfer 1           | stands    | yes     | 1 Transfers are open
        operations_ended | discrepancy 1        | stands    | yes     | 1 Discrepancies are open
        operations_ended | returnable 4         | stands    | yes     | 4 Returnables are open
        operations_ended | shortfall 1          | stands    | yes     | 1 Shortfalls are open
        -- The first is told, and before the list.
        operations_ended | shortfall 1, offer 1 | missing   | yes     | 1 Offers are open
        operations_ended | offer 0, request 1   | missing   | yes     | 1 Requests are open
        -- A state that was only watched has received nothing, as a rule.
        monitoring       | -                    | missing   | no      | ok
        monitoring       | -                    | missing   | yes     | nobody has signed the remaining stock list
        monitoring       | -                    | changed 1 | no      | 1 lines of the signed list are different now
        monitoring       | request 1            | missing   | no      | 1 Requests are open
    ";
    let table: String = table
        .lines()
        .filter(|line| !line.trim_start().starts_with("from"))
        .map(|line| format!("{line}\n"))
        .collect();
    check(&table, |cells| {
        let of = |word: &str| {
            let (name, count) = word.trim().split_once(' ').expect("what and how many");
            let (_, left) = LEFT.iter().find(|(one, _)| *one == name).expect("a kind");
            (*left, usize::try_from(number(count)).expect("a count"))
        };
        let open: Open = match cells[1] {
            "-" => Open::new(),
            words => words.split(',').map(of).collect(),
        };
        let list = match cells[2].split_once(' ') {
            Some((_, count)) => ListStanding::Changed(count.parse().expect("a count")),
            None if cells[2] == "stands" => ListStanding::Stands,
            None => ListStanding::Missing,
        };
        let remains = cells[3] == "yes";
        let closing = Closing {
            open,
            list,
            remains,
        };
        outcome(may_close(stage(cells[0]), &closing))
    });
}

#[test]
fn what_may_be_signed() {
    let table = "
        operations_ended | pabrade blankets czechia GOOD 20 | 0 | pabrade blankets czechia GOOD 20 | ok
        operations_ended | -                                | 0 | -                                | ok
        closed           | pabrade blankets czechia GOOD 20 | 0 | pabrade blankets czechia GOOD 20 | ok
        monitoring       | -                                | 0 | -                                | ok
        activated        | -                                | 0 | -                                | operations go on
        operations_ended | pabrade blankets czechia GOOD 20 | 1 | pabrade blankets czechia GOOD 20 | 1 Shortfalls are open
        operations_ended | pabrade blankets czechia GOOD 20 | 0 | pabrade blankets czechia GOOD 19 | 1 lines of the signed list are different now
        operations_ended | pabrade blankets czechia GOOD 20 | 0 | -                                | 1 lines of the signed list are different now
        operations_ended | pabrade blankets czechia GOOD 20 | 0 | pabrade blankets czechia GOOD 20, rukla blankets czechia GOOD 1 | 1 lines of the signed list are different now
        operations_ended | pabrade blankets czechia GOOD 20 | 0 | pabrade blankets czechia GOOD 8, pabrade blankets czechia GOOD 12 | 1 lines of the signed list are different now
    ";
    check(table, |cells| {
        let facts = Facts {
            stage: stage(cells[0]),
            remaining: lines(cells[1]),
            shortfalls: cells[2].parse().expect("a count"),
        };
        let request = Request {
            id: ClosureId(uuid("list")),
            activation: ActivationId(uuid("activation")),
            lines: lines(cells[3]),
        };
        outcome(sign(Some(&facts), &request))
    });
    let request = Request {
        id: ClosureId(uuid("list")),
        activation: ActivationId(uuid("activation")),
        lines: Vec::new(),
    };
    assert_eq!(outcome(sign(None, &request)), "the activation is not known");
}

/// A list cannot be signed in two, so its bound is what one entry holds.
#[test]
fn a_long_list_is_signed_whole() {
    let signed = |count: usize| {
        let line = |at: usize| RemainingStock {
            site: SiteId(uuid("pabrade")),
            item: ItemId(uuid(&format!("item {}", at % 2000))),
            donor: PartyId(uuid(&format!("donor {at}"))),
            condition: Condition::Good,
            quantity: 1_000_000,
        };
        let lines: Vec<RemainingStock> = (0..count).map(line).collect();
        let facts = Facts {
            stage: ActivationStage::OperationsEnded,
            remaining: lines.clone(),
            shortfalls: 0,
        };
        let request = Request {
            id: ClosureId(uuid("list")),
            activation: ActivationId(uuid("activation")),
            lines,
        };
        sign(Some(&facts), &request)
    };
    let longest = signed(MOST_LINES).expect("signed");
    let bytes = serde_json::to_vec(&longest).expect("written").len();
    assert!(bytes < 2 << 20, "{bytes} bytes");
    assert_eq!(
        outcome(signed(MOST_LINES + 1)),
        "the list has 8001 lines, more than 8000"
    );
}

#[test]
fn a_list_is_signed_in_order_with_a_total_for_each_item() {
    let shown = "rukla tents estonia GOOD 3, pabrade blankets czechia DAMAGED 2, \
                 pabrade blankets czechia GOOD 20, rukla blankets estonia GOOD 5";
    let signed = list("list", shown);
    assert!(signed.adds_up());
    let keys: Vec<_> = signed.lines.iter().map(RemainingStock::key).collect();
    assert!(keys.is_sorted());
    let mut totals: Vec<(ItemId, i64)> = signed
        .totals
        .iter()
        .map(|total| (total.item, total.quantity))
        .collect();
    let mut expected = vec![(ItemId(uuid("blankets")), 27), (ItemId(uuid("tents")), 3)];
    totals.sort();
    expected.sort();
    assert_eq!(totals, expected, "items are never added up");
    let mut other = signed.clone();
    other.totals[0].quantity += 1;
    assert!(!other.adds_up(), "a total that is none");
    let mut none = list("list", "pabrade blankets czechia GOOD 20");
    none.lines[0].quantity = 0;
    assert!(!none.adds_up(), "a line that counts nothing");
    let mut turned = signed;
    turned.lines.reverse();
    assert!(!turned.adds_up(), "another order");
}

#[test]
fn the_last_list_that_counts_stands_and_the_others_stay_visible() {
    let wrong = {
        let mut list = list("wrong", "pabrade blankets czechia GOOD 20");
        list.totals.clear();
        list
    };
    let entries = [
        entry(1, list("first", "pabrade blankets czechia GOOD 20")),
        by(
            "ona",
            entry(2, list("second", "pabrade blankets czechia GOOD 15")),
        ),
        entry(3, list("second", "pabrade blankets czechia GOOD 1")),
        entry(4, wrong),
        quarantined(entry(5, list("third", "-"))),
    ];
    let lists = signed_lists(&entries);
    let whys: Vec<Option<Why>> = lists.iter().map(|list| list.why).collect();
    assert_eq!(
        whys,
        [
            None,
            None,
            Some(Why::PostedBefore),
            Some(Why::Foreign),
            Some(Why::Quarantined)
        ]
    );
    let stands = standing_list(&lists).expect("two count");
    assert_eq!(stands.body.id, ClosureId(uuid("second")));
    assert_eq!(stands.person, PersonId(uuid("ona")));
    assert_eq!(stands.body.lines[0].quantity, 15);
    assert!(standing_list(&signed_lists(&entries[3..])).is_none());
    // What does not count takes no id: the same list signed well afterwards counts.
    let again = [
        entries[3].clone(),
        quarantined(entry(5, list("wrong", "-"))),
        entry(6, list("wrong", "pabrade blankets czechia GOOD 20")),
        entry(7, list("wrong", "-")),
    ];
    let whys: Vec<Option<Why>> = signed_lists(&again).iter().map(|list| list.why).collect();
    let expected = [
        Some(Why::Foreign),
        Some(Why::Quarantined),
        None,
        Some(Why::PostedBefore),
    ];
    assert_eq!(whys, expected);
    // A list moves no stage, and its unit is the activation's.
    let state = fold::activation(&entries);
    assert!(state.recorded.is_none() && state.moves.is_empty());
    let unit = fold::Unit::Activation(ActivationId(uuid("activation")));
    assert_eq!(fold::units(&entries[0].body), [unit]);
}

#[test]
fn what_is_different_is_told_line_by_line() {
    let signed = lines(
        "pabrade blankets czechia GOOD 20, pabrade tents czechia GOOD 3, rukla beds estonia GOOD 9",
    );
    let now = lines(
        "rukla beds estonia GOOD 9, pabrade blankets czechia GOOD 15, pabrade blankets czechia DAMAGED 5",
    );
    let mut found: Vec<(Condition, i64, i64)> = differences(&signed, &now)
        .iter()
        .map(|one| (one.key.3, one.signed, one.now))
        .collect();
    found.sort();
    let expected = [
        (Condition::Good, 3, 0),
        (Condition::Good, 20, 15),
        (Condition::Damaged, 0, 5),
    ];
    assert_eq!(found, expected);
    assert!(differences(&signed, &signed).is_empty());
}

/// Which stages keep an activation open; what no move leads out of to an end never does.
#[test]
fn stages_that_keep_it_open() {
    let requests = RequestStage::TABLE.iter().map(|(stage, _)| *stage);
    let open: Vec<RequestStage> = requests.filter(|stage| request_is_open(*stage)).collect();
    assert_eq!(
        open,
        [
            RequestStage::Draft,
            RequestStage::Sent,
            RequestStage::Open,
            RequestStage::Amended
        ]
    );
    let transports = TransportStage::TABLE.iter().map(|(stage, _)| *stage);
    let open: Vec<TransportStage> = transports
        .filter(|stage| transport_is_open(*stage))
        .collect();
    assert_eq!(open, [TransportStage::Notified, TransportStage::Running]);
    for stage in open {
        let ends = stage.next().iter().any(|next| !transport_is_open(*next));
        assert!(ends, "{stage:?} can be ended");
    }
    let consignments = ConsignmentStage::TABLE.iter().map(|(stage, _)| *stage);
    let ended: Vec<ConsignmentStage> = consignments
        .filter(|stage| !consignment_is_open(*stage))
        .collect();
    assert_eq!(
        ended,
        [
            ConsignmentStage::Received,
            ConsignmentStage::ReceivedWithDiscrepancy,
            ConsignmentStage::Closed,
            ConsignmentStage::Returned,
            ConsignmentStage::Lost
        ]
    );
}

#[test]
fn components_go_with_their_kits() {
    assert_eq!(spread(10, &[5]), [10]);
    assert_eq!(spread(10, &[3, 2]), [6, 4]);
    assert_eq!(spread(7, &[1, 1, 1]), [3, 2, 2]);
    assert_eq!(spread(1, &[1, 9]), [0, 1]);
    assert_eq!(spread(10, &[]), [0; 0]);
    assert_eq!(spread(10, &[0, -4]), [0, 0]);
    assert_eq!(spread(-10, &[5]), [0]);
    assert_eq!(
        spread(MAX_EXACT, &[MAX_EXACT, MAX_EXACT])
            .iter()
            .sum::<i64>(),
        MAX_EXACT
    );
}

proptest! {
    #[test]
    fn shares_of_kits_add_up(units in 0_i64..100_000, kits in prop::collection::vec(0_i64..1_000, 1..8)) {
        let shares = spread(units, &kits);
        let whole: i64 = kits.iter().sum();
        prop_assert_eq!(shares.iter().sum::<i64>(), if whole == 0 { 0 } else { units });
        for (share, kits) in shares.iter().zip(&kits) {
            prop_assert!(*share >= 0 && (*kits > 0 || *share == 0));
            if whole > 0 {
                let exact = units * kits / whole;
                prop_assert!((exact..=exact + 1).contains(share));
            }
        }
    }
}
