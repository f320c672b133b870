//! Runs named steps, one line each with its duration, and remembers which failed.
//!
//! Progress, and what the commands print, goes to standard error: standard output is for figures.
//! A failed check does not hide the next one: only a step that others need stops the run.

use crate::{Outcome, Stop};
use std::{process::Command, time::Instant};

/// The steps of one command so far.
#[derive(Debug)]
pub struct Steps {
    failed: Vec<String>,
    began: Instant,
}

impl Default for Steps {
    fn default() -> Self {
        Self {
            failed: Vec::new(),
            began: Instant::now(),
        }
    }
}

impl Steps {
    /// Runs a step whose failure is remembered while the others go on.
    pub fn check(&mut self, name: &str, command: &mut Command) {
        if let Err(stop) = one(name, || succeed(name, command)) {
            eprintln!("  {stop}");
            self.failed.push(name.to_owned());
        }
    }

    /// Runs a step that the next ones need.
    pub fn must(&mut self, name: &str, command: &mut Command) -> Outcome {
        one(name, || succeed(name, command))
    }

    /// The end: the total time, or which steps failed.
    pub fn finish(self) -> Outcome {
        let seconds = self.began.elapsed().as_secs_f32();
        if self.failed.is_empty() {
            eprintln!("\nall steps passed in {seconds:.0} s");
            return Ok(());
        }
        Err(Stop::new(format!(
            "failed after {seconds:.0} s: {}.",
            self.failed.join(", ")
        )))
    }
}

/// Runs `work` between two lines: what starts, and how it ended after how long.
pub fn one<T>(name: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    eprintln!("▸ {name}");
    let began = Instant::now();
    let done = work();
    let mark = if done.is_ok() { "✓" } else { "✗" };
    eprintln!("{mark} {name}  {:.1} s", began.elapsed().as_secs_f32());
    done
}

/// Runs the command, its output beside our own progress, and wants it to succeed.
pub fn succeed(name: &str, command: &mut Command) -> Outcome {
    succeed_aloud(name, command.stdout(std::io::stderr()))
}

/// Like [`succeed`], and leaves the command's standard output where it is.
pub fn succeed_aloud(name: &str, command: &mut Command) -> Outcome {
    let status = command.status().map_err(|fault| {
        Stop::new(format!(
            "{name}: `{}` could not be started: {fault}.",
            command.get_program().display()
        ))
    })?;
    if status.success() {
        Ok(())
    } else {
        Err(Stop::new(format!("{name} failed ({status}); see above.")))
    }
}
