//! Sites and what is known of them: zones, head-counts, access notes, figures.

use super::*;

#[test]
fn a_site_has_a_code_a_zone_and_a_place_on_earth() {
    let facts = SiteFacts {
        code_taken: false,
        code: None,
        time_zone_known: true,
    };
    let site = |facilities| SiteRegistered {
        id: SiteId(uuid("pabrade")),
        code: "PAB".to_owned(),
        name: "Pabradė".to_owned(),
        kind: SiteKind::ReceptionCentre,
        country: "lt".to_owned(),
        time_zone: "Europe/Vilnius".to_owned(),
        facilities: Some(facilities),
    };
    let with = |un_locode: &str, latitude, longitude| {
        register_site(
            &facts,
            &site(Facilities {
                un_locode: Some(un_locode.to_owned()),
                latitude,
                longitude,
                ..Facilities::default()
            }),
        )
    };
    let kept = with("lt vno", Some(54_980_000), Some(25_760_000)).expect("kept");
    assert_eq!(kept.country, "LT");
    assert_eq!(
        kept.facilities.expect("there").un_locode.as_deref(),
        Some("LTVNO")
    );
    for bad in ["LTVN", "LTVNOO", "1TVNO", "LTVN0", "LTVN1"] {
        assert_eq!(
            with(bad, None, None),
            Err(Refusal::BadLocode(bad.to_owned()))
        );
    }
    for (latitude, longitude) in [
        (Some(90_000_001), Some(0)),
        (Some(0), None),
        (None, Some(0)),
        (Some(0), Some(-180_000_001)),
    ] {
        assert_eq!(
            with("LTVNO", latitude, longitude),
            Err(Refusal::BadCoordinates)
        );
    }
    let fixed = SiteFacts {
        code: Some("RUK".to_owned()),
        ..facts.clone()
    };
    let refused = register_site(&fixed, &site(Facilities::default()));
    assert_eq!(
        refused,
        Err(Refusal::CodeFixed {
            code: "RUK".to_owned()
        })
    );
    let negative = Facilities {
        capacity_persons: Some(-1),
        ..Facilities::default()
    };
    assert!(matches!(
        register_site(&facts, &site(negative)),
        Err(Refusal::Number {
            field: "capacity_persons",
            ..
        })
    ));
}

#[test]
fn of_two_head_counts_for_one_day_and_band_the_later_counts() {
    let site = SiteId(uuid("pabrade"));
    let count = |name: &str, band, value| HeadCountRecorded {
        id: HeadCountId(uuid(name)),
        site,
        day: day("2021-07-24"),
        band,
        number: StatedCount::stated(value, Qualifier::Exact).expect("a count"),
        method: HeadMethod::Counted,
        remark: None,
    };
    let mut late = entry(3, count("third", HeadBand::Women, 999));
    late.quarantined = true;
    let entries = [
        entry(1, count("first", HeadBand::Women, 120)),
        entry(2, count("second", HeadBand::Women, 118)),
        late,
        entry(4, count("fourth", HeadBand::Men, 200)),
    ];
    let found: Vec<Option<i64>> = head_counts(&entries)
        .into_values()
        .map(|(_, body)| body.number.value)
        .collect();
    assert_eq!(found, [Some(118), Some(200)]);
    let tomorrow = HeadCountRecorded {
        day: day("2030-01-01"),
        ..count("fifth", HeadBand::Men, 1)
    };
    assert!(matches!(
        sites::record_head_count(true, &tomorrow, &stamp("ona")),
        Err(sites::Refusal::Date(_))
    ));
    assert_eq!(
        sites::record_head_count(false, &count("x", HeadBand::Men, 1), &stamp("ona")),
        Err(sites::Refusal::UnknownSite(site))
    );
    let zero = HeadCountRecorded {
        number: StatedCount {
            value: None,
            qualifier: Qualifier::Exact,
        },
        ..count("y", HeadBand::Men, 1)
    };
    assert!(
        matches!(
            sites::record_head_count(true, &zero, &stamp("ona")),
            Err(sites::Refusal::Count(_))
        ),
        "I-21"
    );
}

