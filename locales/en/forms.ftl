problem-title = This has to be put right first
post = Post
record = Record
keep-draft = Keep draft
back-to-form = Back to the form
draft-offered = Draft of { $when } kept. Go on with it?
draft-continue = Continue
draft-discard = Discard
draft-kept = Draft · kept { $time }
draft-not-kept = The draft could not be kept
draft-of-no-form = a form that this version does not have
date-hint = Day, month, year; t for today
combobox-none = Nothing fits. Choose from the list.
money-qualifier = how exact
money-currency = currency
confirm-date-title = Is this date right?
confirm-date-change = Change the date
confirm-date-right = The date is right
line-add = Add an item
line-field = Line { $line }: { $field }
line-state = State
line-new = new line
line-open = not counted yet
line-unreadable = cannot be read
line-ok = as it should be
line-differs = differs
line-short = { $count } short
line-over = { $count } over
line-details = Details
more-lines = { $count ->
    [one] { $count } more line
   *[other] { $count } more lines
}
document-permanent = Posted documents stay as they are. A mistake is undone by a reversal that stays visible.
proof-title = Proof of this entry
proof-device = Computer
proof-scope = Scope
proof-seq = Number in its stream
proof-pos = Position at the server
proof-pos-none = none yet
proof-hash = SHA-256 of the entry
quarantined-text =
    The server set this entry aside: { $reason ->
        [device-revoked] this computer had been shut out when the entry came.
        [scope-not-writable] this computer may not write there.
        [scope-unknown] the server does not know the site it is for.
        [body-unreadable] the server cannot read what it says.
        [kind-not-allowed] such an entry belongs elsewhere, or to another role.
        [readers-not-allowed] it goes to others than those it concerns.
        [role-not-on-device] its author’s role is not one of this computer.
        [person-unknown] the server does not know its author.
        [role-not-granted] its author did not hold that role there.
       *[other] { $reason }.
    } Nothing is lost; an administrator decides.
reversed-by = reversed by { $number }
reversal-note = Reversed by { $number }. Reason: { $reason }
reverse-action = Reverse
reverse-title = Reverse { $number }?
reverse-text = The document stays, struck through, with the number of its reversal beside it. Stock goes back to what it was.
reverse-post = Post the reversal
documents-all = All kinds
documents-filter = Filter by number, party or site
documents-none = No documents yet
documents-none-text = What is received, issued or recorded appears here at once.
documents-none-found = Nothing fits the filter
documents-none-found-text = Shorten the text or choose all kinds.
documents-newer = Newer
documents-older = Older
