//! one line of a consignment, received by several sites. Each stands; the office says whether the goods were split,
//! which site reverses its receipt, or which receipt was linked to the consignment by mistake.

use std::collections::BTreeMap;

use ledger::body::{Body, DocumentKind, Unit};
use ledger::fold::{DocumentState, EntryRef, MatchState};
use ledger::ids::{ConsignmentId, ItemId, ReceiptId};
use ledger::task::{TaskChoice, TaskKind};
use ledger::text::Names;
use rusqlite::named_params;

use super::goods::{ask_reversal, is_of};
use super::{Found, option, version};
use crate::error::StoreError;
use crate::journal::load;
use crate::reads::Reads;
use crate::reads::goods::item_columns;
use crate::row::{Columns, Id, first, rows, statements};
use crate::total_units::total_units;
use crate::view::{EffectKind, TaskEffect, TaskOption, TaskVersion};

statements! {
    RECEIVED_TWICE = "WITH twice AS (SELECT consignment_line FROM consigned GROUP BY consignment_line
                                     HAVING count(DISTINCT site) > 1)
        SELECT line.consignment, announced.number, consigned.receipt, item.code AS item_code,
               item.names AS item_names, item.unit,
               total_units(consigned.stored) AS stored, total_units(consigned.counted) AS counted
          FROM twice
          JOIN consignment_line AS line ON line.id = twice.consignment_line
          JOIN consigned ON consigned.consignment_line = line.id
          LEFT JOIN document AS announced ON announced.id = line.consignment AND announced.kind = 'consignment'
          LEFT JOIN item ON item.id = line.item
         GROUP BY line.consignment, consigned.receipt ORDER BY line.consignment, consigned.receipt";
    SENT = "SELECT item, total_units(quantity) AS quantity FROM consignment_line WHERE consignment = :id
             AND id IN (SELECT consignment_line FROM consigned GROUP BY consignment_line HAVING count(DISTINCT site) > 1)
             GROUP BY item";
    ROW_OF = "SELECT entry.id FROM stream CROSS JOIN entry ON entry.stream = stream.id AND entry.seq = :seq
              WHERE stream.device = :device AND stream.scope = :scope";
}

/// A receipt against lines that another site received too.
struct Twice {
    consignment: ConsignmentId,
    number: Option<String>,
    receipt: ReceiptId,
    names: Names,
    unit: Unit,
    stored: i64,
    counted: i64,
}

