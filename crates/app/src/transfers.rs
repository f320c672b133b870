//! Transfers: sending goods to another site, taking them in, settling what stayed on the road.

use std::collections::BTreeMap;

use ledger::body::{Body, DispatchLine, TransferDispatched, TransferReceivedLine};
use ledger::ids::{DocumentId, SettlementId, TransferId, TransferReceiptId};
use ledger::quantity::Quantity;
use ledger::role::{Action, Role};
use ledger::rules::take::Taken;
use ledger::rules::transfer::{
    self, DispatchFacts, DispatchLineRequest, DispatchRefusal, DispatchRequest, Left, ReceiveFacts,
    ReceiveLineRequest, ReceiveRefusal, ReceiveRequest, SettleFacts, SettleRefusal, SettleRequest,
};
use ledger::scope::Scope;
use store::reads::PostedEntry;
use store::view::{TransferReceiptView, TransferRow, TransferView};
use store::{Reads, Writing};

use crate::context::Context;
use crate::contract::replies::{Posted, Waybill};
use crate::contract::requests::ById;
use crate::contract::requests_moves::{
    BySiteOrAll, DispatchTransfer, ReceiveTransfer, SettleTransfer, WaybillCode,
};
use crate::hand::{Hand, following_id};
use crate::lookups;
use crate::numbered;
use crate::packing;
use crate::problem::Problem;
use crate::taking;
use crate::typed;
use crate::waybill;

/// Transfers from and to a site.
pub(crate) fn list(context: &Context, request: BySiteOrAll) -> Result<Vec<TransferRow>, Problem> {
    lookups::read_as(context, Action::ReadSite, request.site, |reads| {
        reads.transfers(request.site)
    })
}

/// A transfer with both ends' documents. Whoever holds it may read it: it came because one of its ends is here.
pub(crate) fn open(context: &Context, request: ById) -> Result<TransferView, Problem> {
    let id = TransferId(request.id.0);
    let (view, body) =
        context.read(|reads| Ok::<_, Problem>((reads.transfer(id)?, reads.dispatched(id)?)))?;
    let mut view = view.ok_or_else(|| Problem::new("document-unknown").at("id"))?;
    view.code = body.map(|(body, _)| waybill::write(&body));
    Ok(view)
}

/// The receiver's document about a transfer.
pub(crate) fn receipt(context: &Context, request: ById) -> Result<TransferReceiptView, Problem> {
    let id = TransferReceiptId(request.id.0);
    let found = context.read(|reads| reads.transfer_receipt(id))?;
    found.ok_or_else(|| Problem::new("document-unknown").at("id"))
}

/// Reads the code of a paper waybill, so that its goods can be taken in before it has arrived.
pub(crate) fn read_waybill(context: &Context, request: WaybillCode) -> Result<Waybill, Problem> {
    let body = waybill::read(&request.code)?;
    let store = context.store()?;
    let from = store.read(|reads| reads.site(body.site))?;
    Ok(Waybill {
        transfer: body.id,
        number: body.number,
        site: body.site,
        site_name: from.map_or_else(|| "?".to_owned(), |site| site.name),
        to: body.to,
        vehicle: body.vehicle,
        lines: body.lines.into_iter().map(Into::into).collect(),
    })
}

/// Posts a dispatch.
pub(crate) fn dispatch(context: &Context, request: DispatchTransfer) -> Result<Posted, Problem> {
    let hand = Hand::take(context, Action::DispatchTransfer, Some(request.site))?;
    let read = read_dispatch(&hand, &request)?;
    hand.post(
        request.id,
        read.occurred_on,
        request.draft,
        |before| same_dispatch(before, &read),
        |writing| append_dispatch(&hand, writing, read.clone()),
    )
}

