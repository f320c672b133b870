//! The registers, with the sums that can be made of them and those that a source states beside.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ledger::body::{FigureRelation, FigureSeries};
use ledger::ids::FigureId;
use ledger::partial_day::PartialDay;
use ledger::quantity::{CountSum, Qualifier, StatedCount};
use rusqlite::{Row, named_params};

use crate::error::StoreError;
use crate::reads::Reads;
use crate::row::{Columns, Id, first, rows, statements, wrong};
use crate::view::{
    AssetRow, DeployedSum, DeploymentRow, FigureCheck, FigureRow, FigureSum, Registers,
};

statements! {
    DEPLOYMENTS = "SELECT deployment.id, deployment.agency, party.names AS agency_names, deployment.role, deployment.number,
                          deployment.qualifier, deployment.country, deployment.place, deployment.since,
                          deployment.until, deployment.baseline, deployment.as_of, deployment.source
                   FROM deployment
                   LEFT JOIN canonical ON canonical.id = deployment.agency
                   LEFT JOIN party ON party.id = coalesce(canonical.at, deployment.agency)
                   ORDER BY deployment.country, deployment.baseline, party.folded, deployment.role, deployment.id";
    ASSETS = "SELECT asset.id, asset.kind, asset.number, asset.qualifier, asset.holder, party.names AS holder_names,
                     asset.country, asset.place, asset.as_of, asset.source
              FROM asset
              LEFT JOIN canonical ON canonical.id = asset.holder
              LEFT JOIN party ON party.id = coalesce(canonical.at, asset.holder)
              ORDER BY asset.country, party.folded, asset.kind, asset.id";
    FIGURES = "SELECT id, series, place, number, qualifier, words, as_of, source, within, relation FROM figure
               WHERE :id IS NULL OR id = :id ORDER BY series, as_of, within IS NOT NULL, place, id";
}

pub(crate) fn count(row: &Row<'_>) -> rusqlite::Result<StatedCount> {
    Ok(StatedCount {
        value: row.get("number")?,
        qualifier: row.word("qualifier")?,
    })
}

fn partial(row: &Row<'_>, name: &str) -> rusqlite::Result<Option<PartialDay>> {
    let text: Option<String> = row.get(name)?;
    text.map(|text| text.parse().map_err(wrong)).transpose()
}

impl Reads<'_> {
    /// Everything in the registers; what ended before `day` is in no total.
    ///
    /// # Errors
    /// That the file cannot be read; so for every function here.
    pub fn registers(&self, day: NaiveDate) -> Result<Registers, StoreError> {
        let deployments = rows(self.connection, DEPLOYMENTS, &[], |row| {
            let to = partial(row, "until")?;
            Ok(DeploymentRow {
                id: row.id("id")?,
                agency: row.id("agency")?,
                agency_names: row.maybe_json("agency_names")?.unwrap_or_default(),
                role: row.get("role")?,
                number: count(row)?,
                country: row.get("country")?,
                place: row.get("place")?,
                from: partial(row, "since")?,
                to,
                baseline: row.get("baseline")?,
                as_of: row.get("as_of")?,
                source: row.get("source")?,
                ended: to.is_some_and(|to| to.last() < day),
            })
        })?;
        let figures = self.figures()?;
        Ok(Registers {
            deployed: deployed(&deployments),
            deployments,
            assets: self.assets()?,
            sums: sums(&figures),
            figures,
        })
    }

    fn assets(&self) -> Result<Vec<AssetRow>, StoreError> {
        rows(self.connection, ASSETS, &[], |row| {
            Ok(AssetRow {
                id: row.id("id")?,
                kind: row.get("kind")?,
                number: count(row)?,
                holder: row.id("holder")?,
                holder_names: row.maybe_json("holder_names")?.unwrap_or_default(),
                country: row.get("country")?,
                place: row.get("place")?,
                as_of: row.get("as_of")?,
                source: row.get("source")?,
            })
        })
    }

    /// A figure as it is recorded, without what it is compared with.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn figure(&self, id: FigureId) -> Result<Option<FigureRow>, StoreError> {
        first(
            self.connection,
            FIGURES,
            named_params! { ":id": id.blob() },
            figure,
        )
    }

    pub(crate) fn figures(&self) -> Result<Vec<FigureRow>, StoreError> {
        let all = named_params! { ":id": None::<[u8; 16]> };
        let mut figures = rows(self.connection, FIGURES, all, figure)?;
        let mut parts: BTreeMap<FigureId, Vec<StatedCount>> = BTreeMap::new();
        let mut inside: BTreeMap<FigureId, i64> = BTreeMap::new();
        let mut explanations = self.explanations("figure", None)?;
        for one in &figures {
            match (one.within, one.relation) {
                (Some(of), Some(FigureRelation::Part)) => {
                    parts.entry(of).or_default().push(one.number);
                }
                (Some(of), Some(FigureRelation::Subset)) => {
                    if let Some(value) = one.number.value {
                        let least = inside.entry(of).or_default();
                        *least = value.max(*least);
                    }
                }
                (None, _) | (_, None) => {}
            }
        }
        for one in &mut figures {
            one.computed = parts.get(&one.id).map(CountSum::of);
            one.check = one.computed.as_ref().map(|sum| check(one.number, sum));
            one.at_least = inside.get(&one.id).copied();
            let (said, explained) = explanations.take(one.id, None, one.differs());
            one.explanations = said;
            if explained {
                one.check = Some(FigureCheck::Explained);
            }
        }
        Ok(figures)
    }
}

