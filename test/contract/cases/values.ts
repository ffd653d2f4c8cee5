/** Values: what crosses comes back as it went, and what cannot cross is left out or refused. */
import { expect } from "bun:test";
import { invoke } from "../../fixtures/call.ts";
import { codesOf, failure } from "../../fixtures/failure.ts";
import { anAgent } from "../agents.ts";
import type { ContractCase } from "./contract-case.ts";

export const edges: Record<string, unknown> = {
  none: null,
  yes: true,
  zero: 0,
  integers: [-1, 255, 65_536, 2 ** 31, 2 ** 32, 2 ** 53, -(2 ** 53)],
  doubles: [0.1, -2.5, 1e-7, 1.7976931348623157e308, 5e-324],
  text: 'é 日本語 🙂👩‍👩‍👧 "quoted" \\ \u0000 \u2028 line\nbreak',
  empty: ["", [], {}],
  dollars: [{ $bytes: "AA==" }, { $x: 1 }, { $$: { $y: 2 } }, { $bytes: 1, more: 2 }],
  deep: { a: { b: { c: { d: [[[["deep"]]]] } } } },
  names: { constructor: 1, toString: "x", "with space": 2, é: 3, "": 4 },
};

export const bytes = Uint8Array.from({ length: 1000 }, (_unused, index) => index % 256);

export const valueCases: ContractCase[] = [
  {
    name: "values at the edges come back as they went",
    kinds: "actions and providers",
    async run(plugin) {
      const result = await invoke(plugin, anAgent(plugin), { action: "ECHO", options: edges });
      expect(result?.data?.options).toEqual(edges);
    },
  },
  {
    name: "bytes come back as bytes",
    kinds: "actions and providers",
    async run(plugin) {
      const options = { bytes, none: new Uint8Array(0), list: [bytes] };
      const result = await invoke(plugin, anAgent(plugin), { action: "ECHO", options });
      expect(result?.data?.options).toEqual(options);
    },
  },
  {
    name: "a megabyte of text and of bytes comes back whole",
    kinds: "actions and providers",
    async run(plugin) {
      const text = "é🙂x".repeat(150_000);
      const large = new Uint8Array(1_000_000).fill(7);
      const result = await invoke(plugin, anAgent(plugin), { action: "ECHO", text, options: { large } });
      expect(result?.text === text).toBe(true);
      const echoed = result?.data?.options as { large: Uint8Array } | undefined;
      expect(echoed !== undefined && Buffer.compare(echoed.large, large) === 0).toBe(true);
    },
  },
];

export const valueGuestCases: ContractCase[] = [
  {
    name: "what cannot cross is left out",
    kinds: "actions and providers",
    async run(plugin) {
      const options = {
        keep: 1,
        gone() {},
        alsoGone: new Map([[1, 2]]),
        at: new Date(0),
        list: [() => 1, 2],
      };
      const result = await invoke(plugin, anAgent(plugin), { action: "ECHO", options });
      expect(result?.data?.options).toEqual({ keep: 1, at: "1970-01-01T00:00:00.000Z", list: [null, 2] });
    },
  },
  {
    name: "a value that is refused names its place, and the next call works",
    kinds: "actions and providers",
    async run(plugin) {
      const runtime = anAgent(plugin);
      const options = { a: [{ big: 2n ** 60n }] };
      const error = await failure(invoke(plugin, runtime, { action: "ECHO", options }));
      expect(error).toMatchObject({ code: "value_refused", path: "$.options.a[0].big" });
      expect(await invoke(plugin, runtime, { action: "NOTHING" })).toBeUndefined();
    },
  },
  {
    name: "64 levels cross, 65 are refused on either side",
    async run(plugin) {
      const runtime = anAgent(plugin);
      const echo = (levels: number) => invoke(plugin, runtime, { action: "ECHO", options: nested(levels) });
      // Around them: of the request itself and options, of the answer itself, result, data and options.
      expect((await echo(60))?.data?.options).toEqual(nested(60));
      const [byGuest, byHost] = [await failure(echo(61)), await failure(echo(63))];
      expect(codesOf(byGuest)).toContain("value_refused");
      expect(byHost).toMatchObject({ code: "value_refused", name: "CallError" });
    },
  },
];

/** Options with lists in each other. */
function nested(levels: number): Record<string, unknown> {
  let value: unknown = "deep";
  for (let level = 0; level < levels; level++) value = [value];
  return { value };
}
