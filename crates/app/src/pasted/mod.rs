//! Reading an offer out of a pasted table: everything that is wrong is found at once, and nothing is written.
//!
//! What a newcomer gets wrong: a row is either understood as a whole or named in the faults; a cell that could be read in
//! two ways is never guessed.

mod cells;
mod columns;
mod grid;
mod meaning;
mod workbook;

use std::fs::File;
use std::io::{self, Read as _};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use ledger::body::{OfferLineDetail, OfferedCondition};
use ledger::quantity::StatedQuantity;
use ledger::role::Action;
use ledger::rules::MAX_LINES;
use ledger::wording;

use crate::context::Context;
use crate::contract::replies::{OfferTable, OfferTableLine, TableFault};
use crate::contract::requests::ReadOfferTable;
use crate::lookups::read_as;
use crate::problem::Problem;
use columns::{Column, Columns};
use grid::Row;
use meaning::Meanings;
use workbook::{MOST_CELLS, Refused};

const MEGABYTE: usize = 1024 * 1024;

/// Most characters of a pasted table, and most bytes of a workbook.
const MOST: usize = 4 * MEGABYTE;

/// Reads a pasted table; writes nothing.
pub(crate) fn read(context: &Context, request: ReadOfferTable) -> Result<OfferTable, Problem> {
    let text = request.text.as_deref().unwrap_or_default();
    let rows = match (&request.file, &request.workbook) {
        (Some(file), _) => {
            let read = bytes_of(file).map_err(|cause| unreadable("file", file, &cause))?;
            rows_of("file", file, read)?
        }
        (None, Some(given)) => given_workbook(given)?,
        (None, None) => {
            if text.trim().is_empty() {
                return Err(Problem::new("text-missing")
                    .at("text")
                    .with("field", "text"));
            }
            if text.chars().count() > MOST {
                return Err(Problem::new("text-too-long")
                    .at("text")
                    .with("field", "text")
                    .with("limit", MOST));
            }
            grid::rows(text)
        }
    };
    let meanings = read_as(context, Action::ReadCoordination, None, |reads| {
        Meanings::load(reads, &request.language)
    })?;
    Ok(table(&rows, &meanings))
}

fn given_workbook(given: &str) -> Result<Vec<Row>, Problem> {
    // Four letters for three bytes.
    if given.len() / 4 * 3 > MOST + 3 {
        return Err(too_large("workbook", "XLSX"));
    }
    let bytes = BASE64_STANDARD.decode(given);
    let bytes = bytes.map_err(|cause| unreadable("workbook", "XLSX", &cause))?;
    rows_of("workbook", "XLSX", bytes)
}

/// What a file holds, as far as it is read, and one byte more of a file that is longer.
fn bytes_of(file: &str) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let most = u64::try_from(MOST).unwrap_or(u64::MAX);
    File::open(file)?
        .take(most.saturating_add(1))
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn rows_of(subject: &str, file: &str, bytes: Vec<u8>) -> Result<Vec<Row>, Problem> {
    if bytes.len() > MOST {
        return Err(too_large(subject, file));
    }
    workbook::rows(bytes).map_err(|refused| match refused {
        Refused::Unreadable(cause) => unreadable(subject, file, &cause),
        Refused::TooLarge => too_large(subject, file),
    })
}

fn too_large(subject: &str, file: &str) -> Problem {
    Problem::new("table-too-large")
        .at(subject)
        .with("file", file)
        .with("limit", MOST / MEGABYTE)
        .with("cells", MOST_CELLS)
}

fn unreadable(subject: &str, file: &str, cause: &dyn std::fmt::Display) -> Problem {
    Problem::new("table-unreadable")
        .at(subject)
        .with("file", file)
        .with("detail", cause)
}

/// The table as it was understood.
fn table(rows: &[Row], meanings: &Meanings) -> OfferTable {
    let (columns, first) = Columns::find(rows);
    let mut read = Reading {
        meanings,
        columns,
        above: None,
        lines: Vec::new(),
        faults: Vec::new(),
        rows: 0,
    };
    if let [one, ..] = read.columns.undecided[..] {
        let names = read.columns.undecided.iter().map(|at| grid::letters(*at));
        let names = names.collect::<Vec<_>>().join(", ");
        let row = rows.first().map_or(1, |row| row.number);
        read.fault(row, Some(one), "table-heading-missing", &names);
        return read.done();
    }
    for row in rows.get(first..).unwrap_or_default() {
        read.row(row);
    }
    if read.rows == 0 {
        read.fault(1, None, "lines-missing", "");
    }
    read.done()
}

struct Reading<'a> {
    meanings: &'a Meanings,
    columns: Columns,
    /// The words of the row above, which a merged cell leaves empty below its first row.
    above: Option<String>,
    lines: Vec<OfferTableLine>,
    faults: Vec<TableFault>,
    rows: u32,
}