fn figure(row: &Row<'_>) -> rusqlite::Result<FigureRow> {
    Ok(FigureRow {
        id: row.id("id")?,
        series: row.word("series")?,
        place: row.get("place")?,
        number: count(row)?,
        words: row.get("words")?,
        as_of: partial(row, "as_of")?,
        source: row.get("source")?,
        within: row.maybe_id("within")?,
        relation: row.maybe_word("relation")?,
        computed: None,
        check: None,
        explanations: Vec::new(),
        at_least: None,
    })
}

/// A stated count beside the sum of its parts.
pub(crate) fn check(stated: StatedCount, computed: &CountSum) -> FigureCheck {
    let exact = stated.qualifier == Qualifier::Exact && computed.qualifiers == [Qualifier::Exact];
    if !exact {
        FigureCheck::NotComparable
    } else if stated.value == computed.value {
        FigureCheck::Match
    } else {
        FigureCheck::Differs
    }
}

fn deployed(rows: &[DeploymentRow]) -> Vec<DeployedSum> {
    let mut countries: Vec<&str> = rows.iter().map(|row| row.country.as_str()).collect();
    countries.dedup();
    let sum = |country: Option<&str>| {
        let counted = || {
            rows.iter()
                .filter(move |row| !row.ended && country.is_none_or(|one| row.country == one))
        };
        DeployedSum {
            country: country.map(str::to_owned),
            crisis: CountSum::of(counted().filter(|row| !row.baseline).map(|row| &row.number)),
            with_baseline: CountSum::of(counted().map(|row| &row.number)),
        }
    };
    let by_country = countries.iter().map(|country| sum(Some(country)));
    let everywhere = (!rows.is_empty()).then(|| sum(None));
    by_country.chain(everywhere).collect()
}

/// Figures side by side are added where nobody stated their sum. One that has parts, or has another one inside, is a
/// total or a ceiling itself.
fn sums(figures: &[FigureRow]) -> Vec<FigureSum> {
    let mut by_day: BTreeMap<(String, Option<PartialDay>), (FigureSeries, Vec<StatedCount>)> =
        BTreeMap::new();
    for one in figures.iter().filter(|one| {
        let alone = one.within.is_none() && one.computed.is_none() && one.at_least.is_none();
        // What is neither of the series is not one thing that could be added.
        alone && one.series != FigureSeries::Other
    }) {
        let key = (crate::row::word(&one.series), one.as_of);
        let (_, numbers) = by_day.entry(key).or_insert((one.series, Vec::new()));
        numbers.push(one.number);
    }
    by_day
        .into_iter()
        .filter(|(_, (_, numbers))| numbers.len() > 1)
        .map(|((_, as_of), (series, numbers))| FigureSum {
            series,
            as_of,
            figures: u32::try_from(numbers.len()).unwrap_or(u32::MAX),
            computed: CountSum::of(&numbers),
        })
        .collect()
}
