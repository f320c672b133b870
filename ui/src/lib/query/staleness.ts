/// Which answers a change makes stale. What a newcomer gets wrong: an exchange tells of itself several times a second, and
/// most of what it tells touches no figure; a screen that read everything again each time would do nothing else.

/** What answers rest on: the catalogue and its parties and sites, what was left half done, everything that was recorded, and
    whether what is shown of it was found to be right. */
export const GROUNDS = ['registers', 'drafts', 'ledger', 'checks'] as const;
export type Ground = (typeof GROUNDS)[number];

const OF_REGISTERS: ReadonlySet<string> = new Set(['items', 'item_groups', 'parties', 'sites']);
const MOVES_REGISTERS: ReadonlySet<string> = new Set(['catalogue', 'sites', 'session']);

/** What the answer to a call of the contract rests on. */
export function groundsOf(call: string): readonly Ground[] {
  if (OF_REGISTERS.has(call)) return ['registers'];
  if (call === 'ledger_checks') return ['checks'];
  return call === 'drafts' ? ['drafts', 'ledger'] : ['ledger'];
}

/** What a change moves, by the subjects the host names; nothing when only the exchange itself went on. */
export function movedBy(subjects: readonly string[]): ReadonlySet<Ground> {
  const moved = new Set<Ground>();
  for (const subject of subjects) {
    if (subject === 'sync') continue;
    moved.add(subject === 'drafts' || subject === 'checks' ? subject : 'ledger');
    if (MOVES_REGISTERS.has(subject)) moved.add('registers');
  }
  return moved;
}
