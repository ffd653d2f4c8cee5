import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { digestOf } from "../../src/setup/digest.ts";
import { fillFolder } from "../../src/setup/folder.ts";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "setup-"));
  write("crate/src/lib.rs", "fn main() {}");
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, contents: string): void {
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), contents);
}

describe("digestOf()", () => {
  test("is the same for the same files and words", () => {
    expect(digestOf(root, ["crate"], ["rustc 1"])).toBe(digestOf(root, ["crate"], ["rustc 1"]));
  });

  const changes: Record<string, () => string> = {
    "a file's contents": () => {
      write("crate/src/lib.rs", "fn main() { }");
      return digestOf(root, ["crate"]);
    },
    "a new file": () => {
      write("crate/build.rs", "");
      return digestOf(root, ["crate"]);
    },
    "a file's name": () => {
      renameSync(join(root, "crate/src/lib.rs"), join(root, "crate/src/main.rs"));
      return digestOf(root, ["crate"]);
    },
    "a hidden folder's file": () => {
      write("crate/.cargo/config.toml", "[build]");
      return digestOf(root, ["crate"]);
    },
    "a word": () => digestOf(root, ["crate"], ["rustc 2"]),
  };
  for (const [what, change] of Object.entries(changes)) {
    test(`changes with ${what}`, () => {
      const before = digestOf(root, ["crate"]);
      expect(change()).not.toBe(before);
    });
  }

  test("passes over what builds and tools leave behind", () => {
    const before = digestOf(root, ["crate"]);
    for (const path of ["dist/a.wasm", "target/a", "__pycache__/a.pyc", ".mypy_cache/a", "node_modules/a.js"])
      write(`crate/${path}`, "made");
    expect(digestOf(root, ["crate"])).toBe(before);
  });

  test("takes a path that does not exist as no file", () => {
    expect(digestOf(root, ["crate", "missing"])).toBe(digestOf(root, ["crate"]));
  });
});

describe("fillFolder()", () => {
  const files = new Map([
    ["a.py", "1"],
    ["deep/b.py", "2"],
  ]);

  test("writes what is missing, then has nothing to do", () => {
    expect(fillFolder(join(root, "out"), files)).toBe(true);
    expect(fillFolder(join(root, "out"), files)).toBe(false);
  });

  test("mends what differs and removes what is too much", () => {
    fillFolder(join(root, "out"), files);
    write("out/deep/b.py", "changed");
    write("out/deep/c.py", "too much");
    expect(fillFolder(join(root, "out"), files)).toBe(true);
    expect(readFileSync(join(root, "out/deep/b.py"), "utf8")).toBe("2");
    expect(readdirSync(join(root, "out/deep"))).toEqual(["b.py"]);
  });
});
