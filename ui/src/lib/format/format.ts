/// How numbers, money, dates and ages look. Quantities are whole base units, money whole minor units; neither ever passes
/// through a float division that could round: amounts are cut as text.
import type { Amount, AmountSum, Qualifier, StatedQuantity, Unit } from '$lib/api';
import { locale, t } from '$lib/i18n/i18n.svelte';

const THIN = '\u202f';

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, THIN);
}

/** Whole number with narrow spaces between thousands, the same in every language. */
export function quantity(value: number): string {
  return (value < 0 ? '\u2212' : '') + grouped(Math.abs(value).toString());
}

export function withUnit(value: number, unit: Unit): string {
  return t(`unit-${unit}-count`, { count: value, shown: quantity(value) });
}

export function stated(value: StatedQuantity): string {
  if (value.value === null) return t('not-stated');
  return qualified(value.qualifier, quantity(value.value));
}

function qualified(qualifier: Qualifier, shown: string): string {
  return qualifier === 'EXACT' ? shown : t(`amount-${qualifier.toLowerCase().replaceAll('_', '-')}`, { amount: shown });
}

const places = new Map<string, number>();

/** Decimals of a currency, 2 where the platform does not know it. */
export function decimals(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) return 2;
  const known = places.get(currency) ?? new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  places.set(currency, known);
  return known;
}

/** `EUR 36 700 000` or `EUR 125.50`, decimal sign of the language, cents only where there are some. */
export function money(minor: number, currency: string): string {
  const cut = decimals(currency);
  const digits = Math.abs(minor).toString().padStart(cut + 1, '0');
  const whole = grouped(digits.slice(0, digits.length - cut));
  const cents = digits.slice(digits.length - cut);
  const sign = minor < 0 ? '\u2212' : '';
  const point = locale().startsWith('lt') ? ',' : '.';
  return `${currency}\u00a0${sign}${whole}${/^0*$/.test(cents) ? '' : point + cents}`;
}

export function amount(value: Amount): string {
  if (value.minor === null) return t('not-stated');
  return qualified(value.qualifier, money(value.minor, value.currency));
}

/** The known part of a sum, with what its parts leave open: a ceiling, an estimate, a lower bound. */
function summed(qualifiers: readonly Qualifier[], shown: string): string {
  const has = (...wanted: Qualifier[]) => wanted.some((one) => qualifiers.includes(one));
  const vague = has('AROUND', 'ESTIMATED');
  if (has('OVER')) return t('amount-over', { amount: shown });
  if (has('UP_TO') && vague) return t('amount-up-to-about', { amount: shown });
  if (has('UP_TO')) return t('amount-up-to', { amount: shown });
  return vague ? t('amount-around', { amount: shown }) : shown;
}

/** A sum says what its parts leave open, amounts not stated among them. */
export function amountSum(sum: AmountSum): string {
  const open = sum.qualifiers.includes('NOT_STATED');
  if (open && sum.qualifiers.length === 1) return t('not-stated');
  const text = summed(sum.qualifiers, money(sum.minor, sum.currency));
  return open ? t('amount-plus-not-stated', { amount: text }) : text;
}

/** Likewise of goods; what was not stated leaves a lower bound. */
export function quantitySum(sum: { value?: number | null; quantity?: number | null; qualifiers: readonly Qualifier[] }): string {
  const value = sum.value ?? sum.quantity ?? null;
  if (value === null) return t('not-stated');
  const shown = quantity(value);
  const text = summed(sum.qualifiers, shown);
  if (!sum.qualifiers.includes('NOT_STATED')) return text;
  return text === shown ? t('matrix-at-least', { count: shown }) : t('quantity-plus-not-stated', { quantity: text });
}

function day(iso: string): Date {
  return new Date(`${iso.slice(0, 10)}T12:00:00Z`);
}

const WORDS: Intl.DateTimeFormatOptions = { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' };
const TIME: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hour12: false };
const formats = new Map<Intl.DateTimeFormatOptions, Map<string, Intl.DateTimeFormat>>([
  [WORDS, new Map()],
  [TIME, new Map()],
]);

/** Making a format takes milliseconds, because it reads the rules of its language: each is made once. */
function formatted(date: Date, options: Intl.DateTimeFormatOptions): string {
  const made = formats.get(options)?.get(locale()) ?? new Intl.DateTimeFormat(locale(), options);
  formats.get(options)?.set(locale(), made);
  return made.format(date);
}

/** `24.11.2026` wherever a table is narrow. */
export function dateShort(iso: string): string {
  const [year, month, date] = iso.slice(0, 10).split('-');
  return locale().startsWith('lt') ? `${year}-${month}-${date}` : `${date}.${month}.${year}`;
}

/** `Saturday, 24 July 2021`: what a typed date is read back as. */
export function dateWords(iso: string): string {
  return formatted(day(iso), WORDS);
}

export function dateTime(iso: string): string {
  const at = new Date(iso);
  const time = formatted(at, TIME);
  const local = `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`;
  return `${dateShort(local)} ${time}`;
}

export function time(iso: string): string {
  return formatted(new Date(iso), TIME);
}

/** How long ago, in the largest whole unit: `3 h`, `2 d`. */
export function age(iso: string, now: number = Date.now()): string {
  const minutes = Math.max(0, Math.floor((now - Date.parse(iso)) / 60_000));
  if (minutes < 60) return t('age-minutes', { count: minutes });
  if (minutes < 48 * 60) return t('age-hours', { count: Math.floor(minutes / 60) });
  return t('age-days', { count: Math.floor(minutes / 1440) });
}
