//! Scripts in the page, and what WebKit's driver makes of them.

use crate::Window;
use fantoccini::error::CmdError;
use serde_json::Value;
use std::time::Duration;

/// So often a script is run again whose result the driver lost.
const TRIES: u32 = 5;
/// Between two tries.
const PAUSE: Duration = Duration::from_millis(200);

impl Window {
    /// Runs a script in the page and gives what it returns.
    ///
    /// # Errors
    /// When it throws or the session is gone.
    pub async fn js(&self, script: &str) -> anyhow::Result<Value> {
        self.script(script, &[]).await
    }

    /// The same, with `arguments`.
    ///
    /// # Errors
    /// When it throws or the session is gone.
    pub(crate) async fn script(&self, script: &str, arguments: &[Value]) -> anyhow::Result<Value> {
        again(async || self.client.execute(script, arguments.to_vec()).await).await
    }

    /// Runs a script that gives what it found to its last argument, a function.
    ///
    /// # Errors
    /// When it throws, calls nobody, or the session is gone.
    pub(crate) async fn script_async(
        &self,
        script: &str,
        arguments: &[Value],
    ) -> anyhow::Result<Value> {
        again(async || self.client.execute_async(script, arguments.to_vec()).await).await
    }
}

/// Now and then, under load, WebKit's driver hands on an empty text where a result was; the next time it does not. So a
/// script of a test reads, or does what may be done twice.
async fn again(mut run: impl AsyncFnMut() -> Result<Value, CmdError>) -> anyhow::Result<Value> {
    for _ in 1..TRIES {
        match run().await {
            Err(CmdError::Standard(fault))
                if fault.message.contains("Could not parse script result") =>
            {
                tokio::time::sleep(PAUSE).await;
            }
            other => return Ok(other?),
        }
    }
    Ok(run().await?)
}
