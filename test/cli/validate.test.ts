/** `validate`: all errors and warnings of all files at once. */
import { afterAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root } from "../fixtures/repository.ts";
import { elizaosInterop } from "./command.ts";

setDefaultTimeout(30_000);

const folder = mkdtempSync(join(tmpdir(), "validate-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sound = {
  name: "sound",
  description: "Is sound",
  version: "1.0.0",
  language: "typescript",
  interop: { protocol: "native", modulePath: "./sound.ts" },
};

function written(name: string, contents: unknown): string {
  const file = join(folder, name);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(
    file,
    typeof contents === "string" || contents instanceof Uint8Array ? contents : JSON.stringify(contents),
  );
  return file;
}

const good = written("good/plugin.json", sound);
const warned = written("warned.json", { ...sound, interopt: 1, interop: { ...sound.interop, pyton: "x" } });
const faulty = written("faulty.json", {
  ...sound,
  version: 2,
  language: undefined,
  interop: { protocol: "wsam" },
});
const notJson = written("not.json", '{"name": ');
const missing = join(folder, "missing.json");

describe.concurrent("validate", () => {
  test("says ok of a sound manifest, named by its file or its folder, and ends with 0", async () => {
    const { status, stdout } = await elizaosInterop(["validate", good, join(folder, "good")]);
    expect(stdout).toBe(`ok ${good}\nok ${good}\n`);
    expect(status).toBe(0);
  });

  test("says which kinds of components it has not compared with the plugin, and who does", async () => {
    const actions = [{ name: "GHOST_ACTION", description: "Is not there" }];
    const ghost = written("ghost/plugin.json", { ...sound, actions, routes: [] });
    const { status, stdout } = await elizaosInterop(["validate", ghost]);
    const rest = "whether the plugin has these actions is told by inspect, which loads it";
    expect([status, stdout]).toEqual([0, `ok ${ghost} (${rest})\n`]);
    const { json } = await elizaosInterop(["validate", ghost, good, "--json"]);
    expect(json.files.map((file: { notCompared: string[] }) => file.notCompared)).toEqual([["actions"], []]);
  });

  test("warns of unknown fields, and ends with 0", async () => {
    const { status, stdout } = await elizaosInterop(["validate", warned]);
    expect(stdout.trimEnd().split("\n")).toEqual([
      `warning ${warned}: $.interopt is not a field of a manifest: did you mean interop?`,
      `warning ${warned}: $.interop.pyton is not a field of a manifest: did you mean python?`,
    ]);
    expect(status).toBe(0);
  });

  test("shows every error of every file, and ends with 1", async () => {
    const { status, stdout, stderr } = await elizaosInterop(["validate", faulty, good, notJson, missing]);
    expect(stdout).toContain(`error ${faulty}: $.version is 2, expected string`);
    expect(stdout).toContain(`error ${faulty}: $.language is missing, expected a value`);
    expect(stdout).toContain(
      `error ${faulty}: $.interop.protocol is "wsam", expected one of native, wasm, ffi, ipc`,
    );
    expect(stdout).toContain(`ok ${good}\n`);
    expect(stdout).toContain(`error ${notJson}: It is not JSON: `);
    expect(stdout).toContain(`error ${missing}: It cannot be loaded: it does not exist\n`);
    expect(stderr).toBe("");
    expect(status).toBe(1);
  });

  test("--json prints files with their errors and warnings", async () => {
    const { status, json } = await elizaosInterop(["validate", "--json", faulty, warned, missing]);
    const [ofFaulty, ofWarned, ofMissing] = json.files;
    expect(ofFaulty.file).toBe(faulty);
    expect(ofFaulty.errors).toContainEqual({
      path: "$.interop.protocol",
      value: "wsam",
      expected: "expected one of native, wasm, ffi, ipc",
      message: '$.interop.protocol is "wsam", expected one of native, wasm, ffi, ipc',
    });
    expect(ofFaulty.errors).toContainEqual(expect.objectContaining({ path: "$.language", value: null }));
    expect(ofWarned).toEqual({
      file: warned,
      errors: [],
      warnings: [expect.any(String), expect.any(String)],
      notCompared: [],
    });
    expect(ofMissing).toMatchObject({
      errors: [{ path: "$", message: "It cannot be loaded: it does not exist" }],
      warnings: [],
    });
    expect(status).toBe(1);
  });

  test("takes a file with a byte order mark, and names one in UTF-16", async () => {
    const text = JSON.stringify(
      JSON.parse(readFileSync(join(root, "plugins/echo/python/plugin.json"), "utf8")),
    );
    const marked = written("marked.json", `\uFEFF${text}`);
    const wide = written("wide.json", Buffer.from(`\uFEFF${text}`, "utf16le"));
    const { status, stdout } = await elizaosInterop(["validate", marked, wide]);
    expect(stdout).toBe(
      `ok ${marked}\nerror ${wide}: It cannot be loaded: it is in UTF-16, and JSON is in UTF-8\n`,
    );
    expect(status).toBe(1);
  });

  test("says of a folder that stands where a manifest is meant that it is one", async () => {
    const inside = written("folder/plugin.json/kept", "");
    const inWay = dirname(inside);
    for (const named of [inWay, dirname(inWay)]) {
      const { status, stdout } = await elizaosInterop(["validate", named]);
      expect(stdout).toBe(`error ${inWay}: It cannot be loaded: it is a folder and no file\n`);
      expect(status).toBe(1);
    }
    const { stderr } = await elizaosInterop(["inspect", inWay]);
    expect(stderr).toContain(`Cannot load ${inWay} as it is a folder and no file`);
  });

  test("refuses a file that is too large to be a manifest", async () => {
    const large = written("large.json", `"${"x".repeat(1024 * 1024)}"`);
    const { status, stdout } = await elizaosInterop(["validate", large]);
    expect(stdout).toBe(`error ${large}: It cannot be loaded: it has 1048578 bytes, more than 1048576\n`);
    expect(status).toBe(1);
  });
});
