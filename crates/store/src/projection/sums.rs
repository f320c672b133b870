//! The sums that the matrix and the balances of many sites show, moved by the difference whenever a document is folded.
//!
//! What a newcomer gets wrong: whose goods a lot is may come to light after they were issued. [`Turning`] then takes the
//! lot's share out of one donor's row and puts it into the other's.

use std::collections::{BTreeMap, BTreeSet};

use ledger::body::Body;
use ledger::ids::{DocumentId, ItemId, LotId, PartyId, SiteId};
use ledger::posting::{Condition, Node};
use rusqlite::{Connection, Row, ToSql, named_params};

use super::tally::{Summed, Tally};
use crate::error::StoreError;
use crate::journal::load::Held;
use crate::row::{Columns, Id, Params, each, first, rows, run, statements};

/// Lines that count as received, of the receipts that are meant.
macro_rules! received {
    ($which:literal) => {
        concat!(
            "SELECT receipt.id, receipt.site, receipt.donor, receipt_line.item, receipt_line.good, receipt_line.damaged,
                    receipt_line.short, receipt.bought,
                    receipt.acceptance IS NULL AND receipt.matched IS NULL AND NOT receipt.bought AS provisional
             FROM receipt JOIN receipt_line ON receipt_line.receipt = receipt.id
             WHERE receipt.stage = 'posted'
               AND NOT EXISTS (SELECT 1 FROM dispatch_match
                                WHERE dispatch_match.receipt = receipt.id AND dispatch_match.stage = 'posted')",
            $which
        )
    };
}

/// Lines of take-over stock whose donor is known, of the openings that are meant.
macro_rules! opened {
    ($which:literal) => {
        concat!(
            "SELECT opening.id, opening.site, opening_line.donor, 0 AS bought, opening_line.item
             FROM opening JOIN opening_line ON opening_line.opening = opening.id
             WHERE opening.stage = 'posted' AND opening_line.donor IS NOT NULL",
            $which
        )
    };
}

/// Lines handed out whose donor or supplier is known, of the issues that are meant.
macro_rules! issued {
    ($which:literal) => {
        concat!(
            "SELECT document.id, document.site, coalesce(lot.donor, lot.supplier) AS donor, lot.donor IS NULL AS bought,
                    lot.item, issue_line.quantity
             FROM document JOIN issue_line ON issue_line.entry = document.entry JOIN lot ON lot.lot = issue_line.lot
             WHERE document.kind = 'issue' AND document.stage = 'posted' AND coalesce(lot.donor, lot.supplier) IS NOT NULL",
            $which
        )
    };
}

statements! {
    RECEIVED = received!(" AND receipt.id = :id");
    EVERY_RECEIVED = received!(" ORDER BY receipt.id");
    ISSUED_LINES = issued!(" AND document.id = :id");
    EVERY_ISSUED = issued!(" ORDER BY document.entry");
    OPENED = opened!(" AND opening.id = :id");
    EVERY_OPENED = opened!(" ORDER BY opening.id");
    EVERY_BALANCE = "SELECT lot.item, lot.donor, lot.supplier, balance.node, balance.condition, balance.quantity
                     FROM balance JOIN lot ON lot.lot = balance.lot";
    ISSUES_OF = "SELECT DISTINCT document.id FROM issue_line JOIN document ON document.entry = issue_line.entry
                 WHERE issue_line.lot = :lot";
    STANDS = "SELECT node, condition, quantity FROM balance WHERE lot = :lot";
    IS = "SELECT item, donor, supplier FROM lot WHERE lot = :lot";
    MATRIX = "SELECT good, damaged, short, receipts, provisional, issued, issues, openings, on_hand_good, on_hand_damaged,
                     on_hand_other
              FROM matrix_sum WHERE site = :site AND donor = :donor AND item = :item AND bought = :bought";
    SET_MATRIX = "INSERT INTO matrix_sum (site, donor, item, bought, good, damaged, short, receipts, provisional, issued,
                      issues, openings, on_hand_good, on_hand_damaged, on_hand_other)
                  VALUES (:site, :donor, :item, :bought, :good, :damaged, :short, :receipts, :provisional, :issued,
                      :issues, :openings, :on_hand_good, :on_hand_damaged, :on_hand_other)
                  ON CONFLICT (site, donor, item, bought) DO UPDATE SET good = :good, damaged = :damaged, short = :short,
                      receipts = :receipts, provisional = :provisional, issued = :issued, issues = :issues,
                      openings = :openings, on_hand_good = :on_hand_good, on_hand_damaged = :on_hand_damaged,
                      on_hand_other = :on_hand_other";
    END_MATRIX = "DELETE FROM matrix_sum WHERE site = :site AND donor = :donor AND item = :item AND bought = :bought";
    STOCK = "SELECT good, damaged, quarantine, expired, recalled FROM stock_sum WHERE site = :site AND item = :item";
    SET_STOCK = "INSERT INTO stock_sum (site, item, good, damaged, quarantine, expired, recalled)
                 VALUES (:site, :item, :good, :damaged, :quarantine, :expired, :recalled)
                 ON CONFLICT (site, item) DO UPDATE SET good = :good, damaged = :damaged, quarantine = :quarantine,
                     expired = :expired, recalled = :recalled";
    END_STOCK = "DELETE FROM stock_sum WHERE site = :site AND item = :item";
}

