/// Counts and their sums in words: what is not known is said, never shown as 0.
import type { CountSum, StatedCount } from '$lib/api';
import { quantity, stated } from '$lib/format/format';
import { t } from '$lib/i18n/i18n.svelte';

export const statedCount = (count: StatedCount): string => stated(count);

/** A count as a form of a record holds it: the number, and how exactly it is known. */
export const typedCount = (key: string, count: StatedCount): Record<string, string> => ({ [key]: count.value === null ? '' : String(count.value), [`${key}_qualifier`]: count.qualifier });

export function countSum(sum: CountSum): string {
  if (sum.value === null) return t('not-stated');
  const vague = (['OVER', 'UP_TO', 'AROUND', 'ESTIMATED'] as const).find((one) => sum.qualifiers.includes(one));
  const shown = stated({ value: sum.value, qualifier: vague ?? 'EXACT' });
  return sum.not_stated > 0 ? t('count-plus-not-stated', { amount: shown, count: quantity(sum.not_stated) }) : shown;
}
