//! The Czech blankets, on a keeper's and a coordinator's computer that meet at the server.

use ledger::body::DocumentKind;
use ledger::ids::ReceiptId;
use ledger::quantity::Qualifier;
use ledger::scope::Scope;
use proof::export::{Anchors, verify as verify_export};
use store::view::{Figure, Journey, MatrixColumn};
use store::{DocumentQuery, ExportFacts, Store};
use tempfile::{TempDir, tempdir};

use crate::central::{Central, id};
use crate::world::{
    COORDINATOR, KEEPER, SECOND, activation, append, at_site, blankets, central, computer,
    confirmation, czechia, day, issue, latvia, lot, matched, offer, proposal, receipt, reversal,
    site, sync,
};

struct Story {
    central: Central,
    keeper: Store,
    coordinator: Store,
    _folders: [TempDir; 2],
}

/// Up to the moment before the coordinator links the receipt.
fn until_the_link() -> Story {
    let folders = [tempdir().expect("a folder"), tempdir().expect("a folder")];
    let mut central = central();
    let keeper = computer(folders[0].path(), 2);
    let coordinator = computer(folders[1].path(), 4);
    sync(&keeper, &mut central);
    sync(&coordinator, &mut central);
    append(
        &coordinator,
        COORDINATOR,
        activation(),
        Scope::Coordination,
        &[],
    );
    append(
        &coordinator,
        COORDINATOR,
        offer(czechia(), 1, Some(500)),
        Scope::Coordination,
        &[],
    );
    append(
        &coordinator,
        COORDINATOR,
        offer(latvia(), 2, None),
        Scope::Coordination,
        &[],
    );
    append(
        &coordinator,
        COORDINATOR,
        proposal(1, 500),
        Scope::Coordination,
        &[at_site()],
    );
    assert!(
        coordinator
            .read(|reads| reads.expected(site()))
            .expect("read")
            .is_empty()
    );
    append(
        &coordinator,
        SECOND,
        confirmation(1),
        Scope::Coordination,
        &[at_site()],
    );
    append(
        &keeper,
        KEEPER,
        receipt(1, 488, 12),
        at_site(),
        &[Scope::Coordination],
    );
    append(&keeper, KEEPER, issue(1, lot(1), 120), at_site(), &[]);
    append(&keeper, KEEPER, issue(2, lot(1), 50), at_site(), &[]);
    let wrong = issue(2, lot(1), 50).id;
    append(
        &keeper,
        KEEPER,
        reversal(1, wrong.into(), DocumentKind::Issue, None),
        at_site(),
        &[],
    );
    Story {
        central,
        keeper,
        coordinator,
        _folders: folders,
    }
}

fn exchange(story: &mut Story) {
    for _ in 0..2 {
        sync(&story.keeper, &mut story.central);
        sync(&story.coordinator, &mut story.central);
    }
}

/// The coordinator is offered the receipt beside the acceptance, and links them.
fn linked() -> Story {
    let mut story = until_the_link();
    exchange(&mut story);
    let proposals = story
        .coordinator
        .read(|reads| reads.match_proposals())
        .expect("read");
    assert_eq!(proposals.len(), 1);
    assert_eq!(proposals[0].acceptance, Some(proposal(1, 500).id));
    assert_eq!(
        (
            proposals[0].lines[0].received,
            proposals[0].lines[0].quantity
        ),
        (500, 500)
    );
    append(
        &story.coordinator,
        COORDINATOR,
        matched(1, 1, 1, 500),
        Scope::Coordination,
        &[at_site()],
    );
    exchange(&mut story);
    story
}

fn figure(value: i64) -> Figure {
    Figure {
        value: Some(value),
        qualifiers: vec![Qualifier::Exact],
    }
}

