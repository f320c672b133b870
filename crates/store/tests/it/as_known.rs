//! Two time axes: a prefix of the journal folds to what a file shows that never held more.

use ledger::body::Body;
use ledger::body::{ParticipantKind, PartyRegistered};
use ledger::ids::{OfferId, PartyId};
use ledger::role::Role;
use ledger::scope::Scope;
use store::view::PackedState;
use store::{AsKnown, Stamp, Store, StoreError};
use tempfile::tempdir;

use crate::central::Central;
use crate::chain::{came_with, consignment};
use crate::invariants::{carton, in_cartons};
use crate::world::{
    COORDINATOR, KEEPER, activation, append, at_site, bare, blankets, central, computer,
    confirmation, czechia, day, issue, latvia, lot, matched, offer, proposal, receipt, role_of,
    stamp, sync,
};

/// What the model server says of its last entry's acceptance.
fn now(central: &Central) -> i64 {
    1_627_135_800 + i64::try_from(central.entries()).expect("small")
}

fn upto(accepted_by: i64) -> AsKnown {
    AsKnown {
        accepted_by,
        occurred_by: day(31),
    }
}

fn append_on(store: &Store, on: u32, body: impl Into<Body>, scope: Scope) {
    let body = body.into();
    let stamp = Stamp {
        occurred_on: day(on),
        ..stamp(COORDINATOR, role_of(COORDINATOR, &body, scope))
    };
    store
        .write::<_, StoreError>(stamp, |writing| writing.append(body, scope, &[]))
        .expect("written");
}

fn offers(store: &Store, of: AsKnown) -> Vec<OfferId> {
    let read = store.read_as_known::<_, StoreError>(of, |reads| reads.offers());
    read.expect("read").iter().map(|offer| offer.id).collect()
}

#[test]
fn a_prefix_folds_to_what_a_file_shows_that_holds_no_more() {
    let (writes, reads) = (tempdir().expect("a folder"), tempdir().expect("a folder"));
    let mut central = central();
    let office = computer(writes.path(), 4);
    let watcher = computer(reads.path(), 5);
    sync(&office, &mut central);
    let steps: Vec<(Body, Scope)> = vec![
        (activation().into(), Scope::Coordination),
        (offer(czechia(), 1, Some(500)).into(), Scope::Coordination),
        (offer(latvia(), 2, None).into(), Scope::Coordination),
        (receipt(1, 480, 20).into(), at_site()),
        (proposal(1, 500).into(), Scope::Coordination),
        (confirmation(1).into(), Scope::Coordination),
        (consignment(500).into(), Scope::Coordination),
        (issue(1, lot(1), 100).into(), at_site()),
        (came_with(matched(1, 1, 1, 500)).into(), Scope::Coordination),
    ];
    let mut seen = Vec::new();
    for (body, scope) in steps {
        append(&office, COORDINATOR, body, scope, &[]);
        sync(&office, &mut central);
        sync(&watcher, &mut central);
        seen.push((
            now(&central),
            watcher.projection_digest().expect("readable"),
        ));
    }
    let before = watcher.projection_digest().expect("readable");
    for (at, digest) in seen.iter().rev().chain(&seen) {
        let found = watcher
            .projection_digest_as_known(upto(*at))
            .expect("folded");
        assert_eq!(&found, digest, "as known at {at}");
        // The second look takes what was kept.
        let again = watcher
            .projection_digest_as_known(upto(*at))
            .expect("folded");
        assert_eq!(&again, digest);
    }
    assert_eq!(
        watcher.projection_digest().expect("readable"),
        before,
        "looking back changes nothing"
    );
    assert!(watcher.verify().expect("checked").flaw.is_none());
}

