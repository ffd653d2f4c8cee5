/** What a message costs its reader is proportional to its length, whatever it claims: measured in processes of their own. */
import { expect, test } from "bun:test";
import { join } from "node:path";
import { jsonCodec } from "../../src/channel/json-codec.ts";
import { msgpackCodec } from "../../src/channel/msgpack-codec.ts";
import type { Codec, Receiver } from "../../src/channel/transport.ts";
import { LIMITS } from "../../src/limits.ts";
import { InProcessTransport, NO_WAKE } from "../../src/transport/in-process.ts";
import { playedGuest } from "../transport/abi-guest.ts";
import { jsonBombs, msgpackBombs } from "./bombs.ts";

const MIB = 1024 * 1024;

interface Cost {
  code?: string;
  message?: string;
  ms: number;
  grownBytes: number;
}

async function costOf(script: string, ...args: string[]): Promise<Cost> {
  const file = join(import.meta.dir, "scripts", script);
  const child = Bun.spawn([process.execPath, file, ...args], { stdout: "pipe", stderr: "inherit" });
  return JSON.parse(await child.stdout.text()) as Cost;
}

for (const name of [...Object.keys(msgpackBombs), ...Object.keys(jsonBombs)]) {
  test(`decode() refuses ${name} for little memory and time`, async () => {
    const { code, ms, grownBytes } = await costOf("read-bomb.ts", name);
    expect(code).toBe("protocol_violation");
    expect(grownBytes).toBeLessThan(50 * MIB);
    expect(ms).toBeLessThan(1_000);
  }, 30_000);
}

for (const when of ["before", "after"]) {
  test(`a guest's bomb ${when} ready costs its host little, and ends the guest`, async () => {
    const bomb = "4000 nested arrays that each promise 99,999 values";
    const { code, grownBytes } = await costOf("load-bomb.ts", when, bomb);
    expect(code).toBe("protocol_violation");
    expect(grownBytes).toBeLessThan(100 * MIB);
  }, 30_000);
}

test("a guest's message of more than maxReadyBytes is refused before its ready, and taken after it", async () => {
  const before = await costOf("load-bomb.ts", "before", "large");
  expect(before).toMatchObject({ code: "protocol_violation" });
  expect(before.message).toContain(`a frame of 1 to ${LIMITS.maxReadyBytes} bytes`);
  expect(await costOf("load-bomb.ts", "after", "large")).toMatchObject({ code: "deadline" });
}, 30_000);

test("InProcessTransport refuses a message of more than maxReadyBytes until accept() says otherwise", async () => {
  const large = "x".repeat(LIMITS.maxReadyBytes + 1);
  for (const accepts of [false, true]) {
    const { promise, resolve } = Promise.withResolvers<string | undefined>();
    const receiver: Receiver<string> = { message: resolve, closed: (error) => resolve(error?.code) };
    const guest = playedGuest(NO_WAKE, large);
    const transport = new InProcessTransport(guest, receiver);
    if (accepts) transport.accept(LIMITS.maxFrameBytes);
    expect(await promise).toBe(accepts ? large : "protocol_violation");
    await transport.close();
  }
});

const codecs: [string, Codec<never>][] = [
  ["jsonCodec", jsonCodec as Codec<never>],
  ["msgpackCodec", msgpackCodec as Codec<never>],
];
const honest: Record<string, () => Record<string, unknown>> = {
  "a batch of embeddings of 5 MiB": () => ({
    batch: Array.from({ length: 426 }, (_row, row) =>
      Array.from({ length: 1536 }, (_item, at) => (at + 0.1) / (row + 1)),
    ),
  }),
  "a body of 16 MiB": () => ({ rawBody: new Uint8Array(16 * MIB).fill(44) }),
  "a text of 16 MiB in which quotes, commas and brackets stand": () => ({
    text: '["\\",]\n'.repeat((16 * MIB) / 7),
  }),
  "maxValues values": () => ({ items: new Array(LIMITS.maxValues - 2).fill(null) }),
  "64 levels, the last of them long": () => {
    let value: unknown = "x".repeat(100_000);
    for (let level = 0; level < 64; level++) value = { value };
    return value as Record<string, unknown>;
  },
};

for (const [codec, { encode, decode }] of codecs) {
  for (const [name, make] of Object.entries(honest))
    test(`${codec} passes ${name}`, () => {
      const value = make();
      // By the engine: the matcher's own comparison takes half a minute for 16 MiB.
      expect(Bun.deepEquals(decode(encode(value)), value)).toBe(true);
    });

  test(`${codec} refuses to send one value more than maxValues, which would end the connection`, () => {
    const message = { items: new Array(LIMITS.maxValues - 1).fill(null) };
    expect(() => encode(message)).toThrow(`of at most ${LIMITS.maxValues} values`);
  });
}
