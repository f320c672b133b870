//! Stock that is kept for somebody: by the site itself, or ordered by a coordinator.

use chrono::NaiveDate;
use ledger::body::{Body, ReservedLine};
use ledger::ids::{ItemId, SiteId};
use ledger::quantity::Quantity;
use ledger::role::{Action, Role};
use ledger::rules::reserve::{self, EndFacts, EndRefusal, Facts, Refusal, Request};
use ledger::scope::Scope;
use store::view::{FreeStock, ReservationView};
use store::{Reads, Writing};

use crate::context::Context;
use crate::contract::replies::Posted;
use crate::contract::requests::BySite;
use crate::contract::requests_moves::{BySiteOrAll, EndReservation, ReserveStock};
use crate::hand::{Hand, number};
use crate::numbered;
use crate::problem::Problem;
use crate::taking;
use crate::transfers::too_many;
use crate::typed;

/// Reservations at a site as they stand on the day the reading is about.
pub(crate) fn list(
    context: &Context,
    request: BySiteOrAll,
) -> Result<Vec<ReservationView>, Problem> {
    let day = day_at(context, request.site)?;
    context.read(|reads| reads.reservations(request.site, day))
}

/// Good stock of each item at a site, and what of it is kept on the day the reading is about.
pub(crate) fn free(context: &Context, request: BySite) -> Result<Vec<FreeStock>, Problem> {
    let day = day_at(context, Some(request.site))?;
    context.read(|reads| {
        let items: Vec<ItemId> = reads
            .stock(request.site)?
            .iter()
            .map(|row| row.item)
            .collect();
        let of = |item: ItemId| reads.free_stock(request.site, item, day, None);
        items.into_iter().map(of).collect()
    })
}

/// The day a reading of a site is about, for somebody who may read it: today there, or the day looked back at.
fn day_at(context: &Context, site: Option<SiteId>) -> Result<NaiveDate, Problem> {
    let hand = Hand::take(context, Action::ReadSite, site)?;
    Ok(context
        .looks_back()
        .map_or(hand.today, |known| known.for_day))
}

/// Keeps stock.
pub(crate) fn reserve(context: &Context, request: ReserveStock) -> Result<Posted, Problem> {
    let hand = Hand::take(context, Action::ReserveStock, Some(request.site))?;
    typed::lines(request.lines.len())?;
    for (at, line) in request.lines.iter().enumerate() {
        Quantity::new(line.quantity).map_err(|refusal| {
            typed::quantity_problem(refusal, line.quantity).at(format!("lines.{at}.quantity"))
        })?;
    }
    let line = |line: &crate::contract::requests_moves::ReservedLineRequest| ReservedLine {
        item: line.item,
        quantity: line.quantity,
    };
    let asked = Request {
        id: request.id,
        number: String::new(),
        site: request.site,
        point: request.point,
        expires_on: typed::date(&request.expires_on, "expires_on")?,
        note: typed::optional_text(request.note.as_deref(), "note")?,
        lines: request.lines.iter().map(line).collect(),
    };
    hand.post(
        request.id,
        hand.today,
        None,
        |before| {
            let Body::StockReserved(body) = &before.body else {
                return false;
            };
            (body.site, body.point, body.expires_on) == (asked.site, asked.point, asked.expires_on)
                && (&body.note, &body.lines) == (&asked.note, &asked.lines)
        },
        |writing| append(&hand, writing, asked.clone()),
    )
}

/// Where an entry about a reservation lives.
fn home(hand: &Hand<'_>, site: SiteId) -> Scope {
    if hand.role == Role::Coordinator {
        Scope::Coordination
    } else {
        Scope::Site(site)
    }
}

