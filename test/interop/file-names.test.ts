/** What a file is, its content and its loader say, not its name: `libecho.so.1`, `echo.node` and the like. */
import { afterAll, expect, test } from "bun:test";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadFfiPlugin, loadPlugin, loadTypeScriptPlugin, loadWasmPlugin } from "../../src/index.ts";
import { sourceOfTarget } from "../../src/interop/target.ts";
import { invoke } from "../fixtures/call.ts";
import { recordingRuntime } from "../fixtures/recording-runtime.ts";
import { artefact } from "../fixtures/repository.ts";

const folder = mkdtempSync("/tmp/file-names-");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ending = process.platform === "darwin" ? "dylib" : "so";
const library = artefact(`test/guests/probe/rust/dist/libprobe.${ending}`);
const wasm = artefact("test/guests/probe/rust/dist/probe.wasm");

function copied(from: string, name: string): string {
  const file = join(folder, name);
  copyFileSync(from, file);
  return file;
}

for (const name of ["libprobe.so.1", "probe.node", "probe", "probe.json", "probe.wasm", "probe.ts"]) {
  test(`a library named ${name} is served as one over ipc`, async () => {
    await using plugin = await loadFfiPlugin({ sharedLibPath: copied(library, name), protocol: "ipc" });
    expect(await invoke(plugin, recordingRuntime(), { action: "NOTHING" })).toBeUndefined();
  });
}

for (const name of ["probe.bin", "probe.so", "probe.js"]) {
  test(`a wasm module named ${name} is served as one over ipc`, async () => {
    await using plugin = await loadWasmPlugin({ wasmPath: copied(wasm, name), protocol: "ipc" });
    expect(await invoke(plugin, recordingRuntime(), { action: "NOTHING" })).toBeUndefined();
  });
}

test("a manifest's library with another ending is served over ipc", async () => {
  copied(library, "libnamed.so.2");
  await using plugin = await loadPlugin({
    manifest: {
      name: "probe",
      description: "The plugin that the contract suite calls",
      version: "1.0.0",
      language: "rust",
      interop: { protocol: "ipc", sharedLibPath: "./libnamed.so.2" },
    },
    baseDir: folder,
  });
  expect(await invoke(plugin, recordingRuntime(), { action: "NOTHING" })).toBeUndefined();
});

test("a module whose name ends as a library's is served over ipc", async () => {
  const file = join(folder, "plugin.so.ts");
  writeFileSync(file, 'export const odd = { name: "odd", description: "" };');
  await using plugin = await loadTypeScriptPlugin({ modulePath: `${file}:odd`, protocol: "ipc" });
  expect(plugin.name).toBe("odd");
});

test("sourceOfTarget() looks at what a file begins with, then at its name", () => {
  const text = join(folder, "text.so");
  writeFileSync(text, "no library");
  const protocols = {
    [copied(library, "libseen.so.1")]: "ffi",
    [copied(library, "seen.node")]: "ffi",
    [copied(library, "seen")]: "ffi",
    [copied(wasm, "seen.bin")]: "wasm",
    [text]: "ffi",
    [join(folder, "missing.wasm")]: "wasm",
    [join(folder, "missing.ts")]: "native",
  };
  for (const [target, protocol] of Object.entries(protocols))
    expect(sourceOfTarget(target)).toMatchObject({ protocol, file: target });
  writeFileSync(join(folder, "empty"), "");
  for (const target of [join(folder, "empty"), join(folder, "missing.so.1")])
    expect(() => sourceOfTarget(target)).toThrow("Cannot find a plugin at");
});
