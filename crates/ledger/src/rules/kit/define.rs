//! Saying what a kit contains. A version is never changed, only followed by the next.

use std::collections::BTreeSet;

use crate::body::{KitComponent, KitDefined};
use crate::ids::{ItemId, KitId};
use crate::quantity::{Quantity, QuantityRefusal};
use crate::rules::MAX_LINES;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DefineFacts {
    /// Items named by the request that are in the catalogue.
    pub items: BTreeSet<ItemId>,
    /// The last version of this kit; 0 when it has none.
    pub version: i64,
    pub already_posted: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefineRequest {
    pub id: KitId,
    pub item: ItemId,
    pub components: Vec<KitComponent>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DefineRefusal {
    #[error("the kit contains nothing")]
    NoComponents,
    #[error("the kit has {given} components, more than {MAX_LINES}")]
    TooManyComponents { given: usize },
    #[error("kit {0} was defined before")]
    AlreadyPosted(KitId),
    #[error("item {0} is not known")]
    UnknownKitItem(ItemId),
    #[error("line {line}: item {item} is not known")]
    UnknownItem { line: usize, item: ItemId },
    #[error("line {line}: a kit does not contain itself")]
    ContainsItself { line: usize },
    #[error("line {line}: item {item} stands twice")]
    DuplicateItem { line: usize, item: ItemId },
    #[error("line {line}: {refusal}")]
    Quantity {
        line: usize,
        refusal: QuantityRefusal,
    },
}

/// Decides the next version of a kit.
///
/// # Errors
/// The first rule that is broken.
pub fn define(facts: &DefineFacts, request: &DefineRequest) -> Result<KitDefined, DefineRefusal> {
    let given = request.components.len();
    if given == 0 {
        return Err(DefineRefusal::NoComponents);
    }
    if given > MAX_LINES {
        return Err(DefineRefusal::TooManyComponents { given });
    }
    if facts.already_posted {
        return Err(DefineRefusal::AlreadyPosted(request.id));
    }
    if !facts.items.contains(&request.item) {
        return Err(DefineRefusal::UnknownKitItem(request.item));
    }
    let mut seen = BTreeSet::new();
    for (at, component) in request.components.iter().enumerate() {
        let (line, item) = (at + 1, component.item);
        if !facts.items.contains(&item) {
            return Err(DefineRefusal::UnknownItem { line, item });
        }
        if item == request.item {
            return Err(DefineRefusal::ContainsItself { line });
        }
        if !seen.insert(item) {
            return Err(DefineRefusal::DuplicateItem { line, item });
        }
        Quantity::new(component.quantity)
            .map_err(|refusal| DefineRefusal::Quantity { line, refusal })?;
    }
    Ok(KitDefined {
        id: request.id,
        item: request.item,
        version: facts.version.saturating_add(1),
        components: request.components.clone(),
    })
}
