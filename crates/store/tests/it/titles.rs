//! Titles and what was bought, as rows say it and as the reference fold does, in whatever order entries arrive.

use std::path::Path;

use ledger::body::{DocumentKind, MoveHow, Origin, ReceiptPosted, StockMoveLine, StockMoved};
use ledger::fold::Titles;
use ledger::ids::{LotId, PartyId, StockMoveId};
use ledger::posting::{Condition, Movement, Node};
use ledger::scope::Scope;
use store::view::TitleView;
use store::{Identity, Store};
use tempfile::{TempDir, tempdir};

use crate::central::{Central, id};
use crate::moves_world::{counted, dispatch, link, rukla, taken_in};
use crate::world::{
    COORDINATOR, KEEPER, append, at_site, blankets, central, computer, czechia, data_key, identity,
    issue, latvia, lot, matched, receipt, reversal, site, sync,
};
use crate::{reference, sums};

/// A keeper and an office, apart until they exchange.
struct Two {
    central: Central,
    stores: Vec<Store>,
    folders: Vec<TempDir>,
}

impl Two {
    fn new() -> Self {
        let folders: Vec<TempDir> = (0..2).map(|_| tempdir().expect("a folder")).collect();
        let mut central = central();
        let devices = folders.iter().zip([2, 4]);
        let stores: Vec<Store> = devices
            .map(|(folder, device)| computer(folder.path(), device))
            .collect();
        for store in &stores {
            sync(store, &mut central);
        }
        Self {
            central,
            stores,
            folders,
        }
    }

    fn here(&self, by: usize, body: impl Into<ledger::body::Body>) {
        append(
            &self.stores[by],
            KEEPER,
            body,
            at_site(),
            &[Scope::Coordination],
        );
    }

    /// Everything to everybody; both then say what the reference says.
    fn exchange(&mut self) {
        for _ in 0..2 {
            for store in &self.stores {
                sync(store, &mut self.central);
            }
        }
        for (store, folder) in self.stores.iter().zip(&self.folders) {
            agree(store, folder.path());
        }
    }
}

/// The rows and the reads of a file against the fold of its entries.
fn agree(store: &Store, folder: &Path) {
    let held = reference::held(folder);
    assert_eq!(reference::shown(folder), reference::said(&held));
    let titles = Titles::of(&held);
    assert!(titles.iter().count() > 0);
    for (lot, expected) in titles.iter() {
        let found = store.read(|reads| reads.title(lot)).expect("read");
        assert_eq!(found.as_ref(), Some(expected), "{lot}");
    }
    let before = store.projection_digest().expect("a digest");
    let (after, _) = store.rebuild().expect("rebuilt");
    assert_eq!(before, after);
}

fn handed_on(number: u128, of: LotId, from: PartyId, to: PartyId, quantity: i64) -> StockMoved {
    StockMoved {
        id: StockMoveId(id(170_000 + number)),
        number: format!("PAB-OWN-21-B-{number:05}"),
        site: site(),
        how: MoveHow::OwnershipChange {
            from,
            to,
            certificate: "A-1".to_owned(),
        },
        approval: false,
        lines: vec![StockMoveLine {
            lot: of,
            item: blankets(),
            place: None,
            condition: Condition::Good,
            quantity,
        }],
    }
}

fn other() -> PartyId {
    PartyId(id(407))
}

fn held(view: &TitleView) -> Vec<(Option<PartyId>, i64)> {
    let holders = view.holders.iter();
    holders.map(|one| (one.party, one.quantity)).collect()
}

fn title(store: &Store, of: LotId) -> TitleView {
    let view = store.read(|reads| reads.title_view(of)).expect("read");
    TitleView {
        holders: {
            let mut holders = view.holders;
            holders.sort_by_key(|one| -one.quantity);
            holders
        },
        ..view
    }
}