impl Reads<'_> {
    pub(super) fn received_twice(&self) -> Result<Vec<Found>, StoreError> {
        let twice = rows(self.connection, RECEIVED_TWICE, &[], |row| {
            let (_, names, unit) = item_columns(row)?;
            Ok(Twice {
                consignment: row.id("consignment")?,
                number: row.get("number")?,
                receipt: row.id("receipt")?,
                names,
                unit,
                stored: row.get("stored")?,
                counted: row.get("counted")?,
            })
        })?;
        let mut of: BTreeMap<ConsignmentId, Vec<Twice>> = BTreeMap::new();
        for one in twice {
            of.entry(one.consignment).or_default().push(one);
        }
        let mut tasks = Vec::with_capacity(of.len());
        for (id, receipts) in of {
            let found = self.received(id, &receipts)?;
            tasks.extend(self.withdrawal_due(&found)?);
            tasks.push(found);
        }
        Ok(tasks)
    }

    /// The match by which a receipt counts against a consignment: nobody received it with that paper in hand, so the link
    /// itself may be what is wrong.
    fn link_of(&self, receipt: ReceiptId) -> Result<Option<MatchState>, StoreError> {
        Ok(match self.document_state(receipt.into())? {
            Some(DocumentState::Receipt(state)) => state.matched,
            Some(DocumentState::Plain(_) | DocumentState::Waiting(_)) | None => None,
        })
    }

    /// Whether a decision of before, when a task rested on its receipts alone, named all of them: it still settles it. One
    /// that names a link was made of that link, and is asked again where another one stands.
    fn settled_by_receipts(&self, found: &Found) -> Result<bool, StoreError> {
        for one in self.resolutions(found.id(), found.kind.home(found.site))? {
            let settles = one.settles();
            if !one.counts
                || one.body.choice == TaskChoice::WithdrawLink
                || !found.entries.is_subset(&settles)
            {
                continue;
            }
            let mut of_links = false;
            for entry in settles.difference(&found.entries) {
                of_links |= self.is_link(entry)?;
            }
            if !of_links {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn is_link(&self, of: &EntryRef) -> Result<bool, StoreError> {
        let params = named_params! {
            ":device": of.device.blob(),
            ":scope": of.scope.to_string(),
            ":seq": i64::try_from(of.seq).unwrap_or(i64::MAX),
        };
        let Some(row) = first(self.connection, ROW_OF, params, |row| row.get("id"))? else {
            return Ok(false);
        };
        let held = load::entry(self.connection, row)?;
        Ok(matches!(held.stamped.body, Body::ReceiptMatched(_)))
    }

    fn received(&self, id: ConsignmentId, receipts: &[Twice]) -> Result<Found, StoreError> {
        let mut found = Found::new(TaskKind::ReceiptContested, id.to_string());
        found.leads_to = Some(id.into());
        let params = named_params! { ":id": id.blob() };
        let sent = rows(self.connection, SENT, params, |row| {
            Ok((row.id::<ItemId>("item")?, row.get::<_, i64>("quantity")?))
        })?;
        found.quantity = Some(total_units(sent.iter().map(|(_, quantity)| *quantity)));
        for one in receipts {
            found.names.get_or_insert_with(|| one.names.clone());
            found.unit = Some(one.unit);
            if found.words.is_none() {
                found.words.clone_from(&one.number);
            }
            let (id, kind) = (one.receipt.into(), DocumentKind::Receipt);
            found.entries.extend(self.entry_of(id, kind)?);
            if let Some(document) = self.document_of(id, kind)? {
                found.versions.push(TaskVersion {
                    quantity: Some(one.counted),
                    unit: Some(one.unit),
                    ..version(document)
                });
            }
        }
        let all = total_units(receipts.iter().map(|one| one.counted));
        let site_of = |one: &Twice| {
            let same = |version: &&TaskVersion| is_of(version, one.receipt.into());
            found.versions.iter().find(same)
        };
        let stock = |one: &Twice, to| TaskEffect {
            kind: EffectKind::Stock,
            site_name: site_of(one).and_then(|version| version.site_name.clone()),
            from: one.stored,
            to,
        };
        let received = |to| TaskEffect {
            kind: EffectKind::Received,
            site_name: None,
            from: all,
            to,
        };
        let mut split = option(TaskChoice::ConfirmSplit);
        split.effects = receipts.iter().map(|one| stock(one, one.stored)).collect();
        split.effects.push(received(all));
        let mut options = vec![split];
        for one in receipts {
            let effects = vec![stock(one, 0), received(all - one.counted)];
            options.extend(site_of(one).map(|version| ask_reversal(version, effects)));
        }
        let mut links = Vec::new();
        for one in receipts {
            let Some(link) = self.link_of(one.receipt)? else {
                continue;
            };
            links.push(link.entry);
            let number = site_of(one).and_then(|version| version.document.as_ref());
            options.push(TaskOption {
                about: Some(link.body.id.into()),
                about_number: number.map(|document| document.number.clone()),
                // The goods stay where they lie; they only answer something else.
                effects: vec![stock(one, one.stored), received(all - one.counted)],
                ..option(TaskChoice::WithdrawLink)
            });
        }
        if !self.settled_by_receipts(&found)? {
            found.entries.extend(links);
        }
        found.options = options;
        self.of_items(found, sent.into_iter().map(|(item, _)| item))
    }
}
