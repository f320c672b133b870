/// What a driver must know of the site goods are bound for, on the papers that go with them.
import { render, screen } from '@testing-library/svelte';
import { createRawSnippet, type Component } from 'svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import * as chain from '../dev/chain';
import ConsignmentPage from '$lib/features/consignments/ConsignmentPage.svelte';
import TransferPage from '$lib/features/transfers/TransferPage.svelte';
import { answering, signIn } from './hosted';

const correct = createRawSnippet<[unknown]>(() => ({ render: () => '<span></span>' }));
type Page = Component<{ id: string; correct: typeof correct }>;

beforeEach(() => {
  vi.restoreAllMocks();
});

test.each([
  ['transfer', TransferPage as Page, 'Rukla'],
  ['consignment', ConsignmentPage as Page, 'Pabradė'],
])('the page of a %s says what a driver must know of where it goes', async (_, page, site) => {
  await signIn('coordinator');
  render(page, { id: 'doc', correct });
  const card = await screen.findByTestId('access-notes');
  expect(card.querySelector('h2')?.textContent).toContain(site);
  expect(card.querySelector('li')?.textContent).toMatch(/No movement within 5 km of the border\s+valid from/);
});

test('where nothing holds on the way, no card is shown', async () => {
  await signIn('coordinator');
  await answering({ consignment: () => ({ ...chain.consignment, access: [] }) });
  render(ConsignmentPage, { id: 'doc' });
  await screen.findByTestId('row-consignment-line-BLANKET');
  expect(screen.queryByTestId('access-notes')).toBeNull();
});
