/**
 * Newline-delimited JSON over a child's pipes, both sides made as elizaOS's own Python bridge is: ids that are texts, a timer for each
 * request, an array of lines out of a text that grows.
 */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { join } from "node:path";
import type { EchoAnswer } from "../../../src/bench/echo-exchange.ts";
import { venvPython } from "../../../src/setup/python-tools.ts";
import type { Rival } from "../../rival.ts";
import { requirePython } from "../python-environment.ts";

const BRIDGE = join(import.meta.dir, "bridge.py");
const TIMEOUT_MS = 30_000;
const MAX_MESSAGE_BYTES = 64 * 1024 * 1024;

interface Answer {
  type: string;
  id?: string;
  result?: EchoAnswer["result"];
  error?: string;
}

interface Pending {
  resolve(answer: Answer): void;
  reject(error: Error): void;
  timeout: ReturnType<typeof setTimeout>;
}

export const newlineJson: Rival = {
  case: "invoke",
  protocol: "newline-json",
  language: "python",
  ownProcess: true,
  async prepare() {
    requirePython();
  },
  async open(job) {
    const host = new BridgeHost();
    await host.ready;
    return {
      call() {
        const { memory, options } = job.next();
        return host.request({ type: "action.invoke", action: "ECHO", memory, state: null, options });
      },
      check: (answer) => job.checkResult((answer as Answer).result),
      close: () => host.close(),
    };
  },
};

class BridgeHost {
  readonly ready: Promise<void>;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #pending = new Map<string, Pending>();
  #buffer = "";
  #requests = 0;
  #isReady: () => void = () => {};

  constructor() {
    this.ready = new Promise((resolve) => {
      this.#isReady = resolve;
    });
    this.#child = spawn(venvPython, ["-u", BRIDGE], { stdio: ["pipe", "pipe", "pipe"] });
    this.#child.stdout.on("data", (bytes: Buffer) => this.#read(bytes.toString()));
    this.#child.stderr.on("data", (bytes: Buffer) => process.stderr.write(bytes));
  }

  request(request: object): Promise<Answer> {
    this.#requests += 1;
    const id = `req_${this.#requests}`;
    return new Promise((resolve, reject) => {
      const timeout = setTimeout(() => {
        this.#pending.delete(id);
        reject(new Error(`No answer to ${id} in ${TIMEOUT_MS} ms`));
      }, TIMEOUT_MS);
      this.#pending.set(id, { resolve, reject, timeout });
      this.#child.stdin.write(`${JSON.stringify({ ...request, id })}\n`);
    });
  }

  async close(): Promise<void> {
    const gone = new Promise((resolve) => this.#child.on("exit", resolve));
    this.#child.kill("SIGTERM");
    await gone;
  }

  #read(text: string): void {
    this.#buffer += text;
    if (Buffer.byteLength(this.#buffer, "utf8") > MAX_MESSAGE_BYTES) throw new Error("Too long a line");
    const lines = this.#buffer.split("\n");
    this.#buffer = lines.pop() ?? "";
    for (const line of lines) if (line.trim() !== "") this.#answer(JSON.parse(line));
  }

  #answer(answer: Answer): void {
    if (answer.type === "ready") this.#isReady();
    const pending = this.#pending.get(answer.id ?? "");
    if (pending === undefined) return;
    this.#pending.delete(answer.id ?? "");
    clearTimeout(pending.timeout);
    if (answer.type === "error") pending.reject(new Error(answer.error));
    else pending.resolve(answer);
  }
}
