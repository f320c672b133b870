/// From whom goods came, in words: who gave them, or that they were bought and of whom.
import { named, t } from '$lib/i18n/i18n.svelte';

type Names = Record<string, string>;

/** `unknown` is what stands where nobody knows who gave them. */
export function sourceText(from: { donor_names: Names | null; bought: boolean } | undefined, unknown = ''): string {
  const name = named(from?.donor_names);
  return from?.bought ? t('source-bought', { supplier: name }) : name || unknown;
}
