/// Quantities with how exactly they are known, and what is said of a line beside them: typed, kept, and sent as they were.
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as chain from '../dev/chain';
import type { OfferLineDetail, RequestLineView } from '$lib/api';
import OfferForm from '$lib/features/offers/OfferForm.svelte';
import { given, readDetail, typedDetail } from '$lib/features/offers/detail';
import { blankLine, freshOffer, isBlank, pastedLine, readOffer } from '$lib/features/offers/form';
import RequestForm from '$lib/features/requests/RequestForm.svelte';
import { amend, blankLine as blankRequestLine, freshRequest, readRequest } from '$lib/features/requests/form';
import { grams, kilograms } from '$lib/parse/weight';
import { fill, overheard, pick, press, signIn, stand, turn, valueOf } from './hosted';

const TODAY = '2021-07-24';
const detail: OfferLineDetail = { packaging: 'pallets of 24', weight_g: 12_500, volume_dm3: 960, condition: 'used', expiry: '2022-03-01' };

beforeEach(() => signIn('coordinator'));
afterEach(() => void vi.restoreAllMocks());

test('grams come back as they went', () => {
  for (const weight of [0, 1, 40, 999, 1000, 12_500, 2_500_000, 999_999_999_999]) expect(grams(kilograms(weight)), String(weight)).toBe(weight);
  expect([kilograms(12_500), kilograms(40), kilograms(2_000)]).toEqual(['12.5', '0.04', '2']);
});

test('what is said of a line comes back as it was, and each fault has its field', () => {
  const problems: never[] = [];
  expect(readDetail(typedDetail(detail), 0, TODAY, problems)).toEqual(detail);
  expect(readDetail(typedDetail(null), 0, TODAY, problems)).toBeNull();
  expect(problems).toEqual([]);
  expect(given(typedDetail(detail))).toBe(5);
  const content = { ...freshOffer(), activation: 'a', donor: 'cz', lines: [{ ...blankLine(), text: 'tents', quantity: '5', typed: { packaging: '', weight: '1,2345', volume: '1,5', condition: '' as const, expiry: '32.01.2022' } }] };
  expect(readOffer(content, TODAY).problems.map((one) => [one.code, one.subject])).toEqual([
    ['weight-unreadable', 'lines.0.detail.weight_g'],
    ['quantity-fraction', 'lines.0.detail.volume_dm3'],
    ['date-invalid', 'lines.0.detail.expiry'],
  ]);
  expect(isBlank({ ...blankLine(), typed: { ...typedDetail(null), packaging: 'boxes' } }), 'never dropped in silence').toBe(false);
});

test('a pasted line keeps how exactly its number is known', () => {
  const line = pastedLine({ row: 2, text: 'Zelte', group: null, item: null, matched: false, quantity: { value: 300, qualifier: 'UP_TO' }, detail }, '');
  const content = { ...freshOffer(), activation: 'a', donor: 'cz', lines: [line] };
  expect(readOffer(content, TODAY).request?.lines[0]).toMatchObject({ quantity: { value: 300, qualifier: 'UP_TO' }, detail });
});

test('a draft of before, which knew no qualifier, is exact', () => {
  const line = blankLine();
  delete line.qualifier;
  const content = { ...freshOffer(), activation: 'a', donor: 'cz', lines: [{ ...line, text: 'tents', quantity: '5', detail }] };
  expect(readOffer(content, TODAY).request?.lines[0]).toMatchObject({ quantity: { value: 5, qualifier: 'EXACT' }, detail });
});

