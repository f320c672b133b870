/// Plain record forms and looking back: what is read from typed text, and what travels beside a request.
import { beforeEach, expect, test, vi } from 'vitest';
import { microdegrees } from '$lib/features/catalogue/degrees';
import { countSum } from '$lib/format/count';
import { shownDegrees } from '$lib/format/degrees';
import { Reader } from '$lib/forms/record';
import { speak } from '$lib/i18n/i18n.svelte';

const TODAY = '2021-07-24';
const read = (fields: Record<string, string>) => new Reader({ id: 'x', ...fields }, TODAY);

test('degrees are cut as text and never rounded', () => {
  expect(microdegrees('54.98')).toBe(54_980_000);
  expect(microdegrees('54,980001')).toBe(54_980_001);
  expect(microdegrees('-0.5')).toBe(-500_000);
  expect(microdegrees('180')).toBe(180_000_000);
  for (const bad of ['', '54.9800001', '1e3', 'north', '54.', '5 4']) expect(microdegrees(bad), bad).toBeUndefined();
  for (const whole of [54_980_001, -500_000, 0, 180_000_000]) expect(microdegrees(shownDegrees(whole))).toBe(whole);
  expect(shownDegrees(null)).toBe('');
});

test('an unknown count is null and never nought', () => {
  const unknown = read({ number: '', number_qualifier: 'NOT_STATED' });
  expect(unknown.count('number')).toEqual({ value: null, qualifier: 'NOT_STATED' });
  expect(unknown.problems).toEqual([]);
  const empty = read({ number: '' });
  empty.count('number');
  expect(empty.problems.map((one) => one.code)).toEqual(['quantity-missing']);
  expect(read({ number: '0' }).count('number')).toEqual({ value: 0, qualifier: 'EXACT' });
});

test('every fault of a form is found at once', () => {
  const reader = read({ name_en: ' ', day: '2021-13-01', quantity: '1,5' });
  reader.names();
  reader.day('day');
  reader.number('quantity');
  reader.chosen('group', 'group-unknown');
  expect(reader.problems.map((one) => [one.subject, one.code])).toEqual([
    ['name_en', 'text-missing'],
    ['day', 'date-invalid'],
    ['quantity', 'quantity-fraction'],
    ['group', 'group-unknown'],
  ]);
  expect(read({ synonyms: ' a \n\n b ' }).list('synonyms')).toEqual(['a', 'b']);
});

test('a sum says what is missing from it', async () => {
  await speak('en');
  expect(countSum({ value: 197, qualifiers: ['EXACT'], not_stated: 0 })).toBe('197');
  expect(countSum({ value: 7, qualifiers: ['EXACT', 'NOT_STATED'], not_stated: 2 })).toContain('plus 2 not stated');
  expect(countSum({ value: null, qualifiers: ['NOT_STATED'], not_stated: 1 })).toBe('not stated');
});

const calls = vi.hoisted((): [string, unknown][] => []);
vi.mock('$lib/api/host', () => ({
  theHost: async () => ({
    call: async (name: string, args: unknown) => {
      calls.push([name, args]);
      return [];
    },
  }),
}));

beforeEach(() => {
  calls.length = 0;
});

test('the day looked back at travels with every call that reads or posts, and with no other', async () => {
  const { api, lookBack } = await import('$lib/api');
  lookBack({ on: '2021-07-23', for_day: null });
  await api.items();
  await api.postIssue({} as Parameters<typeof api.postIssue>[0]);
  await api.drafts();
  await api.status();
  lookBack(null);
  await api.items();
  const day = { as_known: { on: '2021-07-23', for_day: null } };
  expect(calls).toEqual([['items', day], ['post_issue', day], ['drafts', {}], ['status', {}], ['items', {}]]);
});
