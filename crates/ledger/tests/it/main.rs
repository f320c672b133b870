//! Tests of the domain: rules as text tables in warehouse words, folds by example, and properties.

mod accept;
mod amounts;
mod draw;
mod fold;
mod funds;
mod golden;
mod identifying;
mod issue;
mod matching;
mod needs;
mod offer;
mod packs;
mod properties;
mod quantities;
mod receive;
mod records;
mod reverse;
mod roles;
mod world;
