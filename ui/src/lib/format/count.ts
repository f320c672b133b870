/// Sums of counts in words: what is not known is said, never shown as 0.
import type { CountSum } from '$lib/api';
import { t } from '$lib/i18n/i18n.svelte';
import { quantity, stated } from './format';

export function countSum(sum: CountSum): string {
  if (sum.value === null) return t('not-stated');
  const vague = (['OVER', 'UP_TO', 'AROUND', 'ESTIMATED'] as const).find((one) => sum.qualifiers.includes(one));
  const shown = stated({ value: sum.value, qualifier: vague ?? 'EXACT' });
  return sum.not_stated > 0 ? t('count-plus-not-stated', { amount: shown, count: quantity(sum.not_stated) }) : shown;
}
