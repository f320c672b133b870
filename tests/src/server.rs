//! A real `relief-server` process on a free port of this machine.

use crate::programs;
use anyhow::{Context as _, ensure};
use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};
use xtask::leash::Leash;

/// How long a cold server may take until it listens.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running server; it ends when dropped.
pub struct Server {
    process: Leash,
    data: PathBuf,
    address: SocketAddr,
}

impl Server {
    /// Starts the server on `data` and any free port.
    ///
    /// # Errors
    /// When it does not listen in time.
    pub fn start(data: &Path) -> anyhow::Result<Self> {
        Self::start_on(data, SocketAddr::from(([127, 0, 0, 1], 0)))
    }

    /// Starts the server on `data` where devices already know it.
    ///
    /// # Errors
    /// When it does not listen in time.
    pub fn start_on(data: &Path, address: SocketAddr) -> anyhow::Result<Self> {
        let mut command = Command::new(programs::ours("relief-server")?);
        command.arg("--data").arg(data);
        command.arg("--listen").arg(address.to_string());
        let process = Leash::start("relief-server", &command)?;
        let address = process.line(PATIENCE, address_in)?;
        Ok(Self {
            process,
            data: data.to_path_buf(),
            address,
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its data directory.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// `kill -9`, as a power cut.
    pub fn kill(mut self) {
        self.process.kill_now();
    }

    /// Runs `relief-server admin --data DIR …` and gives what it prints.
    ///
    /// # Errors
    /// When it refuses; its own sentence is in the error.
    pub fn admin(data: &Path, args: &[&str]) -> anyhow::Result<String> {
        let done = Command::new(programs::ours("relief-server")?)
            .args(["admin", "--data"])
            .arg(data)
            .args(args)
            .output()
            .context("relief-server could not be started")?;
        ensure!(
            done.status.success(),
            "relief-server admin {} ended with {}: {}",
            args.join(" "),
            done.status,
            String::from_utf8_lossy(&done.stderr)
        );
        Ok(String::from_utf8(done.stdout)?)
    }
}

/// The address in a line such as `listening on 127.0.0.1:40123`.
fn address_in(line: &str) -> Option<SocketAddr> {
    line.split_whitespace()
        .map(|word| word.trim_start_matches("https://"))
        .find_map(|word| word.trim_end_matches(['/', '.', ',']).parse().ok())
}

#[cfg(test)]
mod tests {
    use super::address_in;

    #[test]
    fn the_address_is_found_in_a_sentence() {
        let port = |line: &str| address_in(line).map(|address| address.port());
        assert_eq!(port("listening on 127.0.0.1:40123"), Some(40123));
        assert_eq!(port("ready: https://[::1]:8/, go on"), Some(8));
        assert_eq!(port("listening"), None);
    }
}