fn read_dispatch(hand: &Hand<'_>, request: &DispatchTransfer) -> Result<DispatchRequest, Problem> {
    typed::lines(request.lines.len())?;
    let occurred_on = typed::date(&request.occurred_on, "occurred_on")?;
    let occurred_on = typed::past(hand, occurred_on, "occurred_on", request.date_confirmed)?;
    for (at, line) in request.lines.iter().enumerate() {
        Quantity::new(line.quantity).map_err(|refusal| {
            typed::quantity_problem(refusal, line.quantity).at(format!("lines.{at}.quantity"))
        })?;
    }
    let line = |line: &crate::contract::requests_moves::DispatchLineRequest| DispatchLineRequest {
        lot: line.lot,
        condition: line.condition,
        place: line.place,
        quantity: line.quantity,
        packed: line.packed,
    };
    Ok(DispatchRequest {
        id: request.id,
        number: String::new(),
        site: request.site,
        to: request.to,
        occurred_on,
        vehicle: typed::text(&request.vehicle, "vehicle")?,
        carrier: typed::optional_text(request.carrier.as_deref(), "carrier")?,
        seal: typed::optional_text(request.seal.as_deref(), "seal")?,
        expected_on: typed::optional_date(request.expected_on.as_deref(), "expected_on")?,
        lines: request.lines.iter().map(line).collect(),
    })
}

fn same_dispatch(before: &PostedEntry, asked: &DispatchRequest) -> bool {
    let Body::TransferDispatched(body) = &before.body else {
        return false;
    };
    let line = |(one, asked): (&DispatchLine, &DispatchLineRequest)| {
        (one.card.lot, one.condition, one.place, one.quantity)
            == (asked.lot, asked.condition, asked.place, asked.quantity)
            && one.packed == asked.packed
    };
    (before.occurred_on, body.site, body.to) == (asked.occurred_on, asked.site, asked.to)
        && (&body.vehicle, &body.carrier, &body.seal)
            == (&asked.vehicle, &asked.carrier, &asked.seal)
        && body.expected_on == asked.expected_on
        && body.lines.len() == asked.lines.len()
        && body.lines.iter().zip(&asked.lines).all(line)
}

fn append_dispatch(
    hand: &Hand<'_>,
    writing: &mut Writing<'_>,
    mut request: DispatchRequest,
) -> Result<(), Problem> {
    let taken: Vec<Taken> = request.lines.iter().map(taken).collect();
    let facts = {
        let reads = writing.reads();
        let packed = request.lines.iter().map(|line| (line.lot, line.packed));
        let mut facts = DispatchFacts {
            packagings: packing::facts_of_lots(&reads, packed)?,
            goods: taking::facts(&reads, request.site, request.occurred_on, &taken, None)?,
            to_known: reads.site(request.to)?.is_some(),
            ..DispatchFacts::default()
        };
        for line in &request.lines {
            if let Some(card) = reads.lot(line.lot)? {
                facts.cards.insert(line.lot, card);
            }
        }
        facts
    };
    request.number = numbered::next(writing, request.site, "WBL", request.occurred_on)?;
    let body = transfer::dispatch(&facts, &request, &hand.stamp()).map_err(|refusal| {
        dispatch_problem(hand, &writing.reads(), &refusal).unwrap_or_else(|problem| problem)
    })?;
    let lines = body.lines.len();
    writing
        .record(body, &[])
        .map_err(|error| numbered::too_long(error, lines))?;
    Ok(())
}

fn taken(line: &DispatchLineRequest) -> Taken {
    Taken {
        lot: line.lot,
        condition: line.condition,
        place: line.place,
        quantity: line.quantity,
    }
}

