/** The public API by its two entries. */
import { expect, test } from "bun:test";
import { join } from "node:path";
import * as library from "../src/index.ts";
import { root } from "./fixtures/repository.ts";

test("src/node.js exports what src/index.ts does, the same things", async () => {
  const forNode = await import(join(root, "src/node.js"));
  expect({ ...forNode }).toEqual({ ...library });
  expect(forNode.loadPlugin).toBe(library.loadPlugin);
});
