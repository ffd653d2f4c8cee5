/** Guests that were built for each ABI version, kept as they are: this release must go on loading them. */
import { expect, test } from "bun:test";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { ABI_VERSION } from "../../src/contract/generated/messages.ts";
import { loadWasmPlugin } from "../../src/index.ts";
import { invoke, provide } from "../fixtures/call.ts";
import { recordingRuntime } from "../fixtures/recording-runtime.ts";

const folder = import.meta.dir;

test("there is a guest of this ABI version", () => {
  expect(readdirSync(folder)).toContain(`abi-${ABI_VERSION}`);
});

for (const abi of readdirSync(folder).filter((name) => name.startsWith("abi-"))) {
  test(`the guest of ${abi} loads and answers`, async () => {
    await using plugin = await loadWasmPlugin({ wasmPath: join(folder, abi, "echo.wasm") });
    const runtime = recordingRuntime();
    const result = await invoke(plugin, runtime, {
      action: "ECHO",
      text: "Grüße 🙂",
      options: { bytes: new Uint8Array([1]) },
    });
    expect(result).toEqual({ success: true, text: "Grüße 🙂", data: { bytes: new Uint8Array([1]) } });
    expect((await provide(plugin, runtime, "ECHO", "hello")).text).toBe("hello");
  });
}
