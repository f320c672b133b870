//! Remembering what a donor's words mean.

use crate::body::SynonymConfirmed;
use crate::ids::{ItemGroupId, ItemId};
use crate::wording;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Facts {
    pub group_known: bool,
    /// Group of the named item, if the catalogue has it.
    pub item_group: Option<ItemGroupId>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("no words are left once counts are taken out")]
    NeedsText,
    #[error("{0} is not a language")]
    NotALanguage(String),
    #[error("item group {0} is not known")]
    UnknownGroup(ItemGroupId),
    #[error("item {0} is not known, or is of another group")]
    UnknownItem(ItemId),
}

/// Decides a wording; what is kept is its folded text without counts.
///
/// # Errors
/// The first rule that is broken.
pub fn confirm(facts: &Facts, request: &SynonymConfirmed) -> Result<SynonymConfirmed, Refusal> {
    let text = wording::read(&request.text).words;
    if text.is_empty() {
        return Err(Refusal::NeedsText);
    }
    let language = request.language.trim();
    if language.len() != 2 || !language.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Err(Refusal::NotALanguage(language.to_owned()));
    }
    if !facts.group_known {
        return Err(Refusal::UnknownGroup(request.group));
    }
    if let Some(item) = request.item
        && facts.item_group != Some(request.group)
    {
        return Err(Refusal::UnknownItem(item));
    }
    Ok(SynonymConfirmed {
        text,
        language: language.to_owned(),
        ..request.clone()
    })
}
