//! Counting a store, and recording what was taken over with it.

use std::collections::BTreeSet;

use ledger::body::{Body, CountLine, DocumentKind, LimitKind, OpeningLine};
use ledger::ids::{CountId, LotId, OpeningId};
use ledger::posting::Node;
use ledger::quantity::Quantity;
use ledger::role::Action;
use ledger::rules::{count, opening};
use store::reads::PostedEntry;
use store::view::{CountBook, CountSheetLine, CountView, OpeningView, StockRow};
use store::{Reads, Writing};

use crate::approvals::{self, Second};
use crate::context::Context;
use crate::contract::replies::Posted;
use crate::contract::requests::ById;
use crate::contract::requests_moves::{CountSheet, CountSpot, PostCount, PostOpening};
use crate::hand::{Hand, line_id};
use crate::lookups;
use crate::numbered;
use crate::packing;
use crate::problem::Problem;
use crate::taking;
use crate::transfers::too_many;
use crate::typed;

/// What is to be counted, lot by lot and place by place; without the book in a blind count.
pub(crate) fn sheet(
    context: &Context,
    request: CountSheet,
) -> Result<Vec<CountSheetLine>, Problem> {
    let stock = lookups::read_as(context, Action::ReadSite, Some(request.site), |reads| {
        reads.stock(request.site)
    })?;
    let lines = stock.iter().flat_map(|row| sheet_lines(row, request.blind));
    let here = |line: &CountSheetLine| request.place.is_none() || line.place == request.place;
    Ok(lines.filter(here).collect())
}

fn sheet_lines(row: &StockRow, blind: bool) -> Vec<CountSheetLine> {
    let mut lines = Vec::new();
    for lot in &row.lots {
        for spot in &lot.spots {
            lines.push(CountSheetLine {
                lot: lot.lot,
                item: row.item,
                item_code: row.item_code.clone(),
                item_names: row.item_names.clone(),
                unit: row.unit,
                batch: lot.batch.clone(),
                expiry: lot.expiry.clone(),
                donor_names: lot.donor_names.clone(),
                bought: lot.bought,
                origin_number: lot.origin_number.clone(),
                place: spot.place,
                place_name: spot.place_name.clone(),
                condition: spot.condition,
                book: (!blind).then_some(spot.quantity),
            });
        }
    }
    lines
}

/// The book of one position at this moment: the screen keeps it with what was counted there.
pub(crate) fn book(context: &Context, request: CountSpot) -> Result<CountBook, Problem> {
    let book = lookups::read_as(context, Action::ReadSite, Some(request.site), |reads| {
        let node = Node::at(request.site, request.place);
        reads.balance(request.lot, node, request.condition)
    })?;
    Ok(CountBook { book })
}

/// A count opened.
pub(crate) fn open(context: &Context, request: ById) -> Result<CountView, Problem> {
    let id = CountId(request.id.0);
    let found = context.read(|reads| reads.count(id))?;
    found.ok_or_else(|| Problem::new("document-unknown").at("id"))
}

/// Take-over stock opened.
pub(crate) fn open_opening(context: &Context, request: ById) -> Result<OpeningView, Problem> {
    let id = OpeningId(request.id.0);
    let found = context.read(|reads| reads.opening(id))?;
    found.ok_or_else(|| Problem::new("document-unknown").at("id"))
}

/// Posts a count; a second person's PIN comes with it where the differences exceed the limit.
pub(crate) fn post(context: &Context, request: PostCount) -> Result<Posted, Problem> {
    let hand = Hand::take(context, Action::PostCount, Some(request.site))?;
    let read = read_count(&hand, &request)?;
    let judged = hand.store.read(|reads| {
        let posted = reads.posted(request.id.into())?.is_some();
        (!posted)
            .then(|| decide_count(&hand, reads, &read))
            .transpose()
    })?;
    let needs = judged.is_some_and(|body| body.second_person);
    let second = needs
        .then(|| approvals::second(context, &hand, request.site, request.approver.as_ref()))
        .transpose()?;
    hand.post(
        request.id,
        read.occurred_on,
        request.draft,
        |before| same_count(before, &read),
        |writing| append_count(&hand, writing, read.clone(), second.as_ref()),
    )
}

