//! What the document of 23 November 2021 says of agencies, of people and of access; and who was at Pabradė, invented.

use anyhow::{Context as _, Result};
use app::Context;
use app::contract::replies::Kept;
use app::contract::requests_sites::{
    RecordAccessNote, RecordAsset, RecordDeployment, RecordFigure, RecordHeadCount, RegisterParty,
};
use app::source::SetClock;
use chrono::DateTime;
use ledger::body::{FigureRelation, FigureSeries, HeadBand, HeadMethod, ParticipantKind};
use ledger::ids::{AccessNoteId, AssetId, DeploymentId, FigureId, HeadCountId, PartyId};
use ledger::quantity::{Qualifier, StatedCount};
use ledger::text::Names;

use super::ids::{document, party, site};
use crate::ask::ask;

const SOURCE: &str = "JOIN(2021) 32 final, 23.11.2021";
const AS_OF: &str = "2021-11-23";

/// Agency, country, role in the source's words, number, there before the crisis.
const DEPLOYMENTS: &[(&str, &str, &str, i64, bool)] = &[
    ("FRONTEX", "LT", "officers", 104, false),
    ("EASO", "LT", "experts", 73, false),
    ("EUROPOL", "LT", "Guest Officers", 2, false),
    ("EUROPOL", "LT", "analyst", 1, false),
    ("FRONTEX", "LV", "border police officers", 7, false),
    ("EASO", "LV", "experts", 9, false),
    ("EUROPOL", "PL", "specialist", 1, false),
    ("FRONTEX", "PL", "border guard officers", 3, true),
];

/// An organisation of the catalogue, spelled as somebody in a hurry would.
const TYPED_TWICE: &str = "Belorus Red Cross";

/// Country, kind in the source's words, number if it gives one.
const ASSETS: &[(&str, &str, Option<i64>)] = &[
    ("LT", "patrol and transport cars", None),
    ("LT", "helicopters", None),
    ("LV", "patrol car", Some(1)),
    ("LV", "thermal vision vehicle", Some(1)),
];

