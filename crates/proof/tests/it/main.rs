//! Tests of the crate `proof`.
