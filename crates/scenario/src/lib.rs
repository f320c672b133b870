//! The demo and test story, told through use cases and never by INSERT; and the benches, which measure the same calls.
//!
//! What a newcomer gets wrong: nothing here may know more than a person at a screen. The story asks the calls of the
//! contract, in the order people would, on several devices with a real server between them.

pub mod ask;
pub mod big;
pub mod demo;
pub mod devices;
pub mod lithuania_2021;
pub mod measure;
