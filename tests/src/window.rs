//! One device's window: opened on a data directory, driven by keys and test ids.
//!
//! A failing look at the page leaves a picture and the page's text in `target/journeys`, so that a
//! failure on a build machine can be understood without repeating it.

use crate::{access, keys, programs};
use anyhow::{Context as _, anyhow, bail};
use fantoccini::{
    Client, ClientBuilder, Locator, elements::Element, error::CmdError, wd::Capabilities,
};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::{
    net::TcpListener,
    path::{Path, PathBuf},
    process::Command,
    thread,
    time::{Duration, Instant},
};
use xtask::{leash::Leash, screen::Screen};

/// How long a look at the page waits for what it wants.
pub const PATIENCE: Duration = Duration::from_secs(15);
/// How long a cold driver with a cold window may take.
const COLD: Duration = Duration::from_secs(60);
/// Between two looks.
const PAUSE: Duration = Duration::from_millis(40);

/// A window of the real application.
pub struct Window {
    // In the order of their ends: session, driver and application, screen.
    pub(crate) client: Client,
    driver: Leash,
    screen: Screen,
    name: String,
}

impl Window {
    /// Opens the application on `data`, on a screen of its own, and waits until its page stands.
    ///
    /// # Errors
    /// When a program is missing, or the page does not stand in time.
    pub async fn open(data: &Path) -> anyhow::Result<Self> {
        let name = format!(
            "{}-{}",
            thread::current()
                .name()
                .unwrap_or("journey")
                .replace("::", "-"),
            data.file_name().unwrap_or_default().to_string_lossy()
        );
        let screen = Screen::start()?;
        let (port, native) = (free_port()?, free_port()?);
        let mut command = Command::new(programs::driver()?);
        command.args(["--port", &port.to_string()]);
        command.args(["--native-port", &native.to_string()]);
        screen.dress(&mut command);
        // What an earlier run on this machine remembered of its graphics is not part of the test.
        command.env("RELIEF_LEDGER_GRAPHICS", "fitting");
        let driver = Leash::start("tauri-driver", &command)?;
        let client = connect(port, data).await?;
        let window = Self {
            client,
            driver,
            screen,
            name,
        };
        window
            .until("the page stands", async || {
                // Keys pressed into a window that is not shown yet are lost.
                let stands = "return document.visibilityState === 'visible' \
                              && document.body.innerText.trim() !== ''";
                Ok((window.js(stands).await? == true).then_some(()))
            })
            .await?;
        Ok(window)
    }

    /// Presses a chord once: "Ctrl+Enter", "F2", "Shift+Tab", "K".
    ///
    /// # Errors
    /// When a key's name is not known or the session is gone.
    pub async fn keys(&self, chord: &str) -> anyhow::Result<()> {
        let actions = keys::chord(chord)?;
        self.client.perform_actions(actions).await?;
        Ok(self.client.release_actions().await?)
    }

    /// Types into whatever has the focus, key after key; "\n" is Enter.
    ///
    /// # Errors
    /// When the session is gone.
    pub async fn type_text(&self, text: &str) -> anyhow::Result<()> {
        Ok(self.client.perform_actions(keys::typing(text)).await?)
    }

    /// Puts the focus into the field with this test id and replaces what it holds by typing.
    ///
    /// # Errors
    /// When the field does not appear or cannot be written to.
    pub async fn fill(&self, testid: &str, text: &str) -> anyhow::Result<()> {
        let field = self.find(testid).await?;
        let focus = "const field = arguments[0]; field.focus(); \
                     if (typeof field.select === 'function') field.select(); \
                     return document.activeElement === field && !field.readOnly && !field.disabled;";
        let ready = self
            .client
            .execute(focus, vec![serde_json::to_value(field)?])
            .await?;
        if ready != true {
            return Err(self
                .failed(&format!("`{testid}` cannot be written to"))
                .await);
        }
        self.keys("Delete").await?;
        self.type_text(text).await
    }