fn dispatch_problem(
    hand: &Hand<'_>,
    reads: &Reads<'_>,
    refusal: &DispatchRefusal,
) -> Result<Problem, Problem> {
    Ok(match refusal {
        DispatchRefusal::NoLines => Problem::new("lines-missing").at("lines"),
        DispatchRefusal::TooManyLines { .. } => too_many(),
        DispatchRefusal::AlreadyPosted(_) => Problem::new("id-used").at("id").with("number", ""),
        DispatchRefusal::SameSite(_) => Problem::new("transfer-to-itself").at("to"),
        DispatchRefusal::UnknownSite(_) => Problem::new("site-unknown").at("to"),
        DispatchRefusal::NeedsVehicle => Problem::new("text-missing")
            .at("vehicle")
            .with("field", "vehicle"),
        DispatchRefusal::DuplicateLine { line, lot } => Problem::new("line-twice")
            .at(format!("lines.{}.lot", line - 1))
            .with("item", taking::lot_name(hand, reads, *lot)?),
        DispatchRefusal::ExpectedBefore {
            expected_on,
            occurred_on,
        } => Problem::new("expected-before-dispatch")
            .at("expected_on")
            .with("expected", expected_on)
            .with("date", occurred_on),
        DispatchRefusal::Packed(refusal) => packing::at_line(hand, reads, refusal, "quantity")?,
        DispatchRefusal::Goods(refusal) => taking::problem(hand, reads, refusal)?,
        DispatchRefusal::Date(refusal) => typed::date_problem(*refusal).at("occurred_on"),
    })
}

pub(crate) fn too_many() -> Problem {
    Problem::new("too-many-lines")
        .at("lines")
        .with("limit", ledger::rules::MAX_LINES)
}

/// Posts a receipt of a transfer.
pub(crate) fn receive(context: &Context, request: ReceiveTransfer) -> Result<Posted, Problem> {
    let hand = Hand::take(context, Action::ReceiveTransfer, Some(request.site))?;
    let paper = request.code.as_deref().map(waybill::read).transpose()?;
    let read = read_receipt(&hand, &request)?;
    hand.post(
        request.id,
        read.occurred_on,
        request.draft,
        |before| same_receipt(before, &read),
        |writing| {
            let facts = {
                let reads = writing.reads();
                let known = reads.dispatched(read.transfer)?.map(|(body, _)| body);
                let dispatch = known.or(paper);
                let sum = |(key, (good, damaged))| (key, good + damaged);
                ReceiveFacts {
                    packagings: packagings(&reads, dispatch.as_ref(), &read)?,
                    dispatch,
                    received: reads
                        .taken_in(read.transfer)?
                        .into_iter()
                        .map(sum)
                        .collect(),
                    already_posted: false,
                }
            };
            append_receipt(&hand, writing, &facts, read.clone())
        },
    )
}

/// Packaging versions that the lines name. The lots may be known by their waybill alone.
fn packagings(
    reads: &Reads<'_>,
    dispatch: Option<&TransferDispatched>,
    asked: &ReceiveRequest,
) -> Result<ledger::rules::packed::Facts, Problem> {
    let cards = dispatch.into_iter().flat_map(|body| &body.lines);
    let items: BTreeMap<_, _> = cards.map(|line| (line.card.lot, line.card.item)).collect();
    let named = asked
        .lines
        .iter()
        .filter_map(|line| Some((*items.get(&line.lot)?, line.packed)));
    packing::facts(reads, named)
}

fn read_receipt(hand: &Hand<'_>, request: &ReceiveTransfer) -> Result<ReceiveRequest, Problem> {
    typed::lines(request.lines.len())?;
    let occurred_on = typed::date(&request.occurred_on, "occurred_on")?;
    let occurred_on = typed::past(hand, occurred_on, "occurred_on", request.date_confirmed)?;
    let line = |(at, line): (usize, &crate::contract::requests_moves::ReceiveLineRequest)| {
        let field = |name: &str| format!("lines.{at}.{name}");
        for (name, count) in [
            ("good", line.good),
            ("damaged", line.damaged),
            ("refused", line.refused),
        ] {
            ledger::quantity::check_count(count)
                .map_err(|refusal| typed::quantity_problem(refusal, count).at(field(name)))?;
        }
        Ok(ReceiveLineRequest {
            lot: line.lot,
            condition: line.condition,
            good: line.good,
            damaged: line.damaged,
            refused: line.refused,
            reason: typed::optional_text(line.reason.as_deref(), &field("reason"))?,
            place: line.place,
            packed: line.packed,
        })
    };
    let lines = request.lines.iter().enumerate().map(line);
    Ok(ReceiveRequest {
        id: request.id,
        number: String::new(),
        transfer: request.transfer,
        site: request.site,
        occurred_on,
        lines: lines.collect::<Result<_, Problem>>()?,
    })
}

