//! From JSON to a request. A number that is no whole quantity gets the code that says which mistake it is, with the path
//! of the field; everything else that does not fit is `request-malformed`.
//!
//! What a newcomer gets wrong: by the time serde has refused `12.5` it has forgotten the text; so the refusal looks the
//! value up again in the JSON that came in.

use ledger::quantity::MAX_EXACT;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_path_to_error::{Path, Segment};

use crate::problem::Problem;

/// Fields that hold counted quantities.
const QUANTITIES: &[&str] = &[
    "good",
    "damaged",
    "refused",
    "expected",
    "quantity",
    "value",
    "contains",
    "persons",
    "days",
    "gross_grams",
    "volume_ml",
    "capacity_persons",
    "free_m2",
    "pallet_places",
];

/// Reads a request; `null` stands for one without fields.
///
/// # Errors
/// A `quantity-…` or `amount-invalid` problem for a bad number, else `request-malformed`.
pub fn request<T: DeserializeOwned>(json: &Value) -> Result<T, Problem> {
    let empty = Value::Object(serde_json::Map::new());
    let json = if json.is_null() { &empty } else { json };
    serde_path_to_error::deserialize(json).map_err(|error| {
        let found = value_at(json, error.path());
        let subject = subject(error.path());
        let detail = error.inner().to_string();
        let field = subject.rsplit('.').next().unwrap_or_default();
        let problem = match found {
            Some(value) if QUANTITIES.contains(&field) && !value.is_object() => quantity(value),
            Some(value) if field == "minor" => {
                Some(Problem::new("amount-invalid").with("text", plain(value)))
            }
            None | Some(_) => missing(&detail),
        };
        problem
            .unwrap_or_else(|| Problem::new("request-malformed").with("detail", &detail))
            .at(subject)
    })
}

/// `missing field good` is an empty quantity, not a broken program.
fn missing(detail: &str) -> Option<Problem> {
    let field = detail.strip_prefix("missing field `")?.split('`').next()?;
    QUANTITIES
        .contains(&field)
        .then(|| Problem::new("quantity-missing"))
}

/// Which mistake a value in a quantity's place is; `None` when it is an exact whole number after all.
fn quantity(value: &Value) -> Option<Problem> {
    let text = plain(value);
    let refuse = |code: &str| Some(Problem::new(code).with("text", &text));
    match value {
        Value::Null => Some(Problem::new("quantity-missing")),
        Value::Number(number) => {
            if let Some(whole) = number.as_i64() {
                return (whole > MAX_EXACT)
                    .then(|| Problem::new("quantity-too-large").with("text", &text));
            }
            if number.is_u64() {
                return refuse("quantity-too-large");
            }
            if text.contains(['e', 'E']) {
                refuse("quantity-not-a-number")
            } else {
                refuse("quantity-fraction")
            }
        }
        Value::String(_) | Value::Bool(_) | Value::Array(_) | Value::Object(_) => {
            refuse("quantity-not-a-number")
        }
    }
}

fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

fn subject(path: &Path) -> String {
    let part = |segment: &Segment| match segment {
        Segment::Seq { index } => Some(index.to_string()),
        Segment::Map { key } => Some(key.clone()),
        Segment::Enum { .. } | Segment::Unknown => None,
    };
    path.iter().filter_map(part).collect::<Vec<_>>().join(".")
}

fn value_at<'a>(json: &'a Value, path: &Path) -> Option<&'a Value> {
    path.iter().try_fold(json, |value, segment| match segment {
        Segment::Seq { index } => value.get(index),
        Segment::Map { key } => value.get(key),
        Segment::Enum { .. } | Segment::Unknown => None,
    })
}
