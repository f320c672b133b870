//! What has changed, for whoever shows it.

/// Subjects to read again after a write or an exchange: `stock`, `documents`, `offers`, `matrix`, `funds`, `catalogue`,
/// `drafts`, `sync`, `session`, and ids of documents.
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
pub struct Change {
    pub subjects: Vec<String>,
}

impl Change {
    #[must_use]
    pub fn of(subject: &str) -> Self {
        Self {
            subjects: vec![subject.to_owned()],
        }
    }
}