fn read_count(hand: &Hand<'_>, request: &PostCount) -> Result<count::Request, Problem> {
    typed::lines(request.lines.len())?;
    let occurred_on = typed::date(&request.occurred_on, "occurred_on")?;
    let occurred_on = typed::past(hand, occurred_on, "occurred_on", request.date_confirmed)?;
    let line = |(at, line): (usize, &crate::contract::requests_moves::CountLineRequest)| {
        let field = |name: &str| format!("lines.{at}.{name}");
        ledger::quantity::check_count(line.counted).map_err(|refusal| {
            typed::quantity_problem(refusal, line.counted).at(field("counted"))
        })?;
        Ok(count::LineRequest {
            lot: line.lot,
            condition: line.condition,
            place: line.place,
            book: line.book,
            counted: line.counted,
            reason: typed::optional_text(line.reason.as_deref(), &field("reason"))?,
            packed: line.packed,
        })
    };
    let lines = request.lines.iter().enumerate().map(line);
    Ok(count::Request {
        id: request.id,
        number: String::new(),
        site: request.site,
        place: request.place,
        blind: request.blind,
        occurred_on,
        lines: lines.collect::<Result<_, Problem>>()?,
    })
}

fn same_count(before: &PostedEntry, asked: &count::Request) -> bool {
    let Body::CountPosted(body) = &before.body else {
        return false;
    };
    let line = |(one, asked): (&CountLine, &count::LineRequest)| {
        (one.lot, one.condition, one.place, one.book, one.counted)
            == (
                asked.lot,
                asked.condition,
                asked.place,
                asked.book,
                asked.counted,
            )
            && (&one.reason, one.packed) == (&asked.reason, asked.packed)
    };
    (before.occurred_on, body.site, body.place, body.blind)
        == (asked.occurred_on, asked.site, asked.place, asked.blind)
        && body.lines.len() == asked.lines.len()
        && body.lines.iter().zip(&asked.lines).all(line)
}

fn decide_count(
    hand: &Hand<'_>,
    reads: &Reads<'_>,
    request: &count::Request,
) -> Result<ledger::body::CountPosted, Problem> {
    let mut facts = count::Facts {
        limit: reads.limit(LimitKind::CountVariance)?,
        ..count::Facts::default()
    };
    for line in &request.lines {
        if let Some(card) = reads.lot(line.lot)? {
            facts.items.insert(line.lot, card.item);
        }
    }
    let packed = request.lines.iter().map(|line| (line.lot, line.packed));
    facts.packagings = packing::facts_of_lots(reads, packed)?;
    count::count(&facts, request, &hand.stamp())
        .map_err(|refusal| count_problem(hand, reads, &refusal).unwrap_or_else(|problem| problem))
}

fn append_count(
    hand: &Hand<'_>,
    writing: &mut Writing<'_>,
    mut request: count::Request,
    second: Option<&Second>,
) -> Result<(), Problem> {
    request.number = numbered::next(writing, request.site, "CNT", request.occurred_on)?;
    let body = decide_count(hand, &writing.reads(), &request)?;
    let (id, site, lines) = (body.id, body.site, body.lines.len());
    if body.second_person && second.is_none() {
        return Err(Problem::new("approver-missing").at("approver"));
    }
    writing
        .record(body, &[])
        .map_err(|error| numbered::too_long(error, lines))?;
    match second {
        Some(second) => approvals::approve(writing, second, id.into(), DocumentKind::Count, site),
        None => Ok(()),
    }
}

