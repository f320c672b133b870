//! The only client code that opens a socket: [`HttpsLink`] carries requests, [`Courier`] decides when.
//!
//! What a newcomer gets wrong: nothing here knows what is said. `app` signs and reads the messages; a link carries
//! bytes to a server whose key it checks, and a courier only says "now". So does [`Watch`], of the checks of the figures.

mod courier;
mod https;
mod trust;
mod watch;

pub use courier::Courier;
pub use https::HttpsLink;
pub use watch::Watch;
