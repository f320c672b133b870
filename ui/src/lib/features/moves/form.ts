/// The form of a plain movement as typed text, and its reading into a request. A line names a spot: one lot in one
/// condition at one place, or what of a lot is with a user or partner.
import { newId, problem, type Condition, type LossCause, type MoveKind, type MoveStock, type OutRow, type Problem, type StockMoveLineRequest, type StockRow } from '$lib/api';
import type { Option } from '$lib/components/Combobox.svelte';
import { parseDate } from '$lib/parse/date';
import { parseQuantity } from '$lib/parse/quantity';
import { sourceText } from '$lib/format/source';

/** Movements that have a form, in the order in which they are offered. */
export const offered: readonly MoveKind[] = ['internal_move', 'condition_change', 'consumption', 'loss', 'disposal', 'return_to_donor', 'loan_out', 'loan_back', 'return_from_user', 'ownership_change', 'repack'];
export const conditions: readonly Condition[] = ['GOOD', 'DAMAGED', 'QUARANTINE', 'EXPIRED', 'RECALLED'];
export const causes: readonly LossCause[] = ['theft', 'transit', 'damage', 'expiry', 'spoilage', 'recall', 'sample', 'issued_without_record', 'distributed_without_record', 'unknown'];

export interface Line {
  key: string;
  spot: string;
  spotText: string;
  quantity: string;
  /** Of goods that come back: what they are like, and where they are put. */
  condition: Condition;
  place: string;
}

export interface MoveContent {
  id: string;
  day: string;
  reason: string;
  toPlace: string;
  toCondition: Condition;
  point: string;
  party: string;
  partyText: string;
  fromParty: string;
  fromPartyText: string;
  due: string;
  cause: LossCause;
  paper: string;
  fromPackaging: string;
  toPackaging: string;
  lines: Line[];
}

/** One lot in one condition at one place, as something to choose. */
export interface Spot {
  key: string;
  lot: string;
  item: string;
  place: string | null;
  condition: Condition;
  quantity: number;
  option: Option;
}

export const blankLine = (spot = ''): Line => ({ key: newId(), spot, spotText: '', quantity: '', condition: 'GOOD', place: '' });

export const isBlank = (line: Line) => line.spot === '' && line.spotText.trim() === '' && line.quantity.trim() === '';

export const freshMove = (today: string, spot = ''): MoveContent => ({
  id: newId(), day: today, reason: '', toPlace: '', toCondition: 'DAMAGED', point: '', party: '', partyText: '', fromParty: '', fromPartyText: '', due: '', cause: 'theft', paper: '', fromPackaging: '', toPackaging: '', lines: [blankLine(spot)],
});

/** Goods come back into the site rather than go out of a place in it. */
export const comesBack = (how: MoveKind) => how === 'return_from_user' || how === 'loan_back';
export const withParty = (how: MoveKind) => ['return_to_donor', 'loan_out', 'loan_back', 'ownership_change'].includes(how);
export const withPaper = (how: MoveKind) => ['loss', 'disposal', 'ownership_change'].includes(how);
export const withReason = (how: MoveKind) => how === 'condition_change' || how === 'return_to_donor';
/** A second person may be asked for; the host says whether. */
export const mayNeedSecond = (how: MoveKind) => how === 'loss' || how === 'disposal';

export function isMove(how: string): how is MoveKind {
  return (offered as readonly string[]).includes(how);
}

export const spotKey = (lot: string, place: string | null, condition: Condition) => `${lot} ${place ?? ''} ${condition}`;

interface Words {
  name: (names: Record<string, string>) => string;
  condition: (condition: Condition) => string;
  count: (units: number) => string;
}

/** What can go this way from the site's stock. */
export function spotsOf(stock: readonly StockRow[], how: MoveKind, words: Words): Spot[] {
  const goodOnly = how === 'consumption' || how === 'loan_out';
  return stock.flatMap((row) =>
    row.lots.flatMap((lot) =>
      lot.spots
        .filter((spot) => spot.quantity > 0 && (!goodOnly || spot.condition === 'GOOD'))
        .map((spot): Spot => ({
          key: spotKey(lot.lot, spot.place, spot.condition),
          lot: lot.lot,
          item: row.item,
          place: spot.place,
          condition: spot.condition,
          quantity: spot.quantity,
          option: {
            value: spotKey(lot.lot, spot.place, spot.condition),
            label: [words.name(row.item_names), lot.origin_number, spot.place_name, words.condition(spot.condition)].filter(Boolean).join(' · '),
            hint: `${sourceText(lot)} ${words.count(spot.quantity)}`.trim(),
            words: `${Object.values(row.item_names).join(' ')} ${row.item_code} ${lot.batch ?? ''}`,
          },
        })),
    ),
  );
}

