/// The issue form as typed text, and its reading into a request.
import { newId, problem, type PostIssue, type Problem, type Served } from '$lib/api';
import { parseDate } from '$lib/parse/date';
import { isUntyped, readCounted, type Pack } from '$lib/parse/packs';
import { isEmpty, parseQuantity } from '$lib/parse/quantity';

export interface Line {
  key: string;
  item: string;
  itemText: string;
  quantity: string;
  /** In which packs it is counted; without one in base units. */
  pack?: Pack | null;
  /** The lot that a person chose; empty: the one that expires first. */
  lot?: string;
  /** Why it goes before one that expires earlier. */
  reason?: string;
}

export interface IssueContent {
  id: string;
  point: string;
  pointText: string;
  day: string;
  /** How many people got something, as far as counted; never who. */
  served?: Partial<Record<ServedBand, string>>;
  lines: Line[];
}

export const bands = ['women', 'men', 'girls', 'boys', 'infants', 'households', 'kits'] as const;
export type ServedBand = (typeof bands)[number];

export const blankLine = (): Line => ({ key: newId(), item: '', itemText: '', quantity: '' });

export const freshIssue = (today: string): IssueContent => ({ id: newId(), point: '', pointText: '', day: today, lines: [blankLine()] });

export const isBlank = (line: Line) => line.item === '' && line.itemText.trim() === '' && isUntyped(line.quantity, line.pack);

/** Null where nobody was counted; a band that was not counted is null and no nought. */
function readServed(content: IssueContent, problems: Problem[]): Served | null {
  const one = (band: ServedBand): number | null => {
    const text = content.served?.[band] ?? '';
    if (isEmpty(text)) return null;
    const count = parseQuantity(text, `served.${band}`);
    if (count.problem) problems.push(count.problem);
    return count.value ?? null;
  };
  const served: Served = { women: one('women'), men: one('men'), girls: one('girls'), boys: one('boys'), infants: one('infants'), households: one('households'), kits: one('kits') };
  return Object.values(served).some((count) => count !== null) ? served : null;
}

type Read = { request: Omit<PostIssue, 'date_confirmed' | 'draft'>; problems: [] } | { request?: undefined; problems: Problem[] };

export function readIssue(content: IssueContent, site: string, today: string): Read {
  const problems: Problem[] = [];
  if (content.point === '') problems.push(problem('point-unknown', 'point'));
  const date = parseDate(content.day, today, 'occurred_on');
  if (date.problem) problems.push(date.problem);
  const kept = content.lines.filter((line) => !isBlank(line));
  if (kept.length === 0) problems.push(problem('lines-missing', 'lines.0.item'));
  const lines = kept.map((line, index) => {
    if (line.item === '') problems.push(problem('item-unknown', `lines.${index}.item`));
    const count = readCounted(line.quantity, line.pack, `lines.${index}.quantity`);
    if (count.problem) problems.push(count.problem);
    else if (count.units === 0) problems.push(problem('quantity-zero', `lines.${index}.quantity`));
    return { item: line.item, lot: line.lot || null, quantity: count.units ?? 0, packed: count.problem ? null : count.packed, reason: line.lot ? line.reason?.trim() || null : null };
  });
  const served = readServed(content, problems);
  if (problems.length > 0) return { problems };
  return { request: { id: content.id, site, point: content.point, occurred_on: date.value ?? '', lines, served, reservation: null }, problems: [] };
}
