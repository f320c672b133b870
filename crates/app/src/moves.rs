//! Plain movements of stock: from shelf to shelf, out of the store, and back.

use std::collections::BTreeSet;

use ledger::body::{Body, DocumentKind, LimitKind, MoveHow, MoveKind, StockMoveLine};
use ledger::fold::{StockDocument, moved_posting};
use ledger::ids::{LotId, PartyId};
use ledger::quantity::Quantity;
use ledger::role::Action;
use ledger::rules::moving::{self, Facts, LineRequest, Refusal, Request};
use ledger::rules::packed;
use ledger::rules::take::Taken;
use store::reads::PostedEntry;
use store::{Reads, Writing};

use crate::approvals::{self, Second};
use crate::context::Context;
use crate::contract::replies::Posted;
use crate::contract::requests::MoveStock;
use crate::hand::Hand;
use crate::numbered;
use crate::packing;
use crate::problem::Problem;
use crate::taking;
use crate::typed;

/// Posts a movement; a second person's PIN comes with it where one is needed.
pub(crate) fn post(context: &Context, request: MoveStock) -> Result<Posted, Problem> {
    let action = match request.how {
        MoveKind::Loss | MoveKind::Disposal => Action::WriteOff,
        MoveKind::InternalMove
        | MoveKind::ConditionChange
        | MoveKind::Consumption
        | MoveKind::ReturnFromUser
        | MoveKind::ReturnToDonor
        | MoveKind::LoanOut
        | MoveKind::LoanBack
        | MoveKind::OwnershipChange
        | MoveKind::Repack => Action::MoveStock,
    };
    let hand = Hand::take(context, action, Some(request.site))?;
    let read = read(&hand, &request)?;
    let judged = hand.store.read(|reads| {
        let posted = reads.posted(request.id.into())?.is_some();
        (!posted).then(|| decide(&hand, reads, &read)).transpose()
    })?;
    let needs = judged.is_some_and(|body| body.needs_approval());
    let approval = request.approver.as_ref();
    let second = needs
        .then(|| approvals::second(context, &hand, request.site, approval))
        .transpose()?;
    hand.post(
        request.id,
        read.occurred_on,
        request.draft,
        |before| same(before, &read),
        |writing| append(&hand, writing, read.clone(), second.as_ref()),
    )
}

/// Parses what was typed. The number is given when everything else is right.
fn read(hand: &Hand<'_>, request: &MoveStock) -> Result<Request, Problem> {
    typed::lines(request.lines.len())?;
    let occurred_on = typed::date(&request.occurred_on, "occurred_on")?;
    let occurred_on = typed::past(hand, occurred_on, "occurred_on", request.date_confirmed)?;
    for (at, line) in request.lines.iter().enumerate() {
        Quantity::new(line.quantity).map_err(|refusal| {
            typed::quantity_problem(refusal, line.quantity).at(format!("lines.{at}.quantity"))
        })?;
    }
    let line = |line: &crate::contract::requests::StockMoveLineRequest| LineRequest {
        lot: line.lot,
        place: line.place,
        condition: line.condition,
        quantity: line.quantity,
    };
    Ok(Request {
        id: request.id,
        number: String::new(),
        site: request.site,
        how: how(request)?,
        occurred_on,
        reason: typed::optional_text(request.reason.as_deref(), "reason")?,
        lines: request.lines.iter().map(line).collect(),
    })
}

