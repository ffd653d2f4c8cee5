/** Messages that are short for what a careless reader makes of them, by name. Hostile guests and the codecs' tests share them. */
const array32 = (length: number) => [
  0xdd,
  length >>> 24,
  (length >>> 16) & 255,
  (length >>> 8) & 255,
  length & 255,
];
const repeated = (times: number, bytes: number[]) =>
  Buffer.alloc(times * bytes.length, Uint8Array.from(bytes));

/** A message that looks honest up to the field `x`. */
const field = (value: Uint8Array) => Buffer.concat([Uint8Array.fromHex("82a474797065a36c6f67a178"), value]);

export const msgpackBombs: Record<string, () => Uint8Array> = {
  "4000 nested arrays that each promise 99,999 values": () => field(repeated(4000, array32(99_999))),
  "60 nested arrays that each promise what the frame has left": () =>
    field(Buffer.concat([repeated(60, array32(900_000)), Buffer.alloc(900_000, 0xc0)])),
  "a million nested maps": () => field(repeated(1_000_000, [0x81, 0xa1, 97])),
  "30 million empty arrays": () =>
    field(Buffer.concat([Uint8Array.from(array32(30_000_000)), Buffer.alloc(30_000_000, 0x90)])),
};

export const jsonBombs: Record<string, () => string> = {
  "ten million empty arrays": () => `{"type":"log","x":[${"[],".repeat(10_000_000)}[]]}`,
  "ten million nested arrays": () => `{"type":"log","x":${"[".repeat(10_000_000)}${"]".repeat(10_000_000)}}`,
  "ten million numbers after a string of quotes": () =>
    `{"type":"log","x":["${'\\"\\\\'.repeat(1000)}",${"1,".repeat(10_000_000)}1]}`,
};
