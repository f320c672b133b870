//! One row as a line of text, from a body or column by column.

use std::collections::BTreeMap;

use chrono::{DateTime, SecondsFormat, Utc};
use ledger::fold::Why;
use serde::Serialize;
use serde_json::Value;

use super::Lines;

fn value(of: impl Serialize) -> Value {
    serde_json::to_value(of).expect("a value")
}

/// A row as the reference writes it down.
pub struct Line {
    table: &'static str,
    cells: BTreeMap<String, Value>,
}

impl Line {
    pub fn new(table: &'static str) -> Self {
        Self {
            table,
            cells: BTreeMap::new(),
        }
    }

    /// A row that has a column for every field of a body, named like it.
    pub fn of(table: &'static str, body: impl Serialize) -> Self {
        let Value::Object(fields) = value(body) else {
            panic!("{table}: a body is an object");
        };
        Self {
            table,
            cells: fields.into_iter().collect(),
        }
    }

    pub fn with(mut self, name: &str, of: impl Serialize) -> Self {
        self.cells.insert(name.to_owned(), value(of));
        self
    }

    /// Fields that have tables of their own, or none.
    pub fn without(mut self, names: &[&str]) -> Self {
        for name in names {
            self.cells.remove(*name);
        }
        self
    }

    /// A field under the name of its column.
    pub fn named(mut self, field: &str, column: &str) -> Self {
        if let Some(cell) = self.cells.remove(field) {
            self.cells.insert(column.to_owned(), cell);
        }
        self
    }

    /// The fields of a nested object as columns of their own.
    pub fn spread(mut self, field: &str) -> Self {
        if let Some(Value::Object(fields)) = self.cells.remove(field) {
            self.cells.extend(fields);
        }
        self
    }

    pub fn put(self, lines: &mut Lines) {
        let cells = self.cells.iter().filter(|(_, cell)| !cell.is_null());
        let cells = cells.map(|(name, cell)| format!(" {name}={}", text(cell)));
        lines.insert(self.table.to_owned() + &cells.collect::<String>());
    }
}

/// A value as both sides show it: truth as 1 and 0, structures by their contents.
pub fn text(cell: &Value) -> String {
    match cell {
        Value::Bool(holds) => u8::from(*holds).to_string(),
        Value::String(text) if text.starts_with(['{', '[']) => {
            let read: Result<Value, _> = serde_json::from_str(text);
            read.map_or_else(|_| format!("{text:?}"), |read| read.to_string())
        }
        Value::String(text) => format!("{text:?}"),
        Value::Null | Value::Number(_) | Value::Array(_) | Value::Object(_) => cell.to_string(),
    }
}

pub fn time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// The word for why an entry changed nothing: its name in small letters.
pub fn why(why: Option<Why>) -> Option<String> {
    let name = format!("{:?}", why?);
    let mut word = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !word.is_empty() {
            word.push('_');
        }
        word.extend(letter.to_lowercase());
    }
    Some(word)
}
