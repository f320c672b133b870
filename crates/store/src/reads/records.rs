//! Packaging, proposals from sites, aliases, and records that look like one.

use std::collections::{BTreeMap, BTreeSet};

use ledger::body::{Body, PackagingLevel};
use ledger::fold::{Unit, alias, latest, standing};
use ledger::ids::{ItemGroupId, ItemId, MergeId, PackagingId, PartyId, RecordId};
use ledger::text::Names;
use rusqlite::{Row, named_params};

use crate::error::StoreError;
use crate::fold_text::folded;
use crate::journal::load;
use crate::reads::Reads;
use crate::row::{Columns, Id, first, rows, statements};
use crate::view::{MergeRow, PackagingRow, ProposalRow, RecordKind, SimilarRow};

statements! {
    PACKAGING = "SELECT packaging.id, packaging.item, item.names AS item_names, packaging.level, packaging.contains,
                        packaging.of, packaging.base_units, item.unit, packaging.gtin, packaging.gross_grams,
                        packaging.volume_ml, packaging.stackable
                 FROM packaging LEFT JOIN item ON item.id = packaging.item
                 WHERE (:id IS NULL OR packaging.id = :id) AND (:item IS NULL OR packaging.item = :item)
                 ORDER BY item.code, packaging.base_units, packaging.id";
    PROPOSALS = "SELECT proposal.id, proposal.site, site.name AS site_name, proposal.item, item.code AS item_code,
                        item.names, proposal.names AS proposed, person.name AS person_name, proposal.reason,
                        proposal.recorded_at, proposal.adopted
                 FROM proposal
                 LEFT JOIN site ON site.id = proposal.site
                 LEFT JOIN item ON item.id = proposal.item
                 LEFT JOIN person ON person.id = proposal.person
                 WHERE :id IS NULL OR proposal.id = :id
                 ORDER BY proposal.adopted IS NOT NULL, proposal.recorded_at DESC, proposal.id";
    MERGES = "SELECT alias.merge_id, alias.kind, alias.from_id, alias.into_id,
                     coalesce(one.names, party.names) AS from_names, coalesce(other.names, into_party.names) AS into_names,
                     person.name AS person_name, alias.reason, alias.recorded_at
              FROM alias
              LEFT JOIN item AS one ON alias.kind = 'item' AND one.id = alias.from_id
              LEFT JOIN item AS other ON alias.kind = 'item' AND other.id = alias.into_id
              LEFT JOIN party ON alias.kind = 'party' AND party.id = alias.from_id
              LEFT JOIN party AS into_party ON alias.kind = 'party' AND into_party.id = alias.into_id
              LEFT JOIN person ON person.id = alias.person
              ORDER BY alias.recorded_at DESC, alias.from_id";
    ITEM_ALIASES = "SELECT canonical.id, canonical.at, item.group_id FROM canonical JOIN item ON item.id = canonical.at";
    PARTY_ALIASES = "SELECT canonical.id, canonical.at FROM canonical JOIN party ON party.id = canonical.at";
}

/// Letters by which two names may differ and still look like one, by the length of the shorter.
const NEAR: [(usize, usize); 3] = [(12, 3), (7, 2), (4, 1)];
/// Most pairs shown.
const PAIRS: usize = 200;

/// Aliases of items and parties with what each comes to; almost always empty.
pub(crate) struct Aliases {
    pub items: BTreeMap<ItemId, (ItemId, ItemGroupId)>,
    pub parties: BTreeMap<PartyId, PartyId>,
}

impl Aliases {
    /// The records that stand for a donor and an item: themselves, and what was merged into them.
    pub(crate) fn members(
        &self,
        donor: PartyId,
        item: Option<ItemId>,
    ) -> Vec<(PartyId, Option<ItemId>)> {
        let into_donor = self.parties.iter().filter(|(_, at)| **at == donor);
        let donors: Vec<PartyId> = into_donor.map(|(id, _)| *id).chain([donor]).collect();
        let into_item = self.items.iter().filter(|(_, (at, _))| Some(*at) == item);
        let items: Vec<Option<ItemId>> = into_item.map(|(id, _)| Some(*id)).chain([item]).collect();
        let both = |donor: &PartyId| items.iter().map(|item| (*donor, *item)).collect::<Vec<_>>();
        donors.iter().flat_map(both).collect()
    }

