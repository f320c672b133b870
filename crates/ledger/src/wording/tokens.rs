//! A line cut into words, numbers and the few signs that say something of a number.
//!
//! What a newcomer gets wrong: points, commas, slashes and hyphens are part of what they stand in. Cut there, 1.200
//! becomes 1, 12,5 becomes 12 and a day becomes three counts.

use super::measures::{self, CURRENCIES, LONGEST_WORD};
use super::words::PIECES;
use crate::quantity::{MAX_EXACT, reads_as_group};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Word(String),
    Number(Number),
    /// `-` between numbers; `~`, `<` and `>` before one; `+` after one. In a cell that holds a count, every other sign too.
    Sign(char),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    pub text: String,
    pub value: Value,
    /// Per cent, degrees or money.
    pub measured: bool,
}

/// What a number is by its own look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value {
    Whole(i64),
    /// 1.200: a thousand and more to some readers, one and a bit to others.
    TwoWays,
    Fraction,
    /// No count whatever stands around it: a day, a time, 140/200, −10, zero, or more than can be counted.
    Name,
}

/// What is cut: a line of words, whose signs mostly say nothing and which may begin with its number in a list; or a cell that
/// is to hold a count, in which everything says something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    Line,
    Cell,
}

/// The tokens of a folded text.
pub(super) fn tokens(folded: &str, cut: Cut) -> Vec<Token> {
    let letters: Vec<char> = folded.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(letter) = letters.get(at) {
        at = if letter.is_ascii_digit() {
            number(&letters, at, cut, &mut found)
        } else if letter.is_alphanumeric() {
            word(&letters, at, &mut found)
        } else {
            sign(&letters, at, cut, &mut found)
        };
    }
    found
}

fn is_digit(letters: &[char], at: usize) -> bool {
    letters.get(at).is_some_and(char::is_ascii_digit)
}

fn is_letter(letters: &[char], at: usize) -> bool {
    letters
        .get(at)
        .is_some_and(|letter| letter.is_alphanumeric())
}

/// Whether a word says what the number before it counts or measures.
fn counts(word: &str) -> bool {
    PIECES.contains(&word) || measures::measures(word) || measures::multiplies(word)
}

fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// The end of a run that begins at `at`.
fn run(letters: &[char], at: usize, goes_on: impl Fn(char) -> bool) -> usize {
    let rest = letters.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|letter| goes_on(**letter)).count()
}

fn text(letters: &[char], from: usize, to: usize) -> String {
    letters[from..to].iter().collect()
}

/// The word that begins at a place, as far as it may be a known one: a cell of 1x1x1x… is one run of letters and digits, and
/// read to its end at every number of it, it would be read as often as it has numbers.
fn beginning(letters: &[char], at: usize) -> String {
    let rest = letters.get(at..).unwrap_or_default().iter();
    rest.take_while(|letter| letter.is_alphanumeric())
        .take(LONGEST_WORD + 1)
        .collect()
}

/// Reads a number and what is glued to it; gives the place after it.
fn number(letters: &[char], start: usize, cut: Cut, found: &mut Vec<Token>) -> usize {
    let end = end_of_number(letters, start);
    let whole = text(letters, start, end);
    if cut == Cut::Line && found.is_empty() && numbers_the_line(letters, &whole, end) {
        return end + 1;
    }
    let minus = start > 0
        && is_minus(letters[start - 1])
        && !(start > 1 && letters[start - 2].is_alphanumeric())
        && !matches!(found.last(), Some(Token::Number(_) | Token::Sign('-')));
    let times = letters.get(end) == Some(&'x') && is_digit(letters, end + 1);
    let glued = if times {
        String::new()
    } else {
        beginning(letters, end)
    };
    let hyphened = letters.get(end) == Some(&'-') && is_letter(letters, end + 1);
    let behind = if hyphened {
        beginning(letters, end + 1)
    } else {
        String::new()
    };
    let part_of_name = (!glued.is_empty() && !counts(&glued))
        || (hyphened && !is_digit(letters, end + 1) && !counts(&behind));
    if part_of_name {
        let to = run(letters, end, |letter| {
            letter.is_alphanumeric() || letter == '-'
        });
        let name = text(letters, start, to);
        found.push(Token::Word(name.trim_end_matches('-').to_owned()));
        return to;
    }
    let measure = measure_of(letters, end).or_else(|| price_before(letters, start));
    found.push(Token::Number(judged(&whole, minus, measure)));
    if times {
        found.push(Token::Word("x".to_owned()));
        return end + 1;
    }
    if hyphened && counts(&behind) {
        return end + 1;
    }
    end
}

/// Digits with the separators that belong to them. A space belongs only where exactly three digits follow.
fn end_of_number(letters: &[char], start: usize) -> usize {
    let mut end = run(letters, start, |letter| letter.is_ascii_digit());
    let first: String = text(letters, start, end);
    let mut spaced = reads_as_group(&first);
    while let Some(separator) = letters.get(end) {
        let joins = if is_space(*separator) {
            spaced
                && (1..=3).all(|next| is_digit(letters, end + next))
                && !is_digit(letters, end + 4)
        } else {
            matches!(separator, '.' | ',' | '\'' | '’' | '/' | ':') && is_digit(letters, end + 1)
        };
        if !joins {
            break;
        }
        spaced = spaced && is_space(*separator);
        end = run(letters, end + 1, |letter| letter.is_ascii_digit());
    }
    end
}

