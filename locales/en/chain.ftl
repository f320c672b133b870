nav-requests = Requests
nav-transports = Transports
nav-deliveries = Deliveries
nav-discrepancies = Discrepancies
kind-request = Request for assistance
kind-transport = Transport
kind-consignment = Consignment
all = All
contested = contested

stage-monitoring = monitoring
stage-activated = activated
stage-operations-ended = operations ended
stage-closed = closed
stage-draft = draft
stage-sent = sent
stage-open = open
stage-amended = amended
stage-fulfilled = fulfilled
stage-withdrawn = withdrawn
stage-received = received
stage-under-review = under review
stage-partly-accepted = partly accepted
stage-accepted = accepted
stage-declined = declined
stage-expired = expired
stage-cancelled = cancelled
stage-planned = planned
stage-notified = Part A notified
stage-running = running
stage-ended = ended
stage-applied = application filed
stage-granted = granted
stage-settled = settled
stage-rejected = rejected
stage-packed = packed
stage-dispatched = dispatched
stage-in-transit = in transit
stage-at-border = at the border
stage-arrived = arrived
stage-partly-received = partly received
stage-received-with-discrepancy = received with discrepancy
stage-diverted = diverted
stage-delayed = delayed
stage-returned = returned
stage-lost = lost
stage-sent-to-donor = sent to the donor
stage-acknowledged = acknowledged by the donor
stage-written-off = written off

why-quarantined = quarantined: it changes nothing
why-posted-before = the same came before it
why-reversed-before = it was reversed before
why-matched-before = another link stood before it
why-announced = the receipt was announced
why-confirmed-before = it was confirmed before
why-same-person = proposed and confirmed by one person
why-waiting = waits for what it refers to
why-foreign = it does not belong here
why-illegal-move = the record did not stand where this move begins
why-superseded-before = another version stood before it

move-action = Change the stage
move-title = Change the stage
move-text = The change is an entry of its own. It stays visible and cannot be edited.
move-reason-hint = Needed where something is declined, withdrawn, diverted, delayed, lost, returned or settled
move-post = Record the change
moves-title = Stages
field-stage = Stage
field-move-to = New stage

activation-move-hint = Monitoring, activated, operations ended, closed: each change is an entry.
closure-title = Before it can be closed
closure-text = Each of these keeps the activation open. Open it to settle it.
closure-text-closed = These are open although the activation is closed: left so, or come from other computers since.
closure-still-open = Still open
closure-nothing-open = Nothing is open: the activation can be closed.
closure-only-list = Nothing is left to settle but the list of what remains.
closure-open-offers = Offers without a decision
closure-open-acceptances = Acceptances that nobody has confirmed
closure-open-requests = Requests for assistance still open
closure-open-transports = Transports that have not ended
closure-open-consignments = Consignments still awaited
closure-open-receipts = Receipts of its donors that nobody has linked
closure-open-transfers = Transfers between sites, not wholly received or settled
closure-open-discrepancies = Discrepancies not settled
closure-open-returnables = Goods to be returned
closure-open-shortfalls = Sites that show less than nothing
closure-discrepancies = { $count ->
    [one] { $count } discrepancy is not settled
   *[other] { $count } discrepancies are not settled
}
remaining-title = What remains at the sites
remaining-none-title = Nothing remains at a site
remaining-none-text = An empty list is signed too: it says that nothing remains.
remaining-totals = All of each item
remaining-other = In another condition
remaining-in-kits = { $quantity } of them in kits
closure-not-signed = Nobody has signed this list yet. Sign it before the activation is closed.
closure-list-stands = The signed list says what stands now.
closure-differs = The stock has changed since the list was signed. Sign it again before the activation is closed.
closure-differs-closed = The stock has changed since the list was signed. The activation stays closed.
closure-closed-unsigned = The activation was closed without a signed list. It stays closed; the list can still be signed.
closure-cannot-sign = The list can be signed once the sites that show less than nothing have counted.
closure-sign = Sign the list
closure-sign-text = You sign that these goods remain at the sites. The signature is an entry of its own: it stays visible and cannot be edited. It moves no goods and closes nothing.
closure-sign-post = Sign
closure-close = Close the activation
closure-signed-lists = Signed lists
closure-signed-by = { $person }, { $date }
closure-lines = { $count ->
    [one] { $count } line
   *[other] { $count } lines
}
closure-list-counts = this one counts
closure-differences = Different now from what was signed
closure-difference = Difference
closure-difference-new = not on the list; { $now } now
closure-difference-gone = { $signed } signed; none now
closure-difference-less = { $signed } signed, { $now } now: { $by } less
closure-difference-more = { $signed } signed, { $now } now: { $by } more

