import { expect, test } from "bun:test";
import { packagesIn } from "../../src/setup/notice.ts";

test("packagesIn() names each npm package of a bundle once", () => {
  const inputs = [
    "src/cli/bundle.ts",
    "node_modules/zod/v4/core/api.js",
    "node_modules/zod/v4/index.js",
    "node_modules/@elizaos/core/dist/node/index.node.js",
    "node_modules/a/node_modules/b/index.js",
  ];
  expect(packagesIn(inputs)).toEqual(["@elizaos/core", "b", "zod"]);
});
