/** Properties of Channel over a real child and a real wasm guest: whatever comes between, every call ends exactly once. */
import { expect, test } from "bun:test";
import fc from "fast-check";
import { Channel } from "../../src/channel/channel.ts";
import { HOST_VOICE } from "../../src/channel/wire-error.ts";
import { PluginError } from "../../src/errors.ts";
import { probeLaunch } from "../fixtures/guest-connection.ts";
import { memoryOf } from "../fixtures/recording-runtime.ts";

type Step =
  | {
      do: "call";
      action: "ECHO" | "HOST" | "FAIL" | "WAIT" | "EMIT" | "NOBODY";
      abortAfterMs: number | undefined;
    }
  | { do: "stray"; type: "host.result" | "callback.result" | "cancel" | "error"; re: number }
  | { do: "unknown notice" }
  | { do: "yield" };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("call" as const),
      action: fc.constantFrom(
        "ECHO" as const,
        "HOST" as const,
        "FAIL" as const,
        "WAIT" as const,
        "EMIT" as const,
        "NOBODY" as const,
      ),
      abortAfterMs: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("stray" as const),
      type: fc.constantFrom(
        "host.result" as const,
        "callback.result" as const,
        "cancel" as const,
        "error" as const,
      ),
      re: fc.integer({ min: 1, max: 40 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: "unknown notice" as const }) },
  { weight: 2, arbitrary: fc.constant({ do: "yield" as const }) },
);

const ENDS = new Set(["answer", "cancelled", "closed", "handler_failed", "component_unknown", "deadline"]);

for (const [pair, numRuns] of [
  ["rust wasm", 60],
  ["rust ffi", 60],
  ["python ipc", 10],
] as const) {
  test(`Channel over ${pair} ends every call exactly once`, async () => {
    const launch = await probeLaunch(pair);
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 30 }),
        fc.boolean(),
        async (steps, closesEarly) => {
          const ends = new Map<number, string[]>();
          const { promise: ready, resolve } = Promise.withResolvers<void>();
          const channel = new Channel((receiver) => launch.connect(receiver, () => {}), {
            codec: launch.codec,
            peer: { plugin: "probe" },
            voice: HOST_VOICE,
            handlers: { "host.call": async () => ({ value: [memoryOf("x")] }) },
            onNotice: (message) => message.type === "ready" && resolve(),
          });
          await ready;
          await channel.call("plugin.init", init, { timeoutMs: 10_000 });
          const calls = steps.map((one, index) =>
            perform(channel, one, (end) => ends.set(index, [...(ends.get(index) ?? []), end])),
          );
          if (!closesEarly) await Promise.all(calls);
          await channel.close();
          await Promise.all(calls);
          expect(channel.inFlight).toBe(0);
          for (const [index, one] of steps.entries()) {
            if (one.do !== "call") continue;
            expect(ends.get(index)).toHaveLength(1);
            expect(ENDS).toContain(ends.get(index)?.[0] ?? "");
          }
        },
      ),
      { numRuns },
    );
  });
}

const init = {
  protocol: 1,
  features: [],
  limits: { maxFrameBytes: 1024 * 1024, maxInFlight: 256 },
  config: {},
  settings: {},
  agent: { id: memoryOf("").agentId, character: { name: "Test agent" } },
};

async function perform(channel: Channel<never>, one: Step, ended: (end: string) => void): Promise<void> {
  if (one.do === "yield") await Bun.sleep(0);
  else if (one.do === "unknown notice") channel.notify("shutdown.not" as "shutdown", { future: true });
  else if (one.do === "stray")
    channel.notify(one.type, {
      re: one.re + 1000,
      value: null,
      memories: [],
      code: "host_failed",
      message: "stray",
    });
  else {
    const options = {
      method: "getMemories",
      args: [{}],
      ms: 2,
      message: "broken",
      contents: [{ text: "a" }, { text: "b" }],
    };
    const fields = { action: one.action, memory: memoryOf("x"), options };
    const signal = one.abortAfterMs === undefined ? undefined : AbortSignal.timeout(one.abortAfterMs);
    const inside = { "callback.emit": () => ({ memories: [] }) };
    try {
      await channel.call("action.invoke", fields, { timeoutMs: 10_000, signal, inside });
      ended("answer");
    } catch (error) {
      ended(error instanceof PluginError ? error.code : String(error));
    }
  }
}
