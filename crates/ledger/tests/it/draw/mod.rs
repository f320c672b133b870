//! Draws a body of any kind from a seed, with every optional field sometimes there and texts that need escaping.
//!
//! The store's random histories draw here too ([`Draw::among`]): a kind that has no recipe stops them, so that a new kind
//! cannot be left out of them.

/// An id of whichever type the field has.
macro_rules! id {
    ($draw:ident, $name:ident) => {
        ledger::ids::$name($draw.id(stringify!($name)))
    };
}

mod chain;
mod moves;
mod recipes;
mod sites;

use chrono::NaiveDate;
use ledger::amount::Amount;
use ledger::body::{Body, DocumentKind, Instrument};
use ledger::ids::DocumentId;
use ledger::quantity::{MAX_EXACT, Qualifier, StatedQuantity};
use ledger::role::Role;
use ledger::text::Names;
use uuid::Uuid;

pub struct Draw {
    state: u64,
    /// The sites of a history; `None` draws every id anew.
    sites: Option<[Uuid; 2]>,
    /// How many times as many of the records that come in many sorts.
    of_each: u64,
}

/// Ids of one kind in a history: few, so that two entries are often about one thing. Lines have more, because a device
/// gives no two lines of one document the same id, and so have records that are never edited and come in many sorts.
fn pool(of: &str, of_each: u64) -> u64 {
    match of {
        "LotId" | "MoveId" | "ReductionId" | "ReversalId" => 6,
        "ReceiptId" | "StockMoveId" | "PackagingId" => 5 * of_each,
        "AcceptanceId" | "ConsignmentId" => 2 * of_each,
        "PartyId" => 3,
        _ if of.ends_with("LineId") => 6,
        _ => 2,
    }
}

