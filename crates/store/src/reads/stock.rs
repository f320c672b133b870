//! Stock and stock cards.

use crate::error::StoreError;
use crate::reads::Reads;
use crate::view::{StockCardRow, StockRow};
use ledger::ids::{ItemId, SiteId};

impl Reads<'_> {
    pub fn stock(&self, _site: SiteId) -> Result<Vec<StockRow>, StoreError> {
        todo!()
    }
    pub fn stock_card(
        &self,
        _site: SiteId,
        _item: ItemId,
    ) -> Result<Vec<StockCardRow>, StoreError> {
        todo!()
    }
}
