//! The device's side of an exchange: what is unsent, where the cursors stand, and how a page goes in.

use crate::error::StoreError;
use crate::open::Store;

impl Store {
    /// The next request number: strictly increasing, kept before it is used.
    ///
    /// # Errors
    /// That the file cannot be written.
    pub fn next_request_number(&self) -> Result<u64, StoreError> {
        todo!()
    }
}
