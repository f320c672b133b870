/// Every movement that has a form is led to from the stock of a site, from what it is done with.
import { render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as data from '../dev/data';
import { api } from '$lib/api';
import MoveForm from '$lib/features/moves/MoveForm.svelte';
import { conditions, offered } from '$lib/features/moves/form';
import StockPage from '$lib/features/stock/StockPage.svelte';
import { speak, t } from '$lib/i18n/i18n.svelte';
import { fill, overheard, pick, press, signIn, stand, valueOf } from './hosted';

const blankets = data.stock.find((row) => row.item === 'i-blanket')?.lots[0];
const before = [...(blankets?.spots ?? [])];
beforeEach(async () => {
  await signIn('keeper');
  stand('#/stock?site=pab');
});
afterEach(async () => {
  for (const row of await api.drafts()) await api.discardDraft({ id: row.id });
  blankets?.spots.splice(0, blankets.spots.length, ...before);
  vi.restoreAllMocks();
});

/** The kinds that links beneath an element lead to, as the address says them. */
const ledTo = (root: ParentNode) => [...root.querySelectorAll<HTMLAnchorElement>('a[href^="#/move/"]')].map((one) => /^#\/move\/([^?]+)/.exec(one.getAttribute('href') ?? '')?.[1] ?? '');

test('every kind of move is led to from the stock of a site, each by a word in both languages', async () => {
  render(StockPage);
  await press('action-lots-BLANKET');
  await screen.findByTestId('row-spot-PAB-GRN-21-B-00001-1');
  expect([...new Set(ledTo(document))].sort()).toEqual(offered.map((how) => how.replaceAll('_', '-')).sort());
  for (const language of ['en', 'lt'] as const) {
    await speak(language);
    for (const how of ledTo(document)) expect(t(`action-${how}`), `${language} ${how}`).not.toContain('action-');
  }
  await speak('en');
});

test('whose goods are may change in any condition, where there are any', async () => {
  blankets?.spots.splice(0, before.length, ...conditions.map((condition) => ({ place: null, place_name: null, condition, quantity: 5 })), { place: 'pl-1', place_name: 'Hall A', condition: 'GOOD', quantity: 0 });
  render(StockPage);
  await press('action-lots-BLANKET');
  const spots = await screen.findAllByTestId(/^row-spot-PAB-GRN-21-B-00001-/);
  expect(spots.map((spot) => ledTo(spot).includes('ownership-change'))).toEqual([...conditions.map(() => true), false]);
});

test('a lot that changes its owner is taken along to the form', async () => {
  const asked = await overheard();
  const page = render(StockPage);
  await press('action-lots-BLANKET');
  const way = await screen.findByTestId('action-ownership-change-PAB-GRN-21-B-00001-1');
  page.unmount();
  stand(way.getAttribute('href') ?? '');
  render(MoveForm, { id: 'ownership-change' });
  await waitFor(() => expect(valueOf('line-0-lot')).toContain('damaged'));
  await pick('field-from-party', 'Czechia');
  await pick('field-party', 'Lithuania');
  await fill('field-paper', 'A-17');
  await fill('line-0-quantity', '12');
  await press('action-post');
  await waitFor(() => expect(asked('move_stock')[0]).toMatchObject({ how: 'ownership_change', from_party: 'p-CZ', party: 'p-LT', paper: 'A-17', lines: [{ lot: 'lot-i-blanket', condition: 'DAMAGED', quantity: 12 }] }));
});