/// `1. Decken`, `2) tents`: lines of a list are numbered, and the number is none of theirs.
fn numbers_the_line(letters: &[char], whole: &str, end: usize) -> bool {
    let marked = matches!(letters.get(end), Some('.' | ')'));
    let more = letters.get(end + 2..).unwrap_or_default();
    let spaced = letters.get(end + 1).copied().is_some_and(is_space);
    let plain = whole.len() <= 3 && whole.bytes().all(|byte| byte.is_ascii_digit());
    plain && marked && spaced && more.iter().any(|letter| letter.is_alphanumeric())
}

/// `€ 500`, `$20`: a sign between two numbers may be of either, so it is of both.
fn price_before(letters: &[char], start: usize) -> Option<char> {
    let before = letters.get(..start).unwrap_or_default().iter().rev();
    let nearest = before.copied().find(|letter| !is_space(*letter));
    nearest.filter(|sign| CURRENCIES.contains(sign))
}

/// `20 %`, `-10 °C`, `500 €`.
fn measure_of(letters: &[char], end: usize) -> Option<char> {
    let at = run(letters, end, is_space);
    letters
        .get(at)
        .copied()
        .filter(|sign| matches!(sign, '%' | '°') || CURRENCIES.contains(sign))
}

fn judged(whole: &str, minus: bool, measure: Option<char>) -> Number {
    let value = if minus { Value::Name } else { value_of(whole) };
    let mut text = match value {
        Value::Whole(units) => units.to_string(),
        Value::Fraction => whole.replace(',', "."),
        Value::TwoWays => whole.to_owned(),
        Value::Name if minus => format!("-{whole}"),
        Value::Name => whole.to_owned(),
    };
    text.extend(measure);
    Number {
        text,
        value,
        measured: measure.is_some(),
    }
}

fn value_of(text: &str) -> Value {
    let separators: Vec<char> = text.chars().filter(|c| !c.is_ascii_digit()).collect();
    let groups: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).collect();
    let Some((last, before)) = separators.split_last() else {
        return whole(text);
    };
    let grouped = |groups: &[&str]| {
        let (first, rest) = groups.split_first().unwrap_or((&"", &[]));
        reads_as_group(first) && rest.iter().all(|group| group.len() == 3)
    };
    let decimals = groups.last().copied().unwrap_or_default();
    let leading = &groups[..groups.len() - 1];
    let fraction = || {
        let nothing = decimals.len() <= 2 && decimals.bytes().all(|byte| byte == b'0');
        if nothing {
            whole(&leading.concat())
        } else {
            Value::Fraction
        }
    };
    let alike = before.iter().all(|one| one == last);
    match last {
        // `1,200.50`: what divides the thousands is another sign than what divides the decimals.
        '.' | ',' if !alike && grouped(leading) && before.iter().all(|one| one == &before[0]) => {
            fraction()
        }
        '.' | ',' if before.is_empty() && decimals.len() == 3 && grouped(&groups) => Value::TwoWays,
        '.' | ',' if before.is_empty() => fraction(),
        '/' | ':' => Value::Name,
        _ if alike && grouped(&groups) => whole(&groups.concat()),
        _ => Value::Name,
    }
}

fn whole(digits: &str) -> Value {
    match digits.parse::<i64>() {
        Ok(units) if (1..=MAX_EXACT).contains(&units) => Value::Whole(units),
        Ok(_) | Err(_) => Value::Name,
    }
}

/// A run of letters and digits, with what a hyphen ties to it where a number follows: `ffp-2`.
fn word(letters: &[char], start: usize, found: &mut Vec<Token>) -> usize {
    let mut end = run(letters, start, char::is_alphanumeric);
    let is_unit = counts(&text(letters, start, end));
    while !is_unit && letters.get(end) == Some(&'-') && is_digit(letters, end + 1) {
        end = run(letters, end + 1, char::is_alphanumeric);
    }
    found.push(Token::Word(text(letters, start, end)));
    end
}

fn is_minus(letter: char) -> bool {
    matches!(letter, '-' | '−')
}

fn sign(letters: &[char], at: usize, cut: Cut, found: &mut Vec<Token>) -> usize {
    let shortens =
        matches!(found.last(), Some(Token::Word(_))) && at > 0 && is_letter(letters, at - 1);
    let said = match letters[at] {
        '-' | '−' | '–' | '—' | '…' => {
            // A minus glued to the number that follows, and to nothing before it, is a part of the number.
            let minus = is_minus(letters[at]) && is_digit(letters, at + 1);
            let alone = at == 0 || !letters[at - 1].is_alphanumeric();
            let between = matches!(found.last(), Some(Token::Number(_)));
            (between || !minus || !alone).then_some('-')
        }
        '.' if letters.get(at + 1) == Some(&'.') => Some('-'),
        '~' | '≈' | '±' => Some('~'),
        '<' | '≤' => Some('<'),
        '>' | '≥' => Some('>'),
        '+' => Some('+'),
        '×' => {
            found.push(Token::Word("x".to_owned()));
            None
        }
        '.' if shortens => None,
        other if cut == Cut::Line || other.is_whitespace() => None,
        other => Some(other),
    };
    found.extend(said.map(Token::Sign));
    at + 1
}
