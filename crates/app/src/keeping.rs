//! Keeping a record: the one way from a rule's answer about a catalogue's or register's record into the journal.

use chrono::NaiveDate;
use ledger::body::Body;
use ledger::fold::Unit;
use ledger::ids::{DraftId, RecordId};
use ledger::rules::catalogue::Refusal;
use store::Reads;
use uuid::Uuid;

use crate::contract::replies::Kept;
use crate::hand::Hand;
use crate::problem::Problem;
use crate::typed;

/// Which record is kept, and what ends with it.
pub(crate) struct Keeping {
    pub id: Uuid,
    pub unit: Unit,
    /// Business date.
    pub day: NaiveDate,
    pub reason: Option<String>,
    pub draft: Option<DraftId>,
}

impl Keeping {
    /// A record that is of no day and needs no reason.
    pub fn new(hand: &Hand<'_>, id: Uuid, unit: Unit, draft: Option<DraftId>) -> Self {
        Self {
            id,
            unit,
            day: hand.today,
            reason: None,
            draft,
        }
    }
}

/// Keeps what `decide` gives. The same once more is answered and not kept twice.
pub(crate) fn keep(
    hand: &Hand<'_>,
    keeping: Keeping,
    decide: impl FnOnce(&Reads<'_>) -> Result<Body, Problem>,
) -> Result<Kept, Problem> {
    hand.write(keeping.day, None, |writing| {
        let body = decide(&writing.reads())?;
        let repeated = writing.reads().says(keeping.unit, &body)?;
        if !repeated {
            writing.because(keeping.reason, None);
            writing.record(body, &[])?;
        }
        if let Some(draft) = keeping.draft {
            writing.end_draft(draft)?;
        }
        Ok(Kept {
            id: RecordId(keeping.id),
            repeated,
        })
    })
}

pub(crate) fn catalogue_problem(refusal: Refusal) -> Problem {
    match refusal {
        Refusal::Empty { field } => Problem::new("text-missing").at(field).with("field", field),
        Refusal::BadCode { code } => Problem::new("code-malformed").at("code").with("code", code),
        Refusal::CodeTaken { code } => Problem::new("code-taken").at("code").with("code", code),
        Refusal::CodeFixed { code } => Problem::new("code-fixed").at("code").with("code", code),
        Refusal::UnknownGroup(_) => Problem::new("group-unknown").at("group"),
        Refusal::UnknownItem(_) => Problem::new("item-unknown").at("item"),
        Refusal::UnknownSite(_) => Problem::new("site-unknown").at("site"),
        Refusal::UnknownPackaging(_) => Problem::new("packaging-unknown").at("of"),
        Refusal::UnitFixed => Problem::new("unit-fixed").at("unit"),
        Refusal::PackagingFixed => Problem::new("packaging-fixed"),
        Refusal::WrongLevel => Problem::new("packaging-level").at("level"),
        Refusal::Number {
            field,
            number,
            refusal,
        } => typed::quantity_problem(refusal, number).at(field),
        Refusal::Gtin(ledger::packs::GtinRefusal::Length) => Problem::new("gtin-length").at("gtin"),
        Refusal::Gtin(ledger::packs::GtinRefusal::CheckDigit { expected }) => {
            Problem::new("gtin-check-digit")
                .at("gtin")
                .with("expected", expected)
        }
        Refusal::BadUnNumber(text) => Problem::new("un-number-invalid")
            .at("dangerous_goods")
            .with("text", text),
        Refusal::BadLocode(text) => Problem::new("locode-invalid")
            .at("un_locode")
            .with("text", text),
        Refusal::BadTimeZone(text) => Problem::new("time-zone-unknown")
            .at("time_zone")
            .with("text", text),
        Refusal::BadCountry(text) => country_problem(text),
        Refusal::BadCoordinates => Problem::new("coordinates-invalid").at("latitude"),
        Refusal::ItemOrGroup => Problem::new("norm-item-or-group").at("item"),
        Refusal::SameRecord => Problem::new("merge-same").at("into"),
        Refusal::UnknownRecord => Problem::new("record-unknown").at("into"),
        Refusal::AlreadyMerged => Problem::new("already-merged").at("from"),
        Refusal::OtherUnit => Problem::new("units-differ").at("into"),
        Refusal::NothingProposed => Problem::new("proposal-same").at("name_en"),
        Refusal::Date(refusal) => typed::date_problem(refusal),
    }
}

pub(crate) fn country_problem(text: String) -> Problem {
    Problem::new("country-invalid")
        .at("country")
        .with("text", text)
}
