//! Facts the rules decide on.

use chrono::{DateTime, NaiveDate, Utc};
use ledger::body::{Body, LotCard, OfferReceived};
use ledger::fold::{
    AcceptanceState, DocumentState, EntryRef, Unit, acceptance, document, standing,
};
use ledger::ids::{
    AcceptanceId, AcceptanceLineId, DocumentId, ItemId, LotId, OfferId, OfferLineId, PersonId,
    PlaceId, SiteId,
};
use ledger::posting::{Condition, Node};
use ledger::scope::Scope;
use rusqlite::{Row, named_params};

use crate::error::StoreError;
use crate::journal::load;
use crate::kept::{Coded, Kept, site_range};
use crate::projection::lots::Named;
use crate::reads::Reads;
use crate::row::{Columns, Id, count, first, number, rows, signed, statements, unsigned, wrong};

statements! {
    LABELS_READ = "SELECT count(*) FROM task_resolution WHERE kind = 'expiry_differs' AND counts";
    BALANCE = "SELECT quantity FROM balance WHERE lot = :lot AND node = :node AND condition = :condition";
    AVAILABLE = include_str!("available.sql");
    AT_SITE = "SELECT coalesce(total_units(quantity), 0) FROM balance
               WHERE lot = :lot AND condition = :condition AND node BETWEEN :node AND :last";
    ITEM_HEAD = "SELECT at FROM canonical WHERE id = :item";
    LOT = "SELECT lot, item, batch, expiry, donor, kind, document, number, site, received_on, provisional, supplier
           FROM lot WHERE lot = :lot";
    ACCEPTED = "SELECT coalesce(total_units(acceptance_line.quantity), 0) FROM acceptance_line
                JOIN acceptance ON acceptance.id = acceptance_line.acceptance
                WHERE acceptance_line.offer_line = :line AND acceptance.stage IN ('proposed', 'confirmed')";
    ANSWERED = "SELECT coalesce(total_units(quantity), 0) FROM answered WHERE acceptance_line = :line";
    POSTED = "SELECT entry FROM document WHERE id = :id ORDER BY unit, kind LIMIT 1";
    ENTRY = "SELECT entry.id FROM stream JOIN entry ON entry.stream = stream.id AND entry.seq = :seq
             WHERE stream.device = :device AND stream.scope = :scope";
    LATEST = "SELECT max(entry.recorded_at) AS recorded_at FROM entry JOIN stream ON stream.id = entry.stream
              WHERE stream.device = (SELECT device FROM identity) AND entry.seq > stream.acknowledged";
    COMPLETE_TO = "SELECT complete_to FROM state";
    SERVER_TIME = "SELECT server_time FROM state";
    UNCONFIRMED = "SELECT count(*) FROM entry JOIN stream ON stream.id = entry.stream
                   LEFT JOIN position ON position.entry = entry.id
                   WHERE position.entry IS NULL AND stream.device = (SELECT device FROM identity)
                     AND entry.seq > stream.pulled";
    CHECKPOINT = "SELECT checkpoint_size, checkpoint FROM scope WHERE name = :name AND checkpoint IS NOT NULL";
}

/// Good units of one lot at one place of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AvailableLot {
    pub lot: LotId,
    pub item: ItemId,
    /// `None`: at the site, in no named place.
    pub place: Option<PlaceId>,
    pub expiry: Option<NaiveDate>,
    pub received_on: NaiveDate,
    /// Base units, may be negative after a merge.
    pub good: i64,
}

/// The entry that a document's posting is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostedEntry {
    pub entry: EntryRef,
    /// The other scopes that see it.
    pub also: Vec<Scope>,
    pub person: PersonId,
    pub occurred_on: NaiveDate,
    pub reason: Option<String>,
    pub body: Body,
}

pub(crate) fn day(row: &Row<'_>, name: &str) -> rusqlite::Result<NaiveDate> {
    let text: String = row.get(name)?;
    text.parse().map_err(wrong)
}

pub(crate) fn maybe_day(row: &Row<'_>, name: &str) -> rusqlite::Result<Option<NaiveDate>> {
    let text: Option<String> = row.get(name)?;
    text.map(|text| text.parse().map_err(wrong)).transpose()
}

