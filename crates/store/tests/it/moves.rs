//! Transfers, counts and batches as the computers of two sites see them, in whatever order their entries arrive.

use ledger::body::{DocumentKind, ReservationEnded};
use ledger::fold::DocumentStage;
use ledger::posting::{Condition, Node};
use ledger::scope::Scope;
use ledger::task::TaskKind;
use store::Store;
use store::view::{ReservationState, TransferState};
use tempfile::{TempDir, tempdir};

use crate::central::Central;
use crate::moves_world::{counted, dispatch, link, opening, reserved, rukla, settlement, taken_in};
use crate::world::{
    COORDINATOR, KEEPER, append, at_site, blankets, central, computer, day, issue, latvia, lot,
    receipt, reversal, site, sync,
};

/// Two keepers of Pabradė (0 and 1), and an office that keeps Rukla too (2).
pub(crate) struct Three {
    central: Central,
    pub stores: Vec<Store>,
    _folders: Vec<TempDir>,
}

impl Three {
    pub fn new() -> Self {
        let folders: Vec<TempDir> = (0..3).map(|_| tempdir().expect("a folder")).collect();
        let mut central = central();
        let devices = folders.iter().zip([2, 3, 4]);
        let stores: Vec<Store> = devices
            .map(|(folder, device)| computer(folder.path(), device))
            .collect();
        for store in &stores {
            sync(store, &mut central);
        }
        Self {
            central,
            stores,
            _folders: folders,
        }
    }

    pub fn here(&self, by: usize, body: impl Into<ledger::body::Body>) {
        let also = [Scope::Site(rukla()), Scope::Coordination];
        append(&self.stores[by], KEEPER, body, at_site(), &also);
    }

    pub fn there(&self, body: impl Into<ledger::body::Body>) {
        let also = [at_site(), Scope::Coordination];
        append(&self.stores[2], KEEPER, body, Scope::Site(rukla()), &also);
    }

    pub fn exchange(&mut self) {
        for _ in 0..2 {
            for store in &self.stores {
                sync(store, &mut self.central);
            }
        }
    }

    fn state(&self, at: usize) -> TransferState {
        let id = dispatch(1, lot(1), 0).id;
        let view = self.stores[at]
            .read(|reads| reads.transfer(id))
            .expect("read");
        view.expect("known").transfer.state
    }
}

#[test]
fn a_receiver_may_write_before_the_waybill_has_arrived() {
    let mut three = Three::new();
    three.here(0, receipt(1, 100, 0));
    three.here(0, dispatch(1, lot(1), 60));
    // Nothing has travelled: the receiver has the paper alone.
    three.there(taken_in(1, 1, lot(1), 55, 2));
    let at = |store: &Store, node| {
        store
            .read(|reads| reads.balance(lot(1), node, Condition::Good))
            .expect("read")
    };
    let road = Node::Transit(dispatch(1, lot(1), 0).id);
    assert_eq!(
        at(&three.stores[2], road),
        -57,
        "below zero until the dispatch arrives"
    );
    assert_eq!(three.state(2), TransferState::ReceivedFirst);
    let shortfalls = three.stores[2]
        .read(|reads| reads.shortfalls(None))
        .expect("read");
    assert!(
        shortfalls.is_empty(),
        "the road is no shortfall: {shortfalls:?}"
    );
    // The card on the waybill makes the lot readable.
    let card = three.stores[2]
        .read(|reads| reads.lot(lot(1)))
        .expect("read")
        .expect("known by its card");
    assert_eq!(card.item, blankets());
    three.exchange();
    for store in &three.stores {
        assert_eq!(at(store, road), 3);
        assert_eq!(at(store, Node::Site(rukla())), 55);
        let damaged =
            store.read(|reads| reads.balance(lot(1), Node::Site(rukla()), Condition::Damaged));
        assert_eq!(damaged.expect("read"), 2);
    }
    assert_eq!(three.state(0), TransferState::Discrepancy);
    three.here(0, settlement(1, 0, lot(1), 3, 0));
    let other = settlement(1, 0, lot(1), 1, 0);
    let also = [at_site(), Scope::Site(rukla())];
    append(
        &three.stores[2],
        COORDINATOR,
        other,
        Scope::Coordination,
        &also,
    );
    three.exchange();
    for at in 0..3 {
        assert_eq!(
            three.state(at),
            TransferState::Settled,
            "of two settlements the first counts"
        );
    }
    assert_eq!(at(&three.stores[1], road), 0);
}

