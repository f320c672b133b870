//! The matrix, and the documents behind each of its cells.
//!
//! What a newcomer gets wrong: one statement a column gives one row a document line; the cell and its documents come
//! from the same rows, so that they cannot disagree. An offer is made to the operation, not to a site, and so is shown
//! whole under any site.

use std::collections::{BTreeMap, BTreeSet};

use ledger::body::{DocumentKind, ParticipantKind};
use ledger::ids::{DocumentId, ItemGroupId, ItemId, PartyId, SiteId};
use ledger::posting::Node;
use rusqlite::named_params;

use crate::error::StoreError;
use crate::reads::Reads;
use crate::row::{Columns, Id, rows, signed, statements};
use crate::view::{
    CellDocument, Figure, ItemGroupRow, ItemRow, Matrix, MatrixColumn, MatrixRow, PartyRow,
    RequestedRow,
};

statements! {
    OFFERED = include_str!("matrix_offered.sql");
    ACCEPTED = include_str!("matrix_accepted.sql");
    GOOD = include_str!("matrix_good.sql");
    DAMAGED = include_str!("matrix_damaged.sql");
    SHORT = include_str!("matrix_short.sql");
    ISSUED = include_str!("matrix_issued.sql");
    ON_HAND_GOOD = include_str!("matrix_on_hand_good.sql");
    ON_HAND_DAMAGED = include_str!("matrix_on_hand_damaged.sql");
    DISPATCHED = include_str!("matrix_dispatched.sql");
    IN_TRANSIT = include_str!("matrix_in_transit.sql");
    REQUESTED = include_str!("matrix_requested.sql");
}

const COLUMNS: [MatrixColumn; 10] = [
    MatrixColumn::Offered,
    MatrixColumn::Accepted,
    MatrixColumn::Good,
    MatrixColumn::Damaged,
    MatrixColumn::Short,
    MatrixColumn::Issued,
    MatrixColumn::OnHandGood,
    MatrixColumn::OnHandDamaged,
    MatrixColumn::Dispatched,
    MatrixColumn::InTransit,
];

/// Donor, group and item of a row.
type Key = (PartyId, Option<ItemGroupId>, Option<ItemId>);

struct Line {
    key: Key,
    document: DocumentId,
    quantity: Option<i64>,
    provisional: bool,
}

#[derive(Default)]
struct Cell {
    value: Option<i64>,
    not_stated: bool,
    documents: BTreeSet<DocumentId>,
}

impl Cell {
    fn add(&mut self, line: &Line) {
        self.take(line.document, line.quantity);
    }

    fn take(&mut self, document: DocumentId, quantity: Option<i64>) {
        match quantity {
            Some(quantity) => self.value = Some(self.value.unwrap_or(0).saturating_add(quantity)),
            None => self.not_stated = true,
        }
        self.documents.insert(document);
    }

    fn figure(&self) -> Figure {
        Figure {
            value: self.value,
            more_not_stated: self.value.is_some() && self.not_stated,
            documents: u32::try_from(self.documents.len()).unwrap_or(u32::MAX),
        }
    }
}

#[derive(Default)]
struct RowCells {
    cells: [Cell; 10],
    provisional: bool,
}

