//! Transfers, counts, take-over stock and kits as documents that move goods.
//!
//! What a newcomer gets wrong: nothing here asks whether the other end's document has come. Goods under a waybill stand at
//! TRANSIT, below zero while only the receiver has written; what stays there of either sign is the discrepancy.

use chrono::NaiveDate;

use super::{CardRank, StockDocument};
use crate::body::{
    CountPosted, DocumentKind, KitBroken, KitBuilt, LotCard, OpeningPosted,
    ReceiptMatchedToDispatch, TransferDispatched, TransferReceived, TransferSettled,
};
use crate::ids::{CountId, DocumentId, LotId, SiteId};
use crate::posting::{Condition, LossCause, Movement, Node, Posting};

/// Those that move something.
fn moving(postings: impl IntoIterator<Item = Posting>) -> Vec<Posting> {
    let moves = |posting: &Posting| posting.quantity > 0;
    postings.into_iter().filter(moves).collect()
}

fn carried<'a>(cards: impl Iterator<Item = &'a LotCard>) -> Vec<(CardRank, LotCard)> {
    cards
        .map(|card| (CardRank::Carried, card.clone()))
        .collect()
}

/// What every implementation here says in the same words.
macro_rules! names {
    ($kind:ident) => {
        fn id(&self) -> DocumentId {
            self.id.into()
        }

        fn kind(&self) -> DocumentKind {
            DocumentKind::$kind
        }

        fn number(&self) -> &str {
            &self.number
        }

        fn site(&self) -> SiteId {
            self.site
        }

        fn lines(&self) -> usize {
            self.lines.len()
        }
    };
}

impl StockDocument for TransferDispatched {
    names!(Transfer);

    /// The waybill is found by what is painted on the truck, too.
    fn found_by(&self) -> Vec<&str> {
        let further = [self.carrier.as_deref(), self.seal.as_deref()];
        let further = further.into_iter().flatten();
        std::iter::once(self.vehicle.as_str())
            .chain(further)
            .collect()
    }

    /// Site → TRANSIT.
    fn postings(&self, _occurred_on: NaiveDate) -> Vec<Posting> {
        moving(self.lines.iter().map(|line| Posting {
            movement: Movement::TransferOut,
            lot: line.card.lot,
            condition: line.condition,
            to_condition: line.condition,
            from: Node::at(self.site, line.place),
            to: Node::Transit(self.id),
            quantity: line.quantity,
        }))
    }

    fn cards(&self, _occurred_on: NaiveDate) -> Vec<(CardRank, LotCard)> {
        carried(self.lines.iter().map(|line| &line.card))
    }
}

impl StockDocument for TransferReceived {
    names!(TransferReceipt);

    /// TRANSIT → site what was taken in; what was refused or is short stays on the road.
    fn postings(&self, _occurred_on: NaiveDate) -> Vec<Posting> {
        let of_line = |line: &crate::body::TransferReceivedLine| {
            let arrived = |to_condition, quantity| Posting {
                movement: Movement::TransferIn,
                lot: line.card.lot,
                condition: line.condition,
                to_condition,
                from: Node::Transit(self.transfer),
                to: Node::at(self.site, line.place),
                quantity,
            };
            [
                arrived(line.condition, line.good),
                arrived(Condition::Damaged, line.damaged),
            ]
        };
        let sound = self.lines.iter().filter(|line| line.counted().is_some());
        moving(sound.flat_map(of_line))
    }

    fn cards(&self, _occurred_on: NaiveDate) -> Vec<(CardRank, LotCard)> {
        carried(self.lines.iter().map(|line| &line.card))
    }
}

impl StockDocument for TransferSettled {
    names!(TransferSettlement);

    /// TRANSIT → LOSS what never arrived; VARIANCE → TRANSIT what arrived without being dispatched.
    fn postings(&self, _occurred_on: NaiveDate) -> Vec<Posting> {
        let road = Node::Transit(self.transfer);
        // A settlement is the count that found it.
        let variance = Node::Variance(CountId(self.id.0));
        let of_line = |line: &crate::body::SettledLine| {
            let posting = |movement, from, to, quantity| Posting {
                movement,
                lot: line.lot,
                condition: line.condition,
                to_condition: line.condition,
                from,
                to,
                quantity,
            };
            let lost = Node::Loss(LossCause::Transit);
            [
                posting(Movement::Loss, road, lost, line.lost),
                posting(Movement::CountGain, variance, road, line.found),
            ]
        };
        moving(self.lines.iter().flat_map(of_line))
    }
}

impl StockDocument for ReceiptMatchedToDispatch {
    names!(DispatchMatch);

    /// TRANSIT → DONOR: the receipt took from a donor what came from the road.
    fn postings(&self, _occurred_on: NaiveDate) -> Vec<Posting> {
        let of_line = |line: &crate::body::DispatchMatchLine| {
            let came = |to_condition, quantity| Posting {
                movement: Movement::TransferIn,
                lot: line.lot,
                condition: line.condition,
                to_condition,
                from: Node::Transit(self.transfer),
                to: Node::Donor(self.donor),
                quantity,
            };
            [
                came(Condition::Good, line.good),
                came(Condition::Damaged, line.damaged),
            ]
        };
        moving(self.lines.iter().flat_map(of_line))
    }

