/// Whole pages on the answers of the development host, bent into what a ledger may hold and a page must bear.
import { render, screen, waitFor } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { expect, test } from 'vitest';
import * as data from '../dev/data';
import IssuePage from '$lib/features/issues/IssuePage.svelte';
import ReconcilePage from '$lib/features/matching/ReconcilePage.svelte';
import { shares } from '$lib/features/matching/shares';

const line = data.proposals[0]?.lines[2];
if (!line) throw new Error('the development host proposes nothing');
const split = [
  { ...line, received: 520, acceptance_line: 'a', accepted: 300, quantity: 300 },
  { ...line, received: 520, acceptance_line: 'b', accepted: 200, quantity: 200 },
];

test('a lot that answers two lines of an acceptance stands on both, and is counted once', async () => {
  expect(shares(split).map((one) => one.received)).toEqual([300, 220]);
  expect(shares([line]).map((one) => one.received)).toEqual([line.received]);
  const [proposal] = data.proposals;
  if (proposal) proposal.lines = split;
  render(ReconcilePage);
  await waitFor(() => expect(document.querySelectorAll('tbody tr')).toHaveLength(2));
  const rows = [...document.querySelectorAll('tbody tr')].map((row) => row.textContent ?? '');
  expect(rows[0]).toContain('300');
  expect(rows[1]).toContain('220');
});

test('two lines of an issue may draw on the same lot', async () => {
  const [drawn] = data.issue.lines;
  if (!drawn) throw new Error('the development host issues nothing');
  data.issue.lines = [drawn, { ...drawn, quantity: 7 }];
  render(IssuePage, { id: 'doc-issue', correct: createRawSnippet(() => ({ render: () => '<span></span>' })) });
  await waitFor(() => expect(screen.getAllByTestId('row-issue-line-BLANKET')).toHaveLength(2));
});
