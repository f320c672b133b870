//! I-14: stated numbers that differ from computed ones, until somebody explains them. Nothing is decided here: each ends
//! where the number stands, by an explanation or by other numbers.

use chrono::NaiveDate;
use ledger::body::{DocumentKind, FigureRelation};
use ledger::fold::{Unit, latest};
use ledger::ids::SiteId;
use ledger::task::TaskKind;
use rusqlite::named_params;

use super::office::nobody;
use super::{Found, version};
use crate::error::StoreError;
use crate::journal::load;
use crate::reads::Reads;
use crate::reads::facts::day;
use crate::row::{Columns, Id, rows, statements};
use crate::view::{FigureCheck, FigureRow, HeadCountDay, TaskVersion, TotalCheck};

statements! {
    /// Days on which the total may differ from the bands, unless somebody has explained these two numbers; how it is to be
    /// read, the reading of the day says.
    DOUBTFUL_DAYS = "SELECT total.site, total.day, site.name AS site_name,
                            (SELECT total_units(band.number) FROM head_count AS band
                              WHERE band.site = total.site AND band.day = total.day AND band.band <> 'total') AS of_bands
                       FROM head_count AS total
                       LEFT JOIN site ON site.id = total.site
                      WHERE (:site IS NULL OR total.site = :site)
                        AND total.band = 'total' AND total.qualifier = 'EXACT' AND total.number <> of_bands
                        AND NOT EXISTS (SELECT 1 FROM explanation AS said
                                         WHERE said.kind = 'head_count' AND said.subject = total.site
                                           AND said.day = total.day AND said.counts
                                           AND said.stated = total.number AND said.computed = of_bands)
                      ORDER BY total.site, total.day";
}

impl Reads<'_> {
    pub(super) fn differences(&self) -> Result<Vec<Found>, StoreError> {
        let mut found = self.figures_that_differ()?;
        found.extend(self.totals_that_differ()?);
        found.extend(self.heads_that_differ()?);
        Ok(found)
    }

    fn figures_that_differ(&self) -> Result<Vec<Found>, StoreError> {
        let figures = self.figures()?;
        let differs = |one: &&FigureRow| one.check == Some(FigureCheck::Differs);
        let mut tasks = Vec::new();
        for total in figures.iter().filter(differs) {
            let mut found = Found::new(TaskKind::FigureDiffers, total.id.to_string());
            found.words = Some(format!("{}, {}", total.place, total.source));
            let part = |one: &&FigureRow| {
                one.within == Some(total.id) && one.relation == Some(FigureRelation::Part)
            };
            for one in [total].into_iter().chain(figures.iter().filter(part)) {
                self.add_figure(&mut found, one)?;
            }
            tasks.push(found);
        }
        Ok(tasks)
    }

    fn add_figure(&self, found: &mut Found, row: &FigureRow) -> Result<(), StoreError> {
        let held = load::unit(self.connection, &Unit::Figure(row.id))?;
        let entries = load::stamped(&held);
        let Some(stamped) = latest(&entries) else {
            return Ok(());
        };
        found.entries.insert(stamped.entry());
        let person = self.person(stamped.person)?;
        found.versions.push(TaskVersion {
            words: Some(format!("{}, {}", row.place, row.source)),
            quantity: row.number.value,
            person_name: person.map(|row| row.name).unwrap_or_default(),
            recorded_at: stamped
                .recorded_at
                .to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
            ..nobody()
        });
        Ok(())
    }

    fn totals_that_differ(&self) -> Result<Vec<Found>, StoreError> {
        let mut tasks = Vec::new();
        for total in self.totals()? {
            if total.check != TotalCheck::Different {
                continue;
            }
            let mut found = Found::new(TaskKind::TotalDiffers, total.id.to_string());
            found.words = Some(total.title.clone());
            found.leads_to = Some(total.id.into());
            let own = (total.id.into(), DocumentKind::StatedTotal);
            let parts = total.parts.iter();
            let parts = parts.map(|id| ((*id).into(), DocumentKind::Allocation));
            for (id, kind) in [own].into_iter().chain(parts) {
                found.entries.extend(self.entry_of(id, kind)?);
                found
                    .versions
                    .extend(self.document_of(id, kind)?.map(version));
            }
            tasks.push(found);
        }
        Ok(tasks)
    }

    fn heads_that_differ(&self) -> Result<Vec<Found>, StoreError> {
        let mut tasks = Vec::new();
        for (site, day, site_name) in self.doubtful_days(None)? {
            let Some(counted) = self.heads_differ_on(site, day)? else {
                continue;
            };
            let mut found = Found::new(TaskKind::HeadsDiffer, format!("{site}/{day}"));
            found.site = Some(site);
            found.words = Some(day.to_string());
            found.versions.push(heads(&counted, site, site_name));
            tasks.push(found);
        }
        Ok(tasks)
    }

    fn doubtful_days(&self, site: Option<SiteId>) -> Result<Vec<Doubtful>, StoreError> {
        let params = named_params! { ":site": site.map(Id::blob) };
        rows(self.connection, DOUBTFUL_DAYS, params, |row| {
            Ok((row.id("site")?, day(row, "day")?, row.get("site_name")?))
        })
    }

    fn heads_differ_on(
        &self,
        site: SiteId,
        day: NaiveDate,
    ) -> Result<Option<HeadCountDay>, StoreError> {
        let counted = self.head_counts(site, day, 1)?.pop();
        Ok(counted.filter(|one| one.check == Some(FigureCheck::Differs)))
    }

    /// Days before one on which the heads of a site differ and nobody has explained it, the latest first.
    pub(crate) fn heads_to_explain(
        &self,
        site: SiteId,
        before: &str,
    ) -> Result<Vec<HeadCountDay>, StoreError> {
        let mut found = Vec::new();
        for (site, day, _) in self.doubtful_days(Some(site))?.into_iter().rev() {
            if *day.to_string() < *before {
                found.extend(self.heads_differ_on(site, day)?);
            }
        }
        Ok(found)
    }
}

/// A day on which heads may differ, and the name of the site.
type Doubtful = (SiteId, NaiveDate, Option<String>);

/// The total as it was counted last, by whom.
fn heads(counted: &HeadCountDay, site: SiteId, site_name: Option<String>) -> TaskVersion {
    let last = counted.counts.iter().max_by_key(|one| &one.recorded_at);
    let person_name = last.and_then(|one| one.person_name.clone());
    TaskVersion {
        words: Some(counted.day.clone()),
        site: Some(site),
        site_name,
        quantity: counted.stated.and_then(|total| total.value),
        person_name: person_name.unwrap_or_default(),
        recorded_at: last.map(|one| one.recorded_at.clone()).unwrap_or_default(),
        ..nobody()
    }
}
