//! A child process in a process group of its own that cannot outlive us.
//!
//! The child is started by a small shell that waits on a pipe we hold. When we drop the leash, or
//! die in any way at all (also by SIGKILL, where no destructor runs), the pipe closes and the shell
//! ends the whole group: first asked, then forced. Nothing is ever killed by name.

use crate::{Outcome, Stop};
use std::{
    ffi::OsStr,
    io::{BufRead, BufReader},
    os::unix::process::CommandExt,
    process::{Child, ChildStdout, Command, Stdio},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

/// Starts "$@", then waits for the end of its standard input; gives the group two seconds.
const KEEPER: &str = r#"
"$@" </dev/null & child=$!
exec >/dev/null
trap '' TERM INT HUP
read -r _
kill -TERM -$$ 2>/dev/null
turns=0
while kill -0 "$child" 2>/dev/null && [ "$turns" -lt 40 ]; do sleep 0.05; turns=$((turns + 1)); done
kill -KILL -$$
"#;

/// How often, and how far apart, the group is looked for after its end.
const LOOKS: u32 = 60;
const PAUSE: Duration = Duration::from_millis(50);

/// A running child and everything it started.
#[derive(Debug)]
pub struct Leash {
    keeper: Child,
    lines: mpsc::Receiver<String>,
    name: String,
}

impl Leash {
    /// Starts `command` (program, arguments, environment and directory are taken; its standard
    /// output is read by us, its standard error stays as set on the keeper: ours).
    pub fn start(name: &str, command: &Command) -> Outcome<Self> {
        let mut keeper = Command::new("sh");
        keeper.args([OsStr::new("-c"), OsStr::new(KEEPER), OsStr::new("keeper")]);
        keeper.arg(command.get_program()).args(command.get_args());
        for (key, value) in command.get_envs() {
            match value {
                Some(value) => keeper.env(key, value),
                None => keeper.env_remove(key),
            };
        }
        if let Some(dir) = command.get_current_dir() {
            keeper.current_dir(dir);
        }
        let mut keeper = keeper
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .process_group(0)
            .spawn()
            .map_err(|fault| Stop::new(format!("{name} could not be started: {fault}.")))?;
        let output = keeper.stdout.take();
        let (send, lines) = mpsc::channel();
        if let Some(output) = output {
            thread::spawn(move || forward(output, &send));
        }
        Ok(Self {
            keeper,
            lines,
            name: name.to_owned(),
        })
    }

    /// The id of the process group.
    pub fn group(&self) -> u32 {
        self.keeper.id()
    }

    /// Waits for a line of output that `wanted` understands.
    pub fn line<T>(
        &self,
        patience: Duration,
        mut wanted: impl FnMut(&str) -> Option<T>,
    ) -> Outcome<T> {
        let until = Instant::now() + patience;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            match self.lines.recv_timeout(left) {
                Ok(line) => {
                    if let Some(found) = wanted(&line) {
                        return Ok(found);
                    }
                }
                Err(mpsc::RecvTimeoutError::Timeout) => {
                    return Err(Stop::new(format!(
                        "{} said nothing usable within {} s.",
                        self.name,
                        patience.as_secs()
                    )));
                }
                Err(mpsc::RecvTimeoutError::Disconnected) => {
                    return Err(Stop::new(format!(
                        "{} ended before it was ready; its own message is above.",
                        self.name
                    )));
                }
            }
        }
    }

    /// `kill -9` of the whole group, at once: what a power cut looks like to the files.
    pub fn kill_now(&mut self) {
        let group = format!("-{}", self.group());
        let killed = Command::new("kill").args(["-KILL", "--", &group]).status();
        if killed.is_ok() {
            // The result is the signal we just sent.
            drop(self.keeper.wait());
        }
        self.wait_gone();
    }

    /// A process that was told to end holds its files and locks until it has; whoever comes next must not meet them.
    /// Bounded, for one that ended may linger as a name without a process where nobody collects it.
    fn wait_gone(&self) {
        let group = format!("-{}", self.group());
        for _ in 0..LOOKS {
            let asked = Command::new("kill")
                .args(["-0", "--", &group])
                .stderr(Stdio::null())
                .status();
            if !asked.is_ok_and(|status| status.success()) {
                return;
            }
            thread::sleep(PAUSE);
        }
    }
}

impl Drop for Leash {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        drop(self.keeper.wait());
        self.wait_gone();
    }
}

fn forward(output: ChildStdout, send: &mpsc::Sender<String>) {
    for line in BufReader::new(output).lines() {
        let Ok(line) = line else { return };
        if send.send(line).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alive(pid: &str) -> bool {
        std::path::Path::new("/proc").join(pid).join("exe").exists()
    }

    /// A signal sent is not yet a process gone on a machine that is busy.
    fn ends(pid: &str) -> bool {
        let until = Instant::now() + Duration::from_secs(5);
        while alive(pid) && Instant::now() < until {
            thread::sleep(Duration::from_millis(10));
        }
        !alive(pid)
    }

    fn sleeper() -> (Leash, String) {
        let mut command = Command::new("sh");
        command.args(["-c", "sleep 600 & echo \"pid $!\"; wait"]);
        let leash = Leash::start("sleeper", &command).expect("sh starts");
        let pid = leash
            .line(Duration::from_secs(10), |line| {
                line.strip_prefix("pid ").map(str::to_owned)
            })
            .expect("the pid is printed");
        (leash, pid)
    }

    #[test]
    fn dropping_the_leash_ends_grandchildren() {
        let (leash, pid) = sleeper();
        assert!(alive(&pid));
        drop(leash);
        assert!(ends(&pid), "the grandchild outlived the leash");
    }

    #[test]
    fn kill_now_ends_grandchildren() {
        let (mut leash, pid) = sleeper();
        leash.kill_now();
        assert!(ends(&pid), "the grandchild outlived kill -9");
    }

    #[test]
    fn a_child_that_ends_early_is_reported() {
        let leash = Leash::start("brief", &Command::new("true")).expect("true starts");
        let stop = leash
            .line(Duration::from_secs(10), |_| Some(()))
            .expect_err("there is no line");
        assert!(stop.0.contains("brief ended before it was ready"), "{stop}");
    }
}
