//! Words as donors write them: compared without case, diacritics and counts.
//!
//! What a newcomer gets wrong: not every number in a line is a count. "Generator 5 kVA" is one kind of thing, "5
//! generators" are five of another; a number before a measure stays among the words.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::quantity::MAX_EXACT;

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

/// A line as it was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// Folded words in their order, the count and its unit left out.
    pub words: String,
    /// How many, where the line says it in one way only.
    pub count: Option<i64>,
}

/// Words that follow a count and say only that it is one.
const PIECES: &[&str] = &[
    "stk",
    "stuck",
    "stuecke",
    "vnt",
    "vienetu",
    "vienetai",
    "pcs",
    "pc",
    "piece",
    "pieces",
    "unit",
    "units",
    "ks",
    "kusu",
    "szt",
    "sztuk",
    "gab",
    "gabali",
    "st",
    "styck",
    "kpl",
    "kappaletta",
    "tk",
    "tukki",
    "kom",
    "kos",
    "pezzi",
    "pz",
    "pieza",
    "unites",
    "db",
    "buc",
    "x",
];

/// Words that make the number before them a measure.
const MEASURES: &[&str] = &[
    "kva", "kw", "w", "v", "a", "kg", "g", "t", "l", "ml", "m", "m2", "m3", "cm", "mm", "km", "h",
    "person", "persons", "personen", "asmenu", "pers", "osob", "places", "vietu", "btu", "bar",
];

/// Reads one line of a donor's list.
#[must_use]
pub fn read(text: &str) -> Wording {
    let tokens = tokens(text);
    let counts: Vec<usize> = (0..tokens.len())
        .filter(|at| count_of(&tokens[*at]).is_some())
        .filter(|at| !is_one_of(MEASURES, tokens.get(at + 1)))
        .collect();
    let named: Vec<usize> = counts
        .iter()
        .copied()
        .filter(|at| is_one_of(PIECES, tokens.get(at + 1)))
        .collect();
    let at = match (named.as_slice(), counts.as_slice()) {
        ([one], _) | ([], [one]) => Some(*one),
        ([], [first, ..]) if *first == 0 => Some(0),
        ([_, _, ..], _) | ([], []) | ([], [_, _, ..]) => None,
    };
    let skipped = |place: usize| {
        at.is_some_and(|at| {
            place == at || (place == at + 1 && is_one_of(PIECES, tokens.get(place)))
        })
    };
    let words: Vec<&str> = tokens
        .iter()
        .enumerate()
        .filter(|(place, _)| !skipped(*place))
        .map(|(_, token)| token.as_str())
        .collect();
    Wording {
        words: words.join(" "),
        count: at.and_then(|at| count_of(&tokens[at])),
    }
}

fn is_one_of(list: &[&str], token: Option<&String>) -> bool {
    token.is_some_and(|token| list.contains(&token.as_str()))
}

fn count_of(token: &str) -> Option<i64> {
    if !token.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let count = token.parse::<i64>().ok()?;
    (1..=MAX_EXACT).contains(&count).then_some(count)
}

/// Words and numbers, folded; a unit glued to a number is cut off it.
fn tokens(text: &str) -> Vec<String> {
    let folded = ungrouped(&folded(text));
    let pieces = folded.split(|c: char| !c.is_alphanumeric());
    pieces.flat_map(cut).map(str::to_owned).collect()
}

/// `1 200 tents` becomes `1200 tents`: a space between digits goes when exactly three digits follow it.
fn ungrouped(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let is_digit = |at: usize| letters.get(at).is_some_and(char::is_ascii_digit);
    let mut joined = String::with_capacity(text.len());
    // Digits of the number that ends here, spaces left out.
    let mut run = 0_usize;
    let mut grouped = false;
    for (at, letter) in letters.iter().enumerate() {
        let divides = matches!(letter, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
            && (grouped || (1..=3).contains(&run))
            && (1..=3).all(|next| is_digit(at + next))
            && !is_digit(at + 4);
        if divides {
            grouped = true;
            continue;
        }
        run = if letter.is_ascii_digit() { run + 1 } else { 0 };
        grouped = grouped && run > 0;
        joined.push(*letter);
    }
    joined
}

/// `20stk` is a number and a word; `m2` is one word.
fn cut(piece: &str) -> Vec<&str> {
    let digits = piece.bytes().take_while(u8::is_ascii_digit).count();
    let (number, word) = piece.split_at(digits);
    [number, word]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect()
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
