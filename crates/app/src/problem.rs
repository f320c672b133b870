//! The only shape of failure that reaches a person: a code, what it is about, and facts. The sentence is written where it
//! is shown, from the Fluent message `problem-<code>`.

use std::collections::BTreeMap;

/// A refusal or failure, ready to be translated.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct Problem {
    /// Stable, kebab-case: `not-enough-stock`.
    pub code: String,
    /// The field or document concerned: `lines.2.good`, a document id.
    pub subject: Option<String>,
    /// Numbers and names for the sentence, as text.
    pub facts: BTreeMap<String, String>,
}
