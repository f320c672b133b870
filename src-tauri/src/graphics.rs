//! How the page is painted, from the quickest way to the safest.
//!
//! Some graphics drivers leave WebKit's window blank. Nothing is switched off for everybody: only
//! where the page gave no sign of life the next safer way is tried, and it is remembered for this
//! machine once it has worked. The environment must be set before the window system starts, so a
//! change means starting this program anew in the same process.
//!
//! Where there is no graphics card at all, WebKit would imitate one on the processor: half of all work in the bench
//! `interface` went there, and eighty megabytes. Painting without one is then the usual way.

use std::{env, fs, path::PathBuf};

/// Tells a restarted program which way it is to try. `fitting`, or any word that is no way, forgets what worked before.
const CHOICE: &str = "RELIEF_LEDGER_GRAPHICS";
/// WebKit's own switch.
#[cfg(target_os = "linux")]
const NO_DMABUF: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";

/// A way of painting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Graphics {
    /// As WebKit decides.
    Usual,
    /// Without sharing buffers with the graphics card.
    NoDmabuf,
    /// By the processor alone.
    Software,
}

impl Graphics {
    /// The way a restart asks for, else what worked on this machine, else what fits it.
    pub fn chosen() -> Self {
        let asked = env::var(CHOICE).ok();
        let remembered = || fs::read_to_string(memory()?).ok();
        asked
            .or_else(remembered)
            .and_then(|name| Self::named(name.trim()))
            .unwrap_or_else(Self::fitting)
    }

    /// What this machine is painted with unless that failed.
    fn fitting() -> Self {
        if card() { Self::Usual } else { Self::Software }
    }

    /// The next safer way, if there is one.
    pub fn safer(self) -> Option<Self> {
        match self {
            Self::Usual => Some(Self::NoDmabuf),
            Self::NoDmabuf => Some(Self::Software),
            Self::Software => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Usual => "usual",
            Self::NoDmabuf => "no-dmabuf",
            Self::Software => "software",
        }
    }

    fn named(name: &str) -> Option<Self> {
        [Self::Usual, Self::NoDmabuf, Self::Software]
            .into_iter()
            .find(|way| way.name() == name)
    }

    /// Keeps the way that worked, for the next start on this machine.
    pub fn remember(self) {
        if [Self::Usual, Self::fitting()].contains(&self) {
            return;
        }
        let Some(file) = memory() else { return };
        let kept = file
            .parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| fs::write(&file, self.name()));
        if let Err(fault) = kept {
            tracing::warn!("{} cannot be written: {fault}", file.display());
        }
    }

    /// Starts this program anew when the environment does not fit the way; returns when it does.
    #[cfg(target_os = "linux")]
    pub fn apply_or_restart(self) {
        if ![Self::Usual, Self::fitting()].contains(&self) && env::var_os(NO_DMABUF).is_none() {
            self.restart();
        }
    }

    /// Elsewhere there is nothing to set.
    #[cfg(not(target_os = "linux"))]
    pub fn apply_or_restart(self) {}

    /// Becomes a new run of this program that paints this way. Returns only when that failed.
    ///
    /// The data directory's lock is let go, because every file of ours closes on exec.
    #[cfg(target_os = "linux")]
    pub fn restart(self) {
        use std::os::unix::process::CommandExt as _;
        let fault = match env::current_exe() {
            Ok(program) => std::process::Command::new(program)
                .args(env::args_os().skip(1))
                .env(CHOICE, self.name())
                .env(NO_DMABUF, "1")
                .exec(),
            Err(fault) => fault,
        };
        tracing::error!("could not start anew with safer graphics: {fault}");
    }
}

/// Whether there is a graphics card that programs may paint with.
#[cfg(target_os = "linux")]
fn card() -> bool {
    fs::read_dir("/dev/dri").is_ok_and(|nodes| {
        nodes
            .flatten()
            .any(|node| node.file_name().to_string_lossy().starts_with("renderD"))
    })
}

/// Elsewhere the system decides.
#[cfg(not(target_os = "linux"))]
fn card() -> bool {
    true
}

/// The file that remembers; none without a home.
fn memory() -> Option<PathBuf> {
    let config = env::var_os("XDG_CONFIG_HOME")
        .map(PathBuf::from)
        .filter(|dir| dir.is_absolute())
        .or_else(|| Some(env::home_dir()?.join(".config")))?;
    Some(config.join("relief-ledger/graphics"))
}

#[cfg(test)]
mod tests {
    use super::Graphics;

    #[test]
    fn safer_ends_and_names_read_back() {
        let mut way = Graphics::Usual;
        let mut tried = vec![way];
        while let Some(next) = way.safer() {
            tried.push(next);
            way = next;
        }
        assert_eq!(
            tried,
            [Graphics::Usual, Graphics::NoDmabuf, Graphics::Software]
        );
        for way in tried {
            assert_eq!(Graphics::named(way.name()), Some(way));
        }
        assert_eq!(Graphics::named("fast"), None);
    }
}
