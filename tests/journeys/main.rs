//! Journeys of people through the real window.

mod activation_closed;
mod bad_input;
mod blank;
mod closing;
mod offline_states;
mod opening;
mod power_cut;
mod scene;
mod screens;
mod story;
