//! The auditor: the funds, the reports, and the proof with a flipped byte.

use anyhow::{Context as _, ensure};
use journeys::{Window, programs};
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

pub(super) async fn sees_the_funds(window: &Window) -> anyhow::Result<()> {
    window.go("Funds", "page-funds").await?;
    for said in ["EUR 36 700 000", "up to", "around", "none recorded"] {
        window.wait_text("page-funds", said).await?;
    }
    Ok(())
}

/// Writes the funding report and the audit export; gives the latter.
pub(super) async fn exports(window: &Window, data: &Path) -> anyhow::Result<PathBuf> {
    window.go("Reports", "page-reports").await?;
    window.accessible("reports").await?;
    window.press("action-verify").await?;
    window.wait_text("verified", "Intact").await?;
    window.press("action-export-audit").await?;
    window.wait_text("exported", "reliefaudit").await?;
    window.press("action-funding-report").await?;
    window.find("page-funding-report").await?;
    window.keys("Ctrl+Enter").await?;
    window.wait_text("exported", "xlsx").await?;
    window.accessible("funding report").await?;
    let folder = data.join("exports");
    for ending in ["xlsx", "csv"] {
        ensure!(
            file(&folder, ending).is_ok(),
            "no .{ending} in {}",
            folder.display()
        );
    }
    let csv = fs::read_to_string(file(&folder, "csv")?)?;
    for figure in ["36700000.00", "700000.00", "3500000.00", "none recorded"] {
        ensure!(
            csv.contains(figure),
            "the funding report does not say {figure}:\n{csv}"
        );
    }
    file(&folder, "reliefaudit")
}

fn file(folder: &Path, ending: &str) -> anyhow::Result<PathBuf> {
    fs::read_dir(folder)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.extension().is_some_and(|found| found == ending))
        .with_context(|| format!("no .{ending} in {}", folder.display()))
}

fn relief_verify(args: &[&Path]) -> anyhow::Result<Output> {
    Ok(Command::new(programs::ours("relief-verify")?)
        .args(args)
        .output()?)
}

/// Intact as it is; wrong, and named, with one bit of it flipped; readable as CSV.
pub(super) fn verifies(export: &Path, dir: &Path) -> anyhow::Result<()> {
    let intact = relief_verify(&[export])?;
    let said = String::from_utf8_lossy(&intact.stdout).into_owned();
    ensure!(
        intact.status.success() && said.contains("intact, "),
        "{said}"
    );
    let bytes = fs::read(export)?;
    let flipped = dir.join("flipped.reliefaudit");
    for at in [
        0,
        bytes.len() / 5,
        bytes.len() / 3,
        bytes.len() / 2,
        bytes.len() - 2,
    ] {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        fs::write(&flipped, &changed)?;
        let wrong = relief_verify(&[&flipped])?;
        let said = [wrong.stdout, wrong.stderr].concat();
        let said = String::from_utf8_lossy(&said);
        ensure!(
            wrong.status.code() == Some(1) && said.trim().len() > 20,
            "byte {at}: {said}"
        );
    }
    let tables = dir.join("tables");
    let csv = relief_verify(&[export, Path::new("--csv"), &tables])?;
    ensure!(
        csv.status.success(),
        "{}",
        String::from_utf8_lossy(&csv.stderr)
    );
    let entries = fs::read_to_string(tables.join("entries.csv"))?;
    ensure!(
        entries.contains("PAB-GRN-21-"),
        "the receipt is not in entries.csv"
    );
    Ok(())
}
