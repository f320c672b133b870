//! Donors' words: counts, units, diacritics; and the list of footnote 5.

use ledger::body::SynonymConfirmed;
use ledger::ids::{ItemGroupId, ItemId, SynonymId};
use ledger::quantity::Qualifier;
use ledger::rules::synonym::{self, Facts};
use ledger::wording::{Count, Unclear, parties, read, read_cell};

use crate::world::{check, outcome, uuid};

/// `20`, `about 20`, or why there is no number.
fn said(count: Count) -> String {
    let (units, qualifier) = match count {
        Count::NotSaid => return "-".to_owned(),
        Count::Unclear(Unclear::TwoWays) => return "two ways".to_owned(),
        Count::Unclear(Unclear::Fraction) => return "fraction".to_owned(),
        Count::Unclear(Unclear::Range) => return "range".to_owned(),
        Count::Said { units, qualifier } => (units, qualifier),
    };
    match qualifier {
        Qualifier::Exact => units.to_string(),
        Qualifier::Around => format!("around {units}"),
        Qualifier::UpTo => format!("up to {units}"),
        Qualifier::Over => format!("over {units}"),
        Qualifier::Estimated => format!("estimated {units}"),
        Qualifier::NotStated => panic!("a number that is said is stated"),
    }
}

/// Checks `line | words: count`; and that what is remembered of a line reads as itself.
fn lines(table: &str) {
    check(table, |cells| {
        let found = read(cells[0]);
        assert_eq!(read(&found.words).words, found.words, "{}", cells[0]);
        format!("{}: {}", found.words, said(found.count))
    });
}

#[test]
fn a_count_is_told_from_the_words() {
    lines(
        "
        Zelte 20 Stk.                | zelte: 20
        palapinės (20 vnt.)          | palapines: 20
        20 tents                     | tents: 20
        20x tents                    | tents: 20
        20 × tents                   | tents: 20
        1 200 blankets               | blankets: 1200
        12 000 000 tablets           | tablets: 12000000
        Blankets, 500 pcs            | blankets: 500
        namioty (5 szt.)             | namioty: 5
        Decken - 20 Stk.             | decken: 20
        Generator 5 kVA              | generator 5 kva: -
        3 generators 5 kVA           | generators 5 kva: 3
        10 family tents for 5 persons| family tents for 5 persons: 10
        20 Decken 150x200 cm         | decken 150 x 200 cm: 20
        20 tents (5 x 4 m)           | tents 5 x 4 m: 20
        20 Schlafsäcke bis -10 °C    | schlafsacke bis -10° c: 20
        20 blankets 100 % wool       | blankets 100% wool: 20
        20 blankets, made 24.12.2020 | blankets made 24.12.2020: 20
        500 FFP-2 masks              | ffp-2 masks: 500
        1. Decken 200 Stk.           | decken: 200
        2) 20 tents                  | tents: 20
        family tents                 | family tents: -
        20 Zelte, 3-Mann             | zelte 3 mann: 20
        0 tents                      | 0 tents: -
        ŠILDYTUVAI 20vnt             | sildytuvai: 20
    ",
    );
}

/// What divides thousands in one language divides decimals in another: where both can be meant, nobody guesses.
#[test]
fn thousands_are_told_from_decimals_or_not_at_all() {
    lines(
        "
        1.200 Decken                 | 1.200 decken: two ways
        1,200 blankets               | 1,200 blankets: two ways
        1.200 Stk. Decken            | 1.200 stk decken: two ways
        Decken 1.200                 | decken 1.200: two ways
        1'200 Decken                 | decken: 1200
        1’200’000 Decken             | decken: 1200000
        1 200 Stk. Decken            | decken: 1200
        1.200.000 Tabletten          | tabletten: 1200000
        1,200,000 tablets            | tablets: 1200000
        1.200,00 Stk. Decken         | decken: 1200
        1,200.00 pcs blankets        | blankets: 1200
        20,00 Stk. Zelte             | zelte: 20
        12,5 Zelte                   | 12.5 zelte: fraction
        1.200,50 Decken              | 1.200.50 decken: fraction
        0,250 Decken                 | 0.250 decken: fraction
        12,5 t rice                  | 12.5 t rice: -
        1.200 kg rice                | 1.200 kg rice: -
        Generator 5,5 kVA            | generator 5.5 kva: -
        2 Generatoren 5,5 kVA        | generatoren 5.5 kva: 2
        1.20.000 Decken              | 1.20.000 decken: -
        Decken 140/200               | decken 140/200: -
        Schlafsack -10               | schlafsack -10: -
    ",
    );
}

#[test]
fn of_several_numbers_none_is_taken() {
    lines(
        "
        20-30 tents                  | 20-30 tents: range
        20 – 30 tents                | 20-30 tents: range
        20 Stk. bis 30 Stk. Zelte    | 20 stk bis 30 stk zelte: range
        nuo 20 iki 30 palapinių      | nuo 20 iki 30 palapiniu: range
        20 or 30 tents               | 20 or 30 tents: range
        20stk-30stk Zelte            | 20 stk 30 stk zelte: range
        1.200 - 1.500 Decken         | 1.200-1.500 decken: range
        tents 20-30 m2               | tents 20-30 m2: -
        tents 20, beds 30            | tents 20 beds 30: -
        20 tents 30 beds             | 20 tents 30 beds: -
        10 Kartons à 50 Stk. Decken  | 10 kartons a 50 stk decken: -
        2 x 50 blankets              | 2 x 50 blankets: -
        20er Zelt                    | 20er zelt: -
        3-Mann-Zelt                  | 3 mann zelt: -
        Zelt Typ 5                   | zelt typ 5: -
    ",
    );
}

