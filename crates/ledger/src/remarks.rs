//! Every text that a person writes freely, of every kind of entry, in one table: what is asked about before it is kept
//! when it looks as if it named somebody (I-20).
//!
//! What a newcomer gets wrong: a new text field is listed here and nowhere else. The test goes through the golden files
//! and finds one that is missing.

use std::collections::BTreeSet;

use crate::body::{Body, MoveHow, OfferLineDetail};
use crate::identifying::{Pattern, in_paper, patterns};
use crate::text::Names;

/// What a text is for, which says what may be found in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// In a person's own words.
    Remark,
    /// The number of a paper, a vehicle, a batch: letters and digits like those of a passport are its nature.
    Paper,
}

/// One text as an entry holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreeText<'a> {
    /// As a request names it: `note`, `lines.2.reason`.
    pub field: String,
    pub text: &'a str,
    pub sort: Sort,
}

impl FreeText<'_> {
    /// What it looks as if it held.
    #[must_use]
    pub fn patterns(&self) -> BTreeSet<Pattern> {
        match self.sort {
            Sort::Remark => patterns(self.text),
            Sort::Paper => in_paper(self.text),
        }
    }
}

/// A text that looks as if it named a person: where it stands and what was found in it, never the text itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    pub field: String,
    pub patterns: BTreeSet<Pattern>,
}

/// The first text of an entry that looks as if it named a person. `reason` is the entry's own.
#[must_use]
pub fn doubtful(body: &Body, reason: Option<&str>) -> Option<Doubt> {
    let mut texts = free_texts(body);
    texts.extend(reason.map(|text| FreeText {
        field: "reason".to_owned(),
        text,
        sort: Sort::Remark,
    }));
    texts.into_iter().find_map(|one| {
        let patterns = one.patterns();
        let field = one.field;
        (!patterns.is_empty()).then_some(Doubt { field, patterns })
    })
}

/// Gathers texts that may be missing.
#[derive(Default)]
struct Texts<'a>(Vec<FreeText<'a>>);

impl<'a> Texts<'a> {
    fn add(&mut self, field: impl Into<String>, text: impl Into<Option<&'a str>>, sort: Sort) {
        let field = field.into();
        self.0
            .extend(text.into().map(|text| FreeText { field, text, sort }));
    }

    fn remark(&mut self, field: impl Into<String>, text: impl Into<Option<&'a str>>) {
        self.add(field, text, Sort::Remark);
    }

    fn paper(&mut self, field: impl Into<String>, text: impl Into<Option<&'a str>>) {
        self.add(field, text, Sort::Paper);
    }

    fn names(&mut self, names: &'a Names) {
        for (language, name) in names {
            self.remark(format!("name_{language}"), name.as_str());
        }
    }

    fn each(&mut self, field: &str, texts: &'a [String]) {
        for (at, text) in texts.iter().enumerate() {
            self.remark(format!("{field}.{at}"), text.as_str());
        }
    }
}

/// Every free text of an entry, in the order of its fields. Numbers that the program gives, codes, keys and what a waybill
/// carries along from an earlier document are none.
#[must_use]
pub fn free_texts(body: &Body) -> Vec<FreeText<'_>> {
    let mut texts = Texts::default();
    catalogue(&mut texts, body);
    coordination(&mut texts, body);
    funds(&mut texts, body);
    stock(&mut texts, body);
    texts.0
}

fn catalogue<'a>(texts: &mut Texts<'a>, body: &'a Body) {
    if let Body::OperationOpened(body) = body {
        texts.remark("name", body.name.as_str());
    } else if let Body::ItemGroupRegistered(body) = body {
        texts.names(&body.names);
    } else if let Body::ItemRegistered(body) = body {
        texts.names(&body.names);
    } else if let Body::ItemProposed(body) = body {
        texts.names(&body.names);
    } else if let Body::PartyRegistered(body) = body {
        texts.names(&body.names);
        texts.each("synonyms", &body.synonyms);
    } else if let Body::SiteRegistered(body) = body {
        texts.remark("name", body.name.as_str());
        let facilities = body.facilities.as_ref();
        let hours = facilities.and_then(|one| one.opening_hours.as_deref());
        texts.remark("facilities.opening_hours", hours);
    } else if let Body::PointRegistered(body) = body {
        texts.remark("name", body.name.as_str());
    } else if let Body::PlaceRegistered(body) = body {
        texts.remark("name", body.name.as_str());
    } else if let Body::DeviceEnrolled(body) = body {
        texts.remark("name", body.name.as_str());
    } else if let Body::DeviceRevoked(body) = body {
        texts.remark("reason", body.reason.as_str());
    } else if let Body::NormRegistered(body) = body {
        texts.remark("standard", body.standard.as_str());
        texts.remark("edition", body.edition.as_deref());
        texts.remark("source", body.source.as_str());
    } else if let Body::SynonymConfirmed(body) = body {
        texts.remark("text", body.text.as_str());
    }
}

