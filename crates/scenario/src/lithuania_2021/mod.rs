//! The response to Lithuania's activation of 15 July 2021. Figures come from JOIN(2021) 32 final and from the Czech
//! embassy's note on the consignment of 24 July 2021; every id is fixed, so that the story is the same at every telling.

pub mod answers;
mod catalogue;
mod ids;
pub mod people;
pub mod registers;
pub mod requests;
pub mod road;
pub mod shelf;
pub mod soap;
mod step;
pub mod stock;
pub mod story;
pub mod telling;
pub mod transport;
pub mod words;

pub use catalogue::{DONORS, catalogue};
pub use ids::{consignment, document, item, party, point, site};

/// Name of the operation.
pub const OPERATION: &str = "Lithuania 2021";
/// The day it was opened.
pub const OPENED_ON: &str = "2021-07-15";
