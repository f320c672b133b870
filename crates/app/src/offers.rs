//! Recording a donor's offer, in the donor's words.

use ledger::body::{Body, OfferLine, OfferLineDetail, OfferReceived, OfferTerms};
use ledger::quantity::check_count;
use ledger::role::Action;
use ledger::rules::date::check_year;
use ledger::rules::offer::{self, Facts, Refusal};
use ledger::stages::ActivationStage;
use store::Reads;

use crate::context::Context;
use crate::contract::replies::Posted;
use crate::contract::requests::{OfferLineRequest, RecordOffer};
use crate::hand::{Hand, number};
use crate::numbered;
use crate::problem::Problem;
use crate::stages;
use crate::taking;
use crate::typed;

/// Records an offer.
pub(crate) fn record(context: &Context, request: RecordOffer) -> Result<Posted, Problem> {
    let hand = Hand::take(context, Action::RecordOffer, None)?;
    typed::lines(request.lines.len())?;
    let offered_on = typed::optional_date(request.offered_on.as_deref(), "offered_on")?
        .map(|date| typed::past(&hand, date, "offered_on", request.date_confirmed))
        .transpose()?;
    typed::amount(&request.value, "value")?;
    let lines = request
        .lines
        .iter()
        .enumerate()
        .map(|(at, line)| read_line(at, line));
    let body = OfferReceived {
        id: request.id,
        activation: request.activation,
        donor: request.donor,
        source: request.source,
        offered_on,
        value: request.value.clone(),
        lines: lines.collect::<Result<_, Problem>>()?,
        reference: typed::optional_text(request.reference.as_deref(), "reference")?,
        terms: request.terms.clone().map(terms).transpose()?,
    };
    let occurred_on = offered_on.unwrap_or(hand.today);
    hand.post(
        request.id,
        occurred_on,
        request.draft,
        |before| same(&before.body, &body),
        |writing| {
            let facts = facts(&writing.reads(), &body)?;
            let recorded =
                offer::record(&facts, &body, occurred_on, &hand.stamp()).map_err(|refusal| {
                    problem(&hand, &writing.reads(), &body, &refusal)
                        .unwrap_or_else(|problem| problem)
                })?;
            let lines = recorded.lines.len();
            writing
                .record(recorded, &[])
                .map_err(|error| numbered::too_long(error, lines))?;
            Ok(())
        },
    )
}

fn read_line(at: usize, line: &OfferLineRequest) -> Result<OfferLine, Problem> {
    typed::stated(&line.quantity, &format!("lines.{at}.quantity"))?;
    Ok(OfferLine {
        id: line.id,
        text: typed::text(&line.text, &format!("lines.{at}.text"))?,
        group: line.group,
        item: line.item,
        quantity: line.quantity,
        title: line.title,
        detail: line
            .detail
            .clone()
            .map(|detail| read_detail(at, detail))
            .transpose()?,
    })
}

fn terms(terms: OfferTerms) -> Result<OfferTerms, Problem> {
    for (day, field) in [
        (terms.valid_until, "terms.valid_until"),
        (terms.available_from, "terms.available_from"),
    ] {
        if let Some(day) = day {
            check_year(day).map_err(|refusal| typed::date_problem(refusal).at(field))?;
        }
    }
    let transport_need =
        typed::optional_text(terms.transport_need.as_deref(), "terms.transport_need")?;
    Ok(OfferTerms {
        transport_need,
        ..terms
    })
}

fn read_detail(at: usize, detail: OfferLineDetail) -> Result<OfferLineDetail, Problem> {
    let field = |name: &str| format!("lines.{at}.detail.{name}");
    if let Some(day) = detail.expiry {
        check_year(day).map_err(|refusal| typed::date_problem(refusal).at(field("expiry")))?;
    }
    for (measure, name) in [
        (detail.weight_g, "weight_g"),
        (detail.volume_dm3, "volume_dm3"),
    ] {
        if let Some(measure) = measure {
            check_count(measure)
                .map_err(|refusal| typed::quantity_problem(refusal, measure).at(field(name)))?;
        }
    }
    let packaging = typed::optional_text(detail.packaging.as_deref(), &field("packaging"))?;
    Ok(OfferLineDetail {
        packaging,
        ..detail
    })
}

