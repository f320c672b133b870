//! Words as donors write them: compared without case, diacritics and counts.
//!
//! What a newcomer gets wrong: not every number in a line is a count. "Generator 5 kVA" is one kind of thing, "5
//! generators" are five of another; a number before a measure stays among the words. And not every count is exact:
//! "bis zu 20" is at most twenty, "20-30" is no number at all.

mod count;
mod measures;
mod tokens;
mod words;

pub use count::{Count, Unclear, Wording, read, read_cell};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, without diacritics: "Pabradė" and "pabrade" become one, "Straße" and "strasse" too.
#[must_use]
pub fn folded(text: &str) -> String {
    let plain = text.nfd().filter(|letter| !is_combining_mark(*letter));
    plain
        .flat_map(char::to_lowercase)
        .flat_map(plain_letters)
        .collect()
}

/// Letters that do not decompose, as they are written where they are not at hand.
fn plain_letters(letter: char) -> impl Iterator<Item = char> {
    let (first, second) = match letter {
        'ß' => ('s', Some('s')),
        'æ' => ('a', Some('e')),
        'œ' => ('o', Some('e')),
        'þ' => ('t', Some('h')),
        'ð' | 'đ' => ('d', None),
        'ł' => ('l', None),
        'ø' => ('o', None),
        'ı' => ('i', None),
        'ς' => ('σ', None),
        other => (other, None),
    };
    std::iter::once(first).chain(second)
}

/// The names in an enumeration such as "Austria, Croatia, … Slovakia, and Sweden and Norway.": without articles, joining
/// words and footnote marks.
#[must_use]
pub fn parties(text: &str) -> Vec<String> {
    let without_marks: String = text
        .split('[')
        .enumerate()
        .map(|(at, part)| {
            if at == 0 {
                part
            } else {
                part.split_once(']').map_or(part, |(_, rest)| rest)
            }
        })
        .collect();
    let joined = without_marks.replace(['\n', '\r', ';'], ",");
    joined
        .split(',')
        .flat_map(|part| part.split(" and "))
        .map(|part| {
            let part = part.trim().trim_end_matches('.').trim();
            let part = part.strip_prefix("and ").unwrap_or(part);
            let part = part.strip_suffix(" and").unwrap_or(part);
            part.strip_prefix("the ").unwrap_or(part).trim().to_owned()
        })
        .filter(|part| !part.is_empty() && part != "and")
        .collect()
}
