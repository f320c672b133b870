//! What reads return: plain rows that cross into the window as they are, so that no layer copies them into a shape of
//! its own. Quantities are whole base units, money whole minor units, dates ISO 8601 text, unknown numbers null.

mod catalogue;
mod chain;
mod closure;
mod coordination;
mod counts;
mod explained;
mod funds;
mod goods;
mod kits;
mod matrix;
mod moves;
mod packed;
mod registers;
mod sites;
mod sync;
mod tasks;
mod transfers;

pub use catalogue::*;
pub use chain::*;
pub use closure::*;
pub use coordination::*;
pub use counts::*;
pub use explained::*;
pub use funds::*;
pub use goods::*;
pub use kits::*;
pub use matrix::*;
pub use moves::*;
pub use packed::*;
pub use registers::*;
pub use sites::*;
pub use sync::*;
pub use tasks::*;
pub use transfers::*;

/// Derives every view needs: serde both ways (the command line reads them back), a schema and a TypeScript type.
macro_rules! views {
    ($($(#[$meta:meta])* pub struct $name:ident { $($(#[$field_meta:meta])* pub $field:ident : $type:ty),* $(,)? })+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema, ts_rs::TS)]
        pub struct $name { $($(#[$field_meta])* pub $field: $type),* }
    )+};
}
pub(crate) use views;
