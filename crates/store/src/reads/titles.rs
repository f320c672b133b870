//! Who holds the title of goods: read here alone, for the rules as for the screens.

use std::collections::{BTreeMap, BTreeSet};

use ledger::body::DocumentKind;
use ledger::fold::{LotTitle, refused_at_the_door, title_source};
use ledger::ids::{LotId, PartyId};
use ledger::posting::{Condition, Node, Posting};
use ledger::text::Names;
use rusqlite::named_params;

use crate::error::StoreError;
use crate::reads::Reads;
use crate::row::{Columns, Id, number, rows, statements};
use crate::total_units::total_units;
use crate::view::{LotView, TitleHolder, TitleView};

statements! {
    CHANGES = "SELECT title_change.from_party, title_change.to_party, title_change.quantity
               FROM title_change WHERE title_change.lot = :lot ORDER BY title_change.entry, title_change.n";
    CHANGED = "SELECT DISTINCT lot FROM title_change";
    BEGINS_HERE = "SELECT EXISTS (SELECT 1 FROM lot_card WHERE lot = :lot AND rank IN (0, 2))";
    TOOK_OVER = "SELECT DISTINCT to_party FROM title_change WHERE lot = :lot ORDER BY to_party";
    // RETURNED: what was refused never came in.
    SENT_AWAY = "SELECT movement, condition, to_condition, from_node, to_node, quantity FROM movement
                 WHERE lot = :lot AND (substr(from_node, 1, 1) = x'08' OR substr(to_node, 1, 1) = x'08')";
}

/// Of a lot: a place, a condition, and how much is there.
type Stands = (Node, Condition, i64);

impl Reads<'_> {
    /// The title of a lot, each party by the record it became; `None` for a lot that is not known.
    ///
    /// # Errors
    /// That the file cannot be read; so for every function here.
    pub fn title(&self, lot: LotId) -> Result<Option<LotTitle>, StoreError> {
        let lot = self.canonical(lot)?;
        let Some(card) = self.lot(lot)? else {
            return Ok(None);
        };
        let first = (card.donor, card.kind == DocumentKind::KitBuild);
        let mut title = self.title_at_first(lot, first, &self.nodes_of(lot)?)?;
        let params = named_params! { ":lot": lot.blob() };
        let changes = rows(self.connection, CHANGES, params, |row| {
            let parties = (row.id("from_party")?, row.id("to_party")?);
            Ok((parties, row.get("quantity")?))
        })?;
        for ((from, to), quantity) in changes {
            title.take(from, to, quantity);
        }
        title.named(|party| self.party_head(party)).map(Some)
    }

    /// The title of a lot before any certificate. `kits`: it is one of kits; `stands`: where it is now.
    fn title_at_first(
        &self,
        lot: LotId,
        (first, kits): (Option<PartyId>, bool),
        stands: &[Stands],
    ) -> Result<LotTitle, StoreError> {
        let counts = stands
            .iter()
            .filter(|(node, ..)| matches!(node, Node::Variance(_)));
        let params = named_params! { ":lot": lot.blob() };
        Ok(LotTitle {
            first,
            known: number(self.connection, BEGINS_HERE, params)? > 0,
            received: self.received_of(lot, kits, stands)?,
            found: -total_units(counts.map(|(_, _, quantity)| *quantity)),
            moved: BTreeMap::new(),
        })
    }

    /// What came in of a lot: what left its source, less what was refused at the door.
    fn received_of(&self, lot: LotId, kits: bool, stands: &[Stands]) -> Result<i64, StoreError> {
        let sources = stands.iter().filter(|(node, ..)| title_source(*node, kits));
        let left = -total_units(sources.map(|(_, _, quantity)| *quantity));
        // Only where something was sent away may some of it have been refused.
        if !stands
            .iter()
            .any(|(node, ..)| matches!(node, Node::Returned(_)))
        {
            return Ok(left);
        }
        let params = named_params! { ":lot": lot.blob() };
        let away = rows(self.connection, SENT_AWAY, params, |row| {
            Ok(Posting {
                movement: row.coded("movement")?,
                lot,
                condition: row.coded("condition")?,
                to_condition: row.coded("to_condition")?,
                from: row.kept("from_node")?,
                to: row.kept("to_node")?,
                quantity: row.get("quantity")?,
            })
        })?;
        let refused = total_units(away.iter().map(refused_at_the_door));
        Ok(total_units([left, -refused]))
    }

    /// Who holds the title of a lot, in words.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn title_view(&self, lot: LotId) -> Result<TitleView, StoreError> {
        let title = self.title(lot)?.unwrap_or_default();
        let mut holders = Vec::new();
        for (party, quantity) in title.holders() {
            let row = party.map(|party| self.party(party)).transpose()?.flatten();
            holders.push(TitleHolder {
                party,
                names: row.map(|row| row.names).unwrap_or_default(),
                quantity,
            });
        }
        Ok(TitleView {
            holders,
            contradicts: title.contradicts(),
        })
    }

    /// The same of a lot that no certificate names: it is all its donor's, or nobody is named.
    pub(super) fn title_of_unchanged(
        &self,
        lot: &LotView,
        (donor, names): (PartyId, &Names),
        stands: &[Stands],
    ) -> Result<TitleView, StoreError> {
        let first = (!lot.bought).then_some(donor);
        let kits = lot.origin_kind == DocumentKind::KitBuild;
        let title = self.title_at_first(lot.lot, (first, kits), stands)?;
        let holder = |(party, quantity): (Option<PartyId>, i64)| TitleHolder {
            party,
            names: party.map(|_| names.clone()).unwrap_or_default(),
            quantity,
        };
        Ok(TitleView {
            holders: title.holders().into_iter().map(holder).collect(),
            contradicts: title.contradicts(),
        })
    }

    /// Lots whose title went to somebody by a change of owner that stands.
    ///
    /// # Errors
    /// That the file cannot be read.
    pub fn changed_hands(&self) -> Result<BTreeSet<LotId>, StoreError> {
        let lots = rows(self.connection, CHANGED, &[], |row| row.id("lot"))?;
        Ok(lots.into_iter().collect())
    }

    /// Who ever took some of a lot over, by changes of owner that stand.
    pub(crate) fn took_over(&self, lot: LotId) -> Result<Vec<PartyId>, StoreError> {
        let params = named_params! { ":lot": self.canonical(lot)?.blob() };
        rows(self.connection, TOOK_OVER, params, |row| row.id("to_party"))
    }
}
