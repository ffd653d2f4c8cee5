/** Frames, as any peer may cut, join, cut short or fake them. */
import { expect, test } from "bun:test";
import fc from "fast-check";
import { FrameDecoder, frame, PREAMBLE } from "../../src/channel/frame.ts";
import { PluginError, ProtocolError } from "../../src/errors.ts";
import { LIMITS } from "../../src/limits.ts";

const preamble = new TextEncoder().encode(PREAMBLE);

interface Received {
  bodies: string[];
  noise: string;
  isBetweenFrames: boolean;
}

/** What a decoder made of the chunks. Bodies and noise are copied, as the sink must. */
function receive(
  chunks: Uint8Array[],
  options: { expectPreamble: boolean; maxFrameBytes?: number },
): Received {
  const bodies: string[] = [];
  const noise: Uint8Array[] = [];
  const decoder = new FrameDecoder(
    { onFrame: (body) => bodies.push(body.toHex()), onNoise: (bytes) => noise.push(bytes.slice()) },
    options,
  );
  for (const chunk of chunks) decoder.push(chunk);
  return { bodies, noise: latin1(concat(noise)), isBetweenFrames: decoder.isBetweenFrames };
}

/** The error of a push, as any other outcome is a failure of the test. */
function violationOf(chunks: Uint8Array[], options: { expectPreamble: boolean; maxFrameBytes?: number }) {
  try {
    receive(chunks, options);
  } catch (error) {
    expect(error).toBeInstanceOf(ProtocolError);
    expect((error as PluginError).code).toBe("protocol_violation");
    return (error as PluginError).message;
  }
  throw new Error("The decoder took it");
}

/** A header that says `length`, whatever follows. */
function header(length: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, length, true);
  return bytes;
}

function concat(parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}

