/// A count and an opening as typed text. A count keeps the book of every line as it was when that line was counted, so
/// that goods may move meanwhile and a power cut loses nothing.
import { newId, problem, type Condition, type CountSheetLine, type PostCount, type PostOpening, type Problem, type Unit } from '$lib/api';
import { parseDate } from '$lib/parse/date';
import { isUntyped, readCounted, unitsOf, type Pack } from '$lib/parse/packs';

export interface CountedLine {
  lot: string;
  condition: Condition;
  place: string | null;
  label: string;
  details: string;
  /** What the book had when it was counted; unknown until then. */
  book: number | null;
  counted: string;
  /** What it is and in what unit; drafts of before have neither, and count in base units. */
  item?: string;
  unit?: Unit;
  /** In which packs it is counted; without one in base units. */
  pack?: Pack | null;
  reason: string;
}

export interface CountContent {
  id: string;
  place: string;
  blind: boolean;
  started: boolean;
  /** The line under the hand. */
  at: number;
  day: string;
  lines: CountedLine[];
}

export const freshCount = (today: string): CountContent => ({ id: newId(), place: '', blind: false, started: false, at: 0, day: today, lines: [] });

export const toCount = (line: CountSheetLine, label: string, details: string): CountedLine => ({ lot: line.lot, condition: line.condition, place: line.place, label, details, book: null, counted: '', item: line.item, unit: line.unit, reason: '' });

export const isCounted = (line: CountedLine) => line.book !== null && !isUntyped(line.counted, line.pack);

export const difference = (line: CountedLine) => unitsOf(line.counted, line.pack) - (line.book ?? 0);

type Read<T> = { request: T; problems: [] } | { request?: undefined; problems: Problem[] };

const given = (text: string) => (text.trim() === '' ? null : text.trim());

export function readCount(content: CountContent, site: string, today: string): Read<Omit<PostCount, 'date_confirmed' | 'draft' | 'approver'>> {
  const problems: Problem[] = [];
  const day = parseDate(content.day, today, 'occurred_on');
  if (day.problem) problems.push(day.problem);
  const done = content.lines.filter(isCounted);
  if (done.length === 0) problems.push(problem('lines-missing', 'lines.0.counted', { of: 'count' }));
  const lines = done.map((line, index) => {
    const count = readCounted(line.counted, line.pack, `lines.${index}.counted`);
    if (count.problem) problems.push(count.problem);
    else if (count.units !== line.book && line.reason.trim() === '') problems.push(problem('count-reason-missing', `lines.${index}.reason`, { book: String(line.book), counted: String(count.units) }));
    return { lot: line.lot, condition: line.condition, place: line.place, book: line.book ?? 0, counted: count.units ?? 0, packed: count.problem ? null : count.packed, reason: given(line.reason) };
  });
  if (problems.length > 0) return { problems };
  return { request: { id: content.id, site, place: given(content.place), blind: content.blind, occurred_on: day.value ?? '', lines }, problems: [] };
}

export interface OpeningLine {
  key: string;
  item: string;
  itemText: string;
  donor: string;
  donorText: string;
  batch: string;
  expiry: string;
  condition: Condition;
  quantity: string;
  /** In which packs it is counted; without one in base units. */
  pack?: Pack | null;
  /** Where it lies; drafts of before have none. */
  place?: string;
}

export interface OpeningContent {
  id: string;
  note: string;
  day: string;
  lines: OpeningLine[];
}

export const blankLine = (): OpeningLine => ({ key: newId(), item: '', itemText: '', donor: '', donorText: '', batch: '', expiry: '', condition: 'GOOD', quantity: '' });
export const isBlank = (line: OpeningLine) => line.item === '' && line.itemText.trim() === '' && isUntyped(line.quantity, line.pack);
export const freshOpening = (today: string): OpeningContent => ({ id: newId(), note: '', day: today, lines: [blankLine()] });

export function readOpening(content: OpeningContent, site: string, today: string): Read<Omit<PostOpening, 'date_confirmed' | 'draft' | 'approver'>> {
  const problems: Problem[] = [];
  if (content.note.trim() === '') problems.push(problem('text-missing', 'note', { field: 'note' }));
  const day = parseDate(content.day, today, 'occurred_on');
  if (day.problem) problems.push(day.problem);
  const kept = content.lines.filter((line) => !isBlank(line));
  if (kept.length === 0) problems.push(problem('lines-missing', 'lines.0.item', { of: 'opening' }));
  const lines = kept.map((line, index) => {
    if (line.item === '') problems.push(problem('item-unknown', `lines.${index}.item`));
    const count = readCounted(line.quantity, line.pack, `lines.${index}.quantity`);
    if (count.problem) problems.push(count.problem);
    else if (count.units === 0) problems.push(problem('quantity-zero', `lines.${index}.quantity`));
    const expiry = line.expiry.trim() === '' ? undefined : parseDate(line.expiry, today, `lines.${index}.expiry`);
    if (expiry?.problem) problems.push(expiry.problem);
    return { item: line.item, batch: given(line.batch), expiry: expiry?.value ?? null, donor: given(line.donor), condition: line.condition, quantity: count.units ?? 0, packed: count.problem ? null : count.packed, place: line.place || null };
  });
  if (problems.length > 0) return { problems };
  return { request: { id: content.id, site, occurred_on: day.value ?? '', note: content.note.trim(), lines }, problems: [] };
}
