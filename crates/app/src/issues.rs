//! Issuing goods to a place in the site.

use std::collections::BTreeMap;

use ledger::body::Body;
use ledger::ids::{IssueLineId, ItemId};
use ledger::posting::Condition;
use ledger::quantity::Quantity;
use ledger::role::Action;
use ledger::rules::issue::{self, Facts, LineRequest, LotFacts, Refusal, Request, Spot};
use ledger::rules::packed;
use store::{Reads, Writing};

use crate::context::Context;
use crate::contract::replies::Posted;
use crate::contract::requests::{IssueLineRequest, PostIssue};
use crate::hand::{Hand, line_id};
use crate::numbered;
use crate::packing;
use crate::problem::Problem;
use crate::taking;
use crate::typed;

/// Posts an issue.
pub(crate) fn post(context: &Context, request: PostIssue) -> Result<Posted, Problem> {
    let hand = Hand::take(context, Action::PostIssue, Some(request.site))?;
    typed::lines(request.lines.len())?;
    let occurred_on = typed::date(&request.occurred_on, "occurred_on")?;
    let occurred_on = typed::past(&hand, occurred_on, "occurred_on", request.date_confirmed)?;
    for (at, line) in request.lines.iter().enumerate() {
        Quantity::new(line.quantity).map_err(|refusal| {
            typed::quantity_problem(refusal, line.quantity).at(format!("lines.{at}.quantity"))
        })?;
    }
    hand.post(
        request.id,
        occurred_on,
        request.draft,
        |before| before.occurred_on == occurred_on && same(&before.body, &request),
        |writing| {
            let mut parsed = Request {
                id: request.id,
                number: String::new(),
                site: request.site,
                point: request.point,
                occurred_on,
                lines: Vec::new(),
                served: request.served,
                reservation: request.reservation,
            };
            append(&hand, writing, &request, &mut parsed)
        },
    )
}

/// Whether the issue that stands is the one asked for: lots that were picked count as their item, and packs, which were
/// divided among them, as their units.
fn same(before: &Body, asked: &PostIssue) -> bool {
    let Body::IssuePosted(before) = before else {
        return false;
    };
    let mut left: BTreeMap<ItemId, i64> = BTreeMap::new();
    for line in &before.lines {
        let of_item = left.entry(line.item).or_default();
        *of_item = of_item.saturating_add(line.quantity);
    }
    for line in &asked.lines {
        let of_item = left.entry(line.item).or_default();
        *of_item = of_item.saturating_sub(line.quantity);
    }
    let named = |line: &IssueLineRequest| {
        line.lot
            .is_none_or(|lot| before.lines.iter().any(|one| one.lot == lot))
    };
    (before.site, before.point, before.served) == (asked.site, asked.point, asked.served)
        && before.reservation == asked.reservation
        && left.values().all(|left| *left == 0)
        && asked.lines.iter().all(named)
}

fn append(
    hand: &Hand<'_>,
    writing: &mut Writing<'_>,
    asked: &PostIssue,
    request: &mut Request,
) -> Result<(), Problem> {
    let mut facts = Facts {
        point_site: writing.reads().point(asked.point)?.map(|(site, _)| site),
        short: writing
            .reads()
            .short_lots(asked.site)?
            .into_iter()
            .collect(),
        ..Facts::default()
    };
    let counted = asked.lines.iter().map(|line| (line.item, line.packed));
    facts.packagings = packing::facts(&writing.reads(), counted)?;
    check_reservation(&writing.reads(), asked, request)?;
    // Which line of the screen each line of the document comes from.
    let origin = pick(hand, &writing.reads(), asked, request, &mut facts)?;
    request.number = numbered::next(writing, asked.site, "ISS", request.occurred_on)?;
    let body = issue::issue(&facts, request, &hand.stamp()).map_err(|refusal| {
        problem(hand, &writing.reads(), asked, &origin, &refusal).unwrap_or_else(|problem| problem)
    })?;
    let lines = body.lines.len();
    writing
        .record(body, &[])
        .map_err(|error| numbered::too_long(error, lines))?;
    Ok(())
}

/// Splits each line over lots: the named one, or those that expire first.
fn pick(
    hand: &Hand<'_>,
    reads: &Reads<'_>,
    asked: &PostIssue,
    request: &mut Request,
    facts: &mut Facts,
) -> Result<Vec<usize>, Problem> {
    let mut origin = Vec::new();
    let mut left: BTreeMap<Spot, i64> = BTreeMap::new();
    for (at, line) in asked.lines.iter().enumerate() {
        let item = reads.item(line.item)?;
        let item =
            item.ok_or_else(|| Problem::new("item-unknown").at(format!("lines.{at}.item")))?;
        let lots: Vec<LotFacts> = reads
            .available_lots(asked.site, line.item)?
            .into_iter()
            .map(|lot| LotFacts {
                lot: lot.lot,
                place: lot.place,
                item: lot.item,
                expiry: lot.expiry,
                good: lot.good,
            })
            .collect();
        let spot = |lot: &LotFacts| (lot.lot, lot.place);
        facts.lots.extend(lots.iter().map(|lot| (spot(lot), *lot)));
        let named = |lot: &&LotFacts| line.lot.is_none_or(|named| named == lot.lot);
        let rest = |lot: &LotFacts| LotFacts {
            good: *left.get(&spot(lot)).unwrap_or(&lot.good),
            ..*lot
        };
        let usable: Vec<LotFacts> = lots.iter().filter(named).map(rest).collect();
        let quantity = Quantity::new(line.quantity).map_err(|refusal| {
            typed::quantity_problem(refusal, line.quantity).at(format!("lines.{at}.quantity"))
        })?;
        check_packs(hand, reads, facts, at, line)?;
        let reason = typed::optional_text(line.reason.as_deref(), &format!("lines.{at}.reason"))?;
        let free = reads.free_stock(
            asked.site,
            line.item,
            request.occurred_on,
            asked.reservation,
        )?;
        if free.reserved > 0 {
            facts.free.insert(line.item, free.free);
        }
        let blocked = lots.iter().any(|lot| facts.short.contains(&lot.lot));
        let picks = issue::pick_lots(&usable, quantity, request.occurred_on).map_err(|short| {
            let name = hand.name(&item.names);
            let problem = if blocked {
                taking::shortfall(name)
            } else {
                not_enough(name, short.available, short.asked)
            };
            problem.at(format!("lines.{at}.quantity"))
        })?;
        for pick in picks {
            let before = usable
                .iter()
                .find(|lot| spot(lot) == (pick.lot, pick.place))
                .map_or(0, |lot| lot.good);
            left.insert((pick.lot, pick.place), before - pick.quantity);
            request.lines.push(LineRequest {
                id: IssueLineId(line_id(asked.id.0, origin.len())),
                lot: pick.lot,
                place: pick.place,
                condition: Condition::Good,
                quantity: pick.quantity,
                chosen: line.lot.is_some(),
                reason: reason.clone(),
                packed: packed::share(&facts.packagings, line.packed, line.quantity, pick.quantity),
            });
            origin.push(at);
        }
    }
    Ok(origin)
}