#[test]
fn the_keeper_sees_stock_before_any_server() {
    let story = until_the_link();
    let stock = story
        .keeper
        .read(|reads| reads.stock(site()))
        .expect("read");
    assert_eq!((stock[0].good, stock[0].damaged), (368, 12));
    assert!(stock[0].lots[0].provisional);
    let card = story
        .keeper
        .read(|reads| reads.stock_card(site(), blankets()))
        .expect("read");
    let balances: Vec<i64> = card.iter().map(|row| row.balance).collect();
    assert_eq!(balances.last(), Some(&380), "{card:#?}");
    assert_eq!(card.len(), 5);
    assert_eq!(card.iter().filter(|row| row.reversed).count(), 1);
    let unsent = story.keeper.read(|reads| reads.unsent()).expect("read");
    assert_eq!((unsent.entries, unsent.documents.len()), (4, 4));
    let found = story
        .keeper
        .read(|reads| {
            let query = DocumentQuery {
                text: Some("cekija pabrade".to_owned()),
                limit: 9,
                ..DocumentQuery::default()
            };
            reads.documents(&query)
        })
        .expect("read");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].journey, Journey::OnThisComputer);
}

#[test]
fn the_link_ends_in_the_figures_of_the_document() {
    let story = linked();
    let matrix = story
        .coordinator
        .read(|reads| reads.matrix(None))
        .expect("read");
    assert_eq!(
        (matrix.donors, matrix.rows.len(), matrix.unconfirmed),
        (2, 2, 0)
    );
    let row = matrix
        .rows
        .iter()
        .find(|row| row.donor == czechia())
        .expect("the Czech row");
    assert_eq!(row.offered, figure(500));
    assert_eq!(row.accepted, figure(500));
    assert_eq!((&row.good, &row.damaged), (&figure(488), &figure(12)));
    assert_eq!(row.issued, figure(120));
    assert_eq!(
        (&row.on_hand_good, &row.on_hand_damaged),
        (&figure(368), &figure(12))
    );
    assert!(!row.provisional);
    let other = matrix
        .rows
        .iter()
        .find(|row| row.donor == latvia())
        .expect("the Latvian row");
    assert_eq!(
        (
            other.item,
            other.offered.value,
            &other.offered.qualifiers[..]
        ),
        (None, None, &[Qualifier::NotStated][..])
    );
    assert!(other.good.value.is_none() && other.good.qualifiers.is_empty());
}

#[test]
fn a_cell_and_a_document_tell_the_same() {
    let story = linked();
    for (column, sum) in [
        (MatrixColumn::Offered, 500),
        (MatrixColumn::Issued, 120),
        (MatrixColumn::OnHandGood, 368),
    ] {
        let cell = story
            .coordinator
            .read(|reads| reads.matrix_cell(None, czechia(), None, Some(blankets()), false, column))
            .expect("read");
        let given = cell.documents.iter().filter_map(|one| one.quantity);
        assert_eq!(given.sum::<i64>(), sum);
        assert_eq!(cell.documents[0].document.journey, Journey::Confirmed);
    }
    let view = story
        .keeper
        .read(|reads| reads.receipt(ReceiptId(id(10_001))))
        .expect("read")
        .expect("here");
    assert!(view.matched && view.document.journey == Journey::Confirmed);
    let acceptance = story
        .coordinator
        .read(|reads| reads.acceptance(proposal(1, 500).id))
        .expect("read")
        .expect("here");
    assert_eq!(acceptance.lines[0].received, 500);
    assert!(
        story
            .keeper
            .read(|reads| reads.expected(site()))
            .expect("read")
            .is_empty()
    );
    for store in [&story.keeper, &story.coordinator] {
        assert_eq!(store.verify().expect("checked").flaw, None);
        assert_eq!(store.read(|reads| reads.unsent_count()).expect("read"), 0);
    }
}

#[test]
fn the_audit_export_proves_itself() {
    let mut story = until_the_link();
    exchange(&mut story);
    // One entry the server has not seen: it is exported as unconfirmed.
    append(
        &story.coordinator,
        COORDINATOR,
        matched(1, 1, 1, 500),
        Scope::Coordination,
        &[at_site()],
    );
    let at = day(25).and_hms_opt(9, 0, 0).expect("a time").and_utc();
    let mut file = Vec::new();
    let summary = story
        .coordinator
        .audit_export(&ExportFacts { created_at: at }, &mut file)
        .expect("written");
    let report =
        verify_export(&mut file.as_slice(), &Anchors::default(), &mut |_, _| {}).expect("intact");
    assert_eq!(report.entries, summary.entries);
    let mut again = Vec::new();
    story
        .coordinator
        .audit_export(&ExportFacts { created_at: at }, &mut again)
        .expect("written");
    assert_eq!(file, again);
}
