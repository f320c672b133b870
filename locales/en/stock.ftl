choose = Choose …
kind-stock-move = Stock movement

condition-quarantine = held back
condition-expired = expired
condition-recalled = recalled
movement-internal-move = Moved
movement-condition-change = Condition changed
movement-consumption = Used here
movement-transfer-out = Sent to another site
movement-transfer-in = Came from another site
movement-return-from-user = Returned by users
movement-return-to-donor = Returned to donor
movement-loan-out = Lent out
movement-loan-back = Loan came back
movement-loss = Written off
movement-disposal = Disposed of
movement-count-gain = Count found more
movement-count-loss = Count found fewer
movement-kit-build = Built into a kit
movement-kit-break = Taken from a kit
movement-repack = Repacked
movement-ownership-change = Changed owner
movement-opening = Opening stock

move-internal-move = Move within the site
move-condition-change = Change the condition
move-consumption = Use at the centre
move-return-from-user = Returned by users
move-return-to-donor = Return to the donor
move-loan-out = Lend to a partner
move-loan-back = Loan comes back
move-loss = Write off
move-disposal = Dispose of
move-ownership-change = Change of owner
move-repack = Repack
movement-post = Post
move-nothing-title = There is nothing that can go this way
move-nothing-text = Used and lent out is only what is good. Look at the stock list for what is there.
move-not-approved = not approved: posts nothing

action-internal-move = Move
action-condition-change = Condition
action-consumption = Use
action-loan-out = Lend
action-loan-back = Loan came back
action-loss = Write off
action-disposal = Dispose
action-return-to-donor = Return
action-ownership-change = Owner
action-return-from-user = Returned by users

cause-theft = theft
cause-transit = lost on the road
cause-damage = damage
cause-expiry = expiry
cause-spoilage = spoilage
cause-recall = recall
cause-sample = sample taken
cause-issued-without-record = issued without record
cause-distributed-without-record = distributed without record
cause-unknown = unknown

node-site = at a site
node-transit = on the road
node-distributed = with users
node-consumed = used by the site
node-partner = lent to
node-returned = returned to
node-loss = lost: { $cause }
node-disposed = disposed of
node-kit = inside kits
node-variance = difference of a count
node-donor = donor
node-supplier = supplier
node-unknown = unknown source

place-none = no named place
place-none-yet = This site has no named places. Name one from the stock list.
place-add = Name a place
place-add-text = An area of the site, such as a hall or a tent, or a shelf or bin in an area.
place-is-area = none: it is an area itself
field-spot = Place
field-place-name = Name of the place
field-parent = In the area
field-to-place = To the place
field-to-condition = New condition
field-lot = Lot
field-cause = Cause
field-report = Report no.
field-certificate = Certificate
field-due-on = Due back on
field-from-party = From
field-to-party = To
field-moved-from = From
field-moved-to = To
field-where = Where
field-given = Given
field-outstanding = Still out
field-approved-by = Approved by
field-quarantine = Held back
field-expired = Expired
field-recalled = Recalled
field-second = Second person
field-second-pin = PIN of the second person

second-title = A second person approves this
second-text = Somebody else than you: a site head or coordinator types the PIN on this computer.
second-nobody = Nobody else who may approve works on this computer.

lot-title = { $item }: one lot
lot-trace = Way of the lot
lot-now = Where it is now
lot-expired = expired
lot-donor-unknown = donor not known
field-title-holders = Title
lot-title-held = Title: { $holders }
title-nobody-named = nobody named
title-contradicts = contradictory: more was handed on than was held
title-hint = Who owns how many of the units received, wherever they are. It changes by handover certificates alone.
donor-goods = Donor’s goods
donor-goods-none-title = Nothing given or sold by this party has been received
field-donor-or-supplier = Donor or supplier
donor-goods-none-text = Its goods appear with the first receipt that this computer holds.
returnables = To be returned
returnables-none-title = Nothing has to be returned
returnables-none-text = Here stand goods that donors gave on loan and goods that sites have lent out.
returnables-overdue = overdue
returnable-owed-to-donor = loan of the donor
returnable-lent-out = lent out

