/** What the host keeps of a request whose wait may have no end: nothing that the wait does not need. */
import { expect, test } from "bun:test";
import type { IncomingRequest } from "../../src/channel/call.ts";
import { type HostSide, hostHandlers } from "../../src/interop/host-api.ts";
import { recordingRuntime } from "../fixtures/recording-runtime.ts";

test.each(["getServiceLoadPromise", "initPromise"])("a waiting %s holds no arguments", async (method) => {
  const never = new Promise<void>(() => {});
  const runtime = Object.assign(recordingRuntime({}, { getServiceLoadPromise: () => never }), {
    initPromise: never,
    getServiceRegistrationStatus: () => "pending",
  });
  const side = {
    runtime: () => runtime,
    policy: () => ({ require() {} }),
    scope: undefined,
    register() {},
  } as unknown as HostSide;
  const handler = hostHandlers(side)["host.call"];
  const working: unknown[] = [];
  const asked = (number: number) => {
    const large = [{ number }];
    working.push(handler?.({ type: "host.call", method, args: ["late", large] }, {} as IncomingRequest));
    return new WeakRef(large);
  };
  const refs = Array.from({ length: 50 }, (_item, number) => asked(number));
  for (let turn = 0; turn < 10; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
    Bun.gc(true);
  }
  expect(working).toHaveLength(50);
  // The collector looks at the stack as it finds it: a few may seem to be held.
  expect(refs.filter((ref) => ref.deref() === undefined).length).toBeGreaterThan(40);
});
