/// The receive form as typed text, and its reading into a request. Nothing typed is lost: a draft keeps the text.
import { newId, problem, type Amount, type ConsignmentView, type ExpectedDelivery, type Origin, type PostReceipt, type Problem, type ReceiptLineRequest } from '$lib/api';
import { emptyAmount, parseAmount, type TypedAmount } from '$lib/components/MoneyField.svelte';
import { named } from '$lib/i18n/i18n.svelte';
import { parseDate } from '$lib/parse/date';
import { isUntyped, readCounted, typedAs, unitsOf, type Pack } from '$lib/parse/packs';
import { isEmpty, parseQuantity } from '$lib/parse/quantity';

export interface Line {
  key: string;
  item: string;
  itemText: string;
  batch: string;
  expiry: string;
  expected: number | null;
  acceptanceLine: string | null;
  consignmentLine: string | null;
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
  acceptance: string | null;
  consignment: string | null;
  /** The rest of what was announced comes later: nothing that is missing is short. */
  partial: boolean;
  /** Who gave the goods or sold them; drafts of before say nothing of it, and were of gifts. */
  origin: Origin;
  donor: string;
  donorText: string;
  arrived: string;
  handedOver: string;
  paper: string;
  value: TypedAmount;
  lines: Line[];
}

export const blankLine = (): Line => ({
  key: newId(),
  item: '',
  itemText: '',
  batch: '',
  expiry: '',
  expected: null,
  acceptanceLine: null,
  consignmentLine: null,
  good: '',
  damaged: '',
  refused: '',
  reason: '',
});

export const freshReceipt = (today: string): ReceiveContent => ({
  id: newId(),
  acceptance: null,
  consignment: null,
  partial: false,
  origin: 'donor',
  donor: '',
  donorText: '',
  arrived: today,
  handedOver: '',
  paper: '',
  value: emptyAmount(),
  lines: [blankLine()],
});

export const isBlank = (line: Line) =>
  line.item === '' && [line.itemText, line.batch, line.expiry, line.good, line.pack?.loose ?? '', line.damaged, line.refused].every((text) => text.trim() === '');

/** Fills the form from what was announced. */
export function announce(content: ReceiveContent, delivery: ExpectedDelivery): void {
  content.acceptance = delivery.acceptance;
  content.origin = 'donor';
  content.donor = delivery.donor;
  content.donorText = named(delivery.donor_names);
  content.lines = [
    ...delivery.lines.map((line) => ({
      ...blankLine(),
      item: line.item,
      itemText: named(line.item_names),
      expected: line.expected,
      acceptanceLine: line.acceptance_line,
    })),
    blankLine(),
  ];
}

/** Fills the form from a consignment on its way. */
export function arrive(content: ReceiveContent, consignment: ConsignmentView): void {
  content.acceptance = consignment.acceptance;
  content.origin = 'donor';
  content.consignment = consignment.id;
  content.donor = consignment.donor;
  content.donorText = named(consignment.donor_names);
  content.paper = consignment.waybill ?? '';
  content.lines = [
    ...consignment.lines.map((line) => ({
      ...blankLine(),
      item: line.item,
      itemText: named(line.item_names),
      expected: line.expected,
      acceptanceLine: line.acceptance_line,
      consignmentLine: line.id,
    })),
    blankLine(),
  ];
}

/**
 * What is still to come, read again: while a form lies open or a draft is kept, another receipt counts some of it, and
 * what it counted must not be signed for as short. Nothing that was typed changes. A line that is no longer told of has
 * nothing to come.
 */
export function expectAgain(content: ReceiveContent, of: 'acceptanceLine' | 'consignmentLine', toCome: readonly { id: string; expected: number }[]): void {
  for (const line of content.lines) {
    if (line[of]) line.expected = toCome.find((one) => one.id === line[of])?.expected ?? 0;
  }
}

/** What is expected has no field to type into: what is said of it stands where the line is counted. */
export const atCount = (problem: Problem): Problem => ({ ...problem, subject: problem.subject?.replace(/^(lines\.\d+)\.expected$/, '$1.good') ?? null });

const count = (text: string) => (isEmpty(text) ? 0 : (parseQuantity(text).value ?? 0));

/** Good, damaged and refused together, as far as typed. */
export const counted = (line: Line) => unitsOf(line.good, line.pack) + count(line.damaged) + count(line.refused);

/** Something typed on the line cannot be read as a quantity. */
export const unreadable = (line: Line) =>
  (!isUntyped(line.good, line.pack) && readCounted(line.good, line.pack).problem !== undefined) || [line.damaged, line.refused].some((text) => !isEmpty(text) && parseQuantity(text).problem !== undefined);

export const isOpen = (line: Line) => isUntyped(line.good, line.pack) && isEmpty(line.damaged) && isEmpty(line.refused);

/** Announced, counted or signed for before: it is shown and not asked about again. More of it may still be typed. */
export const isDone = (line: Line) => line.expected === 0;

