//! Invariants of the domain that only computers together can show, each under its own name. The others stand where their
//! subject is: `grep -rn "fn i_" crates`.

mod differences;

use ledger::amount::Amount;
use ledger::body::{
    AcceptanceStep, AllocationRecorded, AllocationState, ConsignmentStep, DiscrepancyKind,
    DocumentKind, Instrument, OfferReceived, PackagingLevel, PackagingRegistered, Packed,
    RecordMove, StatedTotalRecorded,
};
use ledger::ids::{
    AllocationId, ConsignmentId, ConsignmentLineId, ItemId, PackagingId, StatedTotalId,
};
use ledger::quantity::{Qualifier, StatedQuantity};
use ledger::scope::Scope;
use ledger::stages::ConsignmentStage;
use ledger::task::{TaskChoice, TaskKind};
use proptest::prelude::*;
use replication::session::{Session, Step};
use replication::wire::ExchangeReply;
use store::view::{PackedState, PackedView, TaskOption, TaskView, TotalCheck};
use store::{Leaving, Pace, Store};
use tempfile::tempdir;

use crate::central::id;
use crate::chain::{Apart, accept, apart, consignment, received, reduction, step};
use crate::figures;
use crate::history;
use crate::world::{
    COORDINATOR, KEEPER, acceptance_line, append, at_site, blankets, central, computer, czechia,
    day, identity, issue, lot, offer, proposal, receipt, reversal, site, sync,
};

fn office(store: &Store, body: impl Into<ledger::body::Body>) {
    append(store, COORDINATOR, body, Scope::Coordination, &[at_site()]);
}

fn at_the_site(store: &Store, body: impl Into<ledger::body::Body>) {
    append(store, KEEPER, body, at_site(), &[Scope::Coordination]);
}

/// Any single row of balances and of the sums shown from them that is changed, dropped, planted or given to other goods, and
/// any two that are swapped, are noticed by the digest alone, without anything being folded or added up.
#[test]
fn i_02_a_row_that_no_fold_wrote_is_noticed() {
    let (dir, store) = figures::busy();
    assert!(store.figures_stand().expect("read"));
    let tried = figures::every_spoiled_row_is_noticed(&store, dir.path());
    assert!(tried > 100, "{tried}");
    assert_eq!(store.verify().expect("checked").flaw, None, "all put back");
}

/// Less than nothing stands nowhere before computers meet that were apart, and then only as a shortfall that is told.
#[test]
fn i_03_less_than_nothing_is_a_shortfall_that_is_told() {
    let mut apart = apart(&[4, 5]);
    at_the_site(&apart.stores[0], receipt(1, 20, 0));
    apart.meet();
    for (store, number) in apart.stores.iter().zip([1, 2]) {
        at_the_site(store, issue(number, lot(1), 20));
        let short = store.read(|reads| reads.short_lots(site())).expect("read");
        assert!(short.is_empty(), "alone nobody issued too much");
    }
    apart.meet();
    apart.same_everywhere();
    for store in &apart.stores {
        let short = store.read(|reads| reads.short_lots(site())).expect("read");
        assert_eq!(short, [lot(1)]);
        let free = store.read(|reads| reads.available(site(), lot(1)));
        assert_eq!(free.expect("read"), -20);
    }
}

/// What was dispatched is good, damaged, refused or short; over is apart and positive. A line that does not yet add up
/// keeps its consignment open.
#[test]
fn i_06_a_consignment_adds_up_once_it_is_received() {
    let apart = apart(&[4]);
    let store = &apart.stores[0];
    accept(store, 1, 50);
    office(store, consignment(30));
    let seen = || {
        let found = store.read(|reads| reads.consignment(consignment(1).id, day(24)));
        found.expect("read").expect("here")
    };
    at_the_site(store, received(1, 18, 0, 0));
    assert_eq!(seen().stage, ConsignmentStage::PartlyReceived);
    assert_ne!(seen().lines[0].counted + seen().lines[0].short, 30);
    at_the_site(store, received(2, 9, 0, 3));
    let view = seen();
    assert_eq!(view.stage, ConsignmentStage::ReceivedWithDiscrepancy);
    let line = &view.lines[0];
    assert_eq!((line.counted, line.short), (27, 3));
    assert_eq!(line.counted + line.short, line.quantity);
}

