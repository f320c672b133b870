//! The matrix, and the documents behind each of its cells.
//!
//! What a newcomer gets wrong: what sites received, issued and hold is added up where documents are folded
//! (`projection::sums`), and only offers, acceptances and consignments are read line by line; a cell's documents are
//! always lines, of one donor and one item. A test holds the two together. An offer is made to the operation, not to a
//! site, and so is shown whole under any site.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use ledger::body::{DocumentKind, ParticipantKind};
use ledger::ids::{DocumentId, ItemGroupId, ItemId, PartyId, SiteId};
use ledger::quantity::Qualifier;
use rusqlite::named_params;

use crate::error::StoreError;
use crate::kept::{site_range, sites_range};
use crate::reads::Reads;
use crate::reads::records::Aliases;
use crate::row::{Columns, Id, rows, statements};
use crate::view::{
    CellDocument, CellDocuments, Figure, ItemGroupRow, ItemRow, Matrix, MatrixColumn, MatrixRow,
    PartyRow, RequestedRow,
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
    SUMS = "SELECT donor, item, good, damaged, short, receipts, provisional, issued, issues, openings, on_hand_good,
                   on_hand_damaged, on_hand_other, bought
            FROM matrix_sum WHERE site = :site";
}

/// Columns whose lines are few: those of papers, not of sites.
const PAPERS: [MatrixColumn; 4] = [
    MatrixColumn::Offered,
    MatrixColumn::Accepted,
    MatrixColumn::Dispatched,
    MatrixColumn::InTransit,
];

/// Donor, group and item of a row.
type Key = (PartyId, Option<ItemGroupId>, Option<ItemId>);

/// What of it was given, and in a row of its own what the same party sold.
type RowKey = (Key, bool);

struct Line {
    key: Key,
    document: DocumentId,
    quantity: Option<i64>,
    qualifier: Qualifier,
    provisional: bool,
}

/// What is known of one figure while it is added up.
#[derive(Default)]
struct Cell {
    value: Option<i64>,
    qualifiers: BTreeSet<Qualifier>,
}

impl Cell {
    fn take(&mut self, quantity: Option<i64>, qualifier: Qualifier) {
        if let Some(quantity) = quantity {
            self.value = Some(self.value.unwrap_or(0).saturating_add(quantity));
        }
        self.qualifiers.insert(qualifier);
    }

    /// A sum that rests on documents, or on none.
    fn sum(&mut self, value: i64, documents: i64) {
        if value == 0 && documents == 0 {
            return;
        }
        self.value = Some(self.value.unwrap_or(0).saturating_add(value));
        self.qualifiers.insert(Qualifier::Exact);
    }

    fn figure(&self) -> Figure {
        Figure {
            value: self.value,
            qualifiers: self.qualifiers.iter().copied().collect(),
        }
    }
}

#[derive(Default)]
struct RowCells {
    offered: Cell,
    accepted: Cell,
    dispatched: Cell,
    in_transit: Cell,
    good: Cell,
    damaged: Cell,
    short: Cell,
    issued: Cell,
    on_hand_good: Cell,
    on_hand_damaged: Cell,
    provisional: bool,
}

impl RowCells {
    fn take(&mut self, column: MatrixColumn, line: &Line) {
        let cell = match column {
            MatrixColumn::Offered => &mut self.offered,
            MatrixColumn::Accepted => &mut self.accepted,
            MatrixColumn::Dispatched => &mut self.dispatched,
            MatrixColumn::InTransit => &mut self.in_transit,
            MatrixColumn::Good => &mut self.good,
            MatrixColumn::Damaged => &mut self.damaged,
            MatrixColumn::Short => &mut self.short,
            MatrixColumn::Issued => &mut self.issued,
            MatrixColumn::OnHandGood => &mut self.on_hand_good,
            MatrixColumn::OnHandDamaged => &mut self.on_hand_damaged,
        };
        cell.take(line.quantity, line.qualifier);
        self.provisional |= line.provisional;
    }
}

