//! Use cases: one function per thing a person does, behind one contract table.

pub mod contract;
pub mod problem;

pub use problem::Problem;
