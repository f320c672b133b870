//! Text as a search compares it.

pub(crate) use ledger::wording::folded;

/// Most words a search is held to: more than anybody types, and pasted text still ends.
const MOST_WORDS: usize = 32;

/// The words of a search, folded. A control character divides words as a space does: SQLite's
/// index would end the text at the first of them.
pub(crate) fn search_words(text: &str) -> Vec<String> {
    text.split(|letter: char| letter.is_whitespace() || letter.is_control())
        .map(folded)
        .filter(|word| !word.is_empty())
        .take(MOST_WORDS)
        .collect()
}

/// The same as a JSON array.
pub(crate) fn words(text: &str) -> String {
    crate::row::json(&search_words(text))
}

#[cfg(test)]
mod tests {
    use super::{folded, search_words};

    #[test]
    fn diacritics_and_case_fold() {
        assert_eq!(folded("Rūdninkai ŁÓDŹ Čekija"), "rudninkai lodz cekija");
    }

    #[test]
    fn letters_that_do_not_decompose_fold_too() {
        assert_eq!(
            folded("Straße ẞ Æther Œuvre Þór Ðuro Đorđe Øre łódź kapı ΛΌΓΟΣ λόγος"),
            "strasse ss aether oeuvre thor duro dorde ore lodz kapi λογοσ λογοσ"
        );
    }

    #[test]
    fn control_characters_divide_words_and_no_word_is_dropped() {
        assert_eq!(search_words("\0grn\u{1}21 \u{301} \n"), ["grn", "21"]);
        let ten = "a b c d e f g h i j";
        assert_eq!(search_words(ten).len(), 10);
    }
}
