//! What each lot is, under which name balances keep it, and every movement of it.

use std::collections::{BTreeMap, BTreeSet};

use ledger::body::{Body, DocumentKind, LotCard};
use ledger::fold::{CardRank, DocumentStage, DocumentState, Unit};
use ledger::ids::{DocumentId, LotId, SiteId};
use ledger::posting::{Condition, Node};
use store::Coded;

use super::Lines;
use super::line::Line;
use super::said::Said;

pub const TABLES: &[&str] = &[
    "lot",
    "lot_card",
    "lot_alias",
    "lot_at",
    "movement",
    "balance",
    "title_change",
];

/// A card with its place among all cards of its lot: how near it is to the lot's beginning, then by document.
pub struct Card {
    rank: u8,
    unit: DocumentId,
    pub card: LotCard,
}

pub fn say(said: &Said, lines: &mut Lines) {
    for (rank, unit, card) in cards(said)
        .iter()
        .map(|one| (one.rank, one.unit, &one.card))
    {
        card_line("lot_card", unit, card)
            .with("rank", rank)
            .put(lines);
    }
    for (lot, card) in lots(said) {
        let line = card_line("lot", card.unit, &card.card);
        line.with("lot", lot).put(lines);
    }
    for (id, state) in &said.documents {
        // Of two answers of one document the first.
        let (mut pairs, mut known) = (state.aliases(), BTreeSet::new());
        pairs.retain(|(lot, _)| known.insert(*lot));
        for (lot, canonical) in pairs {
            Line::new("lot_alias")
                .with("lot", lot)
                .with("unit", Unit::Document(*id).to_string())
                .with("canonical", canonical)
                .put(lines);
        }
    }
    moved(said, lines);
    stands(said, lines);
    changed(said, lines);
}

/// What a donor gave nobody sold, whatever a card of a stranger says.
fn card_line(table: &'static str, unit: DocumentId, card: &LotCard) -> Line {
    let supplier = card.supplier.filter(|_| card.donor.is_none());
    Line::of(table, card)
        .with("supplier", supplier)
        .with("unit", Unit::Document(unit).to_string())
        .with("received_on", card.received_on.code())
}

/// Every card, the best of each lot first; of two that one document has of a lot the first. A quarantined document is
/// believed last.
fn cards(said: &Said) -> Vec<Card> {
    let mut known = BTreeSet::new();
    let mut cards = Vec::new();
    for (unit, state) in &said.documents {
        let doubtful = 2 * u8::from(state.stage() == DocumentStage::Quarantined);
        for (rank, card) in state.cards() {
            let rank = doubtful + u8::from(rank == CardRank::Carried);
            let unit = *unit;
            if known.insert((card.lot, rank, unit)) {
                cards.push(Card { rank, unit, card });
            }
        }
    }
    cards.sort_by_key(|one| (one.rank, one.unit));
    cards
}

/// What each lot is: by the best card of the lot that it was found to be, else by its own.
pub fn lots(said: &Said) -> BTreeMap<LotId, Card> {
    let cards = cards(said);
    let renamed = said.documents.values().flat_map(DocumentState::aliases);
    let renamed: BTreeSet<LotId> = renamed.map(|(lot, _)| lot).collect();
    let named = cards.iter().map(|one| one.card.lot).chain(renamed);
    let mut lots = BTreeMap::new();
    for lot in named {
        let best = |of: LotId| cards.iter().find(|one| one.card.lot == of);
        if let Some(found) = best(said.aliases.canonical(lot)).or_else(|| best(lot)) {
            let (rank, unit, card) = (found.rank, found.unit, found.card.clone());
            lots.insert(lot, Card { rank, unit, card });
        }
    }
    lots
}

fn moved(said: &Said, lines: &mut Lines) {
    for (id, state) in &said.documents {
        let unit = Unit::Document(*id);
        for (n, dated) in state.postings().iter().enumerate() {
            let entry = said.entry(&unit, dated.entry);
            let (kind, document) = match (&entry.body, state.posted()) {
                (Body::DocumentReversed(body), _) => (DocumentKind::Reversal, body.id.into()),
                (_, Some((_, document))) => (document.kind(), document.id()),
                (_, None) => continue,
            };
            let posting = &dated.posting;
            Line::new("movement")
                .with("unit", unit.to_string())
                .with("kind", kind)
                .with("id", document)
                .with("n", n)
                .with("movement", posting.movement.code())
                .with("lot", said.aliases.canonical(posting.lot))
                .with("condition", posting.condition.code())
                .with("to_condition", posting.to_condition.code())
                .with("from_node", posting.from.to_string())
                .with("to_node", posting.to.to_string())
                .with("quantity", posting.quantity)
                .put(lines);
        }
    }
}

/// What stands of each lot at each node in each condition: the sum of what came and went.
pub fn sums(said: &Said) -> BTreeMap<(LotId, Node, Condition), i64> {
    let mut sums = BTreeMap::new();
    for dated in said.documents.values().flat_map(DocumentState::postings) {
        let posting = &dated.posting;
        let lot = said.aliases.canonical(posting.lot);
        let (left, came) = (posting.condition, posting.to_condition);
        *sums.entry((lot, posting.from, left)).or_insert(0) -= posting.quantity;
        *sums.entry((lot, posting.to, came)).or_insert(0) += posting.quantity;
    }
    sums.retain(|_, units| *units != 0);
    sums
}

fn stands(said: &Said, lines: &mut Lines) {
    for ((lot, node, condition), quantity) in sums(said) {
        Line::new("balance")
            .with("lot", lot)
            .with("node", node.to_string())
            .with("condition", condition.code())
            .with("quantity", quantity)
            .put(lines);
    }
    // Where a lot ever was, by how many movements began or ended there.
    let mut ends: BTreeMap<(SiteId, LotId), u64> = BTreeMap::new();
    for dated in said.documents.values().flat_map(DocumentState::postings) {
        let posting = &dated.posting;
        let lot = said.aliases.canonical(posting.lot);
        for site in [posting.from, posting.to]
            .into_iter()
            .filter_map(Node::site)
        {
            *ends.entry((site, lot)).or_default() += 1;
        }
    }
    for ((site, lot), ends) in ends {
        let line = Line::new("lot_at").with("site", site);
        line.with("lot", lot).with("ends", ends).put(lines);
    }
}

fn changed(said: &Said, lines: &mut Lines) {
    for (id, state) in &said.documents {
        let Some((_, document)) = state.posted() else {
            continue;
        };
        for (n, change) in state.titles().iter().enumerate() {
            Line::new("title_change")
                .with("unit", Unit::Document(*id).to_string())
                .with("kind", document.kind())
                .with("id", document.id())
                .with("n", n)
                .with("lot", said.aliases.canonical(change.lot))
                .with("from_party", change.from)
                .with("to_party", change.to)
                .with("quantity", change.quantity)
                .put(lines);
        }
    }
}