#[test]
fn what_qualifies_a_count_goes_with_it() {
    lines(
        "
        ca. 20 Zelte                 | zelte: around 20
        ungefähr 20 Zelte            | zelte: around 20
        about 20 tents               | tents: around 20
        ~20 tents                    | tents: around 20
        apie 20 palapinių            | palapiniu: around 20
        około 20 namiotów            | namiotow: around 20
        Zelte, ca. 20 Stk.           | zelte: around 20
        bis zu 20 Zelte              | zelte: up to 20
        Zelte bis zu 1 200 Stk.      | zelte: up to 1200
        höchstens 20 Zelte           | zelte: up to 20
        up to 20 tents               | tents: up to 20
        20 tents max.                | tents: up to 20
        iki 20 palapinių             | palapiniu: up to 20
        ne daugiau kaip 20 palapinių | palapiniu: up to 20
        do 20 namiotów               | namiotow: up to 20
        jusqu'à 20 tentes            | tentes: up to 20
        ≤ 20 tents                   | tents: up to 20
        at least 20 tents            | tents: over 20
        mindestens 20 Zelte          | zelte: over 20
        ne mažiau 20 palapinių       | palapiniu: over 20
        ne mažiau kaip 20 palapinių  | palapiniu: over 20
        co najmniej 20 namiotów      | namiotow: over 20
        über 20 Zelte                | zelte: over 20
        20+ tents                    | tents: over 20
        20 oder mehr Zelte           | zelte: over 20
        estimated 20 tents           | tents: estimated 20
        up to about 20 tents         | tents: around 20
        bis zu 1.200 Decken          | bis zu 1.200 decken: two ways
        bis zu 5 kVA                 | bis zu 5 kva: -
    ",
    );
}

/// Metres, prices, years and months are none of the goods, and what a thousand or a dozen makes of a number is not worked out.
#[test]
fn what_is_no_count_of_pieces_is_not_said() {
    lines(
        "
        2 tūkst. antklodžių          | 2 tukst antklodziu: -
        2 Tsd. Decken                | 2 tsd decken: -
        2 tys. koców                 | 2 tys kocow: -
        3 thousand blankets          | 3 thousand blankets: -
        Decken 2tsd                  | decken 2 tsd: -
        ca. 5 dozen cups             | ca 5 dozen cups: -
        1,5 mln. kaukių              | 1.5 mln kaukiu: -
        2 Tsd. Decken 20 Stk.        | 2 tsd decken 20 stk: -
        Palapinės 30 kv. m           | palapines 30 kv m: -
        20 palapinių, 30 kv. m       | palapiniu 30 kv m: 20
        Zelte 30 Quadratmeter        | zelte 30 quadratmeter: -
        Seil 50 Meter                | seil 50 meter: -
        3 Seile, 50-Meter            | seile 50 meter: 3
        Virvė 50 metrų               | virve 50 metru: -
        Ryžiai 500 kilogramų         | ryziai 500 kilogramu: -
        Decken 500 EUR               | decken 500 eur: -
        Decken EUR 500               | decken eur 500: -
        Decken 500 EUR, 20 Stk.      | decken 500 eur: 20
        Decken 20 EUR 30             | decken 20 eur 30: -
        Decken 500 €                 | decken 500€: -
        Decken € 500                 | decken 500€: -
        20 Decken, $500              | decken 500$: 20
        Decken 20 $30                | decken 20$ 30$: -
        Zelt Bj. 2019                | zelt bj 2019: -
        20 Zelte, Baujahr 2019       | zelte baujahr 2019: 20
        Zelt Jahr 2019               | zelt jahr 2019: -
        Generatorius, 24 mėn.        | generatorius 24 men: -
        Garantie 2 Jahre             | garantie 2 jahre: -
    ",
    );
}

/// A cell of counts holds nothing that says nothing: what its reader does not know may say that it is no count.
#[test]
fn a_cell_holds_its_count_alone() {
    check(
        "
        20 Stk.       | 20
        ca.20 vnt.    | around 20
        20 +          | over 20
        ≤ 20          | up to 20
        1.200.000     | 1200000
        1.200,00      | 1200
        ca. 1.200     | two ways
        20-30         | range
        500 €         | -
        500,00 €      | -
        500 EUR       | -
        $20           | -
        20?           | -
        20 *          | -
        (20)          | -
        20,-          | -
        +20           | -
        - 20          | -
        1. 200        | -
        2) 20         | -
        2 tūkst.      | -
        20 boxes      | -
    ",
        |cells| said(read_cell(cells[0])),
    );
}

/// A cell of megabytes is read in one pass, whatever stands in it.
#[test]
fn a_line_may_be_long() {
    for piece in ["1-", "1x", "1 x ", "1.200 ", "ca. ", "20 ", "-"] {
        let found = read(&piece.repeat(50_000));
        assert!(!matches!(found.count, Count::Said { .. }), "{piece}");
    }
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
