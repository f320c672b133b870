/// How a consignment is packed, as typed text, and its reading.
import { newId, problem, type HandlingUnit, type Problem } from '$lib/api';
import { isEmpty, parseQuantity } from '$lib/parse/quantity';
import { grams } from '$lib/parse/weight';

export interface Unit {
  key: string;
  packaging: string;
  count: string;
  sscc: string;
  weight: string;
  volume: string;
}

export const blankUnit = (): Unit => ({ key: newId(), packaging: '', count: '', sscc: '', weight: '', volume: '' });

export const isBlankUnit = (unit: Unit) => [unit.packaging, unit.count, unit.sscc, unit.weight, unit.volume].every((text) => text.trim() === '');

/** A consignment may be announced without saying how it is packed. */
export function readUnits(typed: readonly Unit[], problems: Problem[]): HandlingUnit[] {
  const kept = typed.filter((unit) => !isBlankUnit(unit));
  return kept.map((unit, index): HandlingUnit => {
    const at = (field: string) => `units.${index}.${field}`;
    if (unit.packaging.trim() === '') problems.push(problem('text-missing', at('packaging'), { field: 'packaging' }));
    const count = parseQuantity(unit.count, at('count'));
    const volume = isEmpty(unit.volume) ? undefined : parseQuantity(unit.volume, at('volume_dm3'));
    for (const read of [count, volume]) if (read?.problem) problems.push(read.problem);
    const weight = isEmpty(unit.weight) ? null : grams(unit.weight);
    if (weight === undefined) problems.push(problem('weight-unreadable', at('weight_g'), { text: unit.weight }));
    return { sscc: unit.sscc.trim() || null, packaging: unit.packaging.trim(), count: count.value ?? 0, weight_g: weight ?? null, volume_dm3: volume?.value ?? null };
  });
}
