/// What is left half done, in words, and where it is gone on with. Each form names its drafts; a form that is not listed
/// here would be offered without words and lead nowhere, so a test holds this list against the forms.
import { t } from '$lib/i18n/i18n.svelte';

interface Form {
  page: string;
  id: string;
  /** Message that names it. */
  words: string;
}
const form = (page: string, id: string, words: string): Form => ({ page, id, words });

const forms: Record<string, Form> = {
  receipt: form('receive', 'new', 'kind-receipt'),
  issue: form('issue', '', 'kind-issue'),
  activation: form('activation', 'new', 'kind-activation'),
  offer: form('offers', 'new', 'kind-offer'),
  decision: form('funds', 'decision', 'kind-decision'),
  allocation: form('funds', 'allocation', 'kind-allocation'),
  'stated-total': form('funds', 'stated-total', 'kind-stated-total'),
  count: form('count', '', 'kind-count'),
  opening: form('opening', 'new', 'kind-opening'),
  transfer: form('transfers', 'new', 'kind-transfer'),
  'transfer-receipt': form('transfers', 'receive', 'kind-transfer-receipt'),
  request: form('requests', 'new', 'kind-request'),
  transport: form('transports', 'new', 'kind-transport'),
  consignment: form('deliveries', 'new', 'kind-consignment'),
  group: form('catalogue', 'group', 'catalogue-group'),
  item: form('catalogue', 'item', 'catalogue-item'),
  packaging: form('catalogue', 'packaging', 'catalogue-packaging'),
  party: form('catalogue', 'party', 'catalogue-party'),
  site: form('catalogue', 'site', 'catalogue-site'),
  norm: form('catalogue', 'norm', 'catalogue-norm'),
  proposal: form('catalogue', 'proposal', 'catalogue-propose'),
  'access-note': form('site', 'access-note', 'site-access-note'),
  'head-count': form('site', 'head-count', 'kind-head-count'),
  deployment: form('registers', 'deployment', 'register-deployment'),
  asset: form('registers', 'asset', 'register-asset'),
  figure: form('registers', 'figure', 'register-figure'),
};

/** Undefined for a kind that no form of this version writes. `move_internal_move` is a draft of that movement. */
export function formOf(kind: string): Form | undefined {
  const dashed = kind.replaceAll('_', '-');
  const move = /^move-(.+)$/.exec(dashed)?.[1];
  return move ? form('move', move, `move-${move}`) : forms[dashed];
}

/** A draft of a form that this version does not have is told of and leads nowhere: it is kept for the version that has. */
export const nameOf = (kind: string) => t(formOf(kind)?.words ?? 'draft-of-no-form');
