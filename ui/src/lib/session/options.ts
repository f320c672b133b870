/// Catalogue rows as options of a combobox, found by every language's name and by code.
import type { ActivationView, ItemGroupRow, ItemRow, PackagingRow, PartyRow, SiteRow } from '$lib/api';
import type { Option } from '$lib/components/Combobox.svelte';
import { dateShort } from '$lib/format/format';
import { named } from '$lib/i18n/i18n.svelte';
import { codesOf } from '$lib/parse/packs';

const words = (names: Record<string, string>) => Object.values(names).join(' ');
const byLabel = (a: Option, b: Option) => a.label.localeCompare(b.label);

/** With packagings an item is found by the code on its pack too. */
export function itemOptions(items: readonly ItemRow[], packs: readonly PackagingRow[] = []): Option[] {
  return items.map((row) => ({ value: row.id, label: named(row.names), hint: row.code, words: [words(row.names), ...codesOf(packs, row.id)].join(' ') })).sort(byLabel);
}

export function groupOptions(groups: readonly ItemGroupRow[]): Option[] {
  return groups.map((row) => ({ value: row.id, label: named(row.names), hint: row.code, words: words(row.names) })).sort(byLabel);
}

export function partyOptions(parties: readonly PartyRow[]): Option[] {
  return parties
    .map((row) => ({ value: row.id, label: named(row.names), hint: row.eu_code ?? row.iso ?? '', words: `${words(row.names)} ${row.iso ?? ''}` }))
    .sort(byLabel);
}

export function siteOptions(sites: readonly SiteRow[]): Option[] {
  return sites.map((row) => ({ value: row.id, label: row.name, hint: row.code })).sort(byLabel);
}

/** Activations under which something new may be recorded. One that is only watched, or closed, takes nothing. */
export const openActivations = (rows: readonly ActivationView[]) => rows.filter((row) => row.stage === 'activated' || row.stage === 'operations_ended');

/** Those as choices; what a draft chose before stays to be seen, and the host says what is wrong with it. */
export function activationOptions(rows: readonly ActivationView[], kept: string): Option[] {
  const open = openActivations(rows);
  return rows
    .filter((row) => open.includes(row) || row.id === kept)
    .map((row) => ({ value: row.id, label: `${named(row.requesting_state_names)}, ${dateShort(row.requested_on)}` }));
}
