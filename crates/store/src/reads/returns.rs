//! To whom goods may go back: the rule of returning, asked of what this device holds.

use ledger::ids::LotId;
use ledger::rules::moving::goes_back_to;

use crate::error::StoreError;
use crate::reads::Reads;
use crate::view::LotReturn;

impl Reads<'_> {
    /// To whom a lot may go back: who gave or sold it, and whoever holds the title of some; each by the record that a merged
    /// party became. `None` for a lot that is not known.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn goes_back_to(&self, lot: LotId) -> Result<Option<LotReturn>, StoreError> {
        let Some(card) = self.lot(lot)? else {
            return Ok(None);
        };
        let Some(source) = card.came_from() else {
            let parties = Vec::new();
            return Ok(Some(LotReturn { lot, parties }));
        };
        let title = self.title(lot)?;
        let source = self.party_head(source)?;
        let parties = goes_back_to(source, title.as_ref()).into_iter().collect();
        Ok(Some(LotReturn { lot, parties }))
    }
}
