//! I-14: a stated number that differs from the computed one is a task until somebody says why, of the numbers they saw.

use app::contract::replies::{Inbox, Kept, Posted};
use ledger::task::TaskKind;
use serde_json::{Value, json};
use store::view::{FigureCheck, FigureRow, Funds, Registers, SitePage, TotalCheck};
use uuid::Uuid;

use crate::desk::{AUDITOR, COORDINATOR, Desk, KEEPER, SITE, id, with};

fn figure(count: i64, within: Option<Uuid>) -> Value {
    json!({
        "id": id(), "series": "arrivals", "place": "EU", "number": {"value": count, "qualifier": "EXACT"}, "words": null,
        "as_of": "2021-07", "source": "JOIN(2021) 32", "within": within, "relation": within.map(|_| "part"), "draft": null
    })
}

fn why(of: Value, stated: i64, computed: i64) -> Value {
    json!({
        "id": id(), "of": of, "stated": stated, "computed": computed,
        "explanation": "one border post reported twice", "source": "telephone, Frontex desk"
    })
}

/// A total of 100 with one part.
fn recorded(desk: &Desk, part: i64) -> (Uuid, Value) {
    let total = figure(100, None);
    let within: Uuid = serde_json::from_value(total["id"].clone()).unwrap();
    let part = figure(part, Some(within));
    let _: Kept = desk.ok("record_figure", total);
    let _: Kept = desk.ok("record_figure", part.clone());
    (within, part)
}

fn the_total(desk: &Desk) -> FigureRow {
    let found: Registers = desk.ok("registers", json!({}));
    let mut rows = found.figures.into_iter();
    rows.find(|row| row.computed.is_some()).unwrap()
}

fn told(desk: &Desk, kind: TaskKind) -> Vec<bool> {
    let inbox: Inbox = desk.ok("tasks", json!({"settled": false, "mine": false}));
    let of_kind = inbox.tasks.iter().filter(|task| task.kind == kind);
    of_kind.map(|task| task.mine).collect()
}

#[test]
fn i_14_a_figure_is_explained_once_for_the_numbers_that_were_seen() {
    let desk = Desk::signed_in(COORDINATOR);
    let (figure, part) = recorded(&desk, 90);
    let of = json!({"kind": "figure", "figure": figure});
    assert_eq!(told(&desk, TaskKind::FigureDiffers), [true]);
    let asked = why(of, 100, 90);
    for (pointer, value, code) in [
        ("/stated", json!(101), "difference-changed"),
        ("/computed", json!(91), "difference-changed"),
        ("/explanation", json!("  "), "text-missing"),
        (
            "/explanation",
            json!("rounded – up"),
            "explanation-too-short",
        ),
        (
            "/explanation",
            json!("ask Mr. Jonaitis, +370 612 34567, he knows"),
            "remark-may-identify",
        ),
        ("/of/figure", json!(id()), "difference-none"),
        ("/of/figure", part["id"].clone(), "difference-none"),
    ] {
        desk.refused(
            "explain_difference",
            with(asked.clone(), pointer, value),
            code,
        );
    }
    assert_eq!(
        the_total(&desk).check,
        Some(FigureCheck::Differs),
        "nothing was kept"
    );
    let kept: Kept = desk.ok("explain_difference", asked.clone());
    let again: Kept = desk.ok("explain_difference", asked.clone());
    assert_eq!((kept.repeated, again.repeated), (false, true));
    let row = the_total(&desk);
    assert_eq!(
        (row.check, row.explanations.len()),
        (Some(FigureCheck::Explained), 1)
    );
    let said = &row.explanations[0];
    assert_eq!((said.stated, said.computed, said.stands), (100, 90, true));
    assert_eq!(said.person, COORDINATOR);
    assert_eq!(said.source.as_deref(), Some("telephone, Frontex desk"));
    assert_eq!(told(&desk, TaskKind::FigureDiffers), [] as [bool; 0]);
    // A second person adds to it; the first stands.
    let more = with(asked, "/id", json!(id()));
    let _: Kept = desk.ok("explain_difference", more);
    let stands: Vec<bool> = the_total(&desk)
        .explanations
        .iter()
        .map(|one| one.stands)
        .collect();
    assert_eq!(stands, [true, false]);
    // The part is put right, and the difference is another one.
    let _: Kept = desk.ok("record_figure", with(part, "/number/value", json!(95)));
    let row = the_total(&desk);
    assert_eq!(row.check, Some(FigureCheck::Differs));
    assert!(
        row.explanations
            .iter()
            .all(|one| !one.stands && one.computed == 90)
    );
    assert_eq!(told(&desk, TaskKind::FigureDiffers), [true]);
}

