/** Cuts what a child writes on its standard error into lines, and remembers the last ones for error messages. */
import { copyOf } from "../../channel/kept.ts";

const KEPT_LINES = 30;

export class LineReader {
  readonly #maxLineBytes: number;
  readonly #onLine: (line: string) => void;
  readonly #decoder = new TextDecoder();
  #partial = "";
  #last: string[] = [];

  constructor(maxLineBytes: number, onLine: (line: string) => void) {
    this.#maxLineBytes = maxLineBytes;
    this.#onLine = onLine;
  }

  /** The end of what was read. */
  get lastLines(): string {
    return this.#last.join("\n");
  }

  push(bytes: Uint8Array): void {
    const lines = (this.#partial + this.#decoder.decode(bytes, { stream: true })).split("\n");
    this.#partial = lines.pop() ?? "";
    for (const line of lines) this.#give(line);
    if (this.#partial.length > this.#maxLineBytes) {
      this.#give(this.#partial);
      this.#partial = "";
    }
  }

  /** The stream has ended: what stands without a newline is a line too. */
  end(): void {
    if (this.#partial !== "") this.#give(this.#partial);
    this.#partial = "";
  }

  #give(line: string): void {
    // An empty line says nothing, and a flood of them costs the most.
    if (line === "" || line === "\r") return;
    const text = line.endsWith("\r") ? line.slice(0, -1) : line;
    const shown = copyOf(text.length > this.#maxLineBytes ? `${text.slice(0, this.#maxLineBytes)}…` : text);
    this.#last.push(shown);
    if (this.#last.length > KEPT_LINES) this.#last.shift();
    this.#onLine(shown);
  }
}
