//! The only shape of failure that reaches a person: a code, what it is about, and facts. The sentence is written where it
//! is shown, from the Fluent message `problem-<code>`.

use std::collections::BTreeMap;
use std::fmt;

use crate::contract::CODES;

/// A refusal or failure, ready to be translated.
#[derive(
    Debug,
    Clone,
    PartialEq,
    Eq,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
    ts_rs::TS,
)]
pub struct Problem {
    /// Stable, kebab-case: `not-enough-stock`.
    pub code: String,
    /// The field or document concerned: `lines.2.good`, a document id.
    pub subject: Option<String>,
    /// Numbers and names for the sentence, as text.
    pub facts: BTreeMap<String, String>,
}

impl Problem {
    #[must_use]
    pub fn new(code: &str) -> Self {
        debug_assert!(
            CODES.binary_search(&code).is_ok(),
            "{code} is not among the codes of the contract"
        );
        Self {
            code: code.to_owned(),
            subject: None,
            facts: BTreeMap::new(),
        }
    }

    /// Names the field or document concerned, unless a nearer one is named already.
    #[must_use]
    pub fn at(mut self, subject: impl Into<String>) -> Self {
        self.subject.get_or_insert_with(|| subject.into());
        self
    }

    /// Adds a fact for the sentence.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl fmt::Display) -> Self {
        self.facts.insert(name.to_owned(), value.to_string());
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.code)?;
        if let Some(subject) = &self.subject {
            write!(f, " at {subject}")?;
        }
        for (name, value) in &self.facts {
            write!(f, ", {name}: {value}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problem {}