    /// A row of the matrix under the records that its documents' ids stand for.
    pub(crate) fn resolved(
        &self,
        (donor, group, item): (PartyId, Option<ItemGroupId>, Option<ItemId>),
    ) -> (PartyId, Option<ItemGroupId>, Option<ItemId>) {
        let donor = self.parties.get(&donor).copied().unwrap_or(donor);
        match item.and_then(|item| self.items.get(&item)) {
            Some((item, group)) => (donor, Some(*group), Some(*item)),
            None => (donor, group, item),
        }
    }
}

impl Reads<'_> {
    pub(crate) fn aliases(&self) -> Result<Aliases, StoreError> {
        let items = rows(self.connection, ITEM_ALIASES, &[], |row| {
            Ok((row.id("id")?, (row.id("at")?, row.id("group_id")?)))
        })?;
        let parties = rows(self.connection, PARTY_ALIASES, &[], |row| {
            Ok((row.id("id")?, row.id("at")?))
        })?;
        Ok(Aliases {
            items: items.into_iter().collect(),
            parties: parties.into_iter().collect(),
        })
    }

    /// What the journal says of one record now: of packaging the first entry, of the others the last.
    ///
    /// # Errors
    /// That the file cannot be read; so for every function here.
    pub fn kept(&self, unit: Unit) -> Result<Option<Body>, StoreError> {
        let held = load::unit(self.connection, &unit)?;
        let entries = load::stamped(&held);
        let counts = if let Unit::Packaging(_) = unit {
            standing(&entries)
        } else {
            latest(&entries)
        };
        Ok(counts.map(|stamped| stamped.body.clone()))
    }

    /// Whether the journal says this already: a count, a proposal and an alias anywhere in their unit, another record in the
    /// entry that counts.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn says(&self, unit: Unit, body: &Body) -> Result<bool, StoreError> {
        let anywhere = matches!(
            body,
            Body::HeadCountRecorded(_)
                | Body::ItemProposed(_)
                | Body::RecordsMerged(_)
                | Body::MergeUndone(_)
        );
        if !anywhere {
            return Ok(self.kept(unit)?.as_ref() == Some(body));
        }
        let held = load::unit(self.connection, &unit)?;
        Ok(held
            .iter()
            .any(|one| !one.stamped.quarantined && one.stamped.body == *body))
    }

    /// The merge by which a record stands for another one.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn merge_of(&self, unit: Unit) -> Result<Option<MergeId>, StoreError> {
        let held = load::unit(self.connection, &unit)?;
        Ok(alias(&load::stamped(&held)).map(|(merge, _)| merge))
    }

    /// Packaging versions, of one item or of all.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn packaging(&self, item: Option<ItemId>) -> Result<Vec<PackagingRow>, StoreError> {
        let params = named_params! { ":id": None::<[u8; 16]>, ":item": item.map(Id::blob) };
        rows(self.connection, PACKAGING, params, packaging)
    }

    /// One packaging version: its item, level and base units.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn packaging_version(
        &self,
        id: PackagingId,
    ) -> Result<Option<(ItemId, PackagingLevel, i64)>, StoreError> {
        let params = named_params! { ":id": id.blob(), ":item": None::<[u8; 16]> };
        let found = first(self.connection, PACKAGING, params, packaging)?;
        Ok(found.map(|row| (row.item, row.level, row.base_units)))
    }

    /// What sites would have the catalogue say, those that wait first.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn proposals(&self) -> Result<Vec<ProposalRow>, StoreError> {
        let all = named_params! { ":id": None::<[u8; 16]> };
        rows(self.connection, PROPOSALS, all, |row| {
            Ok(ProposalRow {
                id: row.id("id")?,
                site: row.id("site")?,
                site_name: row.get("site_name")?,
                item: row.id("item")?,
                item_code: row.get("item_code")?,
                names: row.maybe_json("names")?,
                proposed: row.json("proposed")?,
                person_name: row.get("person_name")?,
                reason: row.get("reason")?,
                recorded_at: row.get("recorded_at")?,
                adopted: row.get("adopted")?,
            })
        })
    }

    /// Records that stand for another one, the latest first.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn merges(&self) -> Result<Vec<MergeRow>, StoreError> {
        rows(self.connection, MERGES, &[], |row| {
            Ok(MergeRow {
                merge: row.id("merge_id")?,
                kind: row.word("kind")?,
                from: row.id("from_id")?,
                from_names: row.maybe_json("from_names")?,
                into: row.id("into_id")?,
                into_names: row.maybe_json("into_names")?,
                person_name: row.get("person_name")?,
                reason: row.get("reason")?,
                recorded_at: row.get("recorded_at")?,
            })
        })
    }

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
        let items = self
            .items()?
            .into_iter()
            .map(|row| (RecordId(row.id.0), row.names));
        let parties = self
            .parties()?
            .into_iter()
            .map(|row| (RecordId(row.id.0), row.names));
        let mut found = pairs(RecordKind::Item, &items.collect::<Vec<_>>());
        found.extend(pairs(RecordKind::Party, &parties.collect::<Vec<_>>()));
        found.sort_by_key(|pair| (pair.distance, pair.one, pair.other));
        found.truncate(PAIRS);
        Ok(found)
    }
}

