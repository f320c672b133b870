receive-title = Receive without announcement
receive-title-announced = Receive from { $donor }
receive-expected = Expected deliveries
receive-none-title = No deliveries announced for this site
receive-none-text = If goods are at the gate, receive them without announcement. A coordinator links them to the donor's offer later.
receive-unannounced = Receive without announcement
receive-unannounced-chip = not announced
receive-unannounced-hint = Goods that nobody announced are received just the same.
receive-drafts = { $count ->
    [one] { $count } draft of a receipt is kept.
   *[other] { $count } drafts of receipts are kept.
}
receive-review = Review and post
receive-accept-line = Accept what is expected on this line
receive-accept-all = Accept all expected
receive-damage = Damaged on this line
receive-totals = Counted { $counted }
receive-totals-of = Counted { $counted } of { $expected }
receive-open = { $count ->
    [one] { $count } line open
   *[other] { $count } lines open
}
receive-differences = { $count ->
    [one] { $count } difference
   *[other] { $count } differences
}
receive-left-out = { $count ->
    [one] { $count } line is not in this receipt: it comes later
   *[other] { $count } lines are not in this receipt: they come later
}
line-done = received before
line-left-out = not in this receipt
receipt-linked = linked to an acceptance
receipt-provisional = not linked yet
receipt-bought = bought
review-title = Post this receipt?
review-text = A posted receipt cannot be changed, only reversed.

issue-post = Post issue
issue-no-points = No distribution point yet: add one.
issue-add-point = Add a point
issue-add-point-text = A place goods are given out to, such as a dormitory block. Never the name of a person in need.
issue-save-point = Add
issue-nothing-title = There is nothing to issue
issue-nothing-text = Receive goods first. Damaged goods are not issued.
issue-lines = { $count ->
    [one] { $count } line
   *[other] { $count } lines
}
issue-remains = { $remaining } remain
issue-too-many = Only { $available } there

stock-none-title = Nothing in stock
stock-none-text = Stock appears with the first receipt posted at this site.
stock-lots = Lots
stock-show-lots = Lots of { $item }
stock-card = Stock card
stock-card-none = No movements
stock-card-none-text = This item was never received at this site.
back-to-stock = Back to stock
lot-batch = batch { $batch }
lot-expiry = expires { $date }
