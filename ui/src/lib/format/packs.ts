/// How a line was counted, in words: 12 cartons of 20 + 3 loose.
import type { PackagingLevel, PackedView } from '$lib/api';
import { t } from '$lib/i18n/i18n.svelte';
import { quantity } from './format';

function words(level: PackagingLevel, content: number, packs: number, loose: number): string {
  const counted = t(`packs-${level}`, { count: packs, shown: quantity(packs) });
  const packed = t('packs-of', { packs: counted, content: quantity(content) });
  return loose > 0 ? t('packs-and-loose', { packs: packed, loose: quantity(loose) }) : packed;
}

/** One pack: carton of 20. */
export const packWords = (level: PackagingLevel, content: number) => t(`pack-${level}`, { content: quantity(content) });

/** Empty where nothing can be said of it. */
export function packedWords(view: PackedView | null | undefined): string {
  if (!view) return '';
  const { packs, loose, level, base_units: content } = view;
  if (packs === null || loose === null) return '';
  if (level !== null && content !== null) return words(level, content, packs, loose);
  const unknown = t('packs-unknown', { count: packs, shown: quantity(packs) });
  return loose > 0 ? t('packs-and-loose', { packs: unknown, loose: quantity(loose) }) : unknown;
}
