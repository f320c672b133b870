//! The reference balance: every posting of every entry, added up.

use std::collections::BTreeMap;

use super::{Aliases, DocumentState, Stamped, Unit, document, in_fold_order, units};
use crate::ids::LotId;
use crate::posting::{Condition, Node, Posting};

/// A stock position: one lot in one condition at one node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StockKey {
    pub lot: LotId,
    pub node: Node,
    pub condition: Condition,
}

/// A balance left the range of `i64`, which no set of valid postings can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the balance of lot {lot} at {node} leaves the range of exact numbers")]
pub struct Overflow {
    pub lot: LotId,
    pub node: Node,
}

/// Sum of postings per lot, node and condition. Positions that come to zero are left out; a virtual node such as a donor
/// is normally negative.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Balances(BTreeMap<StockKey, i64>);

impl Balances {
    /// Folds a whole journal, in any order.
    ///
    /// # Errors
    /// `Overflow` when a balance cannot be represented.
    pub fn of(entries: &[Stamped]) -> Result<Self, Overflow> {
        let (states, aliases) = every_document(entries);
        let mut balances = Self::default();
        for dated in states.iter().flat_map(DocumentState::postings) {
            let posting = Posting {
                lot: aliases.canonical(dated.posting.lot),
                ..dated.posting
            };
            balances.apply(&posting)?;
        }
        Ok(balances)
    }

    /// Adds one posting.
    ///
    /// # Errors
    /// `Overflow` when a balance cannot be represented.
    pub fn apply(&mut self, posting: &Posting) -> Result<(), Overflow> {
        let (left, arrived) = (posting.condition, posting.to_condition);
        self.add(posting.lot, posting.from, left, -posting.quantity)?;
        self.add(posting.lot, posting.to, arrived, posting.quantity)
    }

    fn add(
        &mut self,
        lot: LotId,
        node: Node,
        condition: Condition,
        by: i64,
    ) -> Result<(), Overflow> {
        let key = StockKey {
            lot,
            node,
            condition,
        };
        let sum = self
            .get(&key)
            .checked_add(by)
            .ok_or(Overflow { lot, node })?;
        if sum == 0 {
            self.0.remove(&key);
        } else {
            self.0.insert(key, sum);
        }
        Ok(())
    }

    /// Base units; 0 when nothing is there.
    #[must_use]
    pub fn get(&self, key: &StockKey) -> i64 {
        self.0.get(key).copied().unwrap_or(0)
    }

    /// Every position that is not zero, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&StockKey, i64)> {
        self.0.iter().map(|(key, quantity)| (key, *quantity))
    }

    /// Sum over all nodes and conditions of one lot: zero, or postings were lost.
    #[must_use]
    pub fn lot_total(&self, lot: LotId) -> i128 {
        let of_lot = self.0.iter().filter(|(key, _)| key.lot == lot);
        of_lot.map(|(_, quantity)| i128::from(*quantity)).sum()
    }
}

/// Every document of a journal, in any order of its entries, and the names that links give to lots.
pub(super) fn every_document(entries: &[Stamped]) -> (Vec<DocumentState>, Aliases) {
    let mut entries = entries.to_vec();
    in_fold_order(&mut entries);
    let mut by_unit: BTreeMap<Unit, Vec<Stamped>> = BTreeMap::new();
    for stamped in entries {
        for unit in units(&stamped.body) {
            by_unit.entry(unit).or_default().push(stamped.clone());
        }
    }
    let documents = by_unit
        .iter()
        .filter(|(unit, _)| matches!(unit, Unit::Document(_)));
    let states: Vec<_> = documents.map(|(_, entries)| document(entries)).collect();
    let aliases = Aliases::of(states.iter().flat_map(DocumentState::aliases));
    (states, aliases)
}
