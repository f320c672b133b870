/// Readings the fund forms share.
import type { Amount, Instrument } from '$lib/api';
import { parseAmount, type TypedAmount } from '$lib/components/MoneyField.svelte';
import { t } from '$lib/i18n/i18n.svelte';

const instruments: readonly Instrument[] = ['AMIF', 'BMVI', 'UCPM', 'DREF', 'SMALL_SCALE_TOOL', 'HUMANITARIAN_AID', 'NDICI', 'NATIONAL', 'NOT_STATED'];

export const instrumentOptions = () => instruments.map((one) => ({ value: one, label: t(`instrument-${one.toLowerCase().replaceAll('_', '-')}`) }));

/** One source a line; every place that states the same decision is a source of it, not a second decision. */
export const sourcesOf = (text: string) => text.split('\n').map((line) => line.trim()).filter(Boolean);

export function amountOf(typed: TypedAmount): Amount {
  return parseAmount(typed, 'amount', true).value ?? { minor: null, currency: typed.currency, qualifier: 'NOT_STATED' };
}
