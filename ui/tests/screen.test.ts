/// Behaviour of the kit and of small pure parts a person meets on every screen.
import { fireEvent, render, screen } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { expect, test, vi } from 'vitest';
import { effectRoot } from './root.svelte';
import type { Problem, SyncStatus } from '$lib/api';
import { newId } from '$lib/api';
import Combobox, { matching } from '$lib/components/Combobox.svelte';
import DateField from '$lib/components/DateField.svelte';
import ProblemSummary from '$lib/components/ProblemSummary.svelte';
import QuantityField from '$lib/components/QuantityField.svelte';
import { pill } from '$lib/features/sync/pill';
import { tidied } from '$lib/forms/lines';
import { acceptExpected, blankLine, differs, freshReceipt, readReceipt, isBlank } from '$lib/features/receipts/form';
import { readOffer, blankLine as blankOfferLine, freshOffer } from '$lib/features/offers/form';
import { request as requestView } from '../dev/chain';
import { amend, blankLine as blankRequestLine, freshRequest, readRequest } from '$lib/features/requests/form';
import { Posting, fieldId } from '$lib/forms/posting.svelte';
import { amount, amountSum, money, quantity, quantitySum } from '$lib/format/format';
import { bind, listen } from '$lib/keyboard/keyboard.svelte';
import { speak } from '$lib/i18n/i18n.svelte';
import { sentence } from '$lib/i18n/problem';
import { kept } from '$lib/query/kept';

const options = [
  { value: 'cz', label: 'Czechia', hint: 'CZ', words: 'Čekija' },
  { value: 'se', label: 'Sweden', hint: 'SE', words: 'Švedija' },
];

test('a combobox takes with Enter what is marked at that moment', async () => {
  const onchosen = vi.fn();
  render(Combobox, { id: 'field-donor', label: 'Donor', options, value: '', onchosen });
  const input = screen.getByRole<HTMLInputElement>('combobox');
  await fireEvent.input(input, { target: { value: 'sved' } });
  expect(screen.getAllByRole('option')).toHaveLength(1);
  await fireEvent.keyDown(input, { key: 'Enter' });
  expect(onchosen).toHaveBeenCalledWith(options[1], 'sved');
  expect(input.value).toBe('Sweden');
  expect(input.getAttribute('aria-expanded')).toBe('false');
});

test('a combobox says when nothing fits and keeps what was typed', async () => {
  render(Combobox, { id: 'field-donor', label: 'Donor', options, value: 'cz' });
  const input = screen.getByRole<HTMLInputElement>('combobox');
  await fireEvent.input(input, { target: { value: 'zzz' } });
  expect(screen.getByRole('option').textContent).toContain('Nothing fits');
  await fireEvent.keyDown(input, { key: 'Enter' });
  await fireEvent.blur(input);
  expect(input.value).toBe('zzz');
  expect(input.dataset.value).toBe('');
});

test('typing finds with and without diacritics, the beginning first', () => {
  expect(matching(options, 'svedija').map((one) => one.value)).toEqual(['se']);
  expect(matching(options, 'Š').map((one) => one.value)).toEqual(['se']);
  expect(matching(options, 'cz').map((one) => one.value)).toEqual(['cz']);
});

test('a quantity field says why it refuses, under the field', async () => {
  render(QuantityField, { id: 'line-0-good', label: 'Good', value: '' });
  const input = screen.getByTestId<HTMLInputElement>('line-0-good');
  await fireEvent.input(input, { target: { value: '12,5' } });
  expect(screen.queryByTestId('line-0-good-error')).toBeNull();
  await fireEvent.blur(input);
  expect(screen.getByTestId('line-0-good-error').textContent).toContain('not a whole number');
  expect(input.getAttribute('aria-describedby')).toContain('line-0-good-error');
  expect(input.getAttribute('aria-invalid')).toBe('true');
});

test('a date field reads the day back in words', async () => {
  render(DateField, { id: 'field-occurred-on', label: 'Date', value: '' });
  const input = screen.getByTestId<HTMLInputElement>('field-occurred-on');
  await fireEvent.input(input, { target: { value: '24.07.2021' } });
  expect(screen.getByText(/Saturday 24 July 2021|Saturday, 24 July 2021/)).toBeTruthy();
  await fireEvent.blur(input);
  expect(input.value).toBe('2021-07-24');
});

