/** How far a run is, as one line at the foot of a terminal. Elsewhere nothing is shown. */
import { isatty } from "node:tty";
import type { Progress } from "../bench/engine.ts";
import { coloursOf } from "./colour.ts";
import { writeMessage } from "./output.ts";

const STANDARD_ERROR = 2;
const BAR_CHARACTERS = 20;
/** Seen as moving, and cheap. */
const EVERY_MS = 100;
const DEFAULT_COLUMNS = 80;
const CLEAR_LINE = "\r\x1b[K";

export class BenchProgress {
  readonly #isShown = isatty(STANDARD_ERROR) && process.env.TERM !== "dumb";
  #shownAt = Number.NEGATIVE_INFINITY;

  show({ done, phase, what }: Progress): void {
    const now = performance.now();
    if (!this.#isShown || now - this.#shownAt < EVERY_MS) return;
    this.#shownAt = now;
    const { dim } = coloursOf(STANDARD_ERROR);
    const full = Math.round(done * BAR_CHARACTERS);
    const head = `${"█".repeat(full)}${"░".repeat(BAR_CHARACTERS - full)} ${String(Math.round(done * 100)).padStart(3)} % `;
    const room = (process.stderr.columns || DEFAULT_COLUMNS) - head.length - 1;
    writeMessage(`${CLEAR_LINE}${head}${dim(`${phase}: ${what}`.slice(0, Math.max(0, room)))}`);
  }

  /** Before anything else is written. */
  clear(): void {
    if (!this.#isShown || this.#shownAt === Number.NEGATIVE_INFINITY) return;
    this.#shownAt = Number.NEGATIVE_INFINITY;
    writeMessage(CLEAR_LINE);
  }
}
