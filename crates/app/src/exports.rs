//! Files that leave this computer: the funding report and the audit export.
//!
//! What a newcomer gets wrong: an export is written under another name, forced to the disk and then renamed, so that a
//! half-written one never carries the name of a whole one.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read as _, Write};
use std::path::{Path, PathBuf};

use ledger::role::Action;
use proof::checkpoint::Checkpoint;
use reports::funding;
use store::{ExportFacts, Identity, Leaving, Reads, StoreError};

use crate::checks::demand_intact;
use crate::context::Context;
use crate::contract::replies::{Exported, ExportedFile};
use crate::contract::requests::Export;
use crate::hand::Hand;
use crate::problem::Problem;
use crate::settings;

/// Writes the funding report as XLSX and CSV.
pub(crate) fn funding_report(context: &Context, request: Export) -> Result<Exported, Problem> {
    let hand = Hand::take(context, Action::ExportFundingReport, None)?;
    let (store, identity) = context.identity()?;
    let folder = folder(context, &request)?;
    demand_intact(context, Leaving::Funds)?;
    let report = store.read(|reads| report(context, &hand, &identity, reads))?;
    let language = report.about.language;
    let name = format!(
        "funding-report-{}-{}",
        slug(&identity.operation_name),
        report.about.position
    );
    let rows = u64::try_from(report.line_count()).unwrap_or(u64::MAX);
    let spreadsheet = write(
        &folder.join(format!("{name}.{}.xlsx", language.code())),
        rows,
        |out| {
            let bytes = funding::xlsx(&report).map_err(io::Error::other)?;
            Ok(out.write_all(&bytes)?)
        },
    )?;
    let table = write(
        &folder.join(format!("{name}.{}.csv", language.code())),
        rows,
        |out| Ok(funding::csv(&report, out).map_err(io::Error::other)?),
    )?;
    Ok(Exported {
        files: vec![spreadsheet, table],
    })
}

fn report(
    context: &Context,
    hand: &Hand<'_>,
    identity: &Identity,
    reads: &Reads<'_>,
) -> Result<funding::Report, Problem> {
    let held = reads.checkpoint("funds")?;
    let checkpoint = held.map(|(_, text)| {
        let name = format!("relief-ledger/{}", identity.operation);
        Checkpoint::parse_and_verify(&text, &name, &identity.log_key)
    });
    let checkpoint = checkpoint
        .transpose()
        .map_err(|cause| Problem::new("file-damaged").with("detail", cause))?
        .map(|found| funding::Checkpoint {
            origin: found.origin,
            size: found.size,
            root: found.root.to_string(),
        });
    let person = reads
        .person(hand.person)?
        .map(|person| person.name)
        .unwrap_or_default();
    let language = settings::read(context.dir()).language;
    Ok(funding::Report {
        funds: reads.funds()?,
        about: funding::About {
            operation: identity.operation_name.clone(),
            operation_id: identity.operation.to_string(),
            position: reads.complete_to()?,
            unconfirmed: reads.unconfirmed()?,
            checkpoint,
            program: format!("Relief Ledger {}", env!("CARGO_PKG_VERSION")),
            device: identity.name.clone(),
            person,
            created_at: hand.now,
            language: funding::Language::of(language.as_deref()),
        },
    })
}

/// Writes everything this computer holds, with what proves it.
pub(crate) fn audit(context: &Context, request: Export) -> Result<Exported, Problem> {
    let hand = Hand::take(context, Action::ExportAudit, None)?;
    let (store, identity) = context.identity()?;
    let folder = folder(context, &request)?;
    demand_intact(context, Leaving::Journal)?;
    let day = hand.now.format("%Y%m%dT%H%M%SZ");
    let name = format!(
        "{}-{}-{day}.reliefaudit",
        slug(&identity.operation_name),
        identity.letter
    );
    let mut entries = 0;
    let mut file = write(&folder.join(name), 0, |mut out| {
        let facts = ExportFacts {
            created_at: hand.now,
        };
        let summary = store.audit_export(&facts, &mut out)?;
        entries = summary.entries;
        Ok(())
    })?;
    file.rows = entries;
    Ok(Exported { files: vec![file] })
}

/// The folder to write into: one that is there, or the data directory's own.
fn folder(context: &Context, request: &Export) -> Result<PathBuf, Problem> {
    let Some(folder) = request
        .folder
        .as_deref()
        .map(str::trim)
        .filter(|folder| !folder.is_empty())
    else {
        let own = context.dir().join("exports");
        fs::create_dir_all(&own).map_err(|cause| failed(&own, cause))?;
        return Ok(own);
    };
    let folder = PathBuf::from(folder);
    if folder.is_dir() {
        Ok(folder)
    } else {
        Err(Problem::new("folder-missing")
            .at("folder")
            .with("path", folder.display()))
    }
}

fn failed(path: &Path, cause: impl std::fmt::Display) -> Problem {
    Problem::new("export-failed")
        .with("path", path.display())
        .with("detail", cause)
}

/// Why a file was not written: where it was to stand, or the ledger it was to be made of.
enum Unfilled {
    Folder(io::Error),
    Ledger(StoreError),
}

impl From<io::Error> for Unfilled {
    fn from(cause: io::Error) -> Self {
        Self::Folder(cause)
    }
}

impl From<StoreError> for Unfilled {
    fn from(cause: StoreError) -> Self {
        Self::Ledger(cause)
    }
}

/// Writes a file whole or not at all, and reads it back for its hash.
fn write(
    path: &Path,
    rows: u64,
    fill: impl FnOnce(&mut dyn Write) -> Result<(), Unfilled>,
) -> Result<ExportedFile, Problem> {
    let failed = |cause: io::Error| failed(path, cause);
    let temporary = path.with_extension("part");
    let mut out = BufWriter::new(File::create(&temporary).map_err(failed)?);
    let done = fill(&mut out).and_then(|()| {
        let file = out.into_inner().map_err(|cause| cause.into_error())?;
        Ok(file.sync_all()?)
    });
    if let Err(cause) = done {
        // What is left of it carries no name that anybody would take for the export.
        let _ = fs::remove_file(&temporary);
        return Err(match cause {
            Unfilled::Folder(cause) => failed(cause),
            Unfilled::Ledger(cause) => cause.into(),
        });
    }
    fs::rename(&temporary, path).map_err(failed)?;
    // Elsewhere a folder cannot be opened as a file; there the system itself makes the new name last.
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        File::open(folder)
            .and_then(|folder| folder.sync_all())
            .map_err(failed)?;
    }
    let (bytes, sha256) = hash(path).map_err(failed)?;
    Ok(ExportedFile {
        path: path.display().to_string(),
        bytes,
        sha256,
        rows,
    })
}

fn hash(path: &Path) -> io::Result<(u64, String)> {
    let mut bytes = Vec::new();
    File::open(path)?.read_to_end(&mut bytes)?;
    Ok((
        bytes.len() as u64,
        proof::hash::sha256(&[&bytes]).to_string(),
    ))
}

/// A name as part of a file name.
fn slug(name: &str) -> String {
    let kept = |letter: char| {
        if letter.is_alphanumeric() {
            letter.to_ascii_lowercase()
        } else {
            '-'
        }
    };
    name.chars()
        .map(kept)
        .collect::<String>()
        .trim_matches('-')
        .to_owned()
}
