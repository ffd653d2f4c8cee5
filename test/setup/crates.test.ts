import { expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rustBuilds } from "../../src/setup/crates.ts";

const LIBRARY = process.platform === "darwin" ? "dylib" : "so";

test("rustBuilds() finds each plugin crate, and builds it in each way that it offers", () => {
  const root = mkdtempSync(join(tmpdir(), "setup-"));
  crate(root, "plugins/two-words/rust", '[package]\nname = "two-words"\n[features]\nwasm = []\nffi = []\n');
  crate(
    root,
    "test/guests/late/rust",
    '[package]\nname = "late"\n[lib]\nname = "own"\n[features]\nffi = []\n',
  );
  mkdirSync(join(root, "plugins/script/python"), { recursive: true });
  expect(rustBuilds(root).map(({ crate, kind, artefact }) => [crate, kind, artefact])).toEqual([
    ["plugins/two-words/rust", "wasm", "plugins/two-words/rust/dist/two_words.wasm"],
    ["plugins/two-words/rust", "ffi", `plugins/two-words/rust/dist/libtwo_words.${LIBRARY}`],
    ["test/guests/late/rust", "ffi", `test/guests/late/rust/dist/libown.${LIBRARY}`],
  ]);
  rmSync(root, { recursive: true });
});

function crate(root: string, path: string, manifest: string): void {
  mkdirSync(join(root, path), { recursive: true });
  writeFileSync(join(root, path, "Cargo.toml"), manifest);
}
