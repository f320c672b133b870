/// Weight is typed in kilograms and kept in whole grams.

/** Whole grams of `12,5` kilograms; undefined where it does not come out whole or is no number. */
export function grams(text: string): number | undefined {
  const found = /^(\d{1,9})(?:[.,](\d{1,3}))?$/u.exec(text.replaceAll(/[\s\u202f\u00a0]/gu, ''));
  return found ? Number(found[1]) * 1000 + Number((found[2] ?? '').padEnd(3, '0')) : undefined;
}

/** Grams as they are typed: `12.5`. Cut as text, never divided, so that reading it back gives the same grams. */
export function kilograms(weight: number): string {
  const digits = String(weight).padStart(4, '0');
  const rest = digits.slice(-3).replace(/0+$/, '');
  return `${digits.slice(0, -3)}${rest === '' ? '' : `.${rest}`}`;
}
