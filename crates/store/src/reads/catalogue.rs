//! The catalogue as screens list it.

use crate::error::StoreError;
use crate::reads::Reads;
use crate::view::{DeviceRow, ItemGroupRow, ItemRow, PartyRow, PersonRow, PointRow, SiteRow};
use ledger::ids::{DeviceId, ItemId, PartyId, PersonId, PointId, SiteId};

impl Reads<'_> {
    pub fn items(&self) -> Result<Vec<ItemRow>, StoreError> {
        todo!()
    }
    pub fn item(&self, _id: ItemId) -> Result<Option<ItemRow>, StoreError> {
        todo!()
    }
    pub fn item_groups(&self) -> Result<Vec<ItemGroupRow>, StoreError> {
        todo!()
    }
    pub fn parties(&self) -> Result<Vec<PartyRow>, StoreError> {
        todo!()
    }
    pub fn party(&self, _id: PartyId) -> Result<Option<PartyRow>, StoreError> {
        todo!()
    }
    pub fn sites(&self) -> Result<Vec<SiteRow>, StoreError> {
        todo!()
    }
    pub fn site(&self, _id: SiteId) -> Result<Option<SiteRow>, StoreError> {
        todo!()
    }
    pub fn point(&self, _id: PointId) -> Result<Option<(SiteId, PointRow)>, StoreError> {
        todo!()
    }
    /// Everybody registered, with what this computer knows of their PIN.
    pub fn people(&self) -> Result<Vec<PersonRow>, StoreError> {
        todo!()
    }
    pub fn person(&self, _id: PersonId) -> Result<Option<PersonRow>, StoreError> {
        todo!()
    }
    /// Hash of the one-time code with which a person sets a PIN.
    pub fn pin_code(&self, _id: PersonId) -> Result<Option<String>, StoreError> {
        todo!()
    }
    /// This computer, as the operation knows it now or, before its certificate has come back, as it was enrolled.
    pub fn this_device(&self) -> Result<Option<DeviceRow>, StoreError> {
        todo!()
    }
    pub fn device(&self, _id: DeviceId) -> Result<Option<DeviceRow>, StoreError> {
        todo!()
    }
    /// Items whose name or code holds every word of the text.
    pub fn find_items(&self, _text: &str, _limit: u32) -> Result<Vec<ItemRow>, StoreError> {
        todo!()
    }
}
