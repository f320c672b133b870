//! The repository's text files in memory, without what is built or fetched.

use crate::{Outcome, Stop};
use std::{fs, path::Path};

/// Folders that hold nothing a person wrote.
const SKIPPED: &[&str] = &[".git", "target", "node_modules", "dist", "demo"];

/// One text file.
#[derive(Debug, Clone)]
pub struct File {
    /// From the root, with `/`.
    pub path: String,
    /// Its whole text.
    pub text: String,
}

impl File {
    /// What follows the last dot of its name, or nothing.
    pub fn ending(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.rsplit_once('.').map_or("", |(_, ending)| ending)
    }

    /// Its lines with their numbers from 1.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text
            .lines()
            .enumerate()
            .map(|(at, line)| (at + 1, line))
    }

    /// Whether it is below one of these folders, or is one of these files.
    pub fn within(&self, places: &[&str]) -> bool {
        places.iter().any(|place| self.path.starts_with(place))
    }
}

/// All text files, sorted by path.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    files: Vec<File>,
}

impl Tree {
    /// A tree of these paths and texts.
    pub fn of<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut files: Vec<File> = files
            .into_iter()
            .map(|(path, text)| File {
                path: path.to_owned(),
                text: text.to_owned(),
            })
            .collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Self { files }
    }

    /// Reads the files under `root`; what is not UTF-8 is no text and is left out.
    pub fn read(root: &Path) -> Outcome<Self> {
        let mut files = Vec::new();
        walk(root, root, &mut files)?;
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Self { files })
    }

    /// Its files.
    pub fn files(&self) -> impl Iterator<Item = &File> {
        self.files.iter()
    }

    /// One file by its path.
    pub fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }
}

fn walk(root: &Path, dir: &Path, files: &mut Vec<File>) -> Outcome {
    let fault = |fault| Stop::new(format!("{} cannot be read: {fault}.", dir.display()));
    for entry in fs::read_dir(dir).map_err(fault)? {
        let entry = entry.map_err(fault)?;
        let (path, name) = (entry.path(), entry.file_name());
        let kind = entry.file_type().map_err(fault)?;
        if kind.is_dir() {
            if !SKIPPED.iter().any(|skipped| name == *skipped) {
                walk(root, &path, files)?;
            }
        } else if kind.is_file()
            && let Ok(text) = String::from_utf8(fs::read(&path).map_err(fault)?)
        {
            let below = path.strip_prefix(root).unwrap_or(&path);
            let words: Vec<_> = below.iter().map(|word| word.to_string_lossy()).collect();
            files.push(File {
                path: words.join("/"),
                text,
            });
        }
    }
    Ok(())
}
