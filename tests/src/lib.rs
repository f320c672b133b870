//! Drives the real window and the real server from outside, as a person and an administrator do.
//!
//! [`Window`] is one device: its own screen, its own driver, its own process group. [`Server`] is
//! one `relief-server` process. Journeys in `journeys/` are written with these two and nothing else.
//! What a newcomer would get wrong: nothing here sleeps for a fixed time. Every look at the page
//! waits until what it wants is there, and says after [`window::PATIENCE`] what was there instead.

mod access;
mod closing;
pub mod demo;
mod hands;
mod keys;
mod look;
pub mod programs;
mod script;
mod server;
pub mod window;
mod wire;

pub use demo::Demo;
pub use look::Words;
pub use server::Server;
pub use window::Window;
pub use wire::{Lead, Wire};
