//! Linking an unannounced receipt to an acceptance.

use ledger::body::MatchLine;
use ledger::ids::*;
use ledger::rules::matching::{
    AcceptanceFacts, AcceptedLine, ConsignedLine, CountedLine, Facts, ReceiptFacts, Request,
    match_receipt, suggest,
};

use crate::world::{check, day, number, outcome, plain, stamp, uuid};

/// 500 blankets and 20 tents of Czechia at Pabradė.
fn receipt() -> ReceiptFacts {
    let counted = |item: &str, counted| CountedLine {
        item: ItemId(uuid(item)),
        counted,
    };
    let lines = [
        (LotId(uuid("lot-1")), counted("blankets", 500)),
        (LotId(uuid("lot-2")), counted("tents", 20)),
    ];
    ReceiptFacts {
        id: ReceiptId(uuid("receipt")),
        donor: PartyId(uuid("czechia")),
        site: SiteId(uuid("pabrade")),
        announced: false,
        bought: false,
        reversed: false,
        matched: None,
        lines: lines.into(),
    }
}

fn acceptance(name: &str, lines: &[(&str, &str, &str, i64)]) -> AcceptanceFacts {
    let line = |&(id, item, site, remaining): &(&str, &str, &str, i64)| {
        let line = AcceptedLine {
            item: ItemId(uuid(item)),
            site: SiteId(uuid(site)),
            remaining,
        };
        (AcceptanceLineId(uuid(id)), line)
    };
    AcceptanceFacts {
        id: AcceptanceId(uuid(name)),
        donor: PartyId(uuid("czechia")),
        confirmed: true,
        lines: lines.iter().map(line).collect(),
        consigned: Vec::new(),
    }
}

/// `cl-1 al-1 pabrade dispatched 60`
fn consigned(lines: &str) -> Vec<ConsignedLine> {
    let line = |text: &str| {
        let words: Vec<&str> = text.split_whitespace().collect();
        let stage = serde_json::Value::String(words[3].to_owned());
        ConsignedLine {
            id: ConsignmentLineId(uuid(words[0])),
            acceptance_line: AcceptanceLineId(uuid(words[1])),
            site: SiteId(uuid(words[2])),
            moved_to: serde_json::from_value(stage).expect("a stage"),
            left: number(words[4]),
        }
    };
    let given = lines.split(',').map(str::trim);
    given.filter(|text| !text.is_empty()).map(line).collect()
}

fn facts() -> Facts {
    let lines = [
        ("al-1", "blankets", "pabrade", 400),
        ("al-2", "blankets", "rukla", 200),
        ("al-3", "tents", "pabrade", 20),
    ];
    Facts {
        receipt: Some(receipt()),
        acceptance: Some(acceptance("acceptance", &lines)),
        already_posted: false,
    }
}

/// `lot-1 al-1 400, lot-1 al-2 100 cl-1`
fn request(lines: &str) -> Request {
    let line = |text: &str| {
        let words: Vec<&str> = text.split_whitespace().collect();
        MatchLine {
            lot: LotId(uuid(words[0])),
            acceptance_line: AcceptanceLineId(uuid(words[1])),
            quantity: number(words[2]),
            consignment_line: words.get(3).map(|id| ConsignmentLineId(uuid(id))),
        }
    };
    Request {
        id: MatchId(uuid("match")),
        receipt: ReceiptId(uuid("receipt")),
        acceptance: AcceptanceId(uuid("acceptance")),
        occurred_on: day("2021-07-26"),
        lines: lines.split(',').map(line).collect(),
    }
}

#[test]
fn quantities_on_both_sides() {
    let table = "
        lot-1 al-1 400, lot-1 al-2 100, lot-2 al-3 20 | ok
        lot-2 al-3 5                                  | ok
        lot-1 al-1 401                                | line 1: 401 where 400 of the acceptance line remain
        lot-1 al-1 400, lot-1 al-2 101                | line 2: 501 of lot lot-1 where 500 were counted
        lot-2 al-1 5                                  | line 1: item tents was received, blankets accepted
        lot-1 al-1 5, lot-1 al-1 5                    | line 2: the same lot, acceptance line and consignment line stand twice
        lot-1 al-1 0                                  | line 1: the quantity is zero
        lot-1 al-1 -3                                 | line 1: a quantity is not negative
        lot-3 al-1 5                                  | line 1: lot lot-3 is not of this receipt
        lot-1 ol-1 5                                  | line 1: acceptance line ol-1 is not of this acceptance
    ";
    check(table, |row| {
        outcome(match_receipt(&facts(), &request(row[0]), &stamp("ona")))
    });
}

