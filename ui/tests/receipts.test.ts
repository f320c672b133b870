/// Receipts of a part of what was announced, and the ones after it.
import { render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as chain from '../dev/chain';
import * as data from '../dev/data';
import type { ConsignmentLineView, ConsignmentView } from '$lib/api';
import ReceiveForm from '$lib/features/receipts/ReceiveForm.svelte';
import { acceptExpected, announce, arrive, freshReceipt, leftOut, readReceipt, type Line, type ReceiveContent } from '$lib/features/receipts/form';
import { onScreen } from '$lib/forms/lines';
import { fill, overheard, press, signIn, stand } from './hosted';

const TODAY = '2021-07-24';
const line = (index: number, quantity: number, counted = 0, short = 0): ConsignmentLineView => {
  const item = data.items[index];
  if (!item) throw new Error('the development host has too few items');
  return { id: `cl-${index}`, acceptance_line: `al-${item.id}`, item: item.id, item_code: item.code, item_names: item.names, unit: item.unit, quantity, counted, short, expected: Math.max(0, quantity - counted - short) };
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
  expect(read(arrived(announced, true)).problems).toEqual([['lines-missing', 'lines.0.good']]);
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