    /// Chooses the option with this label in the `<select>` with this test id.
    ///
    /// # Errors
    /// When the option does not appear.
    pub async fn choose(&self, testid: &str, label: &str) -> anyhow::Result<()> {
        let choose = "const [id, label] = arguments; \
             const select = document.querySelector(`[data-testid=\"${id}\"]`); \
             const option = [...(select?.options ?? [])].find((one) => one.label.trim() === label); \
             if (!option) return false; \
             select.focus(); select.value = option.value; \
             select.dispatchEvent(new Event('input', { bubbles: true })); \
             select.dispatchEvent(new Event('change', { bubbles: true })); \
             return true;";
        self.until(&format!("option `{label}` of `{testid}`"), async || {
            let done = self
                .client
                .execute(choose, vec![json!(testid), json!(label)]);
            Ok((done.await? == true).then_some(()))
        })
        .await
    }

    /// Clicks what has this test id, once it is there and enabled.
    ///
    /// # Errors
    /// When it does not appear or cannot be clicked.
    pub async fn click(&self, testid: &str) -> anyhow::Result<()> {
        self.until(&format!("`{testid}` can be clicked"), async || {
            let Some(element) = self.look(&selector(testid)).await? else {
                return Ok(None);
            };
            if !element.is_enabled().await? {
                return Ok(None);
            }
            self.steady(&selector(testid)).await?;
            match element.click().await {
                Ok(()) => Ok(Some(())),
                Err(fault) if passes(&fault) => {
                    self.to_the_middle(&selector(testid)).await?;
                    Ok(None)
                }
                Err(fault) => Err(fault.into()),
            }
        })
        .await
    }

    /// Scrolls as a person does who sees that something lies over what they want, such as the heading of a long table.
    async fn to_the_middle(&self, css: &str) -> anyhow::Result<()> {
        let scroll = "document.querySelector(arguments[0])?.scrollIntoView({ block: 'center', inline: 'nearest' });";
        self.client.execute(scroll, vec![json!(css)]).await?;
        Ok(())
    }

    /// The visible text of what has this test id (of a field, what it holds), once it is there. Every
    /// kind of space that groups digits reads as a plain one.
    ///
    /// # Errors
    /// When it does not appear.
    pub async fn text(&self, testid: &str) -> anyhow::Result<String> {
        self.until(&format!("`{testid}`"), async || self.text_now(testid).await)
            .await
    }

    /// Waits until the text of what has this test id contains `wanted`.
    ///
    /// # Errors
    /// When it does not; the error tells the last text.
    pub async fn wait_text(&self, testid: &str, wanted: &str) -> anyhow::Result<()> {
        self.wait_text_for(testid, wanted, PATIENCE).await
    }

    /// The same with another patience, for what the network has a say in.
    ///
    /// # Errors
    /// When it does not; the error tells the last text.
    pub async fn wait_text_for(
        &self,
        testid: &str,
        wanted: &str,
        patience: Duration,
    ) -> anyhow::Result<()> {
        let mut last = None;
        let until = Instant::now() + patience;
        while Instant::now() < until {
            last = self.text_now(testid).await?;
            if last.as_deref().is_some_and(|text| text.contains(wanted)) {
                return Ok(());
            }
            tokio::time::sleep(PAUSE).await;
        }
        let what = match last {
            Some(text) => format!("`{testid}` reads `{text}`, not `{wanted}`"),
            None => format!("`{testid}` is not there, `{wanted}` was wanted"),
        };
        Err(self.failed(&what).await)
    }

    /// Waits for the element with this test id.
    ///
    /// # Errors
    /// When it does not appear.
    pub async fn find(&self, testid: &str) -> anyhow::Result<Element> {
        self.until(&format!("`{testid}`"), async || {
            Ok(self.look(&selector(testid)).await?)
        })
        .await
    }