/// Word, series, place, number, qualifier, as of, the figure it is within and how.
type Figure = (
    &'static str,
    FigureSeries,
    &'static str,
    i64,
    Qualifier,
    Option<&'static str>,
    Option<(&'static str, FigureRelation)>,
);

const FIGURES: &[Figure] = {
    use FigureRelation::{Part, Subset};
    use FigureSeries::{Applications, Arrivals, Attempts, Detections, Other, Returns, Stranded};
    use Qualifier::{Estimated, Exact, Over, UpTo};
    const ARRIVED: Option<&str> = Some("2021-11-16");
    const APPLIED: Option<&str> = Some("2021-11-14");
    &[
        ("H01", Arrivals, "EU", 7_698, Exact, ARRIVED, None),
        (
            "H02/LT",
            Arrivals,
            "LT",
            4_222,
            Exact,
            ARRIVED,
            Some(("H01", Part)),
        ),
        (
            "H02/PL",
            Arrivals,
            "PL",
            3_062,
            Exact,
            ARRIVED,
            Some(("H01", Part)),
        ),
        (
            "H02/LV",
            Arrivals,
            "LV",
            414,
            Exact,
            ARRIVED,
            Some(("H01", Part)),
        ),
        (
            "H03",
            Attempts,
            "LT, PL, LV",
            40_000,
            Over,
            Some("2021"),
            None,
        ),
        ("H05", Applications, "LT", 2_649, Exact, APPLIED, None),
        ("H06", Applications, "LV", 294, Exact, APPLIED, None),
        ("H07", Applications, "PL", 6_498, Exact, APPLIED, None),
        ("H08", Detections, "DE", 10_000, Over, None, None),
        ("H10", Stranded, "BY", 15_000, UpTo, Some(AS_OF), None),
        (
            "H09",
            Stranded,
            "BY",
            2_000,
            Estimated,
            Some(AS_OF),
            Some(("H10", Subset)),
        ),
        (
            "H12",
            Returns,
            "BY, IQ",
            432,
            Exact,
            Some("2021-11-18"),
            None,
        ),
        (
            "S01/individuals",
            Other,
            "EU sanctions list on Belarus: individuals",
            166,
            Exact,
            Some(AS_OF),
            None,
        ),
        (
            "S01/entities",
            Other,
            "EU sanctions list on Belarus: entities",
            15,
            Exact,
            Some(AS_OF),
            None,
        ),
    ]
};

/// The coordinator, on the day of the document: deployments, assets, figures, and the zone of 5 km.
///
/// # Errors
/// A call that is refused.
pub fn coordinator(context: &Context, clock: &SetClock) -> Result<()> {
    clock.set(DateTime::parse_from_rfc3339("2021-11-23T15:00:00Z")?.to_utc());
    for (agency, country, role, number, baseline) in DEPLOYMENTS {
        let word = format!("deployment/{country}/{agency}/{role}");
        let request = RecordDeployment {
            id: DeploymentId(document(&word)),
            agency: party(agency),
            role: (*role).to_owned(),
            number: StatedCount::stated(*number, Qualifier::Exact)?,
            country: (*country).to_owned(),
            place: None,
            from: (!baseline).then(|| "2021-07".to_owned()),
            to: None,
            baseline: *baseline,
            as_of: AS_OF.to_owned(),
            source: SOURCE.to_owned(),
            draft: None,
        };
        let _: Kept = ask(context, "record_deployment", &request).context(word)?;
    }
    for (country, kind, number) in ASSETS {
        let word = format!("asset/{country}/{kind}");
        let number = number.map(|number| StatedCount::stated(number, Qualifier::Exact));
        let request = RecordAsset {
            id: AssetId(document(&word)),
            kind: (*kind).to_owned(),
            number: number.transpose()?.unwrap_or(StatedCount::not_stated()),
            holder: party("FRONTEX"),
            country: (*country).to_owned(),
            place: None,
            as_of: AS_OF.to_owned(),
            source: SOURCE.to_owned(),
            draft: None,
        };
        let _: Kept = ask(context, "record_asset", &request).context(word)?;
    }
    for figure in FIGURES {
        record_figure(context, figure)?;
    }
    gathered(context)?;
    let request = RecordAccessNote {
        id: AccessNoteId(document("access/5-km")),
        site: site("PAB"),
        text: "No movement within 5 km of the border and around the centre".to_owned(),
        valid_from: "2021-11-09".to_owned(),
        valid_to: None,
        source: Some(SOURCE.to_owned()),
        draft: None,
    };
    let _: Kept = ask(context, "record_access_note", &request).context("the access note")?;
    Ok(())
}

fn record_figure(context: &Context, figure: &Figure) -> Result<()> {
    let (word, series, place, number, qualifier, as_of, within) = figure;
    let id = |word: &str| FigureId(document(&format!("figure/{word}")));
    let request = RecordFigure {
        id: id(word),
        series: *series,
        place: (*place).to_owned(),
        number: StatedCount::stated(*number, *qualifier)?,
        words: None,
        as_of: as_of.map(str::to_owned),
        source: SOURCE.to_owned(),
        within: within.map(|(outer, _)| id(outer)),
        relation: within.map(|(_, relation)| relation),
        draft: None,
    };
    let _: Kept = ask(context, "record_figure", &request).context(*word)?;
    Ok(())
}

/// Of those who gathered at the Polish border the paper gives words and no number.
fn gathered(context: &Context) -> Result<()> {
    let request = RecordFigure {
        id: FigureId(document("figure/H11")),
        series: FigureSeries::Other,
        place: "BY, at the Polish border".to_owned(),
        number: StatedCount::not_stated(),
        words: Some("Several thousand people".to_owned()),
        as_of: Some("2021-11-08".to_owned()),
        source: SOURCE.to_owned(),
        within: None,
        relation: None,
        draft: None,
    };
    let _: Kept = ask(context, "record_figure", &request).context("H11")?;
    Ok(())
}

/// The keeper counts heads at Pabradė. No source gives the number: it is invented, and says so.
///
/// # Errors
/// A call that is refused.
pub fn keeper(context: &Context) -> Result<()> {
    let request = RecordHeadCount {
        id: HeadCountId(document("heads/PAB/2021-07-24")),
        site: site("PAB"),
        day: "2021-07-24".to_owned(),
        band: HeadBand::Total,
        number: StatedCount::stated(620, Qualifier::Exact)?,
        method: HeadMethod::Counted,
        remark: Some("synthetic".to_owned()),
        date_confirmed: false,
        draft: None,
    };
    let _: Kept = ask(context, "record_head_count", &request).context("the head-count")?;
    Ok(())
}

/// An organisation is registered a second time under nearly the same name; invented, so that the coordination office has
/// something to settle.
///
/// # Errors
/// A call that is refused.
pub fn typed_twice(context: &Context) -> Result<()> {
    let request = RegisterParty {
        id: PartyId(document("party/typed twice")),
        kind: ParticipantKind::RcRc,
        names: Names::from([("en".to_owned(), TYPED_TWICE.to_owned())]),
        iso: None,
        eu_code: None,
        donor: false,
        affected: false,
        synonyms: Vec::new(),
        draft: None,
    };
    let _: Kept = ask(context, "register_party", &request).context(TYPED_TWICE)?;
    Ok(())
}
