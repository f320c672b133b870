/// A link as a person shares it out: which units of which lot count for which line of one acceptance, and with which
/// consignment they came. A receipt has one link at a time, so one form holds all of it.
import { newId, problem, type MatchCandidate, type MatchCandidateLine, type MatchLineRequest, type MatchProposalLine, type Problem } from '$lib/api';
import { isEmpty, parseQuantity } from '$lib/parse/quantity';

export interface Share {
  key: string;
  lot: string;
  /** The line of the acceptance; empty: these units stay unlinked. */
  line: string;
  /** The line of a consignment; empty: none that was announced. */
  carrier: string;
  quantity: string;
}

export const blankShare = (lot: string): Share => ({ key: newId(), lot, line: '', carrier: '', quantity: '' });

/** Every lot once, as it was received. */
export function lotsOf(candidate: MatchCandidate): MatchProposalLine[] {
  return candidate.suggested.filter((line, at, all) => all.findIndex((one) => one.lot === line.lot) === at);
}

/** Lines of the acceptance that a lot may count for. */
export const linesFor = (candidate: MatchCandidate, item: string): MatchCandidateLine[] => candidate.lines.filter((line) => line.item === item);

/** What is suggested, to begin with. A lot for which the acceptance has no line has no share. */
export function suggested(candidate: MatchCandidate): Share[] {
  return candidate.suggested
    .filter((line) => linesFor(candidate, line.item).length > 0)
    .map((line) => ({ key: newId(), lot: line.lot, line: line.acceptance_line ?? '', carrier: line.consignment_line ?? '', quantity: line.quantity > 0 ? String(line.quantity) : '' }));
}

const counted = (share: Share) => (share.line === '' ? 0 : (parseQuantity(share.quantity).value ?? 0));

/** Units of a lot that no share takes; below 0 where more is shared out than was received. */
export function unlinked(lot: MatchProposalLine, shares: readonly Share[]): number {
  return shares.filter((one) => one.lot === lot.lot).reduce((left, one) => left - counted(one), lot.received);
}

/** A share that is left out: what it stands for stays unlinked. */
const isBlank = (share: Share) => share.line === '' || isEmpty(share.quantity);

/** `places`: of each line that is sent, its number on screen. */
export function readShares(shares: readonly Share[]): { lines: MatchLineRequest[]; places: number[]; problems: Problem[] } {
  const lines: MatchLineRequest[] = [];
  const places: number[] = [];
  const problems: Problem[] = [];
  shares.forEach((share, at) => {
    if (isBlank(share)) return;
    const count = parseQuantity(share.quantity, `lines.${at}.quantity`);
    if (count.problem) problems.push(count.problem);
    else if (count.value > 0) {
      places.push(at);
      lines.push({ lot: share.lot, acceptance_line: share.line, quantity: count.value, consignment_line: share.carrier || null });
    }
  });
  if (problems.length === 0 && lines.length === 0) problems.push(problem('lines-missing', 'lines.0.quantity', { of: 'match' }));
  return { lines, places, problems };
}