fn count_problem(
    hand: &Hand<'_>,
    reads: &Reads<'_>,
    refusal: &count::Refusal,
) -> Result<Problem, Problem> {
    let at = |line: &usize, field: &str| format!("lines.{}.{field}", line - 1);
    let name = |lot: &LotId| taking::lot_name(hand, reads, *lot);
    Ok(match refusal {
        count::Refusal::NoLines => Problem::new("lines-missing").at("lines"),
        count::Refusal::TooManyLines { .. } => too_many(),
        count::Refusal::AlreadyPosted(_) => Problem::new("id-used").at("id").with("number", ""),
        count::Refusal::UnknownLot { line, .. } => {
            Problem::new("lot-unknown").at(at(line, "counted"))
        }
        count::Refusal::DuplicateLine { line, lot } => Problem::new("line-twice")
            .at(at(line, "counted"))
            .with("item", name(lot)?),
        count::Refusal::OtherPlace { line, lot } => Problem::new("count-other-place")
            .at(at(line, "counted"))
            .with("item", name(lot)?),
        count::Refusal::Count { line, refusal } => {
            typed::quantity_problem(*refusal, 0).at(at(line, "counted"))
        }
        count::Refusal::NeedsReason {
            line,
            book,
            counted,
        } => Problem::new("count-reason-missing")
            .at(at(line, "reason"))
            .with("book", book)
            .with("counted", counted),
        count::Refusal::Packed(refusal) => packing::at_line(hand, reads, refusal, "counted")?,
        count::Refusal::Date(refusal) => typed::date_problem(*refusal).at("occurred_on"),
    })
}

/// Records take-over stock, always with a second person's PIN.
pub(crate) fn post_opening(context: &Context, request: PostOpening) -> Result<Posted, Problem> {
    let hand = Hand::take(context, Action::PostOpening, Some(request.site))?;
    let read = read_opening(&hand, &request)?;
    let posted = hand.store.read(|reads| {
        let posted = reads.posted(request.id.into())?.is_some();
        if !posted {
            decide_opening(&hand, reads, &read)?;
        }
        Ok::<_, Problem>(posted)
    })?;
    let second = (!posted)
        .then(|| approvals::second(context, &hand, request.site, request.approver.as_ref()))
        .transpose()?;
    hand.post(
        request.id,
        read.occurred_on,
        request.draft,
        |before| same_opening(before, &read),
        |writing| {
            let second = second
                .as_ref()
                .ok_or_else(|| Problem::new("approver-missing").at("approver"))?;
            append_opening(&hand, writing, read.clone(), second)
        },
    )
}

fn read_opening(hand: &Hand<'_>, request: &PostOpening) -> Result<opening::Request, Problem> {
    typed::lines(request.lines.len())?;
    let occurred_on = typed::date(&request.occurred_on, "occurred_on")?;
    let occurred_on = typed::past(hand, occurred_on, "occurred_on", request.date_confirmed)?;
    let line = |(at, line): (usize, &crate::contract::requests_moves::OpeningLineRequest)| {
        let field = |name: &str| format!("lines.{at}.{name}");
        Quantity::new(line.quantity).map_err(|refusal| {
            typed::quantity_problem(refusal, line.quantity).at(field("quantity"))
        })?;
        Ok(opening::LineRequest {
            id: LotId(line_id(request.id.0, at)),
            item: line.item,
            batch: typed::optional_text(line.batch.as_deref(), &field("batch"))?,
            expiry: typed::optional_date(line.expiry.as_deref(), &field("expiry"))?,
            donor: line.donor,
            condition: line.condition,
            quantity: line.quantity,
            place: line.place,
            packed: line.packed,
        })
    };
    let lines = request.lines.iter().enumerate().map(line);
    Ok(opening::Request {
        id: request.id,
        number: String::new(),
        site: request.site,
        occurred_on,
        note: typed::text(&request.note, "note")?,
        lines: lines.collect::<Result<_, Problem>>()?,
    })
}

fn same_opening(before: &PostedEntry, asked: &opening::Request) -> bool {
    let Body::OpeningPosted(body) = &before.body else {
        return false;
    };
    let line = |(one, asked): (&OpeningLine, &opening::LineRequest)| {
        (one.id, one.item, &one.batch, one.expiry)
            == (asked.id, asked.item, &asked.batch, asked.expiry)
            && (one.donor, one.condition, one.quantity, one.place)
                == (asked.donor, asked.condition, asked.quantity, asked.place)
            && one.packed == asked.packed
    };
    (before.occurred_on, body.site, &body.note) == (asked.occurred_on, asked.site, &asked.note)
        && body.lines.len() == asked.lines.len()
        && body.lines.iter().zip(&asked.lines).all(line)
}

