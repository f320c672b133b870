//! I-14: a stated number that differs from the computed one is told until a person explains it, and told again when either
//! changes.

use ledger::body::{
    DifferenceExplained, Differing, FigureRecorded, FigureRelation, FigureSeries, HeadBand,
    HeadCountRecorded, HeadMethod, StatedTotalRecorded,
};
use ledger::ids::{ExplanationId, FigureId, HeadCountId, StatedTotalId};
use ledger::quantity::{Qualifier, StatedCount};
use ledger::scope::Scope;
use ledger::task::TaskKind;
use store::Store;
use store::view::{FigureCheck, HeadCountDay, TotalCheck};
use tempfile::tempdir;

use super::{allocation, at_the_site, euros};
use crate::central::id;
use crate::chain::{Apart, apart};
use crate::world::{COORDINATOR, append, central, computer, day, site, sync};

fn exactly(count: i64) -> StatedCount {
    StatedCount {
        value: Some(count),
        qualifier: Qualifier::Exact,
    }
}

/// The first is the total, the others are its parts.
fn figure(number: u128, count: i64) -> FigureRecorded {
    let within = (number > 1).then_some(FigureId(id(98_001)));
    FigureRecorded {
        id: FigureId(id(98_000 + number)),
        series: FigureSeries::Arrivals,
        place: format!("place {number}"),
        number: exactly(count),
        words: None,
        as_of: None,
        source: "paper".to_owned(),
        within,
        relation: within.map(|_| FigureRelation::Part),
    }
}

fn why(
    number: u128,
    of: Differing,
    (stated, computed): (i64, i64),
    text: &str,
) -> DifferenceExplained {
    DifferenceExplained {
        id: ExplanationId(id(98_500 + number)),
        of,
        stated,
        computed,
        explanation: text.to_owned(),
        source: Some("evening roll".to_owned()),
    }
}

fn of_figure(number: u128, computed: i64, text: &str) -> DifferenceExplained {
    let of = Differing::Figure {
        figure: figure(1, 100).id,
    };
    why(number, of, (100, computed), text)
}

fn write(store: &Store, body: impl Into<ledger::body::Body>) {
    append(store, COORDINATOR, body, Scope::Coordination, &[]);
}

fn told(store: &Store, kind: TaskKind) -> bool {
    let tasks = store.read(|reads| reads.tasks()).expect("read");
    tasks.iter().any(|one| one.task.kind == kind)
}

/// The check of the total, and each explanation with whether it stands.
fn seen(store: &Store) -> (Option<FigureCheck>, Vec<(String, bool)>) {
    let registers = store.read(|reads| reads.registers(day(24))).expect("read");
    let mut rows = registers.figures.into_iter();
    let row = rows.find(|one| one.computed.is_some()).expect("a total");
    let told = told(store, TaskKind::FigureDiffers);
    assert_eq!(
        told,
        row.check == Some(FigureCheck::Differs),
        "a task while it is told"
    );
    let said = row.explanations.into_iter();
    (
        row.check,
        said.map(|one| (one.explanation, one.stands)).collect(),
    )
}

fn meet(apart: &mut Apart, expected: &(Option<FigureCheck>, Vec<(String, bool)>)) {
    apart.meet();
    apart.same_everywhere();
    for store in &apart.stores {
        assert_eq!(&seen(store), expected);
        store.rebuild().expect("rebuilt");
        assert_eq!(&seen(store), expected);
    }
}

#[test]
fn i_14_a_difference_is_explained_and_told_again_when_a_number_changes() {
    let mut apart = apart(&[4, 5]);
    for (number, count) in [(1, 100), (2, 60), (3, 30)] {
        write(&apart.stores[0], figure(number, count));
    }
    meet(&mut apart, &(Some(FigureCheck::Differs), Vec::new()));
    // Apart, each explains it; the first in fold order counts, and the other stays to be read.
    let (post, table) = ("a border post is missing", "the table is rounded down");
    write(&apart.stores[0], of_figure(1, 90, post));
    write(&apart.stores[1], of_figure(2, 90, table));
    for (store, own) in apart.stores.iter().zip([post, table]) {
        let alone = vec![(own.to_owned(), true)];
        assert_eq!(seen(store), (Some(FigureCheck::Explained), alone));
    }
    let said = |stands: &[bool]| -> Vec<(String, bool)> {
        let texts = [post, table, "one post reported twice"];
        let said = texts.iter().zip(stands);
        said.map(|(text, stands)| ((*text).to_owned(), *stands))
            .collect()
    };
    meet(
        &mut apart,
        &(Some(FigureCheck::Explained), said(&[true, false])),
    );
    // A part is put right: 95 is another sum, and what was said was not said of it.
    write(&apart.stores[1], figure(3, 35));
    meet(
        &mut apart,
        &(Some(FigureCheck::Differs), said(&[false, false])),
    );
    write(
        &apart.stores[0],
        of_figure(3, 95, "one post reported twice"),
    );
    let last = said(&[false, false, true]);
    meet(&mut apart, &(Some(FigureCheck::Explained), last));
    // As it was before: the first explanation is of these numbers again.
    write(&apart.stores[0], figure(3, 30));
    let first = said(&[true, false, false]);
    meet(&mut apart, &(Some(FigureCheck::Explained), first));
    write(&apart.stores[1], figure(3, 40));
    let none = said(&[false, false, false]);
    meet(&mut apart, &(Some(FigureCheck::Match), none));
}

