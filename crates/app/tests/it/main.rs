#[path = "../../../replication/tests/it/central.rs"]
#[allow(dead_code)]
mod central;

mod as_known;
mod bindings;
mod chain;
mod clock;
mod desk;
mod documents;
mod everywhere;
mod explanations;
mod goods;
mod linking;
mod loans;
mod merged;
mod moves;
mod opening;
mod packed;
mod persons;
mod problems;
mod records;
mod server;
mod told;
mod transfers;
