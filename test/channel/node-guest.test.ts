/**
 * Plays the exchanges with the guest in plain Node.js, which was written from PROTOCOL.md alone: over real pipes, as its
 * descriptors are when no elizaOS host but a shell starts it.
 */
import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { FrameDecoder, frame } from "../../src/channel/frame.ts";
import { msgpackCodec } from "../../src/channel/msgpack-codec.ts";
import { nodeGuestFolder, nodeProgram } from "../fixtures/node-guest.ts";
import { exchangeVectors } from "../vectors.ts";

/** Bun's own "pipe" is a socket; `cat` on either side makes them pipes. */
class PipedGuest {
  readonly #child = Bun.spawn(["sh", "-c", `cat | "${nodeProgram}" guest.mjs | cat`], {
    cwd: nodeGuestFolder,
    stdin: "pipe",
    stdout: "pipe",
    stderr: "pipe",
  });
  readonly #output = this.#child.stdout.getReader();
  readonly #messages: unknown[] = [];
  readonly #decoder = new FrameDecoder(
    {
      onFrame: (body) => this.#messages.push(msgpackCodec.decode(body)),
      onNoise: (bytes) => this.#fail(bytes),
    },
    { expectPreamble: true },
  );

  send(message: Record<string, unknown>): void {
    this.write(frame(msgpackCodec.encode(message)));
  }

  write(bytes: Uint8Array): void {
    this.#child.stdin.write(bytes);
    this.#child.stdin.flush();
  }

  /** The next message, or undefined at the end of the output. */
  async receive(): Promise<unknown> {
    while (this.#messages.length === 0) {
      const { value, done } = await this.#output.read();
      if (done) return undefined;
      this.#decoder.push(value);
    }
    return this.#messages.shift();
  }

  /** Ends the input; gives the messages that still came, and the standard error. */
  async end(): Promise<{ rest: unknown[]; stderr: string }> {
    await this.#child.stdin.end();
    const rest: unknown[] = [];
    for (let message = await this.receive(); message !== undefined; message = await this.receive())
      rest.push(message);
    const stderr = await new Response(this.#child.stderr).text();
    await this.#child.exited;
    expect(this.#decoder.isBetweenFrames).toBe(true);
    return { rest, stderr };
  }

  #fail(noise: Uint8Array): never {
    throw new Error(`Noise before the preamble: ${new TextDecoder().decode(noise)}`);
  }
}

for (const { name, steps } of exchangeVectors.filter(({ kinds }) => kinds !== "all")) {
  test(`the Node guest plays over pipes: ${name}`, async () => {
    const guest = new PipedGuest();
    for (const step of steps) {
      if ("send" in step) guest.send(step.send);
      else expect(await guest.receive()).toMatchObject(step.expect);
    }
    expect(await guest.end()).toEqual({ rest: [], stderr: "" });
  });
}

test("the Node guest ends when its input does, a call under way or not", async () => {
  const guest = new PipedGuest();
  await guest.receive();
  guest.send({ type: "action.invoke", id: 1, action: "WAIT", options: { ms: 600_000 } });
  guest.send({ type: "ping", id: 2 });
  expect(await guest.receive()).toEqual({ type: "pong", re: 2 });
  expect(await guest.end()).toEqual({ rest: [], stderr: "" });
});

test("the Node guest ends after shutdown, once its calls have ended", async () => {
  const guest = new PipedGuest();
  await guest.receive();
  guest.send({ type: "action.invoke", id: 1, action: "HOST", options: { method: "getMemories", args: [] } });
  expect(await guest.receive()).toMatchObject({ type: "host.call", parent: 1 });
  guest.send({ type: "shutdown" });
  guest.send({ type: "host.result", re: 1, value: 5 });
  expect(await guest.receive()).toMatchObject({ re: 1, result: { data: { value: 5 } } });
  expect(await guest.end()).toEqual({ rest: [], stderr: "" });
});

test("the Node guest has at most 100 lines", () => {
  const lines = readFileSync(join(nodeGuestFolder, "guest.mjs"), "utf8").trimEnd().split("\n");
  expect(lines.length).toBeLessThanOrEqual(100);
});

for (const [name, bytes] of [
  ["a frame of length 0", Uint8Array.of(0, 0, 0, 0)],
  ["a frame that is too large", Uint8Array.of(1, 0, 0, 2)],
  ["a body that is no map", frame(Uint8Array.of(0x93, 1, 2, 3))],
] as const) {
  test(`the Node guest ends with a protocol violation after ${name}`, async () => {
    const guest = new PipedGuest();
    await guest.receive();
    guest.write(bytes);
    guest.send({ type: "ping", id: 1 });
    const { rest, stderr } = await guest.end();
    expect(rest).toEqual([]);
    expect(stderr).toContain("protocol_violation");
  });
}