#[test]
fn i_14_a_stated_total_is_explained_and_its_difference_still_shown() {
    let dir = tempdir().expect("a folder");
    let store = computer(dir.path(), 4);
    sync(&store, &mut central());
    let funds = |body: ledger::body::Body| {
        append(&store, COORDINATOR, body, Scope::Funds, &[]);
    };
    let total = StatedTotalRecorded {
        id: StatedTotalId(id(99_500)),
        title: "as printed".to_owned(),
        amount: euros(Some(10_000)),
        parts: vec![allocation(1, None).id],
        source: "paper".to_owned(),
    };
    let of = Differing::StatedTotal { total: total.id };
    funds(allocation(1, Some(9_000)).into());
    funds(total.into());
    assert!(told(&store, TaskKind::TotalDiffers));
    funds(why(1, of, (10_000, 8_000), "of other amounts").into());
    assert!(told(&store, TaskKind::TotalDiffers));
    funds(why(2, of, (10_000, 9_000), "rounded up in print").into());
    assert!(!told(&store, TaskKind::TotalDiffers));
    let held = store.read(|reads| reads.funds()).expect("read");
    let shown = &held.stated_totals[0];
    assert_eq!(
        (shown.check, shown.difference),
        (TotalCheck::Explained, Some(1_000))
    );
    let stands: Vec<bool> = shown.explanations.iter().map(|one| one.stands).collect();
    assert_eq!(stands, [false, true]);
    assert_eq!(
        shown.explanations[1].source.as_deref(),
        Some("evening roll")
    );
}

fn heads(store: &Store) -> HeadCountDay {
    let page = store.read(|reads| reads.site_page(site(), day(24)));
    let mut days = page.expect("read").expect("here").head_counts;
    days.pop().expect("counted")
}

/// Some of the bands may be fewer than everybody, and never more.
#[test]
fn i_14_a_head_count_is_explained_where_it_was_counted() {
    let dir = tempdir().expect("a folder");
    let store = computer(dir.path(), 4);
    sync(&store, &mut central());
    let count = |number: u128, band, heads: i64| {
        let counted = HeadCountRecorded {
            id: HeadCountId(id(97_000 + number)),
            site: site(),
            day: day(23),
            band,
            number: exactly(heads),
            method: HeadMethod::Counted,
            remark: None,
        };
        at_the_site(&store, counted);
        heads_check(&store)
    };
    assert_eq!(count(1, HeadBand::Total, 100), None);
    let some = count(2, HeadBand::Women, 60);
    assert_eq!(
        some,
        Some(FigureCheck::NotComparable),
        "women are not everybody"
    );
    assert_eq!(count(3, HeadBand::Men, 45), Some(FigureCheck::Differs));
    let of = Differing::HeadCount {
        site: site(),
        day: day(23),
    };
    at_the_site(&store, why(1, of, (100, 105), "counted at two hours"));
    assert_eq!(heads_check(&store), Some(FigureCheck::Explained));
    assert_eq!(count(4, HeadBand::Men, 44), Some(FigureCheck::Differs));
    assert!(!heads(&store).explanations[0].stands);
    assert_eq!(count(5, HeadBand::Men, 40), Some(FigureCheck::Match));
    for (number, band) in [
        (6, HeadBand::Girls),
        (7, HeadBand::Boys),
        (8, HeadBand::Infants),
    ] {
        count(number, band, 0);
    }
    let every = count(9, HeadBand::Men, 39);
    assert_eq!(every, Some(FigureCheck::Differs), "every band was counted");
}

fn heads_check(store: &Store) -> Option<FigureCheck> {
    let check = heads(store).check;
    let told = told(store, TaskKind::HeadsDiffer);
    assert_eq!(
        told,
        check == Some(FigureCheck::Differs),
        "a task while it is told"
    );
    check
}
