early-title = The window could not be built
early-kept = Nothing that was posted is lost: the ledger is on disk and was not touched.
early-next = Try again. If this page comes back, send the text below to whoever looks after this computer.
early-again = Try again
early-slow = The program behind the window has not answered for 8 seconds. It may still be opening the ledger.
