//! Whatever numbers a hostile device writes into a body of any kind: the page is taken, the rows fold to the same from
//! nothing, the balances are the reference's and every screen still reads.

use ledger::quantity::MAX_EXACT;
use ledger::scope::Scope;
use serde_json::Value;
use store::{Leaving, Store};
use tempfile::tempdir;

use crate::central::id;
use crate::chain::{accept, announced};
use crate::moves_world::{built, dispatch, reserved, rukla, taken_in};
use crate::world::{
    COORDINATOR, KEEPER, SECOND, acceptance_line, activation, append, at_site, bare, blankets,
    central, computer, confirmation, czechia, day, issue, lot, offer, proposal, receipt, site,
    sync,
};
use crate::{goldens, reference};

/// Every place in a JSON value that holds a number or the word of a qualifier.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Number(_) => found.push(at.to_owned()),
        Value::String(_) if at.ends_with("/qualifier") => found.push(at.to_owned()),
        Value::Array(items) => {
            for (n, item) in items.iter().enumerate() {
                places(item, &format!("{at}/{n}"), found);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                places(field, &format!("{at}/{name}"), found);
            }
        }
        Value::Null | Value::Bool(_) | Value::String(_) => {}
    }
}

fn bad_values(at: &str) -> Vec<Value> {
    if at.ends_with("/qualifier") {
        return vec!["NOT_STATED".into(), "EXACT".into(), "OVER".into()];
    }
    // Larger ones are refused with the envelope, before anything is kept.
    let numbers = [-1, 0, 1, MAX_EXACT, -MAX_EXACT];
    let mut values: Vec<Value> = numbers.into_iter().map(Value::from).collect();
    values.push(Value::Null);
    values
}

#[test]
fn no_number_stops_the_journal() {
    let dir = tempdir().expect("a folder");
    let mut central = central();
    central.page_bytes = 1 << 24;
    let store = computer(dir.path(), 4);
    let mut written = 0;
    for (kind, json) in goldens::all() {
        // Certificates are checked where keys are read, long before a fold.
        if kind.starts_with("device_") {
            continue;
        }
        let whole: Value = serde_json::from_str(&json).expect("JSON");
        let mut found = Vec::new();
        places(&whole, "", &mut found);
        for at in found {
            for bad in bad_values(&at) {
                let mut body = whole.clone();
                *body.pointer_mut(&at).expect("the place") = bad;
                written += 1;
                let text = goldens::about_others(&body.to_string(), written);
                central.write("coordination", &kind, &text);
            }
        }
    }
    assert!(written > 500, "{written}");
    sync(&store, &mut central);
    let digest = store.projection_digest().expect("read");
    assert!(store.figures_stand().expect("read"), "the digest moved too");
    for leaving in [Leaving::Funds, Leaving::Journal] {
        assert_eq!(store.check_before(leaving).expect("checked"), None);
    }
    assert_eq!(store.rebuild().expect("rebuilt").0, digest);
    assert_eq!(store.verify().expect("checked").flaw, None);
    let held = reference::held(dir.path());
    let (said, shown) = (reference::said(&held), reference::shown(dir.path()));
    let differ: Vec<&String> = said
        .symmetric_difference(&shown)
        .filter(|line| line.starts_with("balance "))
        .take(9)
        .collect();
    assert!(differ.is_empty(), "{differ:#?}");
    let read = store.read::<_, store::StoreError>(|reads| {
        reads.matrix(None)?;
        reads.stock(site())?;
        reads.expected(site())?;
        reads.funds()?;
        reads.donor_goods(czechia())?;
        reads.requests()?;
        reads.offers()?;
        Ok(())
    });
    read.expect("every screen reads");
}

/// Sums that may be bare: of what is no quantity, or nothing that a stranger writes.
const NO_QUANTITIES: &[&str] = &[
    "store::reads::unsent::COUNT",
    "store::as_known::PULLED_ENTRIES",
];

#[test]
fn quantities_are_added_up_by_what_cannot_overflow() {
    for (name, text) in store::statements() {
        let bare = text.match_indices("sum(").any(|(at, _)| {
            let before = text[..at].chars().next_back();
            before.is_none_or(|one| !one.is_ascii_alphanumeric() && one != '_')
        });
        assert!(!bare || NO_QUANTITIES.contains(&name), "{name}: {text}");
    }
}

/// More lines than SQLite's own sum bears, each as large as a number may be.
const MANY: usize = 1100;

fn many<L: Clone>(line: &L) -> Vec<L> {
    vec![line.clone(); MANY]
}

