/// What may be typed as a quantity, a day and an amount, and what is refused with which reason, in every language alike.
import { beforeEach, describe, expect, test } from 'vitest';
import type { Problem } from '$lib/api';
import { blankUnit, readUnits } from '$lib/features/consignments/units';
import { grams } from '$lib/parse/weight';
import { blankLine, freshIssue, readIssue, type IssueContent } from '$lib/features/issues/form';
import { languages, speak } from '$lib/i18n/i18n.svelte';
import { sentence } from '$lib/i18n/problem';
import { parseDate } from '$lib/parse/date';
import { parseMoney } from '$lib/parse/money';
import { parseQuantity, type Parsed } from '$lib/parse/quantity';
import { isShort } from '$lib/parse/search';

const shown = <T>(parsed: Parsed<T>) => parsed.problem?.code ?? parsed.value;
const TODAY = '2026-11-24';

describe.each(languages)('in %s', (language) => {
  beforeEach(() => speak(language));

  test.each<[typed: string, result: number | string]>([
    ['0', 0],
    ['488', 488],
    [' 500 ', 500],
    ['007', 7],
    ['1 234', 1234],
    ['1\u00a0234', 1234],
    ['1\u202f234\u202f567', 1234567],
    ['9007199254740991', 9007199254740991],
    ['9007199254740992', 'quantity-too-large'],
    ['99999999999999999999', 'quantity-too-large'],
    ['', 'quantity-missing'],
    ['   ', 'quantity-missing'],
    ['12,5', 'quantity-fraction'],
    ['12.5', 'quantity-fraction'],
    ['1 234,5', 'quantity-fraction'],
    ['.5', 'quantity-fraction'],
    ['12,0', 'quantity-fraction'],
    ['1,234', 'quantity-ambiguous'],
    ['1.234', 'quantity-ambiguous'],
    ['1,234,567', 'quantity-ambiguous'],
    ['1 23', 'quantity-ambiguous'],
    ['12 34', 'quantity-ambiguous'],
    ['-5', 'quantity-negative'],
    ['\u22125', 'quantity-negative'],
    ['1e5', 'quantity-not-a-number'],
    ['0x10', 'quantity-not-a-number'],
    ['12a', 'quantity-not-a-number'],
    ['l2', 'quantity-not-a-number'],
    ['NaN', 'quantity-not-a-number'],
    ['+5', 'quantity-not-a-number'],
    ['5 pcs', 'quantity-not-a-number'],
  ])('quantity %j is %j', (typed, result) => {
    const parsed = parseQuantity(typed, 'lines.0.good');
    expect(shown(parsed)).toBe(result);
    if (parsed.problem) expect(sentence(parsed.problem)).not.toMatch(/\{|problem-/);
  });

  test.each<[typed: string, result: string]>([
    ['2026-11-24', '2026-11-24'],
    ['24.11.2026', '2026-11-24'],
    ['2026.11.24', '2026-11-24'],
    ['24-11-2026', '2026-11-24'],
    ['24 11 2026', '2026-11-24'],
    ['1.2.2026', '2026-02-01'],
    ['24/11/2026', '2026-11-24'],
    ['24112026', '2026-11-24'],
    ['20261124', '2026-11-24'],
    ['t', TODAY],
    ['T', TODAY],
    ['+3', '2026-11-27'],
    ['+7', '2026-12-01'],
    ['-24', '2026-10-31'],
    ['29.02.2024', '2024-02-29'],
    ['29.02.2025', 'date-invalid'],
    ['31.04.2026', 'date-invalid'],
    ['2026-13-01', 'date-invalid'],
    ['24.11', 'date-invalid'],
    ['tomorrow', 'date-invalid'],
    ['241126', 'date-ambiguous'],
    ['24.11.26', 'date-ambiguous'],
    ['310131', '2031-01-31'],
    ['010203', 'date-ambiguous'],
    ['111111', '2011-11-11'],
    ['320126', '2032-01-26'],
    ['11/12/2026', 'date-ambiguous'],
    ['12/12/2026', '2026-12-12'],
    ['0024-11-26', 'year-out-of-range'],
    ['24.11.0024', 'year-out-of-range'],
    ['1990-01-01', '1990-01-01'],
    ['1989-12-31', 'year-out-of-range'],
    ['2101-01-01', 'year-out-of-range'],
    ['', 'date-missing'],
  ])('day %j is %j', (typed, result) => {
    const parsed = parseDate(typed, TODAY, 'occurred_on');
    expect(shown(parsed)).toBe(result);
    if (parsed.problem) expect(sentence(parsed.problem)).not.toMatch(/\{|problem-/);
  });

  test.each<[typed: string, result: number | string]>([
    ['12,5', 1250],
    ['12.5', 1250],
    ['1 234,5', 123450],
    ['125000', 12500000],
    ['125 000', 12500000],
    ['36 700 000', 3670000000],
    ['1,234.50', 123450],
    ['1.234,50', 123450],
    ['€ 99', 9900],
    ['0,1', 10],
    ['1,234', 'amount-ambiguous'],
    ['1.234', 'amount-ambiguous'],
    ['12,345.678', 'amount-invalid'],
    ['1,2,3', 'amount-invalid'],
    ['-5', 'amount-invalid'],
    ['1e6', 'amount-invalid'],
    ['90071992547409.92', 'amount-invalid'],
    ['90071992547409.91', 9007199254740991],
    ['', 'amount-missing'],
  ])('amount %j is %j', (typed, result) => {
    const parsed = parseMoney(typed, 2, 'amount');
    expect(shown(parsed)).toBe(result);
    if (parsed.problem) expect(sentence(parsed.problem)).not.toMatch(/\{|problem-/);
  });
});

test('an amount of a currency without cents takes none', () => {
  expect(shown(parseMoney('500', 0))).toBe(500);
  expect(shown(parseMoney('500.5', 0))).toBe('amount-invalid');
});

test('who may is told in the words of the language', async () => {
  const problem = { code: 'not-permitted', subject: null, facts: { action: 'export-funding-report', roles: 'fund_officer, auditor' } };
  await speak('en');
  expect(sentence(problem)).toContain('Fund officer, Auditor');
  await speak('lt');
  expect(sentence(problem)).toContain('Lėšų pareigūnas, Auditorius');
  await speak('en');
});

describe('handling units', () => {
  test.each<[typed: string, grams: number | undefined]>([
    ['12', 12_000],
    ['12,5', 12_500],
    ['1 200.125', 1_200_125],
    ['0,001', 1],
    ['12,5005', undefined],
    ['-3', undefined],
    ['three', undefined],
    ['', undefined],
  ])('%j kilograms', (typed, expected) => {
    expect(grams(typed)).toBe(expected);
  });

  test('each fault is named by its row and field, and blank rows are none', () => {
    const problems: Problem[] = [];
    const pallet = { ...blankUnit(), packaging: 'EUR pallet', count: '2', weight: '250,5', volume: '1200' };
    expect(readUnits([pallet, blankUnit()], problems)).toEqual([{ sscc: null, packaging: 'EUR pallet', count: 2, weight_g: 250_500, volume_dm3: 1200 }]);
    expect(problems).toEqual([]);
    readUnits([{ ...blankUnit(), weight: 'much' }], problems);
    expect(problems.map((one) => [one.code, one.subject])).toEqual([
      ['text-missing', 'units.0.packaging'],
      ['quantity-missing', 'units.0.count'],
      ['weight-unreadable', 'units.0.weight_g'],
    ]);
  });
});

test('who was served is null where nobody was counted, and never nought', () => {
  const content: IssueContent = { ...freshIssue(TODAY), point: 'p', lines: [{ ...blankLine(), item: 'i', quantity: '1' }] };
  expect(readIssue(content, 's', TODAY).request?.served).toBeNull();
  content.served = { women: '12', men: '0' };
  expect(readIssue(content, 's', TODAY).request?.served).toEqual({ women: 12, men: 0, girls: null, boys: null, infants: null, households: null, kits: null });
  content.served = { girls: '2,5' };
  expect(readIssue(content, 's', TODAY).problems.map((one) => one.subject)).toEqual(['served.girls']);
});

test.each<[typed: string, short: boolean]>([
  ['', false],
  [' ', false],
  ['gr', true],
  ['gr\u00007', true],
  ['šė ž', true],
  ['grn', false],
  ['gr 21-', false],
])('a search for "%s" is short: %s', (typed, short) => {
  expect(isShort(typed)).toBe(short);
});