test('an offer is typed with qualifiers and the details of a line', async () => {
  const asked = await overheard();
  stand('#/offers/new');
  render(OfferForm);
  await pick('field-donor', 'Czechia');
  await fill('line-0-text', 'Blankets');
  await fill('line-0-quantity', '300');
  await turn('line-0-qualifier', 'UP_TO');
  expect(screen.queryByTestId('line-0-detail-packaging')).toBeNull();
  const more = screen.getByTestId('line-0-details');
  expect(more.getAttribute('aria-expanded')).toBe('false');
  // Enter on it must reach the button: the grid would take it for going down the column.
  expect(await fireEvent.keyDown(more, { key: 'Enter' })).toBe(true);
  await fireEvent.click(more);
  expect(more.getAttribute('aria-expanded')).toBe('true');
  await fill('line-0-detail-packaging', 'pallets of 24');
  await fill('line-0-detail-weight-g', '12,5');
  await fill('line-0-detail-volume-dm3', '960');
  await turn('line-0-detail-condition', 'used');
  await fill('line-0-detail-expiry', '2022-03-01');
  await press('line-0-details');
  expect(screen.queryByTestId('line-0-detail-packaging')).toBeNull();
  expect(more.textContent).toContain('5');
  await press('action-post');
  await waitFor(() => expect(asked('record_offer')[0]?.lines).toMatchObject([{ text: 'Blankets', quantity: { value: 300, qualifier: 'UP_TO' }, detail }]));
});

test('what is wrong in folded details unfolds them', async () => {
  stand('#/offers/new');
  render(OfferForm);
  await pick('field-donor', 'Czechia');
  await fill('line-0-text', 'Blankets');
  await fill('line-0-quantity', '300');
  await press('line-0-details');
  await fill('line-0-detail-weight-g', 'heavy');
  await press('line-0-details');
  await press('action-post');
  expect((await screen.findByTestId('line-0-detail-weight-g-error')).textContent).not.toBe('');
});

const [asRecorded] = chain.request.lines;
if (!asRecorded) throw new Error('the development host asks for nothing');
const stands: RequestLineView[] = [
  { ...asRecorded, id: 'rl-1', text: 'Beds', quantity: { value: 300, qualifier: 'UP_TO' }, unit: 'sets' },
  { ...asRecorded, id: 'rl-2', text: 'Tents', quantity: { value: 40, qualifier: 'AROUND' }, unit: null },
  { ...asRecorded, id: 'rl-3', text: 'Heaters', quantity: { value: null, qualifier: 'NOT_STATED' }, unit: 'pieces' },
];
const told = stands.map((line) => ({ id: line.id, quantity: line.quantity, unit: line.unit, needed_by: line.needed_by, site: line.site, specification: line.specification }));

test('the next version of a request keeps how exactly each number is known, and its unit', () => {
  const content = freshRequest();
  amend(content, { ...chain.request, lines: stands });
  expect(readRequest(content, TODAY).request?.lines).toMatchObject(told);
});

test('an empty quantity is not stated, and up to nothing is a number somebody forgot', () => {
  const reading = (line: Partial<ReturnType<typeof blankRequestLine>>) => {
    const { request, problems } = readRequest({ ...freshRequest(), activation: 'a', title: 'Winter', lines: [{ ...blankRequestLine(), text: 'tents', ...line }] }, TODAY);
    return request?.lines[0]?.quantity ?? problems.map((one) => [one.code, one.subject]);
  };
  expect(reading({})).toEqual({ value: null, qualifier: 'NOT_STATED' });
  expect(reading({ qualifier: 'NOT_STATED', quantity: '5' })).toEqual({ value: null, qualifier: 'NOT_STATED' });
  expect(reading({ qualifier: 'UP_TO' })).toEqual([['quantity-missing', 'lines.0.quantity']]);
  expect(reading({ quantity: '0' })).toEqual([['quantity-zero', 'lines.0.quantity']]);
});

test('amending in the window shows and keeps what the version that stands says', async () => {
  const asked = await overheard();
  chain.request.lines = stands;
  stand('#/requests/new?amend=request');
  render(RequestForm);
  await waitFor(() => expect(valueOf('line-0-qualifier')).toBe('UP_TO'));
  expect(valueOf('line-0-unit')).toBe('sets');
  expect(screen.getByTestId<HTMLInputElement>('line-2-quantity').disabled).toBe(true);
  await turn('line-1-qualifier', 'OVER');
  await press('action-post');
  const changed = told.map((line, at) => (at === 1 ? { ...line, quantity: { value: 40, qualifier: 'OVER' } } : line));
  await waitFor(() => expect(asked('record_request')[0]?.lines).toMatchObject(changed));
});