/// Damaged and refused were dispatched too, and what came beyond is told apart: it is in no sum of what was dispatched.
#[test]
fn i_06_what_came_beyond_is_apart_and_positive() {
    let apart = apart(&[4]);
    let store = &apart.stores[0];
    accept(store, 1, 50);
    office(store, consignment(30));
    let mut counted = received(1, 27, 4, 0);
    let line = &mut counted.lines[0];
    (line.damaged, line.refused) = (5, 2);
    line.expected = Some(30);
    line.reason = Some("Two were torn, four were not on the paper.".to_owned());
    at_the_site(store, counted);
    let found = store.read(|reads| reads.consignment(consignment(1).id, day(24)));
    let view = found.expect("read").expect("here");
    assert_eq!(view.stage, ConsignmentStage::ReceivedWithDiscrepancy);
    let line = &view.lines[0];
    assert_eq!((line.quantity, line.counted, line.short), (30, 34, 0));
    assert_eq!(line.expected, 0, "nothing is still to come");
    let over = store.read(|reads| reads.discrepancies(None)).expect("read");
    let over: Vec<i64> = over
        .iter()
        .filter(|one| one.kind == DiscrepancyKind::Over)
        .map(|one| one.quantity)
        .collect();
    assert_eq!(over, [4]);
    assert_eq!(line.counted - over[0], line.quantity);
}

/// A packaging version of an item.
pub fn carton(number: u128, item: ItemId, base_units: i64) -> PackagingRegistered {
    PackagingRegistered {
        id: PackagingId(id(number)),
        item,
        level: PackagingLevel::Carton,
        contains: base_units,
        of: None,
        base_units,
        gtin: None,
        gross_grams: None,
        volume_ml: None,
        stackable: true,
    }
}

pub fn in_cartons(number: u128, packs: i64, loose: i64) -> Option<Packed> {
    Some(Packed {
        packaging: PackagingId(id(number)),
        packs,
        loose,
    })
}

/// A line is its base units, and the packs that it names say how somebody came to them. Packs that arrive before their
/// version wait for it; packs that another computer counted wrongly change no balance and are told as what they are.
#[test]
fn i_08_a_line_is_its_base_units_and_packs_that_contradict_it_are_told() {
    let mut apart = apart(&[4, 5]);
    let (first, second) = (0, 1);
    let catalogue = |store: &Store, body: PackagingRegistered| {
        append(store, COORDINATOR, body, Scope::Catalogue, &[]);
    };
    let seen = |store: &Store, number: u128| -> PackedView {
        let found = store.read(|reads| reads.receipt(receipt(number, 1, 0).id));
        let view = found.expect("read").expect("here");
        view.lines[0].packed.clone().expect("counted in packs")
    };
    let came = |store: &Store, number, good, packed| {
        let mut body = receipt(number, good, 0);
        body.lines[0].packed = packed;
        at_the_site(store, body);
    };
    came(&apart.stores[first], 1, 243, in_cartons(701, 12, 3));
    assert_eq!(seen(&apart.stores[first], 1).state, PackedState::Unknown);
    catalogue(&apart.stores[second], carton(701, blankets(), 20));
    catalogue(&apart.stores[second], carton(702, ItemId(id(703)), 20));
    // What no rule lets pass: another number, another item, numbers that are none.
    came(&apart.stores[first], 2, 100, in_cartons(701, 12, 3));
    came(&apart.stores[first], 3, 40, in_cartons(702, 2, 0));
    came(&apart.stores[first], 4, 40, in_cartons(701, -2, -1));
    // Another content is another version; what was counted in the old one keeps its meaning.
    catalogue(&apart.stores[second], carton(704, blankets(), 24));
    apart.meet();
    apart.same_everywhere();
    for store in &apart.stores {
        let view = seen(store, 1);
        assert_eq!(view.state, PackedState::Agrees);
        assert_eq!(
            (view.packs, view.loose, view.base_units),
            (Some(12), Some(3), Some(20))
        );
        assert_eq!(view.quantity, 243);
        for number in [2, 3, 4] {
            assert_eq!(
                seen(store, number).state,
                PackedState::Contradicts,
                "{number}"
            );
        }
        assert_eq!((seen(store, 4).packs, seen(store, 4).loose), (None, None));
        let good = |number| {
            store
                .read(|reads| reads.available(site(), lot(number)))
                .expect("read")
        };
        assert_eq!(
            [1, 2, 3, 4].map(good),
            [243, 100, 40, 40],
            "the base units stand"
        );
        let trace = store.read(|reads| reads.lot_trace(lot(1))).expect("read");
        let arrived = trace.expect("here").came.expect("counted in packs");
        assert_eq!(
            (arrived.packs, arrived.state),
            (Some(12), PackedState::Agrees)
        );
    }
}