/// Before its packaging version was known a line stood by its base units, and nobody could say what its packs held.
#[test]
fn i_08_packs_are_unknown_before_their_packaging_was() {
    let dir = tempdir().expect("a folder");
    let mut central = central();
    let office = computer(dir.path(), 4);
    sync(&office, &mut central);
    let mut body = receipt(1, 243, 0);
    let id = body.id;
    body.lines[0].packed = in_cartons(701, 12, 3);
    append(&office, COORDINATOR, body, at_site(), &[]);
    sync(&office, &mut central);
    let before = now(&central);
    let version = carton(701, blankets(), 20);
    append(&office, COORDINATOR, version, Scope::Catalogue, &[]);
    sync(&office, &mut central);
    for (at, state) in [
        (before, PackedState::Unknown),
        (now(&central), PackedState::Agrees),
    ] {
        let read = office.read_as_known::<_, StoreError>(upto(at), |reads| reads.receipt(id));
        let line = &read.expect("read").expect("here").lines[0];
        let packed = line.packed.as_ref().expect("counted in packs");
        assert_eq!(
            (line.good, packed.quantity, packed.state),
            (243, 243, state)
        );
    }
}

#[test]
fn what_nobody_confirmed_is_left_out_and_counted() {
    let dir = tempdir().expect("a folder");
    let mut central = central();
    let office = computer(dir.path(), 4);
    sync(&office, &mut central);
    append(
        &office,
        COORDINATOR,
        offer(czechia(), 1, Some(500)),
        Scope::Coordination,
        &[],
    );
    let far = upto(i64::MAX);
    assert!(offers(&office, far).is_empty());
    let counted = office.count_as_known(far).expect("counted");
    assert_eq!((counted.unconfirmed, counted.known_later), (1, 0));
    sync(&office, &mut central);
    assert_eq!(offers(&office, far).len(), 1, "what was kept is stale");
    let counted = office.count_as_known(far).expect("counted");
    assert_eq!(counted.unconfirmed, 0);
    let before = office
        .count_as_known(upto(now(&central) - 1))
        .expect("counted");
    assert_eq!(before.known_later, 1);
    assert_eq!(before.entries + 1, counted.entries);
}

#[test]
fn the_other_axis_is_the_business_date() {
    let dir = tempdir().expect("a folder");
    let mut central = central();
    let office = computer(dir.path(), 4);
    sync(&office, &mut central);
    append_on(&office, 19, offer(czechia(), 1, None), Scope::Coordination);
    append_on(&office, 23, offer(latvia(), 2, None), Scope::Coordination);
    append_on(&office, 24, receipt(1, 5, 0), at_site());
    sync(&office, &mut central);
    let on = |last: u32| AsKnown {
        accepted_by: i64::MAX,
        occurred_by: day(last),
    };
    assert_eq!(offers(&office, on(18)).len(), 0);
    assert_eq!(offers(&office, on(19)).len(), 1);
    assert_eq!(offers(&office, on(23)).len(), 2);
    let counted = office.count_as_known(on(19)).expect("counted");
    assert_eq!(counted.happened_later, 2);
    let stock = |of| {
        let site = crate::world::site();
        let read = office.read_as_known::<_, StoreError>(of, |reads| reads.stock(site));
        read.expect("read").len()
    };
    // The catalogue was written down on the 24th; what it names was there before.
    assert_eq!((stock(on(23)), stock(on(24))), (0, 1));
    let sites = office.read_as_known::<_, StoreError>(on(1), |reads| reads.sites());
    assert_eq!(sites.expect("read").len(), 1);
}

#[test]
fn a_failed_read_keeps_what_was_folded() {
    let dir = tempdir().expect("a folder");
    let mut central = central();
    let office = computer(dir.path(), 4);
    sync(&office, &mut central);
    append(&office, KEEPER, receipt(1, 5, 0), at_site(), &[]);
    sync(&office, &mut central);
    let far = upto(i64::MAX);
    let failed = office.read_as_known::<(), StoreError>(far, |_| Err(StoreError::NotEnrolled));
    assert!(matches!(failed, Err(StoreError::NotEnrolled)));
    let digest = office.projection_digest_as_known(far).expect("folded");
    assert_eq!(digest, office.projection_digest().expect("readable"));
    let (_, changes) = office.rebuild().expect("rebuilt");
    assert!(!changes.is_empty());
    assert_eq!(
        office.projection_digest_as_known(far).expect("folded"),
        digest
    );
    let left: i64 = bare(dir.path())
        .query_row(
            "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'temp%'",
            [],
            |row| row.get(0),
        )
        .expect("counted");
    assert_eq!(left, 0, "nothing of it is in the file");
}