#[test]
fn a_title_goes_with_certificates_and_comes_back_with_their_reversal() {
    let mut two = Two::new();
    let mut refusing = receipt(1, 95, 5);
    refusing.lines[0].refused = 7;
    two.here(0, refusing);
    two.here(0, handed_on(1, lot(1), czechia(), latvia(), 20));
    two.here(0, issue(1, lot(1), 60));
    two.exchange();
    for store in &two.stores {
        let view = title(store, lot(1));
        assert_eq!(held(&view), [(Some(czechia()), 80), (Some(latvia()), 20)]);
        assert!(!view.contradicts);
        let goods = store
            .read(|reads| reads.donor_goods(czechia()))
            .expect("read");
        assert_eq!(held(&goods[0].title).len(), 2);
        let back = store
            .read(|reads| reads.goes_back_to(lot(1)))
            .expect("read");
        assert_eq!(back.expect("known").parties, [czechia(), latvia()]);
        let stock = store.read(|reads| reads.stock(site())).expect("read");
        assert!(stock[0].lots[0].title.is_some());
        let card = store.read(|reads| reads.stock_card(site(), blankets()));
        let card = card.expect("read");
        let changes = card
            .iter()
            .filter(|row| row.movement == Movement::OwnershipChange);
        let owners: Vec<_> = changes.map(|row| row.counterpart.get("en")).collect();
        let latvia = store.read(|reads| reads.party(latvia())).expect("read");
        let latvia = latvia.expect("known");
        assert_eq!(owners, [latvia.names.get("en")]);
    }
    let undone = handed_on(1, lot(1), czechia(), latvia(), 20).id;
    two.here(0, reversal(1, undone.into(), DocumentKind::StockMove, None));
    two.exchange();
    for store in &two.stores {
        assert_eq!(held(&title(store, lot(1))), [(Some(czechia()), 100)]);
        let back = store
            .read(|reads| reads.goes_back_to(lot(1)))
            .expect("read");
        assert_eq!(back.expect("known").parties, [czechia()]);
        let stock = store.read(|reads| reads.stock(site())).expect("read");
        assert!(stock[0].lots[0].title.is_none(), "nothing changed hands");
    }
}

/// Each computer alone hands on what the donor still holds; together it is more than that.
#[test]
fn two_certificates_that_together_hand_on_too_much_both_stand() {
    let mut two = Two::new();
    two.here(0, receipt(1, 100, 0));
    two.exchange();
    two.here(0, handed_on(1, lot(1), czechia(), latvia(), 60));
    two.here(1, handed_on(2, lot(1), czechia(), other(), 60));
    two.exchange();
    for store in &two.stores {
        let view = title(store, lot(1));
        assert!(view.contradicts);
        assert_eq!(view.holders.last().map(|one| one.quantity), Some(-20));
        let back = store
            .read(|reads| reads.goes_back_to(lot(1)))
            .expect("read");
        let mut parties = back.expect("known").parties;
        parties.sort_unstable();
        let mut expected = [czechia(), latvia(), other()];
        expected.sort_unstable();
        assert_eq!(parties, expected);
    }
}

/// Goods that came before their waybill change their owner, and then turn out to be the dispatched lot.
#[test]
fn a_title_moves_to_the_lot_that_goods_turn_out_to_be() {
    let mut two = Two::new();
    two.here(0, receipt(1, 100, 0));
    let there = |two: &Two, body: ledger::body::Body| {
        let also = [at_site(), Scope::Coordination];
        append(&two.stores[1], KEEPER, body, Scope::Site(rukla()), &also);
    };
    let also = [Scope::Site(rukla()), Scope::Coordination];
    append(
        &two.stores[0],
        KEEPER,
        dispatch(1, lot(1), 21),
        at_site(),
        &also,
    );
    let mut body = receipt(51, 20, 1);
    (body.site, body.donor) = (rukla(), latvia());
    there(&two, body.into());
    let mut change = handed_on(1, lot(51), latvia(), other(), 8);
    change.site = rukla();
    there(&two, change.into());
    two.exchange();
    let of_latvia = [(Some(latvia()), 13), (Some(other()), 8)];
    assert_eq!(held(&title(&two.stores[0], lot(51))), of_latvia);
    there(&two, link(51, 1, lot(1)).into());
    two.exchange();
    for store in &two.stores {
        let view = title(store, lot(51));
        assert_eq!(held(&view), held(&title(store, lot(1))), "one lot now");
        // The Czech lot has its hundred; what Latvia handed on it never held of it.
        assert_eq!(
            held(&view),
            [
                (Some(czechia()), 100),
                (Some(other()), 8),
                (Some(latvia()), -8)
            ]
        );
        assert!(view.contradicts);
    }
    let mut back = reversal(
        1,
        link(51, 1, lot(1)).id.into(),
        DocumentKind::DispatchMatch,
        None,
    );
    back.site = rukla();
    there(&two, back.into());
    two.exchange();
    assert_eq!(held(&title(&two.stores[0], lot(51))), of_latvia);
}

