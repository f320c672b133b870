//! Tasks of the office: one offer accepted twice or after its withdrawal, one batch with several dates
//! records that look like one, and what sites would have the catalogue say.

use std::collections::BTreeSet;

use ledger::body::{Body, DocumentKind};
use ledger::fold::{EntryRef, Unit, latest, proposal};
use ledger::ids::{AcceptanceId, DocumentId, ItemId, OfferId, PartyId, RecordId, SiteId};
use ledger::scope::Scope;
use ledger::task::{TaskChoice, TaskKind, pair};
use rusqlite::named_params;

use super::{Found, option, version};
use crate::error::StoreError;
use crate::identity;
use crate::journal::load;
use crate::kept::Kept;
use crate::reads::Reads;
use crate::row::{Columns, Id, rows, statements};
use crate::total_units::total_units;
use crate::view::{
    BatchConflict, EffectKind, ProposalRow, RecordKind, SimilarRow, TaskEffect, TaskVersion,
};

statements! {
    ACCEPTED_TWICE = "SELECT offer FROM acceptance WHERE stage IN ('proposed', 'confirmed')
                      GROUP BY offer HAVING count(*) > 1 ORDER BY offer";
    WITHDRAWN = "SELECT acceptance.id, acceptance.offer, acceptance.entry,
                        (SELECT total_units(quantity) FROM acceptance_line WHERE acceptance_line.acceptance = acceptance.id) AS units
                   FROM offer JOIN acceptance ON acceptance.offer = offer.id
                  WHERE offer.stage = 'withdrawn' AND acceptance.stage IN ('proposed', 'confirmed') ORDER BY acceptance.id";
    WITHDRAWAL = "SELECT stage_move.entry, stage_move.reason, stage_move.recorded_at, person.name AS person_name
                    FROM stage_move LEFT JOIN person ON person.id = stage_move.person
                   WHERE stage_move.unit = :unit AND stage_move.stage = 'withdrawn' AND stage_move.why IS NULL
                   ORDER BY stage_move.n LIMIT 1";
    OF_ACCEPTANCE = "SELECT offer, entry FROM acceptance WHERE id = :id";
    WHERE_TO = "SELECT DISTINCT acceptance_line.site, acceptance_line.item, site.name AS site_name, item.names AS item_names, item.unit
                  FROM acceptance_line LEFT JOIN site ON site.id = acceptance_line.site
                  LEFT JOIN item ON item.id = acceptance_line.item
                 WHERE acceptance_line.acceptance = :id ORDER BY acceptance_line.n";
    OF_BATCH = "SELECT DISTINCT document, kind FROM lot WHERE item = :item AND batch = :batch
                   AND NOT EXISTS (SELECT 1 FROM lot_alias WHERE lot_alias.lot = lot.lot)";
}

/// Acceptances of one offer that together take more than there is.
pub(crate) struct AcceptedBeyond {
    pub entries: BTreeSet<EntryRef>,
    taken: Vec<(AcceptanceId, i64)>,
    contested: BTreeSet<AcceptanceId>,
}

/// Where the goods of an acceptance are to go, and what they are.
struct Bound {
    site: SiteId,
    item: ItemId,
    site_name: Option<String>,
    names: ledger::text::Names,
    unit: Option<ledger::body::Unit>,
}

/// What a task about the date of a batch is about.
pub(crate) fn batch_subject(item: ItemId, batch: &str) -> String {
    format!("{item}/{batch}")
}

