//! `cargo xtask bench [NAME]`: runs the bench program of `scenario` and passes its lines through.
//!
//! Standard output carries JSON lines only, so that it can be piped; progress goes to standard error.

use std::process::Command;

use crate::place::{Place, Profile};
use crate::setup::Need;
use crate::{Outcome, Stop, setup, steps};

/// Builds for release and runs one bench, or all.
pub fn bench(place: &Place, args: &[String]) -> Outcome {
    if let Some(flag) = args.iter().find(|arg| arg.starts_with('-')) {
        return Err(Stop::new(format!(
            "bench takes at most a name, not `{flag}`."
        )));
    }
    setup::ensure(place, Need::Bench)?;
    setup::ui_build(place)?;
    let mut build = place.cargo(&["build", "--release", "--workspace", "--bins"]);
    steps::succeed("build for release", &mut build)?;
    let screen = crate::screen::Screen::start()?;
    let mut run = Command::new(place.program(Profile::Release, "bench"));
    run.current_dir(&place.root);
    screen.dress(&mut run);
    steps::succeed_aloud("bench", run.args(args))
}
