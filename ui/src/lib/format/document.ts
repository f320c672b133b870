/// What a document is called: its number, or its kind where this computer does not hold what numbers it (a store that
/// reads an acceptance but not the offer it is of).
import type { DocumentKind } from '$lib/api';
import { t } from '$lib/i18n/i18n.svelte';

export function calledBy(document: { number: string; kind: DocumentKind }): string {
  return document.number || t(`kind-${document.kind.replaceAll('_', '-')}`);
}
