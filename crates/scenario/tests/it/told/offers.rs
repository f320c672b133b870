//! What was taken of the offers and what was not, and the words of donors that were learnt.

use app::contract::replies::OfferTable;
use ledger::stages::OfferStage;
use scenario::ask::ask;
use scenario::devices::{AUDITOR, COORDINATOR, Device};
use scenario::lithuania_2021::{document, item, party};
use serde_json::{Value, json};
use store::view::{
    AcceptanceState, AcceptanceView, MatchCandidate, MatchProposal, Matrix, OfferView,
};

use super::{known, told};

fn stage(device: &Device, day: &str, word: &str) -> Option<OfferStage> {
    let found: Vec<OfferView> = known(device, "offers", day, json!({}));
    let id = document(&format!("offer/{word}"));
    found.iter().find(|one| one.id.0 == id).map(|one| one.stage)
}

#[test]
fn offers_that_nobody_takes_are_declined_withdrawn_or_run_out() {
    let (_dir, auditor) = told(&AUDITOR);
    let on = |day: &str, word: &str| stage(&auditor, day, word);
    for word in ["EE/again", "FI/hall", "IT/beds"] {
        assert_eq!(on("2021-09-21", word), None);
    }
    assert_eq!(on("2021-09-22", "EE/again"), Some(OfferStage::Declined));
    assert_eq!(on("2021-09-22", "FI/hall"), Some(OfferStage::Withdrawn));
    assert_eq!(on("2021-10-31", "IT/beds"), Some(OfferStage::Received));
    assert_eq!(on("2021-11-01", "IT/beds"), Some(OfferStage::Expired));
    assert_eq!(on("2021-07-23", "CZ"), Some(OfferStage::Accepted));
    // What the same donors gave by the paper's count still stands.
    for word in ["EE", "FI", "IT"] {
        let stands = on("2021-11-23", word).expect(word);
        assert!(!matches!(
            stands,
            OfferStage::Declined | OfferStage::Withdrawn
        ));
    }
}

#[test]
fn an_acceptance_is_reduced_and_another_one_given_up() {
    let (_dir, auditor) = told(&AUDITOR);
    let one = |day: &str, word: &str| -> AcceptanceView {
        let asked = json!({"id": document(&format!("acceptance/{word}"))});
        known(&auditor, "acceptance", day, asked)
    };
    let taken =
        |view: &AcceptanceView| (view.reduced, view.lines[0].proposed, view.lines[0].quantity);
    assert_eq!(taken(&one("2021-10-12", "SE")), (false, 60, 60));
    assert_eq!(taken(&one("2021-10-29", "SE")), (true, 60, 40));
    assert_eq!(one("2021-10-12", "SK").state, AcceptanceState::Confirmed);
    assert_eq!(one("2021-10-29", "SK").state, AcceptanceState::Cancelled);
    let accepted = |day: &str, iso: &str, code: &str| {
        let matrix: Matrix = known(&auditor, "matrix", day, json!({"site": null}));
        let mut rows = matrix.rows.iter();
        let row = rows.find(|row| row.donor == party(iso) && row.item == Some(item(code)));
        row.map(|row| (row.accepted.value, row.offered.value))
    };
    // Nobody stated how many there were to take from.
    assert_eq!(
        accepted("2021-10-12", "SE", "HEATER"),
        Some((Some(60), None))
    );
    assert_eq!(
        accepted("2021-11-23", "SE", "HEATER"),
        Some((Some(40), None))
    );
    assert_eq!(accepted("2021-11-23", "EE", "TENT"), Some((Some(10), None)));
    assert_eq!(accepted("2021-11-23", "SK", "FOLDING-BED"), None);
}

#[test]
fn blankets_that_nobody_announced_to_rukla_wait_beside_their_acceptance() {
    let (_dir, office) = told(&COORDINATOR);
    let found: Vec<MatchProposal> = ask(&office.context, "match_proposals", &json!({})).unwrap();
    assert_eq!(found.len(), 1);
    let latvia = document("acceptance/LV");
    assert_eq!(
        (
            found[0].donor,
            found[0].acceptance.map(|id| id.0),
            found[0].lines[0].quantity
        ),
        (party("LV"), Some(latvia), 60)
    );
    let asked = json!({"receipt": found[0].receipt});
    let candidates: Vec<MatchCandidate> = ask(&office.context, "match_candidates", &asked).unwrap();
    assert_eq!(candidates.len(), 1);
    assert_eq!(
        (candidates[0].acceptance.0, candidates[0].lines[0].left),
        (latvia, 60)
    );
}

#[test]
fn the_words_of_donors_that_were_confirmed_are_known_and_no_others() {
    let (_dir, office) = told(&COORDINATOR);
    let read = |language: &str, words: &str| {
        let text = format!("item;qty\n{words};20\n");
        let asked: Value = json!({"text": text, "file": null, "language": language});
        let table: OfferTable = ask(&office.context, "read_offer_table", &asked).unwrap();
        assert_eq!(table.lines.len(), 1, "{table:#?}");
        (
            table.lines[0].matched,
            table.lines[0].item,
            table.lines[0].group.is_some(),
        )
    };
    assert_eq!(read("cs", "přikrývky"), (true, Some(item("BLANKET")), true));
    assert_eq!(read("et", "telgid"), (true, Some(item("TENT")), true));
    assert_eq!(read("fi", "hallitelttoja"), (true, None, true));
    assert_eq!(
        read("it", "brandine"),
        (true, Some(item("FOLDING-BED")), true)
    );
    assert_eq!(read("de", "Zelte"), (false, None, false));
}
