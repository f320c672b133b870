/// Goods go back to those the host names for them, and an empty form says in its own words what is missing.
import { render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as data from '../dev/data';
import { api } from '$lib/api';
import MoveForm from '$lib/features/moves/MoveForm.svelte';
import { blankLine, freshMove, spotKey } from '$lib/features/moves/form';
import { takers } from '$lib/features/moves/returns';
import { speak } from '$lib/i18n/i18n.svelte';
import { sentence } from '$lib/i18n/problem';
import { answering, fill, overheard, pick, press, signIn, stand, valueOf } from './hosted';

beforeEach(() => signIn('keeper'));
afterEach(async () => {
  for (const row of await api.drafts()) await api.discardDraft({ id: row.id });
  vi.restoreAllMocks();
});

test('only who may take every lot is offered; of what nobody knows, everybody', () => {
  const ids = (lots: { lot: string; parties: string[] }[]) => takers(data.parties, lots).map((one) => one.id);
  const [one, other] = ['p-CZ', 'p-SE'];
  expect(ids([{ lot: 'a', parties: ['p-CZ'] }])).toEqual([one]);
  expect(ids([{ lot: 'a', parties: ['p-CZ', 'p-SE'] }, { lot: 'b', parties: ['p-SE'] }])).toEqual([other]);
  expect(ids([{ lot: 'a', parties: ['p-CZ'] }, { lot: 'b', parties: ['p-SE'] }])).toEqual([]);
  expect(ids([{ lot: 'a', parties: [] }])).toHaveLength(data.parties.length);
  expect(ids([{ lot: 'a', parties: [] }, { lot: 'b', parties: ['p-SE'] }])).toEqual([other]);
});

test('a return asks for goods first, then gives them to the only one who may take them', async () => {
  const asked = await overheard();
  stand('#/move/return-to-donor?site=pab');
  render(MoveForm, { id: 'return-to-donor' });
  await screen.findByTestId('line-0-lot');
  expect(screen.getByText(/Choose the goods below first/)).toBeTruthy();
  await pick('line-0-lot', 'BLANKET');
  await waitFor(() => expect(asked('returns_to')).toEqual([{ lots: ['lot-i-blanket'] }]));
  await waitFor(() => expect(valueOf('field-party')).toBe('Czechia'));
  await fill('field-reason', 'Not needed');
  await fill('line-0-quantity', '10');
  await press('action-post');
  await waitFor(() => expect(asked('move_stock')[0]).toMatchObject({ how: 'return_to_donor', party: 'p-CZ' }));
});

test('the party of a draft stays while nobody is known yet', async () => {
  await api.saveDraft({ id: 'draft-return', kind: 'move_return_to_donor', content: { ...freshMove('2021-07-24', ''), party: 'p-SE', partyText: 'Sweden', reason: 'Not needed', lines: [{ ...blankLine(), spot: spotKey('lot-i-blanket', null, 'GOOD'), quantity: '10' }] } });
  let release = (): void => undefined;
  const known = new Promise<void>((done) => (release = done));
  await answering({
    returns_to: ({ lots }) => lots.map((lot) => ({ lot, parties: ['p-CZ', 'p-SE'] })),
    parties: () => known.then(() => data.parties),
  });
  const asked = await overheard();
  stand('#/move/return-to-donor?site=pab&draft=draft-return');
  render(MoveForm, { id: 'return-to-donor' });
  await waitFor(() => expect(asked('returns_to')).toHaveLength(1));
  await new Promise((done) => setTimeout(done, 50));
  expect(valueOf('field-party')).toBe('Sweden');
  release();
  await waitFor(() => expect(screen.queryByText('Loading')).toBeNull());
  await press('action-post');
  await waitFor(() => expect(asked('move_stock')[0]).toMatchObject({ party: 'p-SE' }));
});

const KINDS = ['count', 'opening', 'reduction', 'proposal', 'consignment', 'reservation', 'match', 'movement'];

test.each(['en', 'lt'] as const)('an empty form says what is missing in words of its own: %s', async (language) => {
  await speak(language);
  const plain = sentence({ code: 'lines-missing', subject: 'lines', facts: {} });
  const told = KINDS.map((of) => sentence({ code: 'lines-missing', subject: 'lines', facts: { of } }));
  expect(new Set([plain, ...told]).size).toBe(KINDS.length + 1);
  await speak('en');
});
