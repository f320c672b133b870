/// Reads stay fresh: each runs again when something it rests on changed, and only then; a busy exchange does not drown it.
import { readdirSync, readFileSync } from 'node:fs';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api } from '$lib/api';
import { followChanges, query, refresh } from '$lib/query/query.svelte';
import { groundsOf, movedBy } from '$lib/query/staleness';
import { tell } from '../dev/host';
import { effectRoot } from './root.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test.each([
  [['sync'], []],
  [['drafts'], ['drafts']],
  [['documents', 'stock', 'sync'], ['ledger']],
  [['catalogue'], ['ledger', 'registers']],
  [['session'], ['ledger', 'registers']],
  [['checks'], ['checks']],
  [['0190a0c0-0000-7000-8000-000000000001'], ['ledger']],
  [[], []],
])('a change of %j moves %j', (subjects, moved) => {
  expect([...movedBy(subjects)].sort()).toEqual(moved);
});

test('the catalogue rests on the registers, drafts on themselves too, everything else on the ledger', () => {
  expect(groundsOf('items')).toEqual(['registers']);
  expect(groundsOf('drafts')).toEqual(['drafts', 'ledger']);
  expect(groundsOf('ledger_checks'), 'read again when a check ended, not with every document').toEqual(['checks']);
  expect(groundsOf('a_call_nobody_listed')).toEqual(['ledger']);
});

test('a query runs again for what it rests on, and at most four times a second', async () => {
  const reads = { sites: 0, stock: 0, also: 0 };
  await followChanges(() => (reads.also += 1));
  const stop = effectRoot(() => {
    query(() => ((reads.sites += 1), api.sites()));
    query(() => ((reads.stock += 1), api.tasks({ settled: false, mine: true })));
  });
  flushSync();
  const after = (milliseconds: number) => {
    vi.advanceTimersByTime(milliseconds);
    flushSync();
    return [reads.sites, reads.stock, reads.also];
  };
  tell('changed', { subjects: ['sync'] });
  expect(after(1000), 'the exchange alone').toEqual([1, 1, 1]);
  tell('changed', { subjects: ['documents'] });
  expect(after(100), 'a document').toEqual([1, 2, 2]);
  for (let told = 0; told < 20; told += 1) {
    tell('changed', { subjects: ['documents', 'sync'] });
    after(50);
  }
  expect(reads.stock, 'a busy second').toBeGreaterThanOrEqual(5);
  expect(reads.stock, 'a busy second').toBeLessThanOrEqual(7);
  expect(after(1000)[0]).toBe(1);
  tell('changed', { subjects: ['catalogue'] });
  expect(after(1000)[0], 'a site may have come').toBe(2);
  refresh();
  expect(after(0)[0], 'F5').toBe(3);
  stop();
});

test('nothing is painted with a blur, which takes ninety milliseconds without a graphics card', () => {
  const styles = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(css|svelte)$/.test(name))
    .map((name) => [name, readFileSync(`src/${name}`, 'utf8')] as const);
  expect(styles.length).toBeGreaterThan(50);
  const length = '-?[\\d.]+(?:px|rem|em)?';
  const blurred = new RegExp(`(?:box-shadow|--lift[\\w-]*): *(?:inset +)?${length} +${length} +[1-9.][\\d.]*(?:px|rem|em)|blur\\(|drop-shadow\\(`);
  expect(styles.filter(([, text]) => blurred.test(text)).map(([name]) => name)).toEqual([]);
});
