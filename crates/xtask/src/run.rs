//! `cargo xtask run`: builds everything, fills a demo ledger, and opens the window on it.
//!
//! The demo is made by `relief-demo`, the story's own program; a local server runs for as long as
//! the window is open. A newcomer might wait for a number of seconds before the picture: the window
//! says itself when it is usable.

use crate::{
    Outcome, Stop,
    leash::Leash,
    place::{LANG, Place, Profile},
    screen::Screen,
    setup::{self, Need},
    steps,
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    thread,
    time::{Duration, Instant},
};

/// The line the desktop prints when its front end is usable.
pub const READY: &str = "window ready";

/// The window's title, in `tauri.conf.json`.
const TITLE: &str = "Relief Ledger";

/// How long a cold window on a slow machine may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// Whose device the window opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Receives and issues goods at a site.
    Keeper,
    /// Receives what the keeper sends on.
    Rukla,
    /// Matches offers, needs and receipts.
    Coordinator,
    /// Reads everything, changes nothing.
    Auditor,
}

impl Role {
    fn parse(text: &str) -> Outcome<Self> {
        match text {
            "keeper" => Ok(Self::Keeper),
            "rukla" => Ok(Self::Rukla),
            "coordinator" => Ok(Self::Coordinator),
            "auditor" => Ok(Self::Auditor),
            other => Err(Stop::new(format!(
                "there is no role `{other}`: keeper, rukla, coordinator or auditor."
            ))),
        }
    }

    /// Its name on the command line and its folder in the demo directory.
    pub fn name(self) -> &'static str {
        match self {
            Self::Keeper => "keeper",
            Self::Rukla => "rukla",
            Self::Coordinator => "coordinator",
            Self::Auditor => "auditor",
        }
    }
}

/// What was asked for on the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    data: Option<PathBuf>,
    role: Role,
    screenshot: Option<PathBuf>,
    page: Option<String>,
    release: bool,
}

impl Wanted {
    /// Reads the arguments of `run`.
    pub fn parse(args: &[String]) -> Outcome<Self> {
        let mut wanted = Self {
            data: None,
            role: Role::Keeper,
            screenshot: None,
            page: None,
            release: false,
        };
        let mut args = args.iter();
        while let Some(flag) = args.next() {
            let mut value = || {
                args.next()
                    .ok_or_else(|| Stop::new(format!("{flag} needs a value.")))
            };
            match flag.as_str() {
                "--data" => wanted.data = Some(absolute(value()?)?),
                "--role" => wanted.role = Role::parse(value()?)?,
                "--screenshot" => wanted.screenshot = Some(absolute(value()?)?),
                "--page" => wanted.page = Some(value()?.clone()),
                "--release" => wanted.release = true,
                other => {
                    return Err(Stop::new(format!(
                        "run does not know `{other}`: --data DIR, --role ROLE, --page PAGE, \
                         --screenshot FILE, --release."
                    )));
                }
            }
        }
        Ok(wanted)
    }
}

fn absolute(text: &str) -> Outcome<PathBuf> {
    std::path::absolute(text)
        .map_err(|fault| Stop::new(format!("`{text}` is no usable path: {fault}.")))
}

/// Sets up, builds, prepares the demo, serves it and shows the window.
pub fn run(place: &Place, wanted: &Wanted) -> Outcome {
    let screen_there = ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()));
    if wanted.screenshot.is_none() && !screen_there {
        return Err(Stop::new(
            "there is no screen to open a window on; add `--screenshot FILE` to get a picture \
             instead.",
        ));
    }
    let need = if wanted.screenshot.is_some() {
        Need::Screenshot
    } else {
        Need::Run
    };
    setup::ensure(place, need)?;
    setup::ui_build(place)?;
    let profile = build(place, wanted.release)?;
    let dir = wanted
        .data
        .clone()
        .unwrap_or_else(|| place.root.join("demo"));
    let demo = demo(place, profile, &dir, wanted.role)?;
    let mut window = Command::new(place.program(profile, "relief-ledger"));
    window.arg("--data").arg(&demo.data);
    window.args(["--demo-person", &demo.person, "--demo-pin", &demo.pin]);
    if let Some(page) = &wanted.page {
        window.args(["--page", page]);
    }
    match &wanted.screenshot {
        Some(file) => picture(&mut window, file),
        None => show(&mut window, &demo.data),
    }
}

fn build(place: &Place, release: bool) -> Outcome<Profile> {
    let mut args = vec!["build", "--workspace", "--bins"];
    let profile = if release {
        args.push("--release");
        Profile::Release
    } else {
        Profile::Dev
    };
    steps::one("build", || steps::succeed("build", &mut place.cargo(&args)))?;
    Ok(profile)
}

/// A role's part of a demo whose server runs for as long as this lives.
struct Demo {
    data: PathBuf,
    person: String,
    pin: String,
    _server: Leash,
}

