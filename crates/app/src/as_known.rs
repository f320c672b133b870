//! Looking back: what was known on one day about another, for every call that reads.
//!
//! What a newcomer gets wrong: no request has fields for it. The key `as_known` stands beside a request's own fields, is
//! taken out before the request is parsed, and gives the use case a context whose reads look back.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde_json::Value;
use store::AsKnown;

use crate::clock;
use crate::context::Context;
use crate::contract::replies::KnownThen;
use crate::contract::request;
use crate::contract::requests::{AsKnownOn, Nothing};
use crate::problem::Problem;
use crate::typed;

const KEY: &str = "as_known";

/// The days looked back at, and the prefix of the journal they stand for.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    pub on: NaiveDate,
    pub for_day: NaiveDate,
    pub of: AsKnown,
}

/// What the key asks for, and the request without it. Without the key, or where it is null, now is meant.
pub(crate) fn taken_out(args: &Value) -> Result<(Option<AsKnownOn>, Cow<'_, Value>), Problem> {
    if args.get(KEY).is_none() {
        return Ok((None, Cow::Borrowed(args)));
    }
    let mut rest = args.clone();
    let asked = rest.as_object_mut().and_then(|fields| fields.remove(KEY));
    let Some(asked) = asked.filter(|asked| !asked.is_null()) else {
        return Ok((None, Cow::Owned(rest)));
    };
    let asked = request(&asked).map_err(|problem: Problem| Problem {
        subject: Some(KEY.to_owned()),
        ..problem
    })?;
    Ok((Some(asked), Cow::Owned(rest)))
}

/// The same directory, as known then.
pub(crate) fn look_back(context: &Context, asked: &AsKnownOn) -> Result<Context, Problem> {
    let on = typed::date(&asked.on, "as_known.on")?;
    let for_day = typed::optional_date(asked.for_day.as_deref(), "as_known.for_day")?;
    let (store, identity) = context.identity()?;
    let end = store.read(|reads| clock::end_of_day(&identity, reads, on))?;
    let for_day = for_day.unwrap_or(on);
    Ok(context.as_known(Known {
        on,
        for_day,
        of: AsKnown {
            accepted_by: end.timestamp(),
            occurred_by: for_day,
        },
    }))
}

/// What is being looked at; null when it is what is known now.
pub(crate) fn told(context: &Context, _: Nothing) -> Result<Option<KnownThen>, Problem> {
    let Some(known) = context.looks_back() else {
        return Ok(None);
    };
    let counted = context.store()?.count_as_known(known.of)?;
    Ok(Some(KnownThen {
        on: known.on.to_string(),
        for_day: known.for_day.to_string(),
        entries: counted.entries,
        unconfirmed: counted.unconfirmed,
        known_later: counted.known_later,
        happened_later: counted.happened_later,
    }))
}
