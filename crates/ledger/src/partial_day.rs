//! A date of which a source gives no more than the month or the year.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::rules::date::YEARS;

/// Written `2021`, `2021-07` or `2021-07-15`. What is not stated is not filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "string")]
pub struct PartialDay {
    year: i32,
    month: Option<u32>,
    day: Option<u32>,
}

/// The text is no date, month or year that can be meant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not a day, a month or a year")]
pub struct NotAPartialDay(pub String);

impl PartialDay {
    /// The first day it can mean.
    #[must_use]
    pub fn first(self) -> NaiveDate {
        let (month, day) = (self.month.unwrap_or(1), self.day.unwrap_or(1));
        NaiveDate::from_ymd_opt(self.year, month, day).unwrap_or_default()
    }

    /// The last day it can mean.
    #[must_use]
    pub fn last(self) -> NaiveDate {
        let after = match (self.month, self.day) {
            (Some(_), Some(_)) => return self.first(),
            (Some(12), None) | (None, _) => NaiveDate::from_ymd_opt(self.year + 1, 1, 1),
            (Some(month), None) => NaiveDate::from_ymd_opt(self.year, month + 1, 1),
        };
        after
            .and_then(|after| after.pred_opt())
            .unwrap_or(self.first())
    }
}

impl From<NaiveDate> for PartialDay {
    fn from(date: NaiveDate) -> Self {
        Self {
            year: date.year(),
            month: Some(date.month()),
            day: Some(date.day()),
        }
    }
}

impl fmt::Display for PartialDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

impl FromStr for PartialDay {
    type Err = NotAPartialDay;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refuse = || NotAPartialDay(text.to_owned());
        let parts: Vec<&str> = text.trim().split('-').collect();
        let number = |part: &str, digits: usize| {
            let whole = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
            whole.then(|| part.parse::<u32>().ok()).flatten()
        };
        let (year, month, day) = match parts[..] {
            [year] => (number(year, 4), None, None),
            [year, month] => (number(year, 4), Some(number(month, 2)), None),
            [year, month, day] => (
                number(year, 4),
                Some(number(month, 2)),
                Some(number(day, 2)),
            ),
            _ => return Err(refuse()),
        };
        let year = year
            .and_then(|year| i32::try_from(year).ok())
            .filter(|year| YEARS.contains(year))
            .ok_or_else(refuse)?;
        let month = month.map(|month| month.ok_or_else(refuse)).transpose()?;
        let day = day.map(|day| day.ok_or_else(refuse)).transpose()?;
        NaiveDate::from_ymd_opt(year, month.unwrap_or(1), day.unwrap_or(1)).ok_or_else(refuse)?;
        Ok(Self { year, month, day })
    }
}

impl TryFrom<String> for PartialDay {
    type Error = NotAPartialDay;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<PartialDay> for String {
    fn from(day: PartialDay) -> Self {
        day.to_string()
    }
}

impl JsonSchema for PartialDay {
    fn schema_name() -> Cow<'static, str> {
        "PartialDay".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"})
    }
}
