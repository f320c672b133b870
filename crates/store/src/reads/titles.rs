//! Who holds the title of goods: read here alone, for the rules as for the screens.

use std::collections::BTreeSet;

use ledger::body::DocumentKind;
use ledger::fold::{LotTitle, refused_at_the_door, title_source};
use ledger::ids::{LotId, PartyId};
use ledger::posting::{Node, Posting};
use rusqlite::named_params;

use crate::error::StoreError;
use crate::reads::Reads;
use crate::row::{Columns, Id, rows, statements};
use crate::total_units::total_units;
use crate::view::{TitleHolder, TitleView};

statements! {
    CHANGES = "SELECT title_change.from_party, title_change.to_party, title_change.quantity
               FROM title_change WHERE title_change.lot = :lot ORDER BY title_change.entry, title_change.n";
    CHANGED = "SELECT DISTINCT lot FROM title_change";
    TOOK_OVER = "SELECT DISTINCT to_party FROM title_change WHERE lot = :lot ORDER BY to_party";
    // RETURNED: what was refused never came in.
    SENT_AWAY = "SELECT movement, condition, to_condition, from_node, to_node, quantity FROM movement
                 WHERE lot = :lot AND (substr(from_node, 1, 1) = x'08' OR substr(to_node, 1, 1) = x'08')";
}

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
        let mut title = LotTitle {
            first: card.donor,
            received: self.received_of(lot, card.kind == DocumentKind::KitBuild)?,
            ..LotTitle::default()
        };
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

    /// What came in of a lot: what left its source, less what was refused at the door.
    fn received_of(&self, lot: LotId, kits: bool) -> Result<i64, StoreError> {
        let stands = self.nodes_of(lot)?;
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

    /// Lots whose title went to somebody by a change of owner that stands.
    pub(crate) fn changed_hands(&self) -> Result<BTreeSet<LotId>, StoreError> {
        let lots = rows(self.connection, CHANGED, &[], |row| row.id("lot"))?;
        Ok(lots.into_iter().collect())
    }

    /// Who ever took some of a lot over, by changes of owner that stand.
    pub(crate) fn took_over(&self, lot: LotId) -> Result<Vec<PartyId>, StoreError> {
        let params = named_params! { ":lot": self.canonical(lot)?.blob() };
        rows(self.connection, TOOK_OVER, params, |row| row.id("to_party"))
    }
}