impl Reading<'_> {
    fn done(mut self) -> OfferTable {
        let place = |fault: &TableFault| (fault.row, fault.column);
        self.faults.sort_by_key(place);
        OfferTable {
            lines: self.lines,
            faults: self.faults,
            rows: self.rows,
        }
    }

    fn fault(&mut self, row: u32, at: Option<usize>, code: &str, text: &str) {
        self.faults.push(TableFault {
            row,
            column: at.map_or(0, |at| u32::try_from(at + 1).unwrap_or(u32::MAX)),
            column_name: at.map(grid::letters).unwrap_or_default(),
            code: code.to_owned(),
            text: text.chars().take(80).collect(),
        });
    }

    fn row(&mut self, row: &Row) {
        if row.cells.iter().all(|cell| cell.is_empty()) {
            return;
        }
        self.rows += 1;
        if self.rows as usize > MAX_LINES {
            if self.rows as usize == MAX_LINES + 1 {
                self.fault(row.number, None, "too-many-lines", "");
            }
            return;
        }
        let before = self.faults.len();
        for (at, cell) in row.cells.iter().enumerate() {
            if cell.starts_with('=') {
                self.fault(row.number, Some(at), "table-formula", cell);
            }
        }
        let words = self.words(row);
        let quantity = self.quantity(row);
        let detail = self.detail(row);
        let (Some(text), Some(quantity)) = (words, quantity) else {
            return;
        };
        if self.faults.len() > before {
            return;
        }
        let meaning = self.meanings.of(&text);
        self.lines.push(OfferTableLine {
            row: row.number,
            group: meaning.map(|one| one.group),
            item: meaning.and_then(|one| one.item),
            matched: meaning.is_some(),
            text,
            quantity,
            detail,
        });
    }

    /// The donor's words: from the cell, or from the one above where cells were merged.
    fn words(&mut self, row: &Row) -> Option<String> {
        let at = self.columns.at(Column::Text)?;
        let cell = row.cell(at);
        if cell.starts_with('=') {
            return None;
        }
        if !cell.is_empty() {
            self.above = Some(cell.to_owned());
        }
        if self.above.is_none() {
            self.fault(row.number, Some(at), "text-missing", "");
        }
        self.above.clone()
    }

    /// How many: from its column, else from the words of its own row, else not stated. Words above a merged cell have said
    /// how many there are of theirs.
    fn quantity(&mut self, row: &Row) -> Option<StatedQuantity> {
        let cell = |column| {
            let at = self.columns.at(column)?;
            let cell = row.cell(at);
            (!cell.is_empty()).then(|| (at, cell.to_owned()))
        };
        let given = match (cell(Column::Quantity), cell(Column::Text)) {
            (Some((at, cell)), _) => Some((at, cells::quantity(&cell), cell)),
            (None, Some((at, words))) => Some((at, cells::in_words(&words), words)),
            (None, None) => None,
        };
        match given {
            None => Some(StatedQuantity::not_stated()),
            // Found as a formula already.
            Some((_, _, cell)) if cell.starts_with('=') => None,
            Some((_, Ok(quantity), _)) => Some(quantity),
            Some((at, Err(code), cell)) => {
                self.fault(row.number, Some(at), code, &cell);
                None
            }
        }
    }

    fn detail(&mut self, row: &Row) -> OfferLineDetail {
        let packaging = self.given(row, Column::Packaging);
        let weight = self.given(row, Column::Weight);
        let volume = self.given(row, Column::Volume);
        let condition = self.given(row, Column::Condition);
        let expiry = self.given(row, Column::Expiry);
        let (weight_unit, volume_unit) = (self.columns.weight_unit, self.columns.volume_unit);
        OfferLineDetail {
            packaging: packaging.map(|(_, text)| text),
            weight_g: self.read(row, weight, |text| cells::measure(text, weight_unit)),
            volume_dm3: self.read(row, volume, |text| cells::measure(text, volume_unit)),
            condition: self.read(row, condition, condition_of),
            expiry: self.read(row, expiry, cells::date),
        }
    }

    fn given(&self, row: &Row, column: Column) -> Option<(usize, String)> {
        let at = self.columns.at(column)?;
        let cell = row.cell(at);
        (!cell.is_empty() && !cell.starts_with('=')).then(|| (at, cell.to_owned()))
    }

    fn read<T>(
        &mut self,
        row: &Row,
        given: Option<(usize, String)>,
        read: impl Fn(&str) -> Result<T, &'static str>,
    ) -> Option<T> {
        let (at, text) = given?;
        match read(&text) {
            Ok(value) => Some(value),
            Err(code) => {
                self.fault(row.number, Some(at), code, &text);
                None
            }
        }
    }
}

fn condition_of(text: &str) -> Result<OfferedCondition, &'static str> {
    match wording::folded(text).as_str() {
        "new" | "neu" | "nauja" | "naujas" | "nowy" | "nowe" | "jauns" => Ok(OfferedCondition::New),
        "used" | "gebraucht" | "naudota" | "naudotas" | "uzywany" | "lietots" => {
            Ok(OfferedCondition::Used)
        }
        _ => Err("table-condition"),
    }
}

#[cfg(test)]
mod tests;
