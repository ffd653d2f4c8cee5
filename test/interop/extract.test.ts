import { afterAll, afterEach, beforeEach, expect, test } from "bun:test";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { extractFolder } from "../../src/interop/extract.ts";
import { root } from "../fixtures/repository.ts";

const cache = mkdtempSync("/tmp/extract-test-");
const { XDG_CACHE_HOME } = process.env;

beforeEach(() => {
  process.env.XDG_CACHE_HOME = cache;
});
afterEach(() => {
  if (XDG_CACHE_HOME === undefined) delete process.env.XDG_CACHE_HOME;
  else process.env.XDG_CACHE_HOME = XDG_CACHE_HOME;
  rmSync(join(cache, "elizaos-interop"), { recursive: true, force: true });
});
afterAll(() => rmSync(cache, { recursive: true, force: true }));

const extract = join(root, "src/interop/extract.ts");
const bundle = JSON.stringify({ "a.py": "a = 1\n", "deep/b.py": "b = 2\n" });

test("extractFolder() writes every file once, where only the user may write", () => {
  const folder = extractFolder("python", bundle);
  expect(readFileSync(join(folder, "a.py"), "utf8")).toBe("a = 1\n");
  expect(readFileSync(join(folder, "deep/b.py"), "utf8")).toBe("b = 2\n");
  expect(statSync(join(folder, "..")).mode & 0o077).toBe(0);
  const { ino } = statSync(folder);
  expect(extractFolder("python", bundle)).toBe(folder);
  expect(statSync(folder).ino).toBe(ino);
  expect(readdirSync(join(folder, ".."))).toHaveLength(1);
});

test("extractFolder() mends what somebody changed", () => {
  const folder = extractFolder("python", bundle);
  writeFileSync(join(folder, "a.py"), "import os; os.remove('x')\n");
  expect(extractFolder("python", bundle)).toBe(folder);
  expect(readFileSync(join(folder, "a.py"), "utf8")).toBe("a = 1\n");
});

test("extractFolder() gives other contents another folder", () => {
  expect(extractFolder("python", bundle)).not.toBe(extractFolder("python", JSON.stringify({ "a.py": "" })));
});

test("extractFolder() falls back on the temporary folder, and refuses one that others may write", () => {
  process.env.XDG_CACHE_HOME = "/proc/nowhere";
  const own = join(extractFolder("python", bundle), "..");
  chmodSync(own, 0o777);
  expect(() => extractFolder("python", bundle)).toThrow("others may write it");
  rmSync(own, { recursive: true, force: true });
});

test("extractFolder() takes the temporary folder where the cache is there and is not the user's alone", () => {
  mkdirSync(join(cache, "elizaos-interop"), { recursive: true });
  chmodSync(join(cache, "elizaos-interop"), 0o777);
  const folder = extractFolder("python", bundle);
  expect(folder).toStartWith(join(tmpdir(), `elizaos-interop-${process.getuid?.()}`));
  expect(readFileSync(join(folder, "a.py"), "utf8")).toBe("a = 1\n");
});

test("extractFolder() serves many first starts at once: none takes away what another runs from", async () => {
  const large = JSON.stringify(
    Object.fromEntries(Array.from({ length: 60 }, (_, file) => [`f/${file}.py`, "x = 1\n".repeat(500)])),
  );
  const script = `import { extractFolder } from ${JSON.stringify(extract)};
const { readFileSync } = require("node:fs");
const folder = extractFolder("python", readFileSync(process.env.BUNDLE, "utf8"));
for (let at = 0; at < 300; at++) readFileSync(folder + "/f/" + (at % 60) + ".py");`;
  const file = join(cache, "bundle.json");
  writeFileSync(file, large);
  for (let round = 0; round < 3; round++) {
    rmSync(join(cache, "elizaos-interop"), { recursive: true, force: true });
    const starts = Array.from({ length: 12 }, () =>
      Bun.spawn([process.execPath, "-e", script], { env: { ...process.env, BUNDLE: file }, stderr: "pipe" }),
    );
    const ends = await Promise.all(
      starts.map(async (start) => [await start.exited, await new Response(start.stderr).text()]),
    );
    expect(ends).toEqual(starts.map(() => [0, ""]));
  }
  expect(readdirSync(join(cache, "elizaos-interop"))).toHaveLength(1);
});
