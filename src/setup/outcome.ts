/** How a suite of tests went, and what the whole run says of it. */

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export interface Outcome extends Counts {
  /** Why each skipped test was. */
  reasons: readonly string[];
  /** What the suite printed; shown when something failed. */
  output: string;
}

/** A run that ended badly without a failed test, or well without any test, has failed. */
export function settled(counts: Counts, status: number): Counts {
  const nothingRan = counts.passed + counts.failed + counts.skipped === 0;
  if ((status === 0 && !nothingRan) || counts.failed > 0) return counts;
  return { ...counts, failed: 1 };
}

export function total(all: readonly Counts[]): Counts {
  const sum = (key: keyof Counts) => all.reduce((soFar, counts) => soFar + counts[key], 0);
  return { passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped") };
}

/** `N passed, N failed`, and how many were skipped where any was. */
export function closingLine({ passed, failed, skipped }: Counts): string {
  const line = `${passed} passed, ${failed} failed`;
  return skipped === 0 ? line : `${line}, ${skipped} skipped`;
}
