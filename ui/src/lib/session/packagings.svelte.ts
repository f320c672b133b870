/// Packaging versions of every item, where a form lets a person count in packs. A form works without them.
import { api, type PackagingRow } from '$lib/api';
import { query } from '$lib/query/query.svelte';

export function packagings(): { readonly rows: readonly PackagingRow[] } {
  const read = query(() => api.packaging({ item: null }));
  return {
    get rows() {
      return read.data ?? [];
    },
  };
}
