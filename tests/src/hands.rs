//! Working the window by keyboard alone, as a person without a mouse does.
//!
//! What a newcomer would get wrong: nothing here puts the focus anywhere by script. A field is
//! reached by pressing Tab until the focus is on it, so a journey written with these proves that
//! every step can be reached, in order, without a trap.

use crate::Window;
use anyhow::bail;

/// So many Tabs lead to any field of a page, the rail and the top bar included.
const TABS: usize = 140;

impl Window {
    /// Presses Tab until the focus is on what has this test id.
    ///
    /// # Errors
    /// When it is not there, or a round of the page does not come past it.
    pub async fn reach(&self, testid: &str) -> anyhow::Result<()> {
        self.find(testid).await?;
        for _ in 0..TABS {
            if self.focused().await? == testid {
                return Ok(());
            }
            self.keys("Tab").await?;
        }
        let shot = self.shot(&format!("unreached-{testid}"))?;
        bail!(
            "`{testid}` is not reached by Tab; picture: {}",
            shot.display()
        )
    }

    /// Presses Tab until the focus is on a link or a button inside of what has this test id, such as a row, and presses Enter.
    ///
    /// # Errors
    /// When it is not there, or a round of the page does not come past it.
    pub async fn press_inside(&self, testid: &str) -> anyhow::Result<()> {
        self.find(testid).await?;
        let inside = format!(
            "const one = document.activeElement; \
             return one.matches('a, button') && one.closest('[data-testid=\"{testid}\"]') !== null"
        );
        for _ in 0..TABS {
            if self.js(&inside).await? == true {
                return self.keys("Enter").await;
            }
            self.keys("Tab").await?;
        }
        bail!("nothing inside `{testid}` is reached by Tab")
    }

    /// Reaches a field and replaces what it holds by typing.
    ///
    /// # Errors
    /// When it is not reached.
    pub async fn enter(&self, testid: &str, text: &str) -> anyhow::Result<()> {
        self.reach(testid).await?;
        self.keys("Ctrl+A").await?;
        self.keys("Delete").await?;
        self.type_text(text).await
    }

    /// Reaches a combobox, types enough to find one option and takes it by Enter.
    ///
    /// # Errors
    /// When the field is not reached, or does not hold `wanted` afterwards.
    pub async fn pick(&self, testid: &str, typed: &str, wanted: &str) -> anyhow::Result<()> {
        self.enter(testid, typed).await?;
        self.keys("Enter").await?;
        self.wait_text(testid, wanted).await
    }

    /// Reaches a `<select>` and chooses by arrow keys until it shows `label`.
    ///
    /// # Errors
    /// When no option reads so.
    pub async fn turn(&self, testid: &str, label: &str) -> anyhow::Result<()> {
        self.reach(testid).await?;
        self.keys("Home").await?;
        for _ in 0..40 {
            let shown = self
                .js("const one = document.activeElement; return one.selectedOptions?.[0]?.label.trim() ?? ''")
                .await?;
            if shown == label {
                return Ok(());
            }
            self.keys("Down").await?;
        }
        bail!("`{testid}` has no option `{label}`")
    }

    /// Reaches a button or link and presses Enter.
    ///
    /// # Errors
    /// When it is not reached.
    pub async fn press(&self, testid: &str) -> anyhow::Result<()> {
        self.reach(testid).await?;
        self.keys("Enter").await
    }

    /// Reaches a box and ticks it by Space.
    ///
    /// # Errors
    /// When it is not reached.
    pub async fn press_space(&self, testid: &str) -> anyhow::Result<()> {
        self.reach(testid).await?;
        self.keys("Space").await
    }

    /// Test ids that begin so, of what has this attribute, once there are any.
    ///
    /// # Errors
    /// When there are none.
    pub async fn all_with(&self, begin: &str, attribute: &str) -> anyhow::Result<Vec<String>> {
        let script = format!(
            "return [...document.querySelectorAll('[data-testid^=\"{begin}\"][{attribute}]')].map((one) => one.dataset.testid)"
        );
        self.until(&format!("`{begin}…` with {attribute}"), async || {
            let found: Vec<String> = serde_json::from_value(self.js(&script).await?)?;
            Ok((!found.is_empty()).then_some(found))
        })
        .await
    }

    /// Goes to a page of the rail by the palette: Ctrl+K, its name, Enter.
    ///
    /// # Errors
    /// When the page does not stand.
    pub async fn go(&self, name: &str, page: &str) -> anyhow::Result<()> {
        self.keys("Ctrl+K").await?;
        self.find("field-palette").await?;
        self.type_text(name).await?;
        self.keys("Enter").await?;
        self.wait_gone("field-palette").await?;
        self.find(page).await?;
        Ok(())
    }
}
