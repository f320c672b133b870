/// Items, groups, parties and sites, read together where a screen chooses among them or needs their printed codes.
import { api, type ItemGroupRow, type ItemRow, type PartyRow, type SiteRow } from '$lib/api';
import { query, type Query } from '$lib/query/query.svelte';

export interface Catalogue {
  items: ItemRow[];
  groups: ItemGroupRow[];
  parties: PartyRow[];
  sites: SiteRow[];
}

export function catalogue(): Query<Catalogue> {
  return query(async () => {
    const [items, groups, parties, sites] = await Promise.all([
      api.items(),
      api.itemGroups(),
      api.parties(),
      api.sites(),
    ]);
    return { items, groups, parties, sites };
  });
}
