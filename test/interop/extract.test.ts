import { afterAll, afterEach, beforeEach, expect, test } from "bun:test";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { extractFolder } from "../../src/interop/extract.ts";

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
  expect(() => extractFolder("python", bundle)).toThrow("as others may write it");
  rmSync(own, { recursive: true, force: true });
});