fn append(hand: &Hand<'_>, writing: &mut Writing<'_>, mut asked: Request) -> Result<(), Problem> {
    let facts = facts(hand, &writing.reads(), &asked)?;
    asked.number = numbered::next(writing, asked.site, "RSV", hand.today)?;
    let body = reserve::reserve(&facts, &asked, &hand.stamp()).map_err(|refusal| {
        problem(hand, &writing.reads(), &asked, &refusal).unwrap_or_else(|problem| problem)
    })?;
    let home = home(hand, body.site);
    let lines = body.lines.len();
    writing
        .record_at(body, home, &[])
        .map_err(|error| numbered::too_long(error, lines))?;
    Ok(())
}

fn facts(hand: &Hand<'_>, reads: &Reads<'_>, asked: &Request) -> Result<Facts, Problem> {
    let point = asked.point.map(|point| reads.point(point)).transpose()?;
    let mut facts = Facts {
        site_known: reads.site(asked.site)?.is_some(),
        point_site: point.flatten().map(|(site, _)| site),
        ..Facts::default()
    };
    for line in &asked.lines {
        if reads.item(line.item)?.is_some() {
            let free = reads.free_stock(asked.site, line.item, hand.today, None)?;
            facts.free.insert(line.item, free.free);
        }
    }
    Ok(facts)
}

fn problem(
    hand: &Hand<'_>,
    reads: &Reads<'_>,
    asked: &Request,
    refusal: &Refusal,
) -> Result<Problem, Problem> {
    let at = |line: &usize, field: &str| format!("lines.{}.{field}", line - 1);
    Ok(match refusal {
        Refusal::NoLines => Problem::new("lines-missing").at("lines"),
        Refusal::TooManyLines { .. } => too_many(),
        Refusal::AlreadyPosted(_) => Problem::new("id-used").at("id").with("number", ""),
        Refusal::UnknownSite(_) => Problem::new("site-unknown").at("site"),
        Refusal::UnknownPoint { .. } => Problem::new("point-unknown").at("point"),
        Refusal::EndsBeforeToday { expires_on, today } => Problem::new("reservation-ends-before")
            .at("expires_on")
            .with("date", expires_on)
            .with("today", today),
        Refusal::UnknownItem { line, .. } => Problem::new("item-unknown").at(at(line, "item")),
        Refusal::DuplicateItem { line, item } => Problem::new("line-twice")
            .at(at(line, "item"))
            .with("item", taking::item_name(hand, reads, *item)?),
        Refusal::Quantity { line, refusal } => {
            typed::quantity_problem(*refusal, asked.lines[line - 1].quantity)
                .at(at(line, "quantity"))
        }
        Refusal::NotEnough {
            line,
            item,
            free,
            asked,
        } => taking::reserved(taking::item_name(hand, reads, *item)?, *free, *asked)
            .at(at(line, "quantity")),
        Refusal::Date(refusal) => typed::date_problem(*refusal).at("expires_on"),
    })
}

/// Lets reserved stock go before its day.
pub(crate) fn end(context: &Context, request: EndReservation) -> Result<Posted, Problem> {
    let id = request.id;
    let store = context.store()?;
    let unknown = || Problem::new("document-unknown").at("id");
    let made = store
        .read(|reads| reads.reservation_state(id))?
        .and_then(|state| state.made);
    let site = made.map(|(_, body)| body.site).ok_or_else(unknown)?;
    let hand = Hand::take(context, Action::ReserveStock, Some(site))?;
    hand.write(hand.today, None, |writing| {
        let state = writing.reads().reservation_state(id)?;
        let facts = state.map(|state| EndFacts {
            stage: state.stage,
            site,
        });
        let body = reserve::end(facts, id, None).map_err(|refusal| match refusal {
            EndRefusal::Unknown(_) => unknown(),
            EndRefusal::Ended(_) => Problem::new("reservation-over").at("id"),
        })?;
        writing.record_at(body, home(&hand, site), &[])?;
        Ok(Posted {
            id: id.into(),
            number: number(&writing.reads(), id.into())?,
            repeated: false,
        })
    })
}
