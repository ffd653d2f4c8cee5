/** Modules are compiled once for all who use them. */
import { expect, test } from "bun:test";
import { loadModule } from "../../../src/transport/wasm/module.ts";
import { artefact } from "../../fixtures/repository.ts";

const bytesOf = (path: string) => Bun.file(artefact(path)).bytes();

test("loadModule() gives the module of the same content, whatever file it is in", async () => {
  const bytes = await bytesOf("test/compat/abi-1/echo.wasm");
  const module = loadModule(bytes, "one.wasm");
  expect(loadModule(bytes.slice(), "other.wasm")).toBe(module);
  expect(loadModule(await bytesOf("plugins/echo/rust/dist/echo.wasm"), "one.wasm")).not.toBe(module);
});

test("loadModule() refuses the same broken content every time, by the name of its file", async () => {
  const bytes = (await bytesOf("test/compat/abi-1/echo.wasm")).slice(0, 1000);
  for (const file of ["one.wasm", "two.wasm"])
    expect(() => loadModule(bytes, file)).toThrow(`Cannot load ${file} as it is no valid wasm module`);
});
