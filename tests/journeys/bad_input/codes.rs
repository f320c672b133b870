//! Enrolment codes with a slip of the pen, of nobody, expired, used; and servers that are none of ours.

use super::says;
use anyhow::{Context as _, ensure};
use journeys::{Lead, Server, Window, Wire, demo::PASSPHRASE, programs};
use serde_json::{Value, json};
use std::{
    fs,
    net::{SocketAddr, TcpListener},
    path::Path,
    process::{Command, Stdio},
};

#[tokio::test]
async fn a_code_that_enrols_nobody_is_told_and_a_good_one_still_does() -> anyhow::Result<()> {
    let dir = tempfile::tempdir()?;
    let (data, twin, other) = (
        dir.path().join("server"),
        dir.path().join("twin"),
        dir.path().join("other"),
    );
    for server in [&data, &other] {
        Server::admin(
            server,
            &[
                "init",
                "--name",
                "Lithuania 2021",
                "--opened-on",
                "2021-07-15",
            ],
        )?;
    }
    copy(&data, &twin)?;
    // The twin has the same keys; what it gives out, our server never heard of.
    let unknown = code(&twin, "72")?;
    let expired = code(&data, "0")?;
    let (used, good) = (code(&data, "72")?, code(&data, "72")?);
    let slipped = slip(&good);
    let (server, stranger) = (Server::start(&data)?, Server::start(&other)?);
    enrol_by_command(&dir.path().join("first"), server.address(), &used)?;

    let window = Window::open(&dir.path().join("second")).await?;
    window.fill("field-device-name", "Second").await?;
    window.fill("field-passphrase", "cold hands").await?;
    window.fill("field-passphrase-again", "cold hands").await?;
    let ours = server.address().to_string();
    for (address, code, words) in [
        (
            &ours,
            &slipped,
            "The code is not complete or has a typing error.",
        ),
        (&ours, &unknown, "The server does not know this code."),
        (&ours, &expired, "This code has expired."),
        (&ours, &used, "This code was used already."),
        (
            &stranger.address().to_string(),
            &good,
            "answers with another key",
        ),
    ] {
        refused(&window, address, code, words).await?;
    }
    let mut wire = Wire::at(free()?);
    let at = wire.address().to_string();
    refused(&window, &at, &good, "cannot be reached").await?;
    wire.lead(Lead::Rubbish)?;
    refused(
        &window,
        &at,
        &good,
        "The server's answer cannot be understood",
    )
    .await?;
    window.accessible("enrolment refused").await?;

    window.fill("field-address", &ours).await?;
    window.keys("Enter").await?;
    window.find("page-sign-in").await?;
    window.close().await
}

async fn refused(window: &Window, address: &str, code: &str, words: &str) -> anyhow::Result<()> {
    window.fill("field-address", address).await?;
    window.fill("field-code", code).await?;
    window.keys("Enter").await?;
    says(window, words).await?;
    window.find("page-enrol").await?;
    Ok(())
}

/// A code that enrols an auditor's computer for so many hours; after none at once it has expired.
pub(super) fn code(server: &Path, hours: &str) -> anyhow::Result<String> {
    let made = Server::admin(
        server,
        &[
            "enrol",
            "--device-name",
            "A computer",
            "--role",
            "auditor",
            "--valid-hours",
            hours,
            "--json",
        ],
    )?;
    let made: Value = serde_json::from_str(&made)?;
    Ok(made["code"].as_str().context("a code")?.to_owned())
}

/// Another first character.
fn slip(code: &str) -> String {
    let first = if code.starts_with('7') { "8" } else { "7" };
    format!("{first}{}", &code[1..])
}

/// Enrols a computer without a window.
fn enrol_by_command(data: &Path, address: SocketAddr, code: &str) -> anyhow::Result<()> {
    let request =
        json!({"address": address, "code": code, "device_name": "First", "passphrase": PASSPHRASE});
    let done = Command::new(programs::ours("relief")?)
        .arg("--data")
        .arg(data)
        .args(["call", "enrol", &request.to_string()])
        .stdin(Stdio::null())
        .output()?;
    ensure!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stdout)
    );
    Ok(())
}

fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::create_dir(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &to.join(entry.file_name()))?;
        } else {
            fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
    }
    Ok(())
}

fn free() -> anyhow::Result<SocketAddr> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?)
}