/// The place in which a node of a site is.
pub(crate) fn place(row: &Row<'_>, name: &str) -> rusqlite::Result<Option<PlaceId>> {
    Ok(row.kept::<Node>(name)?.place())
}

impl Reads<'_> {
    /// Good units of a lot at a site, in all its places; 0 when none.
    ///
    /// # Errors
    /// That the file cannot be read; so for every function here.
    pub fn available(&self, site: SiteId, lot: LotId) -> Result<i64, StoreError> {
        self.at_site(site, lot, Condition::Good)
    }

    /// Units of a lot in one condition at a site, in all its places; 0 when none.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn at_site(
        &self,
        site: SiteId,
        lot: LotId,
        condition: Condition,
    ) -> Result<i64, StoreError> {
        let (node, last) = site_range(site);
        let params = named_params! {
            ":lot": lot.blob(), ":condition": condition.code(), ":node": node, ":last": last,
        };
        number(self.connection, AT_SITE, params)
    }

    /// Lots of an item, and of every record merged with it, with good units at a site: those that expire first, then the
    /// oldest. Each reads as a lot of the item asked for.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn available_lots(
        &self,
        site: SiteId,
        item: ItemId,
    ) -> Result<Vec<AvailableLot>, StoreError> {
        let (node, last) = site_range(site);
        let params = named_params! { ":node": node, ":last": last, ":item": item.blob() };
        let mut lots = rows(self.connection, AVAILABLE, params, |row| {
            Ok(AvailableLot {
                lot: row.id("lot")?,
                item,
                place: place(row, "node")?,
                expiry: maybe_day(row, "governing")?,
                received_on: row.coded("received_on")?,
                good: row.get("good")?,
            })
        })?;
        // What somebody read on a label goes before what was typed; almost never is there any.
        if number(self.connection, LABELS_READ, &[])? > 0 {
            for lot in &mut lots {
                lot.expiry = self.governing_expiry(lot.lot)?;
            }
            lots.sort_by_key(|lot| (lot.expiry.is_none(), lot.expiry));
        }
        Ok(lots)
    }

    /// The record that an item comes to in the end; itself where it stands for no other.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn item_head(&self, item: ItemId) -> Result<ItemId, StoreError> {
        let params = named_params! { ":item": item.blob() };
        let found = first(self.connection, ITEM_HEAD, params, |row| row.id("at"))?;
        Ok(found.unwrap_or(item))
    }

    /// Balance of one stock position, base units; 0 when none.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn balance(&self, lot: LotId, node: Node, condition: Condition) -> Result<i64, StoreError> {
        let params = named_params! {
            ":lot": lot.blob(), ":node": node.kept(), ":condition": condition.code(),
        };
        let found = first(self.connection, BALANCE, params, |row| row.get("quantity"))?;
        Ok(found.unwrap_or(0))
    }

    /// What a lot is, if a document that tells of it is here.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn lot(&self, lot: LotId) -> Result<Option<LotCard>, StoreError> {
        first(
            self.connection,
            LOT,
            named_params! { ":lot": lot.blob() },
            |row| {
                Ok(LotCard {
                    lot,
                    item: row.id("item")?,
                    batch: row.get("batch")?,
                    expiry: maybe_day(row, "expiry")?,
                    donor: row.maybe_id("donor")?,
                    kind: row.word("kind")?,
                    document: row.id("document")?,
                    number: row.get("number")?,
                    site: row.id("site")?,
                    received_on: row.coded("received_on")?,
                    provisional: row.get("provisional")?,
                    supplier: row.maybe_id("supplier")?,
                })
            },
        )
    }

    /// A document that moves goods as the reference fold sees it; `None` when no entry speaks of it.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn document_state(&self, id: DocumentId) -> Result<Option<DocumentState>, StoreError> {
        let entries = load::stamped(&load::unit(self.connection, &Unit::Document(id))?);
        Ok((!entries.is_empty()).then(|| document(&entries)))
    }

    /// An acceptance as the reference fold sees it; `None` when no entry speaks of it.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn acceptance_state(
        &self,
        id: AcceptanceId,
    ) -> Result<Option<AcceptanceState>, StoreError> {
        let entries = load::stamped(&load::unit(self.connection, &Unit::Acceptance(id))?);
        Ok((!entries.is_empty()).then(|| acceptance(&entries)))
    }

    /// What an offer's standing entry says.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn offer_received(&self, id: OfferId) -> Result<Option<OfferReceived>, StoreError> {
        let entries = load::stamped(&load::unit(self.connection, &Unit::Offer(id))?);
        Ok(standing(&entries).and_then(|stamped| {
            if let Body::OfferReceived(body) = &stamped.body {
                Some(body.clone())
            } else {
                None
            }
        }))
    }

    /// Proposed and confirmed of an offer line, base units.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn accepted_of(&self, line: OfferLineId) -> Result<i64, StoreError> {
        number(
            self.connection,
            ACCEPTED,
            named_params! { ":line": line.blob() },
        )
    }

    /// Received against an acceptance line or matched to it, base units.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn answered_of(&self, line: AcceptanceLineId) -> Result<i64, StoreError> {
        number(
            self.connection,
            ANSWERED,
            named_params! { ":line": line.blob() },
        )
    }

    /// The entry that posted a document, whichever kind: what posting twice with one id compares with.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn posted(&self, id: DocumentId) -> Result<Option<PostedEntry>, StoreError> {
        let params = named_params! { ":id": id.blob() };
        let Some(entry) = first(self.connection, POSTED, params, |row| row.get("entry"))? else {
            return Ok(None);
        };
        let load::Held { stamped, also, .. } = load::entry(self.connection, entry)?;
        Ok(Some(PostedEntry {
            entry: stamped.entry(),
            also,
            person: stamped.person,
            occurred_on: stamped.occurred_on,
            reason: stamped.reason,
            body: stamped.body,
        }))
    }

    /// The other scopes that see an entry.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn also(&self, entry: EntryRef) -> Result<Vec<Scope>, StoreError> {
        let params = named_params! {
            ":device": entry.device.blob(), ":scope": entry.scope.to_string(), ":seq": signed(entry.seq),
        };
        let found = first(self.connection, ENTRY, params, |row| row.get("id"))?;
        let Some(id) = found else {
            return Ok(Vec::new());
        };
        Ok(load::entry(self.connection, id)?.also)
    }

    /// The lot under which balances keep a lot that a document names.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn canonical(&self, lot: LotId) -> Result<LotId, StoreError> {
        Named::new(self.connection)?.name(lot)
    }

    /// Latest `recorded_at` of what this computer wrote since the server last took something from it. What others
    /// recorded says nothing of this computer's clock, and the server's own time is nearer than what was written before.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn last_written_at(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        let found = first(self.connection, LATEST, &[], |row| {
            row.get::<_, Option<String>>("recorded_at")
        })?;
        let time = found
            .flatten()
            .and_then(|text| DateTime::parse_from_rfc3339(&text).ok());
        Ok(time.map(|time| time.to_utc()))
    }

    /// Position up to which every scope this computer reads is complete.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn complete_to(&self) -> Result<u64, StoreError> {
        Ok(unsigned(number(self.connection, COMPLETE_TO, &[])?))
    }

    /// The server's clock at the last exchange.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn server_time(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        let found = first(self.connection, SERVER_TIME, &[], |row| {
            row.get::<_, Option<i64>>("server_time")
        })?;
        Ok(found
            .flatten()
            .and_then(|seconds| DateTime::from_timestamp(seconds, 0)))
    }

    /// The position up to which figures are complete. Of a day looked back at there is none: only what was accepted by
    /// then is in them.
    pub(crate) fn position(&self) -> Result<Option<i64>, StoreError> {
        let complete = (!self.looks_back).then(|| self.complete_to());
        Ok(complete.transpose()?.map(signed))
    }

    /// Entries of this computer that have no position yet; a day that is looked back at leaves them out.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn unconfirmed(&self) -> Result<u32, StoreError> {
        if self.looks_back {
            return Ok(0);
        }
        Ok(count(number(self.connection, UNCONFIRMED, &[])?))
    }

    /// The last signed checkpoint of a scope, with the size it speaks of.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn checkpoint(&self, scope: &str) -> Result<Option<(u64, String)>, StoreError> {
        first(
            self.connection,
            CHECKPOINT,
            named_params! { ":name": scope },
            |row| {
                Ok((
                    unsigned(row.get("checkpoint_size")?),
                    row.get("checkpoint")?,
                ))
            },
        )
    }
}
