//! Whose goods are: bought ones come from their supplier, and the title goes by certificates alone.

use ledger::body::{
    Body, CountLine, CountPosted, DocumentKind, MoveHow, Origin, ReceiptPosted, StockMoved,
};
use ledger::fold::{self, LotTitle, Stamped, Titles, Why};
use ledger::ids::{
    AcceptanceId, AcceptanceLineId, ConsignmentId, ConsignmentLineId, CountId, ItemId, LotId,
    PartyId, SiteId,
};
use ledger::posting::{Condition, Movement, Node};

use crate::world::{entry, matched, moved, quarantined, receipt, reversal, uuid};

fn party(name: &str) -> PartyId {
    PartyId(uuid(name))
}

fn bought(id: &str, counts: &[(&str, i64, i64, i64)]) -> ReceiptPosted {
    ReceiptPosted {
        origin: Some(Origin::Supplier),
        ..receipt(id, counts)
    }
}

/// `lot-1` goes from one owner to another.
fn handed_on(id: &str, from: &str, to: &str, quantity: i64) -> StockMoved {
    let how = MoveHow::OwnershipChange {
        from: party(from),
        to: party(to),
        certificate: "A-1".to_owned(),
    };
    moved(id, how, "lot-1", Condition::Good, quantity)
}

fn title(entries: &[Stamped]) -> LotTitle {
    let titles = Titles::of(entries);
    titles.get(LotId(uuid("lot-1"))).expect("known").clone()
}

fn held(entries: &[Stamped]) -> Vec<(Option<PartyId>, i64)> {
    let mut held = title(entries).holders();
    held.sort_by_key(|(_, units)| -*units);
    held
}

#[test]
fn i_05_what_was_bought_comes_from_its_supplier() {
    let state = fold::receipt(&[entry(1, bought("receipt", &[("lot-1", 10, 2, 3)]))]);
    let from: Vec<(Movement, Node, Node, i64)> = state
        .postings
        .iter()
        .map(|dated| dated.posting)
        .map(|one| (one.movement, one.from, one.to, one.quantity))
        .collect();
    let czechia = party("czechia");
    let (seller, here) = (Node::Supplier(czechia), from[0].2);
    assert_eq!(
        from,
        [
            (Movement::Receipt, seller, here, 10),
            (Movement::Receipt, seller, here, 2),
            (Movement::ReceiptRefused, seller, Node::Returned(czechia), 3),
        ]
    );
    let unit = [entry(1, bought("receipt", &[("lot-1", 10, 0, 0)]))];
    let (_, card) = fold::document(&unit).cards().remove(0);
    assert_eq!((card.donor, card.supplier), (None, Some(czechia)));
    assert_eq!(card.came_from(), Some(czechia));
    assert!(!card.provisional, "it waits for no acceptance");
}

#[test]
fn a_match_of_what_was_bought_changes_nothing() {
    let unit = [
        entry(1, bought("receipt", &[("lot-1", 5, 0, 0)])),
        entry(2, matched("match", "lot-1", 5)),
    ];
    let state = fold::receipt(&unit);
    assert!(state.matched.is_none());
    assert_eq!(state.ignored[0].why, Why::Announced);
}

#[test]
fn the_title_begins_with_the_donor_and_goes_by_certificates() {
    let mut journal = vec![entry(1, receipt("receipt", &[("lot-1", 40, 10, 7)]))];
    let czechia = Some(party("czechia"));
    let partner = Some(party("partner"));
    assert_eq!(
        held(&journal),
        [(czechia, 50)],
        "what was refused never came in"
    );
    journal.push(entry(2, handed_on("move", "czechia", "partner", 20)));
    assert_eq!(held(&journal), [(czechia, 30), (partner, 20)]);
    journal.push(entry(3, handed_on("move-2", "partner", "estonia", 20)));
    assert_eq!(
        held(&journal),
        [(czechia, 30), (Some(party("estonia")), 20)]
    );
    let undone = Body::from(reversal("reversal", "move-2", DocumentKind::StockMove));
    journal.push(entry(4, undone));
    assert_eq!(
        held(&journal),
        [(czechia, 30), (partner, 20)],
        "as if it had not been"
    );
    assert!(!title(&journal).contradicts());
    journal.push(entry(
        5,
        Body::from(reversal("back", "receipt", DocumentKind::Receipt)),
    ));
    assert_eq!(title(&journal).received, 0);
    assert!(
        title(&journal).contradicts(),
        "handed on, and never received"
    );
}

