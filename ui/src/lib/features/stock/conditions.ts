/// The conditions in which goods stand, each with the column of a row of stock that counts it.
import type { Condition, ItemStock } from '$lib/api';

type Column = keyof Pick<ItemStock, 'good' | 'damaged' | 'quarantine' | 'expired' | 'recalled'>;

export const columns: readonly { condition: Condition; column: Column }[] = [
  { condition: 'GOOD', column: 'good' },
  { condition: 'DAMAGED', column: 'damaged' },
  { condition: 'QUARANTINE', column: 'quarantine' },
  { condition: 'EXPIRED', column: 'expired' },
  { condition: 'RECALLED', column: 'recalled' },
];
