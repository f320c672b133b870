//! Embeds the front end and the list of what the page may call.

use std::path::Path;

fn main() {
    let page = Path::new("../ui/dist/index.html");
    // Cargo watches the folder itself, so a front end built anew is embedded anew.
    println!("cargo:rerun-if-changed=../ui/dist");
    assert!(
        page.is_file(),
        "the front end is not built: run `cargo xtask run`, or `npm ci && npm run build` in ui/"
    );
    let commands = tauri_build::AppManifest::new().commands(&[
        "call",
        "window_ready",
        "close_window",
        "page_waited",
    ]);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(commands))
        .expect("the window's configuration is valid");
}
