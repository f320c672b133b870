//! The system packages, by apt.
//!
//! A thing counts as there when its package is installed or when the thing itself is found, so a
//! hand-built WebKit or another distribution is good enough.

use super::Need;
use crate::{Outcome, Stop, steps};
use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

/// How to see that a package's content is there without asking dpkg.
#[derive(Debug, Clone, Copy)]
enum Sign {
    /// All of these programs answer in `PATH`.
    Programs(&'static [&'static str]),
    /// `pkg-config` knows this library.
    Library(&'static str),
    /// This file exists.
    File(&'static str),
}

/// A Debian package, the first need that wants it, and its sign.
struct Package(&'static str, Need, Sign);

const PACKAGES: &[Package] = &[
    Package(
        "build-essential",
        Need::Run,
        Sign::Programs(&["cc", "c++", "make", "perl"]),
    ),
    Package("pkg-config", Need::Run, Sign::Programs(&["pkg-config"])),
    Package("file", Need::Run, Sign::Programs(&["file"])),
    Package(
        "libwebkit2gtk-4.1-dev",
        Need::Run,
        Sign::Library("webkit2gtk-4.1"),
    ),
    Package("librsvg2-dev", Need::Run, Sign::Library("librsvg-2.0")),
    Package("libssl-dev", Need::Run, Sign::Library("openssl")),
    Package("libxdo-dev", Need::Run, Sign::File("/usr/include/xdo.h")),
    Package(
        "libayatana-appindicator3-dev",
        Need::Run,
        Sign::Library("ayatana-appindicator3-0.1"),
    ),
    Package(
        "fonts-noto-core",
        Need::Run,
        Sign::File("/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf"),
    ),
    Package(
        "fonts-dejavu-core",
        Need::Run,
        Sign::File("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"),
    ),
    Package("xvfb", Need::Screenshot, Sign::Programs(&["Xvfb"])),
    Package("imagemagick", Need::Screenshot, Sign::Programs(&["import"])),
    Package("xauth", Need::Test, Sign::Programs(&["xauth"])),
    Package(
        "webkit2gtk-driver",
        Need::Test,
        Sign::Programs(&["WebKitWebDriver"]),
    ),
    Package("dbus-x11", Need::Test, Sign::Programs(&["dbus-launch"])),
    Package(
        "at-spi2-core",
        Need::Test,
        Sign::File("/usr/libexec/at-spi-bus-launcher"),
    ),
];

/// Installs the packages that are missing for `need`.
pub fn ensure(need: Need) -> Outcome {
    let missing: Vec<&str> = PACKAGES
        .iter()
        .filter(|Package(_, from, _)| *from <= need)
        .filter(|Package(name, _, sign)| !found(*sign) && !installed(name))
        .map(|Package(name, ..)| *name)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let machine = Machine {
        os_release: fs::read_to_string("/etc/os-release").unwrap_or_default(),
        apt_get: program("apt-get"),
        as_root: root_prefix(),
    };
    let as_root = way(&machine, &missing)?;
    steps::one(&format!("apt: install {}", missing.join(" ")), || {
        install(&missing, |args| {
            apt(as_root, args)
                .status()
                .is_ok_and(|status| status.success())
        })
    })
}

/// What a machine is, and what we may do on it.
struct Machine {
    os_release: String,
    apt_get: bool,
    /// What makes a command root's; `None` without the right.
    as_root: Option<Vec<&'static str>>,
}

/// How packages can be installed here; else the sentence that names them.
fn way<'a>(machine: &'a Machine, missing: &[&str]) -> Outcome<&'a [&'static str]> {
    let list = missing.join(" ");
    if !has_apt(&machine.os_release) || !machine.apt_get {
        return Err(Stop::new(format!(
            "this is not Debian or Ubuntu, so please install with your own package manager what \
             Debian calls: {list}."
        )));
    }
    machine.as_root.as_deref().ok_or_else(|| {
        Stop::new(format!(
            "system packages are missing and there is no right to install them; run \
             `sudo apt-get install {list}` and start this again."
        ))
    })
}

/// Twice, because a concurrent `apt-get update` can delete archives just downloaded.
fn install(missing: &[&str], mut apt: impl FnMut(&[&str]) -> bool) -> Outcome {
    let wanted = ["install", "-q", "-y", "--no-install-recommends"];
    for _ in 0..2 {
        // An update that fails for one foreign source must not stop us: the install decides.
        apt(&["update", "-q"]);
        if apt(&[&wanted[..], missing].concat()) {
            return Ok(());
        }
    }
    let list = missing.join(" ");
    Err(Stop::new(format!(
        "apt-get could not install the packages (its own message is above); with a working \
         network run `sudo apt-get install {list}` and start this again."
    )))
}

