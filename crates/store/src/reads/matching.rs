//! Unannounced receipts beside the acceptances that may answer them.

use crate::error::StoreError;
use crate::reads::Reads;
use crate::view::MatchProposal;

impl Reads<'_> {
    pub fn match_proposals(&self) -> Result<Vec<MatchProposal>, StoreError> {
        todo!()
    }
}
