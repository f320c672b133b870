//! Explaining a difference between a stated number and a computed one: while it is there, of the numbers that the person
//! saw, in words that another person can follow.

use super::written;
use crate::body::DifferenceExplained;

/// Fewest words of an explanation: one word names a cause and explains nothing.
pub const FEWEST_WORDS: usize = 3;

/// The two numbers as they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Differs {
    pub stated: i64,
    pub computed: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("nothing differs there")]
    NoDifference,
    #[error("{} is stated and {} computed by now", .0.stated, .0.computed)]
    Changed(Differs),
    #[error("an explanation has {FEWEST_WORDS} words at least")]
    TooShort,
}

/// Decides an explanation; `differs` holds the two numbers where they differ.
///
/// # Errors
/// The first rule that is broken.
pub fn explain(
    differs: Option<Differs>,
    request: &DifferenceExplained,
) -> Result<DifferenceExplained, Refusal> {
    let now = differs.ok_or(Refusal::NoDifference)?;
    if (now.stated, now.computed) != (request.stated, request.computed) {
        return Err(Refusal::Changed(now));
    }
    let explanation = written(Some(&request.explanation)).ok_or(Refusal::TooShort)?;
    let is_word = |part: &&str| part.chars().any(char::is_alphanumeric);
    if explanation.split_whitespace().filter(is_word).count() < FEWEST_WORDS {
        return Err(Refusal::TooShort);
    }
    Ok(DifferenceExplained {
        explanation,
        source: written(request.source.as_deref()),
        ..request.clone()
    })
}