/// Two offices accept sixty of a hundred each: both facts stand, the sum that counts stays within the offer, and the
/// other one is told. So is eighty on two trucks of sixty accepted.
#[test]
fn i_07_sums_hold_and_a_break_by_a_merge_is_a_conflict() {
    let mut apart = apart(&[4, 5]);
    accept(&apart.stores[0], 1, 60);
    accept(&apart.stores[1], 2, 60);
    let mut other = consignment(40);
    (other.id, other.lines[0].id) = (ConsignmentId(id(95_500)), ConsignmentLineId(id(95_501)));
    office(&apart.stores[0], consignment(40));
    office(&apart.stores[1], other);
    apart.meet();
    apart.same_everywhere();
    for store in &apart.stores {
        let of = |number| {
            let view = store.read(|reads| reads.acceptance(proposal(number, 1).id));
            view.expect("read").expect("here")
        };
        let counted: i64 = [of(1), of(2)]
            .iter()
            .filter(|view| !view.contested)
            .flat_map(|view| view.lines.iter().map(|line| line.quantity))
            .sum();
        assert_eq!((counted, of(2).contested), (60, true));
        let consigned = store.read(|reads| reads.claimed_of(acceptance_line(1)));
        assert_eq!(
            consigned.expect("read"),
            80,
            "80 of 60 are on their way, and both papers stand"
        );
        // And every office is told, with each paper and with what each choice would do.
        let told = beyond(store);
        assert_eq!(told.len(), 1, "{told:#?}");
        let quantities: Vec<_> = told[0].versions.iter().map(|one| one.quantity).collect();
        assert_eq!(quantities, [Some(60), Some(40), Some(40)]);
        let announced = |one: &TaskOption| (one.choice, one.effects[0].from, one.effects[0].to);
        let choices: Vec<_> = told[0].options.iter().map(announced).collect();
        let withdrawn = (TaskChoice::WithdrawConsignment, 80, 40);
        assert_eq!(
            choices,
            [(TaskChoice::KeepAll, 80, 80), withdrawn, withdrawn]
        );
        assert_eq!(told[0].rests_on.len(), 3);
    }
    let close = RecordMove::Consignment {
        id: ConsignmentId(id(95_500)),
        to: ConsignmentStep::Closed,
    };
    office(&apart.stores[0], step(1, close));
    apart.meet();
    apart.same_everywhere();
    for store in &apart.stores {
        assert_eq!(beyond(store), [], "put right, it is no task any more");
        let claimed = store.read(|reads| reads.claimed_of(acceptance_line(1)));
        assert_eq!(claimed.expect("read"), 40);
    }
}

fn beyond(store: &Store) -> Vec<TaskView> {
    let tasks = store.read(|reads| reads.tasks()).expect("read");
    let of_kind = |one: &TaskView| one.task.kind == TaskKind::AnnouncedBeyond;
    tasks.into_iter().filter(of_kind).collect()
}

