//! Tasks about goods: more issued than was there, moved before a count, taken back after they had arrived
//! and what a site is asked to do about the last, and about goods received twice.

use std::collections::{BTreeMap, BTreeSet};

use ledger::body::DocumentKind;
use ledger::ids::{DocumentId, LotId, SiteId, TransferId};
use ledger::posting::Node;
use ledger::task::{TaskChoice, TaskKind};
use rusqlite::{Row, named_params};

use super::office::nobody;
use super::{Found, option, version};
use crate::error::StoreError;
use crate::kept::{Kept, site_range};
use crate::reads::Reads;
use crate::row::{Columns, Id, Params, rows, statements};
use crate::total_units::total_units;
use crate::view::{CountReview, EffectKind, TaskEffect, TaskOption, TaskVersion, TransferRow};

statements! {
    TOOK_OUT = "SELECT document.id AS document, document.kind, total_units(movement.quantity) AS quantity
                  FROM movement
                  JOIN document ON document.entry = movement.entry AND document.stage = 'posted'
                 WHERE movement.lot = :lot AND movement.from_node BETWEEN :node AND :last
                   AND movement.to_node NOT BETWEEN :node AND :last
                 GROUP BY document.id, document.kind
                 ORDER BY document.recorded_at DESC, document.id LIMIT 20";
    TOOK_IN = "SELECT paper.id, paper.kind,
                      coalesce((SELECT total_units(movement.quantity)
                                  FROM document JOIN movement ON movement.entry = document.entry
                                 WHERE document.id = paper.id AND document.kind = paper.kind
                                   AND movement.from_node = :road AND movement.movement = 7 /* TRANSFER_IN */), 0) AS quantity
                 FROM (SELECT id, 'transfer_receipt' AS kind FROM transfer_receipt
                        WHERE transfer = :id AND stage = 'posted'
                       UNION ALL
                       SELECT id, 'dispatch_match' FROM dispatch_match WHERE transfer = :id AND stage = 'posted') AS paper
                ORDER BY paper.id";
    ASKED = "SELECT resolution.kind, resolution.about, resolution.asked, resolution.entry, resolution.reason,
                    resolution.recorded_at, person.name AS person_name, document.kind AS document_kind
               FROM task_resolution AS resolution
               JOIN document ON document.id = resolution.about AND document.stage = 'posted'
               LEFT JOIN person ON person.id = resolution.person
              WHERE resolution.asked IS NOT NULL AND resolution.choice = 'ask_reversal' AND resolution.counts
                AND NOT EXISTS (SELECT 1 FROM task_resolution AS later
                                 WHERE later.task = resolution.task AND later.n > resolution.n AND later.counts)
              ORDER BY resolution.recorded_at, resolution.task";
    TO_COUNT = "SELECT resolution.kind, resolution.about, resolution.asked, resolution.entry, resolution.reason,
                       resolution.recorded_at, person.name AS person_name, 'transfer' AS document_kind
                  FROM task_resolution AS resolution
                  LEFT JOIN person ON person.id = resolution.person
                 WHERE resolution.asked IS NOT NULL AND resolution.choice = 'receipt_stands' AND resolution.counts
                   AND NOT EXISTS (SELECT 1 FROM task_resolution AS later
                                    WHERE later.task = resolution.task AND later.n > resolution.n AND later.counts)
                 ORDER BY resolution.recorded_at, resolution.task";
    LOTS_SENT = "SELECT DISTINCT lot FROM transfer_line WHERE transfer = :transfer";
    COUNTED_SINCE = "SELECT DISTINCT line.lot
                       FROM stock_count
                       JOIN stock_count_line AS line ON line.count = stock_count.id
                       JOIN document AS counted ON counted.id = stock_count.id AND counted.kind = 'count'
                       JOIN fold_place AS count_place ON count_place.entry = counted.entry
                       JOIN fold_place AS decided ON decided.entry = :decided
                      WHERE stock_count.stage = 'posted' AND stock_count.site = :site
                        AND (count_place.unplaced, count_place.pos, count_place.device, count_place.device_order)
                          > (decided.unplaced, decided.pos, decided.device, decided.device_order)";
}

/// What a decision asks of a site.
struct Asked {
    of: TaskKind,
    about: DocumentId,
    site: SiteId,
    entry: i64,
    reason: Option<String>,
    recorded_at: String,
    person_name: String,
    kind: DocumentKind,
}

