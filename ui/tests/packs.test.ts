/// Counting in packs: what is typed, what it comes to, what a draft keeps, and what is sent.
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { createRawSnippet, type Component } from 'svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import * as data from '../dev/data';
import type { PackedView } from '$lib/api';
import PackedWords from '$lib/components/PackedWords.svelte';
import ConsignmentPage from '$lib/features/consignments/ConsignmentPage.svelte';
import CountForm from '$lib/features/counts/CountForm.svelte';
import CountPage from '$lib/features/counts/CountPage.svelte';
import OpeningForm from '$lib/features/counts/OpeningForm.svelte';
import OpeningPage from '$lib/features/counts/OpeningPage.svelte';
import { difference, freshCount, isCounted, readCount, type CountedLine } from '$lib/features/counts/form';
import IssueForm from '$lib/features/issues/IssueForm.svelte';
import IssuePage from '$lib/features/issues/IssuePage.svelte';
import LotPage from '$lib/features/lots/LotPage.svelte';
import ReceiptPage from '$lib/features/receipts/ReceiptPage.svelte';
import ReceiveForm from '$lib/features/receipts/ReceiveForm.svelte';
import { acceptExpected, blankLine, counted, isBlank, isOpen } from '$lib/features/receipts/form';
import DispatchForm from '$lib/features/transfers/DispatchForm.svelte';
import TransferPage from '$lib/features/transfers/TransferPage.svelte';
import TransferReceiptPage from '$lib/features/transfers/TransferReceiptPage.svelte';
import { packedWords } from '$lib/format/packs';
import { speak } from '$lib/i18n/i18n.svelte';
import { isUntyped, packAfter, readCounted, scanned, typedAs, unitsOf, type Pack } from '$lib/parse/packs';
import { fill, held, overheard, pick, press, signIn, stand, turn, valueOf } from './hosted';

const carton = (loose = ''): Pack => ({ packaging: 'pack-1', units: 25, loose });
const codes = data.packaging.map((row) => row.gtin ?? '');

beforeEach(() => {
  vi.restoreAllMocks();
});

test('twelve cartons of twenty-five and three beside them are three hundred and three', () => {
  expect(readCounted('12', carton('3'))).toEqual({ units: 303, packed: { packaging: 'pack-1', packs: 12, loose: 3 } });
  expect(readCounted('12', carton())).toEqual({ units: 300, packed: { packaging: 'pack-1', packs: 12, loose: 0 } });
  expect(readCounted('303', null), 'in base units').toEqual({ units: 303, packed: null });
  expect(readCounted('0', carton('7')), 'no whole pack').toEqual({ units: 7, packed: null });
  expect(readCounted('', carton('7'))).toEqual({ units: 7, packed: null });
  expect(unitsOf('12', carton('3'))).toBe(303);
});

test('what cannot be read is said at the field that counts', () => {
  const code = (text: string, pack: Pack | null) => [readCounted(text, pack, 'lines.0.good').problem?.code, readCounted(text, pack, 'lines.0.good').problem?.subject];
  expect(code('', carton())).toEqual(['quantity-missing', 'lines.0.good']);
  expect(code('1,5', carton())).toEqual(['quantity-fraction', 'lines.0.good']);
  expect(code('2', carton('-1'))).toEqual(['quantity-negative', 'lines.0.good']);
  expect(code('9007199254740991', carton()), 'the product leaves the exact numbers').toEqual(['quantity-too-large', 'lines.0.good']);
  expect(code('360287970189639', carton('9007199254740991')), 'so does the sum').toEqual(['quantity-too-large', 'lines.0.good']);
});

test('what was expected is typed in packs where packs are counted, and the rest beside them', () => {
  expect(typedAs(303, carton())).toEqual({ text: '12', pack: carton('3') });
  expect(typedAs(300, carton('9'))).toEqual({ text: '12', pack: carton('') });
  expect(typedAs(303, null)).toEqual({ text: '303', pack: null });
  const line = { ...blankLine(), expected: 310, damaged: '7', pack: carton() };
  acceptExpected(line);
  expect([line.good, line.pack?.loose, counted(line)]).toEqual(['12', '3', 310]);
});

test('loose units alone are typed too', () => {
  expect(isUntyped('', carton('3'))).toBe(false);
  const line = { ...blankLine(), pack: carton('3') };
  expect([isBlank(line), isOpen(line), counted(line)]).toEqual([false, false, 3]);
  expect(isBlank({ ...blankLine(), pack: carton() })).toBe(true);
});