/// Whether the offer that stands is the one asked for; the rule may have filled in the group of an item.
fn same(before: &Body, asked: &OfferReceived) -> bool {
    let Body::OfferReceived(before) = before else {
        return false;
    };
    let filled = |line: &OfferLine| {
        let stands = before
            .lines
            .iter()
            .find(|one| one.id == line.id)
            .and_then(|one| one.group);
        OfferLine {
            group: line.group.or(stands),
            ..line.clone()
        }
    };
    let asked = OfferReceived {
        lines: asked.lines.iter().map(filled).collect(),
        ..asked.clone()
    };
    *before == asked
}

fn facts(reads: &Reads<'_>, body: &OfferReceived) -> Result<Facts, Problem> {
    let activation = reads.activation(body.activation)?;
    let closed = |stage: &ActivationStage| match stage {
        ActivationStage::Monitoring | ActivationStage::Closed => true,
        ActivationStage::Activated | ActivationStage::OperationsEnded => false,
    };
    let mut facts = Facts {
        activation_known: activation.is_some(),
        activation_closed: activation.map(|view| view.stage).filter(closed),
        is_donor: reads.party(body.donor)?.is_some_and(|party| party.donor),
        ..Facts::default()
    };
    facts.groups = reads
        .item_groups()?
        .into_iter()
        .map(|group| group.id)
        .collect();
    for item in body.lines.iter().filter_map(|line| line.item) {
        if let Some(row) = reads.item(item)? {
            facts.items.insert(item, row.group);
        }
    }
    Ok(facts)
}

fn problem(
    hand: &Hand<'_>,
    reads: &Reads<'_>,
    body: &OfferReceived,
    refusal: &Refusal,
) -> Result<Problem, Problem> {
    let at = |line: usize, field: &str| format!("lines.{}.{field}", line - 1);
    Ok(match refusal {
        Refusal::NoLines => Problem::new("lines-missing").at("lines"),
        Refusal::TooManyLines { .. } => Problem::new("too-many-lines")
            .at("lines")
            .with("limit", ledger::rules::MAX_LINES),
        Refusal::AlreadyPosted(id) => Problem::new("id-used")
            .at("id")
            .with("number", number(reads, (*id).into())?),
        Refusal::UnknownActivation(_) => Problem::new("activation-unknown").at("activation"),
        Refusal::ActivationClosed(stage) => stages::activation_closed(*stage).at("activation"),
        Refusal::Measure { line } => Problem::new("quantity-negative")
            .at(at(*line, "detail"))
            .with("text", ""),
        Refusal::NotADonor(_) => Problem::new("donor-unknown").at("donor"),
        Refusal::DuplicateLine { line, .. } => {
            let item = body.lines[line - 1].text.clone();
            Problem::new("line-twice")
                .at(at(*line, "text"))
                .with("item", item)
        }
        Refusal::NeedsText { line } => Problem::new("text-missing")
            .at(at(*line, "text"))
            .with("field", at(*line, "text")),
        Refusal::UnknownItem { line, .. } => Problem::new("item-unknown").at(at(*line, "item")),
        Refusal::OtherGroup { line, item, group } => Problem::new("item-other-group")
            .at(at(*line, "item"))
            .with("item", taking::item_name(hand, reads, *item)?)
            .with("group", taking::group_name(hand, reads, *group)?),
        Refusal::UnknownGroup { line, .. } => Problem::new("group-unknown").at(at(*line, "group")),
        Refusal::Quantity { line, .. } => {
            let line = *line;
            typed::stated(&body.lines[line - 1].quantity, &at(line, "quantity"))
                .err()
                .unwrap_or_else(|| Problem::new("quantity-missing").at(at(line, "quantity")))
        }
        Refusal::Value(refusal) => typed::amount_problem(refusal, &body.value).at("value"),
        Refusal::Date(refusal) => typed::date_problem(*refusal).at("offered_on"),
    })
}
