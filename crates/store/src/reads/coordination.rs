//! Activations, offers and acceptances.

use crate::error::StoreError;
use crate::reads::Reads;
use crate::view::{AcceptanceView, ActivationView, OfferView};
use ledger::ids::{AcceptanceId, ActivationId, OfferId};

impl Reads<'_> {
    pub fn activations(&self) -> Result<Vec<ActivationView>, StoreError> {
        todo!()
    }
    pub fn activation(&self, _id: ActivationId) -> Result<Option<ActivationView>, StoreError> {
        todo!()
    }
    pub fn offers(&self) -> Result<Vec<OfferView>, StoreError> {
        todo!()
    }
    pub fn offer(&self, _id: OfferId) -> Result<Option<OfferView>, StoreError> {
        todo!()
    }
    pub fn acceptances(&self) -> Result<Vec<AcceptanceView>, StoreError> {
        todo!()
    }
    pub fn acceptance(&self, _id: AcceptanceId) -> Result<Option<AcceptanceView>, StoreError> {
        todo!()
    }
}
