//! Tests of the crate `proof`.
//!
//! What a newcomer gets wrong: the vectors are other people's (RFC 6962, C2SP) or golden; when one fails, the code is
//! wrong, not the vector.

mod entries;
mod export;
mod export_damage;
mod fixture;
mod streams;
mod vectors;