test('a scanned code is that of one packaging, with or without spaces', () => {
  expect(scanned(data.packaging, codes[0] ?? '')?.id).toBe('pack-1');
  expect(scanned(data.packaging, '4006381 333931')?.id).toBe('pack-1');
  expect(scanned(data.packaging, '400638133393')).toBeUndefined();
  expect(scanned(data.packaging.map((row) => ({ ...row, gtin: null })), '')).toBeUndefined();
});

test('a count differs by base units, and its request names the packs', () => {
  const line: CountedLine = { lot: 'lot', condition: 'GOOD', place: null, label: 'Blanket', details: '', book: 300, counted: '12', pack: carton('3'), reason: 'Found' };
  expect([isCounted(line), difference(line)]).toEqual([true, 3]);
  const { request } = readCount({ ...freshCount('2021-07-24'), lines: [line] }, 'pab', '2021-07-24');
  expect(request?.lines[0]).toMatchObject({ counted: 303, packed: { packaging: 'pack-1', packs: 12, loose: 3 } });
});

test('a document says in which packs a line was counted, in both languages', async () => {
  const view = data.inCartons(12, 3);
  expect(packedWords(view)).toBe('12 cartons of 25 + 3 loose');
  expect(packedWords(data.inCartons(1, 0))).toBe('1 carton of 25');
  expect(packedWords({ ...view, state: 'unknown', level: null, base_units: null })).toBe('12 packs of a packaging that has not arrived here yet + 3 loose');
  expect(packedWords({ ...view, packs: 1, loose: 0, state: 'unknown', level: null, base_units: null })).toBe('1 pack of a packaging that has not arrived here yet');
  expect(packedWords(null)).toBe('');
  await speak('lt');
  expect(packedWords(view)).toBe('12 dėžių po 25 ir 3 palaidai');
  expect(packedWords(data.inCartons(21, 0))).toBe('21 dėžė po 25');
  await speak('en');
});

test('packs that do not come to the quantity are shown as a contradiction', () => {
  const wrong: PackedView = { ...data.inCartons(12, 3), state: 'contradicts', quantity: 100 };
  render(PackedWords, { packed: wrong, testid: 'packed' });
  expect(screen.getByTestId('packed').textContent).toContain('The quantity counts.');
  expect(screen.getByTestId('packed').dataset['state']).toBe('contradicts');
});

test('a receipt is counted in cartons, shows what they come to, and sends both', async () => {
  await signIn('keeper');
  stand('#/receive/new');
  const asked = await overheard();
  render(ReceiveForm);
  await pick('field-donor', 'Czech');
  await pick('line-0-item', 'Blanket');
  await waitFor(() => expect(screen.getByTestId('line-0-good-pack')).toBeTruthy());
  expect(valueOf('line-0-good-pack'), 'base units unless somebody says otherwise').toBe('');
  await turn('line-0-good-pack', 'pack-1');
  await fill('line-0-good', '12');
  await fill('line-0-good-loose', '3');
  expect(screen.getByTestId('line-0-good-comes').textContent).toContain('303 pieces');
  await press('action-review');
  await press('action-post');
  await waitFor(() => expect(asked('post_receipt')).toHaveLength(1));
  expect(asked('post_receipt')[0]?.lines).toMatchObject([{ item: 'i-blanket', good: 303, packed: { packaging: 'pack-1', packs: 12, loose: 3 } }]);
});

test('the code on a carton finds its item and chooses the carton', async () => {
  await signIn('keeper');
  stand('#/issue');
  const asked = await overheard();
  render(IssueForm);
  await pick('field-point', 'Dormitory block A');
  await waitFor(() => expect(asked('packaging').length).toBeGreaterThan(0));
  await pick('line-0-item', codes[0] ?? '');
  await waitFor(() => expect(valueOf('line-0-quantity-pack')).toBe('pack-1'));
  await fill('line-0-quantity', '4');
  await press('action-post');
  await waitFor(() => expect(asked('post_issue')).toHaveLength(1));
  expect(asked('post_issue')[0]?.lines).toMatchObject([{ item: 'i-blanket', quantity: 100, packed: { packaging: 'pack-1', packs: 4, loose: 0 } }]);
});

