//! Pasted tables with everything that spreadsheets do to them.

use base64::Engine as _;
use std::fmt::Write as _;

use ledger::ids::ItemGroupId;
use uuid::Uuid;

use super::meaning::Meanings;
use super::{grid, table};

fn meanings() -> Meanings {
    let mut meanings = Meanings::default();
    let tents = ItemGroupId(Uuid::from_u128(1));
    for text in ["Zelte", "palapinės", "tents"] {
        meanings.learn(text, tents, None);
    }
    meanings
}

/// `row text quantity` of what was understood, then the faults.
fn read(text: &str) -> (Vec<String>, Vec<String>) {
    let found = table(&grid::rows(text), &meanings());
    let quantity = |value: Option<i64>| value.map_or("?".to_owned(), |value| value.to_string());
    let lines = found.lines.iter().map(|line| {
        let mark = if line.matched { "" } else { " unmatched" };
        format!(
            "{} {} {}{mark}",
            line.row,
            line.text,
            quantity(line.quantity.value)
        )
    });
    let faults = found
        .faults
        .iter()
        .map(|fault| format!("{}{} {}", fault.column_name, fault.row, fault.code));
    (lines.collect(), faults.collect())
}

#[test]
fn a_clipboard_of_a_spreadsheet() {
    let (lines, faults) =
        read("Bezeichnung\tMenge\nZelte\t20\nKisten\t1 200\n\n\"Decken\nwarm\"\t5\n");
    assert_eq!(
        lines,
        [
            "2 Zelte 20",
            "3 Kisten 1200 unmatched",
            "5 Decken\nwarm 5 unmatched"
        ]
    );
    assert!(faults.is_empty(), "{faults:?}");
}

#[test]
fn counts_within_the_words_and_other_languages() {
    let (lines, faults) = read("Zelte 20 Stk.\npalapinės (20 vnt.)\n20 tents\ncots\n");
    assert_eq!(
        lines,
        [
            "1 Zelte 20 Stk. 20",
            "2 palapinės (20 vnt.) 20",
            "3 20 tents 20",
            "4 cots ? unmatched"
        ]
    );
    assert!(faults.is_empty(), "{faults:?}");
}

#[test]
fn merged_cells_continue_and_csv_is_read_too() {
    let (lines, faults) = read("item;qty;expiry\ntents;20;2030-01-31\n;30;31.01.2031\n;;\n");
    assert_eq!(lines, ["2 tents 20", "3 tents 30"]);
    assert!(faults.is_empty(), "{faults:?}");
    let (_, faults) = read("item,qty\n,30\n");
    assert_eq!(faults, ["A2 text-missing"]);
}

#[test]
fn every_fault_has_its_row_and_column() {
    let text = "item\tqty\tweight (kg)\tvolume (m3)\texpiry\tcondition\n\
        tents\t=A1+1\t1\t1\t2030-01-31\tnew\n\
        tents\t12,5\t1,5\t0,25\t2030-01-31\tused\n\
        tents\t1,234\t\t\t\t\n\
        tents\t-3\t\t\t\t\n\
        tents\tmany\t-1\t0,0005\t44401\tbroken\n\
        tents\t0\t1,234\tx\t31.02.2030\t\n\
        tents\t20,00\t0,5\t1,25\t\t\n";
    let (lines, faults) = read(text);
    assert_eq!(lines, ["8 tents 20"]);
    assert_eq!(
        faults,
        [
            "B2 table-formula",
            "B3 quantity-fraction",
            "B4 quantity-ambiguous",
            "B5 quantity-negative",
            "B6 quantity-not-a-number",
            "C6 quantity-negative",
            "D6 quantity-fraction",
            "E6 table-date-number",
            "F6 table-condition",
            "B7 quantity-zero",
            "C7 quantity-ambiguous",
            "D7 quantity-not-a-number",
            "E7 date-invalid"
        ]
    );
    let found = table(&grid::rows(text), &meanings());
    let detail = &found.lines[0].detail;
    assert_eq!(
        (detail.weight_g, detail.volume_dm3),
        (Some(500), Some(1250))
    );
}

#[test]
fn two_thousand_rows_with_fifty_faults() {
    let mut text = "item\tqty\n".to_owned();
    for row in 0..2000 {
        let quantity = if row % 40 == 7 { "1,5" } else { "20" };
        let _ = writeln!(text, "tents\t{quantity}");
    }
    let (lines, faults) = read(&text);
    assert_eq!((lines.len(), faults.len()), (1950, 50));
    assert_eq!(faults[0], "B9 quantity-fraction");
    assert_eq!(faults[49], "B1969 quantity-fraction");
}

#[test]
fn nothing_and_too_much_are_said() {
    assert_eq!(read("item\tqty\n").1, ["1 lines-missing"]);
    let many = "tents\t1\n".repeat(3002);
    let (lines, faults) = read(&many);
    assert_eq!(
        (lines.len(), faults),
        (3000, vec!["3001 too-many-lines".to_owned()])
    );
    assert_eq!(grid::letters(0), "A");
    assert_eq!(grid::letters(27), "AB");
}

#[test]
fn a_workbook_reads_like_what_is_pasted_from_it() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("offer.xlsx");
    let mut book = rust_xlsxwriter::Workbook::new();
    let days = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
    let sheet = book.add_worksheet();
    for (column, heading) in (1..).zip(["item", "qty", "expiry"]) {
        sheet.write(1, column, heading).expect("written");
    }
    sheet.write(2, 1, "tents").expect("written");
    sheet.write(2, 2, 20).expect("written");
    let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2030, 1, 31).expect("a day");
    sheet.write_with_format(2, 3, &day, &days).expect("written");
    sheet.write(3, 2, 30).expect("written");
    sheet.write(4, 1, "tents").expect("written");
    sheet.write_formula(4, 2, "=C3+1").expect("written");
    sheet.write(5, 1, "tents").expect("written");
    sheet.write(5, 2, 12.5).expect("written");
    book.save(&path).expect("saved");
    let file = std::fs::read(&path).expect("read");
    let given = super::given_workbook(&super::BASE64_STANDARD.encode(&file)).expect("read");
    let rows = super::workbook::rows(file).expect("read");
    assert_eq!(given.len(), rows.len());
    for broken in ["%", "YWJj"] {
        let refused = super::given_workbook(broken).err();
        let code = refused.map(|problem| problem.code.to_string());
        assert_eq!(code.as_deref(), Some("table-unreadable"), "{broken}");
    }
    let found = table(&rows, &meanings());
    let lines: Vec<(u32, Option<i64>)> = found
        .lines
        .iter()
        .map(|line| (line.row, line.quantity.value))
        .collect();
    assert_eq!(lines, [(3, Some(20)), (4, Some(30))]);
    assert!(found.lines[0].detail.expiry.is_some());
    let faults: Vec<String> = found
        .faults
        .iter()
        .map(|fault| format!("{}{} {}", fault.column_name, fault.row, fault.code))
        .collect();
    assert_eq!(faults, ["C5 table-formula", "C6 quantity-fraction"]);
}