fn packaging(row: &Row<'_>) -> rusqlite::Result<PackagingRow> {
    Ok(PackagingRow {
        id: row.id("id")?,
        item: row.id("item")?,
        item_names: row.maybe_json("item_names")?.unwrap_or_default(),
        level: row.word("level")?,
        contains: row.get("contains")?,
        of: row.maybe_id("of")?,
        base_units: row.get("base_units")?,
        unit: row.maybe_word("unit")?,
        gtin: row.get("gtin")?,
        gross_grams: row.get("gross_grams")?,
        volume_ml: row.get("volume_ml")?,
        stackable: row.get("stackable")?,
    })
}

/// Pairs of one kind. Only names of which a word begins alike are compared, so that a catalogue of thousands is not
/// compared each with each.
fn pairs(kind: RecordKind, records: &[(RecordId, Names)]) -> Vec<SimilarRow> {
    let names: Vec<Vec<String>> = records
        .iter()
        .map(|(_, names)| names.values().map(|name| in_order(name)).collect())
        .collect();
    let mut alike: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (at, names) in names.iter().enumerate() {
        for word in names.iter().flat_map(|name| name.split(' ')) {
            let beginning: String = word.chars().take(3).collect();
            alike.entry(beginning).or_default().insert(at);
        }
    }
    let mut found: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for together in alike.values() {
        for (nth, one) in together.iter().enumerate() {
            for other in together.iter().skip(nth + 1) {
                if let Some(distance) = nearest(&names[*one], &names[*other]) {
                    found.insert((*one, *other), distance);
                }
            }
        }
    }
    let row = |((one, other), distance): ((usize, usize), usize)| SimilarRow {
        kind,
        one: records[one].0,
        one_names: records[one].1.clone(),
        other: records[other].0,
        other_names: records[other].1.clone(),
        distance: u32::try_from(distance).unwrap_or(u32::MAX),
    };
    found.into_iter().map(row).collect()
}

/// A name folded, its words in order: "bed, folding" and "folding bed" are one.
fn in_order(name: &str) -> String {
    let folded = folded(name);
    let mut words: Vec<&str> = folded
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.sort_unstable();
    words.join(" ")
}

fn nearest(ones: &[String], others: &[String]) -> Option<usize> {
    let mut found = None;
    for one in ones {
        for other in others {
            let shorter = one.chars().count().min(other.chars().count());
            let allowed = NEAR
                .iter()
                .find(|(length, _)| shorter >= *length)
                .map_or(0, |(_, allowed)| *allowed);
            // Their lengths alone differ by more: most pairs end here.
            if one.chars().count().abs_diff(other.chars().count()) > allowed {
                continue;
            }
            let distance = strsim::levenshtein(one, other);
            // Sizes and numbers tell things apart that otherwise read alike.
            if distance <= allowed && digits(one) == digits(other) {
                found = Some(found.map_or(distance, |least: usize| least.min(distance)));
            }
        }
    }
    found
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}
