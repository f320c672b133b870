//! What was said of stated numbers that differ from computed ones, and whether it is still of the numbers that stand (I-14).

use std::collections::BTreeMap;

use ledger::body::Differing;
use ledger::rules::explain::Differs;
use rusqlite::named_params;

use crate::error::StoreError;
use crate::reads::Reads;
use crate::row::{Columns, Id, rows, statements};
use crate::view::{
    ExplanationRow, FigureCheck, FigureRow, HeadCountDay, StatedTotalView, TotalCheck,
};

statements! {
    EXPLANATIONS = "SELECT explanation.subject, explanation.day, explanation.id, explanation.stated, explanation.computed,
                           explanation.text, explanation.source, explanation.counts, explanation.person,
                           person.name AS person_name, explanation.recorded_at
                      FROM explanation LEFT JOIN person ON person.id = explanation.person
                     WHERE explanation.kind = :kind AND (:subject IS NULL OR explanation.subject = :subject)
                     ORDER BY explanation.subject, explanation.n";
}

/// Explanations by their subject and, of head-counts, by day.
pub(crate) struct Explanations(BTreeMap<([u8; 16], Option<String>), Vec<ExplanationRow>>);

impl Explanations {
    /// Those of one subject, and whether one of them explains the two numbers where they differ.
    pub fn take(
        &mut self,
        subject: impl Id,
        day: Option<&str>,
        differs: Option<Differs>,
    ) -> (Vec<ExplanationRow>, bool) {
        let key = (subject.blob(), day.map(str::to_owned));
        let mut found = self.0.remove(&key).unwrap_or_default();
        for one in &mut found {
            let of = Differs {
                stated: one.stated,
                computed: one.computed,
            };
            one.stands &= differs == Some(of);
        }
        let explained = found.iter().any(|one| one.stands);
        (found, explained)
    }
}

impl Reads<'_> {
    /// Explanations of one kind of subject, of one or of all.
    pub(crate) fn explanations(
        &self,
        kind: &str,
        subject: Option<[u8; 16]>,
    ) -> Result<Explanations, StoreError> {
        let params = named_params! { ":kind": kind, ":subject": subject };
        let found = rows(self.connection, EXPLANATIONS, params, |row| {
            let key: ([u8; 16], Option<String>) = (row.get("subject")?, row.get("day")?);
            let explanation = ExplanationRow {
                id: row.id("id")?,
                stated: row.get("stated")?,
                computed: row.get("computed")?,
                explanation: row.get("text")?,
                source: row.get("source")?,
                person: row.id("person")?,
                person_name: row.get("person_name")?,
                recorded_at: row.get("recorded_at")?,
                stands: row.get("counts")?,
            };
            Ok((key, explanation))
        })?;
        let mut by_subject: BTreeMap<_, Vec<ExplanationRow>> = BTreeMap::new();
        for (key, one) in found {
            by_subject.entry(key).or_default().push(one);
        }
        Ok(Explanations(by_subject))
    }

    /// The two numbers of a subject where they differ, explained or not.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn differs(&self, of: Differing) -> Result<Option<Differs>, StoreError> {
        Ok(match of {
            Differing::Figure { figure } => {
                let figures = self.figures()?;
                let found = figures.into_iter().find(|one| one.id == figure);
                found.and_then(|one| one.differs())
            }
            Differing::StatedTotal { total } => {
                let totals = self.totals()?;
                let found = totals.into_iter().find(|one| one.id == total);
                found.and_then(|one| one.differs())
            }
            Differing::HeadCount { site, day } => {
                let counted = self.head_counts(site, day, 1)?.pop();
                let found = counted.filter(|one| one.day == day.to_string());
                found.and_then(|one| one.differs())
            }
        })
    }
}

impl FigureRow {
    /// The stated and the computed number, where they differ.
    #[must_use]
    pub fn differs(&self) -> Option<Differs> {
        let computed = self.computed.as_ref().and_then(|sum| sum.value);
        people(self.check, self.number.value, computed)
    }
}

impl HeadCountDay {
    /// The total and the sum of the bands, where they differ.
    #[must_use]
    pub fn differs(&self) -> Option<Differs> {
        let stated = self.stated.and_then(|total| total.value);
        let computed = self.computed.as_ref().and_then(|sum| sum.value);
        people(self.check, stated, computed)
    }
}

impl StatedTotalView {
    /// The stated and the computed minor units, where they differ.
    #[must_use]
    pub fn differs(&self) -> Option<Differs> {
        match self.check {
            TotalCheck::Different | TotalCheck::Explained => Some(Differs {
                stated: self.stated.minor?,
                computed: self.computed.known()?,
            }),
            TotalCheck::Match | TotalCheck::ConsistentNotExact | TotalCheck::NotComparable => None,
        }
    }
}

fn people(
    check: Option<FigureCheck>,
    stated: Option<i64>,
    computed: Option<i64>,
) -> Option<Differs> {
    match check? {
        FigureCheck::Differs | FigureCheck::Explained => Some(Differs {
            stated: stated?,
            computed: computed?,
        }),
        FigureCheck::Match | FigureCheck::NotComparable => None,
    }
}