/// Two computers that were apart each handed on most of it: both certificates stand, and nothing is cut to fit.
#[test]
fn more_than_was_held_stays_below_zero() {
    let mut journal = vec![
        entry(1, receipt("receipt", &[("lot-1", 50, 0, 0)])),
        entry(2, handed_on("move", "czechia", "partner", 30)),
        entry(3, handed_on("move-2", "czechia", "estonia", 30)),
    ];
    let expected = |journal: &[Stamped]| {
        let title = title(journal);
        assert!(title.contradicts());
        (title.holds(party("czechia")), title.holds(party("partner")))
    };
    assert_eq!(expected(&journal), (-10, 30));
    journal.reverse();
    assert_eq!(expected(&journal), (-10, 30), "in whatever order they came");
}

#[test]
fn of_what_was_bought_nobody_is_named_before_a_certificate() {
    let mut journal = vec![entry(1, bought("receipt", &[("lot-1", 50, 0, 0)]))];
    assert_eq!(held(&journal), [(None, 50)]);
    journal.push(entry(2, handed_on("move", "estonia", "partner", 20)));
    assert_eq!(held(&journal), [(None, 30), (Some(party("partner")), 20)]);
    assert_eq!(title(&journal).holds(party("czechia")), 30);
    journal.push(entry(3, handed_on("move-2", "estonia", "partner", 40)));
    assert!(title(&journal).contradicts(), "more than came in");
}

/// Of 100 a count finds 110, a later one 95: the ten were there, and what is missing was taken from nobody.
#[test]
fn what_a_count_found_belongs_to_whoever_the_lot_began_with() {
    let counted = |id: &str, book: i64, counted: i64| CountPosted {
        id: CountId(uuid(id)),
        number: "PAB-CNT-21-A-00001".to_owned(),
        site: SiteId(uuid("pabrade")),
        place: None,
        blind: false,
        second_person: false,
        lines: vec![CountLine {
            lot: LotId(uuid("lot-1")),
            item: ItemId(uuid("blankets")),
            condition: Condition::Good,
            place: None,
            book,
            counted,
            reason: None,
            packed: None,
        }],
    };
    let mut journal = vec![
        entry(1, receipt("receipt", &[("lot-1", 100, 0, 0)])),
        entry(2, counted("count", 100, 110)),
    ];
    assert_eq!(title(&journal).holds(party("czechia")), 110);
    journal.push(entry(3, handed_on("move", "czechia", "partner", 110)));
    assert_eq!(held(&journal), [(Some(party("partner")), 110)]);
    journal.pop();
    journal.push(entry(4, counted("count-2", 110, 95)));
    assert_eq!(held(&journal), [(Some(party("czechia")), 100)]);
}

/// The receipt stays in the scope of its site: whoever was sent the lot knows the certificate of its own site alone.
#[test]
fn where_the_lot_does_not_begin_only_takers_are_named() {
    let journal = [entry(1, handed_on("move", "czechia", "partner", 8))];
    assert_eq!(held(&journal), [(Some(party("partner")), 8)]);
    assert!(!title(&journal).contradicts());
}

#[test]
fn what_answers_an_announcement_was_not_bought() {
    let plain = bought("receipt", &[("lot-1", 10, 0, 0)]);
    let mut accepted = plain.clone();
    accepted.acceptance = Some(AcceptanceId(uuid("acceptance")));
    let mut consigned = plain.clone();
    consigned.consignment = Some(ConsignmentId(uuid("consignment")));
    let mut by_line = plain.clone();
    by_line.lines[0].acceptance_line = Some(AcceptanceLineId(uuid("al-1")));
    let mut by_truck = plain.clone();
    by_truck.lines[0].consignment_line = Some(ConsignmentLineId(uuid("cl-1")));
    assert!(plain.bought());
    for body in [accepted, consigned, by_line, by_truck] {
        assert!(!body.bought());
        let (_, card) = fold::document(&[entry(1, body)]).cards().remove(0);
        assert_eq!((card.donor, card.supplier), (Some(party("czechia")), None));
    }
}

#[test]
fn only_what_stands_changes_a_title() {
    let journal = [
        entry(1, receipt("receipt", &[("lot-1", 50, 0, 0)])),
        quarantined(entry(2, handed_on("move", "czechia", "partner", 20))),
        entry(3, handed_on("move-2", "czechia", "czechia", 20)),
        entry(4, handed_on("move-3", "czechia", "partner", 0)),
        entry(5, handed_on("move-4", "czechia", "partner", -5)),
    ];
    assert_eq!(held(&journal), [(Some(party("czechia")), 50)]);
}

#[test]
fn parties_that_turn_out_to_be_one_hold_together() {
    let journal = [
        entry(1, receipt("receipt", &[("lot-1", 50, 0, 0)])),
        entry(2, handed_on("move", "czechia", "partner", 20)),
    ];
    let one = title(&journal).named(|_| Ok::<_, std::convert::Infallible>(party("czechia")));
    let one = one.expect("named");
    assert_eq!(one.holders(), [(Some(party("czechia")), 50)]);
}
