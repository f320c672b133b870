//! How many a line says there are, and how surely.
//!
//! What a newcomer gets wrong: a number is taken only where it can be nothing else than the count. Of two numbers that
//! may be it none is taken, and a number that can be read in two ways is given back as that, for a person to say.

use super::folded;
use super::measures::{self, LABELS};
use super::tokens::{Cut, Number, Token, Value, tokens};
use super::words::{self, BETWEEN, LONGEST, PIECES};
use crate::quantity::Qualifier;

/// A line as it was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// Folded words in their order; the count, its unit and what qualifies it are left out.
    pub words: String,
    pub count: Count,
}

/// How many a line says there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// No number, none but measures and names, one that a word multiplies, or several of which each may be the count.
    NotSaid,
    Said {
        units: i64,
        qualifier: Qualifier,
    },
    Unclear(Unclear),
}

/// Why a number that is there is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unclear {
    /// 1.200: what divides thousands in one language divides decimals in another.
    TwoWays,
    Fraction,
    Range,
}

/// Reads one line of a donor's list.
#[must_use]
pub fn read(text: &str) -> Wording {
    let tokens = tokens(&folded(text), Cut::Line);
    let (count, left_out) = count_of(&tokens);
    Wording {
        words: words_of(&tokens, &left_out),
        count,
    }
}

/// Reads a cell that is to hold a count and nothing else: a sign or a word that says nothing of the count may say that it is
/// none, as in `500 €` and `20?`.
#[must_use]
pub fn read_cell(text: &str) -> Count {
    let tokens = tokens(&folded(text), Cut::Cell);
    let (count, left_out) = count_of(&tokens);
    match count {
        Count::Said { .. } if left_out.contains(&false) => Count::NotSaid,
        Count::Said { .. } | Count::NotSaid | Count::Unclear(_) => count,
    }
}

/// How many the tokens say there are, and which of them say so.
fn count_of(tokens: &[Token]) -> (Count, Vec<bool>) {
    let counts = candidates(tokens);
    let mut left_out = vec![false; tokens.len()];
    let range = counts.iter().any(|at| is_range(tokens, &counts, *at));
    let count = match counts.as_slice() {
        _ if range => Count::Unclear(Unclear::Range),
        [one] if multiplied(tokens, *one) => Count::NotSaid,
        [one] => match value_at(tokens, *one) {
            Some(Value::Whole(units)) => Count::Said {
                units,
                qualifier: qualified(tokens, *one, &mut left_out),
            },
            Some(Value::TwoWays) => Count::Unclear(Unclear::TwoWays),
            Some(Value::Fraction) => Count::Unclear(Unclear::Fraction),
            Some(Value::Name) | None => Count::NotSaid,
        },
        [] | [_, ..] => Count::NotSaid,
    };
    (count, left_out)
}

/// The words that stay, so that they read as themselves: what joins two numbers stays between them.
fn words_of(tokens: &[Token], left_out: &[bool]) -> String {
    let mut words = String::new();
    for (at, token) in tokens.iter().enumerate() {
        let between = |at: usize| {
            at > 0 && value_at(tokens, at - 1).is_some() && value_at(tokens, at + 1).is_some()
        };
        match token {
            _ if left_out[at] => {}
            Token::Sign('-') if between(at) => words.push('-'),
            Token::Sign(_) => {}
            Token::Word(text) | Token::Number(Number { text, .. }) => {
                if !words.is_empty() && !words.ends_with('-') {
                    words.push(' ');
                }
                words.push_str(text);
            }
        }
    }
    words
}

fn word_at(tokens: &[Token], at: usize) -> Option<&str> {
    match tokens.get(at) {
        Some(Token::Word(word)) => Some(word),
        Some(Token::Number(_) | Token::Sign(_)) | None => None,
    }
}

fn value_at(tokens: &[Token], at: usize) -> Option<Value> {
    match tokens.get(at) {
        Some(Token::Number(number)) => Some(number.value),
        Some(Token::Word(_) | Token::Sign(_)) | None => None,
    }
}

fn is_one_of(list: &[&str], word: Option<&str>) -> bool {
    word.is_some_and(|word| list.contains(&word))
}

/// Numbers that may be the count, by their places.
fn candidates(tokens: &[Token]) -> Vec<usize> {
    let measures = measures(tokens);
    let labelled = |at: usize| {
        let word = at.checked_sub(1).and_then(|at| word_at(tokens, at));
        // "500 EUR, 20 Stk.": the unit says that it is the count.
        let piece = is_one_of(PIECES, word_at(tokens, at + 1));
        is_one_of(LABELS, word) || (!piece && word.is_some_and(measures::measures_what_follows))
    };
    let may_count = |at: &usize| match value_at(tokens, *at) {
        Some(Value::Whole(_) | Value::TwoWays | Value::Fraction) => {
            !measures[*at] && !labelled(*at)
        }
        Some(Value::Name) | None => false,
    };
    (0..tokens.len()).filter(may_count).collect()
}

