/** The transport of guests in this process, on one that a test plays. */
import { expect, jest, test } from "bun:test";
import { InProcessTransport } from "../../src/transport/in-process.ts";

test("setReading(false) has a guest in this process not polled, until it is read again", async () => {
  jest.useFakeTimers();
  try {
    let polls = 0;
    // Its answer stands at 8: no messages, and it wants to be polled in 10 ms.
    const guest = {
      file: "scripted",
      send() {
        polls += 1;
        return 8;
      },
      end: () => 16,
      readU32: (address: number) => (address === 8 ? 0 : 10),
      readText: () => "",
      close() {},
    };
    const transport = new InProcessTransport(guest, { message() {}, closed() {} });
    await null;
    transport.setReading(false);
    jest.advanceTimersByTime(1_000);
    expect(polls).toBe(1);
    transport.setReading(true);
    expect(polls).toBe(2);
    jest.advanceTimersByTime(10);
    expect(polls).toBe(3);
    await transport.close();
  } finally {
    jest.useRealTimers();
  }
});