const GOOD: usize = 0;
const DAMAGED: usize = 1;
const SHORT: usize = 2;
const RECEIPTS: usize = 3;
const PROVISIONAL: usize = 4;
const ISSUED: usize = 5;
const ISSUES: usize = 6;
const OPENINGS: usize = 7;
const ON_HAND_GOOD: usize = 8;
const ON_HAND_DAMAGED: usize = 9;
const ON_HAND_OTHER: usize = 10;

/// The columns of a row of the matrix, in the order of the numbers above.
pub(super) const OF_MATRIX: [&str; 11] = [
    ":good",
    ":damaged",
    ":short",
    ":receipts",
    ":provisional",
    ":issued",
    ":issues",
    ":openings",
    ":on_hand_good",
    ":on_hand_damaged",
    ":on_hand_other",
];
/// The columns of a row of stock, in the order of the conditions.
pub(super) const OF_STOCK: [&str; 5] =
    [":good", ":damaged", ":quarantine", ":expired", ":recalled"];

/// Which of its donor's goods a document was already counted for.
#[derive(Default)]
struct Counted {
    document: Option<DocumentId>,
    keys: BTreeSet<(SiteId, Source, ItemId)>,
}

impl Counted {
    /// Whether this is the document's first line of them.
    fn first(&mut self, document: DocumentId, key: (SiteId, Source, ItemId)) -> bool {
        if self.document != Some(document) {
            self.document = Some(document);
            self.keys.clear();
        }
        self.keys.insert(key)
    }
}

/// Who gave goods, or sold them. What a party sold stands in a row of its own beside what the same party gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Source {
    party: PartyId,
    bought: bool,
}

/// Of a row that names a donor or a supplier.
pub(super) fn source(row: &Row<'_>) -> rusqlite::Result<Option<Source>> {
    let of = |bought| move |party| Source { party, bought };
    let donor = row.maybe_id("donor")?.map(of(false));
    Ok(donor.or(row.maybe_id("supplier")?.map(of(true))))
}

/// Of a line that has one for certain.
fn sure(row: &Row<'_>) -> rusqlite::Result<Source> {
    Ok(Source {
        party: row.id("donor")?,
        bought: row.get("bought")?,
    })
}

/// A site, or the whole operation.
type MatrixKey = (Option<SiteId>, Source, ItemId);

/// What sums change by. They wrap: only a hostile device gets there, and then they still come back to where they were
/// when its documents go, in whatever order they came.
#[derive(Default)]
pub(super) struct Deltas {
    matrix: BTreeMap<MatrixKey, [i64; 11]>,
    stock: BTreeMap<(SiteId, ItemId), [i64; 5]>,
}

impl Deltas {
    fn add(&mut self, site: SiteId, source: Source, item: ItemId, column: usize, by: i64) {
        for at in [Some(site), None] {
            let sum = &mut self.matrix.entry((at, source, item)).or_default()[column];
            *sum = sum.wrapping_add(by);
        }
    }

    /// What stands at a node and is known to be of an item.
    pub(super) fn stands(
        &mut self,
        lot: Option<(ItemId, Option<Source>)>,
        node: Node,
        condition: Condition,
        by: i64,
    ) {
        let (Some((item, source)), Node::Site(site) | Node::Place(site, _)) = (lot, node) else {
            return;
        };
        let (stock, matrix) = match condition {
            Condition::Good => (0, ON_HAND_GOOD),
            Condition::Damaged => (1, ON_HAND_DAMAGED),
            Condition::Quarantine => (2, ON_HAND_OTHER),
            Condition::Expired => (3, ON_HAND_OTHER),
            Condition::Recalled => (4, ON_HAND_OTHER),
        };
        let sum = &mut self.stock.entry((site, item)).or_default()[stock];
        *sum = sum.wrapping_add(by);
        if let Some(source) = source {
            self.add(site, source, item, matrix, by);
        }
    }

