/// Reads a typed amount into whole minor units, exactly and as text: `12,5` and `12.5` are the same, `1,234` is refused.
import { problem } from '$lib/api';
import { isEmpty, type Parsed } from './quantity';

/** `places`: decimals of the currency (2 for EUR). */
export function parseMoney(typed: string, places: number, subject: string | null = null): Parsed<number> {
  const text = typed.trim();
  const refuse = () => ({ problem: problem('amount-invalid', subject, { text }) });
  if (isEmpty(text)) return { problem: problem('amount-missing', subject) };
  const spaced = text.replace(/[\u00a0\u2009\u202f]/g, ' ').replace(/^€\s*/, '').replace(/\s*€$/, '');
  const match =
    /^(\d+|\d{1,3}(?: \d{3})+)(?:[.,](\d+))?$/.exec(spaced) ??
    /^(\d{1,3}(?:,\d{3})+)\.(\d+)$/.exec(spaced) ??
    /^(\d{1,3}(?:\.\d{3})+),(\d+)$/.exec(spaced);
  if (!match?.[1]) return refuse();
  const fraction = match[2] ?? '';
  if (fraction.length > places) {
    const doubtful = fraction.length === 3 && /^\d{1,3}[.,]\d{3}$/.test(spaced);
    return { problem: problem(doubtful ? 'amount-ambiguous' : 'amount-invalid', subject, { text }) };
  }
  const digits = (match[1].replace(/[ .,]/g, '') + fraction.padEnd(places, '0')).replace(/^0+(?=\d)/, '');
  if (digits.length > 16 || !Number.isSafeInteger(Number(digits))) return refuse();
  return { value: Number(digits) };
}
