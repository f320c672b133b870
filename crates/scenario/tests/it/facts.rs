//! What the document of 23 November 2021 says, asked of the ledger that the whole story leaves: four computers, a real
//! server, every clock on the day that is told. One test for each check of the facts, T-01 to T-19 as far as they are
//! about goods and people.

mod days;
mod stranded;

use std::collections::BTreeSet;

use app::contract::replies::PartyMention;
use ledger::body::{FigureSeries, NormBasis, ParticipantKind};
use ledger::quantity::{Qualifier, StatedCount};
use ledger::stages::ActivationStage;
use scenario::ask::{ask, fetch};
use scenario::devices::{AUDITOR, COORDINATOR, Device};
use scenario::lithuania_2021::{document, party, site};
use serde_json::{Value, json};
use store::view::{
    ActivationView, FigureCheck, FigureRow, Matrix, NeedRow, OfferView, PartyRow, Registers,
};
use tempfile::TempDir;

use super::told::{known, told};

fn figures() -> (TempDir, Vec<FigureRow>, Registers) {
    let (dir, auditor) = told(&AUDITOR);
    let found: Registers = fetch(&auditor.context, "registers").unwrap();
    (dir, found.figures.clone(), found)
}

fn of<'r>(rows: &'r [FigureRow], word: &str) -> &'r FigureRow {
    let id = document(&format!("figure/{word}"));
    rows.iter().find(|row| row.id.0 == id).expect(word)
}

fn exact(value: i64) -> StatedCount {
    StatedCount::stated(value, Qualifier::Exact).unwrap()
}

fn donors(device: &Device) -> Vec<PartyRow> {
    let parties: Vec<PartyRow> = fetch(&device.context, "parties").unwrap();
    parties.into_iter().filter(|party| party.donor).collect()
}

#[test]
fn t_01_nineteen_member_states_and_one_participating_state_offer() {
    let (_dir, auditor) = told(&AUDITOR);
    let matrix: Matrix = ask(&auditor.context, "matrix", &json!({"site": null})).unwrap();
    let counted = (matrix.donors, matrix.member_states);
    assert_eq!((counted, matrix.participating_states), ((20, 19), 1));
    let others = donors(&auditor).into_iter();
    let others = others.filter(|one| one.kind == ParticipantKind::ParticipatingState);
    let names: Vec<_> = others.filter_map(|one| one.iso).collect();
    assert_eq!(names, ["NO"]);
}

#[test]
fn t_02_the_union_without_the_requester_and_seven_others_is_who_offers() {
    let union = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE";
    let absent = ["LT", "BE", "BG", "CY", "ES", "HU", "IE", "RO"];
    let expected: BTreeSet<&str> = union
        .split(' ')
        .filter(|iso| !absent.contains(iso))
        .collect();
    let (_dir, auditor) = told(&AUDITOR);
    let offers: Vec<OfferView> = fetch(&auditor.context, "offers").unwrap();
    let donors = donors(&auditor);
    let members: BTreeSet<&str> = donors
        .iter()
        .filter(|one| one.kind == ParticipantKind::MemberState)
        .filter(|one| offers.iter().any(|offer| offer.donor == one.id))
        .filter_map(|one| one.iso.as_deref())
        .collect();
    assert_eq!(members, expected);
    assert_eq!(members.len(), 19);
}

#[test]
fn t_03_the_document_states_no_quantity_of_any_donor_and_the_matrix_stands() {
    let (_dir, auditor) = told(&AUDITOR);
    let offers: Vec<OfferView> = fetch(&auditor.context, "offers").unwrap();
    // Czechia's numbers come from its embassy; the document gives none. What donors offer beside it is invented.
    let paper = |offer: &&OfferView| {
        let reference = offer.reference.as_deref().unwrap_or_default();
        reference.starts_with("JOIN(2021) 32 final")
    };
    let of_the_paper = offers.iter().filter(paper);
    let lines: Vec<_> = of_the_paper.flat_map(|offer| &offer.lines).collect();
    assert_eq!(lines.len(), 19);
    for line in lines {
        assert_eq!(
            (line.quantity.value, line.quantity.qualifier),
            (None, Qualifier::NotStated)
        );
    }
    let matrix: Matrix = ask(&auditor.context, "matrix", &json!({"site": null})).unwrap();
    let others = matrix.rows.iter().filter(|row| row.donor != party("CZ"));
    // The document's own words name neither an item nor a group.
    let (unstated, taken): (Vec<_>, Vec<_>) =
        others.partition(|row| row.item.is_none() && row.group.is_none());
    assert_eq!(unstated.len(), 19);
    for row in unstated {
        assert_eq!(row.offered.value, None);
        assert_eq!(row.offered.qualifiers, [Qualifier::NotStated]);
        assert!(row.good.value.is_none() && row.good.qualifiers.is_empty());
    }
    // What was taken of them without a stated quantity made none of the offers' own.
    assert!(taken.iter().any(|row| row.accepted.value.is_some()));
    assert!(taken.iter().all(|row| row.offered.value.is_none()));
}