impl Reads<'_> {
    pub(super) fn goods_tasks(&self) -> Result<Vec<Found>, StoreError> {
        let mut found = self.received_twice()?;
        found.extend(self.short_of()?);
        found.extend(self.overlapped_counts()?);
        for contested in self.contested_transfers(None)? {
            found.extend(self.taken_back(&contested.transfer)?);
        }
        found.extend(self.asked_of_sites()?);
        Ok(found)
    }

    fn short_of(&self) -> Result<Vec<Found>, StoreError> {
        let mut of: BTreeMap<(SiteId, LotId), Found> = BTreeMap::new();
        for one in self.shortfalls(None)? {
            let found = of.entry((one.site, one.lot)).or_insert_with(|| {
                let subject = format!("{}/{}", one.site, one.lot);
                let mut found = Found::new(TaskKind::StockShort, subject);
                found.site = Some(one.site);
                found.names = Some(one.item_names.clone());
                found.unit = Some(one.unit);
                found
            });
            found.quantity = Some(total_units(
                found.quantity.into_iter().chain([one.quantity]),
            ));
        }
        for ((site, lot), found) in &mut of {
            let (node, last) = site_range(*site);
            let params = named_params! { ":lot": lot.blob(), ":node": node, ":last": last };
            let took = rows(self.connection, TOOK_OUT, params, |row| {
                let id: DocumentId = row.id("document")?;
                let kind: DocumentKind = row.word("kind")?;
                Ok((id, kind, row.get::<_, i64>("quantity")?))
            })?;
            for (id, kind, quantity) in took {
                found.entries.extend(self.entry_of(id, kind)?);
                if let Some(document) = self.document_of(id, kind)? {
                    found.versions.push(TaskVersion {
                        quantity: Some(quantity),
                        unit: found.unit,
                        ..version(document)
                    });
                }
            }
        }
        Ok(of.into_values().collect())
    }

    fn overlapped_counts(&self) -> Result<Vec<Found>, StoreError> {
        let mut of: BTreeMap<(DocumentId, DocumentId), Vec<(i64, CountReview)>> = BTreeMap::new();
        for (line, review) in self.reviewed_lines(None, None)? {
            let key = (review.count.into(), review.document);
            of.entry(key).or_default().push((line, review));
        }
        let mut tasks = Vec::with_capacity(of.len());
        for ((count, moved), reviews) in of {
            let (_, first) = &reviews[0];
            let mut found = Found::new(TaskKind::CountOverlapped, format!("{count}/{moved}"));
            found.site = Some(first.site);
            found.names = Some(first.item_names.clone());
            found.unit = Some(first.unit);
            found.words = Some(first.count_number.clone());
            found.leads_to = Some(count);
            let movement = total_units(reviews.iter().map(|(_, one)| one.moved));
            // Of a line once, however many movements it had.
            let lines: BTreeMap<i64, i64> = reviews
                .iter()
                .map(|(line, one)| (*line, one.difference))
                .collect();
            let difference = total_units(lines.into_values());
            found.quantity = Some(difference);
            let sides = [
                (count, DocumentKind::Count, difference),
                (moved, first.kind, movement),
            ];
            for (id, kind, quantity) in sides {
                found.entries.extend(self.entry_of(id, kind)?);
                if let Some(document) = self.document_of(id, kind)? {
                    found.versions.push(TaskVersion {
                        quantity: Some(quantity),
                        unit: found.unit,
                        ..version(document)
                    });
                }
            }
            let chosen = |choice, to| {
                let mut chosen = option(choice);
                chosen.effects.push(TaskEffect {
                    kind: EffectKind::Difference,
                    site_name: None,
                    from: difference,
                    to,
                });
                chosen
            };
            found.options = vec![
                chosen(TaskChoice::Explains, difference - movement),
                chosen(TaskChoice::DoesNotExplain, difference),
            ];
            tasks.push(self.of_items(found, reviews.iter().map(|(_, one)| one.item))?);
        }
        Ok(tasks)
    }

    fn taken_back(&self, transfer: &TransferRow) -> Result<Option<Found>, StoreError> {
        let id: DocumentId = transfer.id.into();
        let Some(sent) = self.document_of(id, DocumentKind::Transfer)? else {
            return Ok(None);
        };
        let mut found = Found::new(TaskKind::DispatchReversed, transfer.id.to_string());
        found.words = Some(transfer.number.clone());
        found.leads_to = Some(id);
        found
            .entries
            .extend(self.entry_of(id, DocumentKind::Transfer)?);
        let lines = self.transfer_lines(transfer.id)?;
        let arrived = total_units(lines.iter().map(|line| line.good + line.damaged));
        let sent_units = total_units(lines.iter().map(|line| line.dispatched));
        found.quantity = Some(arrived);
        if let Some(line) = lines.first() {
            found.names = Some(line.item_names.clone());
            found.unit = Some(line.unit);
        }
        found.versions.push(TaskVersion {
            quantity: Some(sent_units),
            unit: found.unit,
            reason: self.reversal_reason(id, DocumentKind::Transfer)?,
            counts: false,
            ..version(sent)
        });
        let (sender, receiver) = (&transfer.site_name, &transfer.to_name);
        let at = |name: &str, from, to| TaskEffect {
            kind: EffectKind::Stock,
            site_name: Some(name.to_owned()),
            from,
            to,
        };
        let mut stands = option(TaskChoice::ReceiptStands);
        stands.about = Some(id);
        stands.about_number = Some(transfer.number.clone());
        stands.asked = Some(transfer.site);
        stands.asked_name = Some(sender.clone());
        // All of it is in the sender's book again, and what arrived lies with the receiver.
        stands.effects = vec![
            at(receiver, arrived, arrived),
            at(sender, sent_units, sent_units - arrived),
        ];
        found.options.push(stands);
        for (receipt, kind, quantity) in self.took_in(transfer.id)? {
            found.entries.extend(self.entry_of(receipt, kind)?);
            if let Some(document) = self.document_of(receipt, kind)? {
                let version = TaskVersion {
                    quantity: Some(quantity),
                    unit: found.unit,
                    ..version(document)
                };
                let effects = vec![
                    at(receiver, arrived, arrived - quantity),
                    at(sender, sent_units, sent_units),
                ];
                found.options.push(ask_reversal(&version, effects));
                found.versions.push(version);
            }
        }
        self.of_items(found, lines.iter().map(|line| line.item))
            .map(Some)
    }

    /// What took goods of a transfer in, and how much each did.
    fn took_in(&self, id: TransferId) -> Result<Vec<(DocumentId, DocumentKind, i64)>, StoreError> {
        let road = Node::Transit(id).kept();
        let params = named_params! { ":id": id.blob(), ":road": road };
        rows(self.connection, TOOK_IN, params, |row| {
            Ok((row.id("id")?, row.word("kind")?, row.get("quantity")?))
        })
    }

    /// Whether a lot of the transfer was not counted since the decision. Documents name a lot as it was called when they
    /// were written.
    fn is_to_count(&self, asked: &Asked) -> Result<bool, StoreError> {
        let named = |sql, params: Params<'_>| -> Result<BTreeSet<LotId>, StoreError> {
            let lots = rows(self.connection, sql, params, |row| row.id("lot"))?;
            lots.into_iter().map(|lot| self.canonical(lot)).collect()
        };
        let sent = named(LOTS_SENT, named_params! { ":transfer": asked.about.blob() })?;
        let counted = named(
            COUNTED_SINCE,
            named_params! { ":decided": asked.entry, ":site": asked.site.blob() },
        )?;
        Ok(!sent.is_subset(&counted))
    }

    fn asked_of_sites(&self) -> Result<Vec<Found>, StoreError> {
        let mut tasks = Vec::new();
        for (kind, sql) in [
            (TaskKind::ReversalAsked, ASKED),
            (TaskKind::CountAsked, TO_COUNT),
        ] {
            for asked in rows(self.connection, sql, &[], asked)? {
                if kind == TaskKind::CountAsked && !self.is_to_count(&asked)? {
                    continue;
                }
                let mut found = Found::new(kind, asked.about.to_string());
                found.number = Some(asked.of.row().number);
                found.site = Some(asked.site);
                found.leads_to = Some(asked.about);
                found.entries.extend(self.entry_by_row(asked.entry)?);
                found
                    .entries
                    .extend(self.entry_of(asked.about, asked.kind)?);
                if let Some(document) = self.document_of(asked.about, asked.kind)? {
                    found.words = Some(document.number.clone());
                    found.versions.push(version(document));
                }
                found.versions.push(TaskVersion {
                    person_name: asked.person_name,
                    recorded_at: asked.recorded_at,
                    reason: asked.reason,
                    ..nobody()
                });
                tasks.push(found);
            }
        }
        Ok(tasks)
    }
}

pub(super) fn is_of(version: &TaskVersion, id: DocumentId) -> bool {
    version.document.as_ref().is_some_and(|one| one.id == id)
}

/// The site of a version is asked to reverse its document.
pub(super) fn ask_reversal(version: &TaskVersion, effects: Vec<TaskEffect>) -> TaskOption {
    let document = version.document.as_ref();
    TaskOption {
        about: document.map(|one| one.id),
        about_number: document.map(|one| one.number.clone()),
        asked: version.site,
        asked_name: version.site_name.clone(),
        effects,
        ..option(TaskChoice::AskReversal)
    }
}

fn asked(row: &Row<'_>) -> rusqlite::Result<Asked> {
    let person_name: Option<String> = row.get("person_name")?;
    Ok(Asked {
        of: row.word("kind")?,
        about: row.id("about")?,
        site: row.id("asked")?,
        entry: row.get("entry")?,
        reason: row.get("reason")?,
        recorded_at: row.get("recorded_at")?,
        person_name: person_name.unwrap_or_default(),
        kind: row.word("document_kind")?,
    })
}