impl Reads<'_> {
    /// What was offered, accepted, received and issued, by donor and item; of one site, or of all.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn matrix(&self, site: Option<SiteId>) -> Result<Matrix, StoreError> {
        let mut by_key: BTreeMap<Key, RowCells> = BTreeMap::new();
        for (column, at) in COLUMNS.into_iter().zip(0..) {
            for line in self.lines(column, site)? {
                let row = by_key.entry(line.key).or_default();
                row.provisional |= line.provisional;
                row.cells[at].add(&line);
            }
        }
        let parties = self.parties()?;
        let (items, groups) = (self.items()?, self.item_groups()?);
        let mut rows: Vec<MatrixRow> = by_key
            .iter()
            .map(|(key, cells)| row(*key, cells, &parties, &items, &groups))
            .collect();
        let rank = |id: PartyId| parties.iter().position(|party| party.id == id);
        let item_rank = |id: Option<ItemId>| items.iter().position(|item| Some(item.id) == id);
        rows.sort_by_key(|row| (rank(row.donor), item_rank(row.item), row.group));
        let donors: BTreeSet<PartyId> = rows.iter().map(|row| row.donor).collect();
        let of_kind = |kind| {
            let found = parties
                .iter()
                .filter(|party| donors.contains(&party.id) && party.kind == kind);
            u32::try_from(found.count()).unwrap_or(u32::MAX)
        };
        Ok(Matrix {
            donors: u32::try_from(donors.len()).unwrap_or(u32::MAX),
            member_states: of_kind(ParticipantKind::MemberState),
            participating_states: of_kind(ParticipantKind::ParticipatingState),
            complete_to: signed(self.complete_to()?),
            unconfirmed: self.unconfirmed()?,
            requested: self.requested(site, &items, &groups)?,
            rows,
        })
    }

    /// The documents behind one cell, each with what it contributes.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn matrix_cell(
        &self,
        site: Option<SiteId>,
        donor: PartyId,
        group: Option<ItemGroupId>,
        item: Option<ItemId>,
        column: MatrixColumn,
    ) -> Result<Vec<CellDocument>, StoreError> {
        let mut found: BTreeMap<DocumentId, Option<i64>> = BTreeMap::new();
        for line in self.lines(column, site)? {
            // A row that names an item is found by it alone, whatever the caller knows of its group.
            let same_group = item.is_some() || line.key.1 == group;
            if line.key.0 == donor && line.key.2 == item && same_group {
                let sum = found.entry(line.document).or_default();
                *sum = match (*sum, line.quantity) {
                    (Some(one), Some(other)) => Some(one.saturating_add(other)),
                    (one, other) => one.or(other),
                };
            }
        }
        let mut documents = Vec::with_capacity(found.len());
        for (id, quantity) in found {
            let document = match kind(column) {
                Some(kind) => self.document_of(id, kind)?,
                None => self.document(id)?,
            };
            if let Some(document) = document {
                documents.push(CellDocument { document, quantity });
            }
        }
        documents.sort_by(|one, other| one.document.occurred_on.cmp(&other.document.occurred_on));
        Ok(documents)
    }

    fn requested(
        &self,
        site: Option<SiteId>,
        items: &[ItemRow],
        groups: &[ItemGroupRow],
    ) -> Result<Vec<RequestedRow>, StoreError> {
        type Wanted = (Option<ItemGroupId>, Option<ItemId>, Option<String>);
        let params = named_params! { ":site": site.map(Id::blob) };
        let lines = rows(self.connection, REQUESTED, params, |row| {
            let key: Wanted = (
                row.maybe_id("group_id")?,
                row.maybe_id("item")?,
                row.get("text")?,
            );
            Ok((key, row.id::<DocumentId>("document")?, row.get("quantity")?))
        })?;
        let mut found: BTreeMap<Wanted, Cell> = BTreeMap::new();
        for (key, document, quantity) in lines {
            found.entry(key).or_default().take(document, quantity);
        }
        let row = |((group, item, text), cell): (Wanted, Cell)| RequestedRow {
            group,
            group_names: groups
                .iter()
                .find(|one| Some(one.id) == group)
                .map(|one| one.names.clone()),
            item,
            item_names: items
                .iter()
                .find(|one| Some(one.id) == item)
                .map(|one| one.names.clone()),
            text,
            requested: cell.figure(),
        };
        Ok(found.into_iter().map(row).collect())
    }

    fn lines(&self, column: MatrixColumn, site: Option<SiteId>) -> Result<Vec<Line>, StoreError> {
        let site_id = site.map(Id::blob);
        let (node, last) = site.map(Node::site_range).unzip();
        let aliases = self.aliases()?;
        let read = |row: &rusqlite::Row<'_>| {
            let key = (
                row.id("donor")?,
                row.maybe_id("group_id")?,
                row.maybe_id("item")?,
            );
            Ok(Line {
                key: aliases.resolved(key),
                document: row.id("document")?,
                quantity: row.get("quantity")?,
                provisional: row.get("provisional")?,
            })
        };
        let by_site = |sql| {
            rows(
                self.connection,
                sql,
                named_params! { ":site": site_id },
                read,
            )
        };
        let by_node = |sql| {
            rows(
                self.connection,
                sql,
                named_params! { ":site": site_id, ":node": node, ":last": last },
                read,
            )
        };
        match column {
            MatrixColumn::Offered => rows(self.connection, OFFERED, &[], read),
            MatrixColumn::Accepted => by_site(ACCEPTED),
            MatrixColumn::Good => by_site(GOOD),
            MatrixColumn::Damaged => by_site(DAMAGED),
            MatrixColumn::Short => by_site(SHORT),
            MatrixColumn::Issued => by_site(ISSUED),
            MatrixColumn::OnHandGood => by_node(ON_HAND_GOOD),
            MatrixColumn::OnHandDamaged => by_node(ON_HAND_DAMAGED),
            MatrixColumn::Dispatched => by_site(DISPATCHED),
            MatrixColumn::InTransit => by_site(IN_TRANSIT),
        }
    }
}

/// Which documents a column opens; what is on hand began in documents of several kinds.
fn kind(column: MatrixColumn) -> Option<DocumentKind> {
    match column {
        MatrixColumn::Offered => Some(DocumentKind::Offer),
        MatrixColumn::Accepted => Some(DocumentKind::Acceptance),
        MatrixColumn::Issued => Some(DocumentKind::Issue),
        MatrixColumn::Dispatched | MatrixColumn::InTransit => Some(DocumentKind::Consignment),
        MatrixColumn::Good | MatrixColumn::Damaged | MatrixColumn::Short => {
            Some(DocumentKind::Receipt)
        }
        MatrixColumn::OnHandGood | MatrixColumn::OnHandDamaged => None,
    }
}

fn row(
    (donor, group, item): Key,
    row: &RowCells,
    parties: &[PartyRow],
    items: &[ItemRow],
    groups: &[ItemGroupRow],
) -> MatrixRow {
    let party = parties.iter().find(|party| party.id == donor);
    let of_item = items.iter().find(|one| Some(one.id) == item);
    let of_group = groups.iter().find(|one| Some(one.id) == group);
    let [
        offered,
        accepted,
        good,
        damaged,
        short,
        issued,
        on_hand_good,
        on_hand_damaged,
        dispatched,
        in_transit,
    ] = row.cells.each_ref().map(Cell::figure);
    MatrixRow {
        donor,
        donor_names: party.map(|party| party.names.clone()).unwrap_or_default(),
        group,
        group_names: of_group.map(|one| one.names.clone()),
        item,
        item_names: of_item.map(|one| one.names.clone()),
        unit: of_item.map(|one| one.unit),
        offered,
        accepted,
        good,
        damaged,
        short,
        issued,
        on_hand_good,
        on_hand_damaged,
        dispatched,
        in_transit,
        provisional: row.provisional,
    }
}
