/// A lot that answers several lines of an acceptance, or that came with several consignments, stands on one line for each.
/// Shown whole on every one of them it would be counted twice, so each shows what it takes, and the last one also what no
/// line takes.
import type { MatchLineRequest, MatchProposalConsignment, MatchProposalLine } from '$lib/api';

const sum = (lines: readonly MatchProposalLine[]) => lines.reduce((all, one) => all + one.quantity, 0);

export function shares(lines: readonly MatchProposalLine[]): MatchProposalLine[] {
  return lines.map((line, at) => {
    const before = lines.slice(0, at).filter((one) => one.lot === line.lot);
    const after = lines.slice(at + 1).filter((one) => one.lot === line.lot);
    const alike = (one: MatchProposalLine) => one.acceptance_line === line.acceptance_line;
    const accepted = line.accepted === null ? null : after.some(alike) ? line.quantity : line.accepted - sum(before.filter(alike));
    return { ...line, received: after.length ? line.quantity : line.received - sum(before), accepted };
  });
}

/** Consignments with which all that a line links may have come. */
export function carriers(consignments: readonly MatchProposalConsignment[], line: MatchProposalLine): MatchProposalConsignment[] {
  return consignments.filter((one) => one.acceptance_line === line.acceptance_line && (one.left >= line.quantity || one.consignment_line === line.consignment_line));
}

/** By what a row is known when the proposals are read again: rows come and go, and its number with them. */
export const keyOf = (receipt: string, line: MatchProposalLine) => [receipt, line.lot, line.acceptance_line, line.consignment_line].join('/');

/** A lot stands on two rows that differ only in what it came with; where a person says the same of both, they are one line. */
export function addedUp(lines: readonly MatchLineRequest[]): MatchLineRequest[] {
  const found: MatchLineRequest[] = [];
  for (const line of lines) {
    const same = found.find((one) => one.lot === line.lot && one.acceptance_line === line.acceptance_line && one.consignment_line === line.consignment_line);
    if (same) same.quantity += line.quantity;
    else found.push({ ...line });
  }
  return found;
}
