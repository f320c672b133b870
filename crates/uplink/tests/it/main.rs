//! The link and the courier against a real server in process, and against things that are no server.

mod command;
mod couriers;
mod links;
mod stage;
mod strangers;
mod watches;
