//! The catalogue's aliases, needs and registers as reads show them.

use chrono::NaiveDate;
use ledger::body::*;
use ledger::ids::*;
use ledger::quantity::{Qualifier, StatedCount};
use ledger::scope::Scope;
use store::Store;
use store::view::{FigureCheck, NeedRow};
use tempfile::{TempDir, tempdir};

use crate::central::{Central, id};
use crate::world::{
    COORDINATOR, KEEPER, append, at_site, bedding, blankets, central, computer, czechia, day,
    latvia, receipt, site, sync,
};

fn office() -> (TempDir, Store, Central) {
    let dir = tempdir().expect("a folder");
    let mut central = central();
    let store = computer(dir.path(), 4);
    sync(&store, &mut central);
    (dir, store, central)
}

fn keep(store: &Store, body: impl Into<Body>) {
    append(store, COORDINATOR, body, Scope::Catalogue, &[]);
}

fn record(store: &Store, body: impl Into<Body>) {
    append(store, COORDINATOR, body, Scope::Coordination, &[]);
}

fn names(en: &str) -> ledger::text::Names {
    [("en".to_owned(), en.to_owned())].into()
}

fn exact(value: i64) -> StatedCount {
    StatedCount::stated(value, Qualifier::Exact).expect("a count")
}

fn twin() -> ItemId {
    ItemId(id(502))
}

fn twin_of_blankets() -> ItemRegistered {
    ItemRegistered {
        id: twin(),
        group: bedding(),
        code: "BL-2".to_owned(),
        names: names("Blankett"),
        unit: Unit::Piece,
        tracking: Tracking::None,
        durable: true,
        dangerous_goods: None,
    }
}

#[test]
fn numbers_and_country_codes_tell_records_apart_that_read_alike() {
    let (_dir, store, _) = office();
    let item = |n: u128, name: &str| ItemRegistered {
        id: ItemId(id(510 + n)),
        code: format!("T-{n}"),
        names: names(name),
        ..twin_of_blankets()
    };
    keep(&store, item(1, "Family tent, 4 persons"));
    keep(&store, item(2, "Family tent, 6 persons"));
    let party = |n: u128, name: &str, iso: Option<&str>| PartyRegistered {
        id: PartyId(id(520 + n)),
        kind: ParticipantKind::MemberState,
        names: names(name),
        iso: iso.map(str::to_owned),
        eu_code: None,
        donor: true,
        affected: false,
        synonyms: Vec::new(),
    };
    keep(&store, party(1, "Slovakia", Some("SK")));
    keep(&store, party(2, "Slovenia", Some("SI")));
    let similar = || store.read(|reads| reads.similar()).expect("read");
    assert!(similar().is_empty());
    keep(&store, item(3, "Family tents, 4 person"));
    keep(&store, party(3, "Slovenija", None));
    let found: Vec<_> = similar().iter().map(|row| (row.one, row.other)).collect();
    let pair = |one, other| (RecordId(id(one)), RecordId(id(other)));
    assert_eq!(found, [pair(522, 523), pair(511, 513)]);
}

#[test]
fn x_06_both_records_live_until_one_stands_for_the_other() {
    let (_dir, store, _) = office();
    keep(&store, twin_of_blankets());
    append(&store, KEEPER, receipt(1, 100, 0), at_site(), &[]);
    let mut other = receipt(2, 30, 0);
    other.lines[0].item = twin();
    other.donor = latvia();
    append(&store, KEEPER, other, at_site(), &[]);
    let similar = store.read(|reads| reads.similar()).expect("read");
    assert_eq!(similar.len(), 1);
    assert_eq!(similar[0].distance, 1);
    let stock = |store: &Store| {
        let rows = store.read(|reads| reads.stock(site())).expect("read");
        rows.iter()
            .map(|row| (row.item, row.good))
            .collect::<Vec<_>>()
    };
    assert_eq!(stock(&store), [(blankets(), 100), (twin(), 30)]);
    let records = Duplicate::Item {
        from: twin(),
        into: blankets(),
    };
    let merge = MergeId(id(901));
    keep(&store, RecordsMerged { id: merge, records });
    assert_eq!(stock(&store), [(blankets(), 130)]);
    let card = store
        .read(|reads| reads.stock_card(site(), blankets()))
        .expect("read");
    assert_eq!(card.last().expect("a line").balance, 130);
    let items = store.read(|reads| reads.items()).expect("read");
    assert_eq!(items.len(), 1, "one record is offered");
    let twin_row = store.read(|reads| reads.item(twin())).expect("read");
    assert!(twin_row.is_some(), "documents still find the other");
    assert!(
        store
            .read(|reads| reads.similar())
            .expect("read")
            .is_empty()
    );
    let parties = Duplicate::Party {
        from: latvia(),
        into: czechia(),
    };
    keep(
        &store,
        RecordsMerged {
            id: MergeId(id(902)),
            records: parties,
        },
    );
    let matrix = store.read(|reads| reads.matrix(None)).expect("read");
    assert_eq!((matrix.donors, matrix.rows.len()), (1, 1));
    assert_eq!(matrix.rows[0].good.value, Some(130));
    let merges = store.read(|reads| reads.merges()).expect("read");
    assert_eq!(merges.len(), 2);
    keep(&store, MergeUndone { merge, records });
    assert_eq!(stock(&store), [(blankets(), 100), (twin(), 30)]);
    let before = store.projection_digest().expect("readable");
    assert_eq!(store.rebuild().expect("rebuilt").0, before);
}

