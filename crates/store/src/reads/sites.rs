//! Sites as places: access notes, head-counts, norms, and what follows from them for each item.
//!
//! What a newcomer gets wrong: the only people a need is worked out for are those counted at the site. Arrivals,
//! applications and attempts are published figures, live in another table, and are never looked at here.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ledger::body::HeadBand;
use ledger::ids::{NormId, SiteId};
use ledger::needs::{self, Heads, Rate};
use ledger::posting::Condition;
use ledger::quantity::{CountSum, StatedCount};
use rusqlite::{Row, named_params};

use super::registers::{check, count};
use crate::error::StoreError;
use crate::reads::Reads;
use crate::row::{Columns, Id, rows, statements};
use crate::view::{
    AccessNoteRow, FigureCheck, HeadCountDay, HeadCountRow, ItemRow, NeedRow, NormRow, SitePage,
    StockRow,
};

statements! {
    NOTES = "SELECT id, site, text, valid_from, valid_to, source,
                    valid_from <= :day AND (valid_to IS NULL OR valid_to >= :day) AS valid
             FROM access_note WHERE site = :site ORDER BY valid DESC, valid_from DESC, id";
    HEADS = "SELECT head_count.day, head_count.band, head_count.number, head_count.qualifier, head_count.method,
                    head_count.remark, head_count.person, person.name AS person_name, head_count.recorded_at
             FROM head_count LEFT JOIN person ON person.id = head_count.person
             WHERE head_count.site = :site AND head_count.day <= :day
               AND head_count.day IN (SELECT day FROM head_count WHERE site = :site AND day <= :day
                                      GROUP BY day ORDER BY day DESC LIMIT :days)
             ORDER BY head_count.day DESC";
    NORMS = "SELECT norm.id, norm.item, norm.group_id, coalesce(item.names, item_group.names) AS names, item.unit,
                    norm.quantity, norm.persons, norm.basis, norm.days, norm.standard, norm.edition, norm.source,
                    norm.checked_on
             FROM norm
             LEFT JOIN canonical ON canonical.id = norm.item
             LEFT JOIN item ON item.id = coalesce(canonical.at, norm.item)
             LEFT JOIN item_group ON item_group.id = norm.group_id
             WHERE :id IS NULL OR norm.id = :id
             ORDER BY item.code IS NULL, item.code, item_group.code, norm.standard, norm.id";
}

/// Days with head-counts on the page of a site; older ones that are still to be explained are shown beside them.
const DAYS: u32 = 100;

impl Reads<'_> {
    /// Everything known of one site on a day.
    ///
    /// # Errors
    /// That the file cannot be read; so for every function here.
    pub fn site_page(&self, id: SiteId, day: NaiveDate) -> Result<Option<SitePage>, StoreError> {
        let Some(site) = self.site(id)? else {
            return Ok(None);
        };
        let mut head_counts = self.head_counts(id, day, DAYS)?;
        if let Some(first) = head_counts.last().map(|one| one.day.clone()) {
            head_counts.extend(self.heads_to_explain(id, &first)?);
        }
        Ok(Some(SitePage {
            access_notes: self.access_notes(id, day)?,
            head_counts,
            site,
        }))
    }

    /// What a driver must know of a site, those valid on the day first.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn access_notes(
        &self,
        site: SiteId,
        day: NaiveDate,
    ) -> Result<Vec<AccessNoteRow>, StoreError> {
        let params = named_params! { ":site": site.blob(), ":day": day.to_string() };
        rows(self.connection, NOTES, params, |row| {
            Ok(AccessNoteRow {
                id: row.id("id")?,
                site: row.id("site")?,
                text: row.get("text")?,
                valid_from: row.get("valid_from")?,
                valid_to: row.get("valid_to")?,
                source: row.get("source")?,
                valid: row.get("valid")?,
            })
        })
    }

    /// What a driver who comes on a day must know of the site, whoever sends the goods.
    pub(super) fn access_on(
        &self,
        site: SiteId,
        day: NaiveDate,
    ) -> Result<Vec<AccessNoteRow>, StoreError> {
        let notes = self.access_notes(site, day)?;
        Ok(notes.into_iter().filter(|note| note.valid).collect())
    }

    /// The last days with head-counts up to a day, the latest first.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn head_counts(
        &self,
        site: SiteId,
        day: NaiveDate,
        days: u32,
    ) -> Result<Vec<HeadCountDay>, StoreError> {
        let params = named_params! { ":site": site.blob(), ":day": day.to_string(), ":days": days };
        let counts = rows(self.connection, HEADS, params, |row| {
            let day: String = row.get("day")?;
            Ok((day, head_count(row)?))
        })?;
        let mut found: Vec<(String, Vec<HeadCountRow>)> = Vec::new();
        for (day, count) in counts {
            match found.last_mut().filter(|(last, _)| *last == day) {
                Some((_, of_day)) => of_day.push(count),
                None => found.push((day, vec![count])),
            }
        }
        let mut explanations = self.explanations("head_count", Some(site.blob()))?;
        let with_check = |one| {
            let mut day = day_of(one);
            let (said, explained) = explanations.take(site, Some(&day.day), day.differs());
            day.explanations = said;
            if explained {
                day.check = Some(FigureCheck::Explained);
            }
            day
        };
        Ok(found.into_iter().map(with_check).collect())
    }

    /// Every norm, by item and group.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn norms(&self) -> Result<Vec<NormRow>, StoreError> {
        self.norms_where(None)
    }

    fn norms_where(&self, id: Option<NormId>) -> Result<Vec<NormRow>, StoreError> {
        let params = named_params! { ":id": id.map(Id::blob) };
        rows(self.connection, NORMS, params, |row| {
            Ok(NormRow {
                id: row.id("id")?,
                item: row.maybe_id("item")?,
                group: row.maybe_id("group_id")?,
                names: row.maybe_json("names")?,
                unit: row.maybe_word("unit")?,
                quantity: row.get("quantity")?,
                persons: row.get("persons")?,
                basis: row.word("basis")?,
                days: row.get("days")?,
                standard: row.get("standard")?,
                edition: row.get("edition")?,
                source: row.get("source")?,
                checked_on: row.get("checked_on")?,
            })
        })
    }

    /// What sites need for `horizon` days from a day on, by every norm, the worst first.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn needs(
        &self,
        site: Option<SiteId>,
        day: NaiveDate,
        horizon: i64,
    ) -> Result<Vec<NeedRow>, StoreError> {
        let (norms, items) = (self.norms()?, self.items()?);
        let sites = match site {
            Some(id) => self.site(id)?.into_iter().collect(),
            None => self.sites()?,
        };
        let mut needs = Vec::new();
        for site in sites {
            let counted = self.head_counts(site.id, day, 1)?.pop();
            let stock = self.stock(site.id)?;
            for norm in &norms {
                let in_stock = usable(&stock, norm, &items, day);
                needs.push(row(
                    (site.id, &site.name),
                    norm.clone(),
                    counted.as_ref(),
                    in_stock,
                    horizon,
                ));
            }
        }
        needs.sort_by_key(urgency);
        Ok(needs)
    }
}

