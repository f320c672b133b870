/// Degrees as people write them, kept as whole millionths: cut as text, never divided, so that nothing is rounded.
import { problem } from '$lib/api';
import type { Reader } from '$lib/forms/record';

/** `54.98`, `54,98`, `-0.5`; more than six decimals are refused rather than cut. */
export function microdegrees(text: string): number | undefined {
  const found = /^([-−]?)(\d{1,3})(?:[.,](\d{1,6}))?$/.exec(text.trim());
  if (!found) return undefined;
  const size = Number(found[2]) * 1_000_000 + Number((found[3] ?? '').padEnd(6, '0'));
  return found[1] ? -size : size;
}

export function degrees(reader: Reader, key: string): number | null {
  const text = reader.maybe(key);
  if (text === null) return null;
  const value = microdegrees(text);
  if (value === undefined) reader.problems.push(problem('coordinates-invalid', key));
  return value ?? null;
}
