//! Discrepancies between paper and goods.

use chrono::NaiveDate;
use ledger::fold::{self, DiscrepancyState, Unit};
use ledger::ids::{ActivationId, DiscrepancyId, SiteId};
use ledger::stages::{DiscrepancyStage, Stages};
use rusqlite::{Row, named_params};

use crate::error::StoreError;
use crate::journal::load;
use crate::reads::Reads;
use crate::reads::goods::item_columns;
use crate::row::{Columns, Id, rows, statements};
use crate::view::DiscrepancyView;

statements! {
    DISCREPANCIES = include_str!("discrepancies.sql");
}

impl Reads<'_> {
    /// Discrepancies of one site, or of all, the newest first.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn discrepancies(&self, site: Option<SiteId>) -> Result<Vec<DiscrepancyView>, StoreError> {
        self.discrepancies_of(site, None)
    }

    /// One discrepancy, if the receipt that shows it is here and posted.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn discrepancy(&self, id: DiscrepancyId) -> Result<Option<DiscrepancyView>, StoreError> {
        Ok(self.discrepancies_of(None, Some(id))?.pop())
    }

    fn discrepancies_of(
        &self,
        site: Option<SiteId>,
        id: Option<DiscrepancyId>,
    ) -> Result<Vec<DiscrepancyView>, StoreError> {
        let found = self.found(site, id, None)?;
        self.with_moves(found)
    }

    /// Discrepancies without what was done about them.
    fn found(
        &self,
        site: Option<SiteId>,
        id: Option<DiscrepancyId>,
        activation: Option<ActivationId>,
    ) -> Result<Vec<DiscrepancyView>, StoreError> {
        let params = named_params! {
            ":site": site.map(Id::blob),
            ":id": id.map(Id::blob),
            ":activation": activation.map(Id::blob),
        };
        rows(self.connection, DISCREPANCIES, params, discrepancy)
    }

    fn with_moves(
        &self,
        mut found: Vec<DiscrepancyView>,
    ) -> Result<Vec<DiscrepancyView>, StoreError> {
        for one in &mut found {
            one.moves = self.moves_of(&Unit::Discrepancy(one.id))?;
        }
        Ok(found)
    }

    /// What was done about a discrepancy, as the reference fold sees it.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn discrepancy_state(&self, id: DiscrepancyId) -> Result<DiscrepancyState, StoreError> {
        let held = load::unit(self.connection, &Unit::Discrepancy(id))?;
        Ok(fold::discrepancy(&load::stamped(&held)))
    }

    /// Those of an activation that are not settled, the newest first.
    pub(super) fn unsettled_of(
        &self,
        id: ActivationId,
    ) -> Result<Vec<DiscrepancyView>, StoreError> {
        let open = |one: &DiscrepancyView| match one.stage {
            DiscrepancyStage::Open
            | DiscrepancyStage::SentToDonor
            | DiscrepancyStage::Acknowledged => true,
            DiscrepancyStage::Settled | DiscrepancyStage::WrittenOff => false,
        };
        let mut found = self.found(None, None, Some(id))?;
        found.retain(open);
        self.with_moves(found)
    }
}

fn discrepancy(row: &Row<'_>) -> rusqlite::Result<DiscrepancyView> {
    let (item_code, item_names, unit) = item_columns(row)?;
    let (site_name, number): (Option<String>, Option<String>) =
        (row.get("site_name")?, row.get("receipt_number")?);
    let stage: Option<DiscrepancyStage> = row.maybe_word("stage")?;
    let stage = stage.unwrap_or(DiscrepancyStage::Open);
    Ok(DiscrepancyView {
        id: row.id("id")?,
        kind: row.word("kind")?,
        stage,
        next: stage.next().to_vec(),
        by_site: row.maybe_word("by_site")?,
        by_coordination: row.maybe_word("by_coordination")?,
        receipt: row.id("receipt")?,
        receipt_number: number.unwrap_or_default(),
        occurred_on: row.coded::<NaiveDate>("occurred_on")?.to_string(),
        site: row.id("site")?,
        site_name: site_name.unwrap_or_default(),
        donor: row.id("donor")?,
        bought: row.get("bought")?,
        donor_names: row.maybe_json("donor_names")?.unwrap_or_default(),
        lot: row.id("lot")?,
        item: row.id("item")?,
        item_code,
        item_names,
        unit,
        quantity: row.get("quantity")?,
        reason: row.get("reason")?,
        consignment: row.maybe_id("consignment")?,
        moves: Vec::new(),
    })
}