/// An acceptance that is reduced where nobody knew of a consignment breaks the sum as well, and so does one that is given
/// up; what has come of a truck that was sent back still counts, and more than was announced does not.
#[test]
fn i_07_what_is_accepted_may_shrink_below_what_is_announced() {
    let mut apart = apart(&[4, 5]);
    accept(&apart.stores[0], 1, 60);
    apart.meet();
    office(&apart.stores[0], consignment(40));
    office(&apart.stores[1], reduction(1, 1, 30));
    apart.meet();
    let told = |store: &Store| -> Vec<(Option<i64>, Option<i64>)> {
        let quantities = |one: TaskView| (one.task.quantity, one.versions[0].quantity);
        beyond(store).into_iter().map(quantities).collect()
    };
    let everywhere = |apart: &Apart, expected: &[(Option<i64>, Option<i64>)]| {
        apart.same_everywhere();
        for store in &apart.stores {
            assert_eq!(told(store), expected);
        }
    };
    everywhere(&apart, &[(Some(40), Some(30))]);
    at_the_site(&apart.stores[0], received(1, 10, 0, 0));
    let given_up = RecordMove::Acceptance {
        id: proposal(1, 1).id,
        to: AcceptanceStep::Cancelled,
    };
    office(&apart.stores[1], step(4, given_up));
    apart.meet();
    everywhere(&apart, &[(Some(40), Some(0))]);
    let to = |to| RecordMove::Consignment {
        id: consignment(1).id,
        to,
    };
    office(&apart.stores[0], step(2, to(ConsignmentStep::Dispatched)));
    office(&apart.stores[0], step(3, to(ConsignmentStep::Returned)));
    apart.meet();
    everywhere(&apart, &[(Some(10), Some(0))]);
    let view = &beyond(&apart.stores[1])[0];
    assert_eq!(view.options.len(), 1, "nothing of it is under way");
    at_the_site(
        &apart.stores[0],
        reversal(1, receipt(1, 10, 0).id.into(), DocumentKind::Receipt, None),
    );
    apart.meet();
    everywhere(&apart, &[]);
}

fn euros(minor: Option<i64>) -> Amount {
    let qualifier = minor.map_or(Qualifier::NotStated, |_| Qualifier::Exact);
    Amount::new(minor, "EUR", qualifier).expect("an amount")
}

pub(crate) fn allocation(number: u128, minor: Option<i64>) -> AllocationRecorded {
    AllocationRecorded {
        id: AllocationId(id(99_000 + number)),
        decision: None,
        instrument: Instrument::Amif,
        purpose: format!("part {number}"),
        recipient: None,
        amount: euros(minor),
        state: AllocationState::Available,
        sources: vec!["paper".to_owned()],
    }
}

#[test]
fn i_14_a_stated_total_stands_beside_the_computed_one_and_their_difference_is_told() {
    let dir = tempdir().expect("a folder");
    let store = computer(dir.path(), 4);
    sync(&store, &mut central());
    let funds = |body: ledger::body::Body| {
        append(&store, COORDINATOR, body, Scope::Funds, &[]);
    };
    let total = |number: u128, minor: i64, parts: &[u128]| StatedTotalRecorded {
        id: StatedTotalId(id(99_500 + number)),
        title: "as printed".to_owned(),
        amount: euros(Some(minor)),
        parts: parts
            .iter()
            .map(|part| allocation(*part, None).id)
            .collect(),
        source: "paper".to_owned(),
    };
    funds(allocation(1, Some(6_000)).into());
    funds(allocation(2, Some(3_000)).into());
    funds(allocation(3, None).into());
    funds(total(1, 10_000, &[1, 2]).into());
    funds(total(2, 9_000, &[1, 2]).into());
    funds(total(3, 10_000, &[1, 2, 3]).into());
    let seen = || {
        let funds = store.read(|reads| reads.funds()).expect("read");
        let mut told: Vec<_> = funds
            .stated_totals
            .into_iter()
            .map(|one| {
                (
                    one.id,
                    one.stated.minor,
                    one.computed.minor,
                    one.check,
                    one.difference,
                )
            })
            .collect();
        told.sort_by_key(|one| one.0);
        told
    };
    let before = seen();
    assert_eq!(
        before
            .iter()
            .map(|one| (one.1, one.2, one.4))
            .collect::<Vec<_>>(),
        [
            (Some(10_000), 9_000, Some(1_000)),
            (Some(9_000), 9_000, Some(0)),
            (Some(10_000), 9_000, before[2].4),
        ]
    );
    assert_eq!(before[0].3, TotalCheck::Different);
    assert_eq!(before[1].3, TotalCheck::Match);
    assert_ne!(
        before[2].3,
        TotalCheck::Match,
        "a part without a number is no proof"
    );
    store.rebuild().expect("rebuilt");
    assert_eq!(seen(), before, "it is told until somebody explains it");
}