/** Nought was typed and why: it does not come later. */
const isMissing = (line: Line) => !isOpen(line) && !unreadable(line) && counted(line) === 0 && !isDone(line) && !isEmpty(line.reason);

/**
 * An announced line of which nothing is in this receipt: it was answered before, or the rest comes later and none of it
 * is here now. Anything typed without a count is no such line, for somebody began to type it; nor is nought with a reason.
 */
export function leftOut(line: Line, partial: boolean): boolean {
  if (line.expected === null || unreadable(line) || counted(line) > 0 || isMissing(line)) return false;
  const begun = isOpen(line) && [line.batch, line.expiry, line.reason, line.place ?? ''].some((text) => !isEmpty(text));
  return !begun && (partial || isDone(line));
}

/** The lines that are posted. */
export const sentLines = (content: ReceiveContent) => content.lines.filter((line) => !isBlank(line) && !leftOut(line, content.partial));

/** What is expected in this receipt; where the rest comes later, no more than is here. */
export function expectedNow(line: Line, partial: boolean): number | null {
  if (!partial || line.expected === null || isMissing(line)) return line.expected;
  return Math.min(line.expected, counted(line));
}

/** What will be signed for as missing. */
export const short = (line: Line, partial: boolean) => Math.max(0, (expectedNow(line, partial) ?? 0) - counted(line));

export function differs(line: Line, partial = false): boolean {
  const expected = expectedNow(line, partial);
  return count(line.damaged) > 0 || count(line.refused) > 0 || (expected !== null && counted(line) !== expected);
}

/** Good becomes what was expected less what is damaged or refused; a line that is done stays as it is. */
export function acceptExpected(line: Line): void {
  if (!line.expected) return;
  const good = typedAs(Math.max(0, line.expected - count(line.damaged) - count(line.refused)), line.pack);
  line.good = good.text;
  line.pack = good.pack;
}

/** A form without a line, or with announced lines of which none is counted. */
function nothingSent(content: ReceiveContent): Problem {
  if (content.lines.every((line) => line.expected === null)) return problem('lines-missing', 'lines.0.item');
  const asked = content.lines.findIndex((line) => line.expected !== null && !isDone(line));
  return problem('no-line-counted', `lines.${Math.max(0, asked)}.good`);
}

type Read = { request: Omit<PostReceipt, 'date_confirmed' | 'draft'>; problems: [] } | { request?: undefined; problems: Problem[] };

/** Reads the whole form; every problem at once, each with its field. */
export function readReceipt(content: ReceiveContent, site: string, today: string): Read {
  const problems: Problem[] = [];
  const take = <T>(parsed: { value?: T; problem?: Problem | undefined }, otherwise: T): T => {
    if (parsed.problem) problems.push(parsed.problem);
    return parsed.value ?? otherwise;
  };
  if (content.donor === '') problems.push(problem(content.origin === 'supplier' ? 'party-unknown' : 'donor-unknown', 'donor'));
  const occurred = take(parseDate(content.arrived, today, 'occurred_on'), '');
  const handed = content.handedOver.trim() === '' ? null : take(parseDate(content.handedOver, today, 'handed_over_on'), null);
  const unstated: Amount = { minor: null, currency: 'EUR', qualifier: 'NOT_STATED' };
  const value = take(parseAmount(content.value, 'declared_value', false), unstated);
  const sent = sentLines(content);
  if (sent.length === 0) problems.push(nothingSent(content));
  const lines = sent.map((line): ReceiptLineRequest => {
    const at = content.lines.indexOf(line);
    const subject = (field: string) => `lines.${at}.${field}`;
    if (line.item === '') problems.push(problem('item-unknown', subject('item')));
    const optional = (text: string, field: string) => (isEmpty(text) ? 0 : take(parseQuantity(text, subject(field)), 0));
    const good = readCounted(line.good, line.pack, subject('good'));
    if (good.problem) problems.push(good.problem);
    return {
      item: line.item,
      batch: line.batch.trim() || null,
      expiry: line.expiry.trim() === '' ? null : take(parseDate(line.expiry, today, subject('expiry')), null),
      acceptance_line: line.acceptanceLine,
      consignment_line: line.consignmentLine ?? null,
      expected: expectedNow(line, content.partial),
      good: good.units ?? 0,
      packed: good.problem ? null : good.packed,
      damaged: optional(line.damaged, 'damaged'),
      refused: optional(line.refused, 'refused'),
      reason: line.reason.trim() || null,
      place: line.place || null,
    };
  });
  if (problems.length > 0) return { problems };
  const { id, acceptance, consignment, donor, origin, paper } = content;
  const request = { id, site, donor, origin, acceptance, consignment: consignment ?? null, occurred_on: occurred, handed_over_on: handed, paper: paper.trim() || null, declared_value: value, lines };
  return { request, problems: [] };
}