problem-approver-missing = This needs a second person: choose who approves, and let them type their PIN. Nothing was posted; the form is kept.
problem-approver-is-preparer = { $name } prepared this and cannot approve it too. Another person has to. Nothing was posted.
problem-place-unknown = This place is not one of the site. Choose one from the list. The form is kept.
problem-lot-unknown = The lot is missing or not at this site. Choose one from the list. The form is kept.
problem-lot-expired = { $item } expired on { $date } and is not good any more. Nothing was posted; choose another lot or condition.
problem-not-good = { $item }: only good stock goes this way, this is { $condition ->
    [damaged] damaged
    [quarantine] held back
    [expired] expired
   *[recalled] recalled
}. Nothing was posted.
problem-still-good = { $item } is still good. Change its condition first, with a reason, or write it off. Nothing was posted.
problem-not-there = { $item }: { $asked } asked, only { $available } there. Nothing was posted; lower the quantity.
problem-same-place = { $item } is in that place already. Choose another one. The form is kept.
problem-same-condition = { $item } has that condition already. Choose another one. The form is kept.
problem-same-party = Both parties are the same. Choose another one. The form is kept.
problem-same-packaging = The packaging is the same before and after. Choose another one. The form is kept.
problem-due-too-early = { $date } is before the day of the loan. Correct the date. The form is kept.
problem-condition-missing = Say which condition the goods are in now. The form is kept.
problem-cause-missing = Say what became of the goods. The form is kept.
problem-report-missing = A loss needs the number of its report: of the police, the carrier or your own. The form is kept.
problem-certificate-missing = The certificate is missing. Type its number or text. The form is kept.
problem-packaging-missing = A packaging is missing. Choose the one before and the one after. The form is kept.
problem-packaging-not-here = That packaging version is not known on this computer. Choose another one, or count in base units. The form is kept.
problem-packaging-other-item = That packaging is not one of { $item }. Choose one of its own, or count in base units. The form is kept.
problem-packs-missing = A packaging is chosen and no pack was counted. Write the number of packs, or count in base units. The form is kept.
problem-packs-other-quantity = Packs: { $packs }, loose: { $loose }. They come to { $comes }, and the line says { $quantity }. Count the packs again. The form is kept.
problem-override-missing = { $item }: another lot expires first. Say why this one goes instead. Nothing was posted; the form is kept.
lot-first-out = first to expire

action-repack = Repack
field-from-packaging = From packaging
field-to-packaging = To packaging
packaging-choose = choose how it is packed
packs-of = { $packs } of { $content }
packs-and-loose = { $packs } + { $loose } loose
packs-base = { $count ->
    [one] { $shown } unit pack
   *[other] { $shown } unit packs
}
packs-inner = { $count ->
    [one] { $shown } inner pack
   *[other] { $shown } inner packs
}
packs-carton = { $count ->
    [one] { $shown } carton
   *[other] { $shown } cartons
}
packs-pallet = { $count ->
    [one] { $shown } pallet
   *[other] { $shown } pallets
}
pack-base = unit pack of { $content }
pack-inner = inner pack of { $content }
pack-carton = carton of { $content }
pack-pallet = pallet of { $content }
pack-of = pack of { $content }
packs-unknown = { $count ->
    [one] { $shown } pack of a packaging that has not arrived here yet
   *[other] { $shown } packs of a packaging that has not arrived here yet
}
packs-contradict = The packs that were written do not come to this quantity. The quantity counts.
packs-counted-in = Counted in
packs-loose = Loose beside them
packs-beside = + loose
packs-none = base units
packs-came = Came in
repack-none-yet = Choose a line first. Packagings of its item are kept in the catalogue.
limits = Limits
limits-text = Above a limit a second person types a PIN on the same computer.
limit-of = Limit of
limit-units = Units of one item
limit-hint = One person alone decides up to this many; 0 asks for a second person every time.
limit-none = not set: always two persons
limit-set = Set the limit
limit-write-off = Write-off
limit-count-variance = Difference of a count
issue-served = Persons served
issue-served-hint = How many, never who. What was not counted stays empty.
served-women = Women
served-men = Men
served-girls = Girls
served-boys = Boys
served-infants = Infants
served-households = Households
served-kits = Kits handed out
stock-all-every = All
stock-all-find = Name, code or group
stock-all-count = { $count ->
    [one] { $count } item
   *[other] { $count } items
}
stock-all-sites = Sites where { $item } stands
stock-all-site-stock = All stock of this site
stock-all-none-text = As soon as a site has received goods, they stand here.
stock-all-none-found = Nothing stands here that fits
stock-all-none-found-text = No site has goods that fit all that is chosen above.
stock-all-everything = Show everything
stock-all-more = Show more ({ $count })
field-sites = Sites
reserve-nothing-here = What stands at a site can be reserved there. Choose another site, or receive goods first.
