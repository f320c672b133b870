/// How exactly a quantity is known: the choice that stands beside a number.
import type { Qualifier } from '$lib/api';
import { t } from '$lib/i18n/i18n.svelte';

const withNumber: readonly Qualifier[] = ['EXACT', 'AROUND', 'UP_TO', 'OVER', 'ESTIMATED'];

/** `unstated`: with "not stated" among them, which goes without a number. */
export function qualifierOptions(unstated: boolean): { value: Qualifier; label: string }[] {
  const offered = unstated ? [...withNumber, 'NOT_STATED' as const] : withNumber;
  return offered.map((value) => ({ value, label: t(`qualifier-${value.toLowerCase().replaceAll('_', '-')}`) }));
}

/** What a select gave back. */
export const asQualifier = (text: string): Qualifier => qualifierOptions(true).find((one) => one.value === text)?.value ?? 'EXACT';
