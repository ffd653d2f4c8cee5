/** Figures as people read them: three digits and a unit. */

/** From here on three digits are those of the next unit. */
const LIMIT = 999.5;

/** `0.170 µs`, `5.76 µs`, `143 µs`, `12.4 ms`, `1.20 s`. */
export function microseconds(us: number): string {
  if (us < LIMIT) return `${digits(us)} µs`;
  return us < LIMIT * 1e3 ? `${digits(us / 1e3)} ms` : `${digits(us / 1e6)} s`;
}

/** `64 B`, `4 KiB`, `1 MiB`: of sizes. */
export function bytes(count: number): string {
  if (count < 1024) return `${count} B`;
  return count < 1024 ** 2 ? `${digits(count / 1024)} KiB` : `${digits(count / 1024 ** 2)} MiB`;
}

/** `812`, `12.4 k`, `1.20 M`: of calls in a second. */
export function perSecond(count: number): string {
  if (count < LIMIT) return digits(count);
  return count < LIMIT * 1e3 ? `${digits(count / 1e3)} k` : `${digits(count / 1e6)} M`;
}

export function percent(value: number): string {
  return `${value > 0 ? "+" : ""}${value.toFixed(1)} %`;
}

const SIGNIFICANT = 3;

/** Whole sizes stay whole: 4, not 4.00. */
function digits(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return value >= 10 ** (SIGNIFICANT - 1) ? value.toFixed(0) : value.toPrecision(SIGNIFICANT);
}