test('the problem summary takes the focus and names the code', () => {
  render(ProblemSummary, { problems: [{ code: 'not-enough-stock', subject: null, facts: { item: 'Blanket', available: '488', asked: '1000' } }] });
  const box = screen.getByTestId('problem');
  expect(document.activeElement).toBe(box);
  expect(box.textContent).toContain('1\u202f000');
  expect(box.dataset.code).toBe('not-enough-stock');
});

test('what the program or the server says in its own words stands apart from the sentence', async () => {
  await speak('lt');
  render(ProblemSummary, { problems: [{ code: 'server-refused', subject: null, facts: { reason: 'fork in catalogue' } }] });
  expect(screen.getByRole('listitem').textContent).not.toContain('fork');
  expect(screen.getByTestId('problem-detail').textContent).toBe('Pagalbai: fork in catalogue');
  await speak('en');
});

test('subjects lead to their fields', () => {
  expect(fieldId('lines.2.good')).toBe('line-2-good');
  expect(fieldId('handed_over_on')).toBe('field-handed-over-on');
});

test('a posting runs once at a time, asks about a doubtful date, then confirms it', async () => {
  const ask: Problem = { code: 'date-in-future-clock-suspect', subject: 'occurred_on', facts: { date: '2021-07-25', today: '2021-07-24' } };
  const send = vi.fn(async (confirmed: boolean) => {
    if (!confirmed) throw ask;
    return 'posted';
  });
  const done = vi.fn();
  const posting = new Posting<string>(send, done);
  await Promise.all([posting.run(), posting.run()]);
  expect(send).toHaveBeenCalledTimes(1);
  expect(posting.question).toEqual(ask);
  expect(posting.problems).toEqual([]);
  await posting.run([], true);
  expect(done).toHaveBeenCalledWith('posted');
});

test('what the screen finds is not sent', async () => {
  const send = vi.fn(async () => 'never');
  const posting = new Posting<string>(send, () => undefined);
  await posting.run([{ code: 'lines-missing', subject: 'lines.0.item', facts: {} }]);
  expect(send).not.toHaveBeenCalled();
  expect(posting.at('lines.0.item')).toContain('no line yet');
});

test('a receipt is read whole, each problem with its field', () => {
  const content = freshReceipt('2021-07-24');
  content.lines = [blankLine(), { ...blankLine(), item: 'i', itemText: 'Blanket', good: '12,5', damaged: '-1' }];
  content.lines = tidied(content.lines, isBlank, blankLine);
  const { problems } = readReceipt(content, 'pab', '2021-07-24');
  expect(problems.map((one) => [one.code, one.subject])).toEqual([
    ['donor-unknown', 'donor'],
    ['quantity-fraction', 'lines.0.good'],
    ['quantity-negative', 'lines.0.damaged'],
  ]);
  Object.assign(content, { donor: 'cz' });
  Object.assign(content.lines[0] ?? {}, { good: '488', damaged: '12', reason: ' Wet ' });
  const { request } = readReceipt(content, 'pab', '2021-07-24');
  expect(request?.lines).toEqual([{ item: 'i', batch: null, expiry: null, acceptance_line: null, consignment_line: null, expected: null, good: 488, damaged: 12, refused: 0, reason: 'Wet', place: null, packed: null }]);
  expect(request?.declared_value).toEqual({ minor: null, currency: 'EUR', qualifier: 'NOT_STATED' });
});

test('a part of a delivery is not short, and what is beyond it is still over', () => {
  const line = { ...blankLine(), item: 'i', expected: 30, acceptanceLine: 'al', consignmentLine: 'cl' };
  const read = (good: string, partial: boolean) => {
    const content = { ...freshReceipt('2021-07-24'), donor: 'cz', consignment: 'c', partial, lines: [{ ...line, good }] };
    return readReceipt(content, 'pab', '2021-07-24').request?.lines[0]?.expected;
  };
  expect([read('25', true), read('25', false), read('35', true)]).toEqual([25, 30, 30]);
});

