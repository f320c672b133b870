/// Catalogue rows as options of a combobox, found by every language's name and by code.
import type { ItemGroupRow, ItemRow, PartyRow, SiteRow } from '$lib/api';
import type { Option } from '$lib/components/Combobox.svelte';
import { named } from '$lib/i18n/i18n.svelte';

const words = (names: Record<string, string>) => Object.values(names).join(' ');
const byLabel = (a: Option, b: Option) => a.label.localeCompare(b.label);

export function itemOptions(items: readonly ItemRow[]): Option[] {
  return items.map((row) => ({ value: row.id, label: named(row.names), hint: row.code, words: words(row.names) })).sort(byLabel);
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