/// The packs of a line come to its quantity before they are divided among lots.
fn check_packs(
    hand: &Hand<'_>,
    reads: &Reads<'_>,
    facts: &Facts,
    at: usize,
    line: &IssueLineRequest,
) -> Result<(), Problem> {
    let counted = (line.item, line.quantity);
    packed::check(&facts.packagings, at + 1, counted, line.packed).map_err(|refusal| {
        let told = packing::at_line(hand, reads, &refusal, "quantity");
        told.unwrap_or_else(|problem| problem)
    })
}

/// The reservation that an issue names is one of this site that still stands.
fn check_reservation(
    reads: &Reads<'_>,
    asked: &PostIssue,
    request: &Request,
) -> Result<(), Problem> {
    let Some(id) = asked.reservation else {
        return Ok(());
    };
    let standing = reads.reservation(id, request.occurred_on)?;
    let standing = standing
        .filter(|one| one.site == asked.site && one.state == store::view::ReservationState::Active);
    standing
        .map(|_| ())
        .ok_or_else(|| Problem::new("reservation-over").at("reservation"))
}

fn not_enough(item: String, available: i64, asked: i64) -> Problem {
    Problem::new("not-enough-stock")
        .with("item", item)
        .with("available", available)
        .with("asked", asked)
}

fn problem(
    hand: &Hand<'_>,
    reads: &Reads<'_>,
    asked: &PostIssue,
    origin: &[usize],
    refusal: &Refusal,
) -> Result<Problem, Problem> {
    let from = |line: usize| origin.get(line - 1).copied().unwrap_or_default();
    let at = |line: usize, field: &str| format!("lines.{}.{field}", from(line));
    let item = |line: usize| -> Result<String, Problem> {
        let row = reads.item(asked.lines[from(line)].item)?;
        Ok(row.map(|row| hand.name(&row.names)).unwrap_or_default())
    };
    Ok(match refusal {
        Refusal::NoLines => Problem::new("lines-missing").at("lines"),
        Refusal::TooManyLines { .. } => Problem::new("too-many-lines")
            .at("lines")
            .with("limit", ledger::rules::MAX_LINES),
        Refusal::AlreadyPosted(_) => Problem::new("id-used").at("id").with("number", ""),
        Refusal::UnknownPoint { .. } => Problem::new("point-unknown").at("point"),
        Refusal::DuplicateLine { line, .. } => Problem::new("line-twice")
            .at(at(*line, "item"))
            .with("item", item(*line)?),
        Refusal::UnknownLot { line, .. }
        | Refusal::NotGood { line, .. }
        | Refusal::Expired { line, .. } => {
            not_enough(item(*line)?, 0, asked.lines[from(*line)].quantity).at(at(*line, "quantity"))
        }
        Refusal::Shortfall { line, .. } => {
            taking::shortfall(item(*line)?).at(at(*line, "quantity"))
        }
        Refusal::Reserved {
            line,
            free,
            asked: wanted,
            ..
        } => taking::reserved(item(*line)?, *free, *wanted).at(at(*line, "quantity")),
        Refusal::Quantity { line, refusal } => {
            typed::quantity_problem(*refusal, asked.lines[from(*line)].quantity)
                .at(at(*line, "quantity"))
        }
        Refusal::NotEnough {
            line,
            available,
            asked: wanted,
            ..
        } => not_enough(item(*line)?, *available, *wanted).at(at(*line, "quantity")),
        Refusal::NeedsReason { line, .. } => Problem::new("override-missing")
            .at(at(*line, "reason"))
            .with("item", item(*line)?),
        Refusal::Served { field, refusal } => {
            let served = asked.served.iter().flat_map(ledger::body::Served::counts);
            let typed = served
                .filter(|(name, _)| name == field)
                .find_map(|(_, count)| count);
            typed::quantity_problem(*refusal, typed.unwrap_or_default())
                .at(format!("served.{field}"))
        }
        Refusal::Packed(refusal) => {
            packing::problem(hand, reads, refusal)?.at(at(refusal.line(), "quantity"))
        }
        Refusal::Date(refusal) => typed::date_problem(*refusal).at("occurred_on"),
    })
}
