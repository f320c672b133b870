//! Text as a search compares it.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, without diacritics: "Pabradė" and "pabrade" become one.
pub(crate) fn folded(text: &str) -> String {
    let plain = text.nfd().filter(|letter| !is_combining_mark(*letter));
    plain
        .flat_map(char::to_lowercase)
        .map(plain_letter)
        .collect()
}

/// Letters that do not decompose.
fn plain_letter(letter: char) -> char {
    match letter {
        'ł' => 'l',
        'ø' => 'o',
        'đ' => 'd',
        'ı' => 'i',
        other => other,
    }
}

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
