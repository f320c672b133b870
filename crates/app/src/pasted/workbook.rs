//! The first sheet of an XLSX file, as cells.
//!
//! What a newcomer gets wrong: a workbook keeps what a formula came to, which may be old; so the cell reads as its
//! formula, and is refused like a pasted one.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx, XlsxError};

use super::grid::Row;

/// Rows of the first sheet, numbered as the spreadsheet shows them.
pub(super) fn rows(file: Vec<u8>) -> Result<Vec<Row>, XlsxError> {
    let mut book = Xlsx::new(Cursor::new(file))?;
    let Some(sheet) = book.sheet_names().first().cloned() else {
        return Ok(Vec::new());
    };
    let range = book.worksheet_range(&sheet)?;
    let formulas = book.worksheet_formula(&sheet)?;
    let (top, left) = range.start().unwrap_or_default();
    let row = |(at, cells): (u32, &[Data])| {
        let cell = |(column, value): (u32, &Data)| {
            let formula = formulas.get_value((top + at, left + column));
            match formula.filter(|formula| !formula.is_empty()) {
                Some(formula) => format!("={formula}"),
                None => text(value),
            }
        };
        let skipped = (0..left).map(|_| String::new());
        Row {
            number: top + at + 1,
            cells: skipped.chain((0..).zip(cells).map(cell)).collect(),
        }
    };
    Ok((0..).zip(range.rows()).map(row).collect())
}

/// What a person sees in the cell; a day as `YYYY-MM-DD`.
fn text(value: &Data) -> String {
    if let Data::DateTime(moment) = value
        && moment.is_datetime()
    {
        let (year, month, day, ..) = moment.to_ymd_hms_milli();
        return format!("{year:04}-{month:02}-{day:02}");
    }
    if let Data::DateTimeIso(moment) = value {
        return moment.chars().take(10).collect();
    }
    value.to_string().trim().to_owned()
}
