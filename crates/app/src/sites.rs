//! Sites as places: access notes, head-counts and what follows from them.

use ledger::body::{AccessNoteRecorded, Body, HeadCountRecorded};
use ledger::fold::Unit;
use ledger::role::Action;
use ledger::rules::sites::{self as rules, Refusal};
use store::view::{NeedRow, SitePage};

use crate::clock;
use crate::context::Context;
use crate::contract::replies::Kept;
use crate::contract::requests::BySite;
use crate::contract::requests_sites::{NeedsFilter, RecordAccessNote, RecordHeadCount};
use crate::hand::Hand;
use crate::keeping::{Keeping, keep};
use crate::lookups::{read, read_as};
use crate::problem::Problem;
use crate::typed;

/// Most days needs are worked out for.
const LONGEST_HORIZON: u32 = 366;

/// Records what a driver must know of a site.
pub(crate) fn record_access_note(
    context: &Context,
    request: RecordAccessNote,
) -> Result<Kept, Problem> {
    let hand = Hand::take(context, Action::RecordAccessNote, None)?;
    let body = AccessNoteRecorded {
        id: request.id,
        site: request.site,
        text: typed::text(&request.text, "text")?,
        valid_from: typed::date(&request.valid_from, "valid_from")?,
        valid_to: typed::optional_date(request.valid_to.as_deref(), "valid_to")?,
        source: typed::optional_text(request.source.as_deref(), "source")?,
    };
    let keeping = Keeping::new(&hand, body.id.0, Unit::AccessNote(body.id), request.draft);
    keep(&hand, keeping, |reads| {
        let known = reads.site(body.site)?.is_some();
        let kept = rules::record_access_note(known, &body).map_err(problem)?;
        Ok(kept.into())
    })
}

/// Records how many people are at a site.
pub(crate) fn record_head_count(
    context: &Context,
    request: RecordHeadCount,
) -> Result<Kept, Problem> {
    let hand = Hand::take(context, Action::RecordHeadCount, Some(request.site))?;
    let day = typed::date(&request.day, "day")?;
    let body = HeadCountRecorded {
        id: request.id,
        site: request.site,
        day: typed::past(&hand, day, "day", request.date_confirmed)?,
        band: request.band,
        number: request.number,
        method: request.method,
        remark: typed::remark(
            request.remark.as_deref(),
            "remark",
            request.remark_confirmed,
        )?,
    };
    let keeping = Keeping {
        day,
        ..Keeping::new(&hand, body.id.0, Unit::HeadCounts(body.site), request.draft)
    };
    keep(&hand, keeping, |reads| {
        let known = reads.site(body.site)?.is_some();
        let kept = rules::record_head_count(known, &body, &hand.stamp()).map_err(problem)?;
        Ok(Body::from(kept))
    })
}

fn problem(refusal: Refusal) -> Problem {
    match refusal {
        Refusal::UnknownSite(_) => Problem::new("site-unknown").at("site"),
        Refusal::NeedsText => Problem::new("text-missing")
            .at("text")
            .with("field", "text"),
        Refusal::EndsBefore => Problem::new("ends-before-start").at("valid_to"),
        Refusal::Count(refusal) => typed::count_problem(refusal).at("number"),
        Refusal::Date(refusal) => typed::date_problem(refusal),
    }
}

/// Everything known of one site.
pub(crate) fn page(context: &Context, request: BySite) -> Result<SitePage, Problem> {
    let day = clock::reading_day(context)?;
    let found = read_as(context, Action::ReadSite, Some(request.site), |reads| {
        reads.site_page(request.site, day)
    })?;
    found.ok_or_else(|| Problem::new("site-unknown").at("site"))
}

/// What sites need, the worst first.
pub(crate) fn needs(context: &Context, request: NeedsFilter) -> Result<Vec<NeedRow>, Problem> {
    if !(1..=LONGEST_HORIZON).contains(&request.horizon_days) {
        return Err(Problem::new("horizon-out-of-range")
            .at("horizon_days")
            .with("limit", LONGEST_HORIZON));
    }
    let day = clock::reading_day(context)?;
    if let Some(site) = request.site
        && read(context, |reads| reads.site(site))?.is_none()
    {
        return Err(Problem::new("site-unknown").at("site"));
    }
    read_as(context, Action::ReadSite, request.site, |reads| {
        reads.needs(request.site, day, i64::from(request.horizon_days))
    })
}
