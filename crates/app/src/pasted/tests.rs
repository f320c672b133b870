//! Pasted tables with everything that spreadsheets do to them.

use base64::Engine as _;
use std::fmt::Write as _;

use ledger::ids::ItemGroupId;
use ledger::quantity::{Qualifier, StatedQuantity};
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
    let quantity = |quantity: StatedQuantity| {
        let value = quantity.value.map(|value| value.to_string());
        match (value, quantity.qualifier) {
            (None, Qualifier::NotStated) => "?".to_owned(),
            (Some(value), Qualifier::Exact) => value,
            (value, qualifier) => format!("{qualifier:?} {}", value.unwrap_or_default()),
        }
    };
    let lines = found.lines.iter().map(|line| {
        let mark = if line.matched { "" } else { " unmatched" };
        format!(
            "{} {} {}{mark}",
            line.row,
            line.text,
            quantity(line.quantity)
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

/// A number in the donor's words is taken where it can be read in one way only; else its row is named, or it stays a word.
#[test]
fn numbers_within_the_words_are_never_guessed() {
    let table = "1 200 Zelte\n1'200 Zelte\n1.200.000 tents\n1.200 Decken\nDecken\t\n1,200 Stk. Decken\n12,5 Zelte\n\
        12,5 t rice\n20-30 tents\nnuo 20 iki 30 palapinių\ntents 20, beds 30\n10 Kartons à 50 Stk. Decken\n";
    let (lines, faults) = read(table);
    assert_eq!(
        lines,
        [
            "1 1 200 Zelte 1200",
            "2 1'200 Zelte 1200",
            "3 1.200.000 tents 1200000",
            "5 Decken ? unmatched",
            "8 12,5 t rice ? unmatched",
            "11 tents 20, beds 30 ? unmatched",
            "12 10 Kartons à 50 Stk. Decken ? unmatched"
        ]
    );
    assert_eq!(
        faults,
        [
            "A4 quantity-ambiguous",
            "A6 quantity-ambiguous",
            "A7 quantity-fraction",
            "A9 quantity-range",
            "A10 quantity-range"
        ]
    );
    // A column of its own says it whatever the words say; an empty cell of it does not.
    let (lines, faults) = read("Bezeichnung\tMenge\n1.200 Decken\t1200\n20-30 Decken\t\n");
    assert_eq!(lines, ["2 1.200 Decken 1200 unmatched"]);
    assert_eq!(faults, ["A3 quantity-range"]);
}

#[test]
fn what_qualifies_a_number_is_kept() {
    let (lines, faults) = read(
        "ca. 20 Zelte\nbis zu 20 Zelte\nabout 20 tents\nup to 20 tents\nat least 20 tents\nne mažiau 20 palapinės\n\
         iki 20 palapinės\napie 20 palapinės\n20 Zelte\n",
    );
    let said: Vec<&str> = lines
        .iter()
        .map(|line| line.split_once(' ').map_or("", |(_, rest)| rest))
        .collect();
    assert_eq!(
        said,
        [
            "ca. 20 Zelte Around 20",
            "bis zu 20 Zelte UpTo 20",
            "about 20 tents Around 20",
            "up to 20 tents UpTo 20",
            "at least 20 tents Over 20",
            "ne mažiau 20 palapinės Over 20",
            "iki 20 palapinės UpTo 20",
            "apie 20 palapinės Around 20",
            "20 Zelte 20"
        ]
    );
    assert!(faults.is_empty(), "{faults:?}");
    let (lines, faults) = read(
        "item\tqty\ntents\tca. 20\ntents\tbis zu 1 200 Stk.\ntents\t1.200.000\ntents\t1.200,00\n\
         tents\t20-30\ntents\tca. 1.200\ntents\t20 boxes\n",
    );
    assert_eq!(
        lines,
        [
            "2 tents Around 20",
            "3 tents UpTo 1200",
            "4 tents 1200000",
            "5 tents 1200"
        ]
    );
    assert_eq!(
        faults,
        [
            "B6 quantity-range",
            "B7 quantity-ambiguous",
            "B8 quantity-not-a-number"
        ]
    );
}

/// A comma within a number of the first line does not make a table of a list.
#[test]
fn a_list_whose_first_line_has_a_decimal_comma() {
    let (lines, faults) = read("Decken 1,200\nZelte 20 Stk.\n");
    assert_eq!(lines, ["2 Zelte 20 Stk. 20"]);
    assert_eq!(faults, ["A1 quantity-ambiguous"]);
    let (lines, faults) = read("Decken ca. 12,5\n");
    assert_eq!(
        (lines.len(), faults),
        (0, vec!["A1 quantity-fraction".to_owned()])
    );
    let (lines, _) = read("Zelte, 20\n");
    assert_eq!(lines, ["1 Zelte 20"]);
}

/// A price where the count is looked for is not the count; nor is what a number in a list would leave of one.
#[test]
fn a_cell_of_the_quantity_holds_nothing_else() {
    let (lines, faults) = read(
        "item\tqty\nDecken\t500 €\t20\nDecken\t1. 200\nDecken\t500,00 €\nDecken\t$20\n\
        Decken\t20?\nDecken\t2 Tsd.\nDecken\t20 Stk.\n",
    );
    assert_eq!(lines, ["8 Decken 20 unmatched"]);
    let faulty: Vec<String> = (2..8)
        .map(|row| format!("B{row} quantity-not-a-number"))
        .collect();
    assert_eq!(faults, faulty);
}

/// One cell in the last corner makes a file of some kilobytes a sheet of billions of cells.
#[test]
fn a_workbook_may_not_be_too_large() {
    let code = |bytes: Vec<u8>| {
        let refused = super::given_workbook(&super::BASE64_STANDARD.encode(bytes)).err();
        refused.map(|problem| (problem.code.to_string(), problem.facts["cells"].clone()))
    };
    let too_large = Some(("table-too-large".to_owned(), "1000000".to_owned()));
    assert_eq!(code(vec![0; super::MOST + 1]), too_large);
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "tents").expect("written");
    sheet.write(1_048_575, 16_383, "far").expect("written");
    assert_eq!(code(book.save_to_buffer().expect("saved")), too_large);
}

/// Words that unpack to gigabytes are refused before anything keeps them.
#[test]
fn a_workbook_may_not_unpack_without_end() {
    use std::io::Write as _;
    let mut book = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let packed = zip::write::SimpleFileOptions::default();
    book.start_file("xl/sharedStrings.xml", packed)
        .expect("begun");
    let letters = vec![b'a'; 1024 * 1024];
    for _ in 0..80 {
        book.write_all(&letters).expect("written");
    }
    let bytes = book.finish().expect("finished").into_inner();
    assert!(bytes.len() < 1024 * 1024, "{} bytes", bytes.len());
    let refused = super::rows_of("workbook", "XLSX", bytes).err();
    let code = refused.map(|problem| problem.code.to_string());
    assert_eq!(code.as_deref(), Some("table-too-large"));
}

/// Without a heading only what can be meant in one way is taken as the count.
#[test]
fn without_a_heading_no_column_is_guessed() {
    assert_eq!(read("Zelte\t20\n").0, ["1 Zelte 20"]);
    let (lines, faults) = read("tents\tgreen\t20\nbeds\t\t5\n");
    assert_eq!(lines, ["1 tents 20", "2 beds 5 unmatched"]);
    assert!(faults.is_empty(), "{faults:?}");
    let (lines, faults) = read("tents\tgreen\tlarge\n20 beds\tred\t\n");
    assert_eq!(lines, ["1 tents ?", "2 20 beds 20 unmatched"]);
    assert!(faults.is_empty(), "{faults:?}");
    let undecided = [
        "1\ttents\t20\n2\tbeds\t5\n",
        "4\ttents\t1,5\n",
        "1\ttents\t20 cartons\n2\tbeds\tn/a\n",
    ];
    for undecided in undecided {
        let (lines, faults) = read(undecided);
        assert!(lines.is_empty(), "{lines:?}");
        assert_eq!(faults, ["A1 table-heading-missing"]);
    }
}

#[test]
fn words_of_a_merged_cell_count_once() {
    let (lines, faults) = read("item\tqty\texpiry\n20 tents\t\t2030-01-31\n\t\t2031-01-31\n");
    assert_eq!(lines, ["2 20 tents 20", "3 20 tents ?"]);
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