/// the sender takes the dispatch back, not knowing that it was received.
#[test]
fn x_16_a_dispatch_taken_back_after_its_receipt_is_contested() {
    let mut three = Three::new();
    three.here(0, receipt(1, 100, 0));
    three.here(0, dispatch(1, lot(1), 60));
    three.exchange();
    three.there(taken_in(1, 1, lot(1), 60, 0));
    let of = dispatch(1, lot(1), 0).id;
    let unknown = three.stores[0]
        .read(|reads| reads.is_received(of))
        .expect("read");
    assert!(!unknown, "the sender does not know yet");
    three.here(0, reversal(1, of.into(), DocumentKind::Transfer, None));
    assert_eq!(three.state(0), TransferState::TakenBack);
    three.exchange();
    for store in &three.stores {
        let contested = store
            .read(|reads| reads.contested_transfers(None))
            .expect("read");
        assert_eq!(contested.len(), 1);
        assert_eq!(
            contested[0].receipts,
            [taken_in(1, 1, lot(1), 0, 0).id.into()]
        );
        let held = store.read(|reads| reads.balance(lot(1), Node::Site(rukla()), Condition::Good));
        assert_eq!(held.expect("read"), 60, "the receipt stands");
        assert!(store.read(|reads| reads.is_received(of)).expect("read"));
    }
}

#[test]
fn an_unannounced_receipt_becomes_the_dispatched_lot_and_back() {
    let mut three = Three::new();
    three.here(0, receipt(1, 100, 0));
    three.here(0, dispatch(1, lot(1), 21));
    let mut body = receipt(51, 20, 1);
    (body.site, body.donor) = (rukla(), latvia());
    three.there(body);
    three.exchange();
    let proposals = three.stores[2]
        .read(|reads| reads.dispatch_proposals(rukla()))
        .expect("read");
    assert_eq!(
        (proposals.len(), proposals[0].lines[0].dispatched),
        (1, lot(1))
    );
    three.there(link(51, 1, lot(1)));
    three.exchange();
    for store in &three.stores {
        let good = store.read(|reads| reads.balance(lot(1), Node::Site(rukla()), Condition::Good));
        assert_eq!(good.expect("read"), 20, "under the dispatched lot's name");
        let card = store
            .read(|reads| reads.lot(lot(51)))
            .expect("read")
            .expect("known");
        assert_ne!(card.donor, Some(latvia()), "it reads as the dispatched lot");
        assert!(
            store
                .read(|reads| reads.dispatch_proposals(rukla()))
                .expect("read")
                .is_empty()
        );
    }
    assert_eq!(three.state(1), TransferState::Received);
    let mut back = reversal(
        1,
        link(51, 1, lot(1)).id.into(),
        DocumentKind::DispatchMatch,
        None,
    );
    back.site = rukla();
    three.there(back);
    three.exchange();
    let card = three.stores[0]
        .read(|reads| reads.lot(lot(51)))
        .expect("read")
        .expect("known");
    assert_eq!(card.donor, Some(latvia()));
    assert_eq!(three.state(0), TransferState::OnTheRoad);
}

/// two computers of one site issue the same goods.
#[test]
fn x_02_two_issues_of_the_last_blankets_are_a_shortfall() {
    let mut three = Three::new();
    three.here(0, receipt(1, 20, 0));
    three.exchange();
    three.here(0, issue(1, lot(1), 20));
    three.here(1, issue(2, lot(1), 15));
    three.exchange();
    for store in &three.stores {
        let short = store
            .read(|reads| reads.shortfalls(Some(site())))
            .expect("read");
        assert_eq!(
            (short.len(), short[0].quantity, short[0].lot),
            (1, -15, lot(1))
        );
        assert_eq!(
            store.read(|reads| reads.short_lots(site())).expect("read"),
            [lot(1)]
        );
    }
    // The count ends it: what is there is nothing.
    three.here(0, counted(1, lot(1), -15, 0, false));
    three.exchange();
    assert!(
        three.stores[2]
            .read(|reads| reads.shortfalls(None))
            .expect("read")
            .is_empty()
    );
}

/// Of a site that sends it goods a keeper holds the waybill alone: what is there is not known, and no task.
#[test]
fn a_site_that_is_not_read_is_short_of_nothing() {
    let mut three = Three::new();
    let (mut received, mut sent) = (receipt(1, 20, 0), dispatch(1, lot(1), 15));
    received.site = rukla();
    (sent.site, sent.to) = (rukla(), site());
    let (home, office) = (Scope::Site(rukla()), [Scope::Coordination]);
    append(&three.stores[2], KEEPER, received, home, &office);
    three.there(sent);
    three.exchange();
    let half = three.stores[0].read(|reads| reads.shortfalls(Some(rukla())));
    assert_eq!(half.expect("read").len(), 1, "only half of it is here");
    for store in &three.stores {
        let short = store.read(|reads| reads.shortfalls(None)).expect("read");
        assert!(short.is_empty(), "{short:?}");
        let tasks = store.read(|reads| reads.tasks()).expect("read");
        let short = |view: &store::view::TaskView| view.task.kind == TaskKind::StockShort;
        assert!(!tasks.iter().any(short));
    }
}

