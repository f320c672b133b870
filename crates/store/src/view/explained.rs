//! What people said of numbers that differ.

use ledger::ids::{ExplanationId, PersonId};

use super::views;

views! {
    /// One explanation, the first in fold order first.
    pub struct ExplanationRow {
        pub id: ExplanationId,
        /// The two numbers as the person saw them: people, or minor units.
        #[ts(type = "number")]
        pub stated: i64,
        #[ts(type = "number")]
        pub computed: i64,
        pub explanation: String,
        pub source: Option<String>,
        pub person: PersonId,
        pub person_name: Option<String>,
        pub recorded_at: String,
        /// It explains the numbers as they are now, and nobody did so before. False: it is of older numbers, or came second.
        pub stands: bool,
    }
}