fn head_count(row: &Row<'_>) -> rusqlite::Result<HeadCountRow> {
    Ok(HeadCountRow {
        band: row.word("band")?,
        number: count(row)?,
        method: row.word("method")?,
        remark: row.get("remark")?,
        person: row.id("person")?,
        person_name: row.get("person_name")?,
        recorded_at: row.get("recorded_at")?,
    })
}

fn day_of((day, mut counts): (String, Vec<HeadCountRow>)) -> HeadCountDay {
    // As they are named everywhere, the total last.
    counts.sort_by_key(|row| row.band);
    let by_band: Vec<_> = counts.iter().map(|row| (row.band, row.number)).collect();
    let Heads {
        number,
        stated,
        computed,
    } = needs::heads(&by_band);
    HeadCountDay {
        day,
        heads: number,
        check: stated.and_then(|total| Some(compared(total, computed.as_ref()?, &by_band))),
        stated,
        computed,
        explanations: Vec::new(),
        counts,
    }
}

/// The total beside the sum of the bands. Some of the bands alone may be fewer than everybody, but never more.
fn compared(total: StatedCount, sum: &CountSum, counts: &[(HeadBand, StatedCount)]) -> FigureCheck {
    let counted = |band: &HeadBand| counts.iter().any(|(one, _)| one == band);
    let check = check(total, sum);
    let whole = needs::BANDS.iter().all(counted);
    if check == FigureCheck::Differs && !whole && sum.value < total.value {
        FigureCheck::NotComparable
    } else {
        check
    }
}

/// Good base units of the norm's item, or of every item of its group, that have not expired on the day.
fn usable(stock: &[StockRow], norm: &NormRow, items: &[ItemRow], day: NaiveDate) -> i64 {
    let day = day.to_string();
    let of_group: BTreeMap<_, _> = items.iter().map(|item| (item.id, item.group)).collect();
    let answers = |row: &&StockRow| {
        Some(row.item) == norm.item
            || (norm.group.is_some() && of_group.get(&row.item).copied() == norm.group)
    };
    stock
        .iter()
        .filter(answers)
        .flat_map(|row| &row.lots)
        .filter(|lot| lot.expiry.as_ref().is_none_or(|expiry| *expiry >= day))
        .flat_map(|lot| &lot.spots)
        .filter(|spot| spot.condition == Condition::Good)
        .fold(0, |sum: i64, spot| sum.saturating_add(spot.quantity))
}

fn row(
    (site, site_name): (SiteId, &str),
    norm: NormRow,
    counted: Option<&HeadCountDay>,
    in_stock: i64,
    horizon: i64,
) -> NeedRow {
    let heads = counted.map_or_else(StatedCount::not_stated, |day| day.heads);
    let rate = Rate {
        quantity: norm.quantity,
        persons: norm.persons,
        basis: norm.basis,
        days: norm.days,
    };
    let need = heads
        .value
        .and_then(|heads| needs::need(&rate, heads, horizon));
    NeedRow {
        site,
        site_name: site_name.to_owned(),
        counted_on: counted.map(|day| day.day.clone()),
        heads,
        need,
        in_stock,
        gap: need.map(|need| need.saturating_sub(in_stock.max(0)).max(0)),
        cover: heads
            .value
            .and_then(|heads| needs::cover(&rate, heads, in_stock)),
        norm,
    }
}

/// The share of the need that is there, in millionths: the smaller, the worse. Needs that are not known come after those
/// that are, because nobody can say how bad they are.
fn urgency(row: &NeedRow) -> (bool, i128, String, String) {
    let share = row.need.map(|need| {
        if need == 0 {
            i128::MAX
        } else {
            i128::from(row.in_stock.max(0)) * 1_000_000 / i128::from(need)
        }
    });
    (
        share.is_none(),
        share.unwrap_or(0),
        row.site_name.clone(),
        row.norm.id.to_string(),
    )
}
