/// Reads a typed day. The browser's own date field is not used: WebKitGTK takes `2026-11-24` for the year 24. Every
/// spelling here has one reading or is refused; the field shows the day back in words.
import { problem } from '$lib/api';
import type { Parsed } from './quantity';

/** The years of the ledger's own rule; a test holds the two together. */
export const FIRST_YEAR = 1990;
export const LAST_YEAR = 2100;

const pad = (value: number, width: number) => String(value).padStart(width, '0');

function exists(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

const iso = (year: number, month: number, day: number) => `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;

function shifted(today: string, days: number): string {
  const date = new Date(`${today}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

type Reading = [year: number, month: number, day: number];

function readings(text: string): Reading[] {
  const numbers = (match: RegExpMatchArray) => match.slice(1).map(Number) as [number, number, number];
  const yearFirst = /^(\d{4})[-./ ](\d{1,2})[-./ ](\d{1,2})$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  const yearLast = /^(\d{1,2})[-. ](\d{1,2})[-. ](\d{4})$/.exec(text) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(text);
  const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  const short = /^(\d{2})[-./ ]?(\d{2})[-./ ]?(\d{2})$/.exec(text);
  const found: Reading[] = [];
  if (yearFirst) found.push(numbers(yearFirst));
  if (yearLast) {
    const [day, month, year] = numbers(yearLast);
    found.push([year, month, day]);
  }
  if (slashed) {
    const [first, second, year] = numbers(slashed);
    found.push([year, second, first], [year, first, second]);
  }
  if (short) {
    const [first, second, third] = numbers(short);
    found.push([2000 + third, second, first], [2000 + first, second, third]);
  }
  return found;
}

/** `today` is the business day `+3`, `-1` and `t` count from, `YYYY-MM-DD`. */
export function parseDate(typed: string, today: string, subject: string | null = null): Parsed<string> {
  const text = typed.trim();
  if (text === '') return { problem: problem('date-missing', subject) };
  if (/^t$/i.test(text)) return { value: today };
  const offset = /^([+\-\u2212])(\d{1,4})$/.exec(text);
  if (offset) return { value: shifted(today, Number(offset[2]) * (offset[1] === '+' ? 1 : -1)) };
  const real = readings(text).filter(([year, month, day]) => exists(year, month, day));
  const within = real.filter(([year]) => year >= FIRST_YEAR && year <= LAST_YEAR);
  const days = [...new Set(within.map((reading) => iso(...reading)))];
  if (days.length === 1 && days[0]) return { value: days[0] };
  if (days.length > 1) {
    return { problem: problem('date-ambiguous', subject, { text, first: days[0] ?? '', second: days[1] ?? '' }) };
  }
  const outside = real[0];
  if (outside) return { problem: problem('year-out-of-range', subject, { year: pad(outside[0], 4), from: String(FIRST_YEAR), to: String(LAST_YEAR) }) };
  return { problem: problem('date-invalid', subject, { text }) };
}
