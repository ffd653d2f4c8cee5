/** The public msgpack-test-suite: every encoding that others may send, and that ours is one of them. */
import { expect, test } from "bun:test";
import suite from "msgpack-test-suite";
import { msgpackCodec } from "../../src/channel/msgpack-codec.ts";
import { PluginError } from "../../src/errors.ts";

/** One value: a field named by its kind, and its encodings as `c4-00`. A bignum may stand beside a number. */
type Entry = { msgpack: string[]; bignum?: string } & { [kind: string]: unknown };

/** What PROTOCOL.md §1 has no value for, and so refuses. */
const REFUSED = { timestamp: "dates cross as strings", ext: "extension types are not allowed" };

const bytesOf = (dashed: string) => Uint8Array.fromHex(dashed.replaceAll("-", ""));

for (const [file, entries] of Object.entries(suite as unknown as Record<string, Entry[]>)) {
  for (const [index, entry] of entries.entries()) {
    const kind = Object.keys(entry).find((key) => key !== "msgpack" && key !== "bignum") ?? "bignum";
    const name = `${file} ${index + 1}, ${JSON.stringify(entry[kind])}`;
    if (kind in REFUSED)
      test(`msgpackCodec refuses ${name}, as ${REFUSED[kind as keyof typeof REFUSED]}`, () => refuses(entry));
    else if (kind === "bignum")
      test(`msgpackCodec reads ${name} as the nearest double`, () => readsAsDouble(entry));
    else test(`msgpackCodec reads and writes ${name}`, () => readsAndWrites(entry, kind));
  }
}

function refuses({ msgpack }: Entry): void {
  for (const encoding of msgpack) {
    for (const bytes of [bytesOf(encoding), Uint8Array.of(0x91, ...bytesOf(encoding))]) {
      let thrown: unknown;
      try {
        msgpackCodec.decode(bytes);
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toBeInstanceOf(PluginError);
      expect((thrown as PluginError).code).toBe("protocol_violation");
    }
  }
}

function readsAsDouble({ msgpack, bignum }: Entry): void {
  for (const encoding of msgpack) expect(msgpackCodec.decode(bytesOf(encoding))).toBe(Number(bignum));
}

function readsAndWrites(entry: Entry, kind: string): void {
  const value = kind === "binary" ? bytesOf(entry[kind] as string) : entry[kind];
  const encodings = entry.msgpack.map((encoding) => bytesOf(encoding).toHex());
  for (const encoding of encodings) expect(msgpackCodec.decode(Uint8Array.fromHex(encoding))).toEqual(value);
  expect(encodings).toContain(msgpackCodec.encode(value as Record<string, unknown>).toHex());
}
