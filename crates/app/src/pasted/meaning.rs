//! What donors' words mean: what was remembered, in their language first, then the catalogue's own names.

use std::collections::BTreeMap;

use ledger::ids::{ItemGroupId, ItemId};
use ledger::wording;
use store::{Reads, StoreError};

/// An item, or only its group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Meaning {
    pub group: ItemGroupId,
    pub item: Option<ItemId>,
}

/// Meanings by folded words without counts; what comes first wins.
#[derive(Debug, Default)]
pub(super) struct Meanings(BTreeMap<String, Meaning>);

impl Meanings {
    pub fn load(reads: &Reads<'_>, language: &str) -> Result<Self, StoreError> {
        let mut meanings = Self::default();
        let synonyms = reads.synonyms()?;
        let (own, others): (Vec<_>, Vec<_>) = synonyms
            .into_iter()
            .partition(|one| one.language == language);
        for one in own.into_iter().chain(others) {
            meanings.learn(&one.text, one.group, one.item);
        }
        for item in reads.items()? {
            for text in item.names.values().chain([&item.code]) {
                meanings.learn(text, item.group, Some(item.id));
            }
        }
        for group in reads.item_groups()? {
            for text in group.names.values().chain([&group.code]) {
                meanings.learn(text, group.id, None);
            }
        }
        Ok(meanings)
    }

    pub(super) fn learn(&mut self, text: &str, group: ItemGroupId, item: Option<ItemId>) {
        let words = wording::read(text).words;
        self.0.entry(words).or_insert(Meaning { group, item });
    }

    pub fn of(&self, text: &str) -> Option<Meaning> {
        self.0.get(&wording::read(text).words).copied()
    }
}
