//! The small world of the tables: things are named in plain words, and a name always gives the same id.

use chrono::{DateTime, NaiveDate, Utc};
use ledger::amount::Amount;
use ledger::body::{
    AcceptanceProposed, Body, DocumentApproved, DocumentKind, DocumentReversed, IssueLine,
    IssuePosted, MatchLine, MoveHow, ReceiptLine, ReceiptMatched, ReceiptPosted, StockMoveLine,
    StockMoved,
};
use ledger::fold::Stamped;
use ledger::ids::*;
use ledger::posting::Condition;
use ledger::role::Role;
use ledger::rules::{Clock, Stamp};
use ledger::scope::Scope;
use uuid::Uuid;

/// Every name that refusals may show; `plain` puts them back in place of ids.
const NAMES: &[&str] = &[
    "blankets",
    "tents",
    "beds",
    "lot-1",
    "lot-2",
    "lot-3",
    "pabrade",
    "rukla",
    "czechia",
    "estonia",
    "block-a",
    "receipt",
    "issue",
    "acceptance",
    "acceptance-2",
    "match",
    "match-2",
    "offer",
    "ol-1",
    "ol-2",
    "al-1",
    "al-2",
    "al-3",
    "cl-1",
    "cl-2",
    "cl-3",
    "cl-4",
    "jonas",
    "ona",
    "group-blankets",
    "group-tents",
    "decision",
    "decision-2",
    "part-1",
    "part-2",
    "part-3",
    "total",
    "activation",
    "line-1",
    "line-2",
    "offer-line",
    "hall",
    "bin",
    "partner",
    "move",
    "transfer",
    "carton",
    "box",
];

/// FNV-1a over 128 bits.
pub fn uuid(name: &str) -> Uuid {
    let mut hash: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    for byte in name.bytes() {
        hash = (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
    }
    Uuid::from_u128(hash)
}

/// A text with ids replaced by the names they were made of.
pub fn plain(text: &str) -> String {
    NAMES.iter().fold(text.to_owned(), |text, name| {
        text.replace(&uuid(name).to_string(), name)
    })
}

/// `ok` or the refusal in words.
pub fn outcome<T, E: std::fmt::Display>(result: Result<T, E>) -> String {
    result.map_or_else(|refusal| plain(&refusal.to_string()), |_| "ok".to_owned())
}

/// The rows of a text table: cells between bars, blank lines and rules of dashes left out.
pub fn rows(table: &str) -> Vec<Vec<&str>> {
    let lines = table
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with("--"));
    lines
        .map(|line| line.split('|').map(str::trim).collect())
        .collect()
}

/// Checks a table whose last column is the outcome; every row is tried and all that differ are shown.
pub fn check(table: &str, judge: impl Fn(&[&str]) -> String) {
    let rows = rows(table);
    assert!(!rows.is_empty(), "a table without rows checks nothing");
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|row| {
            let (expected, given) = row.split_last().expect("a row has cells");
            let found = judge(given);
            (found != *expected).then(|| format!("{}\n      -> {found}", row.join(" | ")))
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "rows that came out otherwise:\n{}",
        wrong.join("\n")
    );
}

/// `-` stands for nothing.
pub fn given(cell: &str) -> Option<&str> {
    (cell != "-").then_some(cell)
}

pub fn number(cell: &str) -> i64 {
    cell.parse()
        .unwrap_or_else(|_| panic!("{cell} is not a number"))
}

pub fn day(text: &str) -> NaiveDate {
    text.parse()
        .unwrap_or_else(|_| panic!("{text} is not a day"))
}

pub fn stamp(person: &str) -> Stamp {
    Stamp {
        person: PersonId(uuid(person)),
        today: day("2021-07-26"),
        clock: Clock::Good,
    }
}

pub fn suspect(person: &str) -> Stamp {
    Stamp {
        clock: Clock::Suspect,
        ..stamp(person)
    }
}

pub fn nothing_stated() -> Amount {
    Amount::not_stated("EUR").expect("EUR is known")
}

/// An entry at the next position, by Jonas.
pub fn entry(pos: u64, body: impl Into<Body>) -> Stamped {
    Stamped {
        device: DeviceId(uuid("laptop")),
        scope: Scope::Site(SiteId(uuid("pabrade"))),
        seq: pos,
        pos: Some(pos),
        order: pos,
        quarantined: false,
        person: PersonId(uuid("jonas")),
        role: Role::StoreKeeper,
        recorded_at: DateTime::<Utc>::from_timestamp(1_627_222_000, 0).expect("a moment in 2021"),
        occurred_on: day("2021-07-24"),
        reason: None,
        body: body.into(),
    }
}