/// A keeper of another site is sent some by waybill and hands them on. That computer has neither the receipt nor the donor's
/// hundred: it names who took some over, and calls nothing a contradiction.
#[test]
fn a_site_that_was_sent_a_lot_does_not_judge_its_title() {
    let mut two = Two::new();
    let folder = tempdir().expect("a folder");
    let own = vec!["catalogue".to_owned(), Scope::Site(rukla()).to_string()];
    let store = Store::create(folder.path(), &data_key()).expect("a new file");
    let there = Identity {
        reads: own.clone(),
        writes: own,
        site: Some(rukla()),
        ..identity(3)
    };
    store.enrol(&there).expect("enrolled");
    let also = [Scope::Site(rukla()), Scope::Coordination];
    two.here(0, receipt(1, 100, 0));
    let sent = dispatch(1, lot(1), 60);
    append(&two.stores[0], KEEPER, sent, at_site(), &also);
    let arrived = taken_in(1, 1, lot(1), 60, 0);
    let write = |body: ledger::body::Body| {
        let also = [at_site(), Scope::Coordination];
        append(&store, KEEPER, body, Scope::Site(rukla()), &also);
    };
    write(arrived.into());
    let unchanged = |store: &Store| {
        let goods = store.read(|reads| reads.donor_goods(czechia()));
        held(&goods.expect("read")[0].title)
    };
    assert!(unchanged(&store).is_empty(), "nobody can tell");
    let mut change = handed_on(1, lot(1), czechia(), latvia(), 8);
    change.site = rukla();
    write(change.into());
    let view = title(&store, lot(1));
    assert_eq!(held(&view), [(Some(latvia()), 8)]);
    assert!(!view.contradicts);
    assert_eq!(unchanged(&store), held(&view));
    let back = store.read(|reads| reads.goes_back_to(lot(1)));
    let back = back.expect("read").expect("known by its card");
    assert_eq!(back.parties, [czechia(), latvia()]);
    let known = store.read(|reads| reads.title(lot(1))).expect("read");
    assert!(!known.expect("known by its card").known);
    agree(&store, folder.path());
    // Whoever holds both ends sees both.
    for _ in 0..2 {
        sync(&store, &mut two.central);
        two.exchange();
    }
    let all = title(&two.stores[1], lot(1));
    assert_eq!(held(&all), [(Some(czechia()), 92), (Some(latvia()), 8)]);
}

/// What a count finds beyond what was received can be handed on; on every computer it is the same party's.
#[test]
fn what_a_count_found_can_be_handed_on() {
    let mut two = Two::new();
    two.here(0, receipt(1, 100, 0));
    two.here(0, counted(1, lot(1), 100, 110, false));
    two.exchange();
    for store in &two.stores {
        assert_eq!(held(&title(store, lot(1))), [(Some(czechia()), 110)]);
        let goods = store.read(|reads| reads.donor_goods(czechia()));
        let title = &goods.expect("read")[0].title;
        assert_eq!(held(title), [(Some(czechia()), 110)], "unchanged hands too");
        assert_eq!(title.holders[0].names.get("en").expect("named"), "Čekija");
    }
    two.here(0, handed_on(1, lot(1), czechia(), latvia(), 110));
    two.exchange();
    for store in &two.stores {
        let view = title(store, lot(1));
        assert_eq!(held(&view), [(Some(latvia()), 110)]);
        assert!(!view.contradicts);
    }
}