/// An offer accepted, consigned, and received at two sites.
fn write_huge_chain(store: &Store) {
    let (office, here) = (Scope::Coordination, [at_site()]);
    append(store, COORDINATOR, activation(), office, &[]);
    let mut offered = offer(czechia(), 1, Some(MAX_EXACT));
    offered.lines[0].title = ledger::body::Title::Loan;
    append(store, COORDINATOR, offered, office, &[]);
    accept(store, 2, 1);
    let mut accepted = proposal(1, MAX_EXACT);
    accepted.lines = many(&accepted.lines[0]);
    for (line, number) in accepted.lines.iter_mut().zip(900_000..).skip(1) {
        line.id = ledger::ids::AcceptanceLineId(id(number));
    }
    append(store, COORDINATOR, accepted, office, &here);
    append(store, SECOND, confirmation(1), office, &here);
    let mut consigned = announced(1, MAX_EXACT);
    consigned.lines = many(&consigned.lines[0]);
    for (line, number) in consigned.lines.iter_mut().zip(910_000..).skip(1) {
        line.id = ledger::ids::ConsignmentLineId(id(number));
    }
    append(store, COORDINATOR, consigned.clone(), office, &here);
    for (number, at) in [(1, site()), (2, rukla())] {
        let mut received = receipt(number, MAX_EXACT, 0);
        received.site = at;
        received.acceptance = Some(proposal(1, 1).id);
        received.consignment = Some(consigned.id);
        received.lines[0].acceptance_line = Some(acceptance_line(1));
        received.lines[0].consignment_line = Some(consigned.lines[0].id);
        received.lines = many(&received.lines[0]);
        append(store, KEEPER, received, Scope::Site(at), &[office]);
    }
}

/// Goods reserved, issued, made into kits, and sent to another site.
fn write_huge_moves(store: &Store) {
    append(store, KEEPER, reserved(1, MAX_EXACT), at_site(), &[]);
    let mut issued = issue(1, lot(1), MAX_EXACT);
    issued.reservation = Some(reserved(1, 1).id);
    issued.lines = many(&issued.lines[0]);
    append(store, KEEPER, issued, at_site(), &[]);
    let mut kits = built(1, lot(1), 1);
    kits.lines[0].quantity = MAX_EXACT;
    kits.lines = many(&kits.lines[0]);
    append(store, KEEPER, kits, at_site(), &[]);
    let there = Scope::Site(rukla());
    let mut sent = dispatch(1, lot(1), MAX_EXACT);
    sent.lines = many(&sent.lines[0]);
    append(store, KEEPER, sent, at_site(), &[there]);
    let mut arrived = taken_in(1, 1, lot(1), MAX_EXACT, 0);
    arrived.lines = many(&arrived.lines[0]);
    append(store, KEEPER, arrived, there, &[at_site()]);
}

#[test]
fn no_document_of_many_huge_lines_closes_a_page() {
    let dir = tempdir().expect("a folder");
    let store = computer(dir.path(), 4);
    sync(&store, &mut central());
    write_huge_chain(&store);
    write_huge_moves(&store);
    let read = store.read::<_, store::StoreError>(|reads| {
        reads.tasks()?;
        reads.matrix(None)?;
        for item in [blankets(), built(1, lot(1), 1).item] {
            reads.stock_card(site(), item)?;
        }
        for at in [site(), rukla()] {
            reads.stock(at)?;
            reads.kit_lots(Some(at))?;
            reads.returnables(Some(at))?;
            reads.reservations(Some(at), day(24))?;
            reads.consignments(Some(at), day(30))?;
        }
        reads.match_proposals()?;
        reads.free_stock(site(), blankets(), day(24), None)?;
        for offer in reads.offers()? {
            let _ = offer.standing();
        }
        reads.acceptances()?;
        reads.donor_goods(czechia())?;
        reads.transfer(dispatch(1, lot(1), 1).id)?;
        reads.claimed_of(acceptance_line(1))?;
        reads.answered_of(acceptance_line(1))?;
        reads.accepted_of(offer(czechia(), 1, Some(1)).lines[0].id)?;
        reads.available(site(), lot(1))?;
        Ok(())
    });
    read.expect("every page reads");
}

/// More than a thousand lines that each claim the largest number: their sum is past what SQLite adds up.
#[test]
fn claims_that_no_number_holds_count_as_the_largest() {
    let dir = tempdir().expect("a folder");
    let mut central = central();
    let store = computer(dir.path(), 4);
    sync(&store, &mut central);
    append(
        &store,
        COORDINATOR,
        offer(czechia(), 1, Some(50)),
        Scope::Coordination,
        &[],
    );
    append(
        &store,
        COORDINATOR,
        proposal(1, 50),
        Scope::Coordination,
        &[at_site()],
    );
    append(
        &store,
        SECOND,
        confirmation(1),
        Scope::Coordination,
        &[at_site()],
    );
    let expected = |store: &store::Store| {
        store
            .read(|reads| reads.expected(site()))
            .expect("read")
            .len()
    };
    append(&store, COORDINATOR, receipt(1, 5, 0), at_site(), &[]);
    assert_eq!(expected(&store), 1);
    bare(dir.path())
        .execute(
            "INSERT INTO match_line (receipt, n, lot, acceptance_line, quantity)
             WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < 1100)
             SELECT receipt.id, counted.n, randomblob(16), acceptance_line.id, 9007199254740991
               FROM counted, acceptance_line, receipt",
            [],
        )
        .expect("kept");
    assert_eq!(expected(&store), 0);
    let answered = store.read(|reads| reads.answered_of(acceptance_line(1)));
    assert_eq!(answered.expect("read"), MAX_EXACT);
}
