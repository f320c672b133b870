product = Relief Ledger
demo = DEMO
skip = Skip to the page
close = Close
cancel = Cancel
loading = Loading
loading-long = Still reading. This takes longer than usual.
try-again = Try again
read-failed = This could not be read
copied = Copied
copy-failed = The clipboard took nothing; mark the text and copy it by hand
copy-details = Copy details
preview = Preview
none = None
language-en = English
language-lt = Lietuvių

nav-label = Work
nav-today = Today
nav-receive = Receive
nav-issue = Issue
nav-stock = Stock
nav-stock-all = Stock at all sites
nav-documents = Documents
nav-activation = Activation
nav-offers = Offers
nav-reconcile = Reconcile
nav-matrix = Matrix
nav-funds = Funds
nav-reports = Reports

menu-language = Language
menu-theme = Appearance
menu-lock = Lock this screen
menu-sign-out = Sign out
theme-system = System
theme-light = Light
theme-dark = Dark

shortcuts-title = Keyboard shortcuts
shortcut-refresh = Read all figures again
shortcut-back = Back

palette-title = Find or do…
palette-hint = Number, donor, item or action
palette-actions = Action
palette-documents = Document
palette-items = Item
palette-none = Nothing found. Try a document number, a donor or an item.
search-short = Words of one or two letters are looked for in the newest 20,000 documents only; a third letter looks in all.

failure-title = Something went wrong in the window
broken-title = The ledger cannot be opened
broken-intro = Nothing was changed. What is stored stays as it is until this is settled.
broken-problem = What is wrong
broken-folder = Data folder:
enrol-title = Enrol this computer
enrol-intro = Your administrator gave you a one-time code and the server's address. The server has to be reachable this once; afterwards you can work without a connection.
enrol-address-hint = As given, for example relief.example.org:8443
enrol-code-hint = 28 letters and digits; capitals and hyphens do not matter
enrol-name-hint = How others will know it, for example “Pabradė store 1”
enrol-passphrase-hint = Protects the ledger on this disk if the computer has no key store of its own. Keep it: without it the file cannot be opened.
enrol-action = Enrol
enrol-busy = Enrolling and reading the catalogue…
unlock-title = Unlock the ledger
unlock-intro = The ledger on this computer is encrypted. Type its passphrase.
unlock-action = Unlock
sign-in-title = Who is working?
sign-in-intro = Choose your name and type your PIN.
sign-in-who = People
sign-in-nobody = Nobody may work on this computer yet. An administrator grants a role at the server; it arrives with the next exchange.
sign-in-action = Sign in
sign-in-set-pin = Set PIN and sign in
sign-in-first-time = First time here, or PIN forgotten: use your code
sign-in-have-pin = I have a PIN
sign-in-code-hint = 8 letters and digits from your administrator
sign-in-pin-hint = 4 to 8 digits that only you know
sign-in-locked-until = Too many wrong tries. Try again after { $when }.
locked-title = Locked
locked-intro = Your work is kept. Type your PIN to go on where you were.

today-title = Today · { $date }
today-expected = Expected
today-none-text = A delivery appears here when a coordinator has accepted an offer for this site.
today-lines = { $count ->
    [one] { $count } line
   *[other] { $count } lines
}
today-needs-you = Needs you
today-clock = This computer's clock looks wrong. Check date and time; work can go on.
today-links = { $count ->
    [one] { $count } unannounced receipt can be linked to an accepted offer
   *[other] { $count } unannounced receipts can be linked to accepted offers
}
today-transports = { $count ->
    [one] { $count } transport has a deadline that is due or missed
   *[other] { $count } transports have a deadline that is due or missed
}
today-confirm = { $donor }: { $by } proposes to accept; a second person has to confirm
today-unsent = { $count ->
    [one] { $count } document is on this computer and will be sent when the server can be reached
   *[other] { $count } documents are on this computer and will be sent when the server can be reached
}
today-draft = Draft: { $kind }, { $when }
today-calm = Nothing waits for you.

no-permission-title = You can see this, but not change it.
no-permission-page = This page belongs to another role.
no-permission-text = Who can: { $roles }. Ask one of them, or ask an administrator for the role.

as-of = As of { $when } ({ $age } ago)
as-of-never = This computer has not exchanged with the server yet
as-of-position = position { $position }
as-of-unconfirmed = { $count ->
    [one] { $count } entry of this computer not confirmed yet, counted in
   *[other] { $count } entries of this computer not confirmed yet, counted in
}
age-minutes = { $count } min
age-hours = { $count } h
age-days = { $count } d

sync-title = Exchange with the server
sync-problem = The server cannot take the documents
sync-progress = Progress of the exchange
sync-explain = A document goes from “On this computer” to “Sent” to “Confirmed by server”. Nothing waits for the network: you can go on working.
sync-unsent-title = { $count ->
    [0] Everything is sent
    [one] { $count } entry not sent
   *[other] { $count } entries not sent
}
sync-unsent-none = Nothing waits to be sent.
sync-unsent-other = { $count ->
    [one] { $count } entry that is not a document, such as a new distribution point
   *[other] { $count } entries that are not documents, such as new distribution points
}
sync-last = Last exchange { $when }
sync-never = No exchange with the server yet.
sync-log = Last exchanges
sync-log-line = { $sent } sent, { $received } received
sync-log-none = None yet.
sync-send-now = Send now
sync-reading = Looking…
sync-reason-unknown = no reason given
sync-stuck = Cannot send: { $reason }
sync-stuck-unsent = { $count } not sent · Cannot send: { $reason }
sync-copy = Copy for support
sync-close-title = Documents not sent
sync-close-text = { $count ->
    [one] { $count } document is stored on this computer and will be sent next time.
   *[other] { $count } documents are stored on this computer and will be sent next time.
}
sync-close-action = Close
sync-asking = Asking the server…
sync-unsent-asking = { $count } not sent · asking the server…
sync-sending = Sending { $done } of { $total }
sync-receiving = Receiving { $done } of { $total }
sync-unsent = { $count } not sent
sync-unsent-offline = { $count } not sent · offline { $age }
sync-unsent-never = { $count } not sent · offline
sync-offline = All sent · offline { $age }
sync-offline-never = Offline · nothing to send
sync-all-sent = All sent · { $time }
sync-nothing = Nothing to send
