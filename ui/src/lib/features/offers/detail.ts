/// What a donor says of a line beside its quantity, as typed text, and its reading. All of it may be left out.
import { problem, type OfferLineDetail, type OfferedCondition, type Problem } from '$lib/api';
import { parseDate } from '$lib/parse/date';
import { isEmpty, parseQuantity } from '$lib/parse/quantity';
import { grams, kilograms } from '$lib/parse/weight';

export interface TypedDetail {
  packaging: string;
  /** Kilograms. */
  weight: string;
  /** Cubic decimetres. */
  volume: string;
  condition: '' | OfferedCondition;
  expiry: string;
}

/** Of a pasted table or an offer that stands; without either all of it is empty. */
export const typedDetail = (detail: OfferLineDetail | null | undefined): TypedDetail => ({
  packaging: detail?.packaging ?? '',
  weight: detail?.weight_g == null ? '' : kilograms(detail.weight_g),
  volume: detail?.volume_dm3 == null ? '' : String(detail.volume_dm3),
  condition: detail?.condition ?? '',
  expiry: detail?.expiry ?? '',
});

/** How many of its fields hold something. */
export const given = (typed: TypedDetail) => Object.values(typed).filter((text) => !isEmpty(text)).length;

/** Null where nothing is said. `line`: its number in the request, for the subjects of problems. */
export function readDetail(typed: TypedDetail, line: number, today: string, problems: Problem[]): OfferLineDetail | null {
  if (given(typed) === 0) return null;
  const at = (field: string) => `lines.${line}.detail.${field}`;
  const weight = isEmpty(typed.weight) ? null : grams(typed.weight);
  if (weight === undefined) problems.push(problem('weight-unreadable', at('weight_g'), { text: typed.weight }));
  const volume = isEmpty(typed.volume) ? undefined : parseQuantity(typed.volume, at('volume_dm3'));
  const expiry = isEmpty(typed.expiry) ? undefined : parseDate(typed.expiry, today, at('expiry'));
  for (const read of [volume, expiry]) if (read?.problem) problems.push(read.problem);
  return { packaging: typed.packaging.trim() || null, weight_g: weight ?? null, volume_dm3: volume?.value ?? null, condition: typed.condition || null, expiry: expiry?.value ?? null };
}
