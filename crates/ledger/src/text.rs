//! Texts in several languages.

use std::collections::BTreeMap;

/// Language tag (`en`, `lt`) → text. `en` is always present.
pub type Names = BTreeMap<String, String>;
