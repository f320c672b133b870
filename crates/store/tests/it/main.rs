//! Tests of the store through its public face. The model of the server is that of replication's own tests.

#[path = "../../../replication/tests/it/central.rs"]
#[allow(dead_code)]
mod central;

mod arrivals;
mod as_known;
mod chain;
mod constraints;
mod damage;
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
mod schema;
mod search;
mod sites;
mod story;
mod sums;
mod tasks;
mod world;
mod writing;