/// Makes or keeps the demo in `dir`, starts its server, and gives the role's part.
fn demo(place: &Place, profile: Profile, dir: &Path, role: Role) -> Outcome<Demo> {
    let program = place.program(profile, "relief-demo");
    steps::one("demo: prepare the story's ledgers", || {
        let mut prepare = Command::new(&program);
        prepare.args(["prepare", "--dir"]).arg(dir);
        steps::succeed("relief-demo prepare", &mut prepare)
    })?;
    let description = dir.join("demo.json");
    let text = fs::read_to_string(&description).map_err(|fault| {
        Stop::new(format!(
            "{} cannot be read: {fault}.",
            description.display()
        ))
    })?;
    let demo: serde_json::Value = serde_json::from_str(&text)
        .map_err(|fault| Stop::new(format!("{} is no JSON: {fault}.", description.display())))?;
    let person = &demo["roles"][role.name()];
    let field = |name: &str| {
        person[name].as_str().ok_or_else(|| {
            Stop::new(format!(
                "{} says no {name} for the {}; remove {} and start this again.",
                description.display(),
                role.name(),
                dir.display()
            ))
        })
    };
    let data = dir.join(field("data")?);
    let (name, pin) = (field("person")?, field("pin")?.to_owned());
    let person = field("person_id")?.to_owned();
    let mut serve = Command::new(&program);
    serve.args(["serve", "--dir"]).arg(dir);
    let server = Leash::start("the demo server", &serve)?;
    let address = server.line(PATIENCE, |line| {
        line.strip_prefix("listening on ").map(str::to_owned)
    })?;
    eprintln!("the demo server listens on {address}; {name} is signed in, PIN {pin}");
    Ok(Demo {
        data,
        person,
        pin,
        _server: server,
    })
}

/// Opens the window on the person's screen and waits until it is closed.
fn show(window: &mut Command, data: &Path) -> Outcome {
    if language_is_bare(|name| std::env::var(name).ok()) {
        window.env("LANG", LANG).env_remove("LC_ALL");
    }
    eprintln!("opening the window on {}; close it to end", data.display());
    steps::succeed("the window", window)
}

/// Whether the locale is the programmers' "C", which WebKit cannot format numbers in.
fn language_is_bare(variable: impl Fn(&str) -> Option<String>) -> bool {
    let language = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| variable(name).filter(|value| !value.is_empty()));
    language.is_none_or(|value| {
        let name = value.split('.').next().unwrap_or_default();
        matches!(name, "C" | "POSIX")
    })
}

/// Opens the window on a screen of our own, and leaves its picture in `file`.
fn picture(window: &mut Command, file: &Path) -> Outcome {
    steps::one("picture of the window", || {
        let screen = Screen::start()?;
        screen.dress(window);
        let running = Leash::start("the window", window)?;
        let began = Instant::now();
        running.line(PATIENCE, |line| (line.trim() == READY).then_some(()))?;
        eprintln!("usable after {:.1} s", began.elapsed().as_secs_f32());
        // The front end says "usable" before the last of its first answers is painted.
        thread::sleep(Duration::from_millis(1500));
        if let Some(dir) = file.parent() {
            fs::create_dir_all(dir).map_err(|fault| {
                Stop::new(format!("{} cannot be made: {fault}.", dir.display()))
            })?;
        }
        screen.shot_of(TITLE, file)
    })?;
    eprintln!("the picture is in {}", file.display());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Outcome<Wanted> {
        let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        Wanted::parse(&words)
    }

    #[test]
    fn the_keeper_is_who_opens_unless_said() {
        let plain = parse("").expect("no argument is fine");
        assert_eq!(plain.role, Role::Keeper);
        assert_eq!(plain.screenshot, None);
        let full = parse("--role auditor --release --data /a --screenshot /b.png").expect("known");
        assert_eq!(full.role, Role::Auditor);
        assert!(full.release);
        assert_eq!(full.data, Some(PathBuf::from("/a")));
        assert_eq!(full.screenshot, Some(PathBuf::from("/b.png")));
    }

    #[test]
    fn a_wrong_word_is_answered_with_the_right_ones() {
        let role = parse("--role minister").expect_err("no such role");
        assert!(
            role.0.contains("keeper, rukla, coordinator or auditor"),
            "{role}"
        );
        let flag = parse("--rolle keeper").expect_err("no such flag");
        assert!(flag.0.contains("--role ROLE"), "{flag}");
        assert!(parse("--data").is_err());
    }

    #[test]
    fn the_programmers_locale_is_replaced_and_a_persons_is_kept() {
        let locale = |all: &'static str, lang: &'static str| {
            move |name: &str| match name {
                "LC_ALL" => Some(all.to_owned()),
                "LANG" => Some(lang.to_owned()),
                _ => None,
            }
        };
        assert!(language_is_bare(|_| None));
        assert!(language_is_bare(locale("", "C.UTF-8")));
        assert!(language_is_bare(locale("POSIX", "lt_LT.UTF-8")));
        assert!(!language_is_bare(locale("", "lt_LT.UTF-8")));
    }
}