test('a code scanned where the quantity is typed chooses the carton and posts nothing', async () => {
  await signIn('keeper');
  stand('#/issue');
  const asked = await overheard();
  render(IssueForm);
  await pick('line-0-item', 'Blanket');
  const field = await screen.findByTestId<HTMLInputElement>('line-0-quantity');
  await waitFor(() => expect(screen.getByTestId('line-0-quantity-pack')).toBeTruthy());
  field.focus();
  await fill('line-0-quantity', codes[0] ?? '');
  expect(await fireEvent.keyDown(field, { key: 'Enter' }), 'the end of the burst is not for the form').toBe(false);
  expect([field.value, valueOf('line-0-quantity-pack')]).toEqual(['', 'pack-1']);
  expect(document.activeElement, 'the number is typed next').toBe(field);
  await fill('line-0-quantity', '4');
  expect(screen.getByTestId('line-0-quantity-comes').textContent).toContain('100 pieces');
  await turn('line-0-quantity-pack', '');
  expect(screen.queryByTestId('line-0-quantity-comes'), 'back to base units').toBeNull();
  expect(asked('post_issue')).toHaveLength(0);
});

test('a number keeps its pack where its item is chosen again, and never counts something else', () => {
  const code = codes[0] ?? '';
  expect(packAfter(data.packaging, '', '12', carton('3')), 'the same item').toEqual({ text: '12', pack: carton('3') });
  expect(packAfter(data.packaging, code, '12', carton('3')), 'the same carton').toEqual({ text: '12', pack: carton('3') });
  expect(packAfter(data.packaging, code, '12', null), 'twelve pieces are no cartons').toEqual({ text: '', pack: carton() });
  expect(packAfter([], '', '12', carton('3')), 'an item without that carton').toEqual({ text: '', pack: null });
  expect(packAfter(data.packaging, '', '12', undefined), 'base units stay').toEqual({ text: '12', pack: null });
});

test('the quantity keeps the focus when an item with packs was chosen, and when the packs come later', async () => {
  await signIn('keeper');
  stand('#/issue');
  const release = await held('packaging');
  render(IssueForm);
  await pick('line-0-item', 'Blanket');
  const field = await screen.findByTestId('line-0-quantity');
  expect(document.activeElement).toBe(field);
  expect(screen.queryByTestId('line-0-quantity-pack')).toBeNull();
  release();
  await waitFor(() => expect(screen.getByTestId('line-0-quantity-pack')).toBeTruthy());
  expect(document.activeElement).toBe(field);
  await pick('line-1-item', 'Blanket');
  await waitFor(() => expect(screen.getByTestId('line-1-quantity-pack')).toBeTruthy());
  expect(document.activeElement).toBe(screen.getByTestId('line-1-quantity'));
});

const plain = data.items[0]?.code ?? '';
test.each([
  ['an issue', '#/issue', IssueForm, 'item', 'quantity'],
  ['a dispatch', '#/transfers/new', DispatchForm, 'lot', 'quantity'],
  ['an opening', '#/count/opening', OpeningForm, 'item', 'quantity'],
  ['a receipt', '#/receive/new', ReceiveForm, 'item', 'good'],
] as const)('cartons stay cartons when the item of a line is chosen again: %s', async (_, address, form, what, field) => {
  await signIn('keeper');
  stand(address);
  render(form as Component);
  await waitFor(async () => {
    await pick(`line-0-${what}`, 'Blanket');
    expect(screen.getByTestId(`line-0-${field}-pack`)).toBeTruthy();
  });
  await turn(`line-0-${field}-pack`, 'pack-1');
  await fill(`line-0-${field}`, '12');
  await pick(`line-0-${what}`, 'Blanket');
  expect([valueOf(`line-0-${field}`), valueOf(`line-0-${field}-pack`)]).toEqual(['12', 'pack-1']);
  await pick(`line-0-${what}`, plain);
  await waitFor(() => expect(screen.queryByTestId(`line-0-${field}-pack`)).toBeNull());
  expect(valueOf(`line-0-${field}`), 'twelve of what nobody counted').toBe('');
});

test('a number copied from the line above brings its pack, or is not copied', async () => {
  await signIn('keeper');
  stand('#/issue');
  render(IssueForm);
  const copyTo = (line: number) => fireEvent.keyDown(screen.getByTestId(`line-${line}-quantity`), { key: 'd', ctrlKey: true });
  const line = (at: number) => ['', '-pack', '-loose'].map((part) => screen.queryByTestId<HTMLInputElement>(`line-${at}-quantity${part}`)?.value);
  await pick('line-0-item', 'Blanket');
  await waitFor(() => expect(screen.getByTestId('line-0-quantity-pack')).toBeTruthy());
  await turn('line-0-quantity-pack', 'pack-1');
  await fill('line-0-quantity', '12');
  await fill('line-0-quantity-loose', '3');
  await pick('line-1-item', 'Blanket');
  await copyTo(1);
  expect(line(1)).toEqual(['12', 'pack-1', '3']);
  await pick('line-2-item', plain);
  await copyTo(2);
  expect(line(2), 'an item without cartons').toEqual(['', undefined, undefined]);
  await turn('line-0-quantity-pack', '');
  await fill('line-0-quantity', '40');
  await copyTo(1);
  expect(line(1), 'pieces stay pieces').toEqual(['40', '', undefined]);
});