impl Reads<'_> {
    pub(super) fn office_tasks(&self) -> Result<Vec<Found>, StoreError> {
        let mut found = Vec::new();
        let offers = rows(self.connection, ACCEPTED_TWICE, &[], |row| {
            row.id::<OfferId>("offer")
        })?;
        for offer in offers {
            found.extend(self.accepted_twice(offer)?);
        }
        found.extend(self.accepted_after_withdrawal()?);
        for conflict in self.batch_conflicts()? {
            found.push(self.dates_of(&conflict)?);
        }
        // Names are compared only where somebody may keep them: it takes its time in a long catalogue.
        let keeps =
            identity::get(self.connection)?.is_some_and(|own| own.may_write(Scope::Catalogue));
        let similar = if keeps {
            self.all_similar()?
        } else {
            Vec::new()
        };
        for similar in similar {
            found.push(self.one_or_two(&similar)?);
        }
        let waiting = |row: &ProposalRow| row.adopted.is_none();
        for row in self.proposals()?.into_iter().filter(waiting) {
            found.extend(self.proposed(row)?);
        }
        Ok(found)
    }

    /// What of an offer is taken beyond what it has, with the entries that say so.
    pub(crate) fn acceptances_beyond(&self, offer: OfferId) -> Result<AcceptedBeyond, StoreError> {
        let beyond = self.taken_beyond(offer)?;
        let mut entries = BTreeSet::new();
        for (id, _) in &beyond.taken {
            entries.extend(self.entry_of((*id).into(), DocumentKind::Acceptance)?);
        }
        Ok(AcceptedBeyond {
            entries,
            taken: beyond.taken,
            contested: beyond.contested,
        })
    }

    /// The acceptances of an offer that planning does not count on: those that do not fit, or as somebody decided.
    pub(crate) fn out_of_planning(
        &self,
        offer: OfferId,
    ) -> Result<BTreeSet<AcceptanceId>, StoreError> {
        let beyond = self.acceptances_beyond(offer)?;
        if beyond.contested.is_empty() {
            return Ok(beyond.contested);
        }
        let kind = TaskKind::AcceptanceContested;
        let settled = self.settled_by(kind, &offer.to_string(), &beyond.entries)?;
        let Some(decided) = settled.map(|one| one.body) else {
            return Ok(beyond.contested);
        };
        let kept = |id: AcceptanceId| decided.about == Some(id.into());
        let taken: BTreeSet<AcceptanceId> = beyond.taken.iter().map(|(id, _)| *id).collect();
        Ok(match decided.choice {
            TaskChoice::KeepAll => BTreeSet::new(),
            // The one that was kept may have been cancelled since.
            TaskChoice::KeepOne if taken.iter().any(|id| kept(*id)) => {
                taken.into_iter().filter(|id| !kept(*id)).collect()
            }
            _ => beyond.contested,
        })
    }

    fn bound(&self, id: AcceptanceId) -> Result<Vec<Bound>, StoreError> {
        rows(
            self.connection,
            WHERE_TO,
            named_params! { ":id": id.blob() },
            |row| {
                Ok(Bound {
                    site: row.id("site")?,
                    item: row.id("item")?,
                    site_name: row.get("site_name")?,
                    names: row.maybe_json("item_names")?.unwrap_or_default(),
                    unit: row.maybe_word("unit")?,
                })
            },
        )
    }

    fn accepted_twice(&self, offer: OfferId) -> Result<Option<Found>, StoreError> {
        let beyond = self.acceptances_beyond(offer)?;
        if beyond.contested.is_empty() {
            return Ok(None);
        }
        let mut found = Found::new(TaskKind::AcceptanceContested, offer.to_string());
        found.entries.clone_from(&beyond.entries);
        found.leads_to = Some(offer.into());
        let (mut planned, mut items) = (Vec::new(), BTreeSet::new());
        for (id, units) in &beyond.taken {
            let bound = self.bound(*id)?;
            items.extend(bound.iter().map(|one| one.item));
            let Some(document) = self.document_of((*id).into(), DocumentKind::Acceptance)? else {
                continue;
            };
            if let Some(first) = bound.first() {
                found.names.get_or_insert_with(|| first.names.clone());
                found.unit = first.unit;
            }
            found.words.get_or_insert_with(|| document.number.clone());
            let counts = !beyond.contested.contains(id);
            let names = bound.iter().filter_map(|one| one.site_name.clone());
            let mut names: Vec<String> = names.collect();
            names.dedup();
            planned.push((
                *id,
                names.join(", "),
                if counts { *units } else { 0 },
                *units,
            ));
            found.versions.push(TaskVersion {
                quantity: Some(*units),
                unit: found.unit,
                site: bound.first().map(|one| one.site),
                site_name: (!names.is_empty()).then(|| names.join(", ")),
                counts,
                ..version(document)
            });
        }
        found.quantity = Some(total_units(beyond.taken.iter().map(|(_, units)| *units)));
        let effects = |kept: Option<AcceptanceId>| {
            let effect = |(id, site, from, units): &(AcceptanceId, String, i64, i64)| TaskEffect {
                kind: EffectKind::Planned,
                site_name: Some(site.clone()),
                from: *from,
                to: if kept.is_none_or(|kept| kept == *id) {
                    *units
                } else {
                    0
                },
            };
            planned.iter().map(effect).collect::<Vec<_>>()
        };
        for (id, site, _, _) in &planned {
            let mut keep = option(TaskChoice::KeepOne);
            keep.about = Some((*id).into());
            keep.about_number = Some(site.clone());
            keep.effects = effects(Some(*id));
            found.options.push(keep);
        }
        let mut all = option(TaskChoice::KeepAll);
        all.effects = effects(None);
        found.options.push(all);
        self.of_items(found, items).map(Some)
    }

    /// The acceptance, its confirmation and the withdrawal: what a task about them rests on.
    pub(crate) fn withdrawal_entries(
        &self,
        id: AcceptanceId,
    ) -> Result<BTreeSet<EntryRef>, StoreError> {
        let mut entries = BTreeSet::new();
        entries.extend(self.entry_of(id.into(), DocumentKind::Acceptance)?);
        let params = named_params! { ":id": id.blob() };
        let found = rows(self.connection, OF_ACCEPTANCE, params, |row| {
            Ok((
                row.id::<OfferId>("offer")?,
                row.get::<_, Option<i64>>("entry")?,
            ))
        })?;
        for (offer, decided) in found {
            if let Some(decided) = decided {
                entries.extend(self.entry_by_row(decided)?);
            }
            let params = named_params! { ":unit": Unit::Offer(offer).kept() };
            let withdrawn = rows(self.connection, WITHDRAWAL, params, |row| row.get("entry"))?;
            for entry in withdrawn {
                entries.extend(self.entry_by_row(entry)?);
            }
        }
        Ok(entries)
    }

    fn accepted_after_withdrawal(&self) -> Result<Vec<Found>, StoreError> {
        let accepted = rows(self.connection, WITHDRAWN, &[], |row| {
            Ok((
                row.id::<AcceptanceId>("id")?,
                row.id::<OfferId>("offer")?,
                row.get::<_, Option<i64>>("entry")?,
                row.get::<_, Option<i64>>("units")?.unwrap_or(0),
            ))
        })?;
        let mut tasks = Vec::new();
        for (id, offer, entry, units) in accepted {
            let withdrawn = entry
                .map(|entry| self.was_withdrawn(offer, entry))
                .transpose()?;
            if withdrawn == Some(true) {
                tasks.push(self.withdrawn(id, offer, units)?);
            }
        }
        Ok(tasks)
    }

    fn withdrawn(&self, id: AcceptanceId, offer: OfferId, units: i64) -> Result<Found, StoreError> {
        let mut found = Found::new(TaskKind::AcceptedAfterWithdrawal, id.to_string());
        found.entries = self.withdrawal_entries(id)?;
        found.leads_to = Some(id.into());
        found.quantity = Some(units);
        let bound = self.bound(id)?;
        let site_name = bound.first().and_then(|one| one.site_name.clone());
        if let Some(first) = bound.first() {
            found.names = Some(first.names.clone());
            found.unit = first.unit;
        }
        let params = named_params! { ":unit": Unit::Offer(offer).kept() };
        let withdrawal = rows(self.connection, WITHDRAWAL, params, |row| {
            let by: Option<String> = row.get("person_name")?;
            let at: String = row.get("recorded_at")?;
            Ok((
                by.unwrap_or_default(),
                at,
                row.get::<_, Option<String>>("reason")?,
            ))
        })?
        .pop();
        if let (Some(document), Some((by, at, reason))) = (
            self.document_of(offer.into(), DocumentKind::Offer)?,
            withdrawal,
        ) {
            found.words = Some(document.number.clone());
            found.versions.push(TaskVersion {
                person_name: by,
                recorded_at: at,
                reason,
                ..version(document)
            });
        }
        if let Some(document) = self.document_of(id.into(), DocumentKind::Acceptance)? {
            found.versions.push(TaskVersion {
                quantity: Some(units),
                unit: found.unit,
                site_name: site_name.clone(),
                counts: false,
                ..version(document)
            });
        }
        for (choice, to) in [
            (TaskChoice::StandByDonor, 0),
            (TaskChoice::DonorConfirmed, units),
        ] {
            let mut chosen = option(choice);
            chosen.effects.push(TaskEffect {
                kind: EffectKind::Planned,
                site_name: site_name.clone(),
                from: 0,
                to,
            });
            found.options.push(chosen);
        }
        self.of_items(found, bound.iter().map(|one| one.item))
    }

    /// The documents in which the lots of a batch begin.
    pub(crate) fn batch_entries(
        &self,
        item: ItemId,
        batch: &str,
    ) -> Result<BTreeSet<EntryRef>, StoreError> {
        let params = named_params! { ":item": item.blob(), ":batch": batch };
        let documents = rows(self.connection, OF_BATCH, params, |row| {
            Ok((
                row.id::<DocumentId>("document")?,
                row.word::<DocumentKind>("kind")?,
            ))
        })?;
        let mut entries = BTreeSet::new();
        for (id, kind) in documents {
            entries.extend(self.entry_of(id, kind)?);
        }
        Ok(entries)
    }

    fn dates_of(&self, conflict: &BatchConflict) -> Result<Found, StoreError> {
        let subject = batch_subject(conflict.item, &conflict.batch);
        let mut found = Found::new(TaskKind::ExpiryDiffers, subject);
        found.names = Some(conflict.item_names.clone());
        found.words = Some(conflict.batch.clone());
        found.entries = self.batch_entries(conflict.item, &conflict.batch)?;
        let earliest = conflict
            .lots
            .iter()
            .filter_map(|one| one.expiry.clone())
            .min();
        for lot in &conflict.lots {
            let origin = self.lot(lot.lot)?.map(|card| card.document);
            let document = origin.map(|id| self.document(id)).transpose()?.flatten();
            let said = TaskVersion {
                expiry: lot.expiry.clone(),
                words: Some(lot.origin_number.clone()),
                site: Some(lot.site),
                site_name: Some(lot.site_name.clone()),
                counts: lot.expiry == earliest,
                ..document.map_or_else(nobody, version)
            };
            found.versions.push(said);
        }
        let dates: BTreeSet<&String> = conflict
            .lots
            .iter()
            .filter_map(|one| one.expiry.as_ref())
            .collect();
        for date in dates {
            let mut says = option(TaskChoice::LabelSays);
            says.expiry = date.parse().ok();
            found.options.push(says);
        }
        Ok(found)
    }

    /// What the catalogue says of both of two records, by whom and when.
    pub(crate) fn similar_entries(
        &self,
        row: &SimilarRow,
    ) -> Result<Vec<(EntryRef, TaskVersion)>, StoreError> {
        let unit = |RecordId(id): RecordId| match row.kind {
            RecordKind::Item => Unit::Item(ItemId(id)),
            RecordKind::Party => Unit::Party(PartyId(id)),
        };
        let mut sides = Vec::new();
        for (id, names) in [(row.one, &row.one_names), (row.other, &row.other_names)] {
            let held = load::unit(self.connection, &unit(id))?;
            let entries = load::stamped(&held);
            let Some(stamped) = latest(&entries) else {
                continue;
            };
            let person = self.person(stamped.person)?;
            let said = TaskVersion {
                names: Some(names.clone()),
                person_name: person.map(|row| row.name).unwrap_or_default(),
                recorded_at: stamped
                    .recorded_at
                    .to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
                ..nobody()
            };
            sides.push((stamped.entry(), said));
        }
        Ok(sides)
    }

    fn one_or_two(&self, row: &SimilarRow) -> Result<Found, StoreError> {
        let mut found = Found::new(TaskKind::RecordsSimilar, pair(row.one.0, row.other.0));
        found.names = Some(row.one_names.clone());
        for (entry, said) in self.similar_entries(row)? {
            found.entries.insert(entry);
            found.versions.push(said);
        }
        found.options = vec![option(TaskChoice::Different)];
        Ok(found)
    }

    fn proposed(&self, row: ProposalRow) -> Result<Option<Found>, StoreError> {
        let held = load::unit(self.connection, &Unit::Proposal(row.id))?;
        let Some(state) = proposal(&load::stamped(&held)) else {
            return Ok(None);
        };
        let mut found = Found::new(TaskKind::ItemProposed, row.id.to_string());
        found.names.clone_from(&row.names);
        found.words.clone_from(&row.item_code);
        found.entries.insert(state.entry);
        let unit = Unit::Item(row.item);
        let held = load::unit(self.connection, &unit)?;
        let entries = load::stamped(&held);
        if let Some(stamped) = latest(&entries)
            && let Body::ItemRegistered(_) = &stamped.body
        {
            let person = self.person(stamped.person)?;
            found.versions.push(TaskVersion {
                names: row.names,
                words: row.item_code,
                person_name: person.map(|row| row.name).unwrap_or_default(),
                recorded_at: stamped
                    .recorded_at
                    .to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
                ..nobody()
            });
        }
        found.versions.push(TaskVersion {
            names: Some(row.proposed),
            site: Some(row.site),
            site_name: row.site_name,
            person_name: row.person_name.unwrap_or_default(),
            recorded_at: row.recorded_at,
            reason: row.reason,
            counts: false,
            ..nobody()
        });
        Ok(Some(found))
    }
}

/// A version that no document is.
pub(super) fn nobody() -> TaskVersion {
    TaskVersion {
        document: None,
        names: None,
        words: None,
        site: None,
        site_name: None,
        person_name: String::new(),
        recorded_at: String::new(),
        accepted_at: None,
        quantity: None,
        unit: None,
        expiry: None,
        reason: None,
        counts: true,
    }
}
