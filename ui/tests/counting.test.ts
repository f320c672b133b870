/// A count finds what the book does not have there: a lot booked to zero, in another condition, in another place.
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import * as data from '../dev/data';
import { api, type ItemRow, type ReceiptView, type StockCardRow } from '$lib/api';
import CountForm from '$lib/features/counts/CountForm.svelte';
import { lotsOnceAt } from '$lib/features/counts/lots';
import { listen } from '$lib/keyboard/keyboard.svelte';
import { answering, fill, overheard, pick, press, signIn, stand, turn } from './hosted';

listen();

const blanket = data.items.find((row) => row.id === 'i-blanket') as ItemRow;
const card = (document: string, more: Partial<StockCardRow> = {}): StockCardRow => ({ ...(data.card[0] as StockCardRow), document, kind: 'receipt', quantity_in: 40, quantity_out: 0, reversed: false, ...more });

/** A receipt of blankets and tents that is issued to the last unit. */
async function bookedToZero(more: Parameters<typeof answering>[0] = {}) {
  const receipt = await api.receipt({ id: 'doc-receipt' });
  const [line] = receipt.lines;
  if (!line) throw new Error('the development host has no receipt');
  const gone: ReceiptView = { ...receipt, lines: [{ ...line, lot: 'lot-gone', item: blanket.id, item_code: blanket.code }, { ...line, lot: 'lot-tent', item: 'i-tent', item_code: 'TENT-FAM' }] };
  await answering({
    stock_card: () => [card('doc-gone'), card('doc-undone', { reversed: true }), card('doc-issue', { kind: 'issue', quantity_in: 0, quantity_out: 40 })],
    receipt: () => gone,
    lot_trace: ({ lot }) => ({ ...data.trace, lot: { ...data.lot, lot, origin_number: 'PAB-GRN-21-B-00009', batch: 'L-9' } }),
    count_book: ({ lot }) => ({ book: lot === 'lot-gone' ? 0 : 100 }),
    ...more,
  });
}

beforeEach(async () => {
  vi.restoreAllMocks();
  await signIn('keeper');
  stand('#/count');
});

test('lots of an item are those that stand at the site, and those that came and are gone', async () => {
  await bookedToZero();
  const asked = await overheard();
  expect((await lotsOnceAt('pab', blanket)).map((one) => [one.lot, one.batch])).toEqual([['lot-i-blanket', null], ['lot-gone', 'L-9']]);
  expect(asked('receipt'), 'what was reversed or went out brought nothing').toEqual([{ id: 'doc-gone' }]);
  expect(asked('lot_trace'), 'what stands there is known').toEqual([{ lot: 'lot-gone' }]);
});

test('a lot booked to zero is added, counted in packs, and posted with its book of nothing', async () => {
  await bookedToZero();
  const asked = await overheard();
  render(CountForm);
  await press('action-start');
  await screen.findByTestId('line-0-counted');
  await press('action-add-line');
  await waitFor(() => expect(document.activeElement?.id).toBe('field-item'));
  await pick('field-item', 'Blanket');
  await waitFor(() => expect(document.activeElement?.id).toBe('field-lot'));
  await waitFor(() => expect(asked('lot_trace')).toHaveLength(1));
  await new Promise((done) => setTimeout(done));
  await pick('field-lot', 'L-9');
  await turn('field-condition', 'DAMAGED');
  await turn('field-spot', 'pl-1');
  await fireEvent.keyDown(screen.getByTestId('field-lot'), { key: 'Enter', ctrlKey: true });
  await waitFor(() => expect(document.activeElement?.id).toBe('line-0-counted'));
  expect(screen.getByTestId('count-line').textContent).toContain('PAB-GRN-21-B-00009');
  expect(screen.getByTestId('count-line').textContent).toContain('damaged · Hall A');
  await waitFor(() => expect(screen.getByTestId('line-0-counted-pack')).toBeTruthy());
  await turn('line-0-counted-pack', 'pack-1');
  await fill('line-0-counted', '2');
  await press('action-counted');
  await press('action-post');
  expect((await screen.findByTestId('problem')).dataset.code).toBe('count-reason-missing');
  await fill('line-0-reason', 'Behind the pallets');
  await press('action-post');
  await waitFor(() => expect(asked('post_count').length).toBeGreaterThan(0));
  expect(asked('post_count')[0]?.lines).toEqual([{ lot: 'lot-gone', condition: 'DAMAGED', place: 'pl-1', book: 0, counted: 50, packed: { packaging: 'pack-1', packs: 2, loose: 0 }, reason: 'Behind the pallets' }]);
});

test('the same goods are not added twice, and Escape goes back to the count', async () => {
  render(CountForm);
  await press('action-start');
  await screen.findByTestId('line-0-counted');
  await press('action-add-line');
  await press('action-add');
  expect((await screen.findByTestId('problem')).dataset.code).toBe('item-unknown');
  await pick('field-item', 'Blanket');
  await waitFor(() => expect(screen.getByTestId('field-lot').dataset.value, 'the only lot is chosen').toBe('lot-i-blanket'));
  await press('action-add');
  await waitFor(() => expect(screen.getByTestId('problem').dataset.code).toBe('count-line-there'));
  expect(screen.getByTestId('problem').textContent).toContain(`line ${data.items.indexOf(blanket) + 1} of the count`);
  await fireEvent.keyDown(document.body, { key: 'Escape' });
  await waitFor(() => expect(document.activeElement?.id).toBe('line-0-counted'));
  expect(screen.getByTestId('count-progress').textContent).toBe(`0 of ${data.items.length} counted`);
});

test('where the book has nothing a count begins with what is found, and a place counts what lies in it', async () => {
  await bookedToZero({ count_sheet: () => [], stock: () => [] });
  const asked = await overheard();
  render(CountForm);
  await waitFor(() => expect(screen.getByTestId('field-place').children.length).toBeGreaterThan(1));
  await turn('field-place', 'pl-1');
  await press('action-start');
  await press('action-add-line');
  await pick('field-item', 'Blanket');
  await waitFor(() => expect(screen.getByTestId('field-lot').dataset.value).toBe('lot-gone'));
  expect(screen.queryByTestId('field-spot')).toBeNull();
  await press('action-add');
  await fill('line-0-counted', '3');
  await press('action-counted');
  await waitFor(() => expect(asked('count_book')).toEqual([{ site: 'pab', lot: 'lot-gone', condition: 'GOOD', place: 'pl-1' }]));
});
