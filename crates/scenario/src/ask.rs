//! Calls of the contract with typed requests and replies.

use app::{Context, Problem};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Makes a call as a host would: through JSON, by name.
///
/// # Errors
/// The call's `Problem`.
pub fn ask<Q: Serialize, A: DeserializeOwned>(
    context: &Context,
    name: &str,
    request: &Q,
) -> Result<A, Problem> {
    let malformed = |cause: serde_json::Error| Problem::new("internal").with("detail", cause);
    let request = serde_json::to_value(request).map_err(malformed)?;
    let reply = context.call(name, request)?;
    serde_json::from_value(reply).map_err(malformed)
}

/// Makes a call that needs nothing.
///
/// # Errors
/// The call's `Problem`.
pub fn fetch<A: DeserializeOwned>(context: &Context, name: &str) -> Result<A, Problem> {
    ask(context, name, &serde_json::json!({}))
}
