//! Loading a catalogue: JSON Lines of `{"kind": …, "body": {…}, "occurred_on"?: …}`, all in one transaction or not at all.

use std::io::BufRead;

use chrono::NaiveDate;
use ledger::body::Body;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{Admin, AdminError};
use crate::append::OwnEntry;

/// What a load did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Loaded {
    pub entries: usize,
    /// Last position after it.
    pub head: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    kind: String,
    body: Box<RawValue>,
    occurred_on: Option<NaiveDate>,
}

impl Admin {
    /// Reads and loads a catalogue; blank lines are skipped.
    ///
    /// # Errors
    /// `BadLine` names the first line that is wrong; then nothing was loaded.
    pub fn load(&self, lines: impl BufRead) -> Result<Loaded, AdminError> {
        let mut entries = Vec::new();
        for (at, line) in lines.lines().enumerate() {
            let bad = |cause: String| AdminError::BadLine {
                line: at + 1,
                cause,
            };
            let line = line.map_err(|cause| bad(cause.to_string()))?;
            if !line.trim().is_empty() {
                entries.push(read(&line).map_err(bad)?);
            }
        }
        self.load_entries(&entries)
    }

    /// Loads entries that are at hand already.
    ///
    /// # Errors
    /// A kind that is no catalogue's, or the store's.
    pub fn load_entries(&self, entries: &[OwnEntry]) -> Result<Loaded, AdminError> {
        for (at, entry) in entries.iter().enumerate() {
            if !belongs(&entry.body) {
                let cause = format!("{} does not belong in a catalogue", entry.body.kind());
                return Err(AdminError::BadLine {
                    line: at + 1,
                    cause,
                });
            }
        }
        self.append(|append| {
            append.write_own(entries)?;
            Ok(Loaded {
                entries: entries.len(),
                head: append.operation.head,
            })
        })
    }
}

fn read(line: &str) -> Result<OwnEntry, String> {
    let line: Line = serde_json::from_str(line).map_err(|cause| cause.to_string())?;
    let body =
        Body::from_json(&line.kind, 1, line.body.get()).map_err(|cause| cause.to_string())?;
    Ok(OwnEntry {
        body,
        occurred_on: line.occurred_on,
        reason: None,
    })
}

/// Kinds an administrator may load. Devices come by enrolment alone, and an operation is opened once.
fn belongs(body: &Body) -> bool {
    match body {
        Body::ItemGroupRegistered(_)
        | Body::ItemRegistered(_)
        | Body::PartyRegistered(_)
        | Body::SiteRegistered(_)
        | Body::PointRegistered(_)
        | Body::PersonRegistered(_)
        | Body::PackagingRegistered(_)
        | Body::NormRegistered(_) => true,
        Body::OperationOpened(_)
        | Body::DeviceEnrolled(_)
        | Body::DeviceRevoked(_)
        | Body::ActivationRecorded(_)
        | Body::OfferReceived(_)
        | Body::AcceptanceProposed(_)
        | Body::AcceptanceConfirmed(_)
        | Body::ReceiptMatched(_)
        | Body::ReceiptPosted(_)
        | Body::IssuePosted(_)
        | Body::DocumentReversed(_)
        | Body::DecisionRecorded(_)
        | Body::AllocationRecorded(_)
        | Body::StatedTotalRecorded(_)
        | Body::DocumentApproved(_)
        | Body::PlaceRegistered(_)
        | Body::StockMoved(_)
        | Body::LimitSet(_)
        | Body::TransferDispatched(_)
        | Body::TransferReceived(_)
        | Body::TransferSettled(_)
        | Body::ReceiptMatchedToDispatch(_)
        | Body::CountPosted(_)
        | Body::OpeningPosted(_)
        | Body::KitDefined(_)
        | Body::KitBuilt(_)
        | Body::KitBroken(_)
        | Body::StockReserved(_)
        | Body::ReservationEnded(_)
        | Body::StageMoved(_)
        | Body::RequestRecorded(_)
        | Body::AcceptanceReduced(_)
        | Body::TransportPlanned(_)
        | Body::ConsignmentAnnounced(_)
        | Body::SynonymConfirmed(_)
        | Body::ItemProposed(_)
        | Body::ProposalSettled(_)
        | Body::RecordsMerged(_)
        | Body::MergeUndone(_)
        | Body::AccessNoteRecorded(_)
        | Body::HeadCountRecorded(_)
        | Body::DeploymentRecorded(_)
        | Body::AssetRecorded(_)
        | Body::FigureRecorded(_) => false,
    }
}
