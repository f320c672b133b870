//! Where the goods of an activation are: what stands at its sites, and what is on the way or has to come back.
//!
//! What a newcomer gets wrong: a kit has no donor, its components do. What went into kits counts, by its own lot, where
//! the kits stand.

use std::collections::{BTreeMap, BTreeSet};

use ledger::body::{RemainingKey, RemainingStock};
use ledger::ids::{ActivationId, ItemId, KitBuildId, LotId, PartyId, SiteId, TransferId};
use ledger::posting::{Condition, Node};
use ledger::rules::closure::spread;
use rusqlite::named_params;

use crate::error::StoreError;
use crate::reads::Reads;
use crate::row::{Columns, Id, first, rows, statements};
use crate::total_units::total_units;

statements! {
    LOTS = include_str!("lots.sql");
    KIT = "SELECT lot, item FROM kit_build WHERE id = :id";
    STANDS = "SELECT node, condition, quantity FROM balance WHERE lot = :lot ORDER BY node, condition";
}

/// Kits inside kits are looked into so deep; only a hostile device goes deeper.
const DEEPEST: u8 = 8;

/// So many units in one condition at one node.
type Part = (Node, Condition, i64);

/// A lot on loan: how much of it came so, and how much of it is still somewhere from where it can go back.
pub(super) struct Loaned {
    pub lot: LotId,
    pub donor: PartyId,
    pub loaned: i64,
    pub at_hand: i64,
}

/// The goods of one activation.
#[derive(Default)]
pub(super) struct Goods {
    /// Units at sites, and how many of them are inside kits.
    standing: BTreeMap<RemainingKey, (i64, i64)>,
    pub shortfalls: BTreeMap<(SiteId, ItemId), i64>,
    /// Waybills with something of it neither received nor settled.
    pub transfers: BTreeSet<TransferId>,
    /// Lots of which partners have some.
    pub lent: BTreeSet<LotId>,
    pub loaned: Vec<Loaned>,
    /// Where the kits of each build are.
    kits: BTreeMap<KitBuildId, Vec<Part>>,
}

/// One row of `lots.sql`.
struct Row {
    lot: LotId,
    loaned: i64,
    item: ItemId,
    donor: PartyId,
    part: Part,
}

impl Goods {
    /// What stands at the sites, each with how many are inside kits, in the order of the lines.
    pub(super) fn remaining(&self) -> Vec<(RemainingStock, i64)> {
        let line = |(key, (quantity, in_kits)): (&RemainingKey, &(i64, i64))| {
            let (site, item, donor, condition) = *key;
            let stock = RemainingStock {
                site,
                item,
                donor,
                condition,
                quantity: *quantity,
            };
            (stock, *in_kits)
        };
        self.standing.iter().map(line).collect()
    }

    fn stand(&mut self, key: RemainingKey, units: i64, in_kits: bool) {
        if units <= 0 {
            return;
        }
        let (all, inside) = self.standing.entry(key).or_default();
        *all = total_units([*all, units]);
        if in_kits {
            *inside = total_units([*inside, units]);
        }
    }

    fn fall_short(&mut self, site: SiteId, item: ItemId, units: i64) {
        let sum = self.shortfalls.entry((site, item)).or_default();
        *sum = total_units([*sum, units]);
    }

    /// On the road between sites, or lent: the same of loose goods and of kits.
    fn away(&mut self, lot: LotId, node: Node, units: i64) {
        if let Node::Transit(transfer) = node {
            self.transfers.insert(transfer);
        } else if let Node::Partner(_) = node
            && units > 0
        {
            self.lent.insert(lot);
        }
    }
}

/// Whether goods there can still go back to who lent them.
fn can_return(node: Node) -> bool {
    match node {
        Node::Site(_)
        | Node::Place(..)
        | Node::Transit(_)
        | Node::Distributed(_)
        | Node::Partner(_)
        | Node::KitWork(_) => true,
        Node::Donor(_)
        | Node::Supplier(_)
        | Node::UnknownSource
        | Node::Consumed(_)
        | Node::Loss(_)
        | Node::Disposed(_)
        | Node::Variance(_)
        | Node::Returned(_) => false,
    }
}

