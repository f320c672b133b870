/// Whole pages on the answers of the development host, bent into what a ledger may hold and a page must bear.
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { expect, test, vi } from 'vitest';
import * as data from '../dev/data';
import { tell } from '../dev/host';
import type { MatchProposal } from '$lib/api';
import IssuePage from '$lib/features/issues/IssuePage.svelte';
import ReconcilePage from '$lib/features/matching/ReconcilePage.svelte';
import { addedUp, shares } from '$lib/features/matching/shares';
import SignIn from '$lib/features/startup/SignIn.svelte';
import CloseNotice from '$lib/features/sync/CloseNotice.svelte';
import SyncDrawer from '$lib/features/sync/SyncDrawer.svelte';
import { refresh } from '$lib/query/query.svelte';

const [whole] = data.proposals;
const line = whole?.lines[2];
if (!whole || !line) throw new Error('the development host proposes nothing');
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

test('a lot that came with two consignments is accepted once, and a person may say that it came with none', async () => {
  const came = [
    { ...line, received: 520, acceptance_line: 'a', accepted: 500, quantity: 300, consignment_line: 'one' },
    { ...line, received: 520, acceptance_line: 'a', accepted: 500, quantity: 200, consignment_line: 'two' },
  ];
  expect(shares(came).map((one) => [one.received, one.accepted])).toEqual([[300, 300], [220, 200]]);
  const [proposal] = data.proposals;
  if (!proposal) throw new Error('the development host proposes nothing');
  proposal.lines = came;
  const carrier = { consignment: 'consignment', number: 'CZ-7', acceptance_line: 'a' };
  proposal.consignments = [{ ...carrier, consignment_line: 'one', left: 300 }, { ...carrier, consignment_line: 'two', left: 200 }];
  render(ReconcilePage);
  await waitFor(() => expect(screen.getAllByTestId('came-with')).toHaveLength(2));
  const [first, second] = screen.getAllByTestId<HTMLSelectElement>('came-with');
  expect([first?.value, second?.value]).toEqual(['one', 'two']);
  // The second carries too little for the first line.
  expect([...(first?.options ?? [])].map((one) => one.value)).toEqual(['', 'one']);
  expect([...(second?.options ?? [])].map((one) => one.value)).toEqual(['', 'one', 'two']);
  if (second) await fireEvent.change(second, { target: { value: '' } });
  await fireEvent.click(screen.getByTestId('action-link'));
  await waitFor(() => expect(data.linked).toHaveLength(1));
  expect(data.linked[0]?.lines.map((one) => one.consignment_line)).toEqual(['one', null]);
});

/** Three hundred came with CZ-7, as is proposed, and two hundred with nothing. */
const halves = [
  { ...line, received: 500, acceptance_line: 'a', accepted: 500, quantity: 300, consignment_line: 'one' },
  { ...line, received: 500, acceptance_line: 'a', accepted: 500, quantity: 200, consignment_line: null },
];

async function proposed(consignments: string[]) {
  // The development host proposes nothing more once something is linked.
  const proposal: MatchProposal = { ...(whole as MatchProposal), lines: halves };
  data.proposals.splice(0, 1, proposal);
  data.linked.length = 0;
  proposal.consignments = consignments.map((id) => ({ consignment: 'consignment', number: 'CZ-7', acceptance_line: 'a', consignment_line: id, left: 500 }));
  render(ReconcilePage);
  await waitFor(() => expect(cameWith()).toHaveLength(2));
  return proposal;
}
const cameWith = () => screen.queryAllByTestId<HTMLSelectElement>('came-with');
const said = () => cameWith().map((one) => one.value);
const say = async (at: number, value: string) => {
  const select = cameWith()[at];
  if (select) await fireEvent.change(select, { target: { value } });
};

test('rows of which a person says the same are linked as one', async () => {
  const one = { lot: 'l', acceptance_line: 'a', quantity: 300, consignment_line: null };
  expect(addedUp([one, { ...one, quantity: 200 }, { ...one, acceptance_line: 'b' }, { ...one, lot: 'm' }]).map((sum) => sum.quantity)).toEqual([500, 300, 300]);
  await proposed(['one']);
  await say(0, '');
  await fireEvent.click(screen.getByTestId('action-link'));
  await waitFor(() => expect(data.linked).toHaveLength(1));
  expect(data.linked[0]?.lines.map((sum) => [sum.quantity, sum.consignment_line])).toEqual([[500, null]]);
});

