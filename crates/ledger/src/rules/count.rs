//! Posting a physical count. The book of each line is what it was when that line was counted, so goods may move meanwhile.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::date::{self, DateRefusal};
use super::packed;
use super::{MAX_LINES, Stamp, written};
use crate::body::{CountLine, CountPosted, Packed};
use crate::ids::{CountId, ItemId, LotId, PlaceId, SiteId};
use crate::posting::Condition;
use crate::quantity::{self, MAX_EXACT, QuantityRefusal};

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// Items of the lots that the request names and this device knows.
    pub items: BTreeMap<LotId, ItemId>,
    /// Base units by which an item may differ before a second person is needed; `None`: none was set, so any difference.
    pub limit: Option<i64>,
    /// Packaging versions that lines name.
    pub packagings: packed::Facts,
    pub already_posted: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub id: CountId,
    pub number: String,
    pub site: SiteId,
    /// The place counted; `None` for the whole site.
    pub place: Option<PlaceId>,
    pub blind: bool,
    pub occurred_on: NaiveDate,
    pub lines: Vec<LineRequest>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineRequest {
    pub lot: LotId,
    pub condition: Condition,
    pub place: Option<PlaceId>,
    /// May be negative while a shortfall is open.
    pub book: i64,
    pub counted: i64,
    pub reason: Option<String>,
    /// How it was counted, where it was counted in packs.
    pub packed: Option<Packed>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("the count has no line")]
    NoLines,
    #[error("the count has {given} lines, more than {MAX_LINES}")]
    TooManyLines { given: usize },
    #[error("count {0} was posted before")]
    AlreadyPosted(CountId),
    #[error("line {line}: lot {lot} is not known")]
    UnknownLot { line: usize, lot: LotId },
    #[error("line {line}: the same goods of lot {lot} were counted twice")]
    DuplicateLine { line: usize, lot: LotId },
    #[error("line {line}: lot {lot} does not lie in the place that was counted")]
    OtherPlace { line: usize, lot: LotId },
    #[error("line {line}: {refusal}")]
    Count {
        line: usize,
        refusal: QuantityRefusal,
    },
    #[error("line {line}: {counted} counted where the book has {book}, without a reason")]
    NeedsReason {
        line: usize,
        book: i64,
        counted: i64,
    },
    #[error(transparent)]
    Packed(#[from] packed::Refusal),
    #[error(transparent)]
    Date(#[from] DateRefusal),
}

/// Decides a count.
///
/// # Errors
/// The first rule that is broken, document before lines, lines from the top.
pub fn count(facts: &Facts, request: &Request, stamp: &Stamp) -> Result<CountPosted, Refusal> {
    check_document(facts, request, stamp)?;
    let mut seen = BTreeSet::new();
    let mut differs: BTreeMap<ItemId, i64> = BTreeMap::new();
    let mut lines = Vec::with_capacity(request.lines.len());
    for (at, asked) in request.lines.iter().enumerate() {
        let (line, lot) = (at + 1, asked.lot);
        let item = facts.items.get(&lot).copied();
        let item = item.ok_or(Refusal::UnknownLot { line, lot })?;
        if !seen.insert((lot, asked.condition, asked.place)) {
            return Err(Refusal::DuplicateLine { line, lot });
        }
        if request.place.is_some() && asked.place != request.place {
            return Err(Refusal::OtherPlace { line, lot });
        }
        let units = check_line(line, asked)?;
        let counted = (item, asked.counted);
        packed::check(&facts.packagings, line, counted, asked.packed)?;
        let differs = differs.entry(item).or_default();
        *differs = differs.saturating_add(units);
        lines.push(CountLine {
            lot,
            item,
            condition: asked.condition,
            place: asked.place,
            book: asked.book,
            counted: asked.counted,
            reason: written(asked.reason.as_deref()),
            packed: asked.packed,
        });
    }
    let limit = facts.limit.unwrap_or(0);
    Ok(CountPosted {
        id: request.id,
        number: request.number.clone(),
        site: request.site,
        place: request.place,
        blind: request.blind,
        second_person: differs.values().any(|units| *units > limit),
        lines,
    })
}

/// By how much the line differs.
fn check_line(line: usize, asked: &LineRequest) -> Result<i64, Refusal> {
    let refuse = |refusal| Refusal::Count { line, refusal };
    let counted = quantity::check_count(asked.counted).map_err(refuse)?;
    // Two numbers below 2^53 cannot leave i64.
    let in_range = asked
        .book
        .checked_abs()
        .is_some_and(|book| book <= MAX_EXACT);
    let difference = if in_range { counted - asked.book } else { 0 };
    if !in_range || difference.abs() > MAX_EXACT {
        return Err(refuse(QuantityRefusal::TooLarge));
    }
    if difference != 0 && written(asked.reason.as_deref()).is_none() {
        return Err(Refusal::NeedsReason {
            line,
            book: asked.book,
            counted,
        });
    }
    Ok(difference.abs())
}

fn check_document(facts: &Facts, request: &Request, stamp: &Stamp) -> Result<(), Refusal> {
    let given = request.lines.len();
    if given == 0 {
        return Err(Refusal::NoLines);
    }
    if given > MAX_LINES {
        return Err(Refusal::TooManyLines { given });
    }
    if facts.already_posted {
        return Err(Refusal::AlreadyPosted(request.id));
    }
    date::check_past(request.occurred_on, stamp)?;
    Ok(())
}

/// What the counter knew, out of the envelope's `saw`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Anchor<D: Ord> {
    /// Position up to which everything was seen.
    pub pos: u64,
    /// Streams seen beyond that position, and up to which number.
    pub heads: BTreeMap<D, u64>,
}

impl<D: Ord> Anchor<D> {
    /// Whether an entry of another device was known when the count was made.
    #[must_use]
    pub fn saw(&self, stream: &D, seq: u64, pos: Option<u64>) -> bool {
        pos.is_some_and(|pos| pos <= self.pos)
            || self.heads.get(stream).is_some_and(|head| seq <= *head)
    }
}