fn same_receipt(before: &PostedEntry, asked: &ReceiveRequest) -> bool {
    let Body::TransferReceived(body) = &before.body else {
        return false;
    };
    let line = |(one, asked): (&TransferReceivedLine, &ReceiveLineRequest)| {
        (one.card.lot, one.condition, one.place, &one.reason)
            == (asked.lot, asked.condition, asked.place, &asked.reason)
            && (one.good, one.damaged, one.refused) == (asked.good, asked.damaged, asked.refused)
            && one.packed == asked.packed
    };
    (before.occurred_on, body.site, body.transfer)
        == (asked.occurred_on, asked.site, asked.transfer)
        && body.lines.len() == asked.lines.len()
        && body.lines.iter().zip(&asked.lines).all(line)
}

fn append_receipt(
    hand: &Hand<'_>,
    writing: &mut Writing<'_>,
    facts: &ReceiveFacts,
    mut request: ReceiveRequest,
) -> Result<(), Problem> {
    request.number = numbered::next(writing, request.site, "GRN", request.occurred_on)?;
    let body = transfer::receive(facts, &request, &hand.stamp()).map_err(|refusal| {
        receive_problem(hand, &writing.reads(), facts, &refusal).unwrap_or_else(|problem| problem)
    })?;
    let lines = body.lines.len();
    writing
        .record(body, &[])
        .map_err(|error| numbered::too_long(error, lines))?;
    Ok(())
}

fn receive_problem(
    hand: &Hand<'_>,
    reads: &Reads<'_>,
    facts: &ReceiveFacts,
    refusal: &ReceiveRefusal,
) -> Result<Problem, Problem> {
    let at = |line: &usize, field: &str| format!("lines.{}.{field}", line - 1);
    let named = |lot: &ledger::ids::LotId| -> Result<String, Problem> {
        let lines = facts.dispatch.iter().flat_map(|body| &body.lines);
        let card = lines.map(|line| &line.card).find(|card| card.lot == *lot);
        card.map_or_else(
            || Ok(String::new()),
            |card| taking::item_name(hand, reads, card.item),
        )
    };
    Ok(match refusal {
        ReceiveRefusal::NoLines => Problem::new("lines-missing").at("lines"),
        ReceiveRefusal::TooManyLines { .. } => too_many(),
        ReceiveRefusal::AlreadyPosted(_) => Problem::new("id-used").at("id").with("number", ""),
        ReceiveRefusal::UnknownTransfer(_) => Problem::new("transfer-unknown").at("transfer"),
        ReceiveRefusal::OtherSite { to, .. } => {
            Problem::new("transfer-other-site").at("transfer").with(
                "site",
                reads.site(*to)?.map(|site| site.name).unwrap_or_default(),
            )
        }
        ReceiveRefusal::NotOnWaybill { line, .. } => {
            Problem::new("not-on-waybill").at(at(line, "good"))
        }
        ReceiveRefusal::DuplicateLine { line, lot } => Problem::new("line-twice")
            .at(at(line, "good"))
            .with("item", named(lot)?),
        ReceiveRefusal::Count { line, refusal } => {
            typed::quantity_problem(*refusal, 0).at(at(line, "good"))
        }
        ReceiveRefusal::NothingCounted { line } => {
            Problem::new("nothing-counted").at(at(line, "good"))
        }
        ReceiveRefusal::NeedsReason { line, quantity, .. } => {
            Problem::new("transfer-reason-missing")
                .at(at(line, "reason"))
                .with("count", quantity)
        }
        ReceiveRefusal::MoreThanDispatched {
            line,
            expected,
            counted,
        } => Problem::new("more-than-dispatched")
            .at(at(line, "reason"))
            .with("expected", expected)
            .with("counted", counted),
        ReceiveRefusal::Packed(refusal) => packing::at_line(hand, reads, refusal, "good")?,
        ReceiveRefusal::Date(refusal) => typed::date_problem(*refusal).at("occurred_on"),
    })
}