/// T-17: what was published on three days, from one journal. Who offers is known when the office heard of it.
#[test]
fn t_17_each_day_knows_what_was_published_then() {
    use chrono::{TimeZone, Utc};
    let dir = tempdir().expect("a folder");
    let mut central = central();
    let office = computer(dir.path(), 4);
    let noon = |month, day| {
        let time = Utc.with_ymd_and_hms(2021, month, day, 12, 0, 0).single();
        time.expect("a time").timestamp()
    };
    central.now = Some(noon(7, 15));
    let donor = |number: u128| PartyId(crate::central::id(2_000 + number));
    for number in 1..=20 {
        let kind = if number == 12 {
            ParticipantKind::ParticipatingState
        } else {
            ParticipantKind::MemberState
        };
        let body = Body::from(PartyRegistered {
            id: donor(number),
            kind,
            names: [("en".to_owned(), format!("State {number}"))].into(),
            iso: None,
            eu_code: None,
            donor: true,
            affected: false,
            synonyms: Vec::new(),
        });
        central.write("catalogue", body.kind(), &body.to_json());
    }
    sync(&office, &mut central);
    for (month, day, numbers) in [(7, 23, 1..=12), (9, 22, 13..=19), (11, 23, 20..=20)] {
        central.now = Some(noon(month, day));
        for number in numbers {
            let stamp = Stamp {
                occurred_on: chrono::NaiveDate::from_ymd_opt(2021, month, day).expect("a day"),
                ..stamp(COORDINATOR, Role::Coordinator)
            };
            let body = offer(donor(number), number, None);
            office
                .write::<_, StoreError>(stamp, |writing| {
                    writing.append(body, Scope::Coordination, &[])
                })
                .expect("written");
        }
        sync(&office, &mut central);
    }
    let known = |month, day| {
        let of = AsKnown {
            accepted_by: noon(month, day),
            occurred_by: chrono::NaiveDate::from_ymd_opt(2021, month, day).expect("a day"),
        };
        let matrix = office.read_as_known::<_, StoreError>(of, |reads| reads.matrix(None));
        let matrix = matrix.expect("read");
        (
            matrix.donors,
            matrix.member_states,
            matrix.participating_states,
        )
    };
    assert_eq!(known(7, 22), (0, 0, 0));
    assert_eq!(known(7, 23), (12, 11, 1));
    assert_eq!(known(9, 22), (19, 18, 1));
    assert_eq!(known(11, 23), (20, 19, 1));
    assert_eq!(known(7, 23), (12, 11, 1), "and once more");
}

#[test]
fn nothing_unsent_is_in_the_figures_of_a_day_looked_back_at() {
    let dir = tempdir().expect("a folder");
    let mut central = central();
    let office = computer(dir.path(), 4);
    sync(&office, &mut central);
    append(&office, COORDINATOR, receipt(1, 5, 0), at_site(), &[]);
    let now = office.read(|reads| reads.matrix(None)).expect("read");
    assert_eq!(now.unconfirmed, 1);
    assert!(now.complete_to.is_some());
    let (matrix, funds) = office
        .read_as_known::<_, StoreError>(upto(i64::MAX), |reads| {
            Ok((reads.matrix(None)?, reads.funds()?))
        })
        .expect("read");
    assert!(matrix.rows.is_empty());
    assert_eq!((matrix.unconfirmed, matrix.complete_to), (0, None));
    assert_eq!((funds.unconfirmed, funds.complete_to), (0, None));
}
