//! The first sheet of an XLSX file, as cells.
//!
//! What a newcomer gets wrong: a workbook keeps what a formula came to, which may be old; so the cell reads as its
//! formula, and is refused like a pasted one.

use std::io::{self, Cursor, Read as _};

use calamine::{Data, DataRef, Reader, Xlsx, XlsxError};

use super::grid::Row;

/// Most bytes of a workbook when it is unpacked; a kilobyte can hold a gigabyte of the same letter.
const MOST_UNPACKED: u64 = 64 * 1024 * 1024;

/// Most cells of a sheet, from its first column and its first row with something in it to the last of both.
pub(super) const MOST_CELLS: u64 = 1_000_000;

/// Why a workbook gives no rows.
#[derive(Debug, thiserror::Error)]
pub(super) enum Refused {
    #[error(transparent)]
    Unreadable(#[from] XlsxError),
    #[error("the sheet has more than {MOST_CELLS} cells")]
    TooLarge,
}

/// Rows of the first sheet, numbered as the spreadsheet shows them.
pub(super) fn rows(file: Vec<u8>) -> Result<Vec<Row>, Refused> {
    if unpacked(&file)? > MOST_UNPACKED {
        return Err(Refused::TooLarge);
    }
    let mut book = Xlsx::new(Cursor::new(file))?;
    let Some(sheet) = book.sheet_names().first().cloned() else {
        return Ok(Vec::new());
    };
    if extent(&mut book, &sheet)? > MOST_CELLS {
        return Err(Refused::TooLarge);
    }
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

/// Bytes of a workbook when it is unpacked, counted as far as the limit and one more: what it says of itself may be wrong.
/// What a newcomer gets wrong: all its words are unpacked when it is opened, before there is a cell to count.
fn unpacked(file: &[u8]) -> Result<u64, XlsxError> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file))?;
    let mut bytes = 0;
    for at in 0..archive.len() {
        let part = archive.by_index(at)?;
        let left = MOST_UNPACKED + 1 - bytes;
        bytes += io::copy(&mut part.take(left), &mut io::sink())?;
        if bytes > MOST_UNPACKED {
            break;
        }
    }
    Ok(bytes)
}

/// How many cells a sheet has, the empty ones between the others counted: each of them takes memory, and one cell in the last
/// corner makes a sheet of billions of a small file.
fn extent(book: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str) -> Result<u64, XlsxError> {
    let mut around: Option<(u32, u32, u32)> = None;
    let mut take = |(row, column): (u32, u32)| {
        let (top, bottom, right) = around.unwrap_or((row, row, column));
        around = Some((top.min(row), bottom.max(row), right.max(column)));
    };
    let mut values = match book.worksheet_cells_reader(sheet) {
        // A sheet that is a chart has none.
        Err(XlsxError::NotAWorksheet(_)) => return Ok(0),
        values => values?,
    };
    while let Some(cell) = values.next_cell()? {
        if *cell.get_value() != DataRef::Empty {
            take(cell.get_position());
        }
    }
    drop(values);
    let mut formulas = book.worksheet_cells_reader(sheet)?;
    while let Some(cell) = formulas.next_formula()? {
        if !cell.get_value().is_empty() {
            take(cell.get_position());
        }
    }
    let cells = |(top, bottom, right): (u32, u32, u32)| {
        (u64::from(bottom - top) + 1) * (u64::from(right) + 1)
    };
    Ok(around.map_or(0, cells))
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
