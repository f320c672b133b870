//! Who holds the title of goods: the owner, wherever the goods are.
//!
//! What a newcomer gets wrong: a lot does not tell its pieces apart, so that a title is a number of units of the lot and never
//! of a place. It begins with the donor, given or lent, and goes on by the certificates of changes of owner alone: no receipt
//! says that anything was signed. Of goods that were bought, taken over without a donor or put into kits nobody is named at
//! first; whoever hands some of them on by a certificate is believed to have held those. The sum of what all hold is what came
//! in, and what counts found beyond it, which is held by whoever the lot began with. After a merge more may have been handed on
//! than somebody held: that stays below zero and is shown. A site that was sent a lot does not hold the document in which it
//! begins: there only those are named who took some over, and nothing is refused or contradicts.

use std::collections::{BTreeMap, BTreeSet};

use super::balances::every_document;
use super::{CardRank, DocumentStage, DocumentState, Stamped};
use crate::body::DocumentKind;
use crate::ids::{LotId, PartyId};
use crate::posting::{Node, Posting};
use crate::quantity::MAX_EXACT;

/// Units of a lot whose title goes from one party to another; never to itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TitleChange {
    pub lot: LotId,
    pub from: PartyId,
    pub to: PartyId,
    pub quantity: i64,
}

/// The title of one lot, in base units.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LotTitle {
    /// Its donor. `None`: nobody is named.
    pub first: Option<PartyId>,
    /// Whether the document in which the lot begins is here. Without it nobody can tell who held what.
    pub known: bool,
    /// What came in and was not refused at the door.
    pub received: i64,
    /// What counts found beyond the books, less what they missed. What is missing is nobody's title that went.
    pub found: i64,
    /// What each party took over less what it handed on.
    pub moved: BTreeMap<PartyId, i64>,
}

impl LotTitle {
    /// Adds a change of owner.
    pub fn take(&mut self, from: PartyId, to: PartyId, quantity: i64) {
        for (party, by) in [(from, quantity.saturating_neg()), (to, quantity)] {
            let sum = self.moved.entry(party).or_default();
            *sum = sum.saturating_add(by);
            if *sum == 0 {
                self.moved.remove(&party);
            }
        }
    }

    /// Takes what a posting says of the lot. `kits`: the lot is one of kits.
    pub fn post(&mut self, posting: &Posting, kits: bool) {
        self.received = self.received.saturating_add(came_in(posting, kits));
        self.found = self.found.saturating_add(counted(posting));
    }

    /// Who holds how many units, by the party's id; what nobody is named for comes first. Nobody holds none; below zero is
    /// a contradiction, and is left out where the beginning is not known.
    #[must_use]
    pub fn holders(&self) -> Vec<(Option<PartyId>, i64)> {
        let mut held: BTreeMap<Option<PartyId>, i64> = BTreeMap::new();
        let mut add = |party: Option<PartyId>, by: i64| {
            let sum = held.entry(party).or_default();
            *sum = sum.saturating_add(by);
        };
        if !self.known {
            let took = self.moved.iter().filter(|(_, by)| **by > 0);
            return took.map(|(party, by)| (Some(*party), *by)).collect();
        }
        add(self.first, self.received.saturating_add(self.found.max(0)));
        for (party, by) in &self.moved {
            let named = self.first.is_some() || *by > 0;
            add(named.then_some(*party), *by);
        }
        held.into_iter().filter(|(_, units)| *units != 0).collect()
    }

    /// How many units a party can hand on: its own, and those for which nobody is named.
    #[must_use]
    pub fn holds(&self, party: PartyId) -> i64 {
        let holders = self.holders();
        let of = |who: Option<PartyId>| holders.iter().find(|(party, _)| *party == who);
        let own = of(Some(party)).map_or(0, |(_, units)| *units);
        own.saturating_add(of(None).map_or(0, |(_, units)| *units))
    }

    /// Whether some was handed on that nobody held.
    #[must_use]
    pub fn contradicts(&self) -> bool {
        self.holders().iter().any(|(_, units)| *units < 0)
    }

    /// The same with other names for its parties.
    ///
    /// # Errors
    /// Whatever `name` fails with.
    pub fn named<E>(&self, name: impl Fn(PartyId) -> Result<PartyId, E>) -> Result<Self, E> {
        let mut named = Self {
            first: self.first.map(&name).transpose()?,
            moved: BTreeMap::new(),
            ..self.clone()
        };
        for (party, by) in &self.moved {
            let sum = named.moved.entry(name(*party)?).or_default();
            *sum = sum.saturating_add(*by);
        }
        named.moved.retain(|_, by| *by != 0);
        Ok(named)
    }
}