requests-none-title = No requests recorded yet
requests-none-text = Record what the affected state asks for. A quantity nobody stated stays “not stated”.
requests-hint = A new version supersedes the old one, which stays visible.
request-record = Record a request
request-amend = New version
request-amend-title = Version { $version } of the request
request-quantity-hint = An empty quantity is recorded as not stated.
request-versions = Earlier versions
request-version-of = Version { $version }, { $date }, { $person }
request-version-hint = The version shown is the one that stands.
field-request-title = Request
field-version = Version
field-needed = What is needed
field-priority = Priority
field-needed-by = Needed by
field-entry-point = Entry point
field-specification = Specification
field-destination = Goes to
priority-urgent = urgent
priority-high = high
priority-normal = normal

field-valid-until = Valid until
field-available-from = Available from
field-transport-need = Transport needed
field-packaging = Packaging
condition-new = new
condition-used = used
weight-kg = { $amount } kg
volume-dm3 = { $amount } dm³
paste-action = Paste a table
paste-title = Paste a table
paste-text = Copy the cells in the spreadsheet and paste them here. Nothing is recorded until you record the offer.
paste-field = Cells
paste-read = Read the table
paste-summary = Rows: { $rows }. Lines understood: { $lines }. Faults: { $faults }.
paste-cell = Cell
paste-fault = What is wrong
paste-row = Row
paste-meaning = Meaning of “{ $text }”
paste-stays-text = stays text
paste-remember = Remember
paste-take = { $count ->
    [one] Take { $count } line into the form
   *[other] Take { $count } lines into the form
}
field-language = Language of the words
wording-language-en = English
wording-language-de = German
wording-language-lt = Lithuanian
wording-language-lv = Latvian
wording-language-pl = Polish
wording-language-fr = French
wording-language-cs = Czech
wording-language-et = Estonian
wording-language-fi = Finnish
wording-language-sv = Swedish

acceptance-cancelled = cancelled
acceptance-reduced = reduced
acceptance-after-withdrawal = accepted after the donor withdrew
acceptance-cancel = Cancel the acceptance
acceptance-reduce = Reduce
acceptance-reduce-text = Type what is left of a line. Lines left empty stay as they are.
acceptance-left-of = { $item }: left of { $quantity }

transports-none-title = No transports planned yet
transports-none-text = Plan a transport to watch the days by which Part A and the application are due.
transports-hint = The application is due within 15 days of the start, and before the end.
transport-plan = Plan a transport
transport-warnings = Warnings
transport-percent-hint = Per cent, from the legal text
transport-move-hint = The day of each change is the day it happened.
transport-consignments = { $count ->
    [0] No consignments
    [one] { $count } consignment
   *[other] { $count } consignments
}
field-organiser = Organised by
organiser-donor = the donor
organiser-ercc-pooled = pooled by the ERCC
organiser-commercial = a commercial carrier
field-planned-start = Planned start
field-notified-on = Part A notified
field-started-on = Started
field-ended-on = Ended
field-applied-on = Application filed
field-apply-by = Application due by
field-percent = Co-financing rate
field-legal-basis = Legal basis
warning-notification-due = { $count ->
    [one] Part A is not notified yet; the planned start is in { $count } day.
   *[other] Part A is not notified yet; the planned start is in { $count } days.
}
warning-not-notified = It is to start and Part A was not notified.
warning-started-before-notification = It started before Part A was notified.
warning-application-due = { $count ->
    [0] The application is not filed yet; today is the last day.
    [one] The application is not filed yet; { $count } day is left.
   *[other] The application is not filed yet; { $count } days are left.
}
warning-application-overdue = No application within 15 days of the start.
warning-application-late = The application was filed more than 15 days after the start.
warning-ended-without-application = It ended and no application was filed.
warning-application-after-end = The application was filed after the end.

