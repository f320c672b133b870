//! The funds of the story, as the store would hand them over.

use chrono::DateTime;
use ledger::amount::{Amount, AmountSum};
use ledger::body::{AllocationState, DocumentKind, Instrument};
use ledger::ids::{AllocationId, DecisionId, DocumentId, PersonId, StatedTotalId};
use ledger::quantity::Qualifier;
use reports::Language;
use reports::funding::{About, Checkpoint, Report};
use store::view::{
    AllocationView, DecisionView, DocumentRow, EntryMark, Funds, Journey, StatedTotalView,
    TotalCheck,
};
use uuid::Uuid;

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn document(number: u128, kind: DocumentKind) -> DocumentRow {
    DocumentRow {
        id: DocumentId(id(number)),
        kind,
        number: format!("{number}"),
        site: None,
        site_name: None,
        party: None,
        party_names: None,
        occurred_on: "2021-11-23".to_owned(),
        recorded_at: "2021-11-23T10:00:00Z".to_owned(),
        person: PersonId(id(900)),
        person_name: "Rasa".to_owned(),
        journey: Journey::Confirmed,
        quarantine_reason: None,
        reversed_by: None,
        lines: 0,
    }
}

fn entry() -> EntryMark {
    EntryMark {
        device: id(901).to_string(),
        device_letter: Some("B".to_owned()),
        scope: "funds".to_owned(),
        seq: 1,
        pos: Some(7),
        hash: "ab".repeat(32),
    }
}

fn euro(minor: Option<i64>, qualifier: Qualifier) -> Amount {
    Amount {
        minor,
        currency: "EUR".to_owned(),
        qualifier,
    }
}

fn allocation(
    number: u128,
    instrument: Instrument,
    purpose: &str,
    amount: Amount,
) -> AllocationView {
    AllocationView {
        document: document(number, DocumentKind::Allocation),
        entry: entry(),
        id: AllocationId(id(number)),
        decision: None,
        instrument,
        purpose: purpose.to_owned(),
        recipient: None,
        recipient_names: None,
        amount,
        state: AllocationState::Available,
        sources: vec!["JOIN(2021) 32 final".to_owned()],
        committed: None,
        paid: None,
    }
}

fn decision() -> DecisionView {
    let amif = euro(Some(3_670_000_000), Qualifier::Exact);
    DecisionView {
        document: document(1, DocumentKind::Decision),
        entry: entry(),
        id: DecisionId(id(1)),
        instrument: Instrument::Amif,
        title: "=Emergency assistance".to_owned(),
        reference: None,
        decided_on: None,
        amount: amif.clone(),
        beneficiary: None,
        beneficiary_names: None,
        sources: vec!["first".to_owned(), "second".to_owned()],
        allocations: Vec::new(),
        allocated: AmountSum::empty("EUR"),
    }
}

pub fn report(language: Language) -> Report {
    let decision = decision();
    let dref = euro(Some(20_000_000), Qualifier::Exact);
    let small = euro(Some(50_000_000), Qualifier::Exact);
    let total = StatedTotalView {
        document: document(5, DocumentKind::StatedTotal),
        entry: entry(),
        id: StatedTotalId(id(5)),
        title: "Humanitarian funding".to_owned(),
        stated: euro(Some(70_000_000), Qualifier::Exact),
        computed: AmountSum::of("EUR", [&dref, &small]).unwrap(),
        check: TotalCheck::Match,
        difference: Some(0),
        parts: vec![AllocationId(id(2)), AllocationId(id(3))],
        source: "JOIN(2021) 32 final".to_owned(),
        explanations: Vec::new(),
    };
    let allocations = vec![
        allocation(2, Instrument::Dref, "Contribution to the DREF", dref),
        allocation(
            3,
            Instrument::SmallScaleTool,
            "Emergency assistance, \"quoted\"",
            small,
        ),
        allocation(
            4,
            Instrument::NotStated,
            "Returns",
            euro(Some(250_000_000), Qualifier::UpTo),
        ),
        allocation(
            6,
            Instrument::Ndici,
            "Cooperation",
            euro(None, Qualifier::NotStated),
        ),
    ];
    let funds = Funds {
        decisions: vec![decision],
        allocations,
        stated_totals: vec![total],
        complete_to: Some(7),
        unconfirmed: 0,
    };
    Report {
        funds,
        about: About {
            operation: "Lithuania 2021".to_owned(),
            operation_id: id(1000).to_string(),
            position: 7,
            unconfirmed: 0,
            checkpoint: Some(Checkpoint {
                origin: "relief-ledger/x/funds".to_owned(),
                size: 5,
                root: "cd".repeat(32),
            }),
            program: "Relief Ledger 0.1.0".to_owned(),
            device: "Auditor's laptop".to_owned(),
            person: "Rasa".to_owned(),
            created_at: DateTime::from_timestamp(1_637_662_200, 0).unwrap(),
            language,
        },
    }
}
