//! The registers: who agencies sent, what they brought, and figures that papers state.

use ledger::body::{AssetRecorded, DeploymentRecorded, FigureRecorded};
use ledger::fold::Unit;
use ledger::partial_day::PartialDay;
use ledger::role::Action;
use ledger::rules::registers::{self as rules, Outer, Refusal};
use store::view::Registers;

use crate::clock;
use crate::context::Context;
use crate::contract::replies::Kept;
use crate::contract::requests::Nothing;
use crate::contract::requests_sites::{RecordAsset, RecordDeployment, RecordFigure};
use crate::hand::Hand;
use crate::keeping::{Keeping, country_problem, keep};
use crate::lookups::read_as;
use crate::problem::Problem;
use crate::typed;

/// Records people an agency has sent.
pub(crate) fn record_deployment(
    context: &Context,
    request: RecordDeployment,
) -> Result<Kept, Problem> {
    let hand = Hand::take(context, Action::RecordRegister, None)?;
    let body = DeploymentRecorded {
        id: request.id,
        agency: request.agency,
        role: typed::text(&request.role, "role")?,
        number: request.number,
        country: request.country,
        place: typed::optional_text(request.place.as_deref(), "place")?,
        from: partial(request.from.as_deref(), "from")?,
        to: partial(request.to.as_deref(), "to")?,
        baseline: request.baseline,
        as_of: typed::date(&request.as_of, "as_of")?,
        source: typed::text(&request.source, "source")?,
    };
    let keeping = Keeping::new(&hand, body.id.0, Unit::Deployment(body.id), request.draft);
    keep(&hand, keeping, |reads| {
        let known = reads.party(body.agency)?.is_some();
        let kept = rules::record_deployment(known, &body, &hand.stamp())
            .map_err(|refusal| problem(refusal, "agency"))?;
        Ok(kept.into())
    })
}

/// Records what an agency has brought.
pub(crate) fn record_asset(context: &Context, request: RecordAsset) -> Result<Kept, Problem> {
    let hand = Hand::take(context, Action::RecordRegister, None)?;
    let body = AssetRecorded {
        id: request.id,
        kind: typed::text(&request.kind, "kind")?,
        number: request.number,
        holder: request.holder,
        country: request.country,
        place: typed::optional_text(request.place.as_deref(), "place")?,
        as_of: typed::date(&request.as_of, "as_of")?,
        source: typed::text(&request.source, "source")?,
    };
    let keeping = Keeping::new(&hand, body.id.0, Unit::Asset(body.id), request.draft);
    keep(&hand, keeping, |reads| {
        let known = reads.party(body.holder)?.is_some();
        let kept = rules::record_asset(known, &body, &hand.stamp())
            .map_err(|refusal| problem(refusal, "holder"))?;
        Ok(kept.into())
    })
}

/// Records a figure that a paper states.
pub(crate) fn record_figure(context: &Context, request: RecordFigure) -> Result<Kept, Problem> {
    let hand = Hand::take(context, Action::RecordRegister, None)?;
    let body = FigureRecorded {
        id: request.id,
        series: request.series,
        place: typed::text(&request.place, "place")?,
        number: request.number,
        words: typed::optional_text(request.words.as_deref(), "words")?,
        as_of: partial(request.as_of.as_deref(), "as_of")?,
        source: typed::text(&request.source, "source")?,
        within: request.within,
        relation: request.relation,
    };
    let keeping = Keeping::new(&hand, body.id.0, Unit::Figure(body.id), request.draft);
    keep(&hand, keeping, |reads| {
        let outer = body.within.map(|within| reads.figure(within)).transpose()?;
        let outer = outer.flatten().map(|row| Outer {
            series: row.series,
            nested: row.within.is_some(),
        });
        let kept = rules::record_figure(outer, &body, &hand.stamp())
            .map_err(|refusal| problem(refusal, "place"))?;
        Ok(kept.into())
    })
}

fn partial(text: Option<&str>, field: &str) -> Result<Option<PartialDay>, Problem> {
    let text = text.map(str::trim).filter(|text| !text.is_empty());
    text.map(|text| {
        text.parse().map_err(|_| {
            Problem::new("partial-date-invalid")
                .at(field)
                .with("text", text)
        })
    })
    .transpose()
}

fn problem(refusal: Refusal, party: &str) -> Problem {
    match refusal {
        Refusal::UnknownParty(_) => Problem::new("party-unknown").at(party),
        Refusal::UnknownFigure(_) => Problem::new("figure-unknown").at("within"),
        Refusal::OtherSeries(_) => Problem::new("figure-series-differs").at("within"),
        Refusal::Nested(_) => Problem::new("figure-nested").at("within"),
        Refusal::Empty { field } => Problem::new("text-missing").at(field).with("field", field),
        Refusal::BadCountry(text) => country_problem(text),
        Refusal::EndsBefore => Problem::new("ends-before-start").at("to"),
        Refusal::NeitherNumberNorWords => Problem::new("figure-without-number").at("number"),
        Refusal::Relation => Problem::new("figure-relation").at("relation"),
        Refusal::Count(refusal) => typed::count_problem(refusal).at("number"),
        Refusal::Date(refusal) => typed::date_problem(refusal).at("as_of"),
    }
}

/// Everything in the registers.
pub(crate) fn registers(context: &Context, _: Nothing) -> Result<Registers, Problem> {
    let day = clock::reading_day(context)?;
    read_as(context, Action::ReadCoordination, None, |reads| {
        reads.registers(day)
    })
}
