funds-allocations = Decisions and allocations
funds-stated-totals = Stated totals beside computed ones
funds-none-title = No funds recorded
funds-none-text = A fund officer records decisions, allocations and the totals that papers state.
funds-no-totals = No stated totals recorded
funds-no-recipient = not assigned
funds-date-not-stated = date not stated
funds-allocated = allocated { $amount }
funds-nothing-allocated = nothing allocated
funds-sources = { $count ->
    [one] { $count } source
   *[other] { $count } sources
}
funds-hint = Two mentions of one decision are two sources, not two decisions.
decision-record = Record a decision
allocation-record = Record an allocation
allocation-no-decision = None recorded
total-record = Record a stated total
total-no-allocations = Record the allocations first
sources-hint = One a line: every place that states it
check-match = match
check-consistent-not-exact = consistent, not exact
check-different = different
check-explained = different, explained
check-not-comparable = not comparable
check-difference = difference { $amount }
verify-title = Verify the ledger
verify-text = Recomputes every chain, checkpoint and figure on this computer. Nothing is sent.
verify-action = Verify ledger
verify-busy = Verifying…
verify-intact = { $count ->
    [one] Intact: { $shown } entry
   *[other] Intact: { $shown } entries
}
verify-broken = Not intact
verify-head = Head:
verify-last = { $count ->
    [one] Last full check: { $when }, { $shown } entry, nothing wrong. One is made once a day while you work.
   *[other] Last full check: { $when }, { $shown } entries, nothing wrong. One is made once a day while you work.
}
verify-last-broken = Last full check: { $when }. It found something wrong.
verify-last-none = No full check has ended on this computer yet. One is made once a day while you work.
alarm-figures = Figures shown here differ from what was recorded.
alarm-figures-text = Nothing that was recorded is lost. Exports are stopped until the figures are added up again: open Reports and choose “Add up again”.
alarm-file = The ledger file is not what was recorded.
alarm-file-text = Nothing was changed. Exports are stopped. Do not delete the file; what was sent is at the server. Ask an administrator, then verify the ledger under Reports.
alarm-since = Found on { $when }.
alarm-open = Open Reports
verify-add-up = Add up again
verify-add-up-text = The figures are worked out anew from the journal. Nothing you entered is lost.
funding-report = Funding report
funding-report-text = Decisions, allocations and totals with control totals, ledger position and checkpoint.
funding-report-open = Open preview
funding-report-hint = Writes an XLSX and a CSV file of what is shown.
audit-export = Audit export
audit-export-text = All entries this computer holds, with their proof. relief-verify checks the file without this program.
audit-export-action = Export for audit
export-action = Export XLSX and CSV
export-busy = Writing…
export-done = { $count ->
    [one] { $count } file written
   *[other] { $count } files written
}
export-path = File
export-rows = Rows
export-bytes = Bytes