/// A stranger's waybill says that somebody gave the lot and somebody sold it: given, in every row and on every screen.
#[test]
fn a_card_that_names_a_donor_and_a_seller_is_of_what_was_given() {
    let mut two = Two::new();
    let mut sent = dispatch(1, lot(1), 60);
    sent.lines[0].card.supplier = Some(latvia());
    let also = [Scope::Site(rukla()), Scope::Coordination];
    append(&two.stores[0], KEEPER, sent, at_site(), &also);
    two.exchange();
    for store in &two.stores {
        let card = store.read(|reads| reads.lot(lot(1))).expect("read");
        let card = card.expect("known by its card");
        assert_eq!((card.donor, card.supplier), (Some(czechia()), None));
        let view = store.read(|reads| reads.lot_view(lot(1))).expect("read");
        assert!(!view.expect("known").bought);
        let matrix = store.read(|reads| reads.matrix(None)).expect("read");
        assert!(matrix.rows.iter().all(|row| !row.bought));
    }
}

fn bought(number: u128, good: i64, damaged: i64) -> ReceiptPosted {
    ReceiptPosted {
        origin: Some(Origin::Supplier),
        paper: Some("INV 2021/118".to_owned()),
        ..receipt(number, good, damaged)
    }
}

/// What lots and documents say of it.
fn told(store: &Store) {
    let view = store
        .read(|reads| reads.lot_view(lot(2)))
        .expect("read")
        .expect("known");
    assert!(view.bought);
    assert_eq!(view.donor, Some(czechia()));
    let seller = Node::Supplier(czechia());
    let left = store.read(|reads| reads.balance(lot(2), seller, Condition::Good));
    assert_eq!(left.expect("read"), -40);
    let goods = store
        .read(|reads| reads.donor_goods(czechia()))
        .expect("read");
    let found: Vec<(bool, i64)> = goods
        .iter()
        .map(|one| (one.lot.bought, one.given))
        .collect();
    assert_eq!(found, [(false, 100), (true, 43)]);
    assert_eq!(held(&title(store, lot(2))), [(None, 43)], "nobody is named");
    let proposals = store.read(|reads| reads.match_proposals()).expect("read");
    let open: Vec<_> = proposals.iter().map(|one| one.receipt).collect();
    assert_eq!(open, [receipt(1, 0, 0).id]);
    let view = store
        .read(|reads| reads.receipt(bought(2, 0, 0).id))
        .expect("read");
    let view = view.expect("known");
    assert!(view.bought && !view.matched);
    let issued = store
        .read(|reads| reads.issue(issue(1, lot(2), 0).id))
        .expect("read");
    assert!(issued.expect("known").lines[0].bought);
}

#[test]
fn what_was_bought_counts_apart_from_what_the_same_party_gave() {
    let mut two = Two::new();
    two.here(0, receipt(1, 100, 0));
    two.here(0, bought(2, 40, 3));
    two.here(0, issue(1, lot(2), 15));
    // A stranger's match of it changes nothing.
    append(
        &two.stores[1],
        COORDINATOR,
        matched(1, 2, 1, 40),
        Scope::Coordination,
        &[at_site()],
    );
    two.exchange();
    for store in &two.stores {
        let matrix = store.read(|reads| reads.matrix(None)).expect("read");
        let row = |bought: bool| {
            let of = |row: &&store::view::MatrixRow| row.donor == czechia() && row.bought == bought;
            matrix.rows.iter().find(of).expect("a row").clone()
        };
        assert_eq!(matrix.donors, 1, "a supplier is no donor");
        assert!(
            matrix.rows.last().is_some_and(|last| last.bought),
            "after the gifts"
        );
        let (given, sold) = (row(false), row(true));
        assert_eq!((given.good.value, given.issued.value), (Some(100), None));
        assert_eq!((sold.good.value, sold.damaged.value), (Some(40), Some(3)));
        assert_eq!(
            (sold.issued.value, sold.on_hand_good.value),
            (Some(15), Some(25))
        );
        assert!(
            given.provisional && !sold.provisional,
            "it waits for no acceptance"
        );
        sums::check(store, &[site()]);
        told(store);
    }
    two.here(
        0,
        reversal(1, bought(2, 0, 0).id.into(), DocumentKind::Receipt, None),
    );
    two.exchange();
    for store in &two.stores {
        sums::check(store, &[site()]);
    }
}
