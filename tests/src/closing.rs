//! Closing a window by the cross in its frame: the message that a window manager sends when it is clicked. A screen of
//! our own has no window manager, so the message is sent here.

use crate::Window;
use anyhow::Context as _;
use x11rb::{
    connection::Connection as _,
    protocol::xproto::{Atom, ClientMessageEvent, ConnectionExt as _, EventMask, Window as Id},
    rust_connection::RustConnection,
};

/// The window's title, in `tauri.conf.json`.
const TITLE: &[u8] = b"Relief Ledger";

impl Window {
    /// Clicks the cross of the frame.
    ///
    /// # Errors
    /// When no window of ours is on the screen.
    pub fn click_cross(&self) -> anyhow::Result<()> {
        let (screen, number) = x11rb::connect(Some(self.display()))?;
        let root = screen.setup().roots[number].root;
        let atom = |name: &str| -> anyhow::Result<Atom> {
            Ok(screen.intern_atom(false, name.as_bytes())?.reply()?.atom)
        };
        let window = titled(&screen, root, atom("_NET_WM_NAME")?)?
            .context("there is no window of ours on the screen")?;
        let protocols = atom("WM_PROTOCOLS")?;
        let data = [atom("WM_DELETE_WINDOW")?, x11rb::CURRENT_TIME, 0, 0, 0];
        let message = ClientMessageEvent::new(32, window, protocols, data);
        // Waits for the screen's word: what is still under way when a connection ends is lost.
        screen
            .send_event(false, window, EventMask::NO_EVENT, message)?
            .check()?;
        Ok(())
    }
}

/// The window with our title that takes part in closing, below `parent`.
fn titled(screen: &RustConnection, parent: Id, name: Atom) -> anyhow::Result<Option<Id>> {
    for window in screen.query_tree(parent)?.reply()?.children {
        let title = screen
            .get_property(false, window, name, 0u32, 0, 64)?
            .reply()?;
        let shown = screen.get_window_attributes(window)?.reply()?.map_state;
        if title.value == TITLE && shown == x11rb::protocol::xproto::MapState::VIEWABLE {
            return Ok(Some(window));
        }
        if let Some(found) = titled(screen, window, name)? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}
