//! A screen of our own: Xvfb on a free display number, gone when dropped.

use crate::{Outcome, Stop, leash::Leash};
use std::{path::Path, process::Command, time::Duration};

/// The reference laptop's screen, in pixels.
pub const SIZE: (u32, u32) = (1366, 768);

/// A running Xvfb.
#[derive(Debug)]
pub struct Screen {
    display: String,
    // Held for its destructor: it ends the server.
    _server: Leash,
}

impl Screen {
    /// Starts a screen of [`SIZE`] with 24-bit colour.
    pub fn start() -> Outcome<Self> {
        let mut command = Command::new("Xvfb");
        let geometry = format!("{}x{}x24", SIZE.0, SIZE.1);
        command.args(["-displayfd", "1", "-screen", "0", &geometry]);
        command.args(["-nolisten", "tcp", "-noreset"]);
        let server = Leash::start("Xvfb", &command)?;
        let number = server.line(Duration::from_secs(20), |line| {
            line.trim().parse::<u32>().ok()
        })?;
        Ok(Self {
            display: format!(":{number}"),
            _server: server,
        })
    }

    /// The value for `DISPLAY`, for instance ":99".
    pub fn display(&self) -> &str {
        &self.display
    }

    /// Sets what a program needs to show itself here and nowhere else.
    pub fn dress(&self, command: &mut Command) {
        command
            .env("DISPLAY", &self.display)
            .env("LANG", crate::place::LANG)
            .env("GDK_BACKEND", "x11")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("LC_ALL");
    }

    /// Writes a picture of the whole screen to `file`; its ending chooses the format.
    pub fn shot(&self, file: &Path) -> Outcome {
        self.picture_of("root", file)
    }

    /// Writes a picture of the window with this title to `file`, without what lies around it.
    pub fn shot_of(&self, title: &str, file: &Path) -> Outcome {
        self.picture_of(title, file)
    }

    fn picture_of(&self, window: &str, file: &Path) -> Outcome {
        let done = Command::new("import")
            .args(["-display", &self.display, "-window", window])
            .arg(file)
            .status()
            .map_err(|fault| Stop::new(format!("`import` could not be started: {fault}.")))?;
        if done.success() && file.is_file() {
            Ok(())
        } else {
            Err(Stop::new(format!(
                "no picture could be written to {}.",
                file.display()
            )))
        }
    }
}