/// What each kind of movement says of itself; a missing part is named by its field.
fn how(request: &MoveStock) -> Result<MoveHow, Problem> {
    let missing = |code: &'static str, field: &'static str| move || Problem::new(code).at(field);
    let party = || request.party.ok_or_else(missing("party-unknown", "party"));
    let paper = |code: &'static str| {
        let text = typed::optional_text(request.paper.as_deref(), "paper")?;
        text.ok_or_else(missing(code, "paper"))
    };
    Ok(match request.how {
        MoveKind::InternalMove => MoveHow::InternalMove {
            to: request.to_place,
        },
        MoveKind::ConditionChange => MoveHow::ConditionChange {
            to: request
                .to_condition
                .ok_or_else(missing("condition-missing", "to_condition"))?,
        },
        MoveKind::Consumption => MoveHow::Consumption,
        MoveKind::ReturnFromUser => MoveHow::ReturnFromUser {
            point: request
                .point
                .ok_or_else(missing("point-unknown", "point"))?,
        },
        MoveKind::ReturnToDonor => MoveHow::ReturnToDonor { party: party()? },
        MoveKind::LoanOut => MoveHow::LoanOut {
            party: party()?,
            due_on: typed::optional_date(request.due_on.as_deref(), "due_on")?
                .ok_or_else(missing("date-missing", "due_on"))?,
        },
        MoveKind::LoanBack => MoveHow::LoanBack { party: party()? },
        MoveKind::Loss => MoveHow::Loss {
            cause: request
                .cause
                .ok_or_else(missing("cause-missing", "cause"))?,
            report: paper("report-missing")?,
        },
        MoveKind::Disposal => MoveHow::Disposal {
            certificate: paper("certificate-missing")?,
        },
        MoveKind::OwnershipChange => MoveHow::OwnershipChange {
            from: request
                .from_party
                .ok_or_else(missing("party-unknown", "from_party"))?,
            to: party()?,
            certificate: paper("certificate-missing")?,
        },
        MoveKind::Repack => MoveHow::Repack {
            from: request
                .from_packaging
                .ok_or_else(missing("packaging-missing", "from_packaging"))?,
            to: request
                .to_packaging
                .ok_or_else(missing("packaging-missing", "to_packaging"))?,
        },
    })
}

fn same(before: &PostedEntry, asked: &Request) -> bool {
    let Body::StockMoved(body) = &before.body else {
        return false;
    };
    let line = |(one, asked): (&StockMoveLine, &LineRequest)| {
        (one.lot, one.place, one.condition, one.quantity)
            == (asked.lot, asked.place, asked.condition, asked.quantity)
    };
    (before.occurred_on, &before.reason) == (asked.occurred_on, &asked.reason)
        && (body.site, &body.how) == (asked.site, &asked.how)
        && body.lines.len() == asked.lines.len()
        && body.lines.iter().zip(&asked.lines).all(line)
}

fn decide(
    hand: &Hand<'_>,
    reads: &Reads<'_>,
    request: &Request,
) -> Result<ledger::body::StockMoved, Problem> {
    let facts = facts(reads, request)?;
    moving::move_stock(&facts, request, &hand.stamp()).map_err(|refusal| {
        problem(hand, reads, request, &refusal).unwrap_or_else(|problem| problem)
    })
}

fn append(
    hand: &Hand<'_>,
    writing: &mut Writing<'_>,
    mut request: Request,
    second: Option<&Second>,
) -> Result<(), Problem> {
    let code = request.how.code();
    request.number = numbered::next(writing, request.site, code, request.occurred_on)?;
    let body = decide(hand, &writing.reads(), &request)?;
    let (id, site, lines) = (body.id, body.site, body.lines.len());
    let needs = body.needs_approval();
    let second = match (needs, second) {
        (true, None) => return Err(Problem::new("approver-missing").at("approver")),
        (true, second) => second,
        (false, _) => None,
    };
    writing.because(request.reason, None);
    writing
        .record(body, &[])
        .map_err(|error| numbered::too_long(error, lines))?;
    if let Some(second) = second {
        writing.because(None, None);
        approvals::approve(writing, second, id.into(), DocumentKind::StockMove, site)?;
    }
    Ok(())
}

