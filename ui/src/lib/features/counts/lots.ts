/// Lots of an item that are or were at a site, for a count that finds what the book does not have. What stands there is in
/// its stock; what was booked to zero is on the documents by which the stock card says that goods came.
import { api, asProblem, type Condition, type DocumentKind, type ItemRow, type StockCardRow, type StockLot } from '$lib/api';
import { dateShort } from '$lib/format/format';
import { sourceText } from '$lib/format/source';
import { t } from '$lib/i18n/i18n.svelte';

export type Lot = Pick<StockLot, 'lot' | 'origin_number' | 'batch' | 'expiry' | 'donor_names' | 'bought'>;

type Line = { lot: string; item_code: string };

/** The lines of a document that brought goods, by its kind. */
const opened: Partial<Record<DocumentKind, (id: string) => Promise<Line[]>>> = {
  receipt: async (id) => (await api.receipt({ id })).lines,
  transfer_receipt: async (id) => (await api.transferReceipt({ id })).lines,
  opening: async (id) => (await api.opening({ id })).lines,
  count: async (id) => (await api.count({ id })).lines,
  stock_move: async (id) => (await api.stockMove({ id })).lines,
};

const came = (row: StockCardRow) => row.quantity_in > 0 && row.quantity_out === 0 && !row.reversed;

async function lotsOn(document: string, kind: DocumentKind, item: ItemRow): Promise<string[]> {
  if (kind === 'kit_build') return [(await api.kitLot({ id: document })).lot];
  const lines = (await opened[kind]?.(document)) ?? [];
  return lines.filter((line) => line.item_code === item.code).map((line) => line.lot);
}

/** Nothing of a line that was refused as a whole ever was a lot. */
async function traced(lot: string): Promise<Lot[]> {
  try {
    return [(await api.lotTrace({ lot })).lot];
  } catch (thrown) {
    if (asProblem(thrown).code === 'lot-unknown') return [];
    throw thrown;
  }
}

/** What stands there first, then what is booked to zero or away. */
export async function lotsOnceAt(site: string, item: ItemRow): Promise<Lot[]> {
  const [stock, card] = await Promise.all([api.stock({ site }), api.stockCard({ site, item: item.id })]);
  const there: Lot[] = stock.filter((row) => row.item === item.id).flatMap((row) => row.lots);
  const brought = new Map(card.filter(came).map((row) => [row.document, row.kind]));
  const named = new Set((await Promise.all([...brought].map(([document, kind]) => lotsOn(document, kind, item)))).flat());
  for (const { lot } of there) named.delete(lot);
  const gone = (await Promise.all([...named].map(traced))).flat();
  return [...new Map([...there, ...gone].map((lot) => [lot.lot, lot])).values()];
}

export const lotWords = (lot: Lot): string => [lot.origin_number, sourceText(lot), lot.batch, lot.expiry && dateShort(lot.expiry)].filter(Boolean).join(' · ');

/** What stands under the name of an item that is counted: which of its goods, and where. */
export const lineWords = (code: string, lot: Lot, condition: Condition, place: string | null): string => [code, lotWords(lot), t(`condition-${condition.toLowerCase()}`), place].filter(Boolean).join(' · ');