deliveries-none-title = No deliveries to show
deliveries-none-text = Consignments are announced from a confirmed acceptance.
deliveries-hint = By the day they are expected. The last report is the last change of stage.
deliveries-open = Under way
deliveries-overdue = Overdue
deliveries-all = All
deliveries-late = { $count ->
    [one] { $count } overdue
   *[other] { $count } overdue
}
delivery-overdue = overdue
consignment-title = Consignment of { $donor }
consignment-announce = Announce a consignment
consignment-of = From the acceptance of { $donor }
consignment-open = Open the consignment
consignment-receive = Receive it
consignment-hint = Receipts say what came; the stage follows from them.
consignment-lines-hint = Leave a line empty if nothing of it is on this consignment.
consignment-contested = Two sites have posted receipts for the same lines. Both stand until the coordinator settles it.
consignment-first-eta = first expected { $date }
consignment-needs-acceptance-title = Choose an acceptance first
consignment-needs-acceptance = Open a confirmed acceptance and announce the consignment there.
field-show = Show
field-eta = Expected on
field-last-report = Last report
field-waybill = Waybill
field-dispatch-point = Dispatched from
field-dispatched = Dispatched
field-counted = Counted
field-still-expected = Still expected
field-count = Count
field-sscc = SSCC
field-weight-kg = Weight, kg
field-volume-dm3 = Volume, dm³
field-acceptance = Acceptance
receive-partial = The rest comes later: what is missing now is not short, and a line left empty is not in this receipt
receive-under-way = Announced consignments

discrepancies-none-title = No discrepancies to show
discrepancies-none-text = What is over, short, damaged, wrong, expired or refused on a receipt appears here.
discrepancies-hint = A discrepancy is settled once the site and the coordinator have both said so.
discrepancies-unsettled = Not settled
discrepancy-over = over
discrepancy-short = short
discrepancy-damaged = damaged
discrepancy-wrong-item = wrong item
discrepancy-expired = expired
discrepancy-refused = refused
discrepancy-by-site = the site says: { $stage }
discrepancy-by-coordination = the coordinator says: { $stage }
field-action = Action

column-dispatched = Dispatched
column-in-transit = In transit
column-requested = Requested
matrix-requested = Asked for
matrix-requests = Requests

handling-units = Pallets and boxes
paste-file = Spreadsheet file
paste-file-hint = An XLSX file is read instead of what is pasted; its first sheet.
closed-acceptance = The activation is closed. Nothing more is confirmed, reduced or announced for it; what was never confirmed may still be cancelled, and what is on the way may be received.
closed-offer = The activation is closed. Nothing more of this offer is taken; it may still be declined or withdrawn.
closed-request = The activation is closed. Nothing new is asked; the request may still be ended.
closed-transport = The activation is closed. A transport that ran may still be ended, applied for and settled; none is started.
closed-consignment = The activation is closed. What is on the way may still be followed to its end and received.
consignment-closed-title = Nothing more is announced
consignment-to-acceptance = Open the acceptance
activation-none-open-title = No activation is open
activation-none-open-text = Something new is recorded only under an activation that was activated and not closed.
paste-group = { $group } (group only)
offer-again = Put right
offer-again-continue = Record again
offer-again-text = An offer that was recorded is never changed. A wrong one is withdrawn, and recorded again as it should be. The withdrawn one stays to be seen.
offer-again-step-1 = Step 1 of 2: withdraw this offer, and say why. Step 2: a form opens with everything it said, to be put right and recorded.
offer-again-step-2 = Step 2 of 2: put right what was wrong and record the offer. It is recorded in place of the withdrawn
offer-again-withdraw = Withdraw and go on
offer-again-reason = Recorded wrongly; recorded again
offer-again-taken = Something of this offer is proposed or accepted. That stays with this offer and would count twice beside a new one. Cancel those acceptances first; if goods have come already, keep this offer and record only what is missing as another.
offer-again-already = Later offers of this donor stand under the same activation. If one of them was recorded in place of this one, nothing is left to do: recorded once more, it would count twice.
offer-again-anyway = Record again all the same
offer-others = Other offers of this donor