fn facts(reads: &Reads<'_>, request: &Request) -> Result<Facts, Problem> {
    let site = reads.site(request.site)?;
    let mut facts = Facts {
        limit: reads.limit(LimitKind::WriteOff)?,
        ..Facts::default()
    };
    if let Some(site) = site {
        facts.places = site.places.iter().map(|place| place.id).collect();
        facts.points = site.points.iter().map(|point| point.id).collect();
    }
    for party in parties(&request.how) {
        facts
            .parties
            .extend(reads.party(party)?.map(|party| party.id));
    }
    // Only these two ask whose the goods are.
    let by_title = matches!(
        request.how,
        MoveHow::OwnershipChange { .. } | MoveHow::ReturnToDonor { .. }
    );
    let lots: BTreeSet<LotId> = request.lines.iter().map(|line| line.lot).collect();
    for lot in lots {
        if let Some(card) = reads.lot(lot)? {
            let expiry = reads.governing_expiry(lot)?;
            facts.lots.insert(lot, (card.item, expiry));
            let source = card.came_from();
            let source = source.map(|party| as_named(reads, party, request));
            if let Some(source) = source.transpose()? {
                facts.donors.insert(lot, source);
            }
            if by_title && let Some(title) = reads.title(lot)? {
                let named = title.named(|party| as_named(reads, party, request))?;
                facts.titles.insert(lot, named);
            }
        }
    }
    for line in &request.lines {
        let Some((item, _)) = facts.lots.get(&line.lot) else {
            continue;
        };
        let moved = StockMoveLine {
            lot: line.lot,
            item: *item,
            place: line.place,
            condition: line.condition,
            quantity: line.quantity,
        };
        let posting = moved_posting(request.site, &request.how, &moved);
        let there = reads.balance(line.lot, posting.from, posting.condition)?;
        let key = (line.lot, posting.from, posting.condition);
        facts.stock.insert(key, there);
    }
    if let MoveHow::Repack { from, to } = request.how {
        let items = facts.lots.values().map(|(item, _)| *item);
        let named = items.flat_map(|item| [(item, from), (item, to)]);
        facts.packagings = packing::facts_of_items(reads, named)?;
    }
    if moving::leaves(&request.how) {
        let taken: Vec<Taken> = request.lines.iter().map(taken).collect();
        facts.goods = taking::facts(reads, request.site, request.occurred_on, &taken, None)?;
    }
    Ok(facts)
}

fn taken(line: &LineRequest) -> Taken {
    Taken {
        lot: line.lot,
        condition: line.condition,
        place: line.place,
        quantity: line.quantity,
    }
}

/// A party as the request names it, where the two records turned out to be one party.
fn as_named(reads: &Reads<'_>, party: PartyId, request: &Request) -> Result<PartyId, Problem> {
    let head = reads.party_head(party)?;
    for named in parties(&request.how) {
        if reads.party_head(named)? == head {
            return Ok(named);
        }
    }
    Ok(party)
}

fn parties(how: &MoveHow) -> Vec<PartyId> {
    let mut parties: Vec<PartyId> = how.party().into_iter().collect();
    if let MoveHow::OwnershipChange { from, .. } = how {
        parties.push(*from);
    }
    parties
}

/// The name of a lot's item.
fn item_of(hand: &Hand<'_>, reads: &Reads<'_>, lot: LotId) -> Result<String, Problem> {
    let card = reads.lot(lot)?;
    let row = card
        .map(|card| reads.item(card.item))
        .transpose()?
        .flatten();
    Ok(row.map(|row| hand.name(&row.names)).unwrap_or_default())
}

fn name_of(hand: &Hand<'_>, reads: &Reads<'_>, party: PartyId) -> Result<String, Problem> {
    let row = reads.party(party)?;
    Ok(row.map(|row| hand.name(&row.names)).unwrap_or_default())
}

/// Goods would go back to somebody who neither gave them nor took them over.
fn other_donor(
    hand: &Hand<'_>,
    reads: &Reads<'_>,
    request: &Request,
    donor: PartyId,
) -> Result<Problem, Problem> {
    let given = request.how.party();
    let given = given.map(|party| name_of(hand, reads, party)).transpose()?;
    Ok(Problem::new("donor-differs")
        .at("party")
        .with("donor", name_of(hand, reads, donor)?)
        .with("given", given.unwrap_or_default()))
}

fn unknown_party(request: &Request, party: PartyId) -> Problem {
    let taker = request.how.party() == Some(party);
    Problem::new("party-unknown").at(if taker { "party" } else { "from_party" })
}