/** What can come back from a point or a partner. */
export function spotsOut(rows: readonly OutRow[], content: MoveContent, how: MoveKind, words: Words): Spot[] {
  const from = (row: OutRow) => (how === 'return_from_user' ? row.point === content.point : row.party === content.party);
  return rows.filter(from).map((row) => ({
    key: row.lot.lot,
    lot: row.lot.lot,
    item: row.lot.item,
    place: null,
    condition: 'GOOD',
    quantity: row.quantity,
    option: { value: row.lot.lot, label: `${words.name(row.lot.item_names)} · ${row.lot.origin_number}`, hint: words.count(row.quantity), words: `${Object.values(row.lot.item_names).join(' ')} ${row.lot.item_code}` },
  }));
}

type Read = { request: Omit<MoveStock, 'date_confirmed' | 'approver'>; problems: [] } | { request?: undefined; problems: Problem[] };

export function readMove(content: MoveContent, how: MoveKind, site: string, today: string, spots: readonly Spot[]): Read {
  const problems: Problem[] = [];
  const need = (missing: boolean, code: string, subject: string, facts = {}) => missing && problems.push(problem(code, subject, facts));
  const date = parseDate(content.day, today, 'occurred_on');
  if (date.problem) problems.push(date.problem);
  need(how === 'return_from_user' && content.point === '', 'point-unknown', 'point');
  need(withParty(how) && content.party === '', 'party-unknown', 'party');
  need(how === 'ownership_change' && content.fromParty === '', 'party-unknown', 'from_party');
  need(withReason(how) && content.reason.trim() === '', 'text-missing', 'reason', { field: 'reason' });
  need(withPaper(how) && content.paper.trim() === '', how === 'loss' ? 'report-missing' : 'certificate-missing', 'paper');
  need(how === 'repack' && content.fromPackaging === content.toPackaging, 'same-packaging', 'to_packaging');
  const due = how === 'loan_out' ? parseDate(content.due, today, 'due_on') : undefined;
  if (due?.problem) problems.push(due.problem);
  const kept = content.lines.filter((line) => !isBlank(line));
  need(kept.length === 0, 'lines-missing', 'lines.0.lot', { of: 'movement' });
  const lines = kept.map((line, index): StockMoveLineRequest => {
    const spot = spots.find((one) => one.key === line.spot);
    need(!spot, 'lot-unknown', `lines.${index}.lot`);
    const count = parseQuantity(line.quantity, `lines.${index}.quantity`);
    if (count.problem) problems.push(count.problem);
    else need(count.value === 0, 'quantity-zero', `lines.${index}.quantity`);
    const back = comesBack(how);
    return { lot: spot?.lot ?? '', place: back ? line.place || null : (spot?.place ?? null), condition: back ? line.condition : (spot?.condition ?? 'GOOD'), quantity: count.value ?? 0 };
  });
  if (problems.length > 0) return { problems };
  const request = {
    id: content.id,
    site,
    how,
    occurred_on: date.value ?? '',
    reason: content.reason.trim() || null,
    to_place: how === 'internal_move' ? content.toPlace || null : null,
    to_condition: how === 'condition_change' ? content.toCondition : null,
    point: how === 'return_from_user' ? content.point : null,
    party: withParty(how) ? content.party : null,
    from_party: how === 'ownership_change' ? content.fromParty : null,
    due_on: due?.value ?? null,
    cause: how === 'loss' ? content.cause : null,
    paper: withPaper(how) ? content.paper.trim() : null,
    from_packaging: how === 'repack' ? content.fromPackaging || null : null,
    to_packaging: how === 'repack' ? content.toPackaging || null : null,
    lines,
    draft: null,
  };
  return { request, problems: [] };
}
