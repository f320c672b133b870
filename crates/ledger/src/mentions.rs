//! Names in a sentence that lists them: "Austria, the Netherlands, and Sweden and Norway."
//!
//! What a newcomer gets wrong: "and" joins the last two names and may join any others; it is also inside a name, such as
//! "Bosnia and Herzegovina". Which it is, only the catalogue knows, so it is asked first.

use crate::wording::folded;

/// The names in the order in which they stand. `known` says whether the catalogue has a name, folded.
#[must_use]
pub fn names(text: &str, known: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for part in text.split([',', ';', '\n', '•']) {
        take(trimmed(part), &known, &mut found);
    }
    found
}

fn take(part: &str, known: &impl Fn(&str) -> bool, found: &mut Vec<String>) {
    let part = without(part, "and ");
    if part.is_empty() || part.eq_ignore_ascii_case("and") {
        return;
    }
    if known(&folded(part)) {
        found.push(part.to_owned());
        return;
    }
    let bare = without(part, "the ");
    // The longest known name at the front goes first, so that "and" inside a name stays inside.
    let joints: Vec<usize> = bare.match_indices(" and ").map(|(at, _)| at).collect();
    let joint = joints
        .iter()
        .rev()
        .find(|at| known(&folded(&bare[..**at])))
        .or(joints.first());
    match joint {
        Some(at) if !known(&folded(bare)) => {
            take(&bare[..*at], known, found);
            take(&bare[at + 1..], known, found);
        }
        _ => found.push(bare.to_owned()),
    }
}

fn trimmed(part: &str) -> &str {
    part.trim()
        .trim_end_matches(['.', ':'])
        .trim_start_matches(['-', '–', '*'])
        .trim()
}

/// Without a word at the front, however it is capitalised.
fn without<'t>(text: &'t str, word: &str) -> &'t str {
    match text.get(..word.len()) {
        Some(front) if front.eq_ignore_ascii_case(word) => text[word.len()..].trim_start(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, known: &[&str]) -> String {
        names(text, |name| known.contains(&name)).join(" | ")
    }

    #[test]
    fn a_list_is_taken_apart_at_its_commas_and_its_joints() {
        assert_eq!(
            of("Austria, the Netherlands, and Sweden and Norway.", &[]),
            "Austria | Netherlands | Sweden | Norway"
        );
        assert_eq!(of("Sweden and Norway", &["norway"]), "Sweden | Norway");
        assert_eq!(of(" , ;\nand ", &[]), "");
    }

    #[test]
    fn a_name_that_has_and_in_it_stays_whole_where_it_is_known() {
        let known = ["bosnia and herzegovina", "malta"];
        assert_eq!(
            of("Malta and Bosnia and Herzegovina", &known),
            "Malta | Bosnia and Herzegovina"
        );
        assert_eq!(
            of("Bosnia and Herzegovina and Malta", &known),
            "Bosnia and Herzegovina | Malta"
        );
    }
}