fn apt(as_root: &[&str], args: &[&str]) -> Command {
    let words: Vec<&str> = as_root
        .iter()
        .copied()
        .chain(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"])
        .collect();
    let mut command = Command::new(words[0]);
    command
        .args(&words[1..])
        .args(["-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=2"])
        .args(args)
        .stdin(Stdio::null())
        .stdout(std::io::stderr());
    command
}

/// What to put before a command to be root: nothing, `sudo -n`, or `None` when it cannot be.
fn root_prefix() -> Option<Vec<&'static str>> {
    let id = Command::new("id").arg("-u").output().ok()?;
    if String::from_utf8_lossy(&id.stdout).trim() == "0" {
        return Some(Vec::new());
    }
    quiet(Command::new("sudo").args(["-n", "true"])).then(|| vec!["sudo", "-n"])
}

/// Whether the text of `/etc/os-release` is of Debian, Ubuntu or a child of theirs.
fn has_apt(os_release: &str) -> bool {
    os_release
        .lines()
        .filter_map(|line| {
            line.strip_prefix("ID=")
                .or_else(|| line.strip_prefix("ID_LIKE="))
        })
        .flat_map(|value| value.trim_matches('"').split_whitespace())
        .any(|word| matches!(word, "debian" | "ubuntu"))
}

fn installed(package: &str) -> bool {
    Command::new("dpkg-query")
        .args(["-W", "-f=${db:Status-Status}", package])
        .stderr(Stdio::null())
        .output()
        .is_ok_and(|out| out.status.success() && out.stdout == b"installed")
}

fn found(sign: Sign) -> bool {
    match sign {
        Sign::Programs(names) => names.iter().all(|name| program(name)),
        Sign::Library(name) => quiet(Command::new("pkg-config").args(["--exists", name])),
        Sign::File(path) => Path::new(path).exists(),
    }
}

/// Whether `name` is in `PATH`.
fn program(name: &str) -> bool {
    std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|dir| dir.join(name).is_file()))
}

fn quiet(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    const MISSING: &[&str] = &["xvfb", "imagemagick"];

    fn machine(os: &str, as_root: Option<Vec<&'static str>>) -> Machine {
        Machine {
            os_release: format!("ID={os}\n"),
            apt_get: true,
            as_root,
        }
    }

    #[test]
    fn another_distribution_is_told_the_packages() {
        for mut other in [machine("fedora", Some(Vec::new())), machine("debian", None)] {
            other.apt_get = false;
            let stop = way(&other, MISSING).expect_err("no apt-get");
            assert_eq!(
                stop.0,
                "this is not Debian or Ubuntu, so please install with your own package manager \
                 what Debian calls: xvfb imagemagick."
            );
        }
        assert!(way(&machine("arch", Some(Vec::new())), MISSING).is_err());
    }

    #[test]
    fn who_has_no_right_is_told_the_command() {
        let stop = way(&machine("debian", None), MISSING).expect_err("no right");
        let told = "run `sudo apt-get install xvfb imagemagick` and start this again.";
        assert!(stop.0.ends_with(told), "{stop}");
        let root = machine("ubuntu", Some(Vec::new()));
        assert_eq!(way(&root, MISSING), Ok(&[][..]));
        let sudo = machine("debian", Some(vec!["sudo", "-n"]));
        assert_eq!(way(&sudo, MISSING), Ok(&["sudo", "-n"][..]));
    }

    #[test]
    fn without_a_network_it_is_tried_twice_and_said() {
        let mut asked = Vec::new();
        let stop = install(MISSING, |args| {
            asked.push(args.join(" "));
            false
        })
        .expect_err("nothing can be installed");
        assert!(stop.0.contains("with a working network"), "{stop}");
        assert!(stop.0.contains("xvfb imagemagick"), "{stop}");
        assert_eq!(asked.len(), 4, "{asked:?}");
        let done = install(MISSING, |args| args[0] == "install");
        assert_eq!(done, Ok(()), "an update that fails stops nothing");
    }

    #[test]
    fn debian_and_its_children_have_apt() {
        assert!(has_apt("PRETTY_NAME=\"Debian GNU/Linux 12\"\nID=debian\n"));
        assert!(has_apt("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n"));
        assert!(!has_apt("ID=fedora\nHOME_URL=\"https://debian.example\"\n"));
        assert!(!has_apt("ID=arch\nID_LIKE=archlinux\n"));
        assert!(!has_apt(""));
    }
}
