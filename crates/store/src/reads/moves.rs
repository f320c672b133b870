//! Plain movements opened, and the way of lots: where they went, where they are, what has to come back.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ledger::body::{Body, DocumentKind, LimitKind, MoveHow, StockMoveLine, StockMoved};
use ledger::fold::{DocumentState, PlainState, Unit};
use ledger::ids::{DocumentId, ItemId, LotId, PartyId, PersonId, SiteId, StockMoveId};
use ledger::posting::{Condition, Node};
use rusqlite::{Row, named_params};

use super::goods::item_columns;
use crate::error::StoreError;
use crate::kept::Kept;
use crate::reads::Reads;
use crate::row::{Columns, Id, first, rows, statements, word};
use crate::total_units::total_units;
use crate::view::{
    DonorLot, LimitRow, LotTrace, LotView, NodeBalance, NodeKind, NodeView, OutRow, ReturnKind,
    ReturnableRow, StockMoveLineView, StockMoveView, TraceRow,
};

statements! {
    LOT = concat!(include_str!("lots.sql"), " WHERE lot.lot = :lot");
    OF_DONOR = concat!(include_str!("lots.sql"),
        " WHERE (lot.donor = :donor OR lot.supplier = :donor) AND EXISTS (SELECT 1 FROM balance WHERE balance.lot = lot.lot)
          ORDER BY item.code, lot.received_on, lot.lot");
    TRACE = include_str!("lot_trace.sql");
    NOW = "SELECT node, condition, quantity FROM balance WHERE lot = :lot ORDER BY node, condition";
    OUT = "SELECT lot, quantity FROM balance
           WHERE node = :node AND node NOT BETWEEN x'04' AND x'05' AND condition = 0 /* GOOD */ AND quantity > 0 ORDER BY lot";
    BORROWERS = "SELECT DISTINCT party FROM loan WHERE stage = 'posted' AND site = :site ORDER BY party";
    LOANED = include_str!("loaned_lots.sql");
    LOANS = "SELECT loan.document, loan.party, loan.due_on, loan_line.lot, loan_line.quantity, document.number
             FROM loan
             JOIN loan_line ON loan_line.document = loan.document
             JOIN document ON document.id = loan.document AND document.kind = 'stock_move'
             WHERE loan.stage = 'posted' AND (:site IS NULL OR loan.site = :site)
             ORDER BY loan.due_on, loan.document, loan_line.n";
    PARTY_HEAD = "SELECT at FROM canonical WHERE id = :party";
    LIMIT = "SELECT units FROM approval_limit WHERE kind = :kind";
}

/// A loan that a site made, of one lot.
struct Loan {
    document: DocumentId,
    number: String,
    party: PartyId,
    due_on: String,
    lot: LotId,
    quantity: i64,
}

impl Reads<'_> {
    /// A plain movement opened.
    ///
    /// # Errors
    /// That the file cannot be read; so for every function here.
    pub fn stock_move(&self, id: StockMoveId) -> Result<Option<StockMoveView>, StoreError> {
        let opened = self.opened(id.into(), DocumentKind::StockMove)?;
        let Some(((document, entry), DocumentState::Plain(state))) =
            opened.zip(self.document_state(id.into())?)
        else {
            return Ok(None);
        };
        let PlainState {
            posted: Some((_, Body::StockMoved(body))),
            approved,
            ..
        } = *state
        else {
            return Ok(None);
        };
        let posted = self.posted(id.into())?;
        let person = |id: PersonId| self.person(id);
        let approver = approved.map(|one| person(one.person)).transpose()?;
        let mut view = StockMoveView {
            document,
            entry,
            id,
            how: body.how.kind(),
            reason: posted.and_then(|posted| posted.reason),
            to_place: None,
            to_condition: None,
            point_name: None,
            from_party_names: None,
            due_on: None,
            cause: None,
            paper: None,
            needs_approval: ledger::fold::StockDocument::needs_approval(&body),
            approved_by_name: approver.map(|row| row.map(|row| row.name).unwrap_or_default()),
            reversal_reason: self.reversal_reason(id.into(), DocumentKind::StockMove)?,
            lines: Vec::with_capacity(body.lines.len()),
        };
        for line in &body.lines {
            view.lines.push(self.move_line(line)?);
        }
        self.tell_how(&body, &mut view)?;
        Ok(Some(view))
    }

    /// What only this kind of movement says.
    fn tell_how(&self, body: &StockMoved, view: &mut StockMoveView) -> Result<(), StoreError> {
        match &body.how {
            MoveHow::InternalMove { to } => {
                let place = to.map(|to| self.place(to)).transpose()?.flatten();
                view.to_place = place.map(|(_, place)| place.name);
            }
            MoveHow::ConditionChange { to } => view.to_condition = Some(*to),
            MoveHow::ReturnFromUser { point } => {
                view.point_name = self.point(*point)?.map(|(_, point)| point.name);
            }
            MoveHow::LoanOut { due_on, .. } => view.due_on = Some(due_on.to_string()),
            MoveHow::Loss { cause, report } => {
                view.cause = Some(*cause);
                view.paper = Some(report.clone());
            }
            MoveHow::Disposal { certificate } => view.paper = Some(certificate.clone()),
            MoveHow::OwnershipChange {
                from, certificate, ..
            } => {
                view.from_party_names = self.party(*from)?.map(|party| party.names);
                view.paper = Some(certificate.clone());
            }
            MoveHow::Consumption
            | MoveHow::ReturnToDonor { .. }
            | MoveHow::LoanBack { .. }
            | MoveHow::Repack { .. } => {}
        }
        Ok(())
    }

    fn move_line(&self, line: &StockMoveLine) -> Result<StockMoveLineView, StoreError> {
        let item = self.item(line.item)?;
        let lot = self.lot_view(line.lot)?;
        let place = line.place.map(|id| self.place(id)).transpose()?.flatten();
        let (item_code, item_names, unit) = item.map_or_else(
            || {
                (
                    "?".to_owned(),
                    ledger::text::Names::new(),
                    ledger::body::Unit::Piece,
                )
            },
            |item| (item.code, item.names, item.unit),
        );
        let (donor_names, bought, origin_number) = lot
            .map(|lot| (lot.donor_names, lot.bought, lot.origin_number))
            .unwrap_or_default();
        Ok(StockMoveLineView {
            lot: line.lot,
            item: line.item,
            item_code,
            item_names,
            unit,
            place_name: place.map(|(_, place)| place.name),
            condition: line.condition,
            quantity: line.quantity,
            donor_names,
            bought,
            origin_number,
        })
    }

    /// What a lot is, as screens show it.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn lot_view(&self, lot: LotId) -> Result<Option<LotView>, StoreError> {
        let params = named_params! { ":lot": lot.blob() };
        first(self.connection, LOT, params, lot_view)
    }

    /// A lot with every document that moved it, oldest first, and where it is now.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn lot_trace(&self, lot: LotId) -> Result<Option<LotTrace>, StoreError> {
        let lot = self.canonical(lot)?;
        let Some(view) = self.lot_view(lot)? else {
            return Ok(None);
        };
        let came = self.came_packed(&Unit::Document(view.origin), lot)?;
        let params = named_params! { ":lot": lot.blob() };
        let found = rows(self.connection, TRACE, params, trace_row)?;
        let mut movements = Vec::with_capacity(found.len());
        for (mut row, from, to) in found {
            row.from = self.node_view(from)?;
            row.to = self.node_view(to)?;
            movements.push(row);
        }
        Ok(Some(LotTrace {
            title: self.title_view(lot)?,
            lot: view,
            came,
            movements,
            now: self.balances_of(lot)?,
        }))
    }

    /// Where a lot is now, by node and condition.
    pub(crate) fn nodes_of(&self, lot: LotId) -> Result<Vec<(Node, Condition, i64)>, StoreError> {
        let params = named_params! { ":lot": lot.blob() };
        rows(self.connection, NOW, params, |row| {
            let condition: Condition = row.coded("condition")?;
            Ok((row.kept("node")?, condition, row.get("quantity")?))
        })
    }

    fn balances_of(&self, lot: LotId) -> Result<Vec<NodeBalance>, StoreError> {
        self.in_words(self.nodes_of(lot)?)
    }

    fn in_words(&self, found: Vec<(Node, Condition, i64)>) -> Result<Vec<NodeBalance>, StoreError> {
        let view = |(node, condition, quantity)| {
            Ok(NodeBalance {
                node: self.node_view(node)?,
                condition,
                quantity,
            })
        };
        found.into_iter().map(view).collect()
    }

    /// Where everything a donor gave, or a supplier sold, is now, lot by lot; what was reversed is nowhere.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn donor_goods(&self, donor: PartyId) -> Result<Vec<DonorLot>, StoreError> {
        let params = named_params! { ":donor": donor.blob() };
        let lots = rows(self.connection, OF_DONOR, params, lot_view)?;
        let source = |one: &NodeBalance| {
            matches!(
                one.node.kind,
                NodeKind::Donor | NodeKind::Supplier | NodeKind::Unknown
            )
        };
        let changed = self.changed_hands()?;
        let head = self.party_head(donor)?;
        let names = self.party(head)?.map(|party| party.names);
        let names = names.unwrap_or_default();
        let of_lot = |lot: LotView| {
            let stands = self.nodes_of(lot.lot)?;
            let title = if changed.contains(&lot.lot) {
                self.title_view(lot.lot)?
            } else {
                self.title_of_unchanged(&lot, (head, &names), &stands)?
            };
            let (from, places): (Vec<_>, Vec<_>) =
                self.in_words(stands)?.into_iter().partition(source);
            let given = -total_units(from.iter().map(|one| one.quantity));
            Ok(DonorLot {
                title,
                lot,
                given,
                places,
            })
        };
        lots.into_iter().map(of_lot).collect()
    }

    /// Goods of a site that are with users or partners.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn goods_out(&self, site: SiteId) -> Result<Vec<OutRow>, StoreError> {
        let params = named_params! { ":site": site.blob() };
        let borrowers = rows(self.connection, BORROWERS, params, |row| {
            row.id::<PartyId>("party")
        })?;
        let points = self.site(site)?.map(|site| site.points).unwrap_or_default();
        let nodes = points
            .into_iter()
            .map(|point| Node::Distributed(point.id))
            .chain(borrowers.into_iter().map(Node::Partner));
        let mut out = Vec::new();
        for node in nodes {
            let params = named_params! { ":node": node.kept() };
            let held: Vec<(LotId, i64)> = rows(self.connection, OUT, params, |row| {
                Ok((row.id("lot")?, row.get("quantity")?))
            })?;
            for (lot, quantity) in held {
                let view = self.node_view(node)?;
                out.extend(self.lot_view(lot)?.map(|lot| OutRow {
                    lot,
                    kind: view.kind,
                    point: point_of(node),
                    party: party_of(node),
                    names: view.names,
                    quantity,
                }));
            }
        }
        Ok(out)
    }

    /// What has to come back to a site, or go back to a donor; the earliest due date first. `site`: loans of one site.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn returnables(&self, site: Option<SiteId>) -> Result<Vec<ReturnableRow>, StoreError> {
        let mut found = self.lent_out(site)?;
        let loaned: Vec<(LotId, i64)> = rows(self.connection, LOANED, &[], |row| {
            Ok((row.id("lot")?, row.get("quantity")?))
        })?;
        for (lot, loaned) in loaned {
            let Some(view) = self.lot_view(lot)? else {
                continue;
            };
            let Some(donor) = view.donor.filter(|_| !view.bought) else {
                continue;
            };
            let outstanding = self.kept_of(view.lot, donor)?.min(loaned);
            if outstanding > 0 {
                found.push(ReturnableRow {
                    kind: ReturnKind::OwedToDonor,
                    party: donor,
                    party_names: view.donor_names.clone(),
                    due_on: None,
                    document: view.origin,
                    document_kind: view.origin_kind,
                    number: view.origin_number.clone(),
                    lot: view,
                    outstanding,
                });
            }
        }
        found.sort_by(|one, other| {
            let key = |row: &ReturnableRow| (row.due_on.is_none(), row.due_on.clone(), row.party);
            key(one).cmp(&key(other))
        });
        Ok(found)
    }

    /// What a donor gave of a lot less what went back to that donor, or to who took it over since, whichever condition it
    /// is in. What was handed to somebody else, as a computer of an older version could write, is still owed.
    pub(super) fn kept_of(&self, lot: LotId, donor: PartyId) -> Result<i64, StoreError> {
        let mut owners = vec![self.party_head(donor)?];
        for owner in self.took_over(lot)? {
            owners.push(self.party_head(owner)?);
        }
        let mut moved = Vec::new();
        for (node, _, quantity) in self.nodes_of(lot)? {
            let counts = match node {
                Node::Donor(_) => true,
                Node::Returned(party) => owners.contains(&self.party_head(party)?),
                Node::Site(_)
                | Node::Place(..)
                | Node::Supplier(_)
                | Node::UnknownSource
                | Node::Transit(_)
                | Node::Distributed(_)
                | Node::Consumed(_)
                | Node::Loss(_)
                | Node::Disposed(_)
                | Node::Variance(_)
                | Node::Partner(_)
                | Node::KitWork(_) => false,
            };
            moved.extend(counts.then_some(quantity));
        }
        Ok(-total_units(moved))
    }

    /// The record that a party comes to in the end; itself where it stands for no other.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn party_head(&self, party: PartyId) -> Result<PartyId, StoreError> {
        let params = named_params! { ":party": party.blob() };
        let found = first(self.connection, PARTY_HEAD, params, |row| row.id("at"))?;
        Ok(found.unwrap_or(party))
    }

    /// Loans with what is still out; what came back answers the loans that were due first.
    pub(super) fn lent_out(&self, site: Option<SiteId>) -> Result<Vec<ReturnableRow>, StoreError> {
        let params = named_params! { ":site": site.map(Id::blob) };
        let loans = rows(self.connection, LOANS, params, |row| {
            Ok(Loan {
                document: row.id("document")?,
                number: row.get("number")?,
                party: row.id("party")?,
                due_on: row.get("due_on")?,
                lot: row.id("lot")?,
                quantity: row.get("quantity")?,
            })
        })?;
        let mut out: BTreeMap<(PartyId, LotId), i64> = BTreeMap::new();
        let mut found = Vec::new();
        for loan in loans.iter().rev() {
            let lot = self.canonical(loan.lot)?;
            let left = match out.get(&(loan.party, lot)) {
                Some(left) => *left,
                None => self.balance(lot, Node::Partner(loan.party), Condition::Good)?,
            };
            let outstanding = left.min(loan.quantity).max(0);
            out.insert((loan.party, lot), left - outstanding);
            let Some(view) = self.lot_view(lot)?.filter(|_| outstanding > 0) else {
                continue;
            };
            let party = self.party(loan.party)?;
            found.push(ReturnableRow {
                kind: ReturnKind::LentOut,
                party: loan.party,
                party_names: party.map(|party| party.names).unwrap_or_default(),
                due_on: Some(loan.due_on.clone()),
                document: loan.document,
                document_kind: DocumentKind::StockMove,
                number: loan.number.clone(),
                lot: view,
                outstanding,
            });
        }
        Ok(found)
    }

    /// The limit up to which one person is enough; `None`: none is set.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn limit(&self, kind: LimitKind) -> Result<Option<i64>, StoreError> {
        let params = named_params! { ":kind": word(&kind) };
        first(self.connection, LIMIT, params, |row| row.get("units"))
    }

    /// Every limit there can be.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn limits(&self) -> Result<Vec<LimitRow>, StoreError> {
        let row = |kind: &LimitKind| {
            Ok(LimitRow {
                kind: *kind,
                units: self.limit(*kind)?,
            })
        };
        LimitKind::ALL.iter().map(row).collect()
    }

    /// A node in words.
    pub(crate) fn node_view(&self, node: Node) -> Result<NodeView, StoreError> {
        let place = node.place().map(|id| self.place(id)).transpose()?.flatten();
        Ok(NodeView {
            kind: kind_of(node),
            names: self.node_names(node)?,
            site: node.site(),
            place_name: place.map(|(_, place)| place.name),
            cause: if let Node::Loss(cause) = node {
                Some(cause)
            } else {
                None
            },
        })
    }
}

