//! A dialog of the desktop itself, for when no page can be painted.
//!
//! Its sentences are Fluent messages without arguments, one line each, so that the few lines below
//! can read them: a catalogue's library would be one more thing that can fail here.

use std::env;
use tauri::WebviewWindow;

const ENGLISH: &str = include_str!("../../locales/en/native.ftl");
const LITHUANIAN: &str = include_str!("../../locales/lt/native.ftl");

/// Says that the page stays blank, what is not lost, and what to do; ends the program afterwards.
pub fn say_blank(window: &WebviewWindow) {
    let language = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| env::var(name).ok().filter(|value| !value.is_empty()))
        .unwrap_or_default();
    let title = sentence(&language, "native-blank-title");
    let text = sentence(&language, "native-blank-text");
    tracing::error!("{title} {text}");
    show(window, title, text);
}

#[cfg(target_os = "linux")]
fn show(window: &WebviewWindow, title: &'static str, text: &'static str) {
    use gtk::prelude::{DialogExt as _, GtkWindowExt as _, MessageDialogExt as _};
    use tauri::Manager as _;
    let app = window.app_handle().clone();
    let shown = window.app_handle().run_on_main_thread(move || {
        let dialog = gtk::MessageDialog::new(
            None::<&gtk::Window>,
            gtk::DialogFlags::MODAL,
            gtk::MessageType::Error,
            gtk::ButtonsType::Close,
            title,
        );
        dialog.set_secondary_text(Some(text));
        dialog.set_title("Relief Ledger");
        dialog.run();
        app.exit(1);
    });
    if let Err(fault) = shown {
        tracing::error!("the dialog could not be shown: {fault}");
    }
}

#[cfg(not(target_os = "linux"))]
fn show(window: &WebviewWindow, title: &'static str, _text: &'static str) {
    if let Err(fault) = window.set_title(title) {
        tracing::error!("the title could not be set: {fault}");
    }
}

/// The message `id` in the language of a locale name such as `lt_LT.UTF-8`.
fn sentence(locale: &str, id: &'static str) -> &'static str {
    let catalogue = if locale.starts_with("lt") {
        LITHUANIAN
    } else {
        ENGLISH
    };
    catalogue
        .lines()
        .find_map(|line| line.strip_prefix(id)?.strip_prefix(" = "))
        .unwrap_or(id)
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[test]
    fn both_languages_say_both_sentences() {
        for id in ["native-blank-title", "native-blank-text"] {
            let (english, lithuanian) = (sentence("en_GB.UTF-8", id), sentence("lt_LT.UTF-8", id));
            assert_ne!(english, id);
            assert_ne!(lithuanian, id);
            assert_ne!(english, lithuanian);
        }
    }
}