test('back in base units, what lay loose is counted in', async () => {
  await signIn('keeper');
  stand('#/issue');
  render(IssueForm);
  await pick('line-0-item', 'Blanket');
  await waitFor(() => expect(screen.getByTestId('line-0-quantity-pack')).toBeTruthy());
  await turn('line-0-quantity-pack', 'pack-1');
  await fill('line-0-quantity', '12');
  await fill('line-0-quantity-loose', '3');
  await turn('line-0-quantity-pack', '');
  expect([valueOf('line-0-quantity'), screen.queryByTestId('line-0-quantity-loose')]).toEqual(['303', null]);
});

test('an item without packagings is counted as before', async () => {
  await signIn('keeper');
  stand('#/issue');
  render(IssueForm);
  await pick('line-0-item', data.items[0]?.code ?? '');
  await screen.findByTestId('line-0-quantity');
  expect(screen.queryByTestId('line-0-quantity-pack')).toBeNull();
});

test('a draft keeps the packs', async () => {
  await signIn('keeper');
  stand('#/issue');
  const asked = await overheard();
  render(IssueForm);
  await pick('line-0-item', 'Blanket');
  await waitFor(() => expect(screen.getByTestId('line-0-quantity-pack')).toBeTruthy());
  await turn('line-0-quantity-pack', 'pack-1');
  await fill('line-0-quantity', '4');
  await waitFor(() => expect(asked('save_draft').at(-1)?.content).toMatchObject({ lines: [{ quantity: '4', pack: { packaging: 'pack-1', units: 25 } }, {}] }));
});

test('a count is made in cartons', async () => {
  await signIn('keeper');
  stand('#/count');
  const asked = await overheard();
  render(CountForm);
  await press('action-start');
  await screen.findByTestId('line-0-counted');
  const at = data.items.findIndex((row) => row.id === 'i-blanket');
  for (let n = 0; n < at; n++) await press('action-skip');
  await waitFor(() => expect(screen.getByTestId('line-0-counted-pack')).toBeTruthy());
  await turn('line-0-counted-pack', 'pack-1');
  await fill('line-0-counted', '4');
  await press('action-counted');
  await waitFor(() => expect(asked('count_book')).toHaveLength(1));
  await press('action-summary');
  await press('action-post');
  await waitFor(() => expect(asked('post_count')).toHaveLength(1));
  expect(asked('post_count')[0]?.lines).toMatchObject([{ lot: 'lot-i-blanket', counted: 100, packed: { packaging: 'pack-1', packs: 4, loose: 0 } }]);
});

test('the page of a lot says in which packs it came', async () => {
  await signIn('keeper');
  render(LotPage, { id: 'lot-i-blanket' });
  expect((await screen.findByTestId('lot-came')).textContent).toContain('19 cartons of 25 + 13 loose');
});

const correct = createRawSnippet<[unknown]>(() => ({ render: () => '<span></span>' }));
/** What the pages of documents have in common; each draws its own corrections. */
type Page = Component<{ id: string; correct: typeof correct }>;
const opened: [string, Page, string][] = [
  ['receipt', ReceiptPage as Page, '19 cartons of 25 + 13 loose'],
  ['issue', IssuePage as Page, '4 cartons of 25 + 20 loose'],
  ['count', CountPage as Page, '2 cartons of 25 + 22 loose'],
  ['opening', OpeningPage as Page, '1 carton of 25 + 15 loose'],
  ['transfer', TransferPage as Page, '2 cartons of 25 + 10 loose'],
  ['receipt of a transfer', TransferReceiptPage as Page, '2 cartons of 25 + 2 loose'],
  ['consignment', ConsignmentPage as Page, '20 cartons of 25'],
];
test.each(opened)('the page of a %s shows its packs beside its base units', async (_, page, words) => {
  await signIn('coordinator');
  render(page, { id: 'doc', correct });
  expect((await screen.findByTestId('packed-BLANKET')).textContent).toContain(words);
});