    fn cards(&self, _occurred_on: NaiveDate) -> Vec<(CardRank, LotCard)> {
        carried(self.lines.iter().map(|line| &line.card))
    }

    fn aliases(&self) -> Vec<(LotId, LotId)> {
        let other = |line: &crate::body::DispatchMatchLine| (line.lot, line.card.lot);
        self.lines.iter().map(other).collect()
    }
}

impl StockDocument for CountPosted {
    names!(Count);

    fn needs_approval(&self) -> bool {
        self.second_person
    }

    /// VARIANCE ↔ site by the difference from what was there when the line was counted.
    fn postings(&self, _occurred_on: NaiveDate) -> Vec<Posting> {
        let variance = Node::Variance(self.id);
        moving(self.lines.iter().map(|line| {
            let place = Node::at(self.site, line.place);
            let difference = line.counted.saturating_sub(line.book);
            let (movement, from, to) = if difference < 0 {
                (Movement::CountLoss, place, variance)
            } else {
                (Movement::CountGain, variance, place)
            };
            Posting {
                movement,
                lot: line.lot,
                condition: line.condition,
                to_condition: line.condition,
                from,
                to,
                quantity: difference.saturating_abs(),
            }
        }))
    }
}

impl StockDocument for OpeningPosted {
    names!(Opening);

    fn found_by(&self) -> Vec<&str> {
        let batches = self.lines.iter().filter_map(|line| line.batch.as_deref());
        std::iter::once(self.note.as_str()).chain(batches).collect()
    }

    fn needs_approval(&self) -> bool {
        true
    }

    /// DONOR, or nobody known, → site.
    fn postings(&self, _occurred_on: NaiveDate) -> Vec<Posting> {
        moving(self.lines.iter().map(|line| Posting {
            movement: Movement::Opening,
            lot: line.id,
            condition: line.condition,
            to_condition: line.condition,
            from: line.donor.map_or(Node::UnknownSource, Node::Donor),
            to: Node::at(self.site, line.place),
            quantity: line.quantity,
        }))
    }

    fn cards(&self, occurred_on: NaiveDate) -> Vec<(CardRank, LotCard)> {
        let card = |line: &crate::body::OpeningLine| LotCard {
            lot: line.id,
            item: line.item,
            batch: line.batch.clone(),
            expiry: line.expiry,
            donor: line.donor,
            kind: DocumentKind::Opening,
            document: self.id.into(),
            number: self.number.clone(),
            site: self.site,
            received_on: occurred_on,
            provisional: false,
            supplier: None,
        };
        let origin = |line| (CardRank::Origin, card(line));
        self.lines.iter().map(origin).collect()
    }
}

impl StockDocument for KitBuilt {
    names!(KitBuild);

    /// Components: site → KIT_WORK of this build; kits: KIT_WORK → site.
    fn postings(&self, _occurred_on: NaiveDate) -> Vec<Posting> {
        let work = Node::KitWork(self.id);
        let good = |lot, from, to, quantity| Posting {
            movement: Movement::KitBuild,
            lot,
            condition: Condition::Good,
            to_condition: Condition::Good,
            from,
            to,
            quantity,
        };
        let components = self.lines.iter().map(|line| {
            good(
                line.lot,
                Node::at(self.site, line.place),
                work,
                line.quantity,
            )
        });
        let kits = good(
            self.lot,
            work,
            Node::at(self.site, self.place),
            self.quantity,
        );
        moving(components.chain([kits]))
    }

    fn cards(&self, occurred_on: NaiveDate) -> Vec<(CardRank, LotCard)> {
        let card = LotCard {
            lot: self.lot,
            item: self.item,
            batch: None,
            expiry: self.expiry,
            donor: None,
            kind: DocumentKind::KitBuild,
            document: self.id.into(),
            number: self.number.clone(),
            site: self.site,
            received_on: occurred_on,
            provisional: false,
            supplier: None,
        };
        vec![(CardRank::Origin, card)]
    }
}

impl StockDocument for KitBroken {
    names!(KitBreak);

    /// Kits: site → KIT_WORK of their build; components: KIT_WORK → site, in the condition the kits were in.
    fn postings(&self, _occurred_on: NaiveDate) -> Vec<Posting> {
        let work = Node::KitWork(self.build);
        let taken = Posting {
            movement: Movement::KitBreak,
            lot: self.lot,
            condition: self.condition,
            to_condition: Condition::Good,
            from: Node::at(self.site, self.place),
            to: work,
            quantity: self.quantity,
        };
        let components = self.lines.iter().map(|line| Posting {
            movement: Movement::KitBreak,
            lot: line.lot,
            condition: Condition::Good,
            to_condition: self.condition,
            from: work,
            to: Node::at(self.site, line.place),
            quantity: line.quantity,
        });
        moving(std::iter::once(taken).chain(components))
    }
}
