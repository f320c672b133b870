//! Offers and acceptances that devices made apart, and moves that came too late.

use ledger::body::RecordMove;
use ledger::scope::Scope;
use ledger::stages::{ActivationStage, OfferStage};
use store::Store;

use super::{accept, apart, step};
use crate::world::{COORDINATOR, activation, append, czechia, offer, proposal, sync};

fn doubts(store: &Store) -> Vec<(bool, bool)> {
    let doubt = |number| {
        let view = store
            .read(|reads| reads.acceptance(proposal(number, 1).id))
            .expect("read")
            .expect("here");
        (view.contested, view.after_withdrawal)
    };
    vec![doubt(1), doubt(2)]
}

#[test]
fn x03_of_two_acceptances_of_the_same_beds_the_later_is_contested() {
    let mut apart = apart(&[4, 5]);
    accept(&apart.stores[0], 1, 100);
    accept(&apart.stores[1], 2, 100);
    // Each knows only its own, and nothing is contested yet.
    for (store, number) in apart.stores.iter().zip([1, 2]) {
        let view = store
            .read(|reads| reads.acceptance(proposal(number, 1).id))
            .expect("read")
            .expect("here");
        assert!(!view.contested);
    }
    apart.meet();
    apart.same_everywhere();
    for store in &apart.stores {
        assert_eq!(doubts(store), [(false, false), (true, false)]);
        let view = store
            .read(|reads| reads.offer(offer(czechia(), 1, None).id))
            .expect("read")
            .expect("here");
        assert_eq!(view.stage, OfferStage::Accepted);
    }
}

#[test]
fn x04_an_acceptance_of_a_withdrawn_offer_is_marked() {
    let mut apart = apart(&[4, 5]);
    accept(&apart.stores[0], 1, 40);
    apart.meet();
    let withdrawn = RecordMove::Offer {
        id: offer(czechia(), 1, None).id,
        to: OfferStage::Withdrawn,
    };
    append(
        &apart.stores[1],
        COORDINATOR,
        step(1, withdrawn),
        Scope::Coordination,
        &[],
    );
    sync(&apart.stores[1], &mut apart.central);
    // Offline, not knowing.
    accept(&apart.stores[0], 2, 40);
    apart.meet();
    apart.same_everywhere();
    for store in &apart.stores {
        assert_eq!(doubts(store), [(false, false), (false, true)]);
    }
}

#[test]
fn a_move_from_elsewhere_that_came_too_late_is_shown_and_changes_nothing() {
    let mut apart = apart(&[4, 5]);
    let ended = |number| {
        let to = ActivationStage::OperationsEnded;
        step(
            number,
            RecordMove::Activation {
                id: activation().id,
                to,
            },
        )
    };
    for (store, number) in apart.stores.iter().zip([1, 2]) {
        append(store, COORDINATOR, ended(number), Scope::Coordination, &[]);
    }
    apart.meet();
    apart.same_everywhere();
    for store in &apart.stores {
        let view = store
            .read(|reads| reads.activation(activation().id))
            .expect("read")
            .expect("here");
        assert_eq!(view.stage, ActivationStage::OperationsEnded);
        let why: Vec<Option<&str>> = view.moves.iter().map(|one| one.why.as_deref()).collect();
        assert_eq!(why, [None, Some("illegal_move")]);
    }
}
