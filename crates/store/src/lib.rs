//! The device's SQLite file: journal, projections, reads. All SQL of the device lives here and in `migrations/device`.

pub mod view;
