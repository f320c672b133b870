//! Draws a body of any kind from a seed, with every optional field sometimes there and texts that need escaping.

/// An id of whichever type the field has.
macro_rules! id {
    ($draw:ident, $name:ident) => {
        ledger::ids::$name($draw.uuid())
    };
}

mod chain;
mod moves;
mod recipes;
mod sites;

use chrono::NaiveDate;
use ledger::amount::Amount;
use ledger::body::{Body, Instrument};
use ledger::quantity::{MAX_EXACT, Qualifier, StatedQuantity};
use ledger::role::Role;
use ledger::text::Names;
use uuid::Uuid;

pub struct Draw(u64);

impl Draw {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// SplitMix64.
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
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

    fn uuid(&mut self) -> Uuid {
        Uuid::from_u64_pair(self.next(), self.next())
    }

    fn count(&mut self) -> i64 {
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
            .unwrap_or_else(|| panic!("no recipe for {kind}"))
    }
}
