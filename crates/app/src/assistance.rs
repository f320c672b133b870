//! Recording requests for assistance and their versions.

use ledger::body::{RequestLine, RequestRecorded};
use ledger::role::Action;
use ledger::rules::request::{self, Facts, Refusal};
use ledger::stages::ActivationStage;
use store::Reads;

use crate::context::Context;
use crate::contract::replies::Posted;
use crate::contract::requests::{RecordRequest, RequestLineRequest};
use crate::hand::{Hand, number};
use crate::numbered;
use crate::problem::Problem;
use crate::stages;
use crate::typed;

/// Records a request, or a new version of one.
pub(crate) fn record(context: &Context, request: RecordRequest) -> Result<Posted, Problem> {
    let hand = Hand::take(context, Action::RecordRequest, None)?;
    typed::lines(request.lines.len())?;
    let lines = request.lines.iter().enumerate();
    let lines = lines.map(|(at, line)| read_line(at, line));
    let body = RequestRecorded {
        id: request.id,
        activation: request.activation,
        version: request.version,
        title: typed::text(&request.title, "title")?,
        lines: lines.collect::<Result<_, Problem>>()?,
        reference: typed::optional_text(request.reference.as_deref(), "reference")?,
    };
    let id = request.id.into();
    hand.write(hand.today, None, |writing| {
        let before = writing.reads().request_version(request.id, body.version)?;
        let repeated = before.is_some();
        let filled = |before: &RequestRecorded| same(before, &body);
        if !before.as_ref().is_some_and(filled) {
            let facts = facts(&writing.reads(), &body)?;
            let recorded = request::record(&facts, &body, hand.today, &hand.stamp())
                .map_err(|refusal| problem(&body, &refusal))?;
            let lines = recorded.lines.len();
            writing
                .record(recorded, &[])
                .map_err(|error| numbered::too_long(error, lines))?;
        }
        if let Some(draft) = request.draft {
            writing.end_draft(draft)?;
        }
        Ok(Posted {
            id,
            number: number(&writing.reads(), id)?,
            repeated,
        })
    })
}

fn read_line(at: usize, line: &RequestLineRequest) -> Result<RequestLine, Problem> {
    let field = |name: &str| format!("lines.{at}.{name}");
    typed::stated(&line.quantity, &field("quantity"))?;
    Ok(RequestLine {
        id: line.id,
        text: typed::text(&line.text, &field("text"))?,
        group: line.group,
        item: line.item,
        quantity: line.quantity,
        unit: typed::optional_text(line.unit.as_deref(), &field("unit"))?,
        priority: line.priority,
        needed_by: typed::optional_date(line.needed_by.as_deref(), &field("needed_by"))?,
        site: line.site,
        entry_point: typed::optional_text(line.entry_point.as_deref(), &field("entry_point"))?,
        specification: typed::optional_text(
            line.specification.as_deref(),
            &field("specification"),
        )?,
    })
}

/// Whether the version that stands is the one asked for; the rule may have filled in the group of an item.
fn same(before: &RequestRecorded, asked: &RequestRecorded) -> bool {
    let filled = |line: &RequestLine| {
        let stands = before.lines.iter().find(|one| one.id == line.id);
        RequestLine {
            group: line.group.or(stands.and_then(|one| one.group)),
            ..line.clone()
        }
    };
    let asked = RequestRecorded {
        lines: asked.lines.iter().map(filled).collect(),
        ..asked.clone()
    };
    *before == asked
}

fn facts(reads: &Reads<'_>, body: &RequestRecorded) -> Result<Facts, Problem> {
    let activation = reads.activation(body.activation)?;
    let view = reads.request(body.id)?;
    let mut facts = Facts {
        activation: activation.map(|view| view.stage),
        stands: view.map(|view| (view.version, view.stage)),
        ..Facts::default()
    };
    let groups = reads.item_groups()?;
    facts.groups = groups.into_iter().map(|group| group.id).collect();
    for line in &body.lines {
        if let Some(row) = line
            .item
            .map(|item| reads.item(item))
            .transpose()?
            .flatten()
        {
            facts.items.insert(row.id, row.group);
        }
        if let Some(site) = line.site
            && reads.site(site)?.is_some()
        {
            facts.sites.insert(site);
        }
    }
    Ok(facts)
}

fn problem(body: &RequestRecorded, refusal: &Refusal) -> Problem {
    let at = |line: usize, field: &str| format!("lines.{}.{field}", line - 1);
    match refusal {
        Refusal::NoLines => Problem::new("lines-missing").at("lines"),
        Refusal::TooManyLines { .. } => Problem::new("too-many-lines")
            .at("lines")
            .with("limit", ledger::rules::MAX_LINES),
        Refusal::UnknownActivation => Problem::new("activation-unknown").at("activation"),
        Refusal::NotActivated => {
            stages::activation_closed(ActivationStage::Monitoring).at("activation")
        }
        Refusal::ActivationClosed => {
            stages::activation_closed(ActivationStage::Closed).at("activation")
        }
        Refusal::OtherVersion { stands, .. } => Problem::new("request-version")
            .at("version")
            .with("version", stands),
        Refusal::NotAmendable(stage) => Problem::new("stage-illegal")
            .at("version")
            .with("from", typed::word(stage))
            .with("to", "amended"),
        Refusal::NeedsTitle => Problem::new("text-missing")
            .at("title")
            .with("field", "title"),
        Refusal::DuplicateLine { line, .. } => Problem::new("line-twice")
            .at(at(*line, "text"))
            .with("item", &body.lines[line - 1].text),
        Refusal::NeedsText { line } => Problem::new("text-missing")
            .at(at(*line, "text"))
            .with("field", at(*line, "text")),
        Refusal::UnknownItem { line, .. } => Problem::new("item-unknown").at(at(*line, "item")),
        Refusal::UnknownGroup { line, .. } => Problem::new("group-unknown").at(at(*line, "group")),
        Refusal::UnknownSite { line, .. } => Problem::new("site-unknown").at(at(*line, "site")),
        Refusal::Quantity { line, .. } => {
            let subject = at(*line, "quantity");
            let stated = typed::stated(&body.lines[line - 1].quantity, &subject);
            stated
                .err()
                .unwrap_or_else(|| Problem::new("quantity-missing").at(subject))
        }
        Refusal::NeededBy { line, refusal } => {
            typed::date_problem(*refusal).at(at(*line, "needed_by"))
        }
        Refusal::Date(refusal) => typed::date_problem(*refusal),
    }
}
