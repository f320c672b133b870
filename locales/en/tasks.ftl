nav-tasks = Tasks
tasks-count = { $count } of yours
tasks-open = Open
tasks-settled = Settled
tasks-mine = Only mine
tasks-none-title = Nothing is to be settled
tasks-none-text = Where computers that were apart have said different things, it appears here.
tasks-settled-none-title = Nothing was settled yet
tasks-settled-none-text = What was settled stays here while its cause is there.
tasks-hint = Nothing is settled by itself. What you decide is recorded with your name and reason.
tasks-in-vain = Somebody had settled this before you. Your decision is kept and changes nothing:
tasks-today = { $count ->
    [one] One task waits for you
   *[other] { $count } tasks wait for you
}
task-field = Task
task-about = About
task-latest = Latest
task-owner = Whose
task-office = Coordination office
task-state-open = to be settled
task-state-reopened = opened again
task-state-settled = settled
task-yours = yours
task-reopened-text = It was settled, and something came that was not known then. Please look at it again.
task-needs-role = You can read this. It is for others to settle.

task-receipt-contested = Received twice
task-stock-short = More issued than was there
task-acceptance-contested = Promised twice
task-accepted-after-withdrawal = Accepted after its withdrawal
task-expiry-differs = One batch, several expiry dates
task-records-similar = Perhaps one and the same
task-item-proposed = Another name proposed
task-count-overlapped = Moved before a count
task-clock-wrong = Clock wrong by days
task-needs-update = Entries of a newer program
task-dispatch-reversed = Taken back after it had arrived
task-reversal-asked = You are asked to reverse
task-count-asked = You are asked to count

task-receipt-contested-text = Several sites received the same line of { $words }. All receipts stand and all of it is in stock.
task-stock-short-text = Two computers issued the same goods, and people have them. The lot is not issued again before it is counted.
task-acceptance-contested-text = More was accepted of { $words } than the donor offers. The first that the server took counts; the others wait for your decision.
task-accepted-after-withdrawal-text = The donor had withdrawn { $words } when it was accepted. It is left out of planning until you decide.
task-expiry-differs-text = Several dates were typed for batch { $words }. The earliest decides what is issued until somebody has read the label.
task-records-similar-text = Two records of the catalogue look alike. Merge them in the catalogue, or say that they are two.
task-item-proposed-text = A site would call { $words } otherwise. The central text stays in use until the proposal is settled.
task-count-overlapped-text = Another computer recorded a movement before { $words }, and the counter had not seen it. Nothing was changed by itself.
task-clock-wrong-text = The clock of { $words } was wrong by days. The business dates stay as they were typed. Confirm them, or reverse what is wrong and post it again.
task-needs-update-text = Somebody works with a newer program and wrote what this one cannot read. It is kept and passed on. Update this program; until then documents that it is about cannot be changed here.
task-dispatch-reversed-text = The sender took { $words } back without knowing that it had been received. The receipt stands.
task-reversal-asked-text = The coordination office asks you to reverse { $words }. The document is yours; nobody else changes it.
task-count-asked-text = The goods of { $words } are with the receiver, and your book has them too. Please count the lot.

task-versions-title = What was recorded
task-counts = counts as things are
task-counts-not = does not count as things are
task-recorded = Recorded
task-accepted-at = Taken by the server
task-expiry = Expiry
task-no-expiry = no date
task-why = Reason
task-go = Open where it ends

task-choices-title = What you can decide
task-choice-confirm-split = The goods were split: all receipts stand
task-choice-ask-reversal = Ask { $site } to reverse { $number }
task-choice-keep-one = Keep the goods for { $number } alone
task-choice-keep-all = Keep all: the donor gives as much
task-choice-stand-by-donor = Stand by the donor’s word: it stays out of planning
task-choice-donor-confirmed = The donor gives it after all
task-choice-label-says = The label says { $date }
task-choice-different = They are two different things
task-choice-explains = The movement explains the difference: the count is to be reversed
task-choice-does-not-explain = The movement has nothing to do with it
task-choice-confirm-date = The business dates are right
task-choice-receipt-stands = The receipt stands: ask { $site } to count
task-effect-stock = Stock in { $site }: { $from } → { $to }
task-effect-received = Received in all: { $from } → { $to }
task-effect-planned = Planned for { $site }: { $from } → { $to }
task-effect-difference = Unexplained difference: { $from } → { $to }
task-reason-hint = Whom you asked, and what you saw.
task-settle = Settle

task-decisions-title = What was decided
task-decision-counts = counts
task-decision-in-vain = came second and changes nothing
