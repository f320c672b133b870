//! What the keepers did between the papers: kits, loans, reservations, places; and what the catalogue learnt.

use ledger::body::{LimitKind, MoveKind};
use scenario::ask::{ask, fetch};
use scenario::devices::{COORDINATOR, KEEPER};
use scenario::lithuania_2021::{document, item, party, people, site};
use serde_json::{Value, json};
use store::view::{
    CountView, KitLotView, LimitRow, MergeRow, OpeningView, PackagingRow, ProposalRow, ReceiptView,
    ReservationState, ReservationView, ReturnableRow, SimilarRow, SitePage, StockMoveView,
    StockRow, TransferRow, TransferState,
};

use super::{known, told};

fn pabrade() -> Value {
    json!({"site": site("PAB")})
}

#[test]
fn bed_sets_are_put_together_and_some_taken_apart() {
    let (_dir, keeper) = told(&KEEPER);
    let on = |day: &str| -> Vec<KitLotView> { known(&keeper, "kit_lots", day, pabrade()) };
    // What is recorded between two exchanges is known from the second on.
    assert!(on("2021-10-28").is_empty());
    let kits = on("2021-10-29");
    assert_eq!(kits.len(), 1);
    assert_eq!((kits[0].built, kits[0].broken, kits[0].here), (10, 2, 8));
    assert_eq!(kits[0].breaks.len(), 1);
    let stock: Vec<StockRow> = known(&keeper, "stock", "2021-10-29", pabrade());
    let good = |code: &str| {
        let row = stock.iter().find(|row| row.item == item(code));
        row.map(|row| row.good)
    };
    // 100 beds less 8 in sets and 2 still lent.
    assert_eq!(good("FOLDING-BED"), Some(90));
    assert_eq!(good("SLEEPING-BAG"), Some(492));
    assert_eq!(good("BED-SET"), Some(8));
    assert_eq!(good("BLANKET"), Some(368), "as the figures of July have it");
}

#[test]
fn beds_are_lent_come_back_and_two_are_waited_for() {
    let (_dir, keeper) = told(&KEEPER);
    let out: Vec<ReturnableRow> = ask(&keeper.context, "returnables", &pabrade()).unwrap();
    assert_eq!(out.len(), 1);
    assert_eq!(
        (out[0].party, out[0].due_on.as_deref(), out[0].outstanding),
        (party("IOM"), Some("2021-11-30"), 2)
    );
    let stock: Vec<StockRow> = ask(&keeper.context, "stock", &pabrade()).unwrap();
    let named = serde_json::to_string(&stock).unwrap();
    assert!(named.contains("Hall 2"), "{named}");
}

#[test]
fn soap_is_bought_by_the_carton_from_a_trader_who_is_no_donor() {
    let (_dir, keeper) = told(&KEEPER);
    let by_id = json!({"id": document("receipt/soap")});
    let receipt: ReceiptView = ask(&keeper.context, "receipt", &by_id).unwrap();
    assert_eq!(
        (receipt.bought, receipt.paper.as_deref()),
        (true, Some("Invoice SYN-2021-118 (synthetic)"))
    );
    let packed = receipt.lines[0].packed.as_ref().unwrap();
    assert_eq!(
        (packed.packs, packed.base_units, receipt.lines[0].good),
        (Some(12), Some(48), 576)
    );
}

#[test]
fn wet_soap_is_done_away_with_by_two_and_a_little_is_written_off_by_one() {
    let (_dir, keeper) = told(&KEEPER);
    let limits: Vec<LimitRow> = fetch(&keeper.context, "limits").unwrap();
    let of_loss = limits.iter().find(|one| one.kind == LimitKind::WriteOff);
    assert_eq!(of_loss.unwrap().units, Some(10));
    let moved = |word: &str| -> StockMoveView {
        let by_id = json!({"id": document(&format!("move/{word}"))});
        ask(&keeper.context, "stock_move", &by_id).unwrap()
    };
    let gone = moved("soap gone");
    assert_eq!(
        (gone.how, gone.approved_by_name.as_deref()),
        (MoveKind::Disposal, Some(people::HEAD.name))
    );
    let missing = moved("soap missing");
    assert_eq!(
        (missing.how, missing.paper.as_deref()),
        (MoveKind::Loss, Some("Report SYN-3 (synthetic)"))
    );
    assert!(!missing.needs_approval, "six are within the limit");
    let stock: Vec<StockRow> = ask(&keeper.context, "stock", &pabrade()).unwrap();
    let soap = stock.iter().find(|row| row.item == item("SOAP")).unwrap();
    // 900 taken over and 576 bought, less 24 wet and 6 missing.
    assert_eq!((soap.good, soap.damaged), (1_446, 0));
}

#[test]
fn heaters_kept_for_a_block_are_let_go_and_tents_stay_ordered() {
    let (_dir, keeper) = told(&KEEPER);
    let found: Vec<ReservationView> = known(&keeper, "reservations", "2021-11-23", pabrade());
    let of = |word: &str| {
        let one = found.iter().find(|one| one.id.0 == document(word));
        one.map(|one| (one.state, one.release_order))
    };
    assert_eq!(
        of("reservation/heaters"),
        Some((ReservationState::Ended, false))
    );
    assert_eq!(of("order/tents"), Some((ReservationState::Active, true)));
}

#[test]
fn what_was_counted_taken_over_and_sent_is_as_it_was() {
    let (_dir, keeper) = told(&KEEPER);
    let by_id = |word: &str| json!({"id": document(word)});
    let count: CountView = ask(&keeper.context, "count", &by_id("count/PAB")).unwrap();
    assert!(count.lines.iter().all(|line| line.book == line.counted) && count.lines.len() > 8);
    let opening: OpeningView = ask(&keeper.context, "opening", &by_id("opening/soap")).unwrap();
    assert_eq!(opening.lines[0].quantity, 900);
    let sent: Vec<TransferRow> = known(&keeper, "transfers", "2021-11-23", pabrade());
    let states: Vec<_> = sent
        .iter()
        .map(|one| (&*one.occurred_on, one.state))
        .collect();
    let mut in_order = states.clone();
    in_order.sort_by_key(|(day, _)| *day);
    assert_eq!(
        in_order,
        [
            ("2021-08-02", TransferState::Received),
            ("2021-11-22", TransferState::OnTheRoad)
        ]
    );
    let page: SitePage = known(&keeper, "site_page", "2021-11-23", pabrade());
    assert_eq!((page.access_notes.len(), page.head_counts.len()), (1, 2));
}

#[test]
fn the_catalogue_learns_and_one_pair_is_left_to_settle() {
    let (_dir, office) = told(&COORDINATOR);
    let packed: Vec<PackagingRow> =
        ask(&office.context, "packaging", &json!({"item": item("SOAP")})).unwrap();
    assert_eq!((packed.len(), packed[0].contains), (1, 48));
    let merged: Vec<MergeRow> = fetch(&office.context, "merges").unwrap();
    assert_eq!((merged.len(), merged[0].into.0), (1, party("IOM").0));
    let asked: Vec<ProposalRow> = fetch(&office.context, "proposals").unwrap();
    assert_eq!((asked.len(), asked[0].adopted), (1, Some(false)));
    let alike: Vec<SimilarRow> = fetch(&office.context, "similar_records").unwrap();
    assert_eq!(alike.len(), 1);
}
