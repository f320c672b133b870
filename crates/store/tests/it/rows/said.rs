//! The entries of a file by unit, in fold order, with what they share.

use std::collections::BTreeMap;
use std::path::Path;

use ledger::body::Body;
use ledger::fold::{Aliases, DocumentState, EntryRef, Stamped, Unit, document, units};
use ledger::ids::DocumentId;
use proof::entry::Saw;

use crate::reference::held_with_what_they_saw;

pub struct Said {
    pub units: BTreeMap<Unit, Vec<Stamped>>,
    /// The documents that move goods, in the order of their units.
    pub documents: BTreeMap<DocumentId, DocumentState>,
    /// Lots under two names.
    pub aliases: Aliases,
    saws: BTreeMap<EntryRef, Saw>,
}

impl Said {
    pub fn of(folder: &Path) -> Self {
        let mut units_of: BTreeMap<Unit, Vec<Stamped>> = BTreeMap::new();
        let mut saws = BTreeMap::new();
        for (stamped, saw) in held_with_what_they_saw(folder) {
            saws.insert(stamped.entry(), saw);
            for unit in units(&stamped.body) {
                units_of.entry(unit).or_default().push(stamped.clone());
            }
        }
        let documents: BTreeMap<DocumentId, DocumentState> = units_of
            .iter()
            .filter_map(|(unit, entries)| match unit {
                Unit::Document(id) => Some((*id, document(entries))),
                _ => None,
            })
            .collect();
        let aliases = Aliases::of(documents.values().flat_map(DocumentState::aliases));
        Self {
            units: units_of,
            documents,
            aliases,
            saws,
        }
    }

    pub fn saw(&self, entry: EntryRef) -> &Saw {
        &self.saws[&entry]
    }

    /// An entry of a unit.
    pub fn entry(&self, unit: &Unit, entry: EntryRef) -> &Stamped {
        let mut entries = self.units[unit].iter();
        entries.find(|one| one.entry() == entry).expect("here")
    }
}

/// The last entry of a unit that counts and says what the record is; merges say something else of it.
pub fn last(entries: &[Stamped]) -> Option<&Stamped> {
    let counts = |one: &&Stamped| {
        !one.quarantined && !matches!(one.body, Body::RecordsMerged(_) | Body::MergeUndone(_))
    };
    entries.iter().rfind(counts)
}

/// The first one, of records that are never edited.
pub fn first(entries: &[Stamped]) -> Option<&Stamped> {
    entries.iter().find(|one| !one.quarantined)
}
