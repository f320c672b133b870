/// A number counted in packs: twelve cartons of twenty, and three beside them. The packs are typed where the quantity is
/// typed; what one pack holds is kept with the line, for a packaging version never changes and a draft outlives the page.
import { problem, type Packed, type PackagingRow, type Problem } from '$lib/api';
import { isEmpty, parseQuantity } from './quantity';

export interface Pack {
  packaging: string;
  /** Base units in one pack. */
  units: number;
  /** As typed; empty is none. */
  loose: string;
}

/** What was typed comes to so many base units, and how it was counted. */
export type Counted = { units: number; packed: Packed | null; problem?: undefined } | { units?: undefined; problem: Problem };

export const packOf = (row: PackagingRow): Pack => ({ packaging: row.id, units: row.base_units, loose: '' });

/** Nothing was typed, neither packs nor what lay beside them. */
export const isUntyped = (text: string, pack?: Pack | null) => isEmpty(text) && isEmpty(pack?.loose ?? '');

export function readCounted(text: string, pack: Pack | null | undefined, subject: string | null = null): Counted {
  if (!pack) {
    const { value, problem } = parseQuantity(text, subject);
    return problem ? { problem } : { units: value, packed: null };
  }
  if (isUntyped(text, pack)) return { problem: problem('quantity-missing', subject) };
  const none = { value: 0, problem: undefined };
  const packs = isEmpty(text) ? none : parseQuantity(text, subject);
  if (packs.problem) return { problem: packs.problem };
  const loose = isEmpty(pack.loose) ? none : parseQuantity(pack.loose, subject);
  if (loose.problem) return { problem: loose.problem };
  const units = packs.value * pack.units + loose.value;
  if (!Number.isSafeInteger(packs.value * pack.units) || !Number.isSafeInteger(units)) return { problem: problem('quantity-too-large', subject, { text: text.trim() }) };
  // No whole pack: then it was counted in base units.
  return { units, packed: packs.value === 0 ? null : { packaging: pack.packaging, packs: packs.value, loose: loose.value } };
}

/** Base units, nought where nothing can be read. */
export const unitsOf = (text: string, pack?: Pack | null) => readCounted(text, pack).units ?? 0;

/** So many base units as they are typed into a field that counts in packs. */
export function typedAs(units: number, pack?: Pack | null): { text: string; pack: Pack | null } {
  if (!pack) return { text: String(units), pack: null };
  const loose = units % pack.units;
  return { text: String((units - loose) / pack.units), pack: { ...pack, loose: loose === 0 ? '' : String(loose) } };
}

/** The packaging whose code was scanned or typed. */
export const scanned = (rows: readonly PackagingRow[], typed: string) => rows.find((row) => row.gtin !== null && row.gtin === typed.replace(/[ -]/g, ''));

/**
 * What stands in a quantity after its item was chosen, again or anew: the pack that was scanned, else the one before where
 * the item has it, else none. A number that counted something else is not kept, for twelve cartons are not twelve pieces.
 */
export function packAfter(rows: readonly PackagingRow[], typed: string, text: string, pack: Pack | null | undefined): { text: string; pack: Pack | null } {
  const row = scanned(rows, typed) ?? rows.find((one) => one.id === pack?.packaging);
  if (row?.id === pack?.packaging) return { text, pack: pack ?? null };
  return { text: '', pack: row ? packOf(row) : null };
}

/** The packagings of one item, the smallest first. */
export const ofItem = (rows: readonly PackagingRow[], item: string | undefined) => (item ? rows.filter((row) => row.item === item).sort((a, b) => a.base_units - b.base_units) : []);

/** The codes on an item's packs, by which it is found. */
export const codesOf = (rows: readonly PackagingRow[], item: string) => rows.flatMap((row) => (row.item === item && row.gtin !== null ? [row.gtin] : []));
