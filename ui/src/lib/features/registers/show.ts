/// Counts in the forms of the registers.
import type { StatedCount } from '$lib/api';

/** A count as a form of a record holds it: the number, and how exactly it is known. */
export const typedCount = (key: string, count: StatedCount): Record<string, string> => ({ [key]: count.value === null ? '' : String(count.value), [`${key}_qualifier`]: count.qualifier });
