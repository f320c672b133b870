//! What has changed, for whoever shows it.

use store::{Changes, Subject};

/// Subjects to read again after a write or an exchange: `stock`, `documents`, `offers`, `matrix`, `funds`, `catalogue`,
/// `drafts`, `sync`, `sites`, `registers`, `session`, `checks`, and ids of documents.
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

impl From<&Changes> for Change {
    fn from(changes: &Changes) -> Self {
        let word = |subject: &Subject| match subject {
            Subject::Stock => "stock",
            Subject::Documents => "documents",
            Subject::Offers => "offers",
            Subject::Matrix => "matrix",
            Subject::Funds => "funds",
            Subject::Catalogue => "catalogue",
            Subject::Drafts => "drafts",
            Subject::Sync => "sync",
            Subject::Sites => "sites",
            Subject::Registers => "registers",
        };
        let subjects = changes
            .subjects
            .iter()
            .map(|subject| word(subject).to_owned());
        let documents = changes.documents.iter().map(ToString::to_string);
        Self {
            subjects: subjects.chain(documents).collect(),
        }
    }
}
