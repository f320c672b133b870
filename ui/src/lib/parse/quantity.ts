/// Reads a typed quantity: whole base units. A comma or point is never guessed to be a thousands mark, because `1,234`
/// means one thing in Dublin and another in Vilnius; only spaces group. Anything doubtful is refused with its reason.
import { problem, type Problem } from '$lib/api';

export type Parsed<T> = { value: T; problem?: undefined } | { value?: undefined; problem: Problem };

/** Spaces people and spreadsheets put between thousands. */
const SPACES = /[ \u00a0\u2009\u202f]/g;

export function isEmpty(text: string): boolean {
  return text.replace(SPACES, '').trim() === '';
}

export function parseQuantity(typed: string, subject: string | null = null): Parsed<number> {
  const text = typed.trim();
  const refuse = (code: string) => ({ problem: problem(code, subject, { text }) });
  if (isEmpty(text)) return { problem: problem('quantity-missing', subject) };
  if (/^[-\u2212\u2013]\s*\d/.test(text)) return refuse('quantity-negative');
  const spaced = text.replace(SPACES, ' ');
  if (/^[\d ]+$/.test(spaced)) {
    if (spaced.includes(' ') && !/^\d{1,3}( \d{3})+$/.test(spaced)) return refuse('quantity-ambiguous');
    const digits = spaced.replaceAll(' ', '').replace(/^0+(?=\d)/, '');
    if (digits.length > 16 || !Number.isSafeInteger(Number(digits))) return refuse('quantity-too-large');
    return { value: Number(digits) };
  }
  const bare = spaced.replaceAll(' ', '');
  if (/^\d{1,3}([.,]\d{3})+$/.test(bare)) return refuse('quantity-ambiguous');
  if (/^\d*[.,]\d+$/.test(bare)) return refuse('quantity-fraction');
  return refuse('quantity-not-a-number');
}
