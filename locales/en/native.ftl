# Said by the desktop's own dialog when no page can be painted. One line each, no arguments.
native-blank-title = The window stays blank on this computer.
native-blank-text = Nothing you entered is lost: it is stored on this computer. Update the graphics driver or the package libwebkit2gtk-4.1-0, then start Relief Ledger again.
