/// A lot that answers several lines of an acceptance stands on one line for each. Shown whole on every one of them it
/// would be counted twice, so each shows what it takes, and the last one also what no line takes.
import type { MatchProposalLine } from '$lib/api';

export function shares(lines: readonly MatchProposalLine[]): MatchProposalLine[] {
  return lines.map((line, at) => {
    const taken = lines.slice(0, at).filter((one) => one.lot === line.lot).reduce((sum, one) => sum + one.quantity, 0);
    const last = !lines.slice(at + 1).some((one) => one.lot === line.lot);
    return { ...line, received: last ? line.received - taken : line.quantity };
  });
}
