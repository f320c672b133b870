/// Where the person is. The place stands in the address after `#`, so that going back, locking and reloading return to it.

export interface Place {
  page: string;
  /** Second part of the path: a document's id, or empty. */
  id: string;
  search: URLSearchParams;
}

function read(hash: string): Place {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?');
  const [page = '', id = ''] = path.split('/');
  return { page: page || 'today', id, search: new URLSearchParams(search) };
}

let place = $state.raw<Place>(read(location.hash));

window.addEventListener('hashchange', () => {
  place = read(location.hash);
});

export function here(): Place {
  return place;
}

export function link(page: string, id = '', search: Record<string, string> = {}): string {
  const query = new URLSearchParams(search).toString();
  return `#/${page}${id ? `/${id}` : ''}${query ? `?${query}` : ''}`;
}

export function go(page: string, id = '', search: Record<string, string> = {}): void {
  location.hash = link(page, id, search);
}

/** Pages that show one document, by kind. Kinds without one are shown where they stand (funds) or in a dialog. */
const documentPages: Record<string, string> = {
  receipt: 'receipt',
  issue: 'issue',
  activation: 'activation',
  offer: 'offer',
  acceptance: 'acceptance',
  match: 'match',
  decision: 'funds',
  allocation: 'funds',
  stated_total: 'funds',
  request: 'request',
  transport: 'transport',
  consignment: 'consignment',
  stock_move: 'movement',
  transfer: 'transfer',
  transfer_receipt: 'transfer-receipt',
  count: 'count',
  opening: 'opening',
  kit_build: 'kit',
  reservation: 'reservations',
};

export function documentPage(kind: string): string | undefined {
  return documentPages[kind];
}