pub fn quarantined(entry: Stamped) -> Stamped {
    Stamped {
        quarantined: true,
        ..entry
    }
}

pub fn by(person: &str, entry: Stamped) -> Stamped {
    Stamped {
        person: PersonId(uuid(person)),
        ..entry
    }
}

/// A receipt of Czech blankets; every count is (lot, good, damaged, refused).
pub fn receipt(id: &str, counts: &[(&str, i64, i64, i64)]) -> ReceiptPosted {
    let line = |&(lot, good, damaged, refused): &(&str, i64, i64, i64)| ReceiptLine {
        id: LotId(uuid(lot)),
        item: ItemId(uuid("blankets")),
        batch: None,
        expiry: None,
        acceptance_line: None,
        consignment_line: None,
        expected: None,
        good,
        damaged,
        refused,
        short: 0,
        over: 0,
        reason: None,
        place: None,
        packed: None,
    };
    ReceiptPosted {
        id: ReceiptId(uuid(id)),
        number: "PAB-GRN-21-A-00001".to_owned(),
        site: SiteId(uuid("pabrade")),
        donor: PartyId(uuid("czechia")),
        acceptance: None,
        consignment: None,
        origin: None,
        handed_over_on: Some(day("2021-07-24")),
        paper: None,
        declared_value: nothing_stated(),
        lines: counts.iter().map(line).collect(),
    }
}

pub fn issue(id: &str, lots: &[(&str, i64)]) -> IssuePosted {
    let line = |&(lot, quantity): &(&str, i64)| IssueLine {
        id: IssueLineId(uuid(&format!("{id}/{lot}"))),
        lot: LotId(uuid(lot)),
        item: ItemId(uuid("blankets")),
        condition: Condition::Good,
        quantity,
        place: None,
        reason: None,
        packed: None,
    };
    IssuePosted {
        id: IssueId(uuid(id)),
        number: "PAB-ISS-21-A-00001".to_owned(),
        site: SiteId(uuid("pabrade")),
        point: PointId(uuid("block-a")),
        lines: lots.iter().map(line).collect(),
        served: None,
        reservation: None,
    }
}

pub fn reversal(id: &str, document: &str, kind: DocumentKind) -> DocumentReversed {
    DocumentReversed {
        id: ReversalId(uuid(id)),
        number: "PAB-REV-21-A-00001".to_owned(),
        document: DocumentId(uuid(document)),
        document_kind: kind,
        site: SiteId(uuid("pabrade")),
        receipt: (kind == DocumentKind::Match).then(|| ReceiptId(uuid("receipt"))),
    }
}

pub fn matched(id: &str, lot: &str, quantity: i64) -> ReceiptMatched {
    let line = MatchLine {
        lot: LotId(uuid(lot)),
        acceptance_line: AcceptanceLineId(uuid("al-1")),
        quantity,
        consignment_line: None,
    };
    ReceiptMatched {
        id: MatchId(uuid(id)),
        receipt: ReceiptId(uuid("receipt")),
        acceptance: AcceptanceId(uuid("acceptance")),
        lines: vec![line],
    }
}

pub fn proposal() -> AcceptanceProposed {
    AcceptanceProposed {
        id: AcceptanceId(uuid("acceptance")),
        offer: OfferId(uuid("offer")),
        donor: PartyId(uuid("czechia")),
        lines: Vec::new(),
        conditions: None,
    }
}

/// A plain movement of units of one lot that stand in no named place.
pub fn moved(id: &str, how: MoveHow, lot: &str, condition: Condition, quantity: i64) -> StockMoved {
    StockMoved {
        id: StockMoveId(uuid(id)),
        number: format!("PAB-{}-21-A-00001", how.code()),
        site: SiteId(uuid("pabrade")),
        approval: false,
        how,
        lines: vec![StockMoveLine {
            lot: LotId(uuid(lot)),
            item: ItemId(uuid("blankets")),
            place: None,
            condition,
            quantity,
        }],
    }
}

pub fn approval(document: &str) -> DocumentApproved {
    DocumentApproved {
        document: DocumentId(uuid(document)),
        document_kind: DocumentKind::StockMove,
        site: SiteId(uuid("pabrade")),
    }
}