fn kind_of(node: Node) -> NodeKind {
    match node {
        Node::Site(_) | Node::Place(..) => NodeKind::Site,
        Node::Donor(_) => NodeKind::Donor,
        Node::Supplier(_) => NodeKind::Supplier,
        Node::UnknownSource => NodeKind::Unknown,
        Node::Transit(_) => NodeKind::Transit,
        Node::Distributed(_) => NodeKind::Distributed,
        Node::Consumed(_) => NodeKind::Consumed,
        Node::Loss(_) => NodeKind::Loss,
        Node::Disposed(_) => NodeKind::Disposed,
        Node::Variance(_) => NodeKind::Variance,
        Node::Returned(_) => NodeKind::Returned,
        Node::Partner(_) => NodeKind::Partner,
        Node::KitWork(_) => NodeKind::Kit,
    }
}

fn point_of(node: Node) -> Option<ledger::ids::PointId> {
    if let Node::Distributed(point) = node {
        Some(point)
    } else {
        None
    }
}

fn party_of(node: Node) -> Option<PartyId> {
    if let Node::Partner(party) = node {
        Some(party)
    } else {
        None
    }
}

fn lot_view(row: &Row<'_>) -> rusqlite::Result<LotView> {
    let (item_code, item_names, unit) = item_columns(row)?;
    Ok(LotView {
        lot: row.id("lot")?,
        item: row.id::<ItemId>("item")?,
        item_code,
        item_names,
        unit,
        batch: row.get("batch")?,
        expiry: row.get("expiry")?,
        donor: row.maybe_id("donor")?,
        donor_names: row.maybe_json("donor_names")?.unwrap_or_default(),
        bought: row.get("bought")?,
        origin: row.id("origin")?,
        origin_kind: row.word("origin_kind")?,
        origin_number: row.get("origin_number")?,
        received_on: row.coded::<NaiveDate>("received_on")?.to_string(),
        provisional: row.get("provisional")?,
    })
}

/// A movement whose ends have no words yet.
fn trace_row(row: &Row<'_>) -> rusqlite::Result<(TraceRow, Node, Node)> {
    let (from, to) = (row.kept("from_node")?, row.kept("to_node")?);
    let wordless = |node: Node| NodeView {
        kind: kind_of(node),
        names: ledger::text::Names::new(),
        site: node.site(),
        place_name: None,
        cause: None,
    };
    let movement = TraceRow {
        document: row.id("document")?,
        kind: row.word("kind")?,
        number: row.get("number")?,
        occurred_on: row.coded::<NaiveDate>("occurred_on")?.to_string(),
        movement: row.coded("movement")?,
        condition: row.coded("condition")?,
        to_condition: row.coded("to_condition")?,
        from: wordless(from),
        to: wordless(to),
        quantity: row.get("quantity")?,
        reversed: row.get("reversed")?,
    };
    Ok((movement, from, to))
}