#[test]
fn t_10_arrivals_add_up_to_the_stated_total() {
    let (_dir, rows, _) = figures();
    let total = of(&rows, "H01");
    assert_eq!(total.number, exact(7_698));
    assert_eq!(
        total.as_of.map(|day| day.to_string()).as_deref(),
        Some("2021-11-16")
    );
    let parts = ["H02/LT", "H02/PL", "H02/LV"].map(|word| of(&rows, word).number.value);
    assert_eq!(parts, [Some(4_222), Some(3_062), Some(414)]);
    assert_eq!(
        total.computed.as_ref().and_then(|sum| sum.value),
        Some(7_698)
    );
    assert_eq!(total.check, Some(FigureCheck::Match));
}

#[test]
fn t_11_applications_are_only_computed_and_compared_with_nothing() {
    let (_dir, rows, found) = figures();
    let sums = found.sums.iter();
    let applied: Vec<_> = sums
        .filter(|sum| sum.series == FigureSeries::Applications)
        .collect();
    assert_eq!(applied.len(), 1);
    assert_eq!(
        (
            applied[0].computed.value,
            applied[0].as_of.map(|day| day.to_string()).as_deref()
        ),
        (Some(9_441), Some("2021-11-14"))
    );
    // More applied in Poland than came there; nothing is wrong with either.
    let (poland, came) = (of(&rows, "H07"), of(&rows, "H02/PL"));
    assert!(poland.number.value > came.number.value);
    assert_eq!((poland.check, came.check), (None, None));
}

#[test]
fn t_12_deployed_persons_are_added_by_country_and_baseline_stays_apart() {
    let (_dir, _, found) = figures();
    let sums = found.deployed.iter().map(|sum| {
        let country = sum.country.as_deref().unwrap_or("*");
        (country, sum.crisis.value, sum.with_baseline.value)
    });
    assert_eq!(
        sums.collect::<Vec<_>>(),
        [
            ("LT", Some(180), Some(180)),
            ("LV", Some(16), Some(16)),
            ("PL", Some(1), Some(4)),
            ("*", Some(197), Some(200)),
        ]
    );
    let of = |country: &str, baseline: bool| {
        let there = found.deployments.iter();
        let there = there.filter(|one| one.country == country && one.baseline == baseline);
        let mut numbers: Vec<_> = there.filter_map(|one| one.number.value).collect();
        numbers.sort_unstable();
        numbers
    };
    assert_eq!(of("LT", false), [1, 2, 73, 104]);
    assert_eq!(of("LV", false), [7, 9]);
    assert_eq!((of("PL", false), of("PL", true)), (vec![1], vec![3]));
    let unknown = found.assets.iter().filter(|one| one.number.value.is_none());
    assert_eq!(unknown.count(), 2, "cars and helicopters without a number");
}

#[test]
fn h_11_several_thousand_are_words_and_no_number() {
    let (_dir, rows, found) = figures();
    let gathered = of(&rows, "H11");
    assert_eq!(
        (gathered.number.value, gathered.number.qualifier),
        (None, Qualifier::NotStated)
    );
    assert_eq!(gathered.words.as_deref(), Some("Several thousand people"));
    let sums = found.sums.iter();
    assert_eq!(sums.filter(|sum| sum.series == gathered.series).count(), 0);
}

#[test]
fn t_14_attempts_and_detections_are_over_and_are_no_heads() {
    let (_dir, auditor) = told(&AUDITOR);
    let found: Registers = fetch(&auditor.context, "registers").unwrap();
    for (word, value) in [("H03", 40_000), ("H08", 10_000)] {
        let row = of(&found.figures, word);
        assert_eq!(
            (row.number.value, row.number.qualifier),
            (Some(value), Qualifier::Over)
        );
    }
    for need in needs(&auditor) {
        assert!(need.heads.value.is_none_or(|heads| heads < 1_000));
    }
}

