//! Journeys of people through the real window.

mod blank;
mod opening;
