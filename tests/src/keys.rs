//! Key presses: "Ctrl+Enter", "Shift+F8", "Alt+1", and plain text.

use anyhow::{Context as _, bail};
use fantoccini::{
    actions::{InputSource as _, KeyAction, KeyActions},
    key::Key,
};

/// The actions of pressing a chord once.
///
/// # Errors
/// When a name in it is not known.
pub fn chord(text: &str) -> anyhow::Result<KeyActions> {
    // A plus that is itself the key: "Ctrl++".
    let (before, last) = match text.strip_suffix("++") {
        Some(before) => (before, "+"),
        None => text.rsplit_once('+').unwrap_or(("", text)),
    };
    let held: Vec<char> = before
        .split('+')
        .filter(|word| !word.is_empty())
        .map(modifier)
        .collect::<anyhow::Result<_>>()?;
    let key = named(last).with_context(|| format!("no key is called `{last}` in `{text}`"))?;
    let mut actions = KeyActions::new("keyboard".into());
    for value in held.iter().copied().chain([key]) {
        actions = actions.then(KeyAction::Down { value });
    }
    for value in std::iter::once(key).chain(held.iter().rev().copied()) {
        actions = actions.then(KeyAction::Up { value });
    }
    Ok(actions)
}

/// The actions of typing a text, key after key.
pub fn typing(text: &str) -> KeyActions {
    text.chars()
        .fold(KeyActions::new("keyboard".into()), |actions, value| {
            let value = if value == '\n' {
                one(&Key::Return)
            } else {
                value
            };
            actions
                .then(KeyAction::Down { value })
                .then(KeyAction::Up { value })
        })
}

fn modifier(word: &str) -> anyhow::Result<char> {
    Ok(one(&match word {
        "Ctrl" => Key::Control,
        "Shift" => Key::Shift,
        "Alt" => Key::Alt,
        other => bail!("`{other}` is no modifier: Ctrl, Shift, Alt"),
    }))
}

fn named(word: &str) -> Option<char> {
    let key = match word {
        // `Key::Enter` is the one of the number pad.
        "Enter" => Key::Return,
        "Escape" | "Esc" => Key::Escape,
        "Tab" => Key::Tab,
        "Space" => return Some(' '),
        "Backspace" => Key::Backspace,
        "Delete" => Key::Delete,
        "Home" => Key::Home,
        "End" => Key::End,
        "PageUp" => Key::PageUp,
        "PageDown" => Key::PageDown,
        "Up" => Key::Up,
        "Down" => Key::Down,
        "Left" => Key::Left,
        "Right" => Key::Right,
        "F1" => Key::F1,
        "F2" => Key::F2,
        "F3" => Key::F3,
        "F4" => Key::F4,
        "F5" => Key::F5,
        "F6" => Key::F6,
        "F7" => Key::F7,
        "F8" => Key::F8,
        "F9" => Key::F9,
        "F10" => Key::F10,
        "F11" => Key::F11,
        "F12" => Key::F12,
        other => {
            let mut letters = other.chars();
            let letter = letters.next()?;
            // WebDriver wants the character that the unshifted key writes.
            return letters
                .next()
                .is_none()
                .then(|| letter.to_ascii_lowercase());
        }
    };
    Some(one(&key))
}

fn one(key: &Key) -> char {
    key.chars().next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{modifier, named};

    #[test]
    fn keys_have_the_names_of_the_manual() {
        assert_eq!(named("Enter"), Some('\u{e006}'));
        assert_eq!(named("F10"), Some('\u{e03a}'));
        assert_eq!(named("K"), Some('k'));
        assert_eq!(named("/"), Some('/'));
        assert_eq!(named("Entr"), None);
        assert!(modifier("Ctrl").is_ok());
        assert!(modifier("Control").is_err());
    }
}
