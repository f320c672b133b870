//! The golden bodies of every kind, as a source of entries that nobody here has to keep up.

use std::fs;
use std::path::PathBuf;

/// Kind and JSON of every golden file, in the order of their names.
pub fn all() -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../ledger/tests/golden");
    let mut found: Vec<(String, String)> = fs::read_dir(folder)
        .expect("the golden folder")
        .map(|file| {
            let path = file.expect("a file").path();
            let name = path.file_name().expect("a name").to_string_lossy();
            let kind = name.split('.').next().expect("a kind").to_owned();
            let text = fs::read_to_string(&path).expect("a golden file");
            (kind, text.trim_end().to_owned())
        })
        .collect();
    found.sort();
    found
}

/// The same body about other things: every id of the golden files begins with the same digits.
pub fn about_others(json: &str, number: usize) -> String {
    json.replace("017ab3c0-0000-7", &format!("017ab3c0-{number:04x}-7"))
}