test('a request keeps what nobody counted as not stated, and its next version begins as the one that stands', () => {
  const content = { ...freshRequest(), activation: 'a', title: 'Winter', lines: [{ ...blankRequestLine(), text: 'tents' }] };
  expect(readRequest(content, '2021-07-24').request?.lines[0]?.quantity).toEqual({ value: null, qualifier: 'NOT_STATED' });
  const next = freshRequest();
  amend(next, requestView);
  expect([next.id, next.version, next.lines[0]?.text]).toEqual([requestView.id, 3, 'Heated tents']);
});

test('accepting what is expected leaves room for what is damaged', () => {
  const line = { ...blankLine(), item: 'i', expected: 500, damaged: '12' };
  acceptExpected(line);
  expect(line.good).toBe('488');
  expect(differs(line)).toBe(true);
});

test('a quantity nobody stated is never 0', () => {
  const content = { ...freshOffer(), activation: 'a', donor: 'cz', lines: [{ ...blankOfferLine(), text: 'tents', unstated: true }] };
  expect(readOffer(content, '2021-07-24').request?.lines[0]?.quantity).toEqual({ value: null, qualifier: 'NOT_STATED' });
});

const facts: SyncStatus = { phase: 'idle', unsent: 0, done: 0, total: 0, last_exchange: '2021-07-24T10:00:00Z', oldest_unsent: null, problem: null };
const NOW = Date.parse('2021-07-24T13:10:00Z');
const HOUR = 3_600_000;
const before = (hours: number) => new Date(NOW - hours * HOUR).toISOString();

test.each<[name: string, sync: Partial<SyncStatus>, tone: string, words: string | RegExp]>([
  ['all sent', {}, 'ok', /^All sent · \d\d:\d\d$/],
  ['sending', { phase: 'sending', done: 3, total: 7, unsent: 4 }, 'busy', 'Sending 3 of 7'],
  ['offline with work', { phase: 'offline', unsent: 7, oldest_unsent: before(2) }, 'plain', '7 not sent · offline 3 h'],
  ['a day old', { phase: 'offline', unsent: 7, oldest_unsent: before(25) }, 'warn', '7 not sent · offline 3 h'],
  ['three days old', { phase: 'offline', unsent: 7, oldest_unsent: before(73) }, 'bad', '7 not sent · offline 3 h'],
  ['never exchanged', { phase: 'offline', unsent: 1, last_exchange: null }, 'plain', '1 not sent · offline'],
  ['offline, nothing to send', { phase: 'offline' }, 'plain', 'All sent · offline 3 h'],
  ['revoked', { phase: 'stuck', unsent: 2, problem: { code: 'device-revoked', subject: null, facts: {} } }, 'bad', /^2 not sent · Cannot send: This computer may no longer/],
  ['revoked, nothing to send', { phase: 'stuck', problem: { code: 'device-revoked', subject: null, facts: {} } }, 'bad', /^Cannot send: This computer may no longer/],
])('the pill, %s', (_name, sync, tone, words) => {
  const look = pill({ ...facts, ...sync }, NOW);
  expect(look.tone).toBe(tone);
  expect(look.words).toMatch(words);
});

test('money keeps its qualifiers and its cents', async () => {
  expect(money(3_670_000_000, 'EUR')).toBe('EUR\u00a036\u202f700\u202f000');
  expect(money(1250, 'EUR')).toBe('EUR\u00a012.50');
  expect(money(9_007_199_254_740_991, 'EUR')).toBe('EUR\u00a090\u202f071\u202f992\u202f547\u202f409.91');
  expect(amount({ minor: null, currency: 'EUR', qualifier: 'NOT_STATED' })).toBe('not stated');
  expect(amount({ minor: 250_000_000, currency: 'EUR', qualifier: 'UP_TO' })).toBe('up to EUR\u00a02\u202f500\u202f000');
  expect(amountSum({ minor: 350_000_000, currency: 'EUR', qualifiers: ['UP_TO', 'AROUND'] })).toBe('up to about EUR\u00a03\u202f500\u202f000');
  expect(amountSum({ minor: 100, currency: 'EUR', qualifiers: ['EXACT', 'NOT_STATED'] })).toBe('EUR\u00a01 plus amounts not stated');
  expect(quantitySum({ value: 500, qualifiers: ['EXACT'] })).toBe('500');
  expect(quantitySum({ value: 500, qualifiers: ['UP_TO'] })).toBe('up to 500');
  expect(quantitySum({ value: 1500, qualifiers: ['EXACT', 'UP_TO', 'AROUND'] })).toBe('up to about 1\u202f500');
  expect(quantitySum({ value: 500, qualifiers: ['EXACT', 'NOT_STATED'] })).toBe('≥ 500');
  expect(quantitySum({ value: 500, qualifiers: ['UP_TO', 'NOT_STATED'] })).toBe('up to 500 plus quantities not stated');
  expect(quantitySum({ quantity: null, qualifiers: ['NOT_STATED'] })).toBe('not stated');
  expect(quantity(-1234)).toBe('\u22121\u202f234');
  await speak('lt');
  expect(money(1250, 'EUR')).toBe('EUR\u00a012,50');
  expect(sentence({ code: 'wrong-pin', subject: null, facts: { left: '3' } })).toContain('Liko 3 bandymai');
  await speak('en');
});

