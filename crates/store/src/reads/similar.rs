//! Records that look like one: items, and parties, whose names are nearly the same.
//!
//! What a newcomer gets wrong: what tells two records apart is not always their names. Numbers do (a tent for 4 is none
//! for 6), and so do two different country codes: Slovakia and Slovenia are two.

use std::collections::{BTreeMap, BTreeSet};

use ledger::ids::RecordId;
use ledger::text::Names;

use crate::error::StoreError;
use crate::fold_text::folded;
use crate::reads::Reads;
use crate::view::{RecordKind, SimilarRow};

/// Letters by which two names may differ and still look like one, by the length of the shorter.
const NEAR: [(usize, usize); 3] = [(12, 3), (7, 2), (4, 1)];
/// Most pairs shown.
const PAIRS: usize = 200;

impl Reads<'_> {
    /// Items, and parties, whose names look like one another, unless somebody said that they are two.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn similar(&self) -> Result<Vec<SimilarRow>, StoreError> {
        let mut similar = Vec::new();
        for row in self.all_similar()? {
            let sides = self.similar_entries(&row)?;
            let entries = sides.into_iter().map(|(entry, _)| entry).collect();
            if !self.are_different(row.one.0, row.other.0, &entries)? {
                similar.push(row);
            }
        }
        Ok(similar)
    }

    /// Every pair that looks like one record, whatever was said about it.
    pub(crate) fn all_similar(&self) -> Result<Vec<SimilarRow>, StoreError> {
        let items = self.items()?.into_iter();
        let items = items.map(|row| Record::new(RecordId(row.id.0), row.names, None));
        let parties = self.parties()?.into_iter();
        let parties = parties.map(|row| Record::new(RecordId(row.id.0), row.names, row.iso));
        let mut found = pairs(RecordKind::Item, &items.collect::<Vec<_>>());
        found.extend(pairs(RecordKind::Party, &parties.collect::<Vec<_>>()));
        found.sort_by_key(|pair| (pair.distance, pair.one, pair.other));
        found.truncate(PAIRS);
        Ok(found)
    }
}

/// A record as it is compared.
struct Record {
    id: RecordId,
    names: Names,
    /// The country it is, if it is one.
    iso: Option<String>,
    compared: Vec<Name>,
}

/// A name as it is compared.
struct Name {
    /// Folded, its words in order: "bed, folding" and "folding bed" are one.
    text: String,
    letters: usize,
    digits: String,
}

impl Record {
    fn new(id: RecordId, names: Names, iso: Option<String>) -> Self {
        let compared = names.values().map(|name| Name::new(name)).collect();
        Self {
            id,
            names,
            iso,
            compared,
        }
    }

    /// By how many letters the nearest of their names differ, if any two look like one.
    fn distance(&self, other: &Self) -> Option<usize> {
        if let (Some(one), Some(other)) = (&self.iso, &other.iso)
            && one != other
        {
            return None;
        }
        let each = self.compared.iter();
        each.flat_map(|one| {
            other
                .compared
                .iter()
                .filter_map(|other| one.distance(other))
        })
        .min()
    }
}

impl Name {
    fn new(name: &str) -> Self {
        let folded = folded(name);
        let mut words: Vec<&str> = folded
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        words.sort_unstable();
        let text = words.join(" ");
        Self {
            letters: text.chars().count(),
            digits: text.chars().filter(char::is_ascii_digit).collect(),
            text,
        }
    }

    fn distance(&self, other: &Self) -> Option<usize> {
        let shorter = self.letters.min(other.letters);
        let near = NEAR.iter().find(|(length, _)| shorter >= *length);
        let allowed = near.map_or(0, |(_, allowed)| *allowed);
        // Their lengths alone differ by more: most pairs end here.
        if self.digits != other.digits || self.letters.abs_diff(other.letters) > allowed {
            return None;
        }
        let distance = strsim::levenshtein(&self.text, &other.text);
        (distance <= allowed).then_some(distance)
    }
}

/// Pairs of one kind. Only names with the same numbers of which a word begins alike are compared, so that a catalogue of
/// thousands is not compared each with each.
fn pairs(kind: RecordKind, records: &[Record]) -> Vec<SimilarRow> {
    let mut alike: BTreeMap<(String, &str), BTreeSet<usize>> = BTreeMap::new();
    for (at, record) in records.iter().enumerate() {
        for name in &record.compared {
            for word in name.text.split(' ') {
                let beginning = word.chars().take(3).collect();
                let key = (beginning, name.digits.as_str());
                alike.entry(key).or_default().insert(at);
            }
        }
    }
    let mut found: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for together in alike.values() {
        for (nth, one) in together.iter().enumerate() {
            for other in together.iter().skip(nth + 1) {
                if let Some(distance) = records[*one].distance(&records[*other]) {
                    found.insert((*one, *other), distance);
                }
            }
        }
    }
    let row = |((one, other), distance): ((usize, usize), usize)| SimilarRow {
        kind,
        one: records[one].id,
        one_names: records[one].names.clone(),
        other: records[other].id,
        other_names: records[other].names.clone(),
        distance: u32::try_from(distance).unwrap_or(u32::MAX),
    };
    found.into_iter().map(row).collect()
}
