//! Tests of the store through its public face. The model of the server is that of replication's own tests.

#[path = "../../../replication/tests/it/central.rs"]
#[allow(dead_code)]
mod central;

#[path = "../../../ledger/tests/it/draw/mod.rs"]
#[allow(dead_code)]
mod draw;

mod arrivals;
mod as_known;
mod chain;
mod closures;
mod constraints;
mod damage;
mod every_kind;
mod figures;
mod goldens;
mod history;
mod invariants;
mod keys;
mod kill;
mod moves;
mod moves_history;
mod moves_world;
mod numbers;
mod opening;
mod packed;
mod prefixes;
mod reference;
mod rows;
mod schema;
mod search;
mod sites;
mod story;
mod sums;
mod tasks;
mod titles;
mod world;
mod writing;