    /// All elements with this test id as they are now, without waiting.
    ///
    /// # Errors
    /// When the session is gone.
    pub async fn find_all(&self, testid: &str) -> anyhow::Result<Vec<Element>> {
        Ok(self
            .client
            .find_all(Locator::Css(&selector(testid)))
            .await?)
    }

    /// Waits for an element by its ARIA role (as written, or of the tag) and its accessible name.
    ///
    /// # Errors
    /// When it does not appear.
    pub async fn find_role(&self, role: &str, name: &str) -> anyhow::Result<Element> {
        let script = include_str!("role.js");
        self.until(&format!("{role} `{name}`"), async || {
            let found = self
                .client
                .execute(script, vec![json!(role), json!(name)])
                .await?;
            if found.is_null() {
                return Ok(None);
            }
            Ok(Some(Element::from_element_id(
                self.client.clone(),
                element_id(&found)?.into(),
            )))
        })
        .await
    }

    /// Waits until nothing has this test id.
    ///
    /// # Errors
    /// When it stays.
    pub async fn wait_gone(&self, testid: &str) -> anyhow::Result<()> {
        self.until(&format!("`{testid}` goes"), async || {
            let script = format!(
                "return document.querySelector('{}') === null",
                selector(testid)
            );
            Ok((self.js(&script).await? == true).then_some(()))
        })
        .await
    }

    /// The test id of what has the focus; empty when that has none.
    ///
    /// # Errors
    /// When the session is gone.
    pub async fn focused(&self) -> anyhow::Result<String> {
        let id = self
            .js("return document.activeElement?.dataset?.testid ?? ''")
            .await?;
        Ok(id.as_str().unwrap_or_default().to_owned())
    }

    /// Fails when axe-core finds anything serious or critical on the page; `screen` names it.
    ///
    /// # Errors
    /// What axe found, with the elements concerned.
    pub async fn accessible(&self, screen: &str) -> anyhow::Result<()> {
        // What overflows takes the focus one frame after it does.
        self.painted().await?;
        match access::check(self, screen).await {
            Ok(()) => Ok(()),
            Err(fault) => Err(self.failed(&format!("{fault:#}")).await),
        }
    }