#[test]
fn documents_that_do_not_go_together() {
    type Change = fn(&mut Facts);
    let judge = |change: Change| {
        let mut facts = facts();
        change(&mut facts);
        outcome(match_receipt(
            &facts,
            &request("lot-2 al-3 5"),
            &stamp("ona"),
        ))
    };
    let cases: &[(Change, &str)] = &[
        (|_| {}, "ok"),
        (
            |facts| facts.already_posted = true,
            "match match was posted before",
        ),
        (|facts| facts.receipt = None, "receipt receipt is not known"),
        (
            |facts| facts.acceptance = None,
            "acceptance acceptance is not known",
        ),
        (
            |facts| facts.receipt.as_mut().expect("a receipt").announced = true,
            "receipt receipt was announced and needs no match",
        ),
        (
            |facts| facts.receipt.as_mut().expect("a receipt").reversed = true,
            "receipt receipt is reversed",
        ),
        (
            |facts| {
                facts.receipt.as_mut().expect("a receipt").matched = Some(MatchId(uuid("match-2")))
            },
            "receipt receipt is matched already, by match-2",
        ),
        (
            |facts| facts.acceptance.as_mut().expect("one").confirmed = false,
            "acceptance acceptance is not confirmed",
        ),
        (
            |facts| facts.acceptance.as_mut().expect("one").donor = PartyId(uuid("estonia")),
            "the receipt is of donor czechia, the acceptance of estonia",
        ),
    ];
    for (change, expected) in cases {
        assert_eq!(judge(*change), *expected);
    }
    let empty = Request {
        lines: Vec::new(),
        ..request("lot-2 al-3 5")
    };
    assert_eq!(
        outcome(match_receipt(&facts(), &empty, &stamp("ona"))),
        "the match has no line"
    );
}

#[test]
fn the_best_acceptance_comes_first() {
    let whole = [
        ("al-1", "blankets", "pabrade", 500),
        ("al-2", "tents", "pabrade", 20),
    ];
    let part = [("al-3", "blankets", "rukla", 600)];
    let other_donor = AcceptanceFacts {
        donor: PartyId(uuid("estonia")),
        ..acceptance("offer", &whole)
    };
    let proposed = AcceptanceFacts {
        confirmed: false,
        ..acceptance("issue", &whole)
    };
    let used_up = acceptance("total", &[("al-1", "blankets", "pabrade", 0)]);
    let candidates = [
        acceptance("acceptance-2", &part),
        other_donor,
        proposed,
        used_up,
        acceptance("acceptance", &whole),
    ];
    let found = suggest(&receipt(), &candidates);
    let ids: Vec<AcceptanceId> = found.iter().map(|one| one.acceptance).collect();
    assert_eq!(
        ids,
        [
            AcceptanceId(uuid("acceptance")),
            AcceptanceId(uuid("acceptance-2"))
        ]
    );
    assert!(found[0].whole);
    assert!(!found[1].whole, "nobody accepted the tents there");
    assert_eq!(found[1].lines.len(), 1);
    let matched = ReceiptFacts {
        matched: Some(MatchId(uuid("match"))),
        ..receipt()
    };
    assert!(suggest(&matched, &candidates).is_empty());
}