test('what a person said stays with its row when proposals are read again, and falls when it is no longer offered', async () => {
  const proposal = await proposed(['one', 'two']);
  await say(1, 'two');
  proposal.lines = [{ ...line, lot: 'another', acceptance_line: 'a', accepted: 500, quantity: 10, consignment_line: null }, ...halves];
  refresh();
  await waitFor(() => expect(said()).toEqual(['', 'one', 'two']));
  proposal.consignments = proposal.consignments.filter((one) => one.consignment_line !== 'two');
  refresh();
  await waitFor(() => expect(said()).toEqual(['', 'one', '']));
  await fireEvent.click(screen.getByTestId('action-link'));
  await waitFor(() => expect(data.linked).toHaveLength(1));
  expect(data.linked[0]?.lines.map((one) => one.consignment_line)).toEqual([null, 'one', null]);
});

test('two lines of an issue may draw on the same lot', async () => {
  const [drawn] = data.issue.lines;
  if (!drawn) throw new Error('the development host issues nothing');
  data.issue.lines = [drawn, { ...drawn, quantity: 7 }];
  render(IssuePage, { id: 'doc-issue', correct: createRawSnippet(() => ({ render: () => '<span></span>' })) });
  await waitFor(() => expect(screen.getAllByTestId('row-issue-line-BLANKET')).toHaveLength(2));
});

const HOUR = 3_600_000;

test('a pause that is over is not shown, and one into another day says its day', async () => {
  const [person] = data.people;
  if (!person) throw new Error('the development host has nobody');
  for (const [hours, shown] of [[-1, false], [20, true]] as const) {
    person.locked_until = new Date(Date.now() + hours * HOUR).toISOString();
    const { unmount } = render(SignIn, { onusable: () => undefined });
    await fireEvent.click(await screen.findByTestId(`person-${person.id}`));
    await screen.findByTestId('field-pin');
    const said = screen.queryByTestId('locked-until')?.textContent;
    if (shown) expect(said).toMatch(/after \d\d\.\d\d\.\d{4} \d\d:\d\d\./);
    else expect(said).toBeUndefined();
    unmount();
  }
  person.locked_until = null;
});

test('closing with documents unsent says so once, closes by Enter, and stays by Escape', async () => {
  const answered = () => document.documentElement.dataset.closed;
  render(CloseNotice);
  for (const [act, closed] of [['action-close-dialog', 'false'], ['action-close-window', 'true']] as const) {
    await waitFor(() => {
      tell('closing', { unsent: 7 });
      expect(screen.getByTestId('closing-text').textContent).toBe('7 documents are stored on this computer and will be sent next time.');
    });
    await fireEvent.click(screen.getByTestId(act));
    await waitFor(() => expect(answered()).toBe(closed));
    delete document.documentElement.dataset.closed;
  }
});

test('sending from the notice that leaves something says so and leaves the window open', async () => {
  render(CloseNotice);
  await waitFor(() => {
    tell('closing', { unsent: 7 });
    screen.getByTestId('action-send-and-close');
  });
  await fireEvent.click(screen.getByTestId('action-send-and-close'));
  expect((await screen.findByTestId('closing-left')).textContent).toContain('7 not sent');
  expect(document.documentElement.dataset.closed).toBeUndefined();
});

test('what is copied for support names the exchange and nobody', async () => {
  const writeText = vi.fn<(text: string) => Promise<void>>(async () => undefined);
  Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
  render(SyncDrawer, { open: true });
  await screen.findByTestId('unsent-list');
  await fireEvent.click(screen.getByTestId('action-copy-support'));
  await waitFor(() => expect(screen.getByTestId('action-copy-support').textContent).toBe('Copied'));
  const text = writeText.mock.calls[0]?.[0] ?? '';
  expect(JSON.parse(text)).toMatchObject({ unsent: { entries: 7 } });
  for (const { name } of data.people) expect(text).not.toContain(name);
});
