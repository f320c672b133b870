//! Recording decisions, allocations and stated totals.

use ledger::amount::Amount;
use ledger::body::{
    AllocationRecorded, AllocationState, DecisionRecorded, Instrument, StatedTotalRecorded,
};
use ledger::ids::*;
use ledger::rules::funds::{Facts, record_allocation, record_decision, record_stated_total};

use crate::world::{day, nothing_stated, outcome, stamp, uuid};

fn euros(euros: i64) -> Amount {
    Amount::exact(euros * 100, "EUR").expect("euros")
}

fn facts() -> Facts {
    let parts = ["part-1", "part-2"].map(|part| (AllocationId(uuid(part)), "EUR".to_owned()));
    Facts {
        parties: [PartyId(uuid("lithuania"))].into(),
        decisions: [(DecisionId(uuid("decision")), "EUR".to_owned())].into(),
        allocations: parts
            .into_iter()
            .chain([(AllocationId(uuid("part-3")), "PLN".to_owned())])
            .collect(),
        same_reference: None,
        already_posted: false,
    }
}

#[test]
fn decisions() {
    let good = DecisionRecorded {
        id: DecisionId(uuid("decision")),
        instrument: Instrument::Amif,
        title: "Emergency assistance".to_owned(),
        reference: Some(" ".to_owned()),
        decided_on: None,
        amount: euros(36_700_000),
        beneficiary: Some(PartyId(uuid("lithuania"))),
        sources: vec!["line 79".to_owned(), " ".to_owned(), "line 201".to_owned()],
    };
    let judge = |facts: &Facts, body: &DecisionRecorded| {
        outcome(record_decision(
            facts,
            body,
            day("2021-07-26"),
            &stamp("ona"),
        ))
    };
    let body = record_decision(&facts(), &good, day("2021-07-26"), &stamp("ona")).expect("fine");
    assert_eq!(
        (body.reference, body.sources.len()),
        (None, 2),
        "two mentions, two sources, one decision"
    );
    let mention = Facts {
        same_reference: Some(DecisionId(uuid("decision-2"))),
        ..facts()
    };
    assert_eq!(
        judge(&mention, &good),
        "decision decision-2 has this reference already"
    );
    let unsourced = DecisionRecorded {
        sources: vec![String::new()],
        ..good.clone()
    };
    assert_eq!(judge(&facts(), &unsourced), "no source is named");
    let untitled = DecisionRecorded {
        title: " ".to_owned(),
        ..good.clone()
    };
    assert_eq!(judge(&facts(), &untitled), "no title or purpose is given");
    let stranger = DecisionRecorded {
        beneficiary: Some(PartyId(uuid("estonia"))),
        ..good.clone()
    };
    assert_eq!(judge(&facts(), &stranger), "party estonia is not known");
    let future = DecisionRecorded {
        decided_on: Some(day("2021-08-10")),
        ..good.clone()
    };
    assert_eq!(
        judge(&facts(), &future),
        "2021-08-10 is after today, 2021-07-26"
    );
    assert_eq!(
        judge(
            &Facts {
                already_posted: true,
                ..facts()
            },
            &good
        ),
        "document decision was recorded before"
    );
}

#[test]
fn allocations() {
    let good = AllocationRecorded {
        id: AllocationId(uuid("part-1")),
        decision: Some(DecisionId(uuid("decision"))),
        instrument: Instrument::Dref,
        purpose: "Relief by the IFRC".to_owned(),
        recipient: None,
        amount: euros(200_000),
        state: AllocationState::Assigned,
        sources: vec!["line 181".to_owned()],
    };
    let judge = |body: &AllocationRecorded| {
        outcome(record_allocation(
            &facts(),
            body,
            day("2021-07-26"),
            &stamp("ona"),
        ))
    };
    assert_eq!(judge(&good), "ok");
    assert_eq!(
        judge(&AllocationRecorded {
            amount: nothing_stated(),
            ..good.clone()
        }),
        "ok"
    );
    let unknown = AllocationRecorded {
        decision: Some(DecisionId(uuid("decision-2"))),
        ..good.clone()
    };
    assert_eq!(judge(&unknown), "decision decision-2 is not known");
    let zloty = AllocationRecorded {
        amount: Amount::exact(5, "PLN").expect("zloty"),
        ..good.clone()
    };
    assert_eq!(judge(&zloty), "a sum has one currency: EUR, not PLN");
    let negative = Amount {
        minor: Some(-1),
        ..euros(1)
    };
    assert_eq!(
        judge(&AllocationRecorded {
            amount: negative,
            ..good
        }),
        "an amount is not negative"
    );
}

#[test]
fn stated_totals() {
    let parts = |names: &[&str]| {
        names
            .iter()
            .map(|name| AllocationId(uuid(name)))
            .collect::<Vec<_>>()
    };
    let good = StatedTotalRecorded {
        id: StatedTotalId(uuid("total")),
        title: "Humanitarian funding".to_owned(),
        amount: euros(700_000),
        parts: parts(&["part-1", "part-2"]),
        source: "line 75".to_owned(),
    };
    let judge = |body: &StatedTotalRecorded| {
        outcome(record_stated_total(
            &facts(),
            body,
            day("2021-07-26"),
            &stamp("ona"),
        ))
    };
    let with = |names: &[&str]| StatedTotalRecorded {
        parts: parts(names),
        ..good.clone()
    };
    assert_eq!(judge(&good), "ok");
    assert_eq!(judge(&with(&[])), "a stated total needs at least one part");
    assert_eq!(
        judge(&with(&["part-1", "part-1"])),
        "allocation part-1 stands twice among the parts"
    );
    assert_eq!(
        judge(&with(&["part-1", "total"])),
        "allocation total is not known"
    );
    assert_eq!(
        judge(&with(&["part-1", "part-3"])),
        "a sum has one currency: EUR, not PLN"
    );
    assert_eq!(
        judge(&StatedTotalRecorded {
            source: String::new(),
            ..good.clone()
        }),
        "no source is named"
    );
}