    /// Adds what a document gives to the sums now, or takes it away.
    fn document(
        &mut self,
        connection: &Connection,
        id: DocumentId,
        times: i64,
    ) -> Result<(), StoreError> {
        let params = named_params! { ":id": id.blob() };
        self.received(connection, RECEIVED, params, times)?;
        self.issued(connection, ISSUED_LINES, params, times)?;
        self.opened(connection, OPENED, params, times)
    }

    /// Adds what receipts gave; their lines come receipt by receipt.
    fn received(
        &mut self,
        connection: &Connection,
        sql: &str,
        params: Params<'_>,
        times: i64,
    ) -> Result<(), StoreError> {
        let mut counted = Counted::default();
        each(connection, sql, params, |row| {
            let (site, source, item) = (row.id("site")?, sure(row)?, row.id("item")?);
            for (column, name) in [(GOOD, "good"), (DAMAGED, "damaged"), (SHORT, "short")] {
                let units: i64 = row.get(name)?;
                self.add(site, source, item, column, times.wrapping_mul(units));
            }
            if counted.first(row.id("id")?, (site, source, item)) {
                let provisional: i64 = row.get("provisional")?;
                self.add(site, source, item, RECEIPTS, times);
                self.add(site, source, item, PROVISIONAL, times * provisional);
            }
            Ok(())
        })
    }

    /// Adds what issues handed out; their lines come issue by issue.
    fn issued(
        &mut self,
        connection: &Connection,
        sql: &str,
        params: Params<'_>,
        times: i64,
    ) -> Result<(), StoreError> {
        let mut counted = Counted::default();
        each(connection, sql, params, |row| {
            let (site, source, item) = (row.id("site")?, sure(row)?, row.id("item")?);
            let quantity: i64 = row.get("quantity")?;
            self.add(site, source, item, ISSUED, times.wrapping_mul(quantity));
            if counted.first(row.id("id")?, (site, source, item)) {
                self.add(site, source, item, ISSUES, times);
            }
            Ok(())
        })
    }

    /// Counts take-over stock; its lines come document by document.
    fn opened(
        &mut self,
        connection: &Connection,
        sql: &str,
        params: Params<'_>,
        times: i64,
    ) -> Result<(), StoreError> {
        let mut counted = Counted::default();
        each(connection, sql, params, |row| {
            let (site, source, item) = (row.id("site")?, sure(row)?, row.id("item")?);
            if counted.first(row.id("id")?, (site, source, item)) {
                self.add(site, source, item, OPENINGS, times);
            }
            Ok(())
        })
    }

    /// Adds what stands of a lot, or takes it away.
    fn lot(&mut self, connection: &Connection, lot: LotId, times: i64) -> Result<(), StoreError> {
        let stands = rows(
            connection,
            STANDS,
            named_params! { ":lot": lot.blob() },
            |row| {
                Ok((
                    row.kept("node")?,
                    row.coded("condition")?,
                    row.get::<_, i64>("quantity")?,
                ))
            },
        )?;
        if stands.is_empty() {
            return Ok(());
        }
        let is = is(connection, lot)?;
        for (node, condition, quantity) in stands {
            self.stands(is, node, condition, times.wrapping_mul(quantity));
        }
        Ok(())
    }

    /// Moves the sums, and notes in the tally by what.
    pub(super) fn apply(
        self,
        connection: &Connection,
        tally: &mut Tally,
    ) -> Result<(), StoreError> {
        for ((site, source, item), by) in self.matrix {
            let site = site.map(|site| site.blob().to_vec()).unwrap_or_default();
            let key = named_params! {
                ":site": site, ":donor": source.party.blob(), ":item": item.blob(), ":bought": source.bought,
            };
            let sql = [MATRIX, SET_MATRIX, END_MATRIX];
            let (before, now) = move_row(connection, sql, key, OF_MATRIX, by)?;
            tally.sums(Summed::Matrix, key, &OF_MATRIX, (&before, &now))?;
        }
        for ((site, item), by) in self.stock {
            let key = named_params! { ":site": site.blob(), ":item": item.blob() };
            let sql = [STOCK, SET_STOCK, END_STOCK];
            let (before, now) = move_row(connection, sql, key, OF_STOCK, by)?;
            tally.sums(Summed::Stock, key, &OF_STOCK, (&before, &now))?;
        }
        Ok(())
    }

    fn apply_and_keep(self, connection: &Connection) -> Result<(), StoreError> {
        let mut tally = Tally::default();
        self.apply(connection, &mut tally)?;
        tally.keep(connection)
    }
}

