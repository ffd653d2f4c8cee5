/** The transport of guests in this process, on one that a test plays. */
import { expect, jest, test } from "bun:test";
import { InProcessTransport } from "../../src/transport/in-process.ts";
import { playedGuest } from "./abi-guest.ts";

test("setReading(false) has a guest in this process not polled, until it is read again", async () => {
  jest.useFakeTimers();
  try {
    const guest = playedGuest(10);
    const transport = new InProcessTransport(guest, { message() {}, closed() {} });
    await null;
    transport.setReading(false);
    jest.advanceTimersByTime(1_000);
    expect(guest.polls).toBe(1);
    transport.setReading(true);
    expect(guest.polls).toBe(2);
    jest.advanceTimersByTime(10);
    expect(guest.polls).toBe(3);
    await transport.close();
  } finally {
    jest.useRealTimers();
  }
});
