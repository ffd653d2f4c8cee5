/** How many characters must be changed, added or removed to make one text of another. */

/** Infinity where it is more than `max`: long texts that differ much are told apart early. */
export function levenshtein(one: string, other: string, max: number): number {
  const [from, to] = [Array.from(one), Array.from(other)];
  if (Math.abs(from.length - to.length) > max) return Number.POSITIVE_INFINITY;
  let row = Array.from({ length: to.length + 1 }, (_, count) => count);
  for (const [index, char] of from.entries()) {
    const next = [index + 1];
    for (const [at, wanted] of to.entries()) {
      const changed = (row[at] as number) + (char === wanted ? 0 : 1);
      next.push(Math.min(changed, (row[at + 1] as number) + 1, (next[at] as number) + 1));
    }
    if (next.every((distance) => distance > max)) return Number.POSITIVE_INFINITY;
    row = next;
  }
  const distance = row[to.length] as number;
  return distance > max ? Number.POSITIVE_INFINITY : distance;
}
