//! What reads return: plain rows that cross into the window as they are, so that no layer copies them into a shape of
//! its own. Quantities are whole base units, money whole minor units, dates ISO 8601 text, unknown numbers null.

mod catalogue;
mod coordination;
mod funds;
mod goods;
mod matrix;
mod registers;
mod sites;
mod sync;

pub use catalogue::*;
pub use coordination::*;
pub use funds::*;
pub use goods::*;
pub use matrix::*;
pub use registers::*;
pub use sites::*;
pub use sync::*;

/// Derives every view needs: serde both ways (the command line reads them back), a schema and a TypeScript type.
macro_rules! views {
    ($($(#[$meta:meta])* pub struct $name:ident { $($(#[$field_meta:meta])* pub $field:ident : $type:ty),* $(,)? })+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema, ts_rs::TS)]
        pub struct $name { $($(#[$field_meta])* pub $field: $type),* }
    )+};
}
pub(crate) use views;