fn coordination<'a>(texts: &mut Texts<'a>, body: &'a Body) {
    if let Body::ActivationRecorded(body) = body {
        texts.paper("ucpm_number", body.ucpm_number.as_deref());
        texts.remark("hazard", body.hazard.as_str());
        texts.remark("source", body.source.as_deref());
        texts.paper("glide", body.glide.as_deref());
        texts.remark("note", body.note.as_deref());
    } else if let Body::AcceptanceProposed(body) = body {
        texts.remark("conditions", body.conditions.as_deref());
    } else if let Body::OfferReceived(body) = body {
        texts.remark("reference", body.reference.as_deref());
        let terms = body.terms.as_ref();
        let need = terms.and_then(|terms| terms.transport_need.as_deref());
        texts.remark("terms.transport_need", need);
        for (at, line) in body.lines.iter().enumerate() {
            texts.remark(format!("lines.{at}.text"), line.text.as_str());
            let packaging = line.detail.as_ref().and_then(packaging);
            texts.remark(format!("lines.{at}.detail.packaging"), packaging);
        }
    } else if let Body::RequestRecorded(body) = body {
        texts.remark("title", body.title.as_str());
        texts.remark("reference", body.reference.as_deref());
        for (at, line) in body.lines.iter().enumerate() {
            texts.remark(format!("lines.{at}.text"), line.text.as_str());
            texts.remark(format!("lines.{at}.unit"), line.unit.as_deref());
            let entry_point = line.entry_point.as_deref();
            texts.remark(format!("lines.{at}.entry_point"), entry_point);
            let specification = line.specification.as_deref();
            texts.remark(format!("lines.{at}.specification"), specification);
        }
    } else if let Body::TransportPlanned(body) = body {
        texts.remark("title", body.title.as_str());
        let basis = body.co_financing.as_ref();
        let basis = basis.map(|one| one.legal_basis.as_str());
        texts.remark("co_financing.legal_basis", basis);
    } else if let Body::ConsignmentAnnounced(body) = body {
        texts.paper("waybill", body.waybill.as_deref());
        texts.paper("vehicle", body.vehicle.as_deref());
        texts.remark("dispatch_point", body.dispatch_point.as_deref());
        for (at, unit) in body.units.iter().enumerate() {
            texts.remark(format!("units.{at}.packaging"), unit.packaging.as_str());
        }
    } else if let Body::AccessNoteRecorded(body) = body {
        texts.remark("text", body.text.as_str());
        texts.remark("source", body.source.as_deref());
    } else if let Body::DeploymentRecorded(body) = body {
        texts.remark("role", body.role.as_str());
        texts.remark("place", body.place.as_deref());
        texts.remark("source", body.source.as_str());
    } else if let Body::AssetRecorded(body) = body {
        texts.remark("kind", body.kind.as_str());
        texts.remark("place", body.place.as_deref());
        texts.remark("source", body.source.as_str());
    } else if let Body::FigureRecorded(body) = body {
        texts.remark("place", body.place.as_str());
        texts.remark("words", body.words.as_deref());
        texts.remark("source", body.source.as_str());
    }
}

fn packaging(detail: &OfferLineDetail) -> Option<&str> {
    detail.packaging.as_deref()
}

fn funds<'a>(texts: &mut Texts<'a>, body: &'a Body) {
    if let Body::DecisionRecorded(body) = body {
        texts.remark("title", body.title.as_str());
        texts.remark("reference", body.reference.as_deref());
        texts.each("sources", &body.sources);
    } else if let Body::AllocationRecorded(body) = body {
        texts.remark("purpose", body.purpose.as_str());
        texts.each("sources", &body.sources);
    } else if let Body::StatedTotalRecorded(body) = body {
        texts.remark("title", body.title.as_str());
        texts.remark("source", body.source.as_str());
    } else if let Body::DifferenceExplained(body) = body {
        texts.remark("explanation", body.explanation.as_str());
        texts.remark("source", body.source.as_deref());
    }
}

fn stock<'a>(texts: &mut Texts<'a>, body: &'a Body) {
    if let Body::ReceiptPosted(body) = body {
        texts.paper("paper", body.paper.as_deref());
        for (at, line) in body.lines.iter().enumerate() {
            texts.paper(format!("lines.{at}.batch"), line.batch.as_deref());
            texts.remark(format!("lines.{at}.reason"), line.reason.as_deref());
        }
    } else if let Body::IssuePosted(body) = body {
        for (at, line) in body.lines.iter().enumerate() {
            texts.remark(format!("lines.{at}.reason"), line.reason.as_deref());
        }
    } else if let Body::StockMoved(body) = body {
        texts.paper("paper", paper(&body.how));
    } else if let Body::TransferDispatched(body) = body {
        texts.paper("vehicle", body.vehicle.as_str());
        texts.remark("carrier", body.carrier.as_deref());
        texts.paper("seal", body.seal.as_deref());
    } else if let Body::TransferReceived(body) = body {
        for (at, line) in body.lines.iter().enumerate() {
            texts.remark(format!("lines.{at}.reason"), line.reason.as_deref());
        }
    } else if let Body::CountPosted(body) = body {
        for (at, line) in body.lines.iter().enumerate() {
            texts.remark(format!("lines.{at}.reason"), line.reason.as_deref());
        }
    } else if let Body::OpeningPosted(body) = body {
        texts.remark("note", body.note.as_str());
        for (at, line) in body.lines.iter().enumerate() {
            texts.paper(format!("lines.{at}.batch"), line.batch.as_deref());
        }
    } else if let Body::StockReserved(body) = body {
        texts.remark("note", body.note.as_deref());
    } else if let Body::HeadCountRecorded(body) = body {
        texts.remark("remark", body.remark.as_deref());
    }
}

fn paper(how: &MoveHow) -> Option<&str> {
    match how {
        MoveHow::Loss { report: paper, .. }
        | MoveHow::Disposal { certificate: paper }
        | MoveHow::OwnershipChange {
            certificate: paper, ..
        } => Some(paper),
        MoveHow::InternalMove { .. }
        | MoveHow::ConditionChange { .. }
        | MoveHow::Consumption
        | MoveHow::ReturnFromUser { .. }
        | MoveHow::ReturnToDonor { .. }
        | MoveHow::LoanOut { .. }
        | MoveHow::LoanBack { .. }
        | MoveHow::Repack { .. } => None,
    }
}
