//! The one-time enrolment code a person types into a new device: a secret, and the fingerprint of the server's key.
//!
//! 28 characters of Crockford's base32 in groups of four: 10 of secret (50 bits), 16 that are the first 80 bits of
//! SHA-256 of the server's public key (32 bytes), and 2 that are the first 10 bits of SHA-256 of the 26 before them.
//! What a newcomer gets wrong: the fingerprint is what lets the very first connection refuse another server, before any
//! key is pinned; so a code is checked against the certificate before the secret is sent.

use std::fmt;
use std::str::FromStr;

use proof::hash::sha256;
use proof::keys::PublicKey;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const SECRET: usize = 10;
const FINGERPRINT: usize = 16;
const CHECK: usize = 2;
const LENGTH: usize = SECRET + FINGERPRINT + CHECK;

/// A code whose check characters are right.
#[derive(Clone, PartialEq, Eq)]
pub struct EnrolmentCode {
    /// 28 normalised characters.
    text: String,
}

/// Why a typed text is no enrolment code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotACode {
    #[error("an enrolment code has {LENGTH} characters, not {found}")]
    Length { found: usize },
    #[error("an enrolment code has no character {found:?}")]
    Character { found: char },
    #[error("the enrolment code was mistyped: its last two characters do not fit the others")]
    Check,
}

impl EnrolmentCode {
    /// The code of a secret for a server. Seven random bytes are more than the 50 bits used.
    #[must_use]
    pub fn new(random: [u8; 7], server: &PublicKey) -> Self {
        let mut text = base32(&random, SECRET);
        text.push_str(&fingerprint(server));
        text.push_str(&check(&text));
        Self { text }
    }

    /// The 10 characters sent to the server, which knows only their hash.
    #[must_use]
    pub fn secret(&self) -> &str {
        &self.text[..SECRET]
    }

    /// Whether the code was given out by the server that holds this key.
    #[must_use]
    pub fn is_of(&self, server: &PublicKey) -> bool {
        self.text[SECRET..SECRET + FINGERPRINT] == fingerprint(server)
    }
}

/// `XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX`.
impl fmt::Display for EnrolmentCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&grouped(&self.text))
    }
}

/// Never prints the secret, so that it does not reach a log.
impl fmt::Debug for EnrolmentCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EnrolmentCode(…)")
    }
}

impl FromStr for EnrolmentCode {
    type Err = NotACode;

    fn from_str(typed: &str) -> Result<Self, Self::Err> {
        let text = normalise(typed).map_err(|found| NotACode::Character { found })?;
        if text.len() != LENGTH {
            return Err(NotACode::Length { found: text.len() });
        }
        let (before, last) = text.split_at(LENGTH - CHECK);
        if check(before) != last {
            return Err(NotACode::Check);
        }
        Ok(Self { text })
    }
}

/// Upper case, `O` read as 0, `I` and `L` as 1; hyphens and white space left out.
///
/// # Errors
/// The first character that belongs to no code.
pub fn normalise(typed: &str) -> Result<String, char> {
    typed
        .chars()
        .filter(|typed| *typed != '-' && !typed.is_whitespace())
        .map(|typed| match typed.to_ascii_uppercase() {
            'O' => Ok('0'),
            'I' | 'L' => Ok('1'),
            letter if letter.is_ascii() && ALPHABET.contains(&(letter as u8)) => Ok(letter),
            _ => Err(typed),
        })
        .collect()
}

/// The first `characters` × 5 bits of the bytes in Crockford's base32.
///
/// # Panics
/// When there are fewer bits than that.
#[must_use]
pub fn base32(bytes: &[u8], characters: usize) -> String {
    assert!(
        characters * 5 <= bytes.len() * 8,
        "not enough bits for {characters} characters"
    );
    (0..characters)
        .map(|at| {
            let value = (0..5).fold(0_usize, |value, offset| {
                let bit = at * 5 + offset;
                value << 1 | usize::from(bytes[bit / 8] >> (7 - bit % 8) & 1)
            });
            ALPHABET[value] as char
        })
        .collect()
}

/// Groups of four with hyphens between them.
#[must_use]
pub fn grouped(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let groups: Vec<String> = characters
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect();
    groups.join("-")
}

fn fingerprint(server: &PublicKey) -> String {
    base32(&sha256(&[server.as_bytes()]).0, FINGERPRINT)
}

fn check(before: &str) -> String {
    base32(&sha256(&[before.as_bytes()]).0, CHECK)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proof::keys::SigningKey;

    fn server(seed: u8) -> PublicKey {
        SigningKey::from_seed(&[seed; 32]).public()
    }

    #[test]
    fn a_code_survives_being_written_by_hand() {
        let code = EnrolmentCode::new([1, 2, 3, 4, 5, 6, 7], &server(1));
        let printed = code.to_string();
        assert_eq!(printed.len(), 28 + 6);
        assert_eq!(code.secret().len(), 10);
        let written = printed
            .to_lowercase()
            .replace('0', "o")
            .replace('1', "l")
            .replace('-', " ");
        assert_eq!(written.parse::<EnrolmentCode>().unwrap(), code);
        assert!(code.is_of(&server(1)));
        assert!(!code.is_of(&server(2)));
    }

    #[test]
    fn every_single_wrong_character_but_few_is_noticed() {
        let printed = EnrolmentCode::new([9; 7], &server(1))
            .to_string()
            .replace('-', "");
        let (mut tried, mut noticed) = (0, 0);
        for at in 0..printed.len() {
            for other in ALPHABET {
                let mut typed = printed.clone().into_bytes();
                if typed[at] == *other {
                    continue;
                }
                typed[at] = *other;
                tried += 1;
                noticed += u32::from(
                    String::from_utf8(typed)
                        .unwrap()
                        .parse::<EnrolmentCode>()
                        .is_err(),
                );
            }
        }
        // Ten check bits: one wrong code in 1024 passes, and is then unknown to the server.
        assert!(noticed * 100 >= tried * 99, "{noticed} of {tried}");
    }

    #[test]
    fn wrong_texts_are_told_apart() {
        assert_eq!(
            "ABCD".parse::<EnrolmentCode>(),
            Err(NotACode::Length { found: 4 })
        );
        assert_eq!(
            "ABCU".parse::<EnrolmentCode>(),
            Err(NotACode::Character { found: 'U' })
        );
        assert_eq!(
            "é".parse::<EnrolmentCode>(),
            Err(NotACode::Character { found: 'é' })
        );
        assert_eq!(
            "0".repeat(28).parse::<EnrolmentCode>(),
            Err(NotACode::Check)
        );
    }

    #[test]
    fn base32_takes_bits_from_the_left() {
        assert_eq!(base32(&[0b0000_0000, 0b0100_0000], 2), "01");
        assert_eq!(base32(&[0xff; 5], 8), "ZZZZZZZZ");
    }
}