fn decide_opening(
    hand: &Hand<'_>,
    reads: &Reads<'_>,
    request: &opening::Request,
) -> Result<ledger::body::OpeningPosted, Problem> {
    let mut facts = opening::Facts {
        site_known: reads.site(request.site)?.is_some(),
        ..opening::Facts::default()
    };
    let items: BTreeSet<_> = request.lines.iter().map(|line| line.item).collect();
    for item in items {
        if let Some(row) = reads.item(item)? {
            facts.items.insert(item, row.tracking);
        }
    }
    let packed = request.lines.iter().map(|line| (line.item, line.packed));
    facts.packagings = packing::facts(reads, packed)?;
    let donors: BTreeSet<_> = request.lines.iter().filter_map(|line| line.donor).collect();
    for donor in donors {
        if reads.party(donor)?.is_some() {
            facts.donors.insert(donor);
        }
    }
    opening::open(&facts, request, &hand.stamp()).map_err(|refusal| {
        opening_problem(hand, reads, request, &refusal).unwrap_or_else(|problem| problem)
    })
}

fn append_opening(
    hand: &Hand<'_>,
    writing: &mut Writing<'_>,
    mut request: opening::Request,
    second: &Second,
) -> Result<(), Problem> {
    request.number = numbered::next(writing, request.site, "OPN", request.occurred_on)?;
    let body = decide_opening(hand, &writing.reads(), &request)?;
    let (id, site, lines) = (body.id, body.site, body.lines.len());
    writing
        .record(body, &[])
        .map_err(|error| numbered::too_long(error, lines))?;
    approvals::approve(writing, second, id.into(), DocumentKind::Opening, site)
}

fn opening_problem(
    hand: &Hand<'_>,
    reads: &Reads<'_>,
    request: &opening::Request,
    refusal: &opening::Refusal,
) -> Result<Problem, Problem> {
    let at = |line: &usize, field: &str| format!("lines.{}.{field}", line - 1);
    let item = |line: &usize| taking::item_name(hand, reads, request.lines[line - 1].item);
    Ok(match refusal {
        opening::Refusal::NoLines => Problem::new("lines-missing").at("lines"),
        opening::Refusal::TooManyLines { .. } => too_many(),
        opening::Refusal::AlreadyPosted(_) => Problem::new("id-used").at("id").with("number", ""),
        opening::Refusal::UnknownSite(_) => Problem::new("site-unknown").at("site"),
        opening::Refusal::NeedsNote => Problem::new("text-missing")
            .at("note")
            .with("field", "note"),
        opening::Refusal::DuplicateLot { line, .. } => Problem::new("line-twice")
            .at(at(line, "item"))
            .with("item", item(line)?),
        opening::Refusal::UnknownItem { line, .. } => {
            Problem::new("item-unknown").at(at(line, "item"))
        }
        opening::Refusal::UnknownDonor { line, .. } => {
            Problem::new("donor-unknown").at(at(line, "donor"))
        }
        opening::Refusal::Quantity { line, refusal } => {
            typed::quantity_problem(*refusal, request.lines[line - 1].quantity)
                .at(at(line, "quantity"))
        }
        opening::Refusal::NeedsExpiry { line } => Problem::new("expiry-missing")
            .at(at(line, "expiry"))
            .with("item", item(line)?),
        opening::Refusal::NeedsBatch { line } => Problem::new("batch-missing")
            .at(at(line, "batch"))
            .with("item", item(line)?),
        opening::Refusal::SerialCountsOne { line, quantity } => Problem::new("serial-counts-one")
            .at(at(line, "quantity"))
            .with("item", item(line)?)
            .with("count", quantity),
        opening::Refusal::Expiry { line, refusal } => {
            typed::date_problem(*refusal).at(at(line, "expiry"))
        }
        opening::Refusal::Packed(refusal) => packing::at_line(hand, reads, refusal, "quantity")?,
        opening::Refusal::Date(refusal) => typed::date_problem(*refusal).at("occurred_on"),
    })
}
