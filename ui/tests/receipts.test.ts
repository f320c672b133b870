/// Receipts of a part of what was announced, and the ones after it.
import { render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as chain from '../dev/chain';
import * as data from '../dev/data';
import { api, type ConsignmentLineView, type ConsignmentView } from '$lib/api';
import ReceiveForm from '$lib/features/receipts/ReceiveForm.svelte';
import { acceptExpected, announce, arrive, atCount, expectAgain, freshReceipt, leftOut, readReceipt, type Line, type ReceiveContent } from '$lib/features/receipts/form';
import { onScreen } from '$lib/forms/lines';
import { refresh } from '$lib/query/query.svelte';
import { fill, held, overheard, press, signIn, stand } from './hosted';

const TODAY = '2021-07-24';
const line = (index: number, quantity: number, counted = 0, short = 0): ConsignmentLineView => {
  const item = data.items[index];
  if (!item) throw new Error('the development host has too few items');
  return { id: `cl-${index}`, acceptance_line: `al-${item.id}`, item: item.id, item_code: item.code, item_names: item.names, unit: item.unit, quantity, packed: null, counted, short, expected: Math.max(0, quantity - counted - short) };
};
/** Twenty tents, a hundred beds, five hundred blankets. */
const announced: ConsignmentView = { ...chain.consignment, lines: [line(0, 20), line(1, 100), line(2, 500)] };
/** Tents are complete, sixty beds came, ten blankets were signed for as short. */
const after: ConsignmentView = { ...announced, lines: [line(0, 20, 20), line(1, 100, 60), line(2, 500, 0, 10)] };

function arrived(view: ConsignmentView, partial: boolean, ...typed: Partial<Line>[]): ReceiveContent {
  const content = freshReceipt(TODAY);
  arrive(content, view);
  content.partial = partial;
  typed.forEach((one, at) => Object.assign(content.lines[at] ?? {}, one));
  return content;
}
const read = (content: ReceiveContent) => {
  const { request, problems } = readReceipt(content, 'pab', TODAY);
  const lines = request?.lines.map((one) => [one.consignment_line, one.expected, one.good, one.damaged]);
  return { lines, problems: problems.map((one) => [one.code, one.subject]) };
};

test('what comes later is not in this receipt, whether its line is left empty or nought is typed', () => {
  const posted = [['cl-0', 20, 20, 0], ['cl-1', 60, 60, 0]];
  expect(read(arrived(announced, true, { good: '20' }, { good: '60' }))).toEqual({ lines: posted, problems: [] });
  expect(read(arrived(announced, true, { good: '20' }, { good: '60' }, { good: '0' }))).toEqual({ lines: posted, problems: [] });
});

test('where nothing comes later, an empty line is asked about and nought is short', () => {
  expect(read(arrived(announced, false, { good: '20' }, { good: '60' })).problems).toEqual([['quantity-missing', 'lines.2.good']]);
  expect(read(arrived(announced, false, { good: '20' }, { good: '60' }, { good: '0' })).lines).toEqual([['cl-0', 20, 20, 0], ['cl-1', 100, 60, 0], ['cl-2', 500, 0, 0]]);
});

test('the next receipt asks for what is still to come, and not for what was counted or signed for as short', () => {
  const next = arrived(after, false, {}, { good: '40' }, { good: '490' });
  expect(next.lines.slice(0, 3).map((one) => one.expected)).toEqual([0, 40, 490]);
  expect(read(next)).toEqual({ lines: [['cl-1', 40, 40, 0], ['cl-2', 490, 490, 0]], problems: [] });
  expect(read(arrived(after, false, { good: '0' }, { good: '40' }, { good: '490' })).lines).toHaveLength(2);
  expect(read(arrived(after, false, {}, { good: '40' })).problems, 'counted from the line on screen').toEqual([['quantity-missing', 'lines.2.good']]);
});

test('more of a line that was complete is over and can still be received', () => {
  expect(read(arrived(after, true, { good: '2' })).lines).toEqual([['cl-0', 0, 2, 0]]);
  const complete = arrived(after, true);
  complete.lines.forEach(acceptExpected);
  expect(complete.lines.map((one) => one.good)).toEqual(['', '40', '490', '']);
});

test('a line somebody began, or cannot be read, is never left out in silence', () => {
  expect(read(arrived(announced, true, { good: '20' }, { batch: 'L7' })).problems).toEqual([['quantity-missing', 'lines.1.good']]);
  expect(read(arrived(announced, true, { good: '20' }, { damaged: '1,5' })).problems[0]?.[1]).toBe('lines.1.good');
  expect(read(arrived(announced, true, { good: '20' }, { reason: 'lost' })).problems).toEqual([['quantity-missing', 'lines.1.good']]);
  expect(read(arrived(announced, true, { good: '20' }, { place: 'pl-1' })).problems).toEqual([['quantity-missing', 'lines.1.good']]);
});

test('where the rest comes later, nought with a reason is missing all the same', () => {
  expect(read(arrived(announced, true, { good: '20' }, { good: '0', reason: 'lost' })).lines).toEqual([['cl-0', 20, 20, 0], ['cl-1', 100, 0, 0]]);
  expect(read(arrived(after, true, { good: '0', reason: 'lost' }, { good: '40' })).lines, 'nothing more of a line that is done').toEqual([['cl-1', 40, 40, 0]]);
});

test('a form with announced lines has lines, and says that none is counted', () => {
  expect(read(arrived(announced, true)).problems).toEqual([['no-line-counted', 'lines.0.good']]);
  expect(read(arrived(after, true)).problems).toEqual([['no-line-counted', 'lines.1.good']]);
  expect(readReceipt({ ...freshReceipt(TODAY), donor: 'p-CZ' }, 'pab', TODAY).problems.map((one) => one.code)).toEqual(['lines-missing']);
});

test('what is expected is read again without what was typed', () => {
  const content = arrived(announced, false, { good: '20' }, { good: '60', batch: 'L7' });
  content.lines.push({ ...(content.lines[0] as Line), key: 'own', consignmentLine: null, expected: null });
  expectAgain(content, 'consignmentLine', after.lines.slice(1));
  expect(content.lines.map((one) => [one.expected, one.good, one.batch])).toEqual([[0, '20', ''], [40, '60', 'L7'], [490, '', ''], [null, '', ''], [null, '20', '']]);
});

test('a delivery that no consignment announced is received in parts likewise', () => {
  const [delivery] = data.expected;
  if (!delivery) throw new Error('the development host expects nothing');
  const content = freshReceipt(TODAY);
  announce(content, delivery);
  content.partial = true;
  Object.assign(content.lines[2] ?? {}, { good: '300' });
  expect(readReceipt(content, 'pab', TODAY).request?.lines.map((one) => [one.acceptance_line, one.expected, one.good])).toEqual([['al-CZ-i-blanket', 300, 300]]);
  expect(content.lines.filter((one) => leftOut(one, true))).toHaveLength(4);
});

test('a problem of the host is told at the line on screen', () => {
  const told = { code: 'reason-missing', subject: 'lines.1.reason', facts: {} };
  expect(onScreen(told, [0, 2]).subject).toBe('lines.2.reason');
  expect(onScreen({ ...told, subject: 'lines' }, [0, 2]).subject).toBe('lines');
  expect(onScreen({ ...told, subject: null }, [0, 2]).subject).toBeNull();
  expect(['lines.1.expected', 'lines.1.good', 'expected', null].map((subject) => atCount({ ...told, subject }).subject)).toEqual(['lines.1.good', 'lines.1.good', 'expected', null]);
});

beforeEach(() => signIn('keeper'));
afterEach(() => void vi.restoreAllMocks());

async function opened(view: ConsignmentView) {
  chain.consignment.lines = view.lines;
  stand('#/receive/new?consignment=consignment');
  const form = render(ReceiveForm);
  await screen.findByTestId('line-2-good');
  return form;
}

test('three lines in two receipts, in the window', async () => {
  const asked = await overheard();
  const first = await opened(announced);
  await press('field-partial');
  await fill('line-0-good', '20');
  await fill('line-1-good', '60');
  expect(screen.getByTestId('line-2-left-out').textContent).toBe('not in this receipt');
  await press('action-review');
  expect((await screen.findByTestId('review-left-out')).textContent).toContain('1 line is not in this receipt');
  const shown = [...screen.getByTestId('dialog-review').querySelectorAll('tbody tr')].map((row) => row.children[1]?.textContent);
  expect(shown, 'what is shown is what is posted').toEqual(['20', '60']);
  await press('action-post');
  await waitFor(() => expect(asked('post_receipt')[0]?.lines.map((one) => [one.consignment_line, one.expected, one.good])).toEqual([['cl-0', 20, 20], ['cl-1', 60, 60]]));
  first.unmount();

  await opened(after);
  expect(screen.getByTestId('line-0-left-out').textContent).toBe('received before');
  await fill('line-1-good', '39');
  await fill('line-1-damaged', '1');
  await fill('line-2-good', '490');
  await press('action-review');
  await press('action-post');
  await waitFor(() => expect(asked('post_receipt')[1]?.lines.map((one) => [one.consignment_line, one.expected, one.good, one.damaged])).toEqual([['cl-1', 40, 39, 1], ['cl-2', 490, 490, 0]]));
  // The host says that its first line lacks a reason; on screen that is the second.
  expect((await screen.findByTestId('line-1-reason-error')).textContent).toContain('Blanket');
  expect(screen.queryByTestId('line-0-reason-error')).toBeNull();
});

const expectedOf = (at: number) => screen.getByTestId(`line-${at}-expected`).textContent;

test('a draft that is taken up asks for what is still to come, and not for what was when it was kept', async () => {
  const content = arrived(announced, false, {}, { good: '40' });
  await api.saveDraft({ id: 'draft-old', kind: 'receipt', content });
  chain.consignment.lines = after.lines;
  const asked = await overheard();
  stand('#/receive/new?draft=draft-old');
  const form = render(ReceiveForm);
  await waitFor(() => expect([0, 1, 2].map(expectedOf)).toEqual(['0', '40', '490']));
  expect(screen.getByTestId('line-0-left-out').textContent).toBe('received before');
  await fill('line-2-good', '490');
  await press('action-review');
  await press('action-post');
  await waitFor(() => expect(asked('post_receipt')[0]?.lines.map((one) => [one.consignment_line, one.expected, one.good])).toEqual([['cl-1', 40, 40], ['cl-2', 490, 490]]));
  form.unmount();
  await api.discardDraft({ id: 'draft-old' });
});

test('a form that lies open while another receipt arrives asks for the rest', async () => {
  await opened(announced);
  await fill('line-1-good', '40');
  chain.consignment.lines = after.lines;
  refresh();
  await waitFor(() => expect([0, 1, 2].map(expectedOf)).toEqual(['0', '40', '490']));
  expect(screen.getByTestId<HTMLInputElement>('line-1-good').value).toBe('40');
});

test('a draft of a delivery that no consignment announced is read again likewise', async () => {
  const [delivery] = data.expected;
  if (!delivery) throw new Error('the development host expects nothing');
  const content = freshReceipt(TODAY);
  announce(content, delivery);
  await api.saveDraft({ id: 'draft-delivery', kind: 'receipt', content });
  const before = delivery.lines;
  delivery.lines = before.slice(1).map((one, at) => (at === 0 ? { ...one, expected: 7 } : one));
  stand('#/receive/new?draft=draft-delivery');
  render(ReceiveForm);
  await waitFor(() => expect([0, 1].map(expectedOf)).toEqual(['0', '7']));
  delivery.lines = before;
  await api.discardDraft({ id: 'draft-delivery' });
});

test('a refusal stands at the line that was posted, though more was typed while the draft was kept', async () => {
  await opened(announced);
  await press('field-partial');
  const release = await held('save_draft');
  await fill('line-1-good', '60');
  await fill('line-1-damaged', '1');
  await press('action-review');
  await press('action-post');
  await fill('line-0-good', '20');
  release();
  expect((await screen.findByTestId('line-1-reason-error')).textContent).toContain('Blanket');
  expect(screen.queryByTestId('line-0-reason-error')).toBeNull();
});
