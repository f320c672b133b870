//! Text of a spreadsheet's clipboard or a CSV file, as cells.

/// One row, numbered as the spreadsheet shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub number: u32,
    pub cells: Vec<String>,
}

impl Row {
    /// A cell, trimmed; empty where the row is shorter.
    pub fn cell(&self, at: usize) -> &str {
        self.cells.get(at).map(String::as_str).unwrap_or_default()
    }
}

/// Cells of the text: divided by tabs, else by whichever of semicolon and comma the first line has more of. A quoted
/// cell may hold line breaks, which count as one row, as in the spreadsheet; an empty line counts as a row too.
pub(super) fn rows(text: &str) -> Vec<Row> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let first = text.lines().find(|line| !line.trim().is_empty());
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(first.unwrap_or_default()))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut number = 0_u32;
    for record in reader.records().flatten() {
        let start = record.position().map_or(0, csv::Position::byte);
        let start = usize::try_from(start).unwrap_or(0);
        // The reader skips empty lines; their numbers must not be lost.
        let skipped = text.as_bytes()[start..].iter();
        let skipped = skipped.take_while(|byte| **byte == b'\n').count();
        number += u32::try_from(skipped).unwrap_or(0) + 1;
        rows.push(Row {
            number,
            cells: record.iter().map(|cell| cell.trim().to_owned()).collect(),
        });
    }
    rows
}

/// A comma between two digits divides a number, not cells: "Decken 1,200" is one cell.
fn delimiter(line: &str) -> u8 {
    let bytes = line.as_bytes();
    let digit = |at: Option<usize>| {
        at.and_then(|at| bytes.get(at))
            .is_some_and(u8::is_ascii_digit)
    };
    let within = |at: usize| digit(at.checked_sub(1)) && digit(at.checked_add(1));
    let count = |wanted: char| {
        let found = line.match_indices(wanted);
        found
            .filter(|(at, _)| wanted != ',' || !within(*at))
            .count()
    };
    if count('\t') > 0 {
        b'\t'
    } else if count(';') >= count(',') && count(';') > 0 {
        b';'
    } else if count(',') > 0 {
        b','
    } else {
        b'\t'
    }
}

/// `A`, `B`, … `Z`, `AA`: what a spreadsheet calls a column.
pub(super) fn letters(at: usize) -> String {
    let mut rest = at;
    let mut name = String::new();
    loop {
        let letter = u8::try_from(rest % 26).unwrap_or(0);
        name.insert(0, char::from(b'A' + letter));
        if rest < 26 {
            return name;
        }
        rest = rest / 26 - 1;
    }
}
