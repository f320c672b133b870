/// Who owns how much of a lot, in one line: "Poland 30, Lithuania 20".
import type { TitleView } from '$lib/api';
import { named, t } from '$lib/i18n/i18n.svelte';
import { quantity } from './format';

export const titleText = (title: TitleView): string =>
  title.holders.map((one) => `${one.party === null ? t('title-nobody-named') : named(one.names)} ${quantity(one.quantity)}`).join(', ');