function cutAt(bytes: Uint8Array, places: number[]): Uint8Array[] {
  const edges = [0, ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return edges.slice(1).map((edge, index) => bytes.subarray(edges[index], edge));
}

const bodies = [Uint8Array.of(1), Uint8Array.of(2, 3, 4), new Uint8Array(300).fill(7)];
const stream = concat([preamble, ...bodies.map((body) => frame(body))]);
const wanted = { bodies: bodies.map((body) => body.toHex()), noise: "", isBetweenFrames: true };

test("frame() puts the length before the body, little-endian", () => {
  expect(frame(Uint8Array.of(9, 8)).toHex()).toBe("020000000908");
  expect(frame(new Uint8Array(0x010203)).subarray(0, 4).toHex()).toBe("03020100");
});

test("frame() copies the body, as the codec writes the next message over it", () => {
  const body = Uint8Array.of(1, 2);
  const framed = frame(body);
  body.fill(9);
  expect(framed.toHex()).toBe("020000000102");
});

test("frame() takes a body of maxFrameBytes and rejects one byte more", () => {
  expect(frame(new Uint8Array(10), 10)).toHaveLength(14);
  let thrown: unknown;
  try {
    frame(new Uint8Array(11), 10);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(PluginError);
  expect(thrown).toMatchObject({
    code: "value_refused",
    value: 11,
    message: "Cannot send a message as it must have at most 10 bytes: current value is 11",
  });
});

test("FrameDecoder gives several frames of one chunk in order", () => {
  expect(receive([stream], { expectPreamble: true })).toEqual(wanted);
});

test("FrameDecoder takes a stream that is split at any byte, the preamble and headers included", () => {
  for (let at = 0; at <= stream.length; at++)
    expect(receive(cutAt(stream, [at]), { expectPreamble: true })).toEqual(wanted);
});

test("FrameDecoder takes a stream byte by byte", () => {
  const chunks = Array.from(stream, (byte) => Uint8Array.of(byte));
  expect(receive(chunks, { expectPreamble: true })).toEqual(wanted);
});

test("FrameDecoder gives back any frames from any chunks, empty ones included, after any noise", () => {
  const noise = fc
    .uint8Array({ maxLength: 200, size: "max" })
    .filter((bytes) => !latin1(bytes).includes(PREAMBLE));
  const anyBodies = fc.array(fc.uint8Array({ minLength: 1, maxLength: 600, size: "max" }), { maxLength: 8 });
  fc.assert(
    fc.property(
      noise,
      anyBodies,
      fc.array(fc.nat(), { maxLength: 30, size: "max" }),
      (before, sent, cuts) => {
        // A noise that ends in a part of the preamble makes no other preamble: ELIZAIPC1\n does not overlap itself.
        const bytes = concat([before, preamble, ...sent.map((body) => frame(body))]);
        expect(receive(cutAt(bytes, cuts), { expectPreamble: true })).toEqual({
          bodies: sent.map((body) => body.toHex()),
          noise: latin1(before),
          isBetweenFrames: true,
        });
      },
    ),
    { numRuns: 300 },
  );
});

test("FrameDecoder without a preamble reads frames at once", () => {
  expect(receive([frame(Uint8Array.of(5))], { expectPreamble: false }).bodies).toEqual(["05"]);
});

test("FrameDecoder takes a second preamble for the start of a frame", () => {
  expect(violationOf([preamble, preamble], { expectPreamble: true })).toContain("a frame of 1 to");
});

test("FrameDecoder takes a frame of maxFrameBytes and rejects one byte more", () => {
  const options = { expectPreamble: false, maxFrameBytes: 10 };
  expect(receive([frame(new Uint8Array(10))], options).bodies).toHaveLength(1);
  expect(violationOf([frame(new Uint8Array(11))], options)).toBe(
    "Cannot read the guest's output as it must be a frame of 1 to 10 bytes: current value is 11 bytes",
  );
});

test("FrameDecoder rejects a length over the cap before any of the body has come", () => {
  for (const length of [LIMITS.maxFrameBytes + 1, 0x8000_0000, 0xffff_ffff]) {
    expect(violationOf([header(length)], { expectPreamble: false })).toContain(
      `current value is ${length} bytes`,
    );
    expect(violationOf([stream, header(length)], { expectPreamble: true })).toContain(`${length} bytes`);
    expect(violationOf(cutAt(header(length), [1, 2, 3]), { expectPreamble: false })).toContain(
      `${length} bytes`,
    );
  }
});

test("FrameDecoder rejects a frame of length 0, wherever it comes", () => {
  expect(violationOf([header(0)], { expectPreamble: false })).toContain("current value is 0 bytes");
  expect(violationOf([concat([stream, header(0)])], { expectPreamble: true })).toContain(
    "current value is 0 bytes",
  );
});

test("FrameDecoder gives the frames that came before a violation", () => {
  const given: string[] = [];
  const decoder = new FrameDecoder(
    { onFrame: (body) => given.push(body.toHex()) },
    { expectPreamble: false },
  );
  expect(() => decoder.push(concat([frame(Uint8Array.of(1)), header(0)]))).toThrow(ProtocolError);
  expect(given).toEqual(["01"]);
});

test("FrameDecoder says of a stream that was cut short that it ended inside a frame", () => {
  const frames = concat([frame(Uint8Array.of(1, 2)), frame(Uint8Array.of(3, 4, 5))]);
  for (let end = 0; end <= frames.length; end++) {
    const received = receive([frames.subarray(0, end)], { expectPreamble: false });
    expect(received.isBetweenFrames).toBe([0, 6, 13].includes(end));
    expect(received.bodies).toHaveLength([6, 13].filter((edge) => edge <= end).length);
  }
});

/** Random bytes; and such that begin with lengths about the cap, as pure chance makes only lengths far beyond it. */
const garbageWithLengths = fc
  .tuple(
    fc.array(fc.tuple(fc.nat(70), fc.uint8Array({ maxLength: 70, size: "max" }))),
    fc.uint8Array({ maxLength: 400, size: "max" }),
  )
  .map(([frames, rest]) => concat([...frames.flatMap(([length, body]) => [header(length), body]), rest]));

test("FrameDecoder ends on any garbage, or waits within the cap for the frame that it announces", () => {
  fc.assert(
    fc.property(garbageWithLengths, fc.array(fc.nat()), (garbage, cuts) => {
      const options = { expectPreamble: false, maxFrameBytes: 64 };
      let held = 0;
      let violated = false;
      const count = (bytes: number) => {
        held += bytes;
      };
      const decoder = new FrameDecoder({ onFrame: (body) => count(-4 - body.length) }, options);
      for (const chunk of cutAt(garbage, cuts)) {
        count(chunk.length);
        try {
          decoder.push(chunk);
        } catch (error) {
          expect(error).toBeInstanceOf(ProtocolError);
          violated = true;
          break;
        }
      }
      if (!violated) expect(held).toBeLessThan(4 + 64);
      expect(decoder.isBetweenFrames && !violated).toBe(held === 0 && !violated);
    }),
    { numRuns: 500 },
  );
});

test("FrameDecoder takes 64 KiB of noise before the preamble, in any chunks", () => {
  const noise = new Uint8Array(LIMITS.maxPreambleBytes).fill(0x78);
  const bytes = concat([noise, stream]);
  for (const chunks of [[bytes], cutAt(bytes, [1, 1000, noise.length - 1, noise.length, noise.length + 5])]) {
    const received = receive(chunks, { expectPreamble: true });
    expect(received.noise.length).toBe(noise.length);
    expect(received.bodies).toEqual(wanted.bodies);
  }
});

test("FrameDecoder rejects one byte more than 64 KiB of noise, with a preamble behind it or without", () => {
  const noise = new Uint8Array(LIMITS.maxPreambleBytes + 1).fill(0x78);
  expect(violationOf([concat([noise, stream])], { expectPreamble: true })).toBe(
    `Cannot read the guest's output as it must be the preamble "ELIZAIPC1\\n" within 65536 bytes: current value is 65537 other bytes`,
  );
  const endless = Array.from({ length: 70 }, () => new Uint8Array(1024).fill(0x78));
  expect(violationOf(endless, { expectPreamble: true })).toContain("other bytes");
});

test("FrameDecoder gives noise that begins like the preamble as noise", () => {
  const received = receive([new TextEncoder().encode("ELIZAIPC2\nELIZAELIZAIPC1"), Uint8Array.of(10)], {
    expectPreamble: true,
  });
  expect(received).toEqual({ bodies: [], noise: "ELIZAIPC2\nELIZA", isBetweenFrames: true });
});

test("FrameDecoder that waits for a preamble takes no frame", () => {
  const received = receive([frame(Uint8Array.of(1)), frame(Uint8Array.of(2))], { expectPreamble: true });
  expect(received.bodies).toEqual([]);
  expect(received.isBetweenFrames).toBe(false);
});
