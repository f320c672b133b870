//! Remarks that look as if they named a person. No field of this product holds who somebody is; a free text could, so it
//! is looked at before it is kept, and the writer is asked.
//!
//! What a newcomer gets wrong: this warns and never refuses. A document's number or a vehicle's plate may look like a
//! passport's, and only the writer knows.

use std::collections::BTreeSet;

/// What a text looks as if it held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Pattern {
    Email,
    /// A national number of a person.
    PersonalCode,
    Passport,
    Phone,
}

impl Pattern {
    /// A stable word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::PersonalCode => "personal-code",
            Self::Passport => "passport",
            Self::Phone => "phone",
        }
    }
}

/// Everything in a text that looks like an identity or a way to reach a person.
#[must_use]
pub fn patterns(text: &str) -> BTreeSet<Pattern> {
    let mut found = BTreeSet::new();
    let separates = |letter: char| letter.is_whitespace() || ",;:()[]\"'".contains(letter);
    let tokens: Vec<&str> = text
        .split(separates)
        .map(|token| token.trim_matches(['.', '!', '?']))
        .filter(|token| !token.is_empty())
        .collect();
    for (at, token) in tokens.iter().enumerate() {
        if is_email(token) {
            found.insert(Pattern::Email);
        }
        if is_personal_code(token) {
            found.insert(Pattern::PersonalCode);
        }
        let next = tokens.get(at + 1).copied().unwrap_or_default();
        if is_passport(token) || is_passport_in_two(token, next) {
            found.insert(Pattern::Passport);
        }
        if is_local_phone(token) {
            found.insert(Pattern::Phone);
        }
    }
    if has_international_phone(text) {
        found.insert(Pattern::Phone);
    }
    found
}

/// The same in the number of a paper, a vehicle or a batch, which looks like a passport's by its nature.
#[must_use]
pub fn in_paper(text: &str) -> BTreeSet<Pattern> {
    let mut found = BTreeSet::new();
    if text.split_whitespace().any(is_email) {
        found.insert(Pattern::Email);
    }
    if has_international_phone(text) {
        found.insert(Pattern::Phone);
    }
    found
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_email(token: &str) -> bool {
    let Some((local, domain)) = token.split_once('@') else {
        return false;
    };
    let dotted = domain
        .rsplit_once('.')
        .is_some_and(|(name, ending)| !name.is_empty() && ending.len() >= 2);
    !local.is_empty() && dotted
}

/// Eleven digits, as in Lithuania, Estonia and Poland; six and five as in Latvia.
fn is_personal_code(token: &str) -> bool {
    let latvian = token.split_once('-').is_some_and(|(day, rest)| {
        day.len() == 6 && rest.len() == 5 && all_digits(day) && all_digits(rest)
    });
    latvian || (token.len() == 11 && all_digits(token))
}

fn capitals(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// One to three capitals and six to eight digits.
fn is_passport(token: &str) -> bool {
    let letters = token
        .bytes()
        .take_while(|byte| byte.is_ascii_uppercase())
        .count();
    let Some((letters, digits)) = token.split_at_checked(letters) else {
        return false;
    };
    (1..=3).contains(&letters.len()) && (6..=8).contains(&digits.len()) && all_digits(digits)
}

fn is_passport_in_two(token: &str, next: &str) -> bool {
    token.len() == 2 && capitals(token) && (6..=8).contains(&next.len()) && all_digits(next)
}

/// Nine digits in one, as a mobile number is written at home.
fn is_local_phone(token: &str) -> bool {
    token.len() == 9 && all_digits(token) && token.starts_with(['0', '6', '8'])
}

/// A plus sign and at least eight digits, grouped as people group them.
fn has_international_phone(text: &str) -> bool {
    text.split('+').skip(1).any(|rest| {
        let number = rest
            .chars()
            .take_while(|letter| letter.is_ascii_digit() || " -()".contains(*letter));
        number.filter(char::is_ascii_digit).count() >= 8
    })
}
