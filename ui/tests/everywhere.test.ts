/// Stock at all sites: added up by the host, narrowed by site, donor and condition, opened to its sites.
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as data from '../dev/data';
import StockEverywhere from '$lib/features/stock/StockEverywhere.svelte';
import StockPage from '$lib/features/stock/StockPage.svelte';
import { rail, rolesOf } from '../src/routes/table';
import { fill, overheard, press, signIn, stand, turn } from './hosted';

const kept = [...data.stock];
beforeEach(async () => {
  await signIn('coordinator');
  stand('#/stock-all');
});
afterEach(() => {
  data.stock.splice(0, data.stock.length, ...kept);
  vi.restoreAllMocks();
});

const rows = () => screen.getAllByTestId(/^row-stock-all-/).map((row) => row.dataset.item);

test('every item stands once, and opens the sites where it stands', async () => {
  const asked = await overheard();
  render(StockEverywhere);
  await screen.findByTestId('row-stock-all-BLANKET');
  expect(rows()).toHaveLength(kept.length);
  await press('action-sites-BLANKET');
  expect((await screen.findByTestId('row-stock-site-pab')).textContent).toContain('Pabradė');
  expect(asked('stock_sites')).toEqual([{ site: null, donor: null, condition: null, item: 'i-blanket' }]);
  const links = [...screen.getByTestId('row-stock-site-pab').querySelectorAll('a')].map((one) => one.getAttribute('href'));
  expect(links).toEqual(['#/stock-card/i-blanket?site=pab', '#/stock?site=pab']);
});

test('a condition, a donor and a site are asked of the host, and only that condition is counted', async () => {
  const asked = await overheard();
  render(StockEverywhere);
  await screen.findByTestId('row-stock-all-BLANKET');
  await turn('field-condition', 'DAMAGED');
  await turn('field-donor', 'p-CZ');
  await turn('field-site', 'pab');
  await waitFor(() => expect(asked('stock_items').at(-1)).toEqual({ site: 'pab', donor: 'p-CZ', condition: 'DAMAGED' }));
  await waitFor(() => expect(rows()).toEqual(['BLANKET']));
  expect(screen.queryByTestId('stock-all-BLANKET-good')).toBeNull();
  expect(screen.getByTestId('stock-all-BLANKET-damaged').textContent).toBe('12');
});

test('an item is found by typing; what fits nothing says so and leads back', async () => {
  render(StockEverywhere);
  await screen.findByTestId('row-stock-all-BLANKET');
  await fill('field-filter', 'blank');
  await waitFor(() => expect(rows()).toEqual(['BLANKET']));
  await fill('field-filter', 'zzz');
  await press('action-everything');
  await waitFor(() => expect(rows()).toHaveLength(kept.length));
});

test('the keyboard moves between rows, opens and closes them', async () => {
  render(StockEverywhere);
  await screen.findByTestId('row-stock-all-BLANKET');
  const buttons = screen.getAllByTestId(/^action-sites-/);
  buttons[0]?.focus();
  await fireEvent.keyDown(buttons[0] as HTMLElement, { key: 'ArrowDown' });
  expect(document.activeElement).toBe(buttons[1]);
  await fireEvent.keyDown(buttons[1] as HTMLElement, { key: 'ArrowRight' });
  await screen.findByTestId('row-stock-site-pab');
  await fireEvent.keyDown(buttons[1] as HTMLElement, { key: 'ArrowLeft' });
  await waitFor(() => expect(screen.queryByTestId('row-stock-site-pab')).toBeNull());
});

test('five hundred items come a hundred at a time', async () => {
  const [first] = kept;
  if (!first) throw new Error('the development host has no stock');
  data.stock.splice(0, data.stock.length, ...Array.from({ length: 500 }, (_, n) => ({ ...first, item: `i-${n}`, item_code: `I${n}` })));
  render(StockEverywhere);
  await screen.findByTestId('row-stock-all-I0');
  expect(rows()).toHaveLength(100);
  await press('action-more');
  await waitFor(() => expect(rows()).toHaveLength(200));
  expect(screen.getByTestId('stock-all-count').textContent).toContain('500');
});

test('coordinators and auditors have it in the rail and beside the stock of a site, others do not', async () => {
  expect(rail.find((entry) => entry.page === 'stock-all')?.roles).toEqual(['coordinator', 'auditor']);
  expect(rolesOf('stock-all', '')).toEqual(['coordinator', 'auditor']);
  const page = render(StockPage);
  await screen.findByTestId('action-stock-all');
  page.unmount();
  await signIn('keeper');
  render(StockPage);
  await screen.findByTestId('action-limits');
  expect(screen.queryByTestId('action-stock-all')).toBeNull();
});