/// Whether a word makes another number of this one, as in 2 Tsd. and 3 dozen.
fn multiplied(tokens: &[Token], at: usize) -> bool {
    word_at(tokens, at + 1).is_some_and(measures::multiplies)
}

/// Which numbers measure something: those before a measure, and those joined to one that does, as in 4 x 5 m and 20-30 kg.
fn measures(tokens: &[Token]) -> Vec<bool> {
    let mut found = vec![false; tokens.len()];
    for (at, token) in tokens.iter().enumerate().rev() {
        let Token::Number(number) = token else {
            continue;
        };
        let joined = match tokens.get(at + 1) {
            Some(Token::Word(word)) => word == "x" || BETWEEN.contains(&word.as_str()),
            Some(Token::Sign(sign)) => *sign == '-',
            Some(Token::Number(_)) | None => false,
        };
        found[at] = number.measured
            || word_at(tokens, at + 1).is_some_and(measures::measures)
            || (joined && found.get(at + 2).copied().unwrap_or(false));
    }
    found
}

/// Whether a range begins here: 20-30, 20 Stk. bis 30 Stk., 20 or 30. What falls is none: a tent of type 2000, 20 of them.
fn is_range(tokens: &[Token], counts: &[usize], at: usize) -> bool {
    let joins = |place: usize| {
        matches!(tokens.get(place), Some(Token::Sign('-')))
            || is_one_of(BETWEEN, word_at(tokens, place))
    };
    let piece = is_one_of(PIECES, word_at(tokens, at + 1));
    let join = at + 1 + usize::from(piece);
    if !joins(join) || counts.binary_search(&(join + 1)).is_err() {
        return false;
    }
    if let Some(Value::Whole(first)) = value_at(tokens, at)
        && let Some(Value::Whole(last)) = value_at(tokens, join + 1)
    {
        return first < last;
    }
    true
}

/// How exact the count is; what says so is left out of the words, with the count and its unit.
fn qualified(tokens: &[Token], at: usize, left_out: &mut [bool]) -> Qualifier {
    let mut found = Vec::new();
    left_out[at] = true;
    let mut from = at;
    while let Some((qualifier, length)) = before(tokens, from) {
        found.push(qualifier);
        from -= length;
        left_out[from..at].fill(true);
    }
    let mut to = at + 1;
    for _ in 0..2 {
        if let Some(Token::Sign('+')) = tokens.get(to) {
            found.push(Qualifier::Over);
            to += 1;
        }
        if is_one_of(PIECES, word_at(tokens, to)) {
            to += 1;
        }
    }
    if let Some((qualifier, length)) = after(tokens, to) {
        found.push(qualifier);
        to += length;
    }
    left_out[at..to].fill(true);
    // "20 tents max.", "20 Zelte (ca.)".
    let last = tokens.len() - 1;
    if last >= to
        && let Some(word) = word_at(tokens, last).filter(|word| words::may_end(word))
    {
        found.extend(words::before(word));
        left_out[last] = true;
    }
    // What claims least stands: "up to about 20" is about 20, and a lower bound has no ceiling at all.
    let least = [
        Qualifier::Over,
        Qualifier::Around,
        Qualifier::Estimated,
        Qualifier::UpTo,
    ];
    let said = least.into_iter().find(|one| found.contains(one));
    said.unwrap_or(Qualifier::Exact)
}

/// The qualifier that ends right before a place, and how many tokens say it.
fn before(tokens: &[Token], end: usize) -> Option<(Qualifier, usize)> {
    let last = tokens.get(end.checked_sub(1)?)?;
    match last {
        Token::Sign('~') => return Some((Qualifier::Around, 1)),
        Token::Sign('<') => return Some((Qualifier::UpTo, 1)),
        Token::Sign('>') => return Some((Qualifier::Over, 1)),
        Token::Word(_) | Token::Number(_) | Token::Sign(_) => {}
    }
    let starts = (1..=LONGEST)
        .rev()
        .filter_map(|length| end.checked_sub(length));
    let mut found = starts.filter_map(|start| {
        let qualifier = words::before(&phrase(tokens, start, end)?)?;
        Some((qualifier, end - start))
    });
    found.next()
}

/// The qualifier that begins at a place, and how many tokens say it.
fn after(tokens: &[Token], start: usize) -> Option<(Qualifier, usize)> {
    let mut found = (1..=LONGEST).rev().filter_map(|length| {
        let qualifier = words::after(&phrase(tokens, start, start + length)?)?;
        Some((qualifier, length))
    });
    found.next()
}

/// The words from one place to another, where all of them are words.
fn phrase(tokens: &[Token], start: usize, end: usize) -> Option<String> {
    let words: Option<Vec<&str>> = (start..end).map(|at| word_at(tokens, at)).collect();
    words.map(|words| words.join(" "))
}
