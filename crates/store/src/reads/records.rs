//! Packaging, proposals from sites, and aliases.

use std::collections::BTreeMap;

use ledger::body::{Body, PackagingLevel};
use ledger::fold::{Unit, alias, latest, standing};
use ledger::ids::{ItemGroupId, ItemId, MergeId, PackagingId, PartyId};
use rusqlite::{Row, named_params};

use crate::error::StoreError;
use crate::journal::load;
use crate::reads::Reads;
use crate::row::{Columns, Id, first, rows, statements};
use crate::view::{MergeRow, PackagingRow, ProposalRow};

statements! {
    // Forms know only the record that an item became; what was packed under another one is found by it.
    PACKAGING = "SELECT packaging.id, coalesce(head.at, packaging.item) AS item, item.names AS item_names, packaging.level, packaging.contains,
                        packaging.of, packaging.base_units, item.unit, packaging.gtin, packaging.gross_grams,
                        packaging.volume_ml, packaging.stackable
                 FROM packaging
                 LEFT JOIN canonical AS head ON head.id = packaging.item
                 LEFT JOIN item ON item.id = coalesce(head.at, packaging.item)
                 WHERE (:id IS NULL OR packaging.id = :id)
                   AND (:item IS NULL OR coalesce(head.at, packaging.item)
                                         = coalesce((SELECT at FROM canonical WHERE id = :item), :item))
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

    /// Whether the journal says this already: a count, a proposal, an alias and an explanation anywhere in their unit, another record in the
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
                | Body::DifferenceExplained(_)
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

    /// Packaging versions, of one item or of all; each under the record that its item became.
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
