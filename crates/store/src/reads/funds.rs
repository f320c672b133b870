//! Decisions, allocations, stated totals.

use crate::error::StoreError;
use crate::reads::Reads;
use crate::view::Funds;

impl Reads<'_> {
    pub fn funds(&self) -> Result<Funds, StoreError> {
        todo!()
    }
}
