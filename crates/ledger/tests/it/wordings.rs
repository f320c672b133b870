//! Donors' words: counts, units, diacritics; and the list of footnote 5.

use ledger::body::SynonymConfirmed;
use ledger::ids::{ItemGroupId, ItemId, SynonymId};
use ledger::rules::synonym::{self, Facts};
use ledger::wording::{parties, read};

use crate::world::{check, outcome, uuid};

#[test]
fn a_count_is_told_from_the_words() {
    let table = "
        Zelte 20 Stk.                | zelte: 20
        palapinės (20 vnt.)          | palapines: 20
        20 tents                     | tents: 20
        20x tents                    | tents: 20
        1 200 blankets               | blankets: 1200
        12 000 000 tablets           | tablets: 12000000
        Blankets, 500 pcs            | blankets: 500
        namioty (5 szt.)             | namioty: 5
        Generator 5 kVA              | generator 5 kva: -
        3 generators 5 kVA           | generators 5 kva: 3
        10 family tents for 5 persons| family tents for 5 persons: 10
        family tents                 | family tents: -
        tents 20, beds 30            | tents 20 beds 30: -
        20 pcs or 30 pcs             | 20 pcs or 30 pcs: -
        0 tents                      | 0 tents: -
        ŠILDYTUVAI 20vnt             | sildytuvai: 20
    ";
    check(table, |cells| {
        let found = read(cells[0]);
        let count = found
            .count
            .map_or("-".to_owned(), |count| count.to_string());
        format!("{}: {count}", found.words)
    });
}

#[test]
fn footnote_five_names_twenty_parties() {
    let footnote = "Austria, Croatia, Czechia, Denmark, Estonia, Finland, France, Germany, Greece, Italy, \
        Latvia, Luxemburg, Malta, the Netherlands, Poland, Portugal, Slovenia, Slovakia, and Sweden and Norway.";
    let found = parties(footnote);
    assert_eq!(found.len(), 20, "{found:?}");
    assert_eq!(found[13], "Netherlands");
    assert_eq!(&found[17..], ["Slovakia", "Sweden", "Norway"]);
    assert_eq!(
        parties("Poland[5], the Netherlands and\nLatvia;"),
        ["Poland", "Netherlands", "Latvia"]
    );
    assert!(parties(" , . and ").is_empty());
}

#[test]
fn what_is_remembered_is_the_folded_text() {
    let table = "
        Zelte 20 Stk. | de  | known | ok
        20 Stk.       | de  | known | no words are left once counts are taken out
        Zelte         | deu | known | deu is not a language
        Zelte         | de  | -     | item group group-tents is not known
    ";
    check(table, |cells| {
        let facts = Facts {
            group_known: cells[2] == "known",
            item_group: None,
        };
        outcome(synonym::confirm(&facts, &wording(cells[0], cells[1], None)))
    });
    let facts = Facts {
        group_known: true,
        item_group: Some(ItemGroupId(uuid("group-blankets"))),
    };
    let item = Some(ItemId(uuid("blankets")));
    assert_eq!(
        outcome(synonym::confirm(&facts, &wording("Zelte", "de", item))),
        "item blankets is not known, or is of another group"
    );
    let kept = synonym::confirm(
        &Facts {
            group_known: true,
            item_group: None,
        },
        &wording("Palapinės (20 vnt.)", "lt", None),
    );
    assert_eq!(kept.expect("kept").text, "palapines");
}

fn wording(text: &str, language: &str, item: Option<ItemId>) -> SynonymConfirmed {
    SynonymConfirmed {
        id: SynonymId(uuid("synonym")),
        text: text.to_owned(),
        language: language.to_owned(),
        group: ItemGroupId(uuid("group-tents")),
        item,
    }
}