/// One id of a pool, the same in every history.
fn pooled(of: &str, one: u64) -> Uuid {
    let word = of.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |word, byte| {
        (word ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    Uuid::from_u64_pair(word, one + 1)
}

impl Draw {
    pub fn new(seed: u64) -> Self {
        Self {
            state: seed,
            sites: None,
            of_each: 1,
        }
    }

    /// Draws few ids, small numbers and near days, so that what several people write is about the same things: versions
    /// cross, a record is moved twice, of two postings under one id one comes too late.
    pub fn among(seed: u64, sites: [Uuid; 2]) -> Self {
        Self {
            state: seed,
            sites: Some(sites),
            of_each: 1,
        }
    }

    /// The same of more records, so that they are of every sort.
    pub fn among_many(seed: u64, sites: [Uuid; 2]) -> Self {
        Self {
            of_each: 12,
            ..Self::among(seed, sites)
        }
    }

    /// SplitMix64.
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[(self.next() % from.len() as u64) as usize]
    }

    fn flag(&mut self) -> bool {
        self.next().is_multiple_of(2)
    }

    fn maybe<T>(&mut self, draw: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.flag().then(|| draw(self))
    }

    fn some<T>(&mut self, mut draw: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.next() % 4).map(|_| draw(self)).collect()
    }

    fn id(&mut self, of: &str) -> Uuid {
        let Some(sites) = self.sites else {
            return Uuid::from_u64_pair(self.next(), self.next());
        };
        if of == "SiteId" {
            return self.pick(&sites);
        }
        let one = self.next() % pool(of, self.of_each);
        pooled(of, one)
    }

    /// The id of a document of this kind.
    fn document(&mut self, kind: DocumentKind) -> DocumentId {
        let d = self;
        match kind {
            DocumentKind::Receipt => id!(d, ReceiptId).into(),
            DocumentKind::Issue => id!(d, IssueId).into(),
            DocumentKind::Match | DocumentKind::DispatchMatch => id!(d, MatchId).into(),
            DocumentKind::StockMove => id!(d, StockMoveId).into(),
            DocumentKind::Transfer => id!(d, TransferId).into(),
            DocumentKind::TransferReceipt => id!(d, TransferReceiptId).into(),
            DocumentKind::TransferSettlement => id!(d, SettlementId).into(),
            DocumentKind::Count => id!(d, CountId).into(),
            DocumentKind::Opening => id!(d, OpeningId).into(),
            DocumentKind::KitBuild => id!(d, KitBuildId).into(),
            DocumentKind::KitBreak => id!(d, KitBreakId).into(),
            DocumentKind::Activation
            | DocumentKind::Offer
            | DocumentKind::Acceptance
            | DocumentKind::Reversal
            | DocumentKind::Decision
            | DocumentKind::Allocation
            | DocumentKind::StatedTotal
            | DocumentKind::Reservation
            | DocumentKind::Request
            | DocumentKind::Transport
            | DocumentKind::Consignment => id!(d, DocumentId),
        }
    }

    fn count(&mut self) -> i64 {
        if self.sites.is_some() {
            return self.pick(&[0, 1, 2, 3, 5, 8, 12, 20, 40]);
        }
        let any = (self.next() % (1 << 53)) as i64;
        self.pick(&[0, 1, 488, MAX_EXACT, any])
    }

    fn text(&mut self) -> String {
        let words = [
            "",
            "antklodė",
            "\"quoted\"",
            "back\\slash",
            "line\nbreak",
            "𝄞\u{0}",
            "a/b",
            "€ 5",
        ];
        format!("{} {}", self.pick(&words), self.pick(&words))
    }

    fn date(&mut self) -> NaiveDate {
        if self.sites.is_some() {
            let day = NaiveDate::from_ymd_opt(2021, 7, 20).expect("a day");
            return day + chrono::Days::new(self.next() % 9);
        }
        let day = NaiveDate::from_ymd_opt(1990, 1, 1).expect("a day");
        day + chrono::Days::new(self.next() % 40_000)
    }

    fn names(&mut self) -> Names {
        [
            ("en".to_owned(), self.text()),
            ("lt".to_owned(), self.text()),
        ]
        .into()
    }

    fn qualifier(&mut self) -> Qualifier {
        self.pick(&[
            Qualifier::Exact,
            Qualifier::UpTo,
            Qualifier::Around,
            Qualifier::Over,
            Qualifier::Estimated,
        ])
    }

    fn stated(&mut self) -> StatedQuantity {
        match self.maybe(Self::count) {
            Some(value) => StatedQuantity {
                value: Some(value),
                qualifier: self.qualifier(),
            },
            None => StatedQuantity::not_stated(),
        }
    }

    fn amount(&mut self) -> Amount {
        match self.maybe(Self::count) {
            Some(minor) => Amount {
                minor: Some(minor),
                currency: "EUR".to_owned(),
                qualifier: self.qualifier(),
            },
            None => Amount::not_stated("EUR").expect("EUR"),
        }
    }

    fn role(&mut self) -> Role {
        self.pick(Role::ALL)
    }

    fn instrument(&mut self) -> Instrument {
        self.pick(&[
            Instrument::Amif,
            Instrument::Dref,
            Instrument::SmallScaleTool,
            Instrument::NotStated,
        ])
    }

    /// Panics when a kind has no recipe here, so that a new kind cannot be forgotten.
    pub fn body(&mut self, kind: &str) -> Body {
        self.catalogue(kind)
            .or_else(|| self.people(kind))
            .or_else(|| self.coordination(kind))
            .or_else(|| self.chain(kind))
            .or_else(|| self.goods(kind))
            .or_else(|| self.funds(kind))
            .or_else(|| self.stock(kind))
            .or_else(|| self.transfers(kind))
            .or_else(|| self.links(kind))
            .or_else(|| self.counts(kind))
            .or_else(|| self.kits(kind))
            .or_else(|| self.answers(kind))
            .or_else(|| self.records(kind))
            .or_else(|| self.sites(kind))
            .or_else(|| self.registers(kind))
            .or_else(|| self.tasks(kind))
            .unwrap_or_else(|| panic!("no recipe for {kind}"))
    }
}
