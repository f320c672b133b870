//! Dates, texts, quantities and amounts as people send them, refused with the code that says which mistake it is.

use chrono::{Datelike, NaiveDate};
use ledger::amount::{Amount, AmountRefusal};
use ledger::quantity::{QuantityRefusal, StatedQuantity, StatedRefusal};
use ledger::rules::date::{DateRefusal, YEARS};
use ledger::rules::{Clock, MAX_LINES};

use crate::hand::Hand;
use crate::problem::Problem;

/// Most characters of a name, a title or a reason.
const LONG_TEXT: usize = 500;

/// `YYYY-MM-DD` in a year that can be meant.
pub(crate) fn date(text: &str, field: &str) -> Result<NaiveDate, Problem> {
    let text = text.trim();
    let well_formed = text.len() == 10
        && text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'-');
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .ok()
        .filter(|_| well_formed);
    let date = date.ok_or_else(|| Problem::new("date-invalid").at(field).with("text", text))?;
    if YEARS.contains(&date.year()) {
        Ok(date)
    } else {
        Err(out_of_range(date.year()).at(field))
    }
}

pub(crate) fn optional_date(text: Option<&str>, field: &str) -> Result<Option<NaiveDate>, Problem> {
    text.filter(|text| !text.trim().is_empty())
        .map(|text| date(text, field))
        .transpose()
}

/// A day on which something has happened. In the future it is refused by a good clock; a suspect one asks.
pub(crate) fn past(
    hand: &Hand<'_>,
    date: NaiveDate,
    field: &str,
    confirmed: bool,
) -> Result<NaiveDate, Problem> {
    if date <= hand.today {
        return Ok(date);
    }
    let code = match hand.clock {
        Clock::Good => "date-in-future",
        Clock::Suspect if confirmed => return Ok(date),
        Clock::Suspect => "date-in-future-clock-suspect",
    };
    Err(Problem::new(code)
        .at(field)
        .with("date", date)
        .with("today", hand.today))
}

/// A text that must be there, trimmed.
pub(crate) fn text(text: &str, field: &str) -> Result<String, Problem> {
    optional_text(Some(text), field)?
        .ok_or_else(|| Problem::new("text-missing").at(field).with("field", field))
}

/// A text that may be missing, trimmed; empty counts as missing.
pub(crate) fn optional_text(text: Option<&str>, field: &str) -> Result<Option<String>, Problem> {
    let text = text.map(str::trim).filter(|text| !text.is_empty());
    if text.is_some_and(|text| text.chars().count() > LONG_TEXT) {
        return Err(Problem::new("text-too-long")
            .at(field)
            .with("field", field)
            .with("limit", LONG_TEXT));
    }
    Ok(text.map(str::to_owned))
}

pub(crate) fn lines(count: usize) -> Result<(), Problem> {
    match count {
        0 => Err(Problem::new("lines-missing").at("lines")),
        1..=MAX_LINES => Ok(()),
        _ => Err(too_many_lines()),
    }
}

pub(crate) fn too_many_lines() -> Problem {
    Problem::new("too-many-lines")
        .at("lines")
        .with("limit", MAX_LINES)
}

pub(crate) fn quantity_problem(refusal: QuantityRefusal, typed: i64) -> Problem {
    let code = match refusal {
        QuantityRefusal::Empty => "quantity-missing",
        QuantityRefusal::Fraction => "quantity-fraction",
        QuantityRefusal::Negative => "quantity-negative",
        QuantityRefusal::NotANumber => "quantity-not-a-number",
        QuantityRefusal::TooLarge => "quantity-too-large",
        QuantityRefusal::Zero => "quantity-zero",
        QuantityRefusal::Ambiguous => "quantity-ambiguous",
    };
    Problem::new(code).with("text", typed)
}

pub(crate) fn stated(quantity: &StatedQuantity, field: &str) -> Result<(), Problem> {
    quantity.check().map_err(|refusal| {
        match refusal {
            StatedRefusal::StatedWithoutNumber => Problem::new("quantity-missing"),
            StatedRefusal::NumberButNotStated => Problem::new("quantity-not-a-number")
                .with("text", quantity.value.unwrap_or_default()),
            StatedRefusal::Quantity(refusal) => {
                quantity_problem(refusal, quantity.value.unwrap_or_default())
            }
        }
        .at(field)
    })
}

/// A count of people or things that does not hold together.
pub(crate) fn count_problem(refusal: StatedRefusal) -> Problem {
    match refusal {
        StatedRefusal::StatedWithoutNumber => Problem::new("quantity-missing"),
        StatedRefusal::NumberButNotStated => Problem::new("count-not-stated-with-number"),
        StatedRefusal::Quantity(QuantityRefusal::Negative) => Problem::new("count-negative"),
        StatedRefusal::Quantity(
            QuantityRefusal::Empty
            | QuantityRefusal::Fraction
            | QuantityRefusal::NotANumber
            | QuantityRefusal::TooLarge
            | QuantityRefusal::Zero
            | QuantityRefusal::Ambiguous,
        ) => Problem::new("count-too-large"),
    }
}

pub(crate) fn amount(amount: &Amount, field: &str) -> Result<(), Problem> {
    amount
        .check()
        .map_err(|refusal| amount_problem(&refusal, amount).at(field))
}

pub(crate) fn amount_problem(refusal: &AmountRefusal, amount: &Amount) -> Problem {
    match refusal {
        AmountRefusal::UnknownCurrency(currency) => {
            Problem::new("currency-unknown").with("currency", currency)
        }
        AmountRefusal::OtherCurrency { .. } => Problem::new("currency-mixed"),
        AmountRefusal::NumberButNotStated
        | AmountRefusal::StatedWithoutNumber
        | AmountRefusal::Negative
        | AmountRefusal::TooLarge
        | AmountRefusal::Empty
        | AmountRefusal::NotANumber
        | AmountRefusal::Ambiguous
        | AmountRefusal::TooManyDigits { .. } => {
            let text = amount
                .minor
                .map(|minor| minor.to_string())
                .unwrap_or_default();
            Problem::new("amount-invalid").with("text", text)
        }
    }
}

/// A year that nobody can mean, with those that can be.
fn out_of_range(year: i32) -> Problem {
    Problem::new("year-out-of-range")
        .with("year", format!("{year:04}"))
        .with("from", YEARS.start())
        .with("to", YEARS.end())
}

/// A date that only the rule has refused.
pub(crate) fn date_problem(refusal: DateRefusal) -> Problem {
    match refusal {
        DateRefusal::YearOutOfRange { year } => out_of_range(year),
        DateRefusal::DateInFuture { date, today } => Problem::new("date-in-future")
            .with("date", date)
            .with("today", today),
    }
}

/// The serde word of an enum, which the screen translates.
pub(crate) fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|word| word.as_str().map(str::to_owned))
        .unwrap_or_default()
}
