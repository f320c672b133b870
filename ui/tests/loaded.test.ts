/// The states of a read: grey lines, words when it takes long, the problem with a way to read again, and what was read
/// before, which stays on screen.
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import type { Problem } from '$lib/api';
import Skeleton from '$lib/components/Skeleton.svelte';
import TasksPage from '$lib/features/tasks/TasksPage.svelte';
import { speak } from '$lib/i18n/i18n.svelte';
import { refresh } from '$lib/query/query.svelte';

const disk = vi.hoisted(() => ({ fails: false, asked: 0 }));
const refusal: Problem = { code: 'storage-failed', subject: null, facts: { detail: 'disk I/O error' } };
const SENTENCE = 'The disk did not take the entry. Nothing was posted, nothing already posted is lost. Try again.';
vi.mock('$lib/api/host', async () => {
  const { fixtureHost } = await import('../dev/host');
  const host = fixtureHost();
  const call = async (name: string, args: unknown) => {
    disk.asked += 1;
    if (disk.fails) throw refusal;
    return host.call(name, args);
  };
  return { theHost: async () => ({ ...host, call }) };
});

afterEach(() => {
  disk.fails = false;
  vi.useRealTimers();
});

const row = () => screen.queryByTestId('row-task-receipt_contested');

test('a read that fails says so in words, takes the focus, and reads again by its button', async () => {
  disk.fails = true;
  render(TasksPage);
  const said = await screen.findByTestId('problem');
  expect(said.querySelector('h2')?.textContent).toBe('This could not be read');
  expect(screen.getByRole('listitem').textContent).toContain(SENTENCE);
  expect(said.dataset.code).toBe('storage-failed');
  expect(document.activeElement).toBe(said);
  expect(screen.queryByTestId('loading')).toBeNull();
  expect(row()).toBeNull();

  disk.fails = false;
  await fireEvent.click(screen.getByRole('button', { name: /^Try again/ }));
  await screen.findByTestId('row-task-receipt_contested');
  expect(screen.queryByTestId('problem')).toBeNull();
  expect(screen.queryByTestId('action-retry')).toBeNull();
});

test('a button pressed while it still fails has read again, and the problem stays', async () => {
  disk.fails = true;
  render(TasksPage);
  const retry = await screen.findByTestId('action-retry');
  const before = disk.asked;
  await fireEvent.click(retry);
  await waitFor(() => expect(disk.asked).toBe(before + 1));
  expect(screen.getByTestId('problem').dataset.code).toBe('storage-failed');
});

test('what was read before stays below the problem, and the focus where it was', async () => {
  render(TasksPage);
  const first = await screen.findByTestId('row-task-receipt_contested');
  const link = first.querySelector('a');
  link?.focus();
  disk.fails = true;
  refresh();
  const said = await screen.findByTestId('problem');
  expect(said.textContent).toContain(SENTENCE);
  expect(row()).toBe(first);
  expect(said.compareDocumentPosition(first)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  expect(document.activeElement).toBe(link);

  disk.fails = false;
  await fireEvent.click(screen.getByTestId('action-retry'));
  await waitFor(() => expect(screen.queryByTestId('problem')).toBeNull());
  expect(row()).toBe(first);
});

const LONG = 'Still reading. This takes longer than usual.';

test('a read that takes more than a second says so, once, without moving a line', async () => {
  vi.useFakeTimers();
  render(Skeleton, { lines: 3 });
  const region = screen.getByRole('status');
  const lines = [...region.children];
  expect(lines).toHaveLength(3);
  await vi.advanceTimersByTimeAsync(999);
  expect(region.textContent).toBe('');
  await vi.advanceTimersByTimeAsync(1);
  expect(region.textContent).toBe(LONG);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(region.textContent).toBe(LONG);
  // The region that is heard stood there before its words came.
  expect(screen.getByRole('status')).toBe(region);
  expect([...region.children]).toEqual(lines);
});

test('it says so in Lithuanian', async () => {
  vi.useFakeTimers();
  await speak('lt');
  render(Skeleton);
  await vi.advanceTimersByTimeAsync(1000);
  expect(screen.getByRole('status').textContent).toBe('Vis dar skaitoma. Tai trunka ilgiau nei įprastai.');
  await speak('en');
});

test('a read that is over sooner leaves no words behind', async () => {
  vi.useFakeTimers();
  const { unmount } = render(Skeleton);
  await vi.advanceTimersByTimeAsync(999);
  unmount();
  expect(vi.getTimerCount()).toBe(0);
});