impl Reads<'_> {
    /// The goods of an activation, wherever they are.
    pub(super) fn goods_of(&self, id: ActivationId) -> Result<Goods, StoreError> {
        let params = named_params! { ":id": id.blob() };
        let found = rows(self.connection, LOTS, params, |row| {
            Ok(Row {
                lot: row.id("lot")?,
                loaned: row.get("loaned")?,
                item: row.id("item")?,
                donor: row.id("donor")?,
                part: (
                    row.kept("node")?,
                    row.coded("condition")?,
                    row.get("quantity")?,
                ),
            })
        })?;
        let mut goods = Goods::default();
        for row in &found {
            self.put(row, &mut goods)?;
        }
        Ok(goods)
    }

    fn put(&self, row: &Row, goods: &mut Goods) -> Result<(), StoreError> {
        let (node, condition, units) = row.part;
        if row.loaned > 0 {
            on_loan(row, &mut goods.loaned);
        }
        goods.away(row.lot, node, units);
        if let Some(site) = node.site() {
            if units < 0 {
                goods.fall_short(site, row.item, units);
            }
            goods.stand((site, row.item, row.donor, condition), units, false);
        } else if let Node::KitWork(build) = node
            && units > 0
        {
            for (at, condition, share) in self.inside(units, build, DEEPEST, goods)? {
                if let Some(site) = at.site() {
                    goods.stand((site, row.item, row.donor, condition), share, true);
                }
            }
        }
        Ok(())
    }

    /// Where units that went into the kits of a build are: where those kits are, in the condition of the kits.
    fn inside(
        &self,
        units: i64,
        build: KitBuildId,
        deep: u8,
        goods: &mut Goods,
    ) -> Result<Vec<Part>, StoreError> {
        let kits = self.kits_of(build, deep, goods)?;
        let counts: Vec<i64> = kits.iter().map(|(_, _, kits)| *kits).collect();
        let shares = spread(units, &counts);
        let part = |((node, condition, _), share): (&Part, i64)| (*node, *condition, share);
        Ok(kits.iter().zip(shares).map(part).collect())
    }

    fn kits_of(
        &self,
        build: KitBuildId,
        deep: u8,
        goods: &mut Goods,
    ) -> Result<Vec<Part>, StoreError> {
        if let Some(known) = goods.kits.get(&build) {
            return Ok(known.clone());
        }
        let params = named_params! { ":id": build.blob() };
        let kit = first(self.connection, KIT, params, |row| {
            Ok((row.id::<LotId>("lot")?, row.id::<ItemId>("item")?))
        })?;
        let Some((lot, item)) = kit.filter(|_| deep > 0) else {
            return Ok(Vec::new());
        };
        let lot = self.canonical(lot)?;
        let params = named_params! { ":lot": lot.blob() };
        let stands: Vec<Part> = rows(self.connection, STANDS, params, |row| {
            Ok((
                row.kept("node")?,
                row.coded("condition")?,
                row.get("quantity")?,
            ))
        })?;
        let mut parts = Vec::new();
        for (node, condition, kits) in stands {
            goods.away(lot, node, kits);
            if let Some(site) = node.site()
                && kits < 0
            {
                goods.fall_short(site, item, kits);
            } else if let Node::KitWork(outer) = node {
                // Of its own build the kits came; into another one they went.
                if outer != build && kits > 0 {
                    parts.extend(self.inside(kits, outer, deep - 1, goods)?);
                }
            } else if kits > 0 {
                parts.push((node, condition, kits));
            }
        }
        goods.kits.insert(build, parts.clone());
        Ok(parts)
    }
}

/// Rows come lot by lot.
fn on_loan(row: &Row, loaned: &mut Vec<Loaned>) {
    let (node, _, units) = row.part;
    let at_hand = if can_return(node) { units.max(0) } else { 0 };
    match loaned.last_mut().filter(|last| last.lot == row.lot) {
        Some(last) => last.at_hand = total_units([last.at_hand, at_hand]),
        None => loaned.push(Loaned {
            lot: row.lot,
            donor: row.donor,
            loaned: row.loaned,
            at_hand,
        }),
    }
}
