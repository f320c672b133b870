//! Tests of the store through its public face. The model of the server is that of replication's own tests.

#[path = "../../../replication/tests/it/central.rs"]
#[allow(dead_code)]
mod central;

mod arrivals;
mod as_known;
mod chain;
mod damage;
mod history;
mod keys;
mod kill;
mod moves;
mod moves_history;
mod opening;
mod schema;
mod sites;
mod story;
mod sums;
mod world;
mod writing;
