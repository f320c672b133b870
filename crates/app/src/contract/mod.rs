//! The contract: every call by name, with its request and its reply. One table gives the dispatcher, the schemas that
//! `relief calls` prints and the TypeScript bindings.
//!
//! What a newcomer gets wrong: a call is added here and nowhere else; hosts pass names and JSON through.

pub mod bindings;
mod codes;
mod parse;
pub mod replies;
pub mod requests;
pub mod requests_moves;
pub mod requests_sites;
pub mod requests_stock;
pub mod requests_tasks;
mod table;

use serde_json::Value;

use crate::as_known;
use crate::context::Context;
use crate::problem::Problem;
use crate::remarks;
pub use codes::CODES;
pub(crate) use parse::request;
pub use table::CALLS;

/// Who may make a call, beyond what the use case itself checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Whoever sits there, at any stage.
    Anyone,
    /// The ledger must be open; nobody need be signed in.
    Opened,
    /// A person must be signed in; the call writes, or leaves something behind.
    SignedIn,
    /// A person must be signed in; the call only reads the ledger, so it can be asked as known on some day.
    Reads,
    /// A person must be signed in; the call concerns this computer alone, whatever day is looked back at.
    Local,
}

/// One row of the table.
pub struct Call {
    pub name: &'static str,
    pub who: Who,
    pub(crate) run: fn(&Context, &Value) -> Result<Value, Problem>,
    request: fn() -> schemars::Schema,
    reply: fn() -> schemars::Schema,
    pub(crate) describe: fn(&mut bindings::Bindings),
}

/// Runs a call by its name. Any call may carry `as_known` beside its own fields: a read then answers what was known on
/// that day, and whatever would write is refused. Any may carry `remark_confirmed`: what it writes is then kept although
/// a text in it looks as if it named a person.
///
/// # Errors
/// The use case's refusal; `as-known-no-posting`; `call-unknown` and `request-malformed` for a caller that does not know
/// the contract.
pub fn dispatch(context: &Context, name: &str, args: &Value) -> Result<Value, Problem> {
    let Some(call) = CALLS.iter().find(|call| call.name == name) else {
        return Err(Problem::new("call-unknown").with("name", name));
    };
    context.admit(call.who)?;
    let (confirmed, rest) = remarks::taken_out(args)?;
    let (asked, rest) = as_known::taken_out(&rest)?;
    let Some(asked) = asked else {
        if call.who == Who::Reads {
            // The window asks every read about one day, so it is back at now.
            context.store()?.stop_looking_back();
        }
        return if confirmed {
            (call.run)(&context.remarks_confirmed(), &rest)
        } else {
            (call.run)(context, &rest)
        };
    };
    match call.who {
        Who::Reads => (call.run)(&as_known::look_back(context, &asked)?, &rest),
        Who::SignedIn => Err(Problem::new("as-known-no-posting")),
        Who::Anyone | Who::Opened | Who::Local => (call.run)(context, &rest),
    }
}

/// Every call with the JSON Schemas of its request and reply, in the order of the table.
#[must_use]
pub fn schemas() -> Vec<(&'static str, schemars::Schema, schemars::Schema)> {
    CALLS
        .iter()
        .map(|call| (call.name, (call.request)(), (call.reply)()))
        .collect()
}
