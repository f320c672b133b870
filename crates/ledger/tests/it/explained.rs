//! Saying why two numbers differ (I-14): when it may be said, and which of several counts.

use ledger::body::{DifferenceExplained, Differing};
use ledger::fold::{Unit, explanations, units};
use ledger::ids::{ExplanationId, FigureId};
use ledger::rules::explain::{Differs, explain};

use crate::world::{by, check, entry, given, number, outcome, quarantined, uuid};

fn why(id: &str, stated: i64, computed: i64, text: &str) -> DifferenceExplained {
    DifferenceExplained {
        id: ExplanationId(uuid(id)),
        of: Differing::Figure {
            figure: FigureId(uuid("offer")),
        },
        stated,
        computed,
        explanation: text.to_owned(),
        source: None,
    }
}

/// The two numbers as they stand, as they were seen, and what is said.
#[test]
fn a_difference_is_explained_in_words_while_it_is_there() {
    let table = "
        100 90 | 100 90 | one post reported twice      | ok
        100 90 | 100 90 | one – post … twice           | ok
        100 90 | 100 90 | reported twice               | an explanation has 3 words at least
        100 90 | 100 90 | reported – – twice           | an explanation has 3 words at least
        100 90 | 100 90 | -                            | an explanation has 3 words at least
        100 95 | 100 90 | one post reported twice      | 100 is stated and 95 computed by now
        110 90 | 100 90 | one post reported twice      | 110 is stated and 90 computed by now
        -      | 100 90 | one post reported twice      | nothing differs there
    ";
    let pair = |cell: &str| {
        let (stated, computed) = cell.split_once(' ').expect("two numbers");
        (number(stated), number(computed))
    };
    check(table, |row| {
        let stands = given(row[0]).map(pair);
        let stands = stands.map(|(stated, computed)| Differs { stated, computed });
        let (stated, computed) = pair(row[1]);
        let asked = why("match", stated, computed, given(row[2]).unwrap_or("  "));
        outcome(explain(stands, &asked))
    });
    let mut asked = why("match", 2, 1, "  one post reported twice\n");
    asked.source = Some("  ".to_owned());
    let differs = Differs {
        stated: 2,
        computed: 1,
    };
    let kept = explain(Some(differs), &asked).expect("taken");
    assert_eq!(kept.explanation, "one post reported twice");
    assert_eq!(kept.source, None);
}

#[test]
fn the_first_of_the_same_numbers_counts_and_what_explains_nothing_is_left_out() {
    let same = entry(12, why("match-2", 100, 90, "the table is rounded"));
    let other = entry(13, why("receipt", 100, 95, "one post reported twice"));
    let entries = [
        quarantined(entry(10, why("issue", 100, 90, "from a lost computer"))),
        entry(11, why("match", 100, 90, "a post is missing")),
        by("ona", same),
        other,
        // The same id again, no difference, nothing said, and numbers that nobody counts.
        entry(14, why("match", 100, 80, "the same id again")),
        entry(15, why("al-1", 90, 90, "there is none")),
        entry(16, why("al-2", 100, 70, " ")),
        entry(17, why("al-3", i64::MAX, 70, "too many to count")),
        entry(18, why("cl-1", 100, -1, "fewer than nobody")),
    ];
    let found = explanations(&entries);
    let told: Vec<_> = found
        .iter()
        .map(|one| (one.body.explanation.as_str(), one.counts))
        .collect();
    assert_eq!(
        told,
        [
            ("a post is missing", true),
            ("the table is rounded", false),
            ("one post reported twice", true),
        ]
    );
    let unit = Unit::FigureExplained(FigureId(uuid("offer")));
    assert_eq!(units(&entries[1].body), [unit]);
    assert_eq!(unit.to_string().parse(), Ok(unit));
}
