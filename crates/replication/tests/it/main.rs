//! Tests of the crate `replication`.