test('shortcuts: the layout decides letters, dialogs keep their own, AltGr and bare letters stay typing', async () => {
  const run = { page: vi.fn(), dialog: vi.fn(), find: vi.fn() };
  listen();
  const stop = effectRoot(() =>
    bind(
      { keys: 'Ctrl+Enter', label: 'post', run: run.page },
      { keys: 'Ctrl+Enter', label: 'record', run: run.dialog, inDialog: true },
      { keys: 'Ctrl+K', label: 'palette-title', run: run.find },
    ),
  );
  flushSync();
  await fireEvent.keyDown(document.body, { key: 'Enter', ctrlKey: true });
  await fireEvent.keyDown(document.body, { key: 'k', code: 'KeyK', ctrlKey: true });
  await fireEvent.keyDown(document.body, { key: 'k', code: 'KeyK' });
  await fireEvent.keyDown(document.body, { key: 'k', code: 'KeyK', ctrlKey: true, altKey: true });
  expect([run.page, run.dialog, run.find].map((one) => one.mock.calls.length)).toEqual([1, 0, 1]);
  const dialog = document.body.appendChild(document.createElement('div'));
  dialog.setAttribute('role', 'dialog');
  await fireEvent.keyDown(document.body, { key: 'Enter', ctrlKey: true });
  await fireEvent.keyDown(document.body, { key: 'k', code: 'KeyK', ctrlKey: true });
  expect([run.page, run.dialog, run.find].map((one) => one.mock.calls.length)).toEqual([1, 1, 1]);
  dialog.remove();
  stop();
});

test('a sentence without its facts still reads', () => {
  expect(sentence({ code: 'server-unreachable', subject: null, facts: {} })).toBe('The server cannot be reached. Work goes on; everything is kept and sent later.');
  expect(sentence({ code: 'text-missing', subject: 'lines.0.text', facts: { field: 'lines.0.text' } })).toContain('Donor');
});

test('of a new answer only what changed is new', () => {
  const before = { rows: [{ id: 'a', names: { en: 'Tent' }, good: 1 }, { id: 'b', names: { en: 'Bed' }, good: 2 }], total: 3 };
  expect(kept(before, structuredClone(before))).toBe(before);
  const next = structuredClone(before);
  next.rows.unshift({ id: 'c', names: { en: 'Heater' }, good: 5 });
  next.rows[1] = { id: 'a', names: { en: 'Tent' }, good: 7 };
  const now = kept(before, structuredClone(next));
  expect(now).toEqual(next);
  expect(now.rows[2]).toBe(before.rows[1]);
  expect(now.rows[1]).not.toBe(before.rows[0]);
  expect(now.rows[1]?.names).toBe(before.rows[0]?.names);
  expect(kept({ a: 1, b: undefined }, { a: 1 })).toEqual({ a: 1 });
  expect(kept([1, 2], [1])).toEqual([1]);
  expect(kept(null, { a: null })).toEqual({ a: null });
});

test('ids are version 7 and rise with time', () => {
  const [first, second] = [newId(1_000_000), newId(2_000_000)];
  expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(first < second).toBe(true);
});