#[test]
fn goods_come_with_a_consignment_that_carries_them() {
    let mut facts = facts();
    let carried = "cl-1 al-1 pabrade dispatched 300, cl-2 al-1 rukla planned 50,
                   cl-3 al-1 pabrade lost 90, cl-4 al-3 pabrade closed 20";
    facts.acceptance.as_mut().expect("one").consigned = consigned(carried);
    let table = "
        lot-1 al-1 300 cl-1                                        | ok
        lot-1 al-1 300 cl-1, lot-1 al-1 50 cl-2, lot-1 al-1 50     | ok
        lot-1 al-1 100 cl-1, lot-1 al-1 100 cl-1                   | line 2: the same lot, acceptance line and consignment line stand twice
        lot-1 al-1 301 cl-1                                        | line 1: 301 where 300 of the consignment line are left
        lot-1 al-1 300 cl-1, lot-1 al-1 101                        | line 2: 401 where 400 of the acceptance line remain
        lot-1 al-2 5 cl-1                                          | line 1: consignment line cl-1 carries nothing of this acceptance line
        lot-1 al-1 5 line-1                                        | line 1: consignment line line-1 carries nothing of this acceptance line
        lot-1 al-1 5 cl-3                                          | line 1: nothing more comes with a consignment that is Lost
        lot-2 al-3 5 cl-4                                          | line 1: nothing more comes with a consignment that is Closed
    ";
    check(table, |row| {
        outcome(match_receipt(&facts, &request(row[0]), &stamp("ona")))
    });
}

/// The first column is what remains of the acceptance line, the second what consignments carry of it; 100 blankets came.
#[test]
fn the_likeliest_consignment_is_proposed() {
    let table = "
        100 |                                                                   | 100
        100 | cl-1 al-1 pabrade dispatched 100                                  | 100 cl-1
        100 | cl-1 al-1 pabrade dispatched 60                                   | 60 cl-1, 40
        160 | cl-1 al-1 pabrade dispatched 60                                   | 100
        100 | cl-1 al-1 pabrade dispatched 60, cl-2 al-1 pabrade arrived 40     | 60 cl-1, 40 cl-2
        200 | cl-1 al-1 pabrade dispatched 60, cl-2 al-1 pabrade arrived 100    | 100 cl-2
        200 | cl-1 al-1 rukla dispatched 60                                     | 100
        160 | cl-1 al-1 rukla dispatched 100                                    | 100 cl-1
        100 | cl-1 al-1 rukla dispatched 60                                     | 40, 60 cl-1
        150 | cl-1 al-1 pabrade planned 120                                     | 30, 70 cl-1
        100 | cl-1 al-1 pabrade lost 60, cl-2 al-1 pabrade closed 40            | 100
        100 | cl-1 al-1 pabrade dispatched -5, cl-2 al-2 pabrade dispatched 100 | 100
    ";
    let receipt = ReceiptFacts {
        lines: [(
            LotId(uuid("lot-1")),
            CountedLine {
                item: ItemId(uuid("blankets")),
                counted: 100,
            },
        )]
        .into(),
        ..receipt()
    };
    check(table, |row| {
        let lines = [("al-1", "blankets", "pabrade", number(row[0]))];
        let candidate = AcceptanceFacts {
            consigned: consigned(row[1]),
            ..acceptance("acceptance", &lines)
        };
        let found = suggest(&receipt, std::slice::from_ref(&candidate));
        let tell = |line: &MatchLine| match line.consignment_line {
            Some(id) => plain(&format!("{} {id}", line.quantity)),
            None => line.quantity.to_string(),
        };
        let told: Vec<String> = found[0].lines.iter().map(tell).collect();
        told.join(", ")
    });
}

#[test]
fn two_lots_do_not_come_with_the_same_units() {
    let lot = |counted| CountedLine {
        item: ItemId(uuid("blankets")),
        counted,
    };
    let receipt = ReceiptFacts {
        lines: [
            (LotId(uuid("lot-1")), lot(50)),
            (LotId(uuid("lot-2")), lot(50)),
        ]
        .into(),
        ..receipt()
    };
    let lines = [("al-1", "blankets", "pabrade", 100)];
    let candidate = AcceptanceFacts {
        consigned: consigned("cl-1 al-1 pabrade dispatched 70"),
        ..acceptance("acceptance", &lines)
    };
    let found = suggest(&receipt, std::slice::from_ref(&candidate));
    let with: i64 = found[0]
        .lines
        .iter()
        .filter(|line| line.consignment_line.is_some())
        .map(|line| line.quantity)
        .sum();
    assert_eq!((with, found[0].whole), (70, true));
}