/// What rows are called, and in which order they stand.
struct Names<'a> {
    parties: HashMap<PartyId, (usize, &'a PartyRow)>,
    items: HashMap<ItemId, (usize, &'a ItemRow)>,
    groups: HashMap<ItemGroupId, &'a ItemGroupRow>,
}

impl<'a> Names<'a> {
    fn of(parties: &'a [PartyRow], items: &'a [ItemRow], groups: &'a [ItemGroupRow]) -> Self {
        let ranked = |(rank, row): (usize, &'a PartyRow)| (row.id, (rank, row));
        Self {
            parties: parties.iter().enumerate().map(ranked).collect(),
            items: items
                .iter()
                .enumerate()
                .map(|(rank, row)| (row.id, (rank, row)))
                .collect(),
            groups: groups.iter().map(|row| (row.id, row)).collect(),
        }
    }

    /// What was bought stands after everything that was given.
    fn rank(&self, ((donor, group, item), bought): RowKey) -> impl Ord + use<> {
        let donor = self.parties.get(&donor).map(|(rank, _)| *rank);
        let item = item.and_then(|item| self.items.get(&item).map(|(rank, _)| *rank));
        (bought, donor, item, group)
    }
}

impl Reads<'_> {
    /// What was offered, accepted, received and issued, by donor and item; of one site, or of all.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn matrix(&self, site: Option<SiteId>) -> Result<Matrix, StoreError> {
        let (parties, items, groups) = (self.parties()?, self.items()?, self.item_groups()?);
        let names = Names::of(&parties, &items, &groups);
        let aliases = self.aliases()?;
        let mut by_key = self.summed(site, &names, &aliases)?;
        for column in PAPERS {
            for line in self.lines(column, site, None, &aliases)? {
                let key = (line.key, false);
                by_key.entry(key).or_default().take(column, &line);
            }
        }
        let mut keys: Vec<RowKey> = by_key.keys().copied().collect();
        keys.sort_by_cached_key(|key| names.rank(*key));
        let row_of = |key: &RowKey| by_key.get(key).map(|cells| row(*key, cells, &names));
        let donors: BTreeSet<PartyId> = keys
            .iter()
            .filter(|(_, bought)| !bought)
            .map(|((donor, _, _), _)| *donor)
            .collect();
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
            complete_to: self.position()?,
            unconfirmed: self.unconfirmed()?,
            requested: self.requested(site, &names, &aliases)?,
            rows: keys.iter().filter_map(row_of).collect(),
        })
    }

    /// What sites received, issued and hold.
    fn summed(
        &self,
        site: Option<SiteId>,
        names: &Names<'_>,
        aliases: &Aliases,
    ) -> Result<BTreeMap<RowKey, RowCells>, StoreError> {
        let site = site.map(|site| site.blob().to_vec()).unwrap_or_default();
        let mut by_key: BTreeMap<RowKey, RowCells> = BTreeMap::new();
        let sums = rows(
            self.connection,
            SUMS,
            named_params! { ":site": site },
            |row| {
                let mut sums = [0_i64; 11];
                for (at, sum) in sums.iter_mut().enumerate() {
                    *sum = row.get(at + 2)?;
                }
                let bought: bool = row.get("bought")?;
                Ok((row.id("donor")?, row.id::<ItemId>("item")?, sums, bought))
            },
        )?;
        for (donor, item, sums, bought) in sums {
            let group = names.items.get(&item).map(|(_, row)| row.group);
            let key = aliases.resolved((donor, group, Some(item)));
            let row = by_key.entry((key, bought)).or_default();
            let [
                good,
                damaged,
                short,
                receipts,
                provisional,
                issued,
                issues,
                openings,
                on_hand_good,
                on_hand_damaged,
                on_hand_other,
            ] = sums;
            for (cell, units) in [
                (&mut row.good, good),
                (&mut row.damaged, damaged),
                (&mut row.short, short),
            ] {
                cell.sum(units, receipts);
            }
            row.issued.sum(issued, issues);
            // Goods that are used up count as 0, goods that never were, not at all.
            let stands = [on_hand_good, on_hand_damaged, on_hand_other];
            let touched = issues != 0 || stands.iter().any(|units| *units != 0);
            let known = receipts.saturating_add(openings).max(i64::from(touched));
            row.on_hand_good.sum(on_hand_good, known);
            row.on_hand_damaged.sum(on_hand_damaged, known);
            row.provisional |= provisional != 0;
        }
        Ok(by_key)
    }

    /// The newest documents behind one cell, each with what it contributes. `bought`: of the row of what the party sold.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn matrix_cell(
        &self,
        site: Option<SiteId>,
        donor: PartyId,
        group: Option<ItemGroupId>,
        item: Option<ItemId>,
        bought: bool,
        column: MatrixColumn,
    ) -> Result<CellDocuments, StoreError> {
        let aliases = self.aliases()?;
        let mut found: BTreeMap<DocumentId, Cell> = BTreeMap::new();
        // Nobody offers, accepts or announces what is bought.
        if bought && PAPERS.contains(&column) {
            return Ok(CellDocuments {
                total: 0,
                documents: Vec::new(),
            });
        }
        for (of_donor, of_item) in aliases.members(donor, item) {
            for line in self.lines(column, site, Some((of_donor, of_item, bought)), &aliases)? {
                // A row that names an item is found by it alone, whatever the caller knows of its group.
                let same_group = item.is_some() || line.key.1 == group;
                if line.key.0 == donor && line.key.2 == item && same_group {
                    let cell = found.entry(line.document).or_default();
                    cell.take(line.quantity, line.qualifier);
                }
            }
            if PAPERS.contains(&column) {
                break;
            }
        }
        let newest = self.newest_of(found.keys().copied(), kind(column))?;
        let documents = newest.into_iter().filter_map(|document| {
            let cell = found.get(&document.id)?;
            Some(CellDocument {
                document,
                quantity: cell.value,
                qualifiers: cell.qualifiers.iter().copied().collect(),
            })
        });
        Ok(CellDocuments {
            total: u32::try_from(found.len()).unwrap_or(u32::MAX),
            documents: documents.collect(),
        })
    }

    fn requested(
        &self,
        site: Option<SiteId>,
        names: &Names<'_>,
        aliases: &Aliases,
    ) -> Result<Vec<RequestedRow>, StoreError> {
        type Wanted = (Option<ItemGroupId>, Option<ItemId>, Option<String>);
        let params = named_params! { ":site": site.map(Id::blob) };
        let lines = rows(self.connection, REQUESTED, params, |row| {
            let key: Wanted = (
                row.maybe_id("group_id")?,
                row.maybe_id("item")?,
                row.get("text")?,
            );
            let stated = (row.get("quantity")?, row.word("qualifier")?);
            Ok((key, row.id::<DocumentId>("document")?, stated))
        })?;
        let mut found: BTreeMap<Wanted, (Cell, BTreeSet<DocumentId>)> = BTreeMap::new();
        for ((group, item, text), document, (quantity, qualifier)) in lines {
            let merged = item.and_then(|item| aliases.items.get(&item));
            let key = match merged {
                Some((item, group)) => (Some(*group), Some(*item), text),
                None => (group, item, text),
            };
            let (cell, requests) = found.entry(key).or_default();
            cell.take(quantity, qualifier);
            requests.insert(document);
        }
        let row =
            |((group, item, text), (cell, requests)): (Wanted, (Cell, BTreeSet<_>))| RequestedRow {
                group,
                group_names: group
                    .and_then(|id| names.groups.get(&id))
                    .map(|one| one.names.clone()),
                item,
                item_names: item
                    .and_then(|id| names.items.get(&id))
                    .map(|(_, one)| one.names.clone()),
                text,
                requested: cell.figure(),
                requests: u32::try_from(requests.len()).unwrap_or(u32::MAX),
            };
        Ok(found.into_iter().map(row).collect())
    }

    /// Lines of a column; of those that sites write, of one donor and item.
    fn lines(
        &self,
        column: MatrixColumn,
        site: Option<SiteId>,
        of: Option<(PartyId, Option<ItemId>, bool)>,
        aliases: &Aliases,
    ) -> Result<Vec<Line>, StoreError> {
        let site_id = site.map(Id::blob);
        let (node, last) = site.map_or_else(sites_range, site_range);
        let donor = of.map(|(donor, _, _)| donor.blob());
        let item = of.and_then(|(_, item, _)| item).map(Id::blob);
        let bought = of.is_some_and(|(_, _, bought)| bought);
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
                qualifier: row.word("qualifier")?,
                provisional: row.get("provisional")?,
            })
        };
        let of_papers = |sql| {
            let params = named_params! { ":site": site_id };
            rows(self.connection, sql, params, read)
        };
        let of_sites = |sql| {
            let params = named_params! { ":site": site_id, ":donor": donor, ":item": item, ":bought": bought };
            rows(self.connection, sql, params, read)
        };
        let of_stock = |sql| {
            let params = named_params! {
                ":site": site_id, ":donor": donor, ":item": item, ":bought": bought, ":node": node,
                ":last": last,
            };
            rows(self.connection, sql, params, read)
        };
        match column {
            MatrixColumn::Offered => rows(self.connection, OFFERED, &[], read),
            MatrixColumn::Accepted => of_papers(ACCEPTED),
            MatrixColumn::Dispatched => of_papers(DISPATCHED),
            MatrixColumn::InTransit => of_papers(IN_TRANSIT),
            MatrixColumn::Good => of_sites(GOOD),
            MatrixColumn::Damaged => of_sites(DAMAGED),
            MatrixColumn::Short => of_sites(SHORT),
            MatrixColumn::Issued => of_sites(ISSUED),
            MatrixColumn::OnHandGood => of_stock(ON_HAND_GOOD),
            MatrixColumn::OnHandDamaged => of_stock(ON_HAND_DAMAGED),
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

fn row(((donor, group, item), bought): RowKey, row: &RowCells, names: &Names<'_>) -> MatrixRow {
    let party = names.parties.get(&donor).map(|(_, party)| *party);
    let of_item = item
        .and_then(|id| names.items.get(&id))
        .map(|(_, item)| *item);
    let of_group = group.and_then(|id| names.groups.get(&id));
    MatrixRow {
        donor,
        bought,
        donor_names: party.map(|party| party.names.clone()).unwrap_or_default(),
        group,
        group_names: of_group.map(|one| one.names.clone()),
        item,
        item_names: of_item.map(|one| one.names.clone()),
        unit: of_item.map(|one| one.unit),
        offered: row.offered.figure(),
        accepted: row.accepted.figure(),
        good: row.good.figure(),
        damaged: row.damaged.figure(),
        short: row.short.figure(),
        issued: row.issued.figure(),
        on_hand_good: row.on_hand_good.figure(),
        on_hand_damaged: row.on_hand_damaged.figure(),
        dispatched: row.dispatched.figure(),
        in_transit: row.in_transit.figure(),
        provisional: row.provisional,
    }
}
