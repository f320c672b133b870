//! The remaining stock list of an activation, as a coordinator signed it.
//!
//! What a newcomer gets wrong: the list moves nothing and closes nothing. It says what stood at the sites when it was
//! signed; whether it still does is seen where it is read.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ids::{ActivationId, ClosureId, ItemId, PartyId, SiteId};
use crate::posting::Condition;
use crate::quantity::MAX_EXACT;

/// What tells one line of a remaining stock list from another, in the order of the lines.
pub type RemainingKey = (SiteId, ItemId, PartyId, Condition);

/// Goods of one item from one donor, in one condition, that stand at one site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RemainingStock {
    pub site: SiteId,
    pub item: ItemId,
    pub donor: PartyId,
    pub condition: Condition,
    /// Base units, 1 ≤ n < 2^53.
    #[ts(type = "number")]
    pub quantity: i64,
}

impl RemainingStock {
    #[must_use]
    pub fn key(&self) -> RemainingKey {
        (self.site, self.item, self.donor, self.condition)
    }
}

/// A control total: all of one item on the list, whatever the site, the donor and the condition. Items are never added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemainingTotal {
    pub item: ItemId,
    pub quantity: i64,
}

/// A coordinator signs what of an activation's goods remains. The entry's business date is the day of the signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosureSigned {
    pub id: ClosureId,
    pub activation: ActivationId,
    /// In the order of their keys, each key once. None: nothing remains.
    pub lines: Vec<RemainingStock>,
    /// One an item, in the order of the items.
    pub totals: Vec<RemainingTotal>,
}

impl ClosureSigned {
    /// A list of these lines, in order and with its totals.
    #[must_use]
    pub fn of(id: ClosureId, activation: ActivationId, mut lines: Vec<RemainingStock>) -> Self {
        lines.sort_by_key(RemainingStock::key);
        Self {
            id,
            activation,
            totals: totals(&lines),
            lines,
        }
    }

    /// Whether the list is one that the rule could have made; a hostile device may write any.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        let counts = |line: &RemainingStock| (1..=MAX_EXACT).contains(&line.quantity);
        let keys: Vec<RemainingKey> = self.lines.iter().map(RemainingStock::key).collect();
        self.lines.iter().all(counts)
            && keys.is_sorted_by(|one, next| one < next)
            && self.totals == totals(&self.lines)
    }
}

/// More than any shed holds stands at the bound of exact numbers, as everywhere.
fn totals(lines: &[RemainingStock]) -> Vec<RemainingTotal> {
    let mut sums: BTreeMap<ItemId, i128> = BTreeMap::new();
    for line in lines {
        *sums.entry(line.item).or_default() += i128::from(line.quantity);
    }
    let most = i128::from(MAX_EXACT);
    let total = |(item, sum): (ItemId, i128)| RemainingTotal {
        item,
        quantity: i64::try_from(sum.clamp(-most, most)).unwrap_or(MAX_EXACT),
    };
    sums.into_iter().map(total).collect()
}
