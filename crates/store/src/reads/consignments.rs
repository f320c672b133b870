//! Consignments: what is under way, and what was counted against it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use ledger::body::{ConsignmentAnnounced, DocumentKind};
use ledger::fold::{self, Unit};
use ledger::ids::{
    AcceptanceId, AcceptanceLineId, ConsignmentId, ConsignmentLineId, DocumentId, ItemId, PartyId,
    SiteId, TransportId,
};
use ledger::rules::stage::offered_to_consignment;
use ledger::stages::{ConsignmentStage, LineReceived, consignment_stage};
use rusqlite::{Row, named_params};

use crate::error::StoreError;
use crate::journal::load;
use crate::reads::Reads;
use crate::reads::goods::item_columns;
use crate::row::{Columns, Id, first, number, rows, statements};
use crate::total_units::total_units;
use crate::view::{ConsignmentLineView, ConsignmentView};

statements! {
    CONSIGNMENTS = "SELECT consignment.id FROM consignment
                    JOIN document ON document.id = consignment.id AND document.kind = 'consignment'
                    WHERE (:site IS NULL OR consignment.site = :site OR consignment.announced_site = :site)
                      AND (:acceptance IS NULL OR consignment.acceptance = :acceptance)
                      AND (:transport IS NULL OR consignment.transport = :transport)
                    ORDER BY consignment.eta IS NULL, consignment.eta, document.recorded_at, consignment.id";
    CONSIGNMENT = "SELECT consignment.*, party.names AS donor_names, site.name AS site_name,
                          coalesce((SELECT activation.stage FROM acceptance JOIN offer ON offer.id = acceptance.offer
                                      JOIN activation ON activation.id = offer.activation
                                     WHERE acceptance.id = consignment.acceptance), '') = 'closed' AS activation_closed
                   FROM consignment LEFT JOIN party ON party.id = consignment.donor
                   LEFT JOIN site ON site.id = consignment.site WHERE consignment.id = :id";
    LINES = include_str!("consignment_lines.sql");
    /// Those against it, and those that a match says came with it.
    RECEIPTS = "SELECT id FROM receipt WHERE consignment = :id AND stage = 'posted'
                UNION
                SELECT consigned.receipt FROM consignment_line
                CROSS JOIN consigned ON consigned.consignment_line = consignment_line.id
                WHERE consignment_line.consignment = :id ORDER BY id";
    UNDER_WAY = include_str!("under_way.sql");
}

/// What the rule of receiving asks of a consignment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsignedFacts {
    pub acceptance: AcceptanceId,
    pub donor: PartyId,
    /// Where it was announced to, and where it is bound now.
    pub sites: BTreeSet<SiteId>,
    /// By moves alone.
    pub moved_to: ConsignmentStage,
    /// With what receipts say.
    pub stage: ConsignmentStage,
    /// Acceptance line, item, and dispatched less counted.
    pub lines: BTreeMap<ConsignmentLineId, (AcceptanceLineId, ItemId, i64)>,
}

struct Line {
    view: ConsignmentLineView,
    received: LineReceived,
    sites: i64,
}

