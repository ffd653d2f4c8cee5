/** What is written to a child reaches it whole and in order, however it is cut, gathered or held up on the way. */
import { expect, test } from "bun:test";
import { Child } from "../../../src/transport/ipc/child.ts";

/** A child that gives back what it is given. */
function openCat() {
  const { promise: exited, resolve } = Promise.withResolvers<void>();
  const received: Uint8Array[] = [];
  const child = new Child(
    { argv: ["/bin/cat"], env: {} },
    {
      onData: (bytes) => received.push(bytes.slice()),
      onLine: () => {},
      onStuck: () => {},
      onExit: () => resolve(),
    },
  );
  child.setBusy(true);
  return { child, received, exited };
}

/** Of every size between a header and several socket buffers, each of one value. */
const SIZES = [4, 300, 70_000, 1, 4_096, 400_000, 17, 65_536, 2, 1_000_000, 300];

test.each([1, 3, SIZES.length])(
  "write() keeps the order where %d messages are written in a turn",
  async (together) => {
    const { child, received, exited } = openCat();
    // The first ones are written before the connection is open, too.
    for (const [index, size] of SIZES.entries()) {
      child.write(new Uint8Array(size).fill(index + 1));
      if (index % together === together - 1) await new Promise((resolve) => setImmediate(resolve));
    }
    const all = SIZES.reduce((sum, size) => sum + size, 0);
    while (received.reduce((sum, { length }) => sum + length, 0) < all)
      await new Promise((resolve) => setImmediate(resolve));
    await child.close(1_000);
    await exited;
    const expected = Buffer.concat(SIZES.map((size, index) => new Uint8Array(size).fill(index + 1)));
    expect(Buffer.concat(received).equals(expected)).toBe(true);
  },
);

test("close() lets what was written in its turn go out first", async () => {
  const { child, received, exited } = openCat();
  await new Promise((resolve) => setImmediate(resolve));
  for (const byte of [1, 2, 3]) child.write(new Uint8Array(300).fill(byte));
  await child.close(1_000);
  await exited;
  expect([...new Set(Buffer.concat(received))]).toEqual([1, 2, 3]);
  expect(Buffer.concat(received).length).toBe(900);
});
