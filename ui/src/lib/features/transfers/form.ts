/// The dispatch and receive forms as typed text, and their reading into requests.
import { newId, problem, type Condition, type DispatchTransfer, type Problem, type ReceiveTransfer, type StockRow, type Unit } from '$lib/api';
import { parseDate } from '$lib/parse/date';
import { isUntyped, readCounted, type Counted, type Pack } from '$lib/parse/packs';
import { isEmpty, parseQuantity } from '$lib/parse/quantity';

export interface DispatchLine {
  key: string;
  /** Lot, condition and place in one. */
  spot: string;
  spotText: string;
  quantity: string;
  /** In which packs it is counted; without one in base units. */
  pack?: Pack | null;
}

export interface DispatchContent {
  id: string;
  to: string;
  toText: string;
  vehicle: string;
  carrier: string;
  seal: string;
  expected: string;
  day: string;
  lines: DispatchLine[];
}

/** One lot in one condition at one place, as the form offers it. */
export interface Spot {
  key: string;
  lot: string;
  condition: Condition;
  place: string | null;
  quantity: number;
  row: StockRow;
}

export const blankLine = (): DispatchLine => ({ key: newId(), spot: '', spotText: '', quantity: '' });
export const isBlank = (line: DispatchLine) => line.spot === '' && line.spotText.trim() === '' && isUntyped(line.quantity, line.pack);
export const freshDispatch = (today: string): DispatchContent => ({ id: newId(), to: '', toText: '', vehicle: '', carrier: '', seal: '', expected: '', day: today, lines: [blankLine()] });

export function spotsOf(stock: readonly StockRow[]): Spot[] {
  return stock.flatMap((row) =>
    row.lots.flatMap((lot) =>
      lot.spots
        .filter((spot) => spot.quantity > 0)
        .map((spot) => ({ key: `${lot.lot}|${spot.condition}|${spot.place ?? ''}`, lot: lot.lot, condition: spot.condition, place: spot.place, quantity: spot.quantity, row })),
    ),
  );
}

type Read<T> = { request: T; problems: [] } | { request?: undefined; problems: Problem[] };

const given = (text: string) => (text.trim() === '' ? null : text.trim());

export function readDispatch(content: DispatchContent, site: string, today: string, spots: readonly Spot[]): Read<Omit<DispatchTransfer, 'date_confirmed' | 'draft'>> {
  const problems: Problem[] = [];
  if (content.to === '') problems.push(problem('site-unknown', 'to'));
  if (content.vehicle.trim() === '') problems.push(problem('text-missing', 'vehicle', { field: 'vehicle' }));
  const day = parseDate(content.day, today, 'occurred_on');
  if (day.problem) problems.push(day.problem);
  const expected = content.expected.trim() === '' ? undefined : parseDate(content.expected, today, 'expected_on');
  if (expected?.problem) problems.push(expected.problem);
  const kept = content.lines.filter((line) => !isBlank(line));
  if (kept.length === 0) problems.push(problem('lines-missing', 'lines.0.lot'));
  const lines = kept.flatMap((line, index) => {
    const spot = spots.find((one) => one.key === line.spot);
    if (!spot) problems.push(problem('lot-unknown', `lines.${index}.lot`));
    const count = readCounted(line.quantity, line.pack, `lines.${index}.quantity`);
    if (count.problem) problems.push(count.problem);
    else if (count.units === 0) problems.push(problem('quantity-zero', `lines.${index}.quantity`));
    return spot ? [{ lot: spot.lot, condition: spot.condition, place: spot.place, quantity: count.units ?? 0, packed: count.problem ? null : count.packed }] : [];
  });
  if (problems.length > 0) return { problems };
  const request = { id: content.id, site, to: content.to, occurred_on: day.value ?? '', vehicle: content.vehicle.trim(), carrier: given(content.carrier), seal: given(content.seal), expected_on: expected?.value ?? null, lines };
  return { request, problems: [] };
}

/** What is to be received: from the waybill that arrived, or from its paper. */
export interface ToReceive {
  transfer: string;
  number: string;
  from: string;
  code: string | null;
  lines: { lot: string; condition: Condition; label: string; hint: string; expected: number; item: string; unit: Unit }[];
}

export interface ReceiveLine {
  lot: string;
  condition: Condition;
  good: string;
  /** In which packs `good` is counted; without one in base units. */
  pack?: Pack | null;
  damaged: string;
  refused: string;
  reason: string;
  /** Where it is put; drafts of before have none. */
  place?: string;
}

export interface ReceiveContent {
  id: string;
  transfer: string;
  code: string;
  day: string;
  lines: ReceiveLine[];
}

/** Expected beside it, counted empty: nobody counts by agreeing. */
export const freshReceipt = (today: string): ReceiveContent => ({ id: newId(), transfer: '', code: '', day: today, lines: [] });

export const emptyLine = (lot: string, condition: Condition): ReceiveLine => ({ lot, condition, good: '', damaged: '', refused: '', reason: '' });

export const isUncounted = (line: ReceiveLine) => isUntyped(line.good, line.pack) && isEmpty(line.damaged) && isEmpty(line.refused);

export function readReceipt(content: ReceiveContent, site: string, today: string): Read<Omit<ReceiveTransfer, 'date_confirmed' | 'draft'>> {
  const problems: Problem[] = [];
  const day = parseDate(content.day, today, 'occurred_on');
  if (day.problem) problems.push(day.problem);
  const counted = content.lines.filter((line) => !isUncounted(line));
  if (counted.length === 0) problems.push(problem('no-line-counted', 'lines.0.good'));
  const lines = counted.map((line) => {
    const at = content.lines.indexOf(line);
    const nothing: Counted = { units: 0, packed: null };
    const good = isUntyped(line.good, line.pack) ? nothing : readCounted(line.good, line.pack, `lines.${at}.good`);
    if (good.problem) problems.push(good.problem);
    const read = (field: 'damaged' | 'refused') => {
      if (isEmpty(line[field])) return 0;
      const count = parseQuantity(line[field], `lines.${at}.${field}`);
      if (count.problem) problems.push(count.problem);
      return count.value ?? 0;
    };
    return { lot: line.lot, condition: line.condition, good: good.units ?? 0, packed: good.problem ? null : good.packed, damaged: read('damaged'), refused: read('refused'), reason: given(line.reason), place: line.place || null };
  });
  if (problems.length > 0) return { problems };
  return { request: { id: content.id, site, transfer: content.transfer, code: given(content.code), occurred_on: day.value ?? '', lines }, problems: [] };
}
