/// Degrees kept as whole millionths, as people write them: cut as text, never divided, so that nothing is rounded.

/** `54.98`, `-0.5`; empty where nobody knows. */
export function shownDegrees(value: number | null | undefined): string {
  if (value === null || value === undefined) return '';
  const digits = Math.abs(value).toString().padStart(7, '0');
  const decimals = digits.slice(-6).replace(/0+$/, '');
  return `${value < 0 ? '-' : ''}${digits.slice(0, -6)}${decimals ? `.${decimals}` : ''}`;
}
