//! I-20: no field holds who somebody is; a free text could, so everything that is about to be kept is looked at, in the one
//! place through which every entry goes, and the writer is asked once.
//!
//! What a newcomer gets wrong: no request has a field for the answer. The key `remark_confirmed` stands beside a request's
//! own fields, is taken out before the request is parsed, and gives the use case a context that does not ask.

use std::borrow::Cow;

use serde_json::Value;
use store::Writing;

use crate::problem::Problem;

const KEY: &str = "remark_confirmed";

/// Whether the person has confirmed, and the request without that.
pub(crate) fn taken_out(args: &Value) -> Result<(bool, Cow<'_, Value>), Problem> {
    if args.get(KEY).is_none() {
        return Ok((false, Cow::Borrowed(args)));
    }
    let mut rest = args.clone();
    let said = rest.as_object_mut().and_then(|fields| fields.remove(KEY));
    let said = said.unwrap_or_default();
    let malformed = || {
        Problem::new("request-malformed")
            .at(KEY)
            .with("detail", format!("{KEY} is true or false"))
    };
    let confirmed = said.as_bool().ok_or_else(malformed)?;
    Ok((confirmed, Cow::Owned(rest)))
}

/// Asks about the first text of this transaction that looks as if it named a person. Nothing of it travels in the
/// question.
pub(crate) fn ask(writing: &Writing<'_>) -> Result<(), Problem> {
    let Some(doubt) = writing.doubt() else {
        return Ok(());
    };
    let words: Vec<&str> = doubt.patterns.iter().map(|one| one.word()).collect();
    Err(Problem::new("remark-may-identify")
        .at(&doubt.field)
        .with("patterns", words.join(", ")))
}
