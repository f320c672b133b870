/// What is the same in a new answer stays the same object, down to each row, so that only what changed is painted again:
/// on a busy day an answer comes every second, and most of it says what was said before.

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `next`, made of the parts of `before` that are equal; `before` itself when all of it is. */
export function kept<T>(before: unknown, next: T): T {
  if (Object.is(before, next)) return next;
  if (Array.isArray(before) && Array.isArray(next)) {
    const old: unknown[] = before;
    // A row that came in or went moves all that follow it: those are found by their ids.
    const byId = new Map(old.filter(isPlain).filter((one) => 'id' in one).map((one) => [one['id'], one]));
    const merged = next.map((one: unknown, at) => kept((isPlain(one) && byId.get(one['id'])) || old[at], one));
    return (merged.length === old.length && merged.every((one, at) => one === old[at]) ? before : merged) as T;
  }
  if (isPlain(before) && isPlain(next)) {
    const names = Object.keys(next);
    const merged = Object.fromEntries(names.map((name) => [name, kept(before[name], next[name])]));
    const same = names.length === Object.keys(before).length && names.every((name) => name in before && merged[name] === before[name]);
    return (same ? before : merged) as T;
  }
  return next;
}