/// Settles what stayed on the road: by the sending site, or by a coordinator.
pub(crate) fn settle(context: &Context, request: SettleTransfer) -> Result<Posted, Problem> {
    let store = context.store()?;
    let ends = store.read(|reads| ends(reads, request.transfer))?;
    let unknown = || Problem::new("transfer-unknown").at("transfer");
    let (from, to) = ends.ok_or_else(unknown)?;
    let hand = Hand::take(context, Action::SettleTransfer, Some(from))?;
    let reason = typed::text(&request.reason, "reason")?;
    hand.explained(hand.today, reason.clone(), |writing| {
        let facts = settle_facts(&writing.reads(), &request, (from, to))?;
        let settled = writing.reads().settlements_of(request.transfer)?;
        let seen = request.lines.iter();
        let asked = SettleRequest {
            id: SettlementId(following_id(request.transfer.0, settled)),
            number: numbered::next(writing, from, "SET", hand.today)?,
            transfer: request.transfer,
            occurred_on: hand.today,
            reason: Some(reason),
            seen: seen
                .map(|line| ((line.lot, line.condition), line.left))
                .collect(),
        };
        let body = transfer::settle(&facts, &asked, &hand.stamp())
            .map_err(|refusal| settle_problem(&refusal))?;
        let (id, number) = (body.id, body.number.clone());
        let home = if hand.role == Role::Coordinator {
            Scope::Coordination
        } else {
            Scope::Site(from)
        };
        writing.record_at(body, home, &[])?;
        Ok(Posted {
            id: id.into(),
            number,
            repeated: false,
        })
    })
}

type Sites = (ledger::ids::SiteId, ledger::ids::SiteId);

fn ends(reads: &Reads<'_>, id: TransferId) -> Result<Option<Sites>, Problem> {
    Ok(reads
        .transfer(id)?
        .map(|view| (view.transfer.site, view.transfer.to)))
}

fn settle_facts(
    reads: &Reads<'_>,
    request: &SettleTransfer,
    sites: Sites,
) -> Result<SettleFacts, Problem> {
    let mut facts = SettleFacts {
        sites: Some(sites),
        ..SettleFacts::default()
    };
    for (key, (item, quantity)) in reads.on_the_road(request.transfer)? {
        // Goods whose card has not arrived cannot be named yet.
        let item = item.ok_or_else(|| Problem::new("lot-unknown").at("lines"))?;
        facts.left.insert(key, Left { item, quantity });
    }
    Ok(facts)
}

fn settle_problem(refusal: &SettleRefusal) -> Problem {
    match refusal {
        SettleRefusal::UnknownTransfer(_) => Problem::new("transfer-unknown").at("transfer"),
        SettleRefusal::AlreadyPosted(_) => Problem::new("id-used").at("id").with("number", ""),
        SettleRefusal::NothingLeft(_) => Problem::new("transfer-settled").at("transfer"),
        SettleRefusal::Changed(_) => Problem::new("transfer-changed").at("transfer"),
        SettleRefusal::NeedsReason => Problem::new("text-missing")
            .at("reason")
            .with("field", "reason"),
        SettleRefusal::Date(refusal) => typed::date_problem(*refusal),
    }
}

impl From<DispatchLine> for crate::contract::replies::WaybillLine {
    fn from(line: DispatchLine) -> Self {
        Self {
            lot: line.card.lot,
            item: line.card.item,
            batch: line.card.batch,
            expiry: line.card.expiry.map(|day| day.to_string()),
            origin_number: line.card.number,
            condition: line.condition,
            quantity: line.quantity,
        }
    }
}

/// Whether a reversal of this dispatch must be refused because the goods were received.
pub(crate) fn received(reads: &Reads<'_>, id: DocumentId) -> Result<bool, Problem> {
    Ok(reads.is_received(TransferId(id.0))?)
}
