/** A map of what a query or a form has: a key that is repeated has an array. */
export function repeated<Value>(pairs: Iterable<readonly [string, Value]>): Record<string, Value | Value[]> {
  const lists = new Map<string, Value[]>();
  for (const [key, value] of pairs) lists.set(key, [...(lists.get(key) ?? []), value]);
  // `fromEntries` makes a key of `__proto__` too.
  return Object.fromEntries(
    [...lists].map(([key, [first, ...more]]) => [key, more.length === 0 ? first : [first, ...more]]),
  ) as Record<string, Value | Value[]>;
}
