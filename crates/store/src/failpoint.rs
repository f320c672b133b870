//! Places at which a test may kill the process. Compiled to nothing without the feature `failpoints`.
//!
//! `RELIEF_FAILPOINT=before-commit:3` aborts the process the third time it comes to `before-commit`; `any:3` the third
//! time it comes to any of them.

/// Aborts the process here if the environment asks for it.
#[cfg(feature = "failpoints")]
pub fn hit(name: &str) {
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicU64, Ordering};

    static ASKED: OnceLock<Option<(String, u64)>> = OnceLock::new();
    static HITS: AtomicU64 = AtomicU64::new(0);
    let asked = ASKED.get_or_init(|| {
        let text = std::env::var("RELIEF_FAILPOINT").ok()?;
        let (name, at) = text.split_once(':')?;
        Some((name.to_owned(), at.parse().ok()?))
    });
    if let Some((wanted, at)) = asked
        && (wanted == name || wanted == "any")
        && HITS.fetch_add(1, Ordering::SeqCst) + 1 == *at
    {
        std::process::abort();
    }
}

/// Does nothing: the feature `failpoints` is off.
#[cfg(not(feature = "failpoints"))]
#[inline]
pub fn hit(_name: &str) {}
