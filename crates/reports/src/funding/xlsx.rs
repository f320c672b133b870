//! The report as a workbook with three sheets: Funding, Stated totals, About.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::Report;
use super::table::{Figure, Table};
use crate::money;
use crate::words::Words;

const FUNDING: &[&str] = &[
    "report-record",
    "report-instrument",
    "report-title",
    "report-reference",
    "report-date",
    "report-party",
    "report-state",
    "report-amount",
    "report-currency",
    "report-qualifier",
    "report-committed",
    "report-paid",
    "report-sources",
    "report-hash",
];
const TOTALS: &[&str] = &[
    "report-title",
    "report-stated",
    "report-currency",
    "report-qualifier",
    "report-computed",
    "report-computed-qualifiers",
    "report-check",
    "report-difference",
    "report-sources",
    "report-hash",
];

/// The bytes of the workbook; the same report gives the same bytes.
///
/// # Errors
/// That a text or the workbook is too large for the format.
pub fn xlsx(report: &Report) -> Result<Vec<u8>, XlsxError> {
    let words = Words::of(report.about.language);
    let table = Table::of(report, &words);
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_timestamp(report.about.created_at.timestamp())?;
    let properties = DocProperties::new()
        .set_author(&report.about.person)
        .set_company(&report.about.program)
        .set_creation_datetime(&created);
    workbook.set_properties(&properties);
    funding(workbook.add_worksheet(), &table, &words)?;
    totals(workbook.add_worksheet(), &table, &words)?;
    about(workbook.add_worksheet(), &table, &words)?;
    workbook.save_to_buffer()
}

fn heading(
    sheet: &mut Worksheet,
    name: &str,
    ids: &[&str],
    words: &Words,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    let bold = Format::new().set_bold();
    for (column, id) in (0_u16..).zip(ids) {
        sheet.write_string_with_format(0, column, words.say(id), &bold)?;
        sheet.set_column_width(column, 18)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

fn figure(
    sheet: &mut Worksheet,
    at: (u32, u16),
    figure: &Figure,
    currency: &str,
) -> Result<(), XlsxError> {
    match figure {
        Figure::Words(text) => sheet.write_string(at.0, at.1, text)?,
        Figure::Money(minor) => match money::number(*minor, currency) {
            Some(number) => {
                let format = Format::new().set_num_format(money::cell_format(currency));
                sheet.write_number_with_format(at.0, at.1, number, &format)?
            }
            None => sheet.write_string(at.0, at.1, money::text(*minor, currency))?,
        },
    };
    Ok(())
}

fn funding(sheet: &mut Worksheet, table: &Table, words: &Words) -> Result<(), XlsxError> {
    heading(sheet, &words.say("report-sheet-funding"), FUNDING, words)?;
    for (line, row) in (1_u32..).zip(&table.funding) {
        let texts = [
            &row.kind,
            &row.instrument,
            &row.title,
            &row.reference,
            &row.date,
            &row.party,
            &row.state,
        ];
        for (column, text) in (0_u16..).zip(texts) {
            sheet.write_string(line, column, text)?;
        }
        figure(sheet, (line, 7), &row.amount, &row.currency)?;
        sheet.write_string(line, 8, &row.currency)?;
        sheet.write_string(line, 9, &row.qualifier)?;
        figure(sheet, (line, 10), &row.committed, &row.currency)?;
        figure(sheet, (line, 11), &row.paid, &row.currency)?;
        sheet.write_string(line, 12, &row.sources)?;
        sheet.write_string(line, 13, &row.hash)?;
    }
    Ok(())
}

fn totals(sheet: &mut Worksheet, table: &Table, words: &Words) -> Result<(), XlsxError> {
    heading(sheet, &words.say("report-sheet-totals"), TOTALS, words)?;
    for (line, row) in (1_u32..).zip(&table.totals) {
        sheet.write_string(line, 0, &row.title)?;
        figure(sheet, (line, 1), &row.stated, &row.currency)?;
        sheet.write_string(line, 2, &row.currency)?;
        sheet.write_string(line, 3, &row.qualifier)?;
        figure(sheet, (line, 4), &row.computed, &row.currency)?;
        sheet.write_string(line, 5, &row.computed_qualifiers)?;
        sheet.write_string(line, 6, &row.check)?;
        figure(sheet, (line, 7), &row.difference, &row.currency)?;
        sheet.write_string(line, 8, &row.source)?;
        sheet.write_string(line, 9, &row.hash)?;
    }
    Ok(())
}

/// Where the figures come from, then the control totals.
fn about(sheet: &mut Worksheet, table: &Table, words: &Words) -> Result<(), XlsxError> {
    let columns = [
        "report-label",
        "report-value",
        "report-currency",
        "report-lines",
    ];
    heading(sheet, &words.say("report-sheet-about"), &columns, words)?;
    let mut line = 1;
    for (label, value) in &table.about {
        sheet.write_string(line, 0, label)?;
        sheet.write_string(line, 1, value)?;
        line += 1;
    }
    for row in &table.controls {
        sheet.write_string(line, 0, &row.label)?;
        figure(sheet, (line, 1), &row.amount, &row.currency)?;
        sheet.write_string(line, 2, &row.currency)?;
        sheet.write_string(line, 3, row.lines.to_string())?;
        line += 1;
    }
    Ok(())
}
