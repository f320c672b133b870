activation-record = Record an activation
activation-title = Activation by { $state }
activation-none-title = No activation recorded
activation-none-text = Record the request for assistance first; offers answer it.
activation-hint = An activation is recorded once, with the day of the request.
activation-hazard-hint = In the words of the request
activation-glide-hint = Of the disaster: two letters, year, six digits, country, such as CE-2021-000100-LTU
activation-offers = { $count ->
    [0] No offers yet
    [one] { $count } offer
   *[other] { $count } offers
}
offer-record = Record an offer
offer-title = Offer of { $donor }
offer-proposed = waits for confirmation
offer-needs-activation = An offer answers an activation.
offers-count = { $count ->
    [one] { $count } offer
   *[other] { $count } offers
}
offers-none-title = No offers yet
offers-none-text = Record an offer as it came, in the donor's words. A quantity nobody stated stays “not stated”.
offers-hint = Open an offer to accept it for a site.
acceptance-proposed = proposed
acceptance-confirmed = confirmed
acceptance-by = proposed by { $proposer }
acceptance-conditions = Conditions: { $conditions }
acceptance-confirmed-by = confirmed by { $approver }
acceptance-nobody-yet = nobody yet
acceptance-four-eyes = An acceptance counts only when a second person has confirmed it.
propose-action = Accept for a site
propose-title = Accept for a site
propose-text = Leave a quantity empty to leave the line. Nothing is expected until a second coordinator confirms.
propose-conditions-hint = For both people to see before the second confirms
propose-post = Propose
propose-split = Another site
propose-site-above = as above
confirm-action = Confirm
confirm-title = Confirm as the second person
confirm-text = { $proposer } proposed this. Another coordinator confirms with a PIN on this computer.
confirm-nobody = No other coordinator may work on this computer. Ask an administrator, or confirm on another computer.
confirm-post = Confirm the acceptance
reconcile-count = { $count ->
    [one] { $count } receipt to look at
   *[other] { $count } receipts to look at
}
reconcile-link = Link
reconcile-linked = { $number } is linked.
reconcile-acceptance = Accepted offer
reconcile-no-acceptance = no acceptance of this donor fits
reconcile-line-none = not in the acceptance
reconcile-exact = as accepted
reconcile-came-with = Came with
reconcile-unannounced = no announced consignment
reconcile-none-title = Every receipt is linked
reconcile-none-text = A receipt that came without announcement appears here beside the accepted offer it answers.
reconcile-tab-open = To link
reconcile-tab-linked = Linked
link-otherwise = Link otherwise
link-title = Link { $number }
link-text = A receipt has one link at a time. It names one accepted offer of the donor and may share the goods out over several of its lines and consignments. What is shared out to no line stays unlinked; to change that later, withdraw the link and link anew.
link-none-title = Nothing to link it to
link-none-text = No confirmed acceptance of this donor still expects an item of this receipt.
link-line = Counts for
link-expected = { $site } · { $count } still expected
link-nowhere = no line, stays unlinked
link-all = all linked
link-left = { $count } not linked
link-beyond = { $count } more than received
link-split = Share out
link-remove = Remove
link-post = Link
link-find = Find a link by receipt, donor or site
links-none-title = Nothing is linked yet
links-none-text = A link made on the first tab appears here, and is opened here to be withdrawn.
match-title = Link of { $number }
match-idle = does not count
match-withdraw = Withdraw the link
match-open = Look at the link
match-hint = A link moves no goods. Withdrawing it stays visible, and the receipt waits for its link again.
match-again = This link does not count. Where its receipt waits for another one, it stands under Reconcile.
field-linked = Linked
field-unlinked = Not linked
matrix-donors = { $donors } donors · { $members } Member States, { $participating } participating
matrix-group = { $group } (group)
matrix-whole-offer = Whole offer
matrix-at-least = ≥ { $count }
matrix-cell = { $donor }, { $item }, { $column }: { $value }
matrix-legend = “not stated”: recorded, but without a number. “–”: none recorded. ◇: some of it is not linked to an acceptance yet. Enter on a figure shows its documents.
matrix-none-title = Nothing offered or received yet
matrix-none-text = The matrix fills with the first offer or receipt.
cell-none-text = No document stands behind this figure.
cell-newest = The newest { $shown } of { $total } documents.
