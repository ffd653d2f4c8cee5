/** A manifest and its guest are both strangers: what comparing them takes must grow with their length alone. */
import { expect, test } from "bun:test";
import { differences, mergeManifests } from "../../../src/contract/agreement.ts";
import type { Manifest } from "../../../src/contract/manifest.ts";

test("differences() and mergeManifests() take no time worth telling for long lists in another order", () => {
  const actions = Array.from({ length: 30_000 }, (_, number) => ({
    name: `ACTION_${number}`,
    description: "",
  }));
  const manifest = { name: "long", description: "", version: "1.0.0", actions } as unknown as Manifest;
  const guest = { name: "long", actions: actions.toReversed() };
  const begin = performance.now();
  expect(differences(manifest, guest)).toEqual([]);
  expect(mergeManifests(manifest, guest).actions).toHaveLength(30_000);
  // It took 8 s.
  expect(performance.now() - begin).toBeLessThan(2_000);
});
