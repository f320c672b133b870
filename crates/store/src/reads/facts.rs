//! Facts the rules decide on.

use chrono::{DateTime, NaiveDate, Utc};
use ledger::body::{Body, OfferReceived};
use ledger::fold::{
    AcceptanceState, DocumentState, EntryRef, Unit, acceptance, document, standing,
};
use ledger::ids::{
    AcceptanceId, AcceptanceLineId, DocumentId, ItemId, LotId, OfferId, OfferLineId, PartyId,
    PersonId, ReceiptId, SiteId,
};
use ledger::posting::{Condition, Node};
use rusqlite::{Row, named_params};

use crate::error::StoreError;
use crate::journal::load;
use crate::reads::Reads;
use crate::row::{Columns, Id, count, first, number, rows, statements, unsigned, word, wrong};

statements! {
    BALANCE = "SELECT quantity FROM balance WHERE lot = :lot AND node = :node AND condition = :condition";
    AVAILABLE = include_str!("available.sql");
    LOT = "SELECT receipt_line.id, receipt.id AS receipt, receipt_line.item, receipt.donor, receipt.site,
                  receipt_line.batch, receipt_line.expiry
           FROM receipt_line JOIN receipt ON receipt.id = receipt_line.receipt
           WHERE receipt_line.id = :lot ORDER BY receipt.stage, receipt.id LIMIT 1";
    ACCEPTED = "SELECT coalesce(sum(acceptance_line.quantity), 0) FROM acceptance_line
                JOIN acceptance ON acceptance.id = acceptance_line.acceptance
                WHERE acceptance_line.offer_line = :line AND acceptance.stage IN ('proposed', 'confirmed')";
    ANSWERED = "SELECT coalesce(sum(quantity), 0) FROM answered WHERE acceptance_line = :line";
    POSTED = "SELECT entry FROM document WHERE id = :id ORDER BY unit, kind LIMIT 1";
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

/// Good units of one lot at one site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AvailableLot {
    pub lot: LotId,
    pub item: ItemId,
    pub expiry: Option<NaiveDate>,
    pub received_on: NaiveDate,
    /// Base units, may be negative after a merge.
    pub good: i64,
}

/// A lot: the receipt line it came with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lot {
    pub lot: LotId,
    pub receipt: ReceiptId,
    pub item: ItemId,
    pub donor: PartyId,
    /// The site that received it.
    pub site: SiteId,
    pub batch: Option<String>,
    pub expiry: Option<NaiveDate>,
}

/// The entry that a document's posting is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostedEntry {
    pub entry: EntryRef,
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

impl Reads<'_> {
    /// Good units of a lot at a site; 0 when none.
    ///
    /// # Errors
    /// That the file cannot be read; so for every function here.
    pub fn available(&self, site: SiteId, lot: LotId) -> Result<i64, StoreError> {
        self.balance(lot, Node::Site(site), Condition::Good)
    }

    /// Lots of an item with good units at a site: those that expire first, then the oldest.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn available_lots(
        &self,
        site: SiteId,
        item: ItemId,
    ) -> Result<Vec<AvailableLot>, StoreError> {
        let params = named_params! { ":node": Node::Site(site).to_string(), ":item": item.blob() };
        rows(self.connection, AVAILABLE, params, |row| {
            Ok(AvailableLot {
                lot: row.id("lot")?,
                item,
                expiry: maybe_day(row, "expiry")?,
                received_on: day(row, "received_on")?,
                good: row.get("good")?,
            })
        })
    }

    /// Balance of one stock position, base units; 0 when none.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn balance(&self, lot: LotId, node: Node, condition: Condition) -> Result<i64, StoreError> {
        let params = named_params! {
            ":lot": lot.blob(), ":node": node.to_string(), ":condition": word(&condition),
        };
        let found = first(self.connection, BALANCE, params, |row| row.get("quantity"))?;
        Ok(found.unwrap_or(0))
    }

    /// A lot, if its receipt is here.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn lot(&self, lot: LotId) -> Result<Option<Lot>, StoreError> {
        first(
            self.connection,
            LOT,
            named_params! { ":lot": lot.blob() },
            |row| {
                Ok(Lot {
                    lot,
                    receipt: row.id("receipt")?,
                    item: row.id("item")?,
                    donor: row.id("donor")?,
                    site: row.id("site")?,
                    batch: row.get("batch")?,
                    expiry: maybe_day(row, "expiry")?,
                })
            },
        )
    }

    /// A receipt or issue as the reference fold sees it; `None` when no entry speaks of it.
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
        let stamped = load::entry(self.connection, entry)?.stamped;
        Ok(Some(PostedEntry {
            entry: stamped.entry(),
            person: stamped.person,
            occurred_on: stamped.occurred_on,
            reason: stamped.reason,
            body: stamped.body,
        }))
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

    /// Entries of this computer that have no position yet.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn unconfirmed(&self) -> Result<u32, StoreError> {
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
