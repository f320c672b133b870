//! Proposing and confirming an acceptance.

use ledger::fold::AcceptanceStage;
use ledger::ids::*;
use ledger::quantity::{Qualifier, StatedQuantity};
use ledger::rules::accept::{
    OfferFacts, OfferLineFacts, ProposalFacts, ProposeFacts, ProposeLine, ProposeRequest, confirm,
    propose,
};

use crate::world::{check, day, number, outcome, stamp, uuid};

fn facts(offered: StatedQuantity, accepted: i64) -> ProposeFacts {
    let line = OfferLineFacts {
        group: Some(ItemGroupId(uuid("group-blankets"))),
        item: Some(ItemId(uuid("blankets"))),
        offered,
        accepted,
    };
    let words = OfferLineFacts {
        item: None,
        offered: StatedQuantity::not_stated(),
        accepted: 0,
        ..line
    };
    let lines = [
        (OfferLineId(uuid("ol-1")), line),
        (OfferLineId(uuid("ol-2")), words),
    ];
    let items = [("blankets", "group-blankets"), ("tents", "group-tents")];
    ProposeFacts {
        offer: Some(OfferFacts {
            donor: PartyId(uuid("czechia")),
            closed: None,
            lines: lines.into(),
        }),
        items: items
            .map(|(item, group)| (ItemId(uuid(item)), ItemGroupId(uuid(group))))
            .into(),
        sites: [SiteId(uuid("pabrade")), SiteId(uuid("rukla"))].into(),
        already_posted: false,
    }
}

/// `ol-1 blankets 500 pabrade, …`
fn request(lines: &str) -> ProposeRequest {
    let line = |(at, text): (usize, &str)| {
        let words: Vec<&str> = text.split_whitespace().collect();
        ProposeLine {
            id: AcceptanceLineId(uuid(&format!("acceptance line {at}"))),
            offer_line: OfferLineId(uuid(words[0])),
            item: (words[1] != "?").then(|| ItemId(uuid(words[1]))),
            quantity: number(words[2]),
            site: SiteId(uuid(words[3])),
        }
    };
    ProposeRequest {
        id: AcceptanceId(uuid("acceptance")),
        offer: OfferId(uuid("offer")),
        occurred_on: day("2021-07-23"),
        lines: lines.split(',').enumerate().map(line).collect(),
        conditions: None,
    }
}

#[test]
fn never_more_than_is_offered() {
    let table = "
        EXACT 500  | 0   | ol-1 blankets 500 pabrade                         | ok
        EXACT 500  | 0   | ol-1 blankets 501 pabrade                         | line 1: 501 asked, 500 offered, 0 of them accepted already
        EXACT 500  | 200 | ol-1 blankets 300 pabrade                         | ok
        EXACT 500  | 200 | ol-1 blankets 301 pabrade                         | line 1: 301 asked, 500 offered, 200 of them accepted already
        EXACT 500  | 0   | ol-1 blankets 300 pabrade, ol-1 blankets 200 rukla | ok
        EXACT 500  | 0   | ol-1 blankets 300 pabrade, ol-1 blankets 201 rukla | line 2: 501 asked, 500 offered, 0 of them accepted already
        UP_TO 500  | 0   | ol-1 blankets 501 pabrade                         | line 1: 501 asked, 500 offered, 0 of them accepted already
        OVER 500   | 0   | ol-1 blankets 900 pabrade                         | ok
        NOT_STATED | 0   | ol-1 blankets 900 pabrade                         | ok
        EXACT 500  | 0   | ol-1 blankets 0 pabrade                           | line 1: the quantity is zero
        EXACT 500  | 0   | ol-1 blankets -1 pabrade                          | line 1: a quantity is not negative
        EXACT 500  | 0   | ol-1 ? 5 pabrade                                  | line 1: no item is chosen
        EXACT 500  | 0   | ol-1 tents 5 pabrade                              | line 1: item blankets was offered, tents is given
        EXACT 500  | 0   | ol-2 tents 5 pabrade                              | line 1: item tents is not of the offered group group-blankets
        EXACT 500  | 0   | ol-2 blankets 5 pabrade                           | ok
        EXACT 500  | 0   | ol-1 beds 5 pabrade                               | line 1: item beds is not known
        EXACT 500  | 0   | ol-1 blankets 5 czechia                           | line 1: site czechia is not known
        EXACT 500  | 0   | al-1 blankets 5 pabrade                           | line 1: offer line al-1 is not of this offer
    ";
    check(table, |row| {
        let (word, value) = row[0].split_once(' ').unwrap_or((row[0], ""));
        let qualifier: Qualifier =
            serde_json::from_str(&format!("\"{word}\"")).expect("a qualifier");
        let offered = StatedQuantity {
            value: value.parse().ok(),
            qualifier,
        };
        outcome(propose(
            &facts(offered, number(row[1])),
            &request(row[2]),
            &stamp("ona"),
        ))
    });
}

#[test]
fn documents_that_do_not_hold_together() {
    let known = facts(StatedQuantity::not_stated(), 0);
    let good = request("ol-1 blankets 5 pabrade");
    let judge = |facts: &ProposeFacts, request: &ProposeRequest| {
        outcome(propose(facts, request, &stamp("ona")))
    };
    let body = propose(&known, &good, &stamp("ona")).expect("fine");
    assert_eq!(body.donor, PartyId(uuid("czechia")));
    assert_eq!(
        judge(
            &ProposeFacts {
                offer: None,
                ..known.clone()
            },
            &good
        ),
        "offer offer is not known"
    );
    let posted = ProposeFacts {
        already_posted: true,
        ..known.clone()
    };
    assert_eq!(
        judge(&posted, &good),
        "acceptance acceptance was proposed before"
    );
    let empty = ProposeRequest {
        lines: Vec::new(),
        ..good.clone()
    };
    assert_eq!(judge(&known, &empty), "the acceptance has no line");
    let tomorrow = ProposeRequest {
        occurred_on: day("2021-07-27"),
        ..good.clone()
    };
    assert_eq!(
        judge(&known, &tomorrow),
        "2021-07-27 is after today, 2021-07-26"
    );
    let mut twice = good;
    twice.lines[0].id = AcceptanceLineId(uuid("al-1"));
    twice.lines.push(twice.lines[0]);
    assert_eq!(judge(&known, &twice), "line 2: line id al-1 stands twice");
}

#[test]
fn another_person_confirms() {
    let table = "
        Proposed    | jonas | ona   | ok
        Proposed    | ona   | ona   | person ona proposed the acceptance and cannot confirm it
        Confirmed   | jonas | ona   | acceptance acceptance is confirmed already
        Waiting     | jonas | ona   | acceptance acceptance is not known
        Quarantined | jonas | ona   | acceptance acceptance is not known
    ";
    let id = AcceptanceId(uuid("acceptance"));
    check(table, |row| {
        let stage = match row[0] {
            "Proposed" => AcceptanceStage::Proposed,
            "Confirmed" => AcceptanceStage::Confirmed,
            "Waiting" => AcceptanceStage::Waiting,
            "Quarantined" => AcceptanceStage::Quarantined,
            other => panic!("{other} is no stage"),
        };
        let proposal = ProposalFacts {
            stage,
            proposed_by: Some(PersonId(uuid(row[1]))),
        };
        outcome(confirm(
            Some(proposal),
            id,
            day("2021-07-23"),
            &stamp(row[2]),
        ))
    });
    let refused = outcome(confirm(None, id, day("2021-07-23"), &stamp("ona")));
    assert_eq!(refused, "acceptance acceptance is not known");
}