/// Adds up every sum, where none is kept yet; the digest of them all is whoever's who had everything folded.
pub(super) fn add_up(connection: &Connection) -> Result<(), StoreError> {
    let mut sums = Deltas::default();
    sums.received(connection, EVERY_RECEIVED, &[], 1)?;
    sums.issued(connection, EVERY_ISSUED, &[], 1)?;
    sums.opened(connection, EVERY_OPENED, &[], 1)?;
    each(connection, EVERY_BALANCE, &[], |row| {
        let is = (row.id("item")?, source(row)?);
        let quantity = row.get("quantity")?;
        sums.stands(
            Some(is),
            row.kept("node")?,
            row.coded("condition")?,
            quantity,
        );
        Ok(())
    })?;
    sums.apply(connection, &mut Tally::default())
}

/// Moves the sums of one row, and says what they were and are; a row that comes to nothing but zeros ends.
fn move_row<const N: usize>(
    connection: &Connection,
    [held, set, end]: [&str; 3],
    key: Params<'_>,
    columns: [&str; N],
    by: [i64; N],
) -> Result<([i64; N], [i64; N]), StoreError> {
    if by == [0; N] {
        return Ok((by, by));
    }
    let held = first(connection, held, key, |row| {
        let mut sums = [0; N];
        for (at, sum) in sums.iter_mut().enumerate() {
            *sum = row.get(at)?;
        }
        Ok(sums)
    })?;
    let before = held.unwrap_or([0; N]);
    let sums = plus(before, by);
    if sums == [0; N] {
        run(connection, end, key)?;
        return Ok((before, sums));
    }
    let values = columns.iter().zip(&sums);
    let values = values.map(|(column, sum)| (*column, sum as &dyn ToSql));
    let params: Vec<_> = key.iter().copied().chain(values).collect();
    run(connection, set, &params)?;
    Ok((before, sums))
}

fn plus<const N: usize>(held: [i64; N], by: [i64; N]) -> [i64; N] {
    let mut sums = held;
    for (sum, by) in sums.iter_mut().zip(by) {
        *sum = sum.wrapping_add(by);
    }
    sums
}

/// Which item a lot is of and whose it was, as far as is known.
pub(super) fn is(
    connection: &Connection,
    lot: LotId,
) -> Result<Option<(ItemId, Option<Source>)>, StoreError> {
    first(
        connection,
        IS,
        named_params! { ":lot": lot.blob() },
        |row| Ok((row.id("item")?, source(row)?)),
    )
}

/// What documents give to the sums, taken down before their rows change.
pub(super) struct Folding {
    documents: BTreeSet<DocumentId>,
    deltas: Deltas,
}

impl Folding {
    /// Of a document, and of the receipt that it links to a dispatch: what came from another site no donor gave again.
    pub(super) fn begin(
        connection: &Connection,
        id: DocumentId,
        held: &[Held],
    ) -> Result<Self, StoreError> {
        let mut documents = BTreeSet::from([id]);
        for one in held {
            if let Body::ReceiptMatchedToDispatch(body) = &one.stamped.body {
                documents.insert(body.receipt.into());
            }
        }
        let mut deltas = Deltas::default();
        for document in &documents {
            deltas.document(connection, *document, -1)?;
        }
        Ok(Self { documents, deltas })
    }

    /// Moves the sums by what is different now.
    pub(super) fn end(mut self, connection: &Connection) -> Result<(), StoreError> {
        for document in self.documents {
            self.deltas.document(connection, document, 1)?;
        }
        self.deltas.apply_and_keep(connection)
    }
}

/// A lot turns out to be another item's or another source's.
pub(super) struct Turning {
    lot: LotId,
    issues: BTreeSet<DocumentId>,
    deltas: Deltas,
}

impl Turning {
    /// Before its row changes.
    pub(super) fn begin(connection: &Connection, lot: LotId) -> Result<Self, StoreError> {
        let params = named_params! { ":lot": lot.blob() };
        let issues = rows(connection, ISSUES_OF, params, |row| row.id("id"))?;
        let mut turning = Self {
            lot,
            issues: issues.into_iter().collect(),
            deltas: Deltas::default(),
        };
        turning.take(connection, -1)?;
        Ok(turning)
    }

    /// After.
    pub(super) fn end(mut self, connection: &Connection) -> Result<(), StoreError> {
        self.take(connection, 1)?;
        self.deltas.apply_and_keep(connection)
    }

    fn take(&mut self, connection: &Connection, times: i64) -> Result<(), StoreError> {
        for issue in &self.issues {
            self.deltas.document(connection, *issue, times)?;
        }
        self.deltas.lot(connection, self.lot, times)
    }
}