    /// Leaves a picture of the screen in `target/journeys/NAME.png`.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn shot(&self, name: &str) -> anyhow::Result<PathBuf> {
        let file = programs::pictures()?.join(format!("{name}.png"));
        self.screen.shot(&file)?;
        Ok(file)
    }

    /// The screen it is on.
    pub(crate) fn display(&self) -> &str {
        self.screen.display()
    }

    /// Waits until the application has ended by itself.
    ///
    /// # Errors
    /// When it goes on.
    pub async fn wait_ended(self) -> anyhow::Result<()> {
        let until = Instant::now() + PATIENCE;
        while self.client.title().await.is_ok() {
            if Instant::now() >= until {
                return Err(self.failed("the window goes on").await);
            }
            tokio::time::sleep(PAUSE).await;
        }
        Ok(())
    }

    /// `kill -9` of the application and everything around it, as a power cut.
    pub fn kill(mut self) {
        self.driver.kill_now();
    }

    /// Closes the window as a person does, and waits until its processes are gone.
    ///
    /// # Errors
    /// When the session is gone already.
    pub async fn close(self) -> anyhow::Result<()> {
        Ok(self.client.clone().close().await?)
    }

    /// Looks again and again until `look` finds something.
    ///
    /// # Errors
    /// After [`PATIENCE`], with a picture; or at once when `look` fails.
    pub async fn until<T>(
        &self,
        what: &str,
        mut look: impl AsyncFnMut() -> anyhow::Result<Option<T>>,
    ) -> anyhow::Result<T> {
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(found) = look()
                .await
                .with_context(|| format!("looking for {what}"))?
            {
                return Ok(found);
            }
            if Instant::now() >= until {
                let what = format!("{what}: not within {} s", PATIENCE.as_secs());
                return Err(self.failed(&what).await);
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    async fn look(&self, css: &str) -> Result<Option<Element>, CmdError> {
        match self.client.find_all(Locator::Css(css)).await {
            Ok(found) => Ok(found.into_iter().next()),
            // It was replaced between being found and being named.
            Err(fault) if passes(&fault) => Ok(None),
            Err(fault) => Err(fault),
        }
    }

    async fn text_now(&self, testid: &str) -> anyhow::Result<Option<String>> {
        let read = "const one = document.querySelector(`[data-testid=\"${arguments[0]}\"]`); \
             if (!one) return null; \
             return ('value' in one && !(one instanceof HTMLButtonElement || one instanceof HTMLLIElement) \
               ? String(one.value) : one.innerText).replace(/[\\u00a0\\u202f]/g, ' ').trim();";
        let text = self.script(read, &[json!(testid)]).await?;
        Ok(text.as_str().map(str::to_owned))
    }

    /// Waits while what is found so moves: a click goes to where it was a moment before.
    async fn steady(&self, css: &str) -> anyhow::Result<()> {
        let still = "const [css, done] = arguments; let last = ''; let frames = 30; \
             const look = () => { const box = document.querySelector(css)?.getBoundingClientRect(); \
               const now = JSON.stringify(box ?? null); \
               if (now === last || frames-- === 0) return done(); \
               last = now; requestAnimationFrame(look); }; look();";
        self.script_async(still, &[json!(css)]).await?;
        Ok(())
    }

    /// The error for `what`, after leaving a picture and the page's text beside it.
    async fn failed(&self, what: &str) -> anyhow::Error {
        let page = self.js("return document.body.innerText").await;
        let page = match page {
            Ok(text) => text.as_str().unwrap_or("an empty page").to_owned(),
            Err(fault) => format!("no page: {fault:#}"),
        };
        match self.shot(&self.name) {
            Ok(file) => anyhow!("{what}\npicture: {}\npage:\n{page}", file.display()),
            Err(fault) => anyhow!("{what}\nno picture: {fault}\npage:\n{page}"),
        }
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        // An assertion of the journey failed, not a look of ours: leave a picture of that too.
        if thread::panicking()
            && let Err(fault) = self.shot(&self.name)
        {
            eprintln!("no picture of the failure: {fault}");
        }
    }
}

/// Starts a session, as soon as the driver listens.
async fn connect(port: u16, data: &Path) -> anyhow::Result<Client> {
    let options = json!({
        "application": programs::ours("relief-ledger")?,
        "args": ["--data", data],
    });
    let mut capabilities = Capabilities::new();
    capabilities.insert("browserName".into(), json!("wry"));
    capabilities.insert("tauri:options".into(), options);
    let address = format!("http://127.0.0.1:{port}");
    let until = Instant::now() + COLD;
    loop {
        // While the port is closed this fails at once; with it open it takes as long as the window.
        let started = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities.clone())
            .connect(&address)
            .await;
        match started {
            Ok(client) => return Ok(client),
            Err(fault) if Instant::now() >= until => {
                return Err(fault).context("no session with the window");
            }
            Err(_) => tokio::time::sleep(PAUSE).await,
        }
    }
}

fn free_port() -> anyhow::Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

fn selector(testid: &str) -> String {
    format!("[data-testid=\"{testid}\"]")
}

/// Whether a click failed only because the page was just changing.
fn passes(fault: &CmdError) -> bool {
    let CmdError::Standard(fault) = fault else {
        return false;
    };
    matches!(
        fault.error().as_str(),
        "element click intercepted" | "element not interactable" | "stale element reference"
    ) || fault.message.contains("Stale element")
}

/// The id inside a WebDriver element reference.
fn element_id(found: &Value) -> anyhow::Result<String> {
    let Some(id) = found
        .as_object()
        .and_then(|reference| reference.values().next())
        .and_then(Value::as_str)
    else {
        bail!("{found} is no element");
    };
    Ok(id.to_owned())
}
