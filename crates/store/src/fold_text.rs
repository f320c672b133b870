//! Text as a search compares it.

pub(crate) use ledger::wording::folded;

/// The words of a search, folded; at most eight.
pub(crate) fn search_words(text: &str) -> Vec<String> {
    text.split_whitespace().take(8).map(folded).collect()
}

/// The same as a JSON array.
pub(crate) fn words(text: &str) -> String {
    crate::row::json(&search_words(text))
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn diacritics_and_case_fold() {
        assert_eq!(folded("Rūdninkai ŁÓDŹ Čekija"), "rudninkai lodz cekija");
    }
}
