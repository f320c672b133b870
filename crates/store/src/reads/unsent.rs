//! What waits to be sent.

use crate::error::StoreError;
use crate::reads::Reads;
use crate::view::Unsent;

impl Reads<'_> {
    pub fn unsent(&self) -> Result<Unsent, StoreError> {
        todo!()
    }
    /// How many entries of this computer the server has not acknowledged.
    pub fn unsent_count(&self) -> Result<u32, StoreError> {
        todo!()
    }
    /// How many entries held are of a kind this program does not know.
    pub fn needs_update(&self) -> Result<u32, StoreError> {
        todo!()
    }
}