/// movements that the counter had not seen are offered, and never applied.
#[test]
fn x_08_a_count_is_reviewed_when_unseen_movements_arrive() {
    let mut three = Three::new();
    three.here(0, receipt(1, 100, 0));
    three.exchange();
    three.here(1, issue(1, lot(1), 30));
    let later = |store: &Store, body: ledger::body::CountPosted| {
        let mut stamp = crate::world::stamp(KEEPER, ledger::role::Role::StoreKeeper);
        stamp.recorded_at += chrono::TimeDelta::hours(1);
        let write = |writing: &mut store::Writing<'_>| {
            writing.append(body, at_site(), &[Scope::Coordination])
        };
        store
            .write::<_, store::StoreError>(stamp, write)
            .expect("written");
    };
    later(&three.stores[0], counted(1, lot(1), 100, 70, false));
    three.exchange();
    for store in &three.stores {
        let reviews = store
            .read(|reads| reads.count_reviews(Some(site()), None))
            .expect("read");
        assert_eq!(reviews.len(), 1, "{reviews:?}");
        assert_eq!((reviews[0].moved, reviews[0].difference), (-30, -30));
        let left = store
            .read(|reads| reads.available(site(), lot(1)))
            .expect("read");
        assert_eq!(left, 40, "nothing is taken back by itself");
    }
    // A count that has seen everything asks for no review.
    later(&three.stores[0], counted(2, lot(1), 40, 70, false));
    three.exchange();
    let reviews = three.stores[2]
        .read(|reads| reads.count_reviews(None, Some(counted(2, lot(1), 0, 0, false).id)));
    assert!(reviews.expect("read").is_empty());
}

/// of two expiry dates of one batch the earlier governs.
#[test]
fn x_05_the_earlier_expiry_of_a_batch_governs() {
    let mut three = Three::new();
    for (number, expiry) in [(1, 20), (2, 28)] {
        let mut body = receipt(number, 10, 0);
        body.lines[0].batch = Some("L7".to_owned());
        body.lines[0].expiry = Some(day(expiry));
        three.here(usize::from(number == 2), body);
    }
    three.exchange();
    for store in &three.stores {
        let conflicts = store.read(|reads| reads.batch_conflicts()).expect("read");
        assert_eq!((conflicts.len(), conflicts[0].lots.len()), (1, 2));
        let lots = store
            .read(|reads| reads.available_lots(site(), blankets()))
            .expect("read");
        assert!(
            lots.iter().all(|lot| lot.expiry == Some(day(20))),
            "{lots:?}"
        );
        let governing = store
            .read(|reads| reads.governing_expiry(lot(2)))
            .expect("read");
        assert_eq!(governing, Some(day(20)));
    }
}

#[test]
fn a_reservation_keeps_stock_until_it_is_issued_ended_or_over() {
    let three = Three::new();
    let store = &three.stores[0];
    three.here(0, receipt(1, 100, 0));
    three.here(0, reserved(1, 40));
    let free = |on, but| {
        store
            .read(|reads| reads.free_stock(site(), blankets(), on, but))
            .expect("read")
            .free
    };
    let id = reserved(1, 0).id;
    assert_eq!(
        (
            free(day(24), None),
            free(day(24), Some(id)),
            free(day(31), None)
        ),
        (60, 100, 100)
    );
    let mut body = issue(1, lot(1), 15);
    body.reservation = Some(id);
    three.here(0, body);
    assert_eq!(
        free(day(24), None),
        60,
        "85 are there and 25 of them are still kept"
    );
    let state = |on| {
        let found = store.read(|reads| reads.reservation(id, on)).expect("read");
        found.expect("known").state
    };
    assert_eq!(
        (state(day(24)), state(day(31))),
        (ReservationState::Active, ReservationState::Expired)
    );
    let ended = ReservationEnded {
        reservation: id,
        site: site(),
        issue: None,
    };
    three.here(0, ended);
    assert_eq!(
        (free(day(24), None), state(day(24))),
        (85, ReservationState::Ended)
    );
}

/// I-05: an opening posts nothing before a second person has approved it.
#[test]
fn i_05_take_over_stock_waits_for_a_second_person() {
    let three = Three::new();
    let store = &three.stores[0];
    three.here(0, opening(1, 40));
    let id = opening(1, 0).id;
    let view = store
        .read(|reads| reads.opening(id))
        .expect("read")
        .expect("known");
    assert!(view.waits);
    let state = store
        .read(|reads| reads.document_state(id.into()))
        .expect("read")
        .expect("known");
    assert_eq!(
        (state.stage(), state.postings().len()),
        (DocumentStage::Proposed, 0)
    );
    let approval = ledger::body::DocumentApproved {
        document: id.into(),
        document_kind: DocumentKind::Opening,
        site: site(),
    };
    append(store, KEEPER, approval.clone(), at_site(), &[]);
    assert!(
        store
            .read(|reads| reads.opening(id))
            .expect("read")
            .expect("known")
            .waits,
        "the same person"
    );
    append(store, COORDINATOR, approval, at_site(), &[]);
    let view = store
        .read(|reads| reads.opening(id))
        .expect("read")
        .expect("known");
    assert!(!view.waits && view.lines[0].donor_names.is_none());
    let held = store
        .read(|reads| reads.available(site(), lot(150_001)))
        .expect("read");
    assert_eq!(held, 40);
}