impl Reads<'_> {
    /// Consignments bound for a site, or all, by the day they are expected.
    ///
    /// # Errors
    /// That the file cannot be read; so for every function here.
    pub fn consignments(
        &self,
        site: Option<SiteId>,
        today: NaiveDate,
    ) -> Result<Vec<ConsignmentView>, StoreError> {
        self.consignments_of(site, None, today)
    }

    /// Consignments of one transport.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn consignments_of(
        &self,
        site: Option<SiteId>,
        transport: Option<TransportId>,
        today: NaiveDate,
    ) -> Result<Vec<ConsignmentView>, StoreError> {
        let params = named_params! {
            ":site": site.map(Id::blob),
            ":acceptance": None::<[u8; 16]>,
            ":transport": transport.map(Id::blob),
        };
        let ids = rows(self.connection, CONSIGNMENTS, params, |row| {
            row.id::<ConsignmentId>("id")
        })?;
        ids.into_iter()
            .filter_map(|id| self.consignment(id, today).transpose())
            .collect()
    }

    /// A consignment opened.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn consignment(
        &self,
        id: ConsignmentId,
        today: NaiveDate,
    ) -> Result<Option<ConsignmentView>, StoreError> {
        let Some((document, entry)) = self.opened(id.into(), DocumentKind::Consignment)? else {
            return Ok(None);
        };
        let lines = self.consignment_lines(id)?;
        let receipts = self.receipts_of(id)?;
        let moves = self.moves_of(&Unit::Consignment(id))?;
        let params = named_params! { ":id": id.blob() };
        let found = first(self.connection, CONSIGNMENT, params, |row| {
            let moved_to: ConsignmentStage = row.word("stage")?;
            let received: Vec<LineReceived> = lines.iter().map(|line| line.received).collect();
            let stage = consignment_stage(moved_to, &received);
            let eta: Option<String> = row.get("eta")?;
            let activation_closed: bool = row.get("activation_closed")?;
            let late = eta
                .as_deref()
                .is_some_and(|eta| eta < today.to_string().as_str());
            let site_name: Option<String> = row.get("site_name")?;
            Ok(ConsignmentView {
                document,
                entry,
                id,
                acceptance: row.id("acceptance")?,
                donor: row.id("donor")?,
                donor_names: row.maybe_json("donor_names")?.unwrap_or_default(),
                site: row.id("site")?,
                site_name: site_name.unwrap_or_default(),
                announced_site: row.id("announced_site")?,
                transport: row.maybe_id("transport")?,
                waybill: row.get("waybill")?,
                vehicle: row.get("vehicle")?,
                dispatch_point: row.get("dispatch_point")?,
                overdue: late && is_awaited(stage),
                eta,
                announced_eta: row.get("announced_eta")?,
                stage,
                moved_to,
                next: offered_to_consignment(moved_to, stage, activation_closed),
                activation_closed,
                contested: lines.iter().any(|line| line.sites > 1),
                last_report: row.get("last_report")?,
                lines: lines.into_iter().map(|line| line.view).collect(),
                units: row.json("units")?,
                receipts,
                access: Vec::new(),
                moves,
            })
        })?;
        found.map(|view| self.with_access(view, today)).transpose()
    }

    fn with_access(
        &self,
        view: ConsignmentView,
        today: NaiveDate,
    ) -> Result<ConsignmentView, StoreError> {
        let eta = view.eta.as_deref().and_then(|eta| eta.parse().ok());
        let access = self.access_on(view.site, eta.unwrap_or(today))?;
        Ok(ConsignmentView { access, ..view })
    }

    fn consignment_lines(&self, id: ConsignmentId) -> Result<Vec<Line>, StoreError> {
        let packed = self.packed(&Unit::Consignment(id))?;
        let params = named_params! { ":id": id.blob() };
        rows(self.connection, LINES, params, |row| {
            let mut line = line(row)?;
            line.view.packed = packed.get(&row.get("n")?).cloned();
            Ok(line)
        })
    }

    fn receipts_of(&self, id: ConsignmentId) -> Result<Vec<crate::view::DocumentRow>, StoreError> {
        let ids = rows(
            self.connection,
            RECEIPTS,
            named_params! { ":id": id.blob() },
            |row| row.id::<DocumentId>("id"),
        )?;
        ids.into_iter()
            .filter_map(|id| self.document_of(id, DocumentKind::Receipt).transpose())
            .collect()
    }

    /// What was announced, as its standing entry says it.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn consignment_announced(
        &self,
        id: ConsignmentId,
    ) -> Result<Option<ConsignmentAnnounced>, StoreError> {
        let held = load::unit(self.connection, &Unit::Consignment(id))?;
        let state = fold::consignment(&load::stamped(&held));
        Ok(state.recorded.map(|(_, body)| body))
    }

    /// What a receipt against a consignment has to know of it.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn consigned(&self, id: ConsignmentId) -> Result<Option<ConsignedFacts>, StoreError> {
        let held = load::unit(self.connection, &Unit::Consignment(id))?;
        let state = fold::consignment(&load::stamped(&held));
        let (Some((_, body)), Some(moved_to)) = (state.recorded, state.stage) else {
            return Ok(None);
        };
        let lines = self.consignment_lines(id)?;
        let received: Vec<LineReceived> = lines.iter().map(|line| line.received).collect();
        let remaining = |line: &Line| {
            let view = &line.view;
            let left = view.quantity - view.counted;
            (view.id, (view.acceptance_line, view.item, left))
        };
        Ok(Some(ConsignedFacts {
            acceptance: body.acceptance,
            donor: body.donor,
            sites: [Some(body.site), state.site]
                .into_iter()
                .flatten()
                .collect(),
            moved_to,
            stage: consignment_stage(moved_to, &received),
            lines: lines.iter().map(remaining).collect(),
        }))
    }

    /// Base units of an acceptance line that have come, announced or not, or that consignments still carry.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn claimed_of(&self, line: AcceptanceLineId) -> Result<i64, StoreError> {
        let params = named_params! { ":line": line.blob() };
        let under_way = number(self.connection, UNDER_WAY, params)?;
        Ok(total_units([self.answered_of(line)?, under_way]))
    }
}

/// Somebody still waits for it.
fn is_awaited(stage: ConsignmentStage) -> bool {
    match stage {
        ConsignmentStage::Planned
        | ConsignmentStage::Packed
        | ConsignmentStage::Dispatched
        | ConsignmentStage::InTransit
        | ConsignmentStage::AtBorder
        | ConsignmentStage::PartlyReceived
        | ConsignmentStage::Diverted
        | ConsignmentStage::Delayed => true,
        ConsignmentStage::Arrived
        | ConsignmentStage::Received
        | ConsignmentStage::ReceivedWithDiscrepancy
        | ConsignmentStage::Closed
        | ConsignmentStage::Returned
        | ConsignmentStage::Lost => false,
    }
}

fn line(row: &Row<'_>) -> rusqlite::Result<Line> {
    let (item_code, item_names, unit) = item_columns(row)?;
    let (quantity, counted, short): (i64, i64, i64) =
        (row.get("quantity")?, row.get("counted")?, row.get("short")?);
    Ok(Line {
        received: LineReceived {
            dispatched: quantity,
            counted,
            short,
            differs: row.get("differs")?,
        },
        sites: row.get("sites")?,
        view: ConsignmentLineView {
            id: row.id("id")?,
            acceptance_line: row.id("acceptance_line")?,
            item: row.id("item")?,
            item_code,
            item_names,
            unit,
            quantity,
            packed: None,
            counted,
            short,
            expected: (quantity - counted - short).max(0),
        },
    })
}