/// One of the two packagings of a repacking is not known here, or is one of other goods.
fn wrong_packaging(
    hand: &Hand<'_>,
    reads: &Reads<'_>,
    request: &Request,
    refusal: &packed::Refusal,
) -> Result<Problem, Problem> {
    let to = match request.how {
        MoveHow::Repack { to, .. } => Some(to),
        _ => None,
    };
    let after = to.is_some() && refusal.packaging() == to;
    let field = if after {
        "to_packaging"
    } else {
        "from_packaging"
    };
    Ok(packing::problem(hand, reads, refusal)?.at(field))
}

fn needs_reason() -> Problem {
    let problem = Problem::new("text-missing").at("reason");
    problem.with("field", "reason")
}

/// The refusal in words of the contract. Lines count from 0 in subjects, as in the request.
fn problem(
    hand: &Hand<'_>,
    reads: &Reads<'_>,
    request: &Request,
    refusal: &Refusal,
) -> Result<Problem, Problem> {
    let at = |line: usize, field: &str| format!("lines.{}.{field}", line - 1);
    let of_line = |line: usize| item_of(hand, reads, request.lines[line - 1].lot);
    let of_item = |line: usize, field: &str, code: &'static str| -> Result<Problem, Problem> {
        let problem = Problem::new(code).at(at(line, field));
        Ok(problem.with("item", of_line(line)?))
    };
    Ok(match refusal {
        Refusal::NoLines => Problem::new("lines-missing").at("lines"),
        Refusal::TooManyLines { .. } => typed::too_many_lines(),
        Refusal::AlreadyPosted(_) => Problem::new("id-used").at("id").with("number", ""),
        Refusal::NeedsReason => needs_reason(),
        Refusal::NeedsReport => Problem::new("report-missing").at("paper"),
        Refusal::NeedsCertificate => Problem::new("certificate-missing").at("paper"),
        Refusal::UnknownPlace(_) => Problem::new("place-unknown").at("to_place"),
        Refusal::UnknownPoint(_) => Problem::new("point-unknown").at("point"),
        Refusal::UnknownParty(party) => unknown_party(request, *party),
        Refusal::SameParty(_) => Problem::new("same-party").at("party"),
        Refusal::SamePackaging => Problem::new("same-packaging").at("to_packaging"),
        Refusal::DueTooEarly { due_on, .. } => Problem::new("due-too-early")
            .at("due_on")
            .with("date", due_on),
        Refusal::UnknownLot { line, .. } => Problem::new("lot-unknown").at(at(*line, "lot")),
        Refusal::OtherDonor { line, donor, .. } => {
            other_donor(hand, reads, request, *donor)?.with("item", of_line(*line)?)
        }
        Refusal::TitleNotHeld {
            line,
            party,
            held,
            asked,
            ..
        } => of_item(*line, "quantity", "title-not-held")?
            .with("party", name_of(hand, reads, *party)?)
            .with("held", held)
            .with("asked", asked),
        Refusal::UnknownLinePlace { line, .. } => {
            Problem::new("place-unknown").at(at(*line, "place"))
        }
        Refusal::Quantity { line, refusal } => {
            typed::quantity_problem(*refusal, request.lines[line - 1].quantity)
                .at(at(*line, "quantity"))
        }
        Refusal::SamePlace { line } => Problem::new("same-place")
            .at("to_place")
            .with("item", of_line(*line)?),
        Refusal::SameCondition { line, condition } => Problem::new("same-condition")
            .at("to_condition")
            .with("item", of_line(*line)?)
            .with("condition", taking::condition_word(*condition)),
        Refusal::NotGood {
            line, condition, ..
        } => of_item(*line, "condition", "not-good")?
            .with("condition", taking::condition_word(*condition)),
        Refusal::Expired { line, expiry, .. } => {
            of_item(*line, "lot", "lot-expired")?.with("date", expiry)
        }
        Refusal::StillGood { line, .. } => of_item(*line, "condition", "still-good")?,
        Refusal::NotEnough {
            line,
            available,
            asked,
            ..
        } => of_item(*line, "quantity", "not-there")?
            .with("available", available)
            .with("asked", asked),
        Refusal::Packed(refusal) => wrong_packaging(hand, reads, request, refusal)?,
        Refusal::Goods(refusal) => taking::problem(hand, reads, refusal)?,
        Refusal::Date(refusal) => typed::date_problem(*refusal).at("occurred_on"),
    })
}
