//! The sums of the matrix and of stock, added up line by line.

use std::collections::{BTreeMap, BTreeSet};

use ledger::body::{Body, IssuePosted, OpeningPosted, ReceiptPosted};
use ledger::fold::{DocumentStage, DocumentState};
use ledger::ids::{ItemId, LotId, PartyId, ReceiptId, SiteId};
use ledger::posting::Condition;

use super::Lines;
use super::line::Line;
use super::lots::{Card, lots, sums};
use super::said::Said;

pub const TABLES: &[&str] = &["matrix_sum", "stock_sum"];

/// Whose goods, and whether that party sold them.
type Source = (PartyId, bool);
type Key = (SiteId, Source, ItemId);

#[derive(Default)]
struct Matrix(BTreeMap<(Option<SiteId>, Source, ItemId), BTreeMap<&'static str, i64>>);

impl Matrix {
    /// Adds to a site's row, and to that of the whole operation.
    fn add(&mut self, (site, source, item): Key, column: &'static str, units: i64) {
        for site in [Some(site), None] {
            let row = self.0.entry((site, source, item)).or_default();
            *row.entry(column).or_default() += units;
        }
    }

    fn received(&mut self, body: &ReceiptPosted, provisional: bool) {
        let mut rows = BTreeSet::new();
        let source = (body.donor, body.bought());
        for line in &body.lines {
            let Some(counted) = line.counted() else {
                continue;
            };
            let key = (body.site, source, line.item);
            let short = line.expected.map_or(0, |expected| expected - counted);
            self.add(key, "good", line.good);
            self.add(key, "damaged", line.damaged);
            self.add(key, "short", short.max(0));
            rows.insert(key);
        }
        for key in rows {
            self.add(key, "receipts", 1);
            self.add(key, "provisional", i64::from(provisional));
        }
    }

    fn issued(&mut self, body: &IssuePosted, lots: &BTreeMap<LotId, Card>) {
        let mut rows = BTreeSet::new();
        for line in body.lines.iter().filter(|line| line.quantity > 0) {
            let card = lots.get(&line.lot).map(|one| &one.card);
            if let Some((card, source)) = card.and_then(|card| Some((card, source(card)?))) {
                let key = (body.site, source, card.item);
                self.add(key, "issued", line.quantity);
                rows.insert(key);
            }
        }
        for key in rows {
            self.add(key, "issues", 1);
        }
    }

    fn opened(&mut self, body: &OpeningPosted) {
        let lines = body.lines.iter().filter(|line| line.quantity > 0);
        let given = lines.filter_map(|line| Some((body.site, (line.donor?, false), line.item)));
        for key in given.collect::<BTreeSet<Key>>() {
            self.add(key, "openings", 1);
        }
    }
}

/// Who gave a lot; of one without a donor, who sold it.
fn source(card: &ledger::body::LotCard) -> Option<Source> {
    let given = card.donor.map(|donor| (donor, false));
    given.or(card.supplier.map(|supplier| (supplier, true)))
}

/// Receipts of goods that came from another site, as a link to their dispatch says: no donor gave them again.
fn from_another_site(said: &Said) -> BTreeSet<ReceiptId> {
    let standing = said.documents.values().filter_map(|state| match state {
        DocumentState::Plain(plain) if plain.stage == DocumentStage::Posted => {
            plain.posted.as_ref().map(|(_, body)| body)
        }
        _ => None,
    });
    let links = standing.filter_map(|body| match body {
        Body::ReceiptMatchedToDispatch(body) => Some(body.receipt),
        _ => None,
    });
    links.collect()
}

pub fn say(said: &Said, lines: &mut Lines) {
    let (lots, elsewhere) = (lots(said), from_another_site(said));
    let mut matrix = Matrix::default();
    let standing = said.documents.values();
    for state in standing.filter(|state| state.stage() == DocumentStage::Posted) {
        match state {
            DocumentState::Receipt(receipt) => {
                let posted = receipt.posted.iter().map(|(_, body)| body);
                for body in posted.filter(|body| !elsewhere.contains(&body.id)) {
                    let open = body.acceptance.is_none() && receipt.matched.is_none();
                    matrix.received(body, open && !body.bought());
                }
            }
            DocumentState::Plain(plain) => match plain.posted.as_ref().map(|(_, body)| body) {
                Some(Body::IssuePosted(body)) => matrix.issued(body, &lots),
                Some(Body::OpeningPosted(body)) => matrix.opened(body),
                _ => {}
            },
            DocumentState::Waiting(_) => {}
        }
    }
    let stock = on_hand(said, &lots, &mut matrix);
    put(&matrix, &stock, lines);
}

type Stock = BTreeMap<(SiteId, ItemId), BTreeMap<&'static str, i64>>;

/// What stands at sites, by item; of goods whose source is known in the matrix too.
fn on_hand(said: &Said, lots: &BTreeMap<LotId, Card>, matrix: &mut Matrix) -> Stock {
    let mut stock = Stock::new();
    for ((lot, node, condition), units) in sums(said) {
        let card = lots.get(&lot).map(|one| &one.card);
        let (Some(site), Some(card)) = (node.site(), card) else {
            continue;
        };
        let (column, cell) = match condition {
            Condition::Good => ("good", "on_hand_good"),
            Condition::Damaged => ("damaged", "on_hand_damaged"),
            Condition::Quarantine => ("quarantine", "on_hand_other"),
            Condition::Expired => ("expired", "on_hand_other"),
            Condition::Recalled => ("recalled", "on_hand_other"),
        };
        let row = stock.entry((site, card.item)).or_default();
        *row.entry(column).or_default() += units;
        if let Some(source) = source(card) {
            matrix.add((site, source, card.item), cell, units);
        }
    }
    stock
}

/// Rows that come to nothing but zeros are none.
fn put(matrix: &Matrix, stock: &Stock, lines: &mut Lines) {
    const MATRIX: [&str; 11] = [
        "good",
        "damaged",
        "short",
        "receipts",
        "provisional",
        "issued",
        "issues",
        "openings",
        "on_hand_good",
        "on_hand_damaged",
        "on_hand_other",
    ];
    const STOCK: [&str; 5] = ["good", "damaged", "quarantine", "expired", "recalled"];
    let told = |line: Line, columns: &[&'static str], row: &BTreeMap<&str, i64>| {
        let cell = |line: Line, name: &&str| line.with(name, row.get(name).unwrap_or(&0));
        columns.iter().fold(line, cell)
    };
    for ((site, (party, bought), item), row) in &matrix.0 {
        if row.values().any(|units| *units != 0) {
            let line = Line::new("matrix_sum")
                .with(
                    "site",
                    site.map(|site| site.to_string()).unwrap_or_default(),
                )
                .with("donor", party)
                .with("bought", bought)
                .with("item", item);
            told(line, &MATRIX, row).put(lines);
        }
    }
    for ((site, item), row) in stock {
        if row.values().any(|units| *units != 0) {
            let line = Line::new("stock_sum").with("site", site).with("item", item);
            told(line, &STOCK, row).put(lines);
        }
    }
}
