//! The contract: every call by name, with its request and its reply. One table gives the dispatcher, the schemas that
//! `relief calls` prints and the TypeScript bindings.

pub mod replies;
pub mod requests;