#[test]
fn i_14_money_is_explained_by_who_keeps_the_funds_and_seen_by_who_reads_them() {
    let desk = Desk::signed_in(COORDINATOR);
    let amount = |minor: i64| json!({"minor": minor, "currency": "EUR", "qualifier": "EXACT"});
    let part: Posted = desk.ok(
        "record_allocation",
        json!({
            "id": id(), "decision": null, "instrument": "DREF", "purpose": "Relief", "recipient": null,
            "amount": amount(200), "state": "available", "sources": ["paper"], "draft": null
        }),
    );
    let total: Posted = desk.ok(
        "record_stated_total",
        json!({
            "id": id(), "title": "Total", "amount": amount(700), "parts": [part.id], "source": "paper", "draft": null
        }),
    );
    let asked = why(json!({"kind": "stated_total", "total": total.id}), 700, 200);
    assert_eq!(told(&desk, TaskKind::TotalDiffers), [true]);
    desk.sign_in(KEEPER);
    assert_eq!(
        told(&desk, TaskKind::TotalDiffers),
        [] as [bool; 0],
        "no word of money"
    );
    desk.refused("explain_difference", asked.clone(), "not-permitted");
    desk.sign_in(AUDITOR);
    assert_eq!(told(&desk, TaskKind::TotalDiffers), [false]);
    desk.refused("explain_difference", asked.clone(), "not-permitted");
    desk.sign_in(COORDINATOR);
    let _: Kept = desk.ok("explain_difference", asked);
    let funds: Funds = desk.ok("funds", json!({}));
    let shown = &funds.stated_totals[0];
    assert_eq!(
        (shown.check, shown.difference),
        (TotalCheck::Explained, Some(500))
    );
    assert_eq!(told(&desk, TaskKind::TotalDiffers), [] as [bool; 0]);
}

#[test]
fn i_14_heads_are_explained_where_they_were_counted() {
    let desk = Desk::signed_in(KEEPER);
    for (band, count) in [("total", 160), ("women", 100), ("men", 70)] {
        let counted = json!({
            "id": id(), "site": SITE, "day": "2021-07-23", "band": band, "number": {"value": count, "qualifier": "EXACT"},
            "method": "counted", "remark": null, "date_confirmed": false, "draft": null
        });
        let _: Kept = desk.ok("record_head_count", counted);
    }
    assert_eq!(told(&desk, TaskKind::HeadsDiffer), [true]);
    let of = json!({"kind": "head_count", "site": SITE, "day": "2021-07-23"});
    let asked = why(of, 160, 170);
    let elsewhere = with(asked.clone(), "/of/day", json!("2021-07-22"));
    desk.refused("explain_difference", elsewhere, "difference-none");
    desk.sign_in(COORDINATOR);
    assert_eq!(told(&desk, TaskKind::HeadsDiffer), [false]);
    desk.refused("explain_difference", asked.clone(), "not-permitted");
    desk.sign_in(KEEPER);
    let _: Kept = desk.ok("explain_difference", asked);
    let page: SitePage = desk.ok("site_page", json!({"site": SITE}));
    let day = &page.head_counts[0];
    assert_eq!(
        (day.check, day.explanations.len()),
        (Some(FigureCheck::Explained), 1)
    );
    assert_eq!(told(&desk, TaskKind::HeadsDiffer), [] as [bool; 0]);
}
