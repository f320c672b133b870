//! Text as a search compares it.

pub(crate) use ledger::wording::folded;

/// The words of a search, folded, as a JSON array; at most eight.
pub(crate) fn words(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().take(8).map(folded).collect();
    crate::row::json(&words)
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn diacritics_and_case_fold() {
        assert_eq!(folded("Rūdninkai ŁÓDŹ Čekija"), "rudninkai lodz cekija");
    }
}
