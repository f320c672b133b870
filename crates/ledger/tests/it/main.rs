//! Tests of the domain: rules as text tables in warehouse words, folds by example, and properties.

mod accept;
mod amounts;
mod count;
mod chain;
mod draw;
mod fold;
mod funds;
mod golden;
mod goods;
mod issue;
mod kit;
mod matching;
mod moving;
mod offer;
mod properties;
mod quantities;
mod receive;
mod reserve;
mod reverse;
mod roles;
mod transfer;
mod stages;
mod wordings;
mod world;