#[test]
fn aliases_in_a_circle_stand_for_themselves() {
    let (_dir, store, _) = office();
    keep(&store, twin_of_blankets());
    for (number, from, into) in [(1, blankets(), twin()), (2, twin(), blankets())] {
        keep(
            &store,
            RecordsMerged {
                id: MergeId(id(900 + number)),
                records: Duplicate::Item { from, into },
            },
        );
    }
    assert_eq!(store.read(|reads| reads.items()).expect("read").len(), 2);
}

fn heads(store: &Store, number: u128, on: u32, band: HeadBand, count: StatedCount) {
    let body = HeadCountRecorded {
        id: HeadCountId(id(9_100 + number)),
        site: site(),
        day: day(on),
        band,
        number: count,
        method: HeadMethod::Counted,
        remark: None,
    };
    append(store, KEEPER, body, at_site(), &[Scope::Coordination]);
}

fn norm(number: u128, item: bool, quantity: i64, basis: NormBasis, days: i64) -> NormRegistered {
    NormRegistered {
        id: NormId(id(9_200 + number)),
        item: item.then(blankets),
        group: (!item).then(bedding),
        quantity,
        persons: 1,
        basis,
        days,
        standard: "Sphere".to_owned(),
        edition: Some("2018".to_owned()),
        source: "Shelter standard 4".to_owned(),
        checked_on: None,
    }
}

fn needs(store: &Store, on: u32, horizon: i64) -> Vec<NeedRow> {
    store
        .read(|reads| reads.needs(Some(site()), day(on), horizon))
        .expect("read")
}