/// By how much a posting changes what came in of its lot. What was refused never came in. `kits`: the lot is one of kits,
/// which begin where their components are put in.
#[must_use]
pub fn came_in(posting: &Posting, kits: bool) -> i64 {
    let left = source(posting.from, kits).then_some(posting.quantity);
    let back = source(posting.to, kits).then_some(posting.quantity);
    left.unwrap_or(0) - back.unwrap_or(0) - refused(posting)
}

/// By how much a posting changes what was refused of its lot at the door: it left its source and never came in.
#[must_use]
pub fn refused(posting: &Posting) -> i64 {
    match (posting.from, posting.to) {
        (from, Node::Returned(_)) if source(from, false) => posting.quantity,
        (Node::Returned(_), to) if source(to, false) => -posting.quantity,
        (
            Node::Site(_)
            | Node::Place(..)
            | Node::Donor(_)
            | Node::Supplier(_)
            | Node::UnknownSource
            | Node::Transit(_)
            | Node::Distributed(_)
            | Node::Consumed(_)
            | Node::Loss(_)
            | Node::Disposed(_)
            | Node::Variance(_)
            | Node::Returned(_)
            | Node::Partner(_)
            | Node::KitWork(_),
            _,
        ) => 0,
    }
}

/// By how much a posting changes what counts found of its lot.
fn counted(posting: &Posting) -> i64 {
    let found = matches!(posting.from, Node::Variance(_)).then_some(posting.quantity);
    let missed = matches!(posting.to, Node::Variance(_)).then_some(posting.quantity);
    found.unwrap_or(0) - missed.unwrap_or(0)
}

/// Where goods of a lot begin.
#[must_use]
pub fn source(node: Node, kits: bool) -> bool {
    match node {
        Node::Donor(_) | Node::Supplier(_) | Node::UnknownSource => true,
        Node::KitWork(_) => kits,
        Node::Site(_)
        | Node::Place(..)
        | Node::Transit(_)
        | Node::Distributed(_)
        | Node::Consumed(_)
        | Node::Loss(_)
        | Node::Disposed(_)
        | Node::Variance(_)
        | Node::Returned(_)
        | Node::Partner(_) => false,
    }
}

/// Those that change anything; only a hostile device writes others.
pub(super) fn sound(changes: Vec<TitleChange>) -> Vec<TitleChange> {
    let changes = changes
        .into_iter()
        .filter(|change| change.from != change.to && (1..=MAX_EXACT).contains(&change.quantity));
    changes.collect()
}

/// The reference: the title of every lot, as balances name them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Titles(BTreeMap<LotId, LotTitle>);

impl Titles {
    /// Folds a whole journal, in any order.
    #[must_use]
    pub fn of(entries: &[Stamped]) -> Self {
        let (states, aliases) = every_document(entries);
        let mut titles = Self::default();
        let of_state = |state: &DocumentState| {
            let doubtful = state.stage() == DocumentStage::Quarantined;
            let cards = state.cards().into_iter();
            cards
                .map(|(rank, card)| ((doubtful, rank), card))
                .collect::<Vec<_>>()
        };
        // The nearest card is believed, as everywhere.
        let mut cards: Vec<_> = states.iter().flat_map(of_state).collect();
        cards.sort_by_key(|(order, _)| *order);
        let mut kits = BTreeSet::new();
        let mut known = BTreeSet::new();
        for ((_, rank), card) in cards {
            let lot = aliases.canonical(card.lot);
            // A lot that was found to be another one is what that one is.
            if card.lot != lot {
                continue;
            }
            let title = titles.0.entry(lot).or_default();
            title.known |= rank == CardRank::Origin;
            if known.insert(lot) {
                title.first = card.donor;
                if card.kind == DocumentKind::KitBuild {
                    kits.insert(lot);
                }
            }
        }
        for dated in states.iter().flat_map(DocumentState::postings) {
            let lot = aliases.canonical(dated.posting.lot);
            let title = titles.0.entry(lot).or_default();
            title.post(&dated.posting, kits.contains(&lot));
        }
        for change in states.iter().flat_map(DocumentState::titles) {
            let lot = aliases.canonical(change.lot);
            let title = titles.0.entry(lot).or_default();
            title.take(change.from, change.to, change.quantity);
        }
        titles
    }

    /// Every lot, in order.
    pub fn iter(&self) -> impl Iterator<Item = (LotId, &LotTitle)> {
        self.0.iter().map(|(lot, title)| (*lot, title))
    }

    #[must_use]
    pub fn get(&self, lot: LotId) -> Option<&LotTitle> {
        self.0.get(&lot)
    }
}