fn needs(device: &Device) -> Vec<NeedRow> {
    let asked = json!({"site": site("PAB"), "horizon_days": 14});
    known(device, "needs", "2021-11-23", asked)
}

#[test]
fn t_15_the_sanctions_list_has_181_names() {
    let (_dir, rows, _) = figures();
    let (people, entities) = (of(&rows, "S01/individuals"), of(&rows, "S01/entities"));
    assert_eq!(people.number, exact(166));
    assert_eq!(entities.number, exact(15));
    let both = people.number.value.zip(entities.number.value);
    assert_eq!(both.map(|(people, entities)| people + entities), Some(181));
}

#[test]
fn t_16_poland_and_latvia_may_activate_and_have_not() {
    let (_dir, office) = told(&COORDINATOR);
    let found: Vec<ActivationView> = fetch(&office.context, "activations").unwrap();
    let stage = |iso| {
        let one = found.iter().find(|one| one.requesting_state == party(iso));
        one.map(|one| (one.stage, one.requested_on.clone()))
    };
    let lithuania = (ActivationStage::Activated, "2021-07-15".to_owned());
    assert_eq!(stage("LT"), Some(lithuania));
    for iso in ["PL", "LV"] {
        let (stage, _) = stage(iso).expect(iso);
        assert_eq!(stage, ActivationStage::Monitoring);
        let request = json!({
            "id": document(&format!("request/{iso}")), "version": 1, "title": "Tents",
            "activation": document(&format!("activation/{iso}")), "reference": null, "draft": null,
            "lines": [{
                "id": document(&format!("request/{iso}/0")), "text": "Tents", "group": null, "item": null,
                "quantity": {"value": null, "qualifier": "NOT_STATED"}, "unit": null, "priority": "urgent",
                "needed_by": null, "site": null, "entry_point": null, "specification": null,
            }],
        });
        let refused = ask::<_, Value>(&office.context, "record_request", &request).unwrap_err();
        assert_eq!(refused.code, "activation-not-active");
    }
}

#[test]
fn t_18_the_footnote_names_twenty_parties() {
    let footnote = "Austria, Croatia, Czechia, Denmark, Estonia, Finland, France, Germany, Greece, Italy, Latvia, \
         Luxemburg, Malta, the Netherlands, Poland, Portugal, Slovenia, Slovakia, and Sweden and Norway.";
    let (_dir, office) = told(&COORDINATOR);
    let found: Vec<PartyMention> = ask(
        &office.context,
        "read_party_list",
        &json!({"text": footnote}),
    )
    .unwrap();
    let parties: BTreeSet<_> = found.iter().filter_map(|one| one.party).collect();
    assert_eq!((found.len(), parties.len()), (20, 20), "{found:#?}");
    let expected: BTreeSet<_> = donors(&office).iter().map(|one| one.id).collect();
    assert_eq!(parties, expected);
    assert!(found.iter().all(|one| !one.text.contains(" and ")));
    let of = |text: &str| found.iter().any(|one| one.text == text);
    assert!(of("Luxemburg") && !of("and Sweden") && !of("and Sweden and Norway"));
    let refused = ask::<_, Value>(&office.context, "read_party_list", &json!({"text": " "}));
    assert_eq!(refused.unwrap_err().code, "text-missing");
}

#[test]
fn t_19_the_flight_of_18_november_empties_no_bed() {
    let (_dir, auditor) = told(&AUDITOR);
    let found: Registers = fetch(&auditor.context, "registers").unwrap();
    let flight = of(&found.figures, "H12");
    assert_eq!(
        (flight.series, flight.number),
        (FigureSeries::Returns, exact(432))
    );
    assert_eq!(
        flight.as_of.map(|day| day.to_string()).as_deref(),
        Some("2021-11-18")
    );
    // As many as the keeper counted before it flew.
    let needs = needs(&auditor);
    assert!(!needs.is_empty());
    for need in needs {
        assert_eq!(
            (need.heads, need.counted_on.as_deref()),
            (exact(540), Some("2021-10-29"))
        );
        let recurring = need.norm.basis == NormBasis::Recurring;
        assert_eq!(need.cover.is_some(), recurring);
    }
}
