/** `shutdown`, to real guests' processes: the calls under way are answered in full, then the process ends. In each language alike. */
import { expect, test } from "bun:test";
import { join } from "node:path";
import { FrameDecoder, frame } from "../../../src/channel/frame.ts";
import { msgpackCodec } from "../../../src/channel/msgpack-codec.ts";
import { artefact, root } from "../../fixtures/repository.ts";

type Message = Record<string, unknown>;

/** A guest's process on plain pipes, or on what Bun calls so: a socket for each. */
class Guest {
  readonly #child;
  readonly #messages: Message[] = [];
  readonly #decoder = new FrameDecoder(
    { onFrame: (body) => this.#messages.push(msgpackCodec.decode(body.slice()) as Message) },
    { expectPreamble: true },
  );
  readonly #output;
  readonly #isPiped: boolean;

  constructor(command: readonly string[], isPiped: boolean) {
    this.#isPiped = isPiped;
    const argv = !isPiped ? [...command] : ["sh", "-c", `cat | "$@" | cat`, "sh", ...command];
    this.#child = Bun.spawn(argv, { cwd: root, stdin: "pipe", stdout: "pipe", stderr: "inherit" });
    this.#output = this.#child.stdout.getReader();
  }

  send(message: Message): void {
    this.#child.stdin.write(frame(msgpackCodec.encode(message)));
    this.#child.stdin.flush();
  }

  /** The next message of those types; undefined at the end of the output. */
  async receive(...types: string[]): Promise<Message | undefined> {
    for (;;) {
      const found = this.#messages.findIndex(({ type }) => types.includes(type as string));
      if (found !== -1) return this.#messages.splice(found, 1)[0];
      const { value, done } = await this.#output.read();
      if (done) return undefined;
      this.#decoder.push(value);
    }
  }

  /** Its status. It ends by itself; the shell that pipes go through waits for the end of its input. */
  async status(): Promise<number> {
    if (this.#isPiped) await this.#child.stdin.end();
    expect(await this.receive("anything more")).toBeUndefined();
    return this.#child.exited;
  }
}

const cli = [process.execPath, join(root, "src/cli/main.ts"), "guest"];
const commands: Record<string, () => string[]> = {
  typescript: () => [...cli, join(root, "test/guests/probe/typescript/plugin.json")],
  rust: () => [...cli, artefact(`test/guests/probe/rust/dist/libprobe.so`)],
};
const init = {
  protocol: 1,
  features: [],
  limits: { maxFrameBytes: 32 * 1024 * 1024, maxInFlight: 256 },
  config: {},
  settings: {},
  agent: { id: "00000000-0000-4000-8000-000000000003", character: { name: "A" } },
  services: [],
};
const LARGE = 8 * 1024 * 1024;

for (const [language, command] of Object.entries(commands))
  for (const isPiped of [false, true])
    test(`shutdown lets a call under way finish: ${language}${isPiped ? " over pipes" : ""}`, async () => {
      const guest = new Guest(command(), isPiped);
      await guest.receive("ready");
      guest.send({ type: "plugin.init", id: 1, ...init });
      await guest.receive("plugin.init.result");
      const memory = { content: { text: "x" } };
      const options = { method: "getMemories", args: [{}] };
      guest.send({ type: "action.invoke", id: 2, action: "HOST", memory, options });
      const asked = await guest.receive("host.call");
      expect(asked).toMatchObject({ parent: 2 });
      guest.send({ type: "shutdown" });
      guest.send({ type: "action.invoke", id: 3, action: "HOST", memory, options });
      expect(await guest.receive("error", "action.result")).toMatchObject({
        type: "error",
        re: 3,
        code: "closed",
      });
      // An answer that no socket takes at once.
      guest.send({ type: "host.result", re: asked?.id, value: ["y".repeat(LARGE)] });
      const answer = await guest.receive("action.result", "error");
      expect(answer).toMatchObject({ type: "action.result", re: 2 });
      expect(JSON.stringify(answer).length).toBeGreaterThan(LARGE);
      expect(await guest.status()).toBe(0);
    }, 30_000);
