//! The funding report, read back with other people's tools.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use reports::Language;
use reports::funding::{csv, xlsx};

use crate::story::report;

fn table(language: Language) -> Vec<Vec<String>> {
    let mut bytes = Vec::new();
    csv(&report(language), &mut bytes).unwrap();
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(bytes.as_slice());
    reader
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

#[test]
fn i_21_the_table_says_what_is_known_and_what_is_not() {
    let rows = table(Language::English);
    assert!(rows.iter().all(|row| row.len() == rows[0].len()));
    let row = |title: &str| {
        rows.iter()
            .find(|row| row[2] == title)
            .unwrap_or_else(|| panic!("no row {title}"))
    };
    let decision = row("'=Emergency assistance");
    assert_eq!(decision[..2], ["Decision", "AMIF"]);
    assert_eq!(decision[7..10], ["36700000.00", "EUR", "exact"]);
    assert_eq!(decision[17], "first; second");
    let small = row("Emergency assistance, \"quoted\"");
    assert_eq!(
        small[10..12],
        ["none recorded", "none recorded"],
        "never 0 for want of a record"
    );
    assert_eq!(
        row("Cooperation")[7..10],
        ["not stated", "EUR", "not stated"]
    );
    let total = row("Humanitarian funding");
    assert_eq!(total[7], "700000.00");
    assert_eq!(total[12..16], ["700000.00", "exact", "matches", "0.00"]);
    let control = row("Allocation, EUR, exact");
    assert_eq!(
        (control[7].as_str(), control[16].as_str()),
        ("700000.00", "2")
    );
    assert_eq!(row("Allocation, EUR, not stated")[7], "not stated");
    assert_eq!(row("Lines in this report")[3], "6");
    assert_eq!(row("Log checkpoint, root")[3], "cd".repeat(32));
    assert_eq!(row("Complete up to position")[3], "7");
}

#[test]
fn the_table_is_complete_in_lithuanian() {
    let rows = table(Language::Lithuanian);
    assert_eq!(rows[0][0], "Įrašas");
    assert!(rows.iter().any(|row| row[10] == "neužregistruota"));
    assert_eq!(rows.len(), table(Language::English).len());
}

#[test]
fn the_workbook_holds_numbers_with_two_decimals() {
    let bytes = xlsx(&report(Language::English)).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["Funding", "Stated totals", "About"]);
    let funding = book.worksheet_range("Funding").unwrap();
    let cell = |row, column| {
        funding
            .get_value((row, column))
            .cloned()
            .unwrap_or(Data::Empty)
    };
    assert_eq!(cell(1, 7), Data::Float(36_700_000.0));
    assert_eq!(
        cell(1, 2),
        Data::String("=Emergency assistance".to_owned()),
        "a text, not a formula"
    );
    assert_eq!(cell(2, 10), Data::String("none recorded".to_owned()));
    assert_eq!(cell(5, 7), Data::String("not stated".to_owned()));
    let totals = book.worksheet_range("Stated totals").unwrap();
    assert_eq!(totals.get_value((1, 1)), Some(&Data::Float(700_000.0)));
    let about = book.worksheet_range("About").unwrap();
    let texts: Vec<String> = about.cells().map(|(_, _, cell)| cell.to_string()).collect();
    assert!(texts.contains(&"Relief Ledger 0.1.0".to_owned()));
}

#[test]
fn the_same_report_has_the_same_bytes() {
    let once = xlsx(&report(Language::Lithuanian)).unwrap();
    // The clock moves on between the two.
    std::thread::sleep(std::time::Duration::from_millis(2100));
    assert_eq!(once, xlsx(&report(Language::Lithuanian)).unwrap());
    let text = |_| {
        let mut bytes = Vec::new();
        csv(&report(Language::Lithuanian), &mut bytes).unwrap();
        bytes
    };
    assert_eq!(text(1), text(2));
}

#[test]
fn both_catalogues_hold_the_same_messages() {
    let keys = |source: &str| -> Vec<String> {
        let lines = source.lines().filter(|line| line.starts_with("report-"));
        lines
            .map(|line| line.split(" =").next().unwrap().to_owned())
            .collect()
    };
    let english = keys(include_str!("../../../../locales/en/reports.ftl"));
    assert_eq!(
        english,
        keys(include_str!("../../../../locales/lt/reports.ftl"))
    );
    assert!(english.len() > 50);
}