/// Null and its qualifier from the entry through the rows to what is read.
#[test]
fn i_21_unknown_stays_null_on_every_computer() {
    let mut apart = apart(&[4, 5]);
    let unknown = |line: &mut ledger::body::OfferLine| line.quantity = StatedQuantity::not_stated();
    let mut body: OfferReceived = offer(czechia(), 7, Some(1));
    body.lines.iter_mut().for_each(unknown);
    office(&apart.stores[0], body.clone());
    apart.meet();
    apart.same_everywhere();
    for store in &apart.stores {
        let view = store
            .read(|reads| reads.offer(body.id))
            .expect("read")
            .expect("here");
        assert_eq!(view.lines[0].quantity, StatedQuantity::not_stated());
        assert_eq!(
            (view.value.minor, view.value.qualifier),
            (None, Qualifier::NotStated)
        );
        let matrix = store.read(|reads| reads.matrix(None)).expect("read");
        let row = matrix.rows.iter().find(|row| row.item == Some(blankets()));
        let offered = &row.expect("the row of blankets").offered;
        assert_eq!(offered.value, Some(100));
        assert_eq!(offered.qualifiers, [Qualifier::Exact, Qualifier::NotStated]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, max_shrink_iters: 100, ..ProptestConfig::default() })]

    /// The digest that moved with each change is that of the rows, on every computer, whatever came when; a rebuild gives the
    /// same, and so does the check beside the work.
    #[test]
    fn i_02_the_digest_moves_with_the_rows(deeds in proptest::collection::vec(history::deed(), 1..40)) {
        let mut world = history::World::new();
        for deed in &deeds {
            world.act(deed);
            for store in &world.computers {
                prop_assert!(store.figures_stand().expect("read"), "after {:?}", deed);
            }
        }
        world.settle();
        let kept: Vec<_> = world.folders.iter().map(|folder| figures::kept(folder.path())).collect();
        prop_assert_eq!(kept[0], kept[1], "of one scope, one digest");
        for ((store, folder), kept) in world.computers.iter().zip(&world.folders).zip(&kept) {
            for leaving in [Leaving::Funds, Leaving::Journal] {
                prop_assert_eq!(store.check_before(leaving).expect("checked"), None);
            }
            let beside = store.verify_beside(&Pace::hurried()).expect("checked");
            prop_assert_eq!(beside, Some(store.verify().expect("checked")));
            store.rebuild().expect("rebuilt");
            prop_assert_eq!(&figures::kept(folder.path()), kept, "added up anew");
        }
    }

    /// Scopes in any order and grouping, pages again that were there before, requests sent twice: the rows are the same.
    #[test]
    fn i_16_any_order_and_any_number_of_times(
        deeds in proptest::collection::vec(history::deed(), 1..30),
        whims in proptest::collection::vec((any::<u16>(), 1..3000_usize, any::<bool>()), 1..25),
    ) {
        let mut world = history::World::new();
        for deed in &deeds {
            world.act(deed);
        }
        world.settle();
        let expected = world.computers[2].projection_digest().expect("read");
        let folder = tempdir().expect("a folder");
        let late = computer(folder.path(), 5);
        let device = identity(5).device.0;
        let mut local = &late;
        let mut before: Vec<ExchangeReply> = Vec::new();
        for (whim, page_bytes, again) in &whims {
            let whim = usize::from(*whim);
            world.central.page_bytes = *page_bytes;
            let mut session = Session::new(1);
            let Step::Send(mut request) = session.start(&local) else {
                continue;
            };
            let scopes = request.pull.len().max(1);
            request.pull.rotate_left(whim % scopes);
            request.pull.truncate(1 + whim / 7 % scopes);
            if *again {
                world.central.exchange(device, &request);
            }
            let reply = world.central.exchange(device, &request);
            let _ = session.received(&mut local, &reply);
            before.push(reply);
            if *again {
                let digest = late.projection_digest().expect("read");
                let mut repeated = Session::new(1);
                let _ = repeated.start(&local);
                let _ = repeated.received(&mut local, &before[whim % before.len()]);
                prop_assert_eq!(late.projection_digest().expect("read"), digest, "a page that was there before");
            }
        }
        world.central.page_bytes = 1 << 20;
        sync(&late, &mut world.central);
        sync(&late, &mut world.central);
        prop_assert_eq!(late.projection_digest().expect("read"), expected);
        prop_assert_eq!(late.verify().expect("checked").flaw, None);
    }
}