#[test]
fn an_access_note_has_a_validity() {
    let note = AccessNoteRecorded {
        id: AccessNoteId(uuid("note")),
        site: SiteId(uuid("pabrade")),
        text: " No movement within 5 km of the border ".to_owned(),
        valid_from: day("2021-11-09"),
        valid_to: Some(day("2021-12-10")),
        source: None,
    };
    let kept = sites::record_access_note(true, &note).expect("kept");
    assert_eq!(kept.text, "No movement within 5 km of the border");
    let backwards = AccessNoteRecorded {
        valid_to: Some(day("2021-11-08")),
        ..note.clone()
    };
    assert_eq!(
        sites::record_access_note(true, &backwards),
        Err(sites::Refusal::EndsBefore)
    );
    let silent = AccessNoteRecorded {
        text: " ".to_owned(),
        ..note.clone()
    };
    assert_eq!(
        sites::record_access_note(true, &silent),
        Err(sites::Refusal::NeedsText)
    );
    assert_eq!(
        sites::record_access_note(false, &note),
        Err(sites::Refusal::UnknownSite(note.site))
    );
}

#[test]
fn a_date_keeps_the_precision_of_its_source() {
    for (text, first, last) in [
        ("2021", "2021-01-01", "2021-12-31"),
        ("2021-07", "2021-07-01", "2021-07-31"),
        ("2021-12", "2021-12-01", "2021-12-31"),
        ("2021-07-15", "2021-07-15", "2021-07-15"),
    ] {
        let read: PartialDay = text.parse().expect(text);
        assert_eq!(
            (read.to_string().as_str(), read.first(), read.last()),
            (text, day(first), day(last))
        );
    }
    for bad in [
        "",
        "21",
        "2021-7",
        "2021-13",
        "2021-02-30",
        "1969",
        "2021-07-15-1",
        "2021-07-1x",
        "July 2021",
    ] {
        assert!(bad.parse::<PartialDay>().is_err(), "{bad}");
    }
}

#[test]
fn a_figure_is_within_one_of_its_series_that_stands_by_itself() {
    let outer = FigureId(uuid("total"));
    let figure = FigureRecorded {
        id: FigureId(uuid("part")),
        series: FigureSeries::Arrivals,
        place: "LT".to_owned(),
        number: StatedCount::stated(4222, Qualifier::Exact).expect("a count"),
        words: None,
        as_of: None,
        source: "JOIN(2021) 32".to_owned(),
        within: Some(outer),
        relation: Some(FigureRelation::Part),
    };
    let of = |series, nested| Some(registers::Outer { series, nested });
    let keep =
        |outer, figure: &FigureRecorded| registers::record_figure(outer, figure, &stamp("ona"));
    assert_eq!(
        keep(of(FigureSeries::Arrivals, false), &figure),
        Ok(figure.clone())
    );
    assert_eq!(
        keep(of(FigureSeries::Applications, false), &figure),
        Err(registers::Refusal::OtherSeries(outer))
    );
    assert_eq!(
        keep(of(FigureSeries::Arrivals, true), &figure),
        Err(registers::Refusal::Nested(outer))
    );
    assert_eq!(
        keep(None, &figure),
        Err(registers::Refusal::UnknownFigure(outer))
    );
    let alone = FigureRecorded {
        relation: None,
        ..figure.clone()
    };
    assert_eq!(keep(None, &alone), Err(registers::Refusal::Relation));
    let silent = FigureRecorded {
        number: StatedCount::not_stated(),
        within: None,
        relation: None,
        ..figure
    };
    assert_eq!(
        keep(None, &silent),
        Err(registers::Refusal::NeitherNumberNorWords)
    );
    let in_words = FigureRecorded {
        words: Some("several thousand".to_owned()),
        ..silent
    };
    assert!(keep(None, &in_words).is_ok(), "H11: a text with no number");
}