#[test]
fn needs_follow_from_heads_and_norms_and_stay_unknown_without() {
    let (_dir, store, _) = office();
    append(&store, KEEPER, receipt(1, 100, 40), at_site(), &[]);
    keep(&store, norm(1, true, 1, NormBasis::Once, 1));
    keep(&store, norm(2, false, 3, NormBasis::Recurring, 30));
    let unknown = needs(&store, 24, 14);
    assert_eq!(unknown.len(), 2);
    assert!(unknown.iter().all(|row| {
        row.heads.value.is_none() && row.need.is_none() && row.gap.is_none() && row.cover.is_none()
    }));
    heads(&store, 1, 23, HeadBand::Total, exact(160));
    heads(&store, 2, 24, HeadBand::Total, exact(150));
    let found = needs(&store, 24, 14);
    // Worst first: 100 of 150 before 100 of 210.
    let shown: Vec<_> = found
        .iter()
        .map(|row| {
            (
                row.need,
                row.in_stock,
                row.gap,
                row.cover.map(|cover| cover.days),
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            (Some(210), 100, Some(110), Some(6)),
            (Some(150), 100, Some(50), None),
        ]
    );
    assert_eq!(
        needs(&store, 23, 14)[0].heads,
        exact(160),
        "the count of that day"
    );
    heads(&store, 3, 24, HeadBand::Total, StatedCount::not_stated());
    assert_eq!(
        needs(&store, 24, 14)[0].need,
        None,
        "the later count says not known"
    );
}

/// T-12: 180 in Lithuania, 16 in Latvia, 1 in Poland and 3 who were there before.
#[test]
fn t_12_deployed_persons_are_added_by_country_and_baseline_stays_apart() {
    let (_dir, store, _) = office();
    let rows: [(&str, &str, i64, bool); 8] = [
        ("LT", "officers", 104, false),
        ("LT", "experts", 73, false),
        ("LT", "Guest Officers", 2, false),
        ("LT", "analyst", 1, false),
        ("LV", "border police officers", 7, false),
        ("LV", "experts", 9, false),
        ("PL", "specialist", 1, false),
        ("PL", "border guard officers", 3, true),
    ];
    for ((country, role, number, baseline), at) in rows.into_iter().zip(1..) {
        record(
            &store,
            DeploymentRecorded {
                id: DeploymentId(id(9_300 + at)),
                agency: czechia(),
                role: role.to_owned(),
                number: exact(number),
                country: country.to_owned(),
                place: None,
                from: Some("2021-07".parse().expect("a month")),
                to: None,
                baseline,
                as_of: day(24),
                source: "JOIN(2021) 32".to_owned(),
            },
        );
    }
    // A05: helicopters without a number are an asset whose number is not known.
    record(
        &store,
        AssetRecorded {
            id: AssetId(id(9_400)),
            kind: "helicopters".to_owned(),
            number: StatedCount::not_stated(),
            holder: czechia(),
            country: "LT".to_owned(),
            place: None,
            as_of: day(24),
            source: "JOIN(2021) 32".to_owned(),
        },
    );
    let day = NaiveDate::from_ymd_opt(2021, 11, 23).expect("a day");
    let found = store.read(|reads| reads.registers(day)).expect("read");
    let sums: Vec<_> = found
        .deployed
        .iter()
        .map(|sum| {
            (
                sum.country.as_deref().unwrap_or("*"),
                sum.crisis.value,
                sum.with_baseline.value,
            )
        })
        .collect();
    assert_eq!(
        sums,
        [
            ("LT", Some(180), Some(180)),
            ("LV", Some(16), Some(16)),
            ("PL", Some(1), Some(4)),
            ("*", Some(197), Some(200)),
        ]
    );
    assert_eq!(found.assets[0].number, StatedCount::not_stated());
}

fn figure(number: u128, series: FigureSeries, place: &str, count: StatedCount) -> FigureRecorded {
    FigureRecorded {
        id: FigureId(id(9_500 + number)),
        series,
        place: place.to_owned(),
        number: count,
        words: None,
        as_of: None,
        source: "JOIN(2021) 32".to_owned(),
        within: None,
        relation: None,
    }
}

/// What the document of 23 November states of people, H01 to H12.
fn published() -> Vec<FigureRecorded> {
    use FigureSeries::{Applications, Arrivals, Attempts, Detections, Returns, Stranded};
    let over = |value| StatedCount::stated(value, Qualifier::Over).expect("a count");
    let as_of = |text: &str, figure| FigureRecorded {
        as_of: Some(text.parse().expect("a day")),
        ..figure
    };
    let within = |outer: u128, relation, figure| FigureRecorded {
        within: Some(FigureId(id(9_500 + outer))),
        relation: Some(relation),
        ..figure
    };
    let part = |figure| within(1, FigureRelation::Part, as_of("2021-11-16", figure));
    let up_to = StatedCount::stated(15_000, Qualifier::UpTo).expect("a count");
    let about = StatedCount::stated(2_000, Qualifier::Estimated).expect("a count");
    vec![
        as_of("2021-11-16", figure(1, Arrivals, "EU", exact(7_698))),
        part(figure(2, Arrivals, "LT", exact(4_222))),
        part(figure(3, Arrivals, "PL", exact(3_062))),
        part(figure(4, Arrivals, "LV", exact(414))),
        as_of("2021-11-14", figure(5, Applications, "LT", exact(2_649))),
        as_of("2021-11-14", figure(6, Applications, "LV", exact(294))),
        as_of("2021-11-14", figure(7, Applications, "PL", exact(6_498))),
        figure(8, Attempts, "LT, PL, LV", over(40_000)),
        figure(9, Detections, "DE", over(10_000)),
        figure(10, Stranded, "BY", up_to),
        within(
            10,
            FigureRelation::Subset,
            figure(11, Stranded, "BY", about),
        ),
        as_of("2021-11-18", figure(12, Returns, "BY → IQ", exact(432))),
    ]
}

#[test]
fn t_10_to_t_14_figures_stand_beside_one_another_and_are_no_heads() {
    use FigureSeries::{Applications, Arrivals};
    let (_dir, store, _) = office();
    for body in published() {
        record(&store, body);
    }
    let day = NaiveDate::from_ymd_opt(2021, 11, 23).expect("a day");
    let found = store.read(|reads| reads.registers(day)).expect("read");
    let of = |number: u128| {
        let id = FigureId(id(9_500 + number));
        found
            .figures
            .iter()
            .find(|row| row.id == id)
            .expect("there")
    };
    // T-10, I-14: the stated total beside the computed one.
    assert_eq!(of(1).number, exact(7_698));
    assert_eq!(
        of(1).computed.as_ref().and_then(|sum| sum.value),
        Some(7_698)
    );
    assert_eq!(of(1).check, Some(FigureCheck::Match));
    // T-11: computed only; nothing compares it with arrivals.
    let sums: Vec<_> = found
        .sums
        .iter()
        .map(|sum| (sum.series, sum.computed.value))
        .collect();
    assert_eq!(sums, [(Applications, Some(9_441))]);
    // T-13: a range, never 17 000.
    assert_eq!(
        (of(10).at_least, of(10).number.value),
        (Some(2_000), Some(15_000))
    );
    assert_eq!(of(10).computed, None);
    // T-14, T-19: no need rests on any of them.
    assert_eq!(of(8).number.qualifier, Qualifier::Over);
    keep(&store, norm(1, true, 1, NormBasis::Once, 1));
    heads(&store, 1, 24, HeadBand::Total, exact(150));
    assert_eq!(needs(&store, 24, 14)[0].heads, exact(150));
    // A wrong total is reported, not corrected.
    record(&store, figure(1, Arrivals, "EU", exact(7_700)));
    let found = store.read(|reads| reads.registers(day)).expect("read");
    let total = found
        .figures
        .iter()
        .find(|row| row.check.is_some())
        .expect("there");
    assert_eq!(total.check, Some(FigureCheck::Differs));
}

#[test]
fn an_unknown_number_is_never_nought_in_any_table() {
    let (dir, store, _) = office();
    heads(&store, 1, 24, HeadBand::Total, StatedCount::not_stated());
    drop(store);
    let bare = crate::world::bare(dir.path());
    for table in ["head_count", "deployment", "asset", "figure"] {
        let columns = match table {
            "head_count" => "site, day, band, number, qualifier, method, person, recorded_at",
            "deployment" => "id, agency, role, number, qualifier, country, baseline, as_of, source",
            "asset" => "id, kind, number, qualifier, holder, country, as_of, source",
            _ => "id, series, place, number, qualifier, source",
        };
        let values: Vec<&str> = columns
            .split(", ")
            .map(|column| match column {
                "number" | "baseline" => "0",
                "qualifier" => "'NOT_STATED'",
                "site" | "id" | "agency" | "holder" | "person" => "zeroblob(16)",
                _ => "'x'",
            })
            .collect();
        let sql = format!(
            "INSERT INTO {table} ({columns}) VALUES ({})",
            values.join(", ")
        );
        let refused = bare.execute(&sql, []).expect_err("I-21: a CHECK refuses");
        assert!(refused.to_string().contains("CHECK"), "{table}: {refused}");
    }
}

/// A day that is still to be explained is on the site's page, however many days were counted since; an explained one goes.
#[test]
fn days_that_differ_stay_on_the_page_until_they_are_explained() {
    let (_dir, store, _) = office();
    let first = day(1);
    let counted = |number: u64, band, heads| {
        let body = HeadCountRecorded {
            id: HeadCountId(id(9_100 + u128::from(number))),
            site: site(),
            day: first + chrono::Days::new(number),
            band,
            number: exact(heads),
            method: HeadMethod::Counted,
            remark: None,
        };
        append(&store, KEEPER, body, at_site(), &[Scope::Coordination]);
    };
    counted(0, HeadBand::Total, 100);
    counted(0, HeadBand::Men, 120);
    for number in 1..=101 {
        counted(number, HeadBand::Total, 100);
    }
    let days = || -> Vec<String> {
        let today = first + chrono::Days::new(101);
        let page = store.read(|reads| reads.site_page(site(), today));
        let page = page.expect("read").expect("here");
        page.head_counts.into_iter().map(|one| one.day).collect()
    };
    let tasks = || {
        let tasks = store.read(|reads| reads.tasks()).expect("read");
        let kind = ledger::task::TaskKind::HeadsDiffer;
        tasks.iter().filter(|one| one.task.kind == kind).count()
    };
    let shown = days();
    assert_eq!((shown.len(), tasks()), (101, 1));
    assert_eq!(shown.last(), Some(&first.to_string()));
    let explain = |number: u128, computed| {
        let body = DifferenceExplained {
            id: ExplanationId(id(98_500 + number)),
            of: Differing::HeadCount {
                site: site(),
                day: first,
            },
            stated: 100,
            computed,
            explanation: "twenty moved on at noon".to_owned(),
            source: None,
        };
        append(&store, KEEPER, body, at_site(), &[Scope::Coordination]);
    };
    // Of other numbers it explains nothing.
    explain(1, 119);
    assert_eq!((days().len(), tasks()), (101, 1));
    explain(2, 120);
    assert_eq!((days().len(), tasks()), (100, 0));
}
