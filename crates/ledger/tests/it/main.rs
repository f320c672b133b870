//! Tests of the domain: rules as text tables in warehouse words, folds by example, and properties.

mod accept;
mod amounts;
mod chain;
mod draw;
mod fold;
mod funds;
mod golden;
mod issue;
mod matching;
mod offer;
mod properties;
mod quantities;
mod receive;
mod reverse;
mod roles;
mod stages;
mod wordings;
mod world;
